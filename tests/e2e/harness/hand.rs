//! What a hand does: points, presses, drags, scrolls and types. Nothing here reaches into the page; all of it
//! goes through the browser's own input.

use serde_json::{Value, json};
use std::time::SystemTime;

use super::page::{Page, handle};

/// What the hand holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pointer {
    Mouse,
    Touch,
    Pen,
}

/// Keys that have no character, as WebDriver numbers them.
pub mod key {
    pub const TAB: &str = "\u{e004}";
    pub const ENTER: &str = "\u{e007}";
    pub const SHIFT: &str = "\u{e008}";
    pub const CONTROL: &str = "\u{e009}";
    pub const ESCAPE: &str = "\u{e00c}";
    pub const LEFT: &str = "\u{e012}";
    pub const UP: &str = "\u{e013}";
    pub const RIGHT: &str = "\u{e014}";
    pub const DOWN: &str = "\u{e015}";
    pub const DELETE: &str = "\u{e017}";
}

const LEFT_BUTTON: u8 = 0;
const RIGHT_BUTTON: u8 = 2;

/// A 5 in one stroke, in the unit square of the pad, at about the pace at which a pen reports itself.
pub fn five_points() -> Vec<(f64, f64)> {
    let line = |from: (f64, f64), to: (f64, f64), steps: usize| {
        (0..steps).map(move |step| {
            let t = step as f64 / steps as f64;
            (from.0 + (to.0 - from.0) * t, from.1 + (to.1 - from.1) * t)
        })
    };
    let belly = (0..=24).map(|step| {
        let turn = (-120.0 + 250.0 * f64::from(step) / 24.0).to_radians();
        (0.46 + 0.20 * turn.cos(), 0.60 + 0.19 * turn.sin())
    });
    let bar = line((0.68, 0.18), (0.38, 0.18), 12);
    let stem = line((0.38, 0.18), (0.36, 0.44), 10);
    bar.chain(stem).chain(belly).collect()
}

impl Page {
    /// Draws a 5 on the pad with the mouse.
    #[track_caller]
    pub fn draw_five(&self) {
        self.stroke(&five_points());
    }

    /// Draws one stroke on the pad with the mouse: points in the pad's unit square, which may leave it.
    #[track_caller]
    pub fn stroke(&self, points: &[(f64, f64)]) {
        self.stroke_with(Pointer::Mouse, 0.5, points);
    }

    /// Draws one stroke on the pad with what the hand holds, at one pressure.
    #[track_caller]
    pub fn stroke_with(&self, pointer: Pointer, pressure: f64, points: &[(f64, f64)]) {
        self.drag_with(pointer, pressure, &handle("pad"), points);
    }

    /// Presses at the first point, moves through the others, lets go: points in the element's unit square.
    #[track_caller]
    pub fn drag(&self, selector: &str, points: &[(f64, f64)]) {
        self.drag_with(Pointer::Mouse, 0.5, selector, points);
    }

    /// Drags a finger over the element.
    #[track_caller]
    pub fn touch_drag(&self, selector: &str, points: &[(f64, f64)]) {
        self.drag_with(Pointer::Touch, 0.5, selector, points);
    }

    #[track_caller]
    fn drag_with(&self, pointer: Pointer, pressure: f64, selector: &str, points: &[(f64, f64)]) {
        let place = self.place(selector);
        let mut actions = Vec::new();
        for (index, &point) in points.iter().enumerate() {
            let mut step = travel(place.at(point));
            step["pressure"] = json!(pressure);
            actions.push(step);
            if index == 0 {
                actions.push(
                    json!({ "type": "pointerDown", "button": LEFT_BUTTON, "pressure": pressure }),
                );
            }
        }
        actions.push(json!({ "type": "pointerUp", "button": LEFT_BUTTON }));
        self.perform(json!([hand(pointer, &actions)]));
        self.settle();
        if pointer == Pointer::Touch {
            self.until_scrolling_rests();
        }
    }

    /// A page that a finger has thrown goes on by itself, and what is pointed at meanwhile moves away.
    #[track_caller]
    fn until_scrolling_rests(&self) {
        self.run_async(
            "let seen = scrollY;
             for (let still = 0; still < 12; still++) {
                 await new Promise(requestAnimationFrame);
                 if (scrollY !== seen) { seen = scrollY; still = 0; }
             }",
        );
    }

    /// Puts the pen down on the pad and moves it, without lifting it.
    #[track_caller]
    pub fn pen_down(&self, first: (f64, f64), rest: &[(f64, f64)]) {
        let place = self.place(&handle("pad"));
        let mut actions =
            vec![travel(place.at(first)), json!({ "type": "pointerDown", "button": LEFT_BUTTON })];
        actions.extend(rest.iter().map(|&point| travel(place.at(point))));
        self.perform(json!([hand(Pointer::Mouse, &actions)]));
        self.settle();
    }

