//! The window that makes a map, sliding over what it reads: the bar with which it is moved. It stands outside of what the
//! panel writes anew, so that whoever drags it holds on to it.

use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlInputElement};
use yew::prelude::*;

use crate::lab::Layer;
use crate::lab::xray::shape;
use crate::text::Text;
use crate::view::kit::choice::{Choice, options};
use crate::view::kit::store::use_shared;
use crate::view::kit::written::say;
use crate::view::live::{Frame, Live, Pointed, Slide};
use crate::web::page;

/// How many cells a second there are to choose from.
const SPEEDS: [u16; 4] = [3, 12, 50, 200];

/// The bar: back, play or hold, on, where, how fast. What changes with the frames, [`follow`] writes.
#[component]
pub fn SlideBar() -> Html {
    let shared = use_shared();
    let words = shared.text.xray;
    let update = use_force_update();
    let button = |verb: Verb, handle: &'static str, sign: &'static str, words: &'static str| {
        let live = shared.live.clone();
        html! {
            <button type="button" class="chip icon" data-testid={handle} aria-label={words}
                onclick={move |_: MouseEvent| press(&live, verb)}>{ sign }</button>
        }
    };
    let place = {
        let live = shared.live.clone();
        move |event: InputEvent| {
            let place: HtmlInputElement = event.target_unchecked_into();
            live.slide_to(place.value_as_number() as usize, Slide::Held);
        }
    };
    let speed = {
        let live = shared.live.clone();
        Callback::from(move |speed: String| {
            live.set_slide_speed(speed.parse().unwrap_or(SPEEDS[1]).into());
            update.force_update();
        })
    };
    let speeds = SPEEDS.map(|speed| (speed.to_string(), format!("{speed}/s")));
    html! {
        <div class="slide" role="group" aria-label={words.slide} data-testid="slide" data-state="off">
            { button(Verb::Play, "slide-play", "▶", words.slide_play) }
            { button(Verb::Back, "slide-back", "−1", words.slide_back) }
            { button(Verb::On, "slide-on", "+1", words.slide_on) }
            <input type="range" min="0" step="1" data-testid="slide-place" aria-label={words.slide_place} oninput={place} />
            <Choice handle="slide-speed" label={words.slide_speed} hint={words.slide_speed} options={options(speeds)}
                chosen={shared.live.slide_speed().to_string()} onchoose={speed} />
        </div>
    }
}

/// What a button of the bar does.
#[derive(Clone, Copy, PartialEq)]
enum Verb {
    Play,
    Back,
    On,
}

fn press(live: &Live, verb: Verb) {
    let Pointed { cell: Some(cell), slide, .. } = live.pointed() else { return };
    let (place, last) = live.look(|scene| {
        let architecture = scene.architecture();
        (cell.place(architecture), shape(architecture, cell.layer).area() - 1)
    });
    let still = page::wants_less_motion();
    let (place, slide) = match (verb, slide) {
        (Verb::Back, _) => (place.saturating_sub(1), Slide::Held),
        (Verb::On, _) => (place + 1, Slide::Held),
        (_, Slide::Running) => (place, Slide::Held),
        // Where motion is not wanted each press is a step.
        (_, Slide::Held) if still && place < last => (place + 1, Slide::Held),
        _ if still => (0, Slide::Held),
        (_, Slide::Held) if place < last => (place, Slide::Running),
        _ => (0, Slide::Running),
    };
    live.slide_to(place, slide);
}

/// Brings the bar up to date.
pub fn follow(bar: &Element, frame: &Frame, text: &Text) {
    let Pointed { cell, slide, .. } = frame.pointed;
    let window = cell.filter(|cell| {
        matches!(cell.layer, Layer::Conv(_) | Layer::Activation(_) | Layer::Pool(_))
    });
    // Constant attribute names and selectors are valid.
    let _ = bar.toggle_attribute_with_force("data-on", window.is_some());
    let (state, sign, words) = match slide {
        Slide::Off => ("off", "▶", text.xray.slide_play),
        Slide::Held => ("held", "▶", text.xray.slide_play),
        Slide::Running => ("running", "❚❚", text.xray.slide_hold),
    };
    if frame.all || bar.get_attribute("data-state").as_deref() != Some(state) {
        let _ = bar.set_attribute("data-state", state);
        if let Ok(Some(play)) = bar.query_selector("button") {
            say(&play, sign);
            let _ = play.set_attribute("aria-label", words);
        }
    }
    let place = bar.query_selector("input").ok().flatten();
    if let Some((cell, place)) = window.zip(place) {
        let place: HtmlInputElement = place.unchecked_into();
        let architecture = frame.scene.architecture();
        let last = shape(architecture, cell.layer).area() - 1;
        place.set_max(&last.to_string());
        place.set_value(&cell.place(architecture).to_string());
    }
}
