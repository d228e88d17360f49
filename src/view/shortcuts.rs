//! Keys that work anywhere on the page.

use wasm_bindgen::JsCast as _;
use web_sys::{Element, KeyboardEvent};

use crate::lab::{Action, BRUSHES};

/// What a key asks for, wherever the focus is; `None` where a field needs the key itself.
pub fn action(event: &KeyboardEvent, brush: f32) -> Option<Action> {
    let typing = event.target().and_then(|target| target.dyn_into::<Element>().ok()).is_some_and(
        |element| element.matches("input[type=text],input[type=number]").unwrap_or(false),
    );
    let command = event.ctrl_key() || event.meta_key();
    let key = event.key().to_lowercase();
    // Inside a text field undo is the field's own.
    if typing {
        return None;
    }
    match (command, event.shift_key(), key.as_str()) {
        (true, false, "z") => Some(Action::Undo),
        (true, true, "z") | (true, false, "y") => Some(Action::Redo),
        (false, _, "[") => Some(Action::SetBrush((brush - 0.01).max(*BRUSHES.start()))),
        (false, _, "]") => Some(Action::SetBrush((brush + 0.01).min(*BRUSHES.end()))),
        _ => None,
    }
}
