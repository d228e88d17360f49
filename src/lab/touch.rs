//! A hand on a weight: clicks, taps, long presses, drags, the wheel and keys, and what each of them does. The editors'
//! cells, the X-ray's and the 5×5 figure's all ask the one [`Hand`] of the page, so that a hand does the same everywhere.
//!
//! Pure: it is fed with what the browser tells and says what is to happen. It never asks what a weight is, but says by how
//! much it changes: so two events between two frames both count.

mod felt;
mod weight;

pub use felt::{Felt, Keyed, PointingDevice, Told, Turn, Unit};
pub use weight::{Amount, Weight, WeightChange, changed, step};

use super::keys::Key;

/// How long a finger rests on a weight to lower it, in milliseconds.
pub const LONG_PRESS: u32 = 500;
/// What one notch of the wheel is, in pixels. Trackpads send many small pieces of one.
const NOTCH: f64 = 100.0;
/// A line as the wheel counts them: browsers that count lines send three a notch.
const LINE: f64 = NOTCH / 3.0;
/// Turns of the wheel that follow each other within so many milliseconds are one swipe.
const PAUSE: f64 = 500.0;
/// A mouse or a pen that moved up or down by this, in pixels, drags.
const STILL: f64 = 4.0;
/// Whatever else moved by this neither clicks nor rests any more. Fingers are not steady.
const GONE: f64 = 10.0;
/// So many milliseconds after a press its click and its menu still belong to it.
const AFTER: f64 = 700.0;

/// A press, from the pointer's going down until its click is past.
#[derive(Clone, Copy, Debug)]
struct Press {
    weight: Weight,
    pointer: PointingDevice,
    id: i32,
    start: (f64, f64),
    /// Whether the pointer is down, with its first button.
    held: bool,
    /// Whether it has done something already, or is no press any more: what still comes of it does nothing.
    spent: bool,
    /// The drag's height where it was counted last, and what was not yet enough for a grain.
    height: f64,
    rest: f64,
    gesture: Option<u32>,
    over: Option<f64>,
}

/// Turns of the wheel without a pause.
#[derive(Clone, Copy, Debug)]
struct Swipe {
    /// What it began on; `None`: it scrolls.
    weight: Option<Weight>,
    last: f64,
    /// All of it, in pixels, and the notches that were made of it.
    gathered: f64,
    given: f64,
    gesture: u32,
}

/// The hand of whoever visits the page.
#[derive(Debug, Default)]
pub struct Hand {
    presses: u32,
    gestures: u32,
    press: Option<Press>,
    swipe: Option<Swipe>,
}

impl Hand {
    /// A number for one uninterrupted movement, so that it is one step of the history.
    pub fn next_gesture(&mut self) -> u32 {
        next(&mut self.gestures)
    }

    /// What comes of something that is felt on `weight` (`None`: beside all of them), at `now` in milliseconds.
    pub fn feel(&mut self, weight: Option<Weight>, felt: Felt, now: f64) -> Told {
        match (felt, weight) {
            // A press goes on wherever its pointer goes.
            (Felt::Move { id, at, fine }, _) => self.moved(id, at, fine),
            (Felt::Up { id, lower }, _) => self.let_go(id, lower, now),
            (Felt::Lost { id }, _) => self.lose(id, now),
            (Felt::Rested(press), _) => self.rested(press),
            (_, None) => Told::default(),
            (Felt::Down { pointer, id, first, at }, Some(weight)) => {
                self.down(weight, pointer, id, first, at)
            }
            (Felt::Click { by_key: false, .. }, _) if self.is_spent(now) => Told::default(),
            (Felt::Click { lower, .. }, Some(weight)) => Told::of(step(weight, lower)),
            (Felt::Menu, Some(weight)) => self.menu(weight, now),
            (Felt::Wheel(turn), Some(weight)) => self.wheel(weight, turn, now),
        }
    }

    fn down(
        &mut self,
        weight: Weight,
        pointer: PointingDevice,
        id: i32,
        first: bool,
        at: (f64, f64),
    ) -> Told {
        next(&mut self.presses);
        // A second finger: both are about to zoom.
        let spent = self.press.is_some_and(|press| press.held && press.id != id);
        self.press = Some(Press {
            weight,
            pointer,
            id,
            start: at,
            held: first,
            spent,
            height: at.1,
            rest: 0.0,
            gesture: None,
            over: None,
        });
        let finger = pointer == PointingDevice::Finger;
        Told {
            waits: (first && finger && !spent).then_some(self.presses),
            follow: first && !finger,
            ..Told::default()
        }
    }

