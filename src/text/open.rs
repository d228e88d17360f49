//! The words of texts that a person opens, be they of this page or not.

pub(super) mod en;
pub(super) mod ja;

/// The words about opened texts in one language.
#[allow(missing_docs, reason = "each field is the words that its name says")]
pub struct OpenText {
    // What came of a file: one sentence each. The file's name is in the first.
    pub opened: fn(&str) -> String,
    pub lab: &'static str,
    /// How many came, how many did not; here and in the next.
    pub drawings: fn(usize, usize) -> String,
    pub snapshots: fn(usize, usize) -> String,
    pub newer: &'static str,
    /// How many texts in it cannot be read.
    pub refused_parts: fn(usize) -> String,

    /// The file, and what was expected and found.
    pub refused: fn(&str, &str) -> String,
    // What was expected and found.
    /// The line and the column; here and in the next.
    pub no_json: fn(usize, usize) -> String,
    pub field: fn(usize, usize) -> String,
    pub unknown: &'static str,
    pub empty: &'static str,
    pub version: fn(u64) -> String,
    /// Why it is no network.
    pub architecture: fn(&str) -> String,
    /// The field, and the word that stands there.
    pub word: fn(&str, &str) -> String,
    /// The field that should be base64.
    pub base64: fn(&str) -> String,
    /// Bytes expected and found.
    pub weights: fn(usize, usize) -> String,
    /// Which weight, from 0, and what stands there.
    pub weight: fn(usize, f32) -> String,
    /// Columns, rows, and how many pixels there are.
    pub picture: fn(usize, usize, usize) -> String,
    /// Which stroke, from 0, and how many numbers it has.
    pub stroke: fn(usize, usize) -> String,
    pub truth: fn(u8) -> String,
    /// How many texts there are.
    pub nothing_kept: fn(usize) -> String,
}
