//! What a hand is told, and what it answers.

use super::WeightChange;

/// What a person points with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PointingDevice {
    /// A mouse, or a pen: both press and drag.
    Mouse,
    /// A finger: it taps and rests, and its drags scroll the page.
    Finger,
}

/// What the wheel counts in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Pixels.
    Pixel,
    /// Lines of text.
    Line,
    /// Whole pages.
    Page,
}

/// A turn of the wheel, or a piece of a swipe over a trackpad.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Turn {
    /// To the right.
    pub x: f64,
    /// Towards the person.
    pub y: f64,
    /// In what both are counted.
    pub unit: Unit,
    /// With Ctrl: the browser's zoom, by the wheel or by two fingers on a trackpad.
    pub zooms: bool,
    /// With Shift.
    pub fine: bool,
}

/// What is felt.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Felt {
    /// A pointer pressed; places are in pixels.
    Down {
        /// With what.
        pointer: PointingDevice,
        /// Which one of several.
        id: i32,
        /// Whether with the first button.
        first: bool,
        /// Where.
        at: (f64, f64),
    },
    /// It moved.
    Move {
        /// Which one.
        id: i32,
        /// To where.
        at: (f64, f64),
        /// With Shift.
        fine: bool,
    },
    /// It was let go.
    Up {
        /// Which one.
        id: i32,
        /// With Shift: lower.
        lower: bool,
    },
    /// The browser has taken it, to scroll.
    Lost {
        /// Which one.
        id: i32,
    },
    /// [`LONG_PRESS`](super::LONG_PRESS) has gone by since the press of this number.
    Rested(u32),
    /// A click. A finger's says that it has tapped, and Enter and the space bar come as one; a mouse's comes after its
    /// [`Felt::Up`], which has counted already.
    Click {
        /// With Shift: lower.
        lower: bool,
        /// Whether no pointer did it.
        by_key: bool,
    },
    /// A right click, or what the system takes for one.
    Menu,
    /// The wheel.
    Wheel(Turn),
}

/// What comes of it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Told {
    /// What becomes of a weight, if anything does.
    pub change: Option<WeightChange>,
    /// Whether the browser is kept from what it would do.
    pub prevent: bool,
    /// A press that may become a long one: [`Felt::Rested`] is to be told of it.
    pub waits: Option<u32>,
    /// Whether the pointer is to be followed wherever it goes from here on.
    pub follow: bool,
}

impl Told {
    pub(super) fn of(change: WeightChange) -> Self {
        Self { change: Some(change), ..Self::default() }
    }
}

/// What a key does to a weight.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Keyed {
    /// It changes.
    Change(WeightChange),
    /// One step of gradient descent.
    Step,
    /// A number begins. `keep`: with what the weight is.
    Type {
        /// Whether the number as it is stands there to be changed.
        keep: bool,
    },
}
