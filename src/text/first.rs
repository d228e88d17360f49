//! The words of the first minute, and of what is shown by asking.

pub(super) mod en;
pub(super) mod ja;

/// The words of the first minute in one language.
#[allow(missing_docs, reason = "each field is the words that its name says")]
pub struct FirstText {
    pub lead: &'static str,
    pub steps_label: &'static str,
    /// Draw, click, see: what is to be done.
    pub steps: [&'static str; 3],
    /// The same at greater length.
    pub steps_hint: [&'static str; 3],
    pub dismiss: &'static str,
    pub draw_here: &'static str,

    pub more: &'static str,
    pub less: &'static str,
    pub everything: &'static str,
    pub everything_hint: &'static str,
    pub basics: &'static str,
    pub basics_hint: &'static str,
    pub another: &'static str,
    pub another_hint: &'static str,

    // The kernel's map.
    pub map_title: &'static str,
    pub before: &'static str,
    pub now: &'static str,
    pub click_a_cell: &'static str,
    pub tap_a_cell: &'static str,

    pub forget: &'static str,
    /// The same where there is little room.
    pub forget_short: &'static str,
    pub forget_hint: &'static str,
    pub has_learned: &'static str,
    /// The share, as percent.
    pub reads: fn(&str) -> String,
    pub reads_hint: &'static str,
}