    fn moved(&mut self, id: i32, at: (f64, f64), fine: bool) -> Told {
        let Some(press) = self.press.as_mut().filter(|press| press.held && press.id == id) else {
            return Told::default();
        };
        let begins = press.gesture.is_none();
        if begins {
            let (across, along) = (at.0 - press.start.0, at.1 - press.start.1);
            let drags =
                press.pointer == PointingDevice::Mouse && !press.spent && along.abs() >= STILL;
            if !drags {
                press.spent |= across.hypot(along) >= GONE;
                return Told::default();
            }
        }
        press.spent = true;
        let worth = press.weight.worth();
        let fine = if fine { worth.fine } else { 1.0 };
        let up = press.rest + (press.height - at.1) / worth.pixels;
        let grains = up.trunc();
        (press.height, press.rest) = (at.1, up - grains);
        let (weight, by) = (press.weight, grains * worth.grain * fine);
        let gesture = press.gesture.unwrap_or_else(|| next(&mut self.gestures));
        press.gesture = Some(gesture);
        let change = WeightChange { weight, amount: Amount::By(by as f32), gesture: Some(gesture) };
        Told { change: (by != 0.0).then_some(change), follow: begins, ..Told::default() }
    }

    fn let_go(&mut self, id: i32, lower: bool, now: f64) -> Told {
        let Some(press) = self.press.as_mut().filter(|press| press.id == id) else {
            return Told::default();
        };
        let counts = press.held && !press.spent && press.pointer == PointingDevice::Mouse;
        press.held = false;
        press.spent |= counts;
        press.over = Some(now);
        if counts { Told::of(step(press.weight, lower)) } else { Told::default() }
    }

    fn lose(&mut self, id: i32, now: f64) -> Told {
        if let Some(press) = self.press.as_mut().filter(|press| press.id == id) {
            (press.held, press.spent, press.over) = (false, true, Some(now));
        }
        Told::default()
    }

    fn rested(&mut self, number: u32) -> Told {
        let Some(press) = self.press.as_mut().filter(|press| press.held && !press.spent) else {
            return Told::default();
        };
        if self.presses != number {
            return Told::default();
        }
        press.spent = true;
        Told::of(step(press.weight, true))
    }

    fn menu(&mut self, weight: Weight, now: f64) -> Told {
        let done = self.is_spent(now);
        if let Some(press) = self.press.as_mut().filter(|press| press.held) {
            press.spent = true;
        }
        Told { change: (!done).then_some(step(weight, true)), prevent: true, ..Told::default() }
    }

    /// Whether the press that is under way, or was a moment ago, has done what it does.
    fn is_spent(&self, now: f64) -> bool {
        let fresh = |press: &Press| press.over.is_none_or(|over| now - over < AFTER);
        self.press.is_some_and(|press| press.spent && fresh(&press))
    }

    fn wheel(&mut self, weight: Weight, turn: Turn, now: f64) -> Told {
        let pixels = match turn.unit {
            Unit::Pixel => 1.0,
            Unit::Line => LINE,
            Unit::Page => NOTCH,
        };
        // Shift turns the wheel sideways in some browsers.
        let (x, y) = if turn.fine && turn.y == 0.0 { (0.0, turn.x) } else { (turn.x, turn.y) };
        if x == 0.0 && y == 0.0 {
            return Told::default();
        }
        let sideways = x.abs() > y.abs();
        let under_way = self.swipe.filter(|swipe| now - swipe.last <= PAUSE);
        let scrolls = under_way.is_some_and(|swipe| swipe.weight.is_none());
        if turn.zooms || scrolls || under_way.is_none() && sideways {
            self.scrolled(now);
            return Told::default();
        }
        let mut swipe = match under_way.filter(|swipe| swipe.weight == Some(weight)) {
            Some(swipe) => swipe,
            None => {
                let gesture = self.next_gesture();
                Swipe { weight: Some(weight), last: now, gathered: 0.0, given: 0.0, gesture }
            }
        };
        swipe.last = now;
        if !sideways {
            swipe.gathered += y * pixels;
        }
        let notches = (swipe.gathered / NOTCH).round() - swipe.given;
        swipe.given += notches;
        self.swipe = Some(swipe);
        let worth = weight.worth();
        let by = -notches * worth.notch * if turn.fine { worth.fine } else { 1.0 };
        let gesture = Some(swipe.gesture);
        let change = WeightChange { weight, amount: Amount::By(by as f32), gesture };
        Told { change: (notches != 0.0).then_some(change), prevent: true, ..Told::default() }
    }

    /// The wheel was turned and no weight took it: until it rests it scrolls, whatever comes under the pointer.
    pub fn scrolled(&mut self, now: f64) {
        self.swipe = Some(Swipe { weight: None, last: now, gathered: 0.0, given: 0.0, gesture: 0 });
    }

    /// What a key does to `weight`.
    pub fn key(weight: Weight, key: &Key) -> Option<Keyed> {
        if key.is_command() {
            return None;
        }
        let set = |amount| Keyed::Change(WeightChange { weight, amount, gesture: None });
        Some(match key.key.as_str() {
            "Delete" | "Backspace" => set(Amount::To(0.0)),
            "PageUp" => Keyed::Change(step(weight, false)),
            "PageDown" => Keyed::Change(step(weight, true)),
            "F2" => Keyed::Type { keep: true },
            _ if key.letter() == Some('g') => Keyed::Step,
            _ if key.begins_number() => Keyed::Type { keep: false },
            _ => return None,
        })
    }
}

/// The number after the last one.
pub(super) fn next(last: &mut u32) -> u32 {
    *last = last.wrapping_add(1);
    *last
}
