//! What the browser keeps for the next visit and is too much for [`storage`](super::storage): one database of
//! values under names. Works in the page and in workers.

use idb::{DatabaseEvent as _, Factory, ObjectStoreParams, TransactionMode};
use wasm_bindgen::JsValue;

use super::storage::StorageError;

/// The database's name.
const NAME: &str = "hitofude";
/// Another one needs code in [`Database::open`] that brings what an older visit left into the new form.
const VERSION: u32 = 1;
/// The only store in it.
const STORE: &str = "data";

/// An open database. Closed when it is dropped.
pub struct Database(idb::Database);

impl Drop for Database {
    fn drop(&mut self) {
        self.0.close();
    }
}

fn unavailable(_: idb::Error) -> StorageError {
    StorageError::Unavailable
}

fn full(_: idb::Error) -> StorageError {
    StorageError::Full
}

impl Database {
    /// Opens it; the first time, makes it.
    ///
    /// # Errors
    /// Where the browser keeps nothing: switched off, or a private window.
    pub async fn open() -> Result<Self, StorageError> {
        let mut asked =
            Factory::new().and_then(|idb| idb.open(NAME, Some(VERSION))).map_err(unavailable)?;
        asked.on_upgrade_needed(|event| {
            // Where the store cannot be made, every use of it fails and says so.
            let _ = event
                .database()
                .and_then(|new| new.create_object_store(STORE, ObjectStoreParams::new()));
        });
        Ok(Self(asked.await.map_err(unavailable)?))
    }

    /// What is kept under `name`; `undefined` if nothing is.
    ///
    /// # Errors
    /// Where the browser does not hand it out.
    pub async fn read(&self, name: &str) -> Result<JsValue, StorageError> {
        let get = self
            .0
            .transaction(&[STORE], TransactionMode::ReadOnly)
            .and_then(|all| all.object_store(STORE))
            .and_then(|store| store.get(JsValue::from(name)))
            .map_err(unavailable)?;
        Ok(get.await.map_err(unavailable)?.unwrap_or(JsValue::UNDEFINED))
    }

    /// Forgets what is kept under each name in `gone`, then keeps each value of `kept` under its name: all of
    /// it or, where this fails, none.
    ///
    /// # Errors
    /// Where there is no room.
    pub async fn write(
        &self,
        gone: &[String],
        kept: &[(String, JsValue)],
    ) -> Result<(), StorageError> {
        let all = self.0.transaction(&[STORE], TransactionMode::ReadWrite).map_err(full)?;
        let store = all.object_store(STORE).map_err(full)?;
        for name in gone {
            store.delete(JsValue::from(name)).map_err(full)?;
        }
        for (name, value) in kept {
            store.put(value, Some(&name.into())).map_err(full)?;
        }
        let done = all.await.map_err(full)?;
        if done.is_committed() { Ok(()) } else { Err(StorageError::Full) }
    }
}
