//! What the browser keeps for the next visit and hands out at once: short texts under names.

use js_sys::{Date, Function, Promise, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::Storage;

use crate::keep::StorageTrouble;

/// The lab: drawing, network, switches.
pub const LAB: &str = "hitofude.lab";
/// Language and theme.
pub const PREFERENCES: &str = "hitofude.preferences";
/// How names begin under which something is set aside.
pub const ASIDE: &str = "hitofude.aside.";
/// In what is kept for this tab alone: under which name its work lies beside another tab's.
const BESIDE: &str = "hitofude.beside";
/// Whether the browser was asked to keep all this.
const ASKED_TO_PERSIST: &str = "hitofude.asked-to-persist";

fn storage() -> Result<Storage, StorageTrouble> {
    let found = web_sys::window().ok_or(StorageTrouble::Unavailable)?.local_storage();
    found.map_err(|_| StorageTrouble::Unavailable)?.ok_or(StorageTrouble::Unavailable)
}

/// What is kept under `name`, if anything is.
///
/// # Errors
/// Where the browser does not hand it out.
pub fn read(name: &str) -> Result<Option<String>, StorageTrouble> {
    storage()?.get_item(name).map_err(|_| StorageTrouble::Refused)
}

/// Keeps `text` under `name`. What was kept before stays where this fails.
///
/// # Errors
/// Where there is no room, or the browser keeps nothing.
pub fn write(name: &str, text: &str) -> Result<(), StorageTrouble> {
    storage()?.set_item(name, text).map_err(|error| trouble(&error))
}

/// Forgets what is kept under `name`.
pub fn remove(name: &str) {
    if let Ok(storage) = storage() {
        // A browser that does not let go keeps a text that nothing reads.
        let _ = storage.remove_item(name);
    }
}

/// What is kept for this tab alone; it outlives a reload.
fn of_this_tab() -> Option<Storage> {
    web_sys::window()?.session_storage().ok()?
}

/// Under which name this tab's work lies beside another tab's, and that work, if the person has not yet decided between
/// the two.
pub fn beside() -> Option<(String, String)> {
    let name = of_this_tab()?.get_item(BESIDE).ok()??;
    let text = read(&name).ok()??;
    Some((name, text))
}

/// Notes that this tab's work lies beside, under `name`, or that it no longer has to be asked about.
pub fn note_beside(name: Option<&str>) {
    if let Some(storage) = of_this_tab() {
        // Where nothing can be noted, the text still lies among what was set aside.
        let _ = match name {
            Some(name) => storage.set_item(BESIDE, name),
            None => storage.remove_item(BESIDE),
        };
    }
}

/// All names that begin with `prefix`, in order.
pub fn names(prefix: &str) -> Vec<String> {
    let Ok(storage) = storage() else { return Vec::new() };
    let all = (0..storage.length().unwrap_or(0)).filter_map(|at| storage.key(at).ok().flatten());
    let mut names: Vec<String> = all.filter(|name| name.starts_with(prefix)).collect();
    names.sort();
    names
}

/// Why the browser refuses, by what it throws.
pub(super) fn trouble(error: &JsValue) -> StorageTrouble {
    let name = Reflect::get(error, &"name".into()).ok().and_then(|name| name.as_string());
    // Firefox has a name of its own.
    match name.as_deref() {
        Some("QuotaExceededError" | "NS_ERROR_DOM_QUOTA_REACHED") => StorageTrouble::Full,
        _ => StorageTrouble::Refused,
    }
}

/// Milliseconds since 1970, by the person's clock.
pub fn clock() -> f64 {
    Date::now()
}

/// The time as names of what is set aside say it: 2026-01-31T12:00:00.000Z.
pub fn time_name() -> String {
    Date::new_0().to_iso_string().into()
}

/// Under which name something that was called `name` is set aside now.
pub fn aside_name(name: &str) -> String {
    format!("{ASIDE}{}.{name}", time_name())
}

/// Asks the browser, once for all visits, not to forget what it keeps when it needs room. Some then ask the person.
pub fn ask_to_persist() {
    if read(ASKED_TO_PERSIST).is_ok_and(|asked| asked.is_some()) {
        return;
    }
    let manager = web_sys::window()
        .and_then(|window| Reflect::get(&window.navigator(), &"storage".into()).ok())
        .filter(JsValue::is_object);
    let Some(manager) = manager else { return };
    let persist = Reflect::get(&manager, &"persist".into()).and_then(JsCast::dyn_into::<Function>);
    let Ok(answer) = persist.and_then(|persist| persist.call0(&manager)) else { return };
    // Where nothing can be kept it is asked again on the next visit, and has as little to persist.
    let _ = write(ASKED_TO_PERSIST, "true");
    if let Ok(answer) = answer.dyn_into::<Promise>() {
        // Whatever the answer is, there is nothing to be done about it. A rejection that nobody hears would be an error
        // on the console.
        wasm_bindgen_futures::spawn_local(async move {
            let _ = wasm_bindgen_futures::JsFuture::from(answer).await;
        });
    }
}
