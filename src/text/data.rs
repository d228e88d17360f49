//! The words of the data sets: the learner's own drawings, and MNIST's files.

pub(super) mod en;
pub(super) mod ja;

/// The words about data in one language.
#[allow(missing_docs, reason = "each field is the words that its name says")]
pub struct DataText {
    // The learner's own drawings.
    pub own_title: &'static str,
    /// The same, short.
    pub own_tab: &'static str,
    pub own_keep: &'static str,
    pub own_not_five: &'static str,
    /// The label, here and in the next two.
    pub own_add: fn(&str) -> String,
    pub own_item: fn(&str) -> String,
    pub own_delete: fn(&str) -> String,
    pub own_count: fn(usize) -> String,
    pub own_empty: &'static str,
    pub own_blank: &'static str,
    pub own_left_out: fn(usize) -> String,
    pub own_full: fn(usize) -> String,
    pub own_export: &'static str,
    pub own_export_hint: &'static str,
    pub own_clear: &'static str,
    pub own_clear_note: &'static str,
    /// The file, how many were added, how many of it were not.
    pub own_imported: fn(&str, usize, usize) -> String,
    pub own_unavailable: &'static str,
    pub own_storage_full: &'static str,
    pub own_unreadable: &'static str,

    // A file that is not what it should be: its name, and what was expected and found.
    pub own_refused: fn(&str, &str) -> String,
    pub mnist_refused: fn(&str, &str) -> String,
    /// The line and the column.
    pub found_no_json: fn(usize, usize) -> String,
    pub found_other_json: &'static str,
    /// What is expected, what is found; here and below.
    pub found_version: fn(u64, u64) -> String,
    pub found_too_many: fn(u64, u64) -> String,
    /// Which drawing, from 0, and its label.
    pub found_label_name: fn(usize, &str) -> String,
    /// Which drawing, from 0, and its bytes.
    pub found_image: fn(usize, Option<usize>) -> String,
    pub found_bytes: fn(u64, u64) -> String,
    pub found_short_header: fn(u64, u64) -> String,
    pub found_web_page: &'static str,
    /// The first four bytes as a number.
    pub found_other_kind: fn(u32) -> String,
    /// Rows and columns.
    pub found_size: fn(u32, u32) -> String,
    /// Which label, from 0, and what it says.
    pub found_label: fn(usize, u8) -> String,
    /// Images and labels.
    pub found_mismatch: fn(usize, usize) -> String,
    pub found_bad_gzip: &'static str,
    pub found_behind_gzip: &'static str,
    pub found_bad_zip: &'static str,
    pub found_zip_method: &'static str,
    /// How many other files are in it.
    pub found_zip_without: fn(usize) -> String,
    /// How many megabytes there is room for.
    pub found_too_large: fn(u64) -> String,
    pub found_unreadable: &'static str,
    pub found_missing: &'static str,
    // A file that is known and not read: its name, and what it is.
    pub other_packed: fn(&str, &str) -> String,
    pub other_data: fn(&str, &str) -> String,
    pub other_document: fn(&str, &str) -> String,
    /// The folder's name.
    pub empty_folder: fn(&str) -> String,

    // MNIST.
    /// How much has come, in percent, where that is known.
    pub reading: fn(Option<u64>) -> String,
    /// Images to learn from and to test on.
    pub mnist_ready: fn(u32, u32) -> String,
    /// Images in all.
    pub mnist_one_pair: fn(u32) -> String,
    pub mnist_missing: fn(&str) -> String,
    pub mnist_left: &'static str,
    pub mnist_kept: &'static str,
    // Before a set that is kept gives way to another, and after one was taken.
    pub set_title: &'static str,
    pub set_question: &'static str,
    pub set_sample: &'static str,
    pub set_item: fn(u8) -> String,
    pub set_turn: &'static str,
    pub set_turn_hint: &'static str,
    pub set_replace: &'static str,
    pub set_keep_both: &'static str,
    pub set_replace_second: &'static str,
    pub set_leave: &'static str,
    pub set_files: &'static str,
    pub set_files_hint: &'static str,
    pub set_folder: &'static str,
    pub set_folder_hint: &'static str,
    pub mnist_unavailable: &'static str,
    pub mnist_storage_full: &'static str,
    pub mnist_absent: &'static str,
    pub no_worker: &'static str,
    pub images: fn(u32) -> String,
    pub labels: fn(u32) -> String,
    pub list_comma: &'static str,
    pub between_sentences: &'static str,
}
