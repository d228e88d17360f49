//! A worker's place, as the page sees it.

/// Looks until a worker's first word, before another one is started in its place, which gets twice as many.
const START: u32 = 4;
/// Looks without a word after which a worker is taken for dead.
const SILENCE: u32 = 8;
/// A machine on which a word has taken so and so long may take so many times as long.
const SLOWER: u32 = 3;

/// A worker's place.
#[derive(Debug, Default)]
pub(super) struct Seat {
    /// Whether it has said hello.
    pub here: bool,
    /// How often a worker was started here that has not said hello.
    pub starts: u32,
    /// Looks since it was last heard.
    pub quiet: u32,
    /// Whether it has yet to answer the last call.
    pub called: bool,
    /// Whether it has its data, and is a member.
    pub prepared: bool,
    /// Whether it has its part of a data set, from this membership or an earlier one.
    pub has_part: bool,
    /// Whether it stands in for one that died, and has not shown yet that it does better.
    pub replaces: bool,
    /// When the crew is taken apart: whether it was told to stop, and where it stood then.
    pub halted: bool,
    pub stands: Option<((u64, u32), Vec<u8>)>,
    /// How much it had done when it last said so.
    pub turns: u64,
}

impl Seat {
    /// Whether it is taken for dead, where the slowest word took so many looks.
    pub fn is_lost(&self, slowest: u32) -> bool {
        let patience = if self.here { SILENCE } else { START << self.starts.saturating_sub(1) };
        self.quiet > patience.max(SLOWER * slowest)
    }

    /// A worker is started here.
    pub fn start(&mut self, replaces: bool) {
        let starts = if self.here { 0 } else { self.starts };
        *self = Self { starts: starts + 1, replaces, ..Self::default() };
    }
}
