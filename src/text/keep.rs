//! The words about what is kept for the next visit.

pub(super) mod en;
pub(super) mod ja;

/// Those of one language.
#[allow(missing_docs, reason = "each field is the words that its name says")]
pub struct KeepText {
    // Where there is other work than this tab's.
    pub other_work: &'static str,
    pub take_over: &'static str,
    pub take_over_hint: &'static str,
    pub keep_this: &'static str,
    pub keep_this_hint: &'static str,

    // What fails.
    pub lab_refused: &'static str,
    pub own_not_read: &'static str,
    pub own_not_written: &'static str,
    pub snapshots_not_read: &'static str,
    pub snapshots_not_written: &'static str,
    pub own_read_again: &'static str,
    pub own_written_again: &'static str,
    pub snapshots_read_again: &'static str,
    pub snapshots_written_again: &'static str,

    // In the help.
    pub title: &'static str,
    pub help: &'static [&'static str],
    pub aside: &'static str,
    pub aside_lab: &'static str,
    pub aside_own: &'static str,
    pub aside_snapshots: &'static str,
    /// What it was, and when it was set aside, in universal time.
    pub aside_item: fn(&str, &str) -> String,
    pub aside_save: &'static str,
}
