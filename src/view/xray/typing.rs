//! Typing a weight into the panel. The field stands beside what the panel writes anew, over the weight's place, so that
//! what is half typed survives every frame.

use wasm_bindgen::JsCast as _;
use web_sys::{Element, Event, HtmlElement, HtmlInputElement, KeyboardEvent};

use super::super::store::Shared;
use super::super::weight_field;
use super::super::weight_grid::{STEP, begins_number};
use super::panel::Shown;
use crate::lab::{Action, Patch};

/// Which weight is being typed.
pub type Typed = Option<(Patch, usize)>;

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
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return;
    }
    let key = event.key();
    if let Some((_, index)) = shown.typed.get() {
        match key.as_str() {
            // While an input method composes, Enter is its own.
            "Enter" if !event.is_composing() => set(panel, shared, shown),
            "Escape" => stop(panel, shown),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
        let weight = panel.query_selector(&format!("[data-index='{index}']"));
        if let Ok(Some(weight)) = weight {
            let _ = weight.unchecked_into::<HtmlElement>().focus();
        }
        return;
    }
    let Some((patch, index, weight)) = shown.weight_under(event) else { return };
    let value = match key.as_str() {
        "Delete" | "Backspace" => 0.0,
        "PageUp" => weight + STEP,
        "PageDown" => weight - STEP,
        _ => {
            let typed = key == "Process" || key.chars().count() == 1 && begins_number(&key);
            if typed || key == "F2" {
                begin(panel, shown, event, (patch, index));
                if let Some(field) = field(panel).filter(|_| !typed) {
                    field.set_value(&weight.to_string());
                    field.select();
                    event.prevent_default();
                }
            }
            return;
        }
    };
    event.prevent_default();
    shared.dispatch.dispatch(Action::SetCell { patch, index, value, gesture: None });
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
    let (value, problem) = weight_field::read(&text, shared.text);
    if let Some(problem) = problem {
        say(panel, problem.code, &problem.words);
    }
    if let Some(value) = value {
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
