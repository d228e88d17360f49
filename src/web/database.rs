//! What the browser keeps for the next visit and is too much for [`storage`](super::storage): one database of
//! values under names. Works in the page and in workers.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::{Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    IdbDatabase, IdbFactory, IdbKeyRange, IdbObjectStore, IdbOpenDbRequest, IdbRequest,
    IdbTransaction, IdbTransactionMode,
};

use super::lacking;
use super::storage::trouble;
use crate::keep::StorageTrouble;

/// The database's name.
const NAME: &str = "hitofude";
/// Another one needs code in [`Database::open`] that brings what an older visit left into the new form.
const VERSION: u32 = 1;
/// The only store in it.
const STORE: &str = "data";

/// An open database. Closed when it is dropped, or when another page wants to change its form.
pub struct Database {
    base: IdbDatabase,
    open: Rc<Cell<bool>>,
    /// Hears that it is, or is to be, closed.
    _closing: Closure<dyn FnMut()>,
}

impl Drop for Database {
    fn drop(&mut self) {
        self.base.set_onversionchange(None);
        self.base.set_onclose(None);
        self.base.close();
    }
}

/// A text that is to be put in another's place.
pub struct Exchange {
    /// Under which name.
    pub name: String,
    /// What has to be there; `None`: nothing.
    pub expected: Option<String>,
    /// What is to be there.
    pub new: Option<String>,
    /// Under which name there is to be a copy of what was there, if under any.
    pub copy: Option<String>,
}

