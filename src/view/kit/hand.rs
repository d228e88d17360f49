//! Hands on weights: what the browser tells of them goes to the one [`Hand`] of the page, and what that says is done.

use gloo_events::{EventListener, EventListenerOptions};
use gloo_timers::callback::Timeout;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, Event, MouseEvent, PointerEvent, WheelEvent};

use crate::lab::touch::{
    Felt, Hand, LONG_PRESS, PointingDevice, Told, Turn, Unit, Weight, WeightChange,
};
use crate::web::{page, pointer};

thread_local! {
    /// One person, one hand: a scroll that began anywhere goes on over every weight.
    static HAND: RefCell<Hand> = RefCell::default();
}

/// What is heard of a hand.
const HEARD: [&str; 7] =
    ["pointerdown", "pointermove", "pointerup", "pointercancel", "click", "contextmenu", "wheel"];
/// On an element over which a pen is: there the browser does not scroll, since a pen drags as a mouse does.
const PEN: &str = "data-pen";

/// Weights that a hand can be on.
pub trait Touched {
    /// The weight that an event is about.
    fn which(&self, event: &Event) -> Option<Weight>;
    /// Does what the hand does.
    fn change(&self, change: WeightChange);
}

/// A number for one uninterrupted movement, so that it is one step of the history.
pub fn next_gesture() -> u32 {
    HAND.with_borrow_mut(Hand::next_gesture)
}

/// The wheel was turned, and whoever heard of it has left it to the browser.
pub fn scrolled(event: &Event) {
    let now = event.time_stamp();
    HAND.with_borrow_mut(|hand| hand.scrolled(now));
}

/// Lets hands be felt on the weights inside `root`, until the listeners are dropped.
pub fn listen(root: &Element, touched: &Rc<dyn Touched>) -> Vec<EventListener> {
    let on = |name: &'static str| {
        let (root_too, touched) = (root.clone(), Rc::clone(touched));
        let options = EventListenerOptions::enable_prevent_default();
        EventListener::new_with_options(root, name, options, move |event| {
            feel(&root_too, &touched, event);
        })
    };
    let pens = ["pointerover", "pointerout"].map(|name| {
        let root_too = root.clone();
        EventListener::new(root, name, move |event| {
            if event.unchecked_ref::<PointerEvent>().pointer_type() == "pen" {
                // A constant attribute name is valid.
                let _ = root_too.toggle_attribute_with_force(PEN, name == "pointerover");
            }
        })
    });
    HEARD.map(on).into_iter().chain(pens).collect()
}

fn feel(root: &Element, touched: &Rc<dyn Touched>, event: &Event) {
    let Some(felt) = felt(event) else { return };
    let weight = touched.which(event);
    // When it happened, not when the page comes to it: on a slow machine a swipe is a swipe all the same.
    let now = event.time_stamp();
    let told = HAND.with_borrow_mut(|hand| hand.feel(weight, felt, now));
    if told.prevent {
        event.prevent_default();
    }
    if told.follow {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        // A drag stays with what does not go: a weight may be written anew with every frame.
        let held = if matches!(felt, Felt::Down { .. }) { target } else { Some(root.clone()) };
        if let Some(held) = held {
            pointer::capture(event.unchecked_ref(), &held);
        }
    }
    if let Some(press) = told.waits {
        let touched = Rc::clone(touched);
        // A press that is over by then is told of all the same, and nothing comes of it.
        Timeout::new(LONG_PRESS, move || {
            let now = page::now();
            let told = HAND.with_borrow_mut(|hand| hand.feel(None, Felt::Rested(press), now));
            done(&touched, told);
        })
        .forget();
    }
    done(touched, told);
}

fn done(touched: &Rc<dyn Touched>, told: Told) {
    if let Some(change) = told.change {
        touched.change(change);
    }
}

/// An event as the hand understands it.
fn felt(event: &Event) -> Option<Felt> {
    let mouse: &MouseEvent = event.unchecked_ref();
    let at = || (f64::from(mouse.client_x()), f64::from(mouse.client_y()));
    let id = || event.unchecked_ref::<PointerEvent>().pointer_id();
    Some(match event.type_().as_str() {
        "pointerdown" => {
            let finger = event.unchecked_ref::<PointerEvent>().pointer_type() == "touch";
            let pointer = if finger { PointingDevice::Finger } else { PointingDevice::Mouse };
            Felt::Down { pointer, id: id(), first: mouse.button() == 0, at: at() }
        }
        "pointermove" => Felt::Move { id: id(), at: at(), fine: mouse.shift_key() },
        "pointerup" => Felt::Up { id: id(), lower: mouse.shift_key() },
        "pointercancel" => Felt::Lost { id: id() },
        // A click by the keyboard, or by a script, counts none.
        "click" => Felt::Click { lower: mouse.shift_key(), by_key: mouse.detail() == 0 },
        "contextmenu" => Felt::Menu,
        "wheel" => Felt::Wheel(turn(event.unchecked_ref())),
        _ => return None,
    })
}

fn turn(event: &WheelEvent) -> Turn {
    // Asked for first: a browser that counts lines tells pixels to whoever asks for nothing else.
    let unit = match event.delta_mode() {
        WheelEvent::DOM_DELTA_LINE => Unit::Line,
        WheelEvent::DOM_DELTA_PAGE => Unit::Page,
        _ => Unit::Pixel,
    };
    Turn {
        x: event.delta_x(),
        y: event.delta_y(),
        unit,
        zooms: event.ctrl_key() || event.meta_key(),
        fine: event.shift_key(),
    }
}
