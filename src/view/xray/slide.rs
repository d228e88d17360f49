//! The window that makes a map, sliding over what it reads: the bar with which it is moved.

use web_sys::{Element, HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use super::super::live::{Follower, Frame, Live, Pointed, Slide};
use super::super::store::use_shared;
use crate::lab::Layer;
use crate::lab::xray::shape;
use crate::web::page;

/// How many cells a second there are to choose from.
const SPEEDS: [f32; 4] = [3.0, 12.0, 50.0, 200.0];

/// Where the window over the explained cell's map is, the last place of that map, and how it goes.
fn standing(live: &Live) -> (usize, usize, Slide) {
    let Pointed { cell, slide, .. } = live.pointed();
    let places = live.look(|scene| {
        let architecture = scene.architecture();
        cell.map(|cell| (cell.place(architecture), shape(architecture, cell.layer).area() - 1))
    });
    let (place, last) = places.unwrap_or((0, 0));
    (place, last, slide)
}

/// Back, play or hold, on, where, how fast. Rendered once; the follower keeps it up to date.
#[component]
pub fn SlideBar() -> Html {
    let shared = use_shared();
    let words = shared.text.xray;
    let bar = use_node_ref();
    let running = use_state_eq(|| false);
    {
        let (bar, live, running) = (bar.clone(), shared.live.clone(), running.clone());
        use_effect_with((), move |()| {
            let attachment = bar.cast::<Element>().and_then(|bar| {
                let place = bar.query_selector("input").ok()??;
                let place = wasm_bindgen::JsCast::unchecked_into(place);
                Some(live.attach(BarFollower { bar, place, running }))
            });
            move || drop(attachment)
        });
    }
    // Where the window goes from where it is.
    let act = |next: fn(usize, usize, Slide) -> (usize, Slide)| {
        let live = shared.live.clone();
        Callback::from(move |_: MouseEvent| {
            let (place, last, slide) = standing(&live);
            let (place, slide) = next(place, last, slide);
            live.slide_to(place, slide);
        })
    };
    let onback = act(|place, _, _| (place.saturating_sub(1), Slide::Held));
    let onon = act(|place, _, _| (place + 1, Slide::Held));
    let onplay = act(|place, last, slide| match (slide, page::wants_less_motion()) {
        (Slide::Running, _) => (place, Slide::Held),
        // Where motion is not wanted each press is a step.
        (Slide::Held, true) if place < last => (place + 1, Slide::Held),
        (_, true) => (0, Slide::Held),
        (Slide::Held, false) if place < last => (place, Slide::Running),
        (_, false) => (0, Slide::Running),
    });
    let oninput = {
        let live = shared.live.clone();
        Callback::from(move |event: InputEvent| {
            let place = event.target_unchecked_into::<HtmlInputElement>().value_as_number();
            live.slide_to(place as usize, Slide::Held);
        })
    };
    let onspeed = {
        let live = shared.live.clone();
        Callback::from(move |event: Event| {
            let speed = event.target_unchecked_into::<HtmlSelectElement>().value().parse();
            live.set_slide_speed(speed.unwrap_or(SPEEDS[1]));
        })
    };
    let (sign, play) =
        if *running { ("❚❚", words.slide_hold) } else { ("▶", words.slide_play) };
    let button = |handle: &'static str, sign: &'static str, words: &'static str, onclick| {
        html! {
            <button type="button" class="chip icon" data-testid={handle} title={words} aria-label={words}
                {onclick}>{ sign }</button>
        }
    };
    html! {
        <div ref={bar} class="slide" role="group" aria-label={words.slide} data-testid="slide">
            { button("slide-play", sign, play, onplay) }
            { button("slide-back", "−1", words.slide_back, onback) }
            { button("slide-on", "+1", words.slide_on, onon) }
            <input type="range" min="0" step="1" data-testid="slide-place" aria-label={words.slide_place}
                title={words.slide_place} {oninput} />
            <select data-testid="slide-speed" aria-label={words.slide_speed} title={words.slide_speed}
                onchange={onspeed}>
                { for SPEEDS.map(|speed| html! {
                    <option value={speed.to_string()} selected={speed == SPEEDS[1]}>{ speed }{ "/s" }</option>
                }) }
            </select>
        </div>
    }
}

struct BarFollower {
    bar: Element,
    place: HtmlInputElement,
    running: UseStateHandle<bool>,
}

impl Follower for BarFollower {
    fn follow(&mut self, frame: &mut Frame) {
        if !(frame.all || frame.pointed_anew) {
            return;
        }
        let Pointed { cell, slide, .. } = frame.pointed;
        // Constant attribute names are valid.
        let window = cell.filter(|cell| {
            matches!(cell.layer, Layer::Conv(_) | Layer::Activation(_) | Layer::Pool(_))
        });
        let _ = self.bar.toggle_attribute_with_force("data-on", window.is_some());
        let state = match slide {
            Slide::Off => "off",
            Slide::Held => "held",
            Slide::Running => "running",
        };
        let _ = self.bar.set_attribute("data-state", state);
        if let Some(cell) = window {
            let architecture = frame.scene.architecture();
            let last = shape(architecture, cell.layer).area() - 1;
            self.place.set_max(&last.to_string());
            self.place.set_value(&cell.place(architecture).to_string());
        }
        // Only a change renders.
        self.running.set(slide == Slide::Running);
    }
}