fn refused(error: JsValue) -> StorageTrouble {
    trouble(&error)
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
    /// Where the browser keeps nothing: switched off, or a private window; or where it does not open it just now.
    pub async fn open() -> Result<Self, StorageTrouble> {
        let factory: IdbFactory = Reflect::get(&js_sys::global(), &"indexedDB".into())
            .and_then(JsCast::dyn_into)
            .ok()
            .filter(|_| lacking::has_origin())
            .ok_or(StorageTrouble::Unavailable)?;
        let asked: IdbOpenDbRequest = factory.open_with_u32(NAME, VERSION).map_err(refused)?;
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
        done(&asked, "onsuccess", &["onerror", "onblocked"])
            .await
            .map_err(|_| StorageTrouble::Refused)?;
        let base: IdbDatabase = asked.result().map_err(refused)?.unchecked_into();
        let open = Rc::new(Cell::new(true));
        let closing = Closure::<dyn FnMut()>::new({
            let (base, open) = (base.clone(), Rc::clone(&open));
            move || {
                open.set(false);
                base.close();
            }
        });
        base.set_onversionchange(Some(closing.as_ref().unchecked_ref()));
        base.set_onclose(Some(closing.as_ref().unchecked_ref()));
        Ok(Self { base, open, _closing: closing })
    }

    /// Whether it can still be used.
    pub fn is_open(&self) -> bool {
        self.open.get()
    }

    fn store(&self, mode: IdbTransactionMode) -> Result<(IdbTransaction, IdbObjectStore), JsValue> {
        let all = self.base.transaction_with_str_and_mode(STORE, mode)?;
        let store = all.object_store(STORE)?;
        Ok((all, store))
    }

    /// What is kept under `name`; `undefined` if nothing is.
    ///
    /// # Errors
    /// Where the browser does not hand it out.
    pub async fn read(&self, name: &str) -> Result<JsValue, StorageTrouble> {
        let (_, store) = self.store(IdbTransactionMode::Readonly).map_err(refused)?;
        let get = store.get(&name.into()).map_err(refused)?;
        done(&get, "onsuccess", &["onerror"]).await.map_err(|_| StorageTrouble::Refused)?;
        get.result().map_err(refused)
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
    ) -> Result<(), StorageTrouble> {
        let (all, store) = self.store(IdbTransactionMode::Readwrite).map_err(refused)?;
        for name in gone {
            store.delete(&name.into()).map_err(refused)?;
        }
        for (name, value) in kept {
            store.put_with_key(value, &name.into()).map_err(refused)?;
        }
        complete(&all).await
    }

    /// Every text under `prefix` or a name that begins with it and a stroke, with its name.
    ///
    /// # Errors
    /// Where the browser does not hand it out.
    pub async fn all(&self, prefix: &str) -> Result<Vec<(String, String)>, StorageTrouble> {
        let (_, store) = self.store(IdbTransactionMode::Readonly).map_err(refused)?;
        // "0" comes after "/".
        let (from, to) = (prefix.into(), format!("{prefix}0").into());
        let range = IdbKeyRange::bound_with_lower_open_and_upper_open(&from, &to, false, true);
        let range = range.map_err(refused)?;
        let names = store.get_all_keys_with_key(&range).map_err(refused)?;
        let texts = store.get_all_with_key(&range).map_err(refused)?;
        done(&texts, "onsuccess", &["onerror"]).await.map_err(|_| StorageTrouble::Refused)?;
        let list = |asked: IdbRequest| {
            asked.result().map(|list| list.unchecked_into::<js_sys::Array>()).map_err(refused)
        };
        let (names, texts) = (list(names)?, list(texts)?);
        let all = names.iter().zip(texts.iter());
        let all = all.filter_map(|(name, text)| Some((name.as_string()?, text.as_string()?)));
        Ok(all.collect())
    }

    /// Does all of `exchanges` if everything is there that they expect, and `wanted` then; or gives what is there, in
    /// their order, and changes nothing.
    ///
    /// # Errors
    /// Where there is no room, or it is not wanted any more; then nothing has changed.
    pub async fn exchange(
        &self,
        exchanges: &[Exchange],
        wanted: &dyn Fn() -> bool,
    ) -> Result<Option<Vec<Option<String>>>, StorageTrouble> {
        let (all, store) = self.store(IdbTransactionMode::Readwrite).map_err(refused)?;
        let mut asked = Vec::new();
        for exchange in exchanges {
            asked.push(store.get(&exchange.name.as_str().into()).map_err(refused)?);
        }
        if let Some(last) = asked.last() {
            // They are answered in order.
            done(last, "onsuccess", &["onerror"]).await.map_err(|_| StorageTrouble::Refused)?;
        }
        let text = |asked: &IdbRequest| asked.result().ok().and_then(|text| text.as_string());
        let found: Vec<Option<String>> = asked.iter().map(text).collect();
        if exchanges.iter().zip(&found).any(|(exchange, found)| exchange.expected != *found) {
            return Ok(Some(found));
        }
        if !wanted() {
            return Err(StorageTrouble::NoAnswer);
        }
        for Exchange { name, expected, new, copy } in exchanges {
            if let Some((copy, text)) = copy.as_ref().zip(expected.as_ref()) {
                put(&store, copy, text).map_err(|error| given_up(&all, error))?;
            }
            match new {
                Some(text) => put(&store, name, text),
                None => store.delete(&name.as_str().into()).map(|_| ()),
            }
            .map_err(|error| given_up(&all, error))?;
        }
        complete(&all).await.map(|()| None)
    }
}

fn put(store: &IdbObjectStore, name: &str, text: &str) -> Result<(), JsValue> {
    store.put_with_key(&text.into(), &name.into()).map(|_| ())
}

/// Takes back what was asked of `all` so far, for the sake of `error`.
fn given_up(all: &IdbTransaction, error: JsValue) -> StorageTrouble {
    // One that is over by itself has been taken back already.
    let _ = all.abort();
    trouble(&error)
}

/// Waits until everything that was asked of `all` is done.
async fn complete(all: &IdbTransaction) -> Result<(), StorageTrouble> {
    let done = done(all, "oncomplete", &["onabort", "onerror"]).await;
    done.map_err(|_| trouble(&Reflect::get(all, &"error".into()).unwrap_or_default()))
}