    /// Lifts the pen where it is.
    #[track_caller]
    pub fn pen_up(&self) {
        self.perform(json!([hand(
            Pointer::Mouse,
            &[json!({ "type": "pointerUp", "button": LEFT_BUTTON })]
        )]));
        self.settle();
    }

    /// Moves over the element without pressing.
    #[track_caller]
    pub fn hover(&self, selector: &str, points: &[(f64, f64)]) {
        let place = self.place(selector);
        let moves: Vec<_> = points.iter().map(|&point| travel(place.at(point))).collect();
        self.perform(json!([hand(Pointer::Mouse, &moves)]));
        self.settle();
    }

    /// Presses and lets go in the middle of the element.
    #[track_caller]
    pub fn click(&self, selector: &str) {
        self.press(selector, LEFT_BUTTON);
    }

    /// The same with the right button.
    #[track_caller]
    pub fn right_click(&self, selector: &str) {
        self.press(selector, RIGHT_BUTTON);
    }

    #[track_caller]
    fn press(&self, selector: &str, button: u8) {
        self.perform(json!([hand(Pointer::Mouse, &self.pressing(selector, button))]));
        self.settle();
    }

    /// Clicks while the shift key is held.
    #[track_caller]
    pub fn shift_click(&self, selector: &str) {
        let mut mouse = self.pressing(selector, LEFT_BUTTON);
        mouse.insert(0, pause());
        mouse.push(pause());
        let mut keys = vec![json!({ "type": "keyDown", "value": key::SHIFT })];
        keys.extend((2..mouse.len()).map(|_| pause()));
        keys.push(json!({ "type": "keyUp", "value": key::SHIFT }));
        self.perform(json!([keyboard(&keys), hand(Pointer::Mouse, &mouse)]));
        self.settle();
    }

    /// Turns the wheel over the element, by notches away from the person (upwards).
    #[track_caller]
    pub fn wheel(&self, selector: &str, notches: i32) {
        let (x, y) = self.place(selector).at((0.5, 0.5));
        let notch = json!({
            "type": "scroll", "x": x as i64, "y": y as i64, "origin": "viewport",
            "deltaX": 0, "deltaY": -100 * notches.signum(), "duration": 0,
        });
        let notches = vec![notch; notches.unsigned_abs() as usize];
        self.perform(json!([{ "type": "wheel", "id": "wheel", "actions": notches }]));
        self.settle();
    }

    /// Sends pieces of a swipe over a trackpad to the middle of the element: pixels to the right and down.
    #[track_caller]
    pub fn swipe(&self, selector: &str, pieces: &[(f64, f64)]) {
        self.swipe_with(selector, pieces, 0);
    }

    /// The same with two fingers that move apart: browsers tell it as a wheel with Ctrl.
    #[track_caller]
    pub fn pinch(&self, selector: &str, pieces: &[(f64, f64)]) {
        self.swipe_with(selector, pieces, 2);
    }

    #[track_caller]
    fn swipe_with(&self, selector: &str, pieces: &[(f64, f64)], modifiers: u8) {
        let (x, y) = self.place(selector).at((0.5, 0.5));
        // As quickly as a trackpad, however slow the machine is that they are sent on.
        let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        for (piece, (right, down)) in pieces.iter().enumerate() {
            let time = since.as_secs_f64() + 0.004 * piece as f64;
            self.devtools(
                "Input.dispatchMouseEvent",
                json!({ "type": "mouseWheel", "x": x, "y": y, "deltaX": right, "deltaY": down,
                    "modifiers": modifiers, "timestamp": time }),
            );
        }
        self.settle();
    }

    /// Puts a finger on the middle of the element and leaves it there.
    #[track_caller]
    pub fn finger_down(&self, selector: &str) {
        let (x, y) = self.place(selector).at((0.5, 0.5));
        let points = json!([{ "x": x, "y": y }]);
        let touch = json!({ "type": "touchStart", "touchPoints": points });
        self.devtools("Input.dispatchTouchEvent", touch);
        self.settle();
    }

    /// Lifts all fingers.
    #[track_caller]
    pub fn fingers_up(&self) {
        self.devtools("Input.dispatchTouchEvent", json!({ "type": "touchEnd", "touchPoints": [] }));
        self.settle();
    }

    /// Presses a key of another keyboard, or lets it go: what it types, which key it is, and whether with Ctrl.
    #[track_caller]
    pub fn key_of(&self, down: bool, key: &str, code: &str, control: bool) {
        let kind = if down { "rawKeyDown" } else { "keyUp" };
        let modifiers = if control { 2 } else { 0 };
        self.devtools(
            "Input.dispatchKeyEvent",
            json!({ "type": kind, "key": key, "code": code, "modifiers": modifiers }),
        );
        self.settle();
    }

