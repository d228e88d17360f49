//! What the network says.

use crate::nn::output::reading;

/// The network's answer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Answer<'a> {
    /// The outputs, `[M]`.
    pub values: &'a [f32],
    /// What they mean.
    pub label: Label,
}

/// What the outputs mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    /// Of ten outputs the largest: this digit.
    Digit(u8),
    /// One output, nearer to 1 than to 0: a 5.
    Five,
    /// One output, nearer to 0: not a 5.
    NotFive,
}

impl Label {
    /// Which output it is the reading of.
    pub fn output(self) -> usize {
        match self {
            Self::Digit(digit) => usize::from(digit),
            Self::Five | Self::NotFive => 0,
        }
    }

    /// Reads the outputs; of equal ones the first counts.
    pub fn of(values: &[f32]) -> Self {
        match (values.len(), reading(values)) {
            (1, Some(_)) => Self::Five,
            (_, Some(digit)) => Self::Digit(digit),
            (_, None) => Self::NotFive,
        }
    }
}
