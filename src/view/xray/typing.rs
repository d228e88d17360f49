//! Typing a weight into the panel. The field stands beside what the panel writes anew, over the weight's place, so that
//! what is half typed survives every frame.

use wasm_bindgen::JsCast as _;
use web_sys::{Element, Event, HtmlElement, HtmlInputElement, KeyboardEvent};

use super::shown::Shown;
use crate::lab::touch::{Hand, Keyed, Weight};
use crate::lab::{Action, Patch, Wanted};
use crate::view::kit::keyboard;
use crate::view::kit::number_field;
use crate::view::kit::store::Shared;

/// The class of the panel's field.
pub const FIELD: &str = "xs-edit";

/// The field of the panel.
fn field(panel: &Element) -> Option<HtmlInputElement> {
    panel.query_selector(".xs-edit").ok()??.dyn_into().ok()
}

/// Says what was wrong with what was typed, or nothing.
fn say(panel: &Element, code: &str, words: &str) {
    if let Ok(Some(problem)) = panel.query_selector(".problem") {
        // A constant attribute name is valid.
        let _ = problem.set_attribute("data-code", code);
        problem.set_text_content(Some(words));
    }
}

/// A key in the panel: it begins a number, changes the weight that has the focus, or ends what is being typed.
pub fn key(panel: &Element, shared: &Shared, shown: &Shown, event: &Event) {
    let event: &KeyboardEvent = event.unchecked_ref();
    let key = keyboard::key(event);
    if let Some((_, index)) = shown.typed.get() {
        // While an input method composes, Enter and Escape are its own.
        if key.enters() {
            set(panel, shared, shown);
        } else if key.escapes() {
            stop(panel, shown);
        } else {
            return;
        }
        event.prevent_default();
        event.stop_propagation();
        let weight = panel.query_selector(&format!("[data-index='{index}']"));
        if let Ok(Some(weight)) = weight {
            let _ = weight.unchecked_into::<HtmlElement>().focus();
        }
        return;
    }
    let Some((patch, index, value)) = shown.weight_under(event) else { return };
    match Hand::key(Weight::Cell { patch, index }, &key) {
        Some(Keyed::Change(change)) => {
            change.action().into_iter().for_each(|action| shared.dispatch.dispatch(action));
        }
        Some(Keyed::Type { keep }) => {
            begin(panel, shown, event, (patch, index));
            let Some(field) = field(panel).filter(|_| keep) else { return };
            field.set_value(&value.to_string());
            field.select();
        }
        // One step of a weight is the editor's.
        Some(Keyed::Step) | None => return,
    }
    event.prevent_default();
}

/// Puts the empty field over the weight that has the focus: it takes the keys from here on, this one included.
fn begin(panel: &Element, shown: &Shown, event: &Event, weight: (Patch, usize)) {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let (Some(field), Some(cell)) = (field(panel), target) else { return };
    say(panel, "", "");
    shown.typed.set(Some(weight));
    let (cell, frame) = (cell.get_bounding_client_rect(), panel.get_bounding_client_rect());
    let left = (cell.left() - frame.left() + cell.width() / 2.0).max(34.0);
    let top = cell.top() - frame.top() + f64::from(panel.scroll_top());
    let _ = field.set_attribute("style", &format!("left:{left}px;top:{top}px"));
    field.set_value("");
    let _ = field.focus();
}

/// Whoever leaves the field means what stands there.
pub fn leave(panel: &Element, shared: &Shared, shown: &Shown, event: &Event) {
    let left = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    if left.is_some_and(|left| left.class_name() == FIELD) {
        set(panel, shared, shown);
    }
}

/// Sets the weight to what was typed, unless that is none.
fn set(panel: &Element, shared: &Shared, shown: &Shown) {
    let text = field(panel).map(|field| field.value()).unwrap_or_default();
    let Some((patch, index)) = shown.typed.get() else { return };
    stop(panel, shown);
    if text.trim().is_empty() {
        return;
    }
    let (value, problem) = number_field::read(FIELD, Wanted::WEIGHT, &text);
    if let Some(problem) = problem {
        say(panel, problem.code(), &problem.words(shared.text));
    }
    if let Some(value) = value.map(|value| value as f32) {
        shared.dispatch.dispatch(Action::SetCell { patch, index, value, gesture: None });
    }
}

/// Takes the field away.
pub fn stop(panel: &Element, shown: &Shown) {
    if shown.typed.take().is_some()
        && let Some(field) = field(panel)
    {
        let _ = field.remove_attribute("style");
    }
}

/// Takes the field away where its weight no longer stands there, and what was wrong with another cell's.
pub fn follow(panel: &Element, shown: &Shown, anew: bool) {
    if shown.typed.get().is_some_and(|(patch, _)| shown.patch() != Some(patch)) {
        stop(panel, shown);
    }
    if anew {
        say(panel, "", "");
    }
}