    /// Gives the element the keyboard, as Tab would after enough presses.
    #[track_caller]
    pub fn focus(&self, selector: &str) {
        self.place(selector);
        let script = "const e = document.querySelector(arguments[0]); e.focus(); return e === document.activeElement";
        assert_eq!(self.run(script, json!([selector])), true, "{selector} does not take the focus");
    }

    /// Types: each character is a key pressed and let go. The constants of [`key`] are characters too.
    #[track_caller]
    pub fn type_keys(&self, text: &str) {
        let strokes = text.chars().flat_map(|character| {
            ["keyDown", "keyUp"].map(|kind| json!({ "type": kind, "value": character.to_string() }))
        });
        self.perform(json!([keyboard(&strokes.collect::<Vec<_>>())]));
        self.settle();
    }

    /// Presses a key and holds it.
    #[track_caller]
    pub fn key_down(&self, key: &str) {
        self.perform(json!([keyboard(&[json!({ "type": "keyDown", "value": key })])]));
        self.settle();
    }

    /// Lets a key go.
    #[track_caller]
    pub fn key_up(&self, key: &str) {
        self.perform(json!([keyboard(&[json!({ "type": "keyUp", "value": key })])]));
        self.settle();
    }

    /// Holds all keys but the last, presses the last, and lets go of all.
    #[track_caller]
    pub fn chord(&self, keys: &[&str]) {
        let down = keys.iter().map(|key| json!({ "type": "keyDown", "value": key }));
        let up = keys.iter().rev().map(|key| json!({ "type": "keyUp", "value": key }));
        self.perform(json!([keyboard(&down.chain(up).collect::<Vec<_>>())]));
        self.settle();
    }

    /// Undo, by the keyboard.
    #[track_caller]
    pub fn press_undo(&self) {
        self.chord(&[key::CONTROL, "z"]);
    }

    /// Redo, by the keyboard.
    #[track_caller]
    pub fn press_redo(&self) {
        self.chord(&[key::CONTROL, key::SHIFT, "z"]);
    }

    #[track_caller]
    fn pressing(&self, selector: &str, button: u8) -> Vec<Value> {
        vec![
            travel(self.place(selector).at((0.5, 0.5))),
            json!({ "type": "pointerDown", "button": button }),
            json!({ "type": "pointerUp", "button": button }),
        ]
    }

    /// Where the element is, scrolled to where the hand can reach it: its middle must not be covered.
    #[track_caller]
    pub fn place(&self, selector: &str) -> Place {
        let script = "
            const element = document.querySelector(arguments[0]);
            if (!element) return null;
            const box = () => element.getBoundingClientRect();
            const cover = () => {
                const { x, y, width, height } = box();
                const top = document.elementFromPoint(x + width / 2, y + height / 2);
                return element.contains(top) ? '' : (top?.outerHTML.slice(0, 120) ?? 'nothing');
            };
            const { top, left, bottom, right } = box();
            if (top < 0 || left < 0 || bottom > innerHeight || right > innerWidth || cover())
                element.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
            const { x, y, width, height } = box();
            return [[x, y, width, height], cover()];";
        let found = self.run(script, json!([selector]));
        let numbers = found[0].as_array().into_iter().flatten().filter_map(Value::as_f64);
        let [x, y, width, height] = numbers.collect::<Vec<_>>()[..] else {
            panic!("there is no {selector} on the page")
        };
        assert!(width > 0.0 && height > 0.0, "{selector} is not to be seen: {width}×{height}");
        assert_eq!(found[1], "", "{selector} is covered by this");
        Place { x, y, width, height }
    }
}

/// An element's rectangle in the viewport, in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
}

impl Place {
    /// The viewport's point that is `(u, v)` in the element's unit square.
    pub fn at(&self, (u, v): (f64, f64)) -> (f64, f64) {
        (self.x + u * self.width, self.y + v * self.height)
    }
}

fn travel((x, y): (f64, f64)) -> Value {
    json!({ "type": "pointerMove", "duration": 0, "origin": "viewport", "x": x.round() as i64, "y": y.round() as i64 })
}

fn pause() -> Value {
    json!({ "type": "pause", "duration": 0 })
}

fn keyboard(actions: &[Value]) -> Value {
    json!({ "type": "key", "id": "keyboard", "actions": actions })
}

fn hand(pointer: Pointer, actions: &[Value]) -> Value {
    let kind = match pointer {
        Pointer::Mouse => "mouse",
        Pointer::Touch => "touch",
        Pointer::Pen => "pen",
    };
    json!({ "type": "pointer", "id": kind, "parameters": { "pointerType": kind }, "actions": actions })
}
