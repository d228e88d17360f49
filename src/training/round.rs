//! What a run is at: which round, and whether it goes on learning.

use super::Until;

/// What everyone is at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Round {
    /// Nothing, until the leader says so.
    Rest,
    /// Some steps, each on one's own part of a batch.
    Learn,
    /// A piece of the test, from this image on.
    Test { from: usize },
}

impl Round {
    /// How many numbers of a share say what the next round is: they come first.
    pub const LENGTH: usize = 2;

    /// As those numbers.
    pub fn numbers(self) -> [f32; Self::LENGTH] {
        match self {
            Self::Rest => [0.0, 0.0],
            Self::Learn => [1.0, 0.0],
            Self::Test { from } => [2.0, from as f32],
        }
    }

    /// The one that `share` begins with.
    pub fn of(share: &[f32]) -> Self {
        match *share {
            [1.0, ..] => Self::Learn,
            [2.0, from, ..] => Self::Test { from: from as usize },
            _ => Self::Rest,
        }
    }
}

/// Whether a run learns, and until when.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Course {
    pub playing: bool,
    /// Learned from so many images, it pauses.
    pub stop_at: Option<u64>,
}

impl Course {
    pub const PAUSED: Self = Self { playing: false, stop_at: None };

    /// Playing, after so many `images`; `epoch`: how many images an epoch has.
    pub fn playing(until: Until, images: u64, epoch: u64) -> Self {
        let stop_at = match until {
            Until::Paused => None,
            Until::Batch => Some(images + 1),
            Until::Epoch => Some(images + epoch),
        };
        Self { playing: true, stop_at }
    }

    /// Whether it has come, with so many `images`, to where it pauses.
    pub fn ends_at(self, images: u64) -> bool {
        self.stop_at.is_some_and(|stop| images >= stop)
    }
}
