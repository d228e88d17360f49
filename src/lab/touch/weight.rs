//! What can be touched, and what becomes of it.

use super::super::{Action, Patch};

/// A weight that can be touched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// One of the network's.
    Cell {
        /// In which patch.
        patch: Patch,
        /// Which of its cells, row-major.
        index: usize,
    },
    /// One of the 5×5 figure's kernel: a whole number.
    Figure(usize),
}

/// What one movement of the hand is worth to a weight.
pub(super) struct Worth {
    /// A click.
    pub step: f64,
    /// A notch of the wheel.
    pub notch: f64,
    /// The least that a drag changes, and how many pixels that takes.
    pub grain: f64,
    pub pixels: f64,
    /// How much less everything but a click is worth with Shift.
    pub fine: f64,
}

impl Weight {
    pub(super) fn worth(self) -> Worth {
        match self {
            Self::Cell { .. } => {
                Worth { step: 0.25, notch: 0.1, grain: 0.02, pixels: 1.0, fine: 0.1 }
            }
            Self::Figure(_) => Worth { step: 1.0, notch: 1.0, grain: 1.0, pixels: 16.0, fine: 1.0 },
        }
    }
}

/// What a weight becomes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Amount {
    /// Larger by so much, or smaller.
    By(f32),
    /// This.
    To(f32),
}

/// What a hand does to a weight.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WeightChange {
    /// Which.
    pub weight: Weight,
    /// What it becomes.
    pub amount: Amount,
    /// Which drag or swipe this is a piece of: together they are one step of undo.
    pub gesture: Option<u32>,
}

impl WeightChange {
    /// The same as an action of the lab, where the weight is the network's.
    pub fn action(self) -> Option<Action> {
        let Weight::Cell { patch, index } = self.weight else { return None };
        let gesture = self.gesture;
        Some(match self.amount {
            Amount::By(by) => Action::ChangeCell { patch, index, by, gesture },
            Amount::To(value) => Action::SetCell { patch, index, value, gesture },
        })
    }
}

/// `value` changed by `by`, to a millionth: a sum of tenths is written as tenths, and a learned weight keeps its digits.
pub fn changed(value: f32, by: f32) -> f32 {
    let sum = f64::from(value) + f64::from(by);
    ((sum * 1e6).round() / 1e6) as f32
}

/// One click's worth.
pub fn step(weight: Weight, lower: bool) -> WeightChange {
    let size = weight.worth().step as f32;
    WeightChange { weight, amount: Amount::By(if lower { -size } else { size }), gesture: None }
}
