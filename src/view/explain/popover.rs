//! The one explanation that is open, and what opens and closes it: a pointer that rests, the keyboard, a tap, a long press.

use gloo_events::{EventListener, EventListenerOptions, EventListenerPhase};
use gloo_timers::callback::Timeout;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent, PointerEvent};
use yew::prelude::*;

use super::what::{explanation, is_control, word_around};
use crate::lab::placing::{Spot, beside};
use crate::text::Text;
use crate::view::kit::store::use_shared;
use crate::view::kit::written::show_in;
use crate::web::lacking;

/// How long the pointer rests on a word before it is explained, in milliseconds.
const REST: u32 = 450;
/// The same for the keyboard, so that nothing flickers while somebody runs through the page with Tab.
const FOCUS_REST: u32 = 250;
/// How long a finger stays on a control to ask instead of pressing it.
const LONG_PRESS: u32 = 550;
/// The popover's id, which the word that it explains refers to.
const ID: &str = "explanation";

/// Stands at the end of the page, and explains all of it.
#[component]
pub fn Explanations() -> Html {
    let text = use_shared().text;
    let popover = use_node_ref();
    {
        let popover = popover.clone();
        use_effect_with(text.language, move |_| {
            let popover = popover.cast::<HtmlElement>();
            let listeners = popover.map(|popover| listen(&Rc::new(Explainer::new(popover, text))));
            move || drop(listeners)
        });
    }
    html! {
        <div ref={popover} id={ID} class="explanation" popover="manual" role="tooltip" data-testid={ID} />
    }
}

struct Explainer {
    popover: HtmlElement,
    text: &'static Text,
    /// The word that is explained now.
    open: RefCell<Option<Element>>,
    /// The word under the pointer.
    over: RefCell<Option<Element>>,
    /// What was open when the pointer went down.
    before: RefCell<Option<Element>>,
    waiting: RefCell<Option<Timeout>>,
    /// Whether Tab was the last thing pressed: who comes to a control by it may want to know what that is.
    by_tab: Cell<bool>,
    /// Whether a finger asked by staying: the click that follows is none.
    asked: Cell<bool>,
}

/// Hears everything first, so that Escape closes the explanation and nothing behind it.
fn listen(explainer: &Rc<Explainer>) -> Vec<EventListener> {
    let Some(document) = explainer.popover.owner_document() else { return Vec::new() };
    let on = |name: &'static str, hear: fn(&Rc<Explainer>, &Event)| {
        let explainer = Rc::clone(explainer);
        let options = EventListenerOptions { phase: EventListenerPhase::Capture, passive: false };
        EventListener::new_with_options(&document, name, options, move |event| {
            hear(&explainer, event);
        })
    };
    vec![
        on("pointerover", Explainer::over),
        on("pointerdown", Explainer::down),
        on("pointerup", |explainer, _| explainer.stop_waiting()),
        on("pointercancel", |explainer, _| explainer.stop_waiting()),
        on("click", Explainer::click),
        on("focusin", Explainer::focus),
        on("focusout", |explainer, _| explainer.close()),
        on("keydown", |explainer, event| explainer.key(event.unchecked_ref())),
        on("scroll", |explainer, _| explainer.close()),
    ]
}

fn target(event: &Event) -> Option<Element> {
    event.target().and_then(|target| target.dyn_into().ok())
}

impl Explainer {
    fn new(popover: HtmlElement, text: &'static Text) -> Self {
        Self {
            popover,
            text,
            open: RefCell::default(),
            over: RefCell::default(),
            before: RefCell::default(),
            waiting: RefCell::default(),
            by_tab: Cell::new(false),
            asked: Cell::new(false),
        }
    }

    fn over(self: &Rc<Self>, event: &Event) {
        let pointer: &PointerEvent = event.unchecked_ref();
        if pointer.pointer_type() == "touch" {
            return;
        }
        let word = target(event).and_then(|target| word_around(&target));
        if self.over.replace(word.clone()) == word {
            return;
        }
        self.close();
        if let Some(word) = word.filter(|_| pointer.buttons() == 0) {
            self.open_after(REST, word, false);
        }
    }

