//! What the browser keeps for the next visit and is too much for [`storage`](super::storage): one database of
//! values under names. Works in the page and in workers.

use js_sys::{Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    IdbDatabase, IdbFactory, IdbObjectStore, IdbOpenDbRequest, IdbTransaction, IdbTransactionMode,
};

use super::storage::StorageError;

/// The database's name.
const NAME: &str = "hitofude";
/// Another one needs code in [`Database::open`] that brings what an older visit left into the new form.
const VERSION: u32 = 1;
/// The only store in it.
const STORE: &str = "data";

/// An open database. Closed when it is dropped.
pub struct Database(IdbDatabase);

impl Drop for Database {
    fn drop(&mut self) {
        self.0.close();
    }
}

fn unavailable(_: JsValue) -> StorageError {
    StorageError::Unavailable
}

fn full(_: JsValue) -> StorageError {
    StorageError::Full
}

/// Waits until `target`, a request or a transaction, calls its handler `good`; any of `bad` is a failure.
async fn done(target: &JsValue, good: &str, bad: &[&str]) -> Result<(), JsValue> {
    let promise = Promise::new(&mut |resolve, reject| {
        // An object of the browser's takes its own handlers.
        let _ = Reflect::set(target, &good.into(), &resolve);
        for bad in bad {
            let _ = Reflect::set(target, &(*bad).into(), &reject);
        }
    });
    JsFuture::from(promise).await.map(|_| ())
}

impl Database {
    /// Opens it; the first time, makes it.
    ///
    /// # Errors
    /// Where the browser keeps nothing: switched off, or a private window.
    pub async fn open() -> Result<Self, StorageError> {
        let factory: IdbFactory = Reflect::get(&js_sys::global(), &"indexedDB".into())
            .and_then(JsCast::dyn_into)
            .map_err(unavailable)?;
        let asked: IdbOpenDbRequest = factory.open_with_u32(NAME, VERSION).map_err(unavailable)?;
        let made = Closure::once({
            let asked = asked.clone();
            move || {
                // Where the store cannot be made, every use of it fails and says so.
                if let Ok(new) = asked.result() {
                    let _ = new.unchecked_into::<IdbDatabase>().create_object_store(STORE);
                }
            }
        });
        asked.set_onupgradeneeded(Some(made.as_ref().unchecked_ref()));
        done(&asked, "onsuccess", &["onerror", "onblocked"]).await.map_err(unavailable)?;
        Ok(Self(asked.result().map_err(unavailable)?.unchecked_into()))
    }

    fn store(&self, mode: IdbTransactionMode) -> Result<(IdbTransaction, IdbObjectStore), JsValue> {
        let all = self.0.transaction_with_str_and_mode(STORE, mode)?;
        let store = all.object_store(STORE)?;
        Ok((all, store))
    }

    /// What is kept under `name`; `undefined` if nothing is.
    ///
    /// # Errors
    /// Where the browser does not hand it out.
    pub async fn read(&self, name: &str) -> Result<JsValue, StorageError> {
        let (_, store) = self.store(IdbTransactionMode::Readonly).map_err(unavailable)?;
        let get = store.get(&name.into()).map_err(unavailable)?;
        done(&get, "onsuccess", &["onerror"]).await.map_err(unavailable)?;
        get.result().map_err(unavailable)
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
        let (all, store) = self.store(IdbTransactionMode::Readwrite).map_err(full)?;
        for name in gone {
            store.delete(&name.into()).map_err(full)?;
        }
        for (name, value) in kept {
            store.put_with_key(value, &name.into()).map_err(full)?;
        }
        done(&all, "oncomplete", &["onabort", "onerror"]).await.map_err(full)
    }
}
