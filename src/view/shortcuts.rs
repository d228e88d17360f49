//! Keys that work anywhere on the page, and what takes them away; the wheel where it is nobody's.

use gloo_events::{EventListener, EventListenerOptions};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, Event, KeyboardEvent};
use yew::prelude::*;

use super::live::Live;
use crate::lab::Action;
use crate::lab::keys::{Before, Shortcut};
use crate::view::kit::hand;
use crate::view::kit::keyboard;
use crate::view::kit::store::Store;

/// What takes the keyboard away while a key may be held.
const LOST: [&str; 3] = ["blur", "pagehide", "visibilitychange"];

fn target_is(event: &Event, selector: &str) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|element| element.matches(selector).unwrap_or(false))
}

/// Hears keys wherever the focus is.
#[hook]
pub fn use_shortcuts(dispatch: UseReducerDispatcher<Store>, live: Live, brush: f32) {
    let latest = use_mut_ref(|| brush);
    *latest.borrow_mut() = brush;
    use_effect_with((), move |()| {
        let page = Rc::new(Keys { dispatch, live, latest, before: RefCell::default() });
        let listeners = web_sys::window().map(|window| {
            let on = |name: &'static str, options, hear: fn(&Keys, &Event)| {
                let page = Rc::clone(&page);
                EventListener::new_with_options(&window, name, options, move |event| {
                    hear(&page, event);
                })
            };
            let may_prevent = EventListenerOptions::enable_prevent_default();
            let hears = EventListenerOptions::default();
            let mut listeners = vec![
                on("keydown", may_prevent, |page, event| page.press(event.unchecked_ref())),
                on("keyup", may_prevent, |page, event| page.release(event.unchecked_ref())),
                on("wheel", hears, |_, event| {
                    if !event.default_prevented() {
                        hand::scrolled(event);
                    }
                }),
            ];
            listeners.extend(LOST.map(|name| on(name, hears, |page, _| page.lose())));
            listeners
        });
        move || drop(listeners)
    });
}

struct Keys {
    dispatch: UseReducerDispatcher<Store>,
    live: Live,
    latest: Rc<RefCell<f32>>,
    before: RefCell<Before>,
}

impl Keys {
    fn press(&self, event: &KeyboardEvent) {
        // In a field a letter is a letter, and undo is the field's own.
        let typing = target_is(event, "input[type=text],textarea");
        let chooses = typing || target_is(event, "select");
        let key = keyboard::key(event);
        if self.before.borrow_mut().press(&key, chooses) {
            return self.live.see_before(true);
        }
        let escapes = key.key == "Escape";
        if escapes && (self.live.hold_dream() || self.live.hold_sweep() || self.live.let_go()) {
            return event.prevent_default();
        }
        if let Some(shortcut) = key.shortcut().filter(|_| !typing) {
            event.prevent_default();
            let brush = *self.latest.borrow();
            self.dispatch.dispatch(match shortcut {
                Shortcut::Undo => Action::Undo,
                Shortcut::Redo => Action::Redo,
                Shortcut::Thinner => Action::SetBrush(brush - 0.01),
                Shortcut::Wider => Action::SetBrush(brush + 0.01),
            });
        }
    }

    fn release(&self, event: &KeyboardEvent) {
        let key = keyboard::key(event);
        if self.before.borrow_mut().release(&key) {
            self.live.see_before(false);
        }
    }

    fn lose(&self) {
        let lost = self.before.borrow_mut().lose();
        if lost {
            self.live.see_before(false);
        }
    }
}
