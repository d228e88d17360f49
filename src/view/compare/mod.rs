//! A and B: the network as it is, and one that it is compared with. Snapshots under names, and a table of what lies
//! between the two. Both are written as text: the table follows the pen, and a list of a few rows with five controls each
//! would weigh more as a tree than as what it is.

mod list;
mod panel;
mod table;

pub use panel::Compare;

use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement};

/// What tells the controls inside a panel apart.
const KEY: &str = "data-key";

/// Writes a panel anew. The control that has the keyboard keeps it.
fn refill(root: &Element, html: &str) {
    let focused = root.query_selector(":focus").ok().flatten();
    let key = focused.and_then(|focused| focused.get_attribute(KEY));
    root.set_inner_html(html);
    if let Some(key) = key {
        let again = root.query_selector(&format!("[{KEY}='{key}']")).ok().flatten();
        if let Some(again) = again.and_then(|again| again.dyn_into::<HtmlElement>().ok()) {
            // What cannot be focused stays without it.
            let _ = again.focus();
        }
    }
}
