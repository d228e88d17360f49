//! The cell that is explained, and the window that slides over its map.

use super::{LaneState, Live};
use crate::lab::xray::{Cell, shape};
use crate::web::page;

/// The cell whose number is being explained.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Pointed {
    /// Which, if any.
    pub cell: Option<Cell>,
    /// Whether it stays when the pointer goes on.
    pub pinned: bool,
    /// Whether it is where a window is on its way over the map.
    pub slide: Slide,
}

/// The window that makes a map, on its way over what it reads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Slide {
    /// There is none: the whole map is seen.
    #[default]
    Off,
    /// It stands, and the map is seen as far as it has come.
    Held,
    /// It goes on by itself, to the end of the map.
    Running,
}

/// How a window that slides by itself goes.
#[derive(Clone, Copy)]
pub(super) struct SlidePace {
    /// Cells a second.
    pub speed: f32,
    /// Where it was at this time, in milliseconds.
    pub since: (f64, usize),
}

impl Live {
    /// Explains `cell`, or nothing, unless another is pinned.
    pub fn point(&self, cell: Option<Cell>) {
        let pinned = self.pointed().pinned;
        if !pinned {
            self.set_pointed(Pointed { cell, ..Pointed::default() });
        }
    }

    /// Explains `cell` whatever is pinned: a pin moves along.
    pub fn go_to(&self, cell: Cell) {
        let before = self.pointed();
        let slide = if before.slide == Slide::Running { Slide::Held } else { before.slide };
        self.set_pointed(Pointed { cell: Some(cell), slide, ..before });
    }

    /// Pins `cell`; where it is pinned already lets it go, so that it is only pointed at.
    pub fn pin(&self, cell: Cell) {
        let Pointed { cell: before, pinned, .. } = self.pointed();
        let again = pinned && before == Some(cell);
        self.set_pointed(Pointed { cell: Some(cell), pinned: !again, slide: Slide::Off });
    }

    /// Explains nothing any more, and says whether something was explained.
    pub fn let_go(&self) -> bool {
        let something = self.pointed().cell.is_some();
        self.set_pointed(Pointed::default());
        something
    }

    /// The cell that is explained.
    pub fn pointed(&self) -> Pointed {
        self.0.state.borrow().pointed
    }

    /// Puts the window over the map of the explained cell to place `index` of that map, or to its end, and lets it
    /// stand there or go on.
    pub fn slide_to(&self, index: usize, slide: Slide) {
        let now = page::now();
        let next = {
            let mut state = self.0.state.borrow_mut();
            state.pace.since = (now, index);
            state.slid(index, slide)
        };
        if let Some(next) = next {
            self.set_pointed(next);
        }
    }

    /// How many cells a second a window slides over.
    pub fn slide_speed(&self) -> f32 {
        self.0.state.borrow().pace.speed
    }

    /// How many cells a second a window is to slide over.
    pub fn set_slide_speed(&self, speed: f32) {
        self.0.state.borrow_mut().pace.speed = speed;
        let Pointed { cell: Some(cell), slide: Slide::Running, .. } = self.pointed() else {
            return;
        };
        let place = self.look(|scene| cell.place(scene.architecture()));
        self.slide_to(place, Slide::Running);
    }

    fn set_pointed(&self, pointed: Pointed) {
        let before = std::mem::replace(&mut self.0.state.borrow_mut().pointed, pointed);
        if before != pointed {
            self.request();
        }
    }
}

impl LaneState {
    /// The explained cell in place `index` of its map, and at the end no longer running.
    fn slid(&self, index: usize, slide: Slide) -> Option<Pointed> {
        let architecture = self.scene.architecture();
        let cell = self.pointed.cell.filter(|cell| cell.exists(architecture))?;
        let last = shape(architecture, cell.layer).area() - 1;
        let slide = if index >= last && slide == Slide::Running { Slide::Held } else { slide };
        let cell = Some(cell.at_place(architecture, index.min(last)));
        Some(Pointed { cell, slide, ..self.pointed })
    }

    pub(super) fn go_on_sliding(&mut self, now: f64) {
        if self.pointed.slide == Slide::Running {
            let (since, from) = self.pace.since;
            let gone = (now - since).max(0.0) / 1000.0 * f64::from(self.pace.speed);
            self.pointed = self.slid(from + gone as usize, Slide::Running).unwrap_or_default();
        }
    }

    /// The cell that this frame explains, and whether the last one had another: one that the network no longer has
    /// is let go.
    pub(super) fn hold_pointed(&mut self) -> (Pointed, bool) {
        let exists = |cell: Cell| cell.exists(self.scene.architecture());
        if !self.pointed.cell.is_none_or(exists) {
            self.pointed = Pointed::default();
        }
        let before = std::mem::replace(&mut self.pointed_before, self.pointed);
        (self.pointed, before != self.pointed)
    }
}
