//! The document as a whole: language, theme, timing.

use wasm_bindgen::JsCast as _;
use web_sys::{HtmlElement, Performance};

use super::lacking;
use crate::digits::ItemId;

fn root() -> Option<HtmlElement> {
    web_sys::window()?.document()?.document_element()?.dyn_into().ok()
}

/// Whether there is a page: a worker, which runs the same program, has none.
pub fn is_here() -> bool {
    web_sys::window().is_some()
}

/// What the page's address has from its `#` on.
pub fn fragment() -> String {
    web_sys::window().and_then(|window| window.location().hash().ok()).unwrap_or_default()
}

/// The languages that the browser asks for, most wanted first.
pub fn languages() -> Vec<String> {
    web_sys::window().map_or(Vec::new(), |window| lacking::languages(&window.navigator()))
}

/// Sets `<html lang>` and the title.
pub fn set_language(tag: &str, title: &str) {
    if let Some(root) = root() {
        root.set_lang(tag);
    }
    if let Some(document) = web_sys::window().and_then(|window| window.document()) {
        document.set_title(title);
    }
}

/// The system's wish for dark pages, if the browser tells when it changes.
pub fn dark_query() -> Option<web_sys::MediaQueryList> {
    media("(prefers-color-scheme: dark)").and_then(lacking::telling)
}

fn media(question: &str) -> Option<web_sys::MediaQueryList> {
    web_sys::window()?.match_media(question).ok()?
}

/// Whether the system asks for dark pages.
pub fn system_is_dark() -> bool {
    media("(prefers-color-scheme: dark)").is_some_and(|query| query.matches())
}

/// Whether the person has asked for less motion.
pub fn wants_less_motion() -> bool {
    media("(prefers-reduced-motion: reduce)").is_some_and(|query| query.matches())
}

/// A new id for something that the person keeps.
pub fn new_id() -> ItemId {
    ItemId::new(js_sys::Date::now(), (js_sys::Math::random() * f64::from(u32::MAX)) as u32)
}

/// A number for random weights: another one each time.
pub fn random_seed() -> u32 {
    (js_sys::Math::random() * 1000.0) as u32
}

/// Sets `<html data-theme>`.
pub fn set_theme(theme: &str) {
    if let Some(root) = root() {
        // An attribute name that is a constant is always a valid one.
        let _ = root.set_attribute("data-theme", theme);
    }
}

/// Whether nobody sees the page: another tab stands before it, or it is being left.
pub fn is_hidden() -> bool {
    web_sys::window().and_then(|window| window.document()).is_none_or(|document| document.hidden())
}

/// Whether `element` has the keyboard's focus.
pub fn has_focus(element: &web_sys::Element) -> bool {
    web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.active_element())
        .is_some_and(|active| active == *element)
}

fn find(selector: &str) -> Option<HtmlElement> {
    web_sys::window()?.document()?.query_selector(selector).ok()??.dyn_into().ok()
}

/// Gives the keyboard's focus to what `selector` finds first.
pub fn focus(selector: &str) {
    if let Some(found) = find(selector) {
        // What cannot be focused stays without it.
        let _ = found.focus();
    }
}

/// Whether somebody is typing into a field inside what `selector` finds.
pub fn is_typing_in(selector: &str) -> bool {
    web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.active_element())
        .filter(|active| active.matches("input[type=text]").unwrap_or(false))
        .is_some_and(|active| active.closest(selector).is_ok_and(|found| found.is_some()))
}

fn performance() -> Option<Performance> {
    web_sys::window()?.performance()
}

/// Milliseconds since the page was asked for.
pub fn now() -> f64 {
    performance().map_or(0.0, |performance| performance.now())
}

/// The page shows its first answer: `<html data-ready>` and the mark `hitofude:ready`.
pub fn set_ready() {
    if let Some(root) = root() {
        let _ = root.set_attribute("data-ready", "true");
    }
    if let Some(performance) = performance() {
        lacking::mark(&performance, "hitofude:ready");
    }
}

/// How many frames stay in the browser's record, so that a page that is left open does not grow.
const FRAMES_KEPT: u32 = 10_000;

/// Records the work of one animation frame as the measure `hitofude:frame`, from `start` to now.
pub fn measure_frame(start: f64, count: u32) {
    let Some(performance) = performance() else { return };
    if count.is_multiple_of(FRAMES_KEPT) {
        lacking::clear_measures(&performance, "hitofude:frame");
    }
    lacking::measure(&performance, "hitofude:frame", start, performance.now());
}

/// Says that the page has failed, in the page itself. The words stand in `index.html`, since nothing of ours
/// can be relied on by then.
pub fn show_failure(cause: &str) {
    web_sys::console::error_1(&cause.into());
    if let Some(root) = root() {
        let _ = root.set_attribute("data-failed", "true");
    }
}

/// Where the page is mounted.
pub fn mount_point() -> Option<web_sys::Element> {
    web_sys::window()?.document()?.get_element_by_id("page")
}
