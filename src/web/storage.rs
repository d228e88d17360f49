//! What the browser keeps for the next visit.

use web_sys::Storage;

/// Why something could not be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StorageError {
    /// The browser gives none: switched off, or a private window.
    Unavailable,
    /// There is no room left.
    Full,
}

/// Under which name a text is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// The lab: drawing, network, switches.
    Lab,
    /// A stored lab that could not be read, kept so that nothing is lost.
    UnreadableLab,
    /// Language and theme.
    Preferences,
}

impl Key {
    fn name(self) -> &'static str {
        match self {
            Self::Lab => "hitofude.lab",
            Self::UnreadableLab => "hitofude.lab.unreadable",
            Self::Preferences => "hitofude.preferences",
        }
    }
}

fn storage() -> Result<Storage, StorageError> {
    web_sys::window()
        .and_then(|window| window.local_storage().ok().flatten())
        .ok_or(StorageError::Unavailable)
}

/// What was kept, if anything was.
pub fn read(key: Key) -> Result<Option<String>, StorageError> {
    storage()?.get_item(key.name()).map_err(|_| StorageError::Unavailable)
}

/// Keeps `text`. What was kept before stays where this fails.
pub fn write(key: Key, text: &str) -> Result<(), StorageError> {
    storage()?.set_item(key.name(), text).map_err(|_| StorageError::Full)
}

/// Forgets what was kept.
pub fn remove(key: Key) {
    if let Ok(storage) = storage() {
        // A browser that does not let go keeps a text that nothing reads.
        let _ = storage.remove_item(key.name());
    }
}
