//! Keys that work anywhere on the page.

use wasm_bindgen::JsCast as _;
use web_sys::{Element, KeyboardEvent};

use crate::lab::Action;

fn target_is(event: &KeyboardEvent, selector: &str) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|element| element.matches(selector).unwrap_or(false))
}

/// Whether a key, held, shows the page as it was before the last change of weights. In a field it is a letter; to let go
/// it counts everywhere.
pub fn is_before(event: &KeyboardEvent) -> bool {
    let alone = !(event.ctrl_key() || event.meta_key() || event.alt_key() || event.repeat());
    let types = || target_is(event, "input[type=text],input[type=number],select");
    alone && event.key().eq_ignore_ascii_case("b") && (event.type_() == "keyup" || !types())
}

/// What a key asks for, wherever the focus is; `None` where a field needs the key itself.
pub fn action(event: &KeyboardEvent, brush: f32) -> Option<Action> {
    let command = event.ctrl_key() || event.meta_key();
    let key = event.key().to_ascii_lowercase();
    // Inside a text field undo is the field's own.
    if target_is(event, "input[type=text],input[type=number]") {
        return None;
    }
    match (command, event.shift_key(), key.as_str()) {
        (true, false, "z") => Some(Action::Undo),
        (true, true, "z") | (true, false, "y") => Some(Action::Redo),
        (false, _, "[") => Some(Action::SetBrush(brush - 0.01)),
        (false, _, "]") => Some(Action::SetBrush(brush + 0.01)),
        _ => None,
    }
}
