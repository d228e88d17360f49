//! A dialog over the page.

use gloo_events::{EventListener, EventListenerOptions};
use gloo_timers::callback::Timeout;
use wasm_bindgen::JsCast as _;
use web_sys::{HtmlElement, KeyboardEvent, Node};
use yew::prelude::*;

use super::store::use_shared;
use crate::web::lacking;

#[derive(Properties, PartialEq)]
pub struct DialogProps {
    /// `data-testid`.
    pub handle: &'static str,
    /// What it is about.
    pub title: &'static str,
    /// Called when it is to go: by its button, by Escape.
    pub onclose: Callback<()>,
    /// What stands in it.
    pub children: Html,
}

/// Opens when it is rendered; the browser keeps the focus inside it, or where it has no dialogs, this does.
#[component]
pub fn Dialog(props: &DialogProps) -> Html {
    let shared = use_shared();
    let dialog = use_node_ref();
    {
        let (dialog, onclose) = (dialog.clone(), props.onclose.clone());
        use_effect_with((), move |()| {
            let dialog = dialog.cast::<HtmlElement>().filter(|it| !lacking::show_modal(it));
            let plain = dialog.map(|dialog| Plain::open(dialog, onclose));
            move || drop(plain)
        });
    }
    let close = props.onclose.reform(|_: MouseEvent| ());
    let onclose = props.onclose.reform(|_: Event| ());
    html! {
        <dialog ref={dialog} data-testid={props.handle} aria-label={props.title} {onclose}>
            <header>
                <h2>{ props.title }</h2>
                <button type="button" class="close" data-testid="close" aria-label={shared.text.close}
                    onclick={close}>{ "×" }</button>
            </header>
            { props.children.clone() }
        </dialog>
    }
}

/// A dialog in a browser that has none: an element over the page, with the focus inside it, that Escape closes.
struct Plain {
    /// What had the focus, and gets it back.
    before: Option<HtmlElement>,
    listeners: Option<[EventListener; 2]>,
}

impl Plain {
    fn open(dialog: HtmlElement, onclose: Callback<()>) -> Self {
        // Constant names and values are valid.
        for (name, value) in [("open", ""), ("role", "dialog"), ("aria-modal", "true")] {
            let _ = dialog.set_attribute(name, value);
        }
        let _ = dialog.class_list().add_1("plain");
        let document = dialog.owner_document();
        let before = document.as_ref().and_then(|document| document.active_element());
        enter(&dialog);
        let listeners = document.map(|document| {
            let options = EventListenerOptions::enable_prevent_default();
            let keys = move |event: &Event| {
                if event.unchecked_ref::<KeyboardEvent>().key() == "Escape" {
                    event.prevent_default();
                    event.stop_propagation();
                    onclose.emit(());
                }
            };
            let stay = move |event: &Event| {
                let to = event.target().and_then(|target| target.dyn_into::<Node>().ok());
                if !dialog.contains(to.as_ref()) {
                    // Not at once: that is an event of the same kind in the middle of this one.
                    let dialog = dialog.clone();
                    Timeout::new(0, move || enter(&dialog)).forget();
                }
            };
            [
                EventListener::new_with_options(&document, "keydown", options, keys),
                EventListener::new(&document, "focusin", stay),
            ]
        });
        let before = before.and_then(|before| before.dyn_into().ok());
        Self { before, listeners }
    }
}

impl Drop for Plain {
    fn drop(&mut self) {
        // Its listeners would take the focus back.
        self.listeners = None;
        if let Some(before) = &self.before {
            // What is gone meanwhile needs no focus.
            let _ = before.focus();
        }
    }
}

/// Gives the focus to the first thing in the dialog that takes it.
fn enter(dialog: &HtmlElement) {
    if let Ok(Some(button)) = dialog.query_selector("button") {
        let _ = button.unchecked_into::<HtmlElement>().focus();
    }
}
