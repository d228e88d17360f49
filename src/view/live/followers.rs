//! Those that follow the network, and the frame that they look at.

use std::cell::Cell;
use std::collections::HashMap;
use std::rc::Rc;

use super::{Display, Dreaming, Lane, Live, Pointed};
use crate::lab::{Changes, Layer, RangeMode, Scene};
use crate::paint::{Range, Tones};
use crate::web::page;
use crate::web::surface::Painter;

/// Something on the page that follows the network: a canvas, a number, a bar.
pub trait Follower {
    /// Repaints what `frame` makes necessary.
    fn follow(&mut self, frame: &mut Frame);

    /// Whether it would repaint something now that can as well be repainted in the next frame.
    fn can_wait(&self, _frame: &Frame) -> bool {
        false
    }

    /// Whether it shows gradients, whatever the display: as long as one does, frames have them.
    fn needs_gradients(&self) -> bool {
        false
    }

    /// Whether it tells of the difference from the network that is compared, whatever the maps show.
    fn needs_difference(&self) -> bool {
        false
    }
}

/// One animation frame's news.
pub struct Frame<'a> {
    /// What is to be shown.
    pub scene: &'a Scene,
    /// What is different since the last frame.
    pub changes: &'a Changes,
    /// How maps are to be shown.
    pub display: Display,
    /// Whether this follower has to paint whatever changed: it is new, or the display is another.
    pub all: bool,
    /// Whose image it is about.
    pub dreaming: Dreaming,
    /// Whether a patch slides over that image, and whether that is otherwise than in the last frame.
    pub sweeping: bool,
    pub sweep_changed: bool,
    /// The cell that is explained.
    pub pointed: Pointed,
    /// Whether that was another one in the last frame.
    pub pointed_anew: bool,
    /// Whether maps that do not show gradients show by how much each cell differs from that of the network that is
    /// compared.
    pub difference: bool,
    /// Pixels on their way to canvases.
    pub pixels: &'a mut Painter,
    ranges: &'a mut HashMap<Layer, Range>,
}

impl<'a> Frame<'a> {
    /// Whether the values of `layer` may be others than before.
    pub fn concerns(&self, layer: Layer) -> bool {
        self.all || self.changes.reaches(layer)
    }

    /// Whether maps show numbers around zero, whatever their layer.
    pub fn signed(&self) -> bool {
        self.display.look.gradients() || self.difference
    }

    /// Whether the maps of `layer` have to be repainted: they show values, gradients or differences.
    pub fn repaints(&self, layer: Layer) -> bool {
        let changed = if self.display.look.gradients() {
            self.changes.gradients
        } else if self.difference {
            self.changes.difference
        } else {
            self.changes.reaches(layer)
        };
        self.all || changed
    }

    /// What map `channel` of `layer` shows; `None` where it shows what there is not: gradients, or differences.
    pub fn cells(&self, layer: Layer, channel: usize) -> Option<&'a [f32]> {
        let area = self.scene.shape(layer).area();
        self.layer_cells(layer).get(channel * area..(channel + 1) * area)
    }

    /// What all maps of `layer` show.
    pub fn layer_cells(&self, layer: Layer) -> &'a [f32] {
        if self.display.look.gradients() {
            self.scene.gradient_maps(layer)
        } else if self.difference {
            self.scene.difference_maps(layer)
        } else {
            self.scene.maps(layer)
        }
    }

    /// How a map of `layer` is painted whose own cells are in `own`.
    pub fn tones(&mut self, layer: Layer, own: Range) -> Tones<'static> {
        let range = match self.display.look.range {
            RangeMode::PerMap | RangeMode::Fixed => own,
            RangeMode::Common => {
                let cells = self.layer_cells(layer);
                *self.ranges.entry(layer).or_insert_with(|| Range::of(cells))
            }
        };
        self.display.tones(self.signed() || self.display.is_signed(layer), range)
    }
}

