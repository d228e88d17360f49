//! The window that makes a map, sliding over what it reads: the bar with which it is moved. It stands outside of what the
//! panel writes anew, so that whoever drags it holds on to it.

use std::fmt::Write as _;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlInputElement, HtmlSelectElement};

use crate::lab::Layer;
use crate::lab::xray::shape;
use crate::text::Text;
use crate::view::live::{Frame, Live, Pointed, Slide};
use crate::web::page;

/// How many cells a second there are to choose from.
const SPEEDS: [u16; 4] = [3, 12, 50, 200];

/// The bar's controls, as HTML: back, play or hold, on, where, how fast (`chosen`).
pub fn bar(text: &Text, chosen: f32) -> String {
    let words = text.xray;
    let mut html = String::new();
    for (number, (handle, sign, words)) in [
        ("slide-play", "▶", words.slide_play),
        ("slide-back", "−1", words.slide_back),
        ("slide-on", "+1", words.slide_on),
    ]
    .into_iter()
    .enumerate()
    {
        // Writing to a string cannot fail.
        let _ = write!(
            html,
            "<button type=button class='chip icon' data-slide={number} data-testid={handle} title='{words}' \
             aria-label='{words}'>{sign}</button>"
        );
    }
    let (place, speed) = (words.slide_place, words.slide_speed);
    let _ = write!(
        html,
        "<input type=range min=0 step=1 data-testid=slide-place aria-label='{place}' title='{place}'>\
         <select data-testid=slide-speed aria-label='{speed}' title='{speed}'>"
    );
    for speed in SPEEDS {
        let selected = if f32::from(speed) == chosen { " selected" } else { "" };
        let _ = write!(html, "<option value={speed}{selected}>{speed}/s</option>");
    }
    html.push_str("</select>");
    html
}

/// Does what the button of this number says.
pub fn press(live: &Live, button: usize) {
    let Pointed { cell: Some(cell), slide, .. } = live.pointed() else { return };
    let (place, last) = live.look(|scene| {
        let architecture = scene.architecture();
        (cell.place(architecture), shape(architecture, cell.layer).area() - 1)
    });
    let still = page::wants_less_motion();
    let (place, slide) = match (button, slide) {
        (1, _) => (place.saturating_sub(1), Slide::Held),
        (2, _) => (place + 1, Slide::Held),
        (_, Slide::Running) => (place, Slide::Held),
        // Where motion is not wanted each press is a step.
        (_, Slide::Held) if still && place < last => (place + 1, Slide::Held),
        _ if still => (0, Slide::Held),
        (_, Slide::Held) if place < last => (place, Slide::Running),
        _ => (0, Slide::Running),
    };
    live.slide_to(place, slide);
}

/// Does what was dragged or chosen in the bar.
pub fn set(live: &Live, target: Element) {
    if let Some(place) = target.dyn_ref::<HtmlInputElement>() {
        live.slide_to(place.value_as_number() as usize, Slide::Held);
    } else if let Ok(speed) = target.unchecked_into::<HtmlSelectElement>().value().parse::<u16>() {
        live.set_slide_speed(speed.into());
    }
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
    if bar.get_attribute("data-state").as_deref() != Some(state) {
        let _ = bar.set_attribute("data-state", state);
        if let Ok(Some(play)) = bar.query_selector("button") {
            play.set_text_content(Some(sign));
            let _ = play.set_attribute("aria-label", words);
            let _ = play.set_attribute("title", words);
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
