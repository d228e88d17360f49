//! The words for what a browser does otherwise than most: it guards pixels, or saves no files.

pub(super) mod en;
pub(super) mod ja;

/// These words in one language.
#[allow(missing_docs, reason = "each field is the words that its name says")]
pub struct BrowserText {
    /// The file's name.
    pub blank_picture: fn(&str) -> String,
    /// The file's name.
    pub guarded_picture: fn(&str) -> String,

    // Where nothing can be downloaded.
    pub copy_title: &'static str,
    /// Under which name the text would have been saved.
    pub copy_lead: fn(&str) -> String,
    pub copy: &'static str,
    pub copied: &'static str,
    pub copy_by_hand: &'static str,
}