    fn down(self: &Rc<Self>, event: &Event) {
        self.by_tab.set(false);
        self.asked.set(false);
        let open = self.open.borrow().clone();
        self.before.replace(open);
        self.close();
        let finger = event.unchecked_ref::<PointerEvent>().pointer_type() == "touch";
        let word = target(event).filter(|_| finger).and_then(|target| word_around(&target));
        if let Some(word) = word.filter(is_control) {
            self.open_after(LONG_PRESS, word, true);
        }
    }

    fn click(self: &Rc<Self>, event: &Event) {
        if self.asked.take() {
            event.prevent_default();
            event.stop_propagation();
            return;
        }
        let before = self.before.take();
        let word = target(event).and_then(|target| word_around(&target));
        if let Some(word) = word.filter(|word| !is_control(word) && before.as_ref() != Some(word)) {
            self.show(word);
        }
    }

    fn focus(self: &Rc<Self>, event: &Event) {
        let word = target(event).filter(|_| self.by_tab.get());
        if let Some(word) = word.and_then(|target| word_around(&target)) {
            self.open_after(FOCUS_REST, word, false);
        }
    }

    fn key(self: &Rc<Self>, event: &KeyboardEvent) {
        let key = event.key();
        self.by_tab.set(key == "Tab");
        if matches!(key.as_str(), "Shift" | "Control" | "Alt" | "Meta" | "Tab") {
            return;
        }
        let open = self.open.borrow().is_some();
        self.close();
        if key == "Escape" && open {
            event.prevent_default();
            event.stop_propagation();
        }
        let word = target(event).filter(|_| !open && matches!(key.as_str(), "Enter" | " "));
        let word = word.and_then(|target| word_around(&target));
        if let Some(word) = word.filter(|word| !is_control(word)) {
            event.prevent_default();
            self.show(word);
        }
    }

    fn stop_waiting(&self) {
        drop(self.waiting.take());
    }

    fn open_after(self: &Rc<Self>, wait: u32, word: Element, asked: bool) {
        let explainer = Rc::clone(self);
        let waiting = Timeout::new(wait, move || {
            explainer.asked.set(asked);
            explainer.show(word);
        });
        drop(self.waiting.replace(Some(waiting)));
    }

    // Constant names of attributes and properties are valid.
    fn show(&self, word: Element) {
        self.close();
        let markup = explanation(&word, self.text).filter(|_| word.is_connected());
        let Some(markup) = markup else { return };
        show_in(&self.popover, &markup);
        let _ = self.popover.set_attribute("data-open", "");
        lacking::show_popover(&self.popover);
        self.place(&word);
        if !word.has_attribute("aria-describedby") {
            let _ = word.set_attribute("aria-describedby", ID);
        }
        self.open.replace(Some(word));
    }

    fn place(&self, word: &Element) {
        let page = self.popover.owner_document().and_then(|document| document.document_element());
        let Some(page) = page else { return };
        let window = (f64::from(page.client_width()), f64::from(page.client_height()));
        let (of_word, own) =
            (word.get_bounding_client_rect(), self.popover.get_bounding_client_rect());
        let of_word = Spot {
            left: of_word.left(),
            top: of_word.top(),
            width: of_word.width(),
            height: of_word.height(),
        };
        let place = beside(of_word, (own.width(), own.height()), window);
        let style = self.popover.style();
        let _ = style.set_property("left", &format!("{}px", place.left));
        let _ = style.set_property("top", &format!("{}px", place.top));
    }

    fn close(&self) {
        self.stop_waiting();
        let Some(word) = self.open.take() else { return };
        let _ = self.popover.remove_attribute("data-open");
        lacking::hide_popover(&self.popover);
        if word.get_attribute("aria-describedby").as_deref() == Some(ID) {
            let _ = word.remove_attribute("aria-describedby");
        }
    }
}
