//! What becomes of keeping, in words.

use self::Shelved::{Drawings, Snapshots};
use crate::keep::Attempt::{self, Reading, Writing};
use crate::keep::StorageTrouble;
use crate::text::Text;

/// What lies on a shelf.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shelved {
    /// The person's own drawings.
    Drawings,
    /// Snapshots.
    Snapshots,
}

/// Names for scripts: something cannot be read, or kept.
pub fn code(what: Shelved, attempt: Attempt) -> &'static str {
    match (what, attempt) {
        (Drawings, Reading) => "own-not-read",
        (Drawings, Writing) => "own-not-kept",
        (Snapshots, Reading) => "snapshots-not-read",
        (Snapshots, Writing) => "snapshots-not-kept",
    }
}

/// Why it cannot.
pub fn fails(
    text: &Text,
    what: Shelved,
    attempt: Attempt,
    trouble: StorageTrouble,
) -> &'static str {
    let for_a_moment = matches!(trouble, StorageTrouble::Refused | StorageTrouble::NoAnswer);
    match (what, attempt) {
        (Drawings, Reading) => text.keep.own_not_read,
        (Snapshots, Reading) => text.keep.snapshots_not_read,
        (Drawings, Writing) if for_a_moment => text.keep.own_not_written,
        (Snapshots, Writing) if for_a_moment => text.keep.snapshots_not_written,
        (Drawings, Writing) if trouble == StorageTrouble::Full => text.data.own_storage_full,
        (Drawings, Writing) => text.data.own_unavailable,
        (Snapshots, Writing) => text.compare.not_kept,
    }
}

/// That it can again.
pub fn again(text: &Text, what: Shelved, attempt: Attempt) -> &'static str {
    match (what, attempt) {
        (Drawings, Reading) => text.keep.own_read_again,
        (Drawings, Writing) => text.keep.own_written_again,
        (Snapshots, Reading) => text.keep.snapshots_read_again,
        (Snapshots, Writing) => text.keep.snapshots_written_again,
    }
}

/// Why the lab cannot be kept.
pub fn lab_fails(text: &Text, trouble: StorageTrouble) -> &'static str {
    match trouble {
        StorageTrouble::Unavailable => text.storage_unavailable,
        StorageTrouble::Full => text.storage_full,
        StorageTrouble::Refused | StorageTrouble::NoAnswer => text.keep.lab_refused,
    }
}
