//! The learner's own drawings, as one text in the database.

use super::database::Database;
use super::storage::StorageError;

/// Under which name the text is kept.
const NAME: &str = "own";

/// The text that was kept, if one was.
///
/// # Errors
/// Where the browser keeps nothing.
pub async fn read() -> Result<Option<String>, StorageError> {
    Ok(Database::open().await?.read(NAME).await?.as_string())
}

/// Keeps `text` in place of what was kept before, which stays where this fails.
///
/// # Errors
/// Where there is no room, or the browser keeps nothing.
pub async fn write(text: &str) -> Result<(), StorageError> {
    Database::open().await?.write(&[], &[(NAME.into(), text.into())]).await
}
