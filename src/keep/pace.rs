//! When something is due: a change that is to be kept, and an attempt after one that failed.

use super::Time;

/// How long after the last change it is written down, in milliseconds.
pub const PAUSE: Time = 250;
/// How long after the first change it is written down even if changes do not end, in milliseconds.
pub const LONGEST_WAIT: Time = 1500;

/// The wait before the first attempt that follows a failure, in milliseconds; it doubles from one to the next.
const FIRST_RETRY: Time = 250;
/// The longest wait between two attempts.
const LAST_RETRY: Time = 30_000;

/// Changes that wait to be written down.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Waiting {
    first: Time,
    last: Time,
}

impl Waiting {
    /// After another change at `now`.
    pub fn and_now(waiting: Option<Self>, now: Time) -> Self {
        Self { first: waiting.map_or(now, |waiting| waiting.first), last: now }
    }

    /// When they are due.
    pub fn due(self) -> Time {
        (self.last + PAUSE).min(self.first + LONGEST_WAIT)
    }
}

/// How attempts have gone.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Attempts {
    failed: u32,
    not_before: Time,
}

impl Attempts {
    /// How many have failed since one succeeded.
    pub fn failed(self) -> u32 {
        self.failed
    }

    /// When there may be another.
    pub fn not_before(self) -> Time {
        self.not_before
    }

    /// One has failed at `now`.
    pub fn fail(&mut self, now: Time) {
        self.not_before = now + LAST_RETRY.min(FIRST_RETRY << self.failed.min(16));
        self.failed = self.failed.saturating_add(1);
    }

    /// One has succeeded.
    pub fn succeed(&mut self) {
        *self = Self::default();
    }

    /// There may be another at once, though some have failed.
    pub fn hurry(&mut self) {
        self.not_before = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_that_do_not_end_are_written_down_all_the_same() {
        let mut waiting = None;
        for now in (0..=1400).step_by(100) {
            waiting = Some(Waiting::and_now(waiting, now));
        }
        assert_eq!(waiting.map(Waiting::due), Some(LONGEST_WAIT));
        assert_eq!(Waiting::and_now(None, 40).due(), 40 + PAUSE);
        const { assert!(LONGEST_WAIT < 2000) };
    }

    #[test]
    fn attempts_come_soon_at_first_and_never_end() {
        let mut attempts = Attempts::default();
        let waits: Vec<Time> = std::iter::from_fn(|| {
            attempts.fail(0);
            Some(attempts.not_before())
        })
        .take(40)
        .collect();
        assert_eq!(waits[..4], [250, 500, 1000, 2000]);
        assert_eq!(waits[39], LAST_RETRY);
        attempts.succeed();
        assert_eq!((attempts.failed(), attempts.not_before()), (0, 0));
    }
}