/// After so many milliseconds of a frame under the pen, those that can wait do. (Hundreds of canvases take a browser
/// longer than the network takes to fill them.)
const LONG: f64 = 3.0;
/// So many of those that can wait never have to, however slow the rest of the frame was.
const NEVER_LATE: u32 = 32;

/// A follower, and what the lane knows of it. While it is at work it is out of its cell: should the browser throw in the
/// middle of it, it is lost, and nothing else.
pub(super) struct Attached {
    pub(super) id: u32,
    pub(super) fresh: Cell<bool>,
    pub(super) follower: Cell<Option<Box<dyn Follower>>>,
}

impl Attached {
    /// What `ask` gets from the follower; `None` if that is lost, or at work.
    pub(super) fn ask<T>(&self, ask: impl FnOnce(&mut dyn Follower) -> T) -> Option<T> {
        let mut follower = self.follower.take()?;
        let answer = ask(&mut *follower);
        self.follower.set(Some(follower));
        Some(answer)
    }
}

/// Detaches its follower when it is dropped.
pub struct Attachment {
    pub(super) lane: Live,
    pub(super) id: u32,
}

impl Drop for Attachment {
    fn drop(&mut self) {
        let gone = {
            let mut followers = self.lane.0.followers.borrow_mut();
            let place = followers.iter().position(|attached| attached.id == self.id);
            place.map(|place| followers.remove(place))
        };
        // What it had from the browser goes with it.
        drop(gone);
    }
}

/// What somebody among the followers shows.
#[derive(Clone, Copy)]
pub(super) struct Needs {
    pub(super) gradients: bool,
    pub(super) difference: bool,
}

impl Needs {
    pub(super) fn of(all: &[Rc<Attached>]) -> Self {
        let any = |asked: fn(&mut dyn Follower) -> bool| {
            all.iter().any(|attached| attached.ask(asked) == Some(true))
        };
        Self {
            gradients: any(|follower| follower.needs_gradients()),
            difference: any(|follower| follower.needs_difference()),
        }
    }
}

/// One animation frame, taken out of the state.
pub(super) struct Seen {
    pub(super) scene: Rc<Scene>,
    pub(super) changes: Changes,
    pub(super) display: Display,
    pub(super) everything: bool,
    pub(super) dreaming: Dreaming,
    pub(super) sweeping: bool,
    pub(super) sweep_changed: bool,
    pub(super) pointed: Pointed,
    pub(super) pointed_anew: bool,
    pub(super) difference: bool,
    pub(super) under_the_pen: bool,
    pub(super) first: usize,
}

impl Lane {
    /// Lets all followers look, and gives the place of the first one that has to wait for the next frame.
    pub(super) fn follow(&self, all: &[Rc<Attached>], seen: &Seen, start: f64) -> Option<usize> {
        let mut pixels = self.pixels.take();
        let mut ranges = HashMap::new();
        let (mut waiting, mut in_time) = (None, 0);
        let count = all.len();
        for index in (0..count).map(|index| (index + seen.first) % count) {
            let attached = &all[index];
            let mut frame = Frame {
                scene: &seen.scene,
                changes: &seen.changes,
                display: seen.display,
                all: seen.everything || attached.fresh.take(),
                dreaming: seen.dreaming,
                sweeping: seen.sweeping,
                sweep_changed: seen.sweep_changed,
                pointed: seen.pointed,
                pointed_anew: seen.pointed_anew,
                difference: seen.difference,
                pixels: &mut pixels,
                ranges: &mut ranges,
            };
            attached.ask(|follower| {
                if follower.can_wait(&frame) {
                    if seen.under_the_pen && in_time >= NEVER_LATE && page::now() - start > LONG {
                        attached.fresh.set(true);
                        waiting.get_or_insert(index);
                        return;
                    }
                    in_time += 1;
                }
                follower.follow(&mut frame);
            });
        }
        self.pixels.set(pixels);
        waiting
    }
}
