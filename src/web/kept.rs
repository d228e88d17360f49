//! Texts that are too much for [`storage`](super::storage), in the database.

use super::database::Database;
use super::storage::StorageError;

/// Which text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shelf {
    /// The learner's own drawings.
    Drawings,
    /// Snapshots of the network.
    Snapshots,
}

impl Shelf {
    /// Under which name it is kept.
    fn name(self) -> &'static str {
        match self {
            Self::Drawings => "own",
            Self::Snapshots => "snapshots",
        }
    }
}

/// The text that was kept, if one was.
///
/// # Errors
/// Where the browser keeps nothing.
pub async fn read(shelf: Shelf) -> Result<Option<String>, StorageError> {
    Ok(Database::open().await?.read(shelf.name()).await?.as_string())
}

/// Keeps `text` in place of what was kept before, which stays where this fails.
///
/// # Errors
/// Where there is no room, or the browser keeps nothing.
pub async fn write(shelf: Shelf, text: &str) -> Result<(), StorageError> {
    Database::open().await?.write(&[], &[(shelf.name().into(), text.into())]).await
}
