//! What is written as text, since it changes often or in form: words that follow the pen, and whole panels, with what
//! keeps their controls apart and alive.

use gloo_events::{EventListener, EventListenerOptions};
use std::rc::Rc;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, Event, HtmlElement, Node, Text};

/// What tells the controls inside such a panel apart: a verb, and after a dot which of several.
const KEY: &str = "data-key";

/// Writes a panel anew. The control that has the keyboard keeps it.
pub fn refill(root: &Element, html: &str) {
    let focused = root.query_selector(":focus").ok().flatten();
    let key = focused.and_then(|focused| focused.get_attribute(KEY));
    root.set_inner_html(html);
    if let Some(key) = key {
        focus(root, &key);
    }
}

/// Gives the keyboard to the control of this key, where there is one.
pub fn focus(root: &Element, key: &str) {
    let found = root.query_selector(&format!("[{KEY}='{key}']")).ok().flatten();
    if let Some(found) = found.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
        // What cannot be focused stays without it.
        let _ = found.focus();
    }
}

/// Lets `hear` hear what is done in a panel, until the listeners are dropped.
pub fn listen(root: &Element, hear: Rc<dyn Fn(&Event)>) -> [EventListener; 4] {
    ["click", "contextmenu", "keydown", "change"].map(|name| {
        let hear = Rc::clone(&hear);
        let options = EventListenerOptions::enable_prevent_default();
        EventListener::new_with_options(root, name, options, move |event| hear(event))
    })
}

/// The control that an event is about, its verb, and which of several it is.
pub fn control(event: &Event) -> Option<(Element, String, usize)> {
    let target: Element = event.target()?.dyn_into().ok()?;
    let control = target.closest(&format!("[{KEY}]")).ok()??;
    let key = control.get_attribute(KEY)?;
    let (verb, index) = key.split_once('.').unwrap_or((&key, ""));
    Some((control, verb.to_owned(), index.parse().unwrap_or_default()))
}

/// Makes `words` the text of `node`. The text that is there already takes them: for a new one the browser would lay out
/// more. (By `data`: setting `nodeValue` goes through `static/translated.js`, which a hundred numbers a frame need not.)
pub fn say(node: &Node, words: &str) {
    match node.first_child().and_then(|child| child.dyn_into::<Text>().ok()) {
        Some(text) => text.set_data(words),
        None => node.set_text_content(Some(words)),
    }
}
