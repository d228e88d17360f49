//! What is written past the virtual DOM, because it follows the frames: words, and whole panels. The control that has the
//! keyboard keeps it.

use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement, Node, Text};

use crate::text::markup::Markup;

/// The attribute that tells the controls of a panel apart: a verb, and after a dot which of several.
const KEY: &str = "data-key";

/// Makes `markup` all that stands in `root`: the one place where text becomes a part of the page.
pub fn show_in(root: &Element, markup: &Markup) {
    root.set_inner_html(markup.html());
}

/// Writes a panel anew. The control that has the keyboard keeps it.
pub fn refill(root: &Element, markup: &Markup) {
    let focused = root.query_selector(":focus").ok().flatten();
    let key = focused.and_then(|focused| focused.get_attribute(KEY));
    show_in(root, markup);
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

/// Makes `words` the text of `node`. The text that is there already takes them: for a new one the browser would lay out
/// more. (By `data`: setting `nodeValue` goes through `static/translated.js`, which a hundred numbers a frame need not.)
pub fn say(node: &Node, words: &str) {
    match node.first_child().and_then(|child| child.dyn_into::<Text>().ok()) {
        Some(text) => text.set_data(words),
        None => node.set_text_content(Some(words)),
    }
}
