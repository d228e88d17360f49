//! What the network says.

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
    /// Reads the outputs; of equal ones the first counts.
    pub(super) fn of(values: &[f32]) -> Self {
        if let [value] = values {
            return if *value >= 0.5 { Self::Five } else { Self::NotFive };
        }
        let mut largest = 0;
        for (output, value) in values.iter().enumerate() {
            if *value > values[largest] {
                largest = output;
            }
        }
        // An architecture has at most ten outputs.
        Self::Digit(largest as u8)
    }
}
