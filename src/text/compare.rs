//! The words of comparing: snapshots, and what lies between two networks.

pub(super) mod en;
pub(super) mod ja;

/// The words of comparing in one language.
#[allow(missing_docs, reason = "each field is the words that its name says")]
pub struct CompareText {
    pub button: &'static str,
    pub button_hint: &'static str,
    pub title: &'static str,
    pub name: &'static str,
    /// Which snapshot, from 1, and the network.
    pub default_name: fn(u32, &str) -> String,
    pub take: &'static str,
    pub take_hint: &'static str,
    /// How many are kept at most.
    pub full: fn(usize) -> String,
    pub compared_with: &'static str,
    pub before: &'static str,
    pub compare_hint: &'static str,
    pub other_architecture: &'static str,
    pub bring_back: &'static str,
    pub bring_back_hint: &'static str,
    pub delete: &'static str,

    // What lies between.
    pub nothing: &'static str,
    pub not_alike: &'static str,
    pub answer: &'static str,
    pub largest: &'static str,
    pub largest_hint: &'static str,
    pub mean: &'static str,
    pub maps: &'static str,
    pub maps_hint: &'static str,

    // Beside the switch.
    /// The snapshot.
    pub difference: fn(&str) -> String,
    pub no_difference: fn(&str) -> String,

    pub not_kept: &'static str,
    pub unreadable: &'static str,
}
