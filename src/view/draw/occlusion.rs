//! A patch that slides over the network's image: where the answer depends on what it covers.

use gloo_events::{EventListener, EventListenerOptions};
use std::fmt::Write as _;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlSelectElement, KeyboardEvent, PointerEvent};
use yew::prelude::*;

use crate::text::{Text, number};
use crate::view::kit::store::use_shared;
use crate::view::live::{Follower, Frame, Live};
use crate::web::{page, pointer};

/// Pixels along the network's image.
const SIDE: usize = 28;

/// Fills `group` with the controls. They are text, since half of it changes with every frame.
#[hook]
pub fn use_occlusion(group: &NodeRef) {
    let shared = use_shared();
    let (text, group) = (shared.text, group.clone());
    use_effect_with(text.language, move |_| {
        let attached = group.cast::<Element>().and_then(|group| {
            group.set_inner_html(&controls(text, shared.live.patch_side()));
            let find = |selector| group.query_selector(selector).ok().flatten();
            let (button, drop, told) = (find("[data-state]")?, find("[data-drop]")?, find("p")?);
            let listeners = listen(&group, &shared.live);
            let follower = OcclusionFollower { button, drop, told, text };
            Some((listeners, shared.live.attach(follower)))
        });
        move || drop(attached)
    });
}

fn controls(text: &Text, chosen: usize) -> String {
    let words = text.probe;
    let mut html = format!(
        "<h3 title='{hint}'>{}</h3><div class=row><select data-testid=occlusion-side \
         aria-label='{patch}' title='{patch}'>",
        words.occlusion,
        hint = words.occlusion_hint,
        patch = words.patch,
    );
    for side in [3, 5, 7, 9] {
        let selected = if side == chosen { " selected" } else { "" };
        // Writing to a string cannot fail.
        let _ = write!(html, "<option value={side}{selected}>{side}×{side}</option>");
    }
    let _ = write!(
        html,
        "</select><button type=button class=chip data-testid=occlusion data-state='' title='{}'></button>\
         <button type=button class=chip data-testid=occlusion-drop data-drop title='{drop}' \
         aria-label='{drop}'>×</button></div>\
         <p class=note data-testid=occlusion-told></p>",
        words.occlusion_hint,
        drop = words.occlusion_drop,
    );
    html
}

fn listen(group: &Element, live: &Live) -> [EventListener; 2] {
    let on = |name: &'static str, handle: fn(&Live, &Element)| {
        let live = live.clone();
        EventListener::new(group, name, move |event| {
            if let Some(target) = event.target().and_then(|target| target.dyn_into().ok()) {
                handle(&live, &target);
            }
        })
    };
    [
        on("click", |live, target| {
            if target.has_attribute("data-drop") {
                live.drop_dream();
            } else if target.has_attribute("data-state") && !live.hold_sweep() {
                live.start_sweep(page::wants_less_motion());
            }
        }),
        on("change", |live, target| {
            if let Some(side) = target.dyn_ref::<HtmlSelectElement>() {
                live.set_patch(side.value().parse().unwrap_or(5));
            }
        }),
    ]
}

/// Lets a hand put the patch on `canvas`, which lies over the network's image: by pointer, finger or arrow keys.
pub fn listen_to_hand(canvas: &Element, live: &Live) -> Vec<EventListener> {
    let on = |name: &'static str, handle: fn(&Live, &Element, &web_sys::Event)| {
        let (live, canvas_too) = (live.clone(), canvas.clone());
        let options = EventListenerOptions::enable_prevent_default();
        EventListener::new_with_options(canvas, name, options, move |event| {
            handle(&live, &canvas_too, event);
        })
    };
    let put = |live: &Live, canvas: &Element, event: &web_sys::Event| {
        let event: &PointerEvent = event.unchecked_ref();
        let (row, column) = pointer::cell(event, canvas, SIDE, SIDE);
        live.put_patch(Some(row * SIDE + column));
    };
    vec![
        on("pointermove", put),
        on("pointerdown", put),
        on("pointerleave", |live, _, _| live.put_patch(None)),
        on("blur", |live, _, _| live.put_patch(None)),
        on("keydown", |live, _, event| {
            let pressed: &KeyboardEvent = event.unchecked_ref();
            let at = live.look(|scene| scene.occlusion().and_then(|occlusion| occlusion.at()));
            let place = at.unwrap_or(SIDE * SIDE / 2 + SIDE / 2);
            let (row, column) = (place / SIDE, place % SIDE);
            let (row, column) = match pressed.key().as_str() {
                "ArrowLeft" => (row, column.saturating_sub(1)),
                "ArrowRight" => (row, (column + 1).min(SIDE - 1)),
                "ArrowUp" => (row.saturating_sub(1), column),
                "ArrowDown" => ((row + 1).min(SIDE - 1), column),
                _ => return,
            };
            event.prevent_default();
            live.put_patch(Some(row * SIDE + column));
        }),
    ]
}

struct OcclusionFollower {
    button: Element,
    drop: Element,
    told: Element,
    text: &'static Text,
}

impl Follower for OcclusionFollower {
    fn follow(&mut self, frame: &mut Frame) {
        if !(frame.all || frame.changes.occlusion || frame.sweep_changed) {
            return;
        }
        let words = self.text.probe;
        let occlusion = frame.scene.occlusion();
        let (state, sign, name) = match (occlusion, frame.sweeping) {
            (None, _) => ("none", "▶ ", self.text.dream_start),
            (_, true) => ("running", "■ ", self.text.dream_stop),
            (_, false) => ("held", "▶ ", self.text.dream_start),
        };
        // Constant attribute names are valid.
        if self.button.get_attribute("data-state").as_deref() != Some(state) || frame.all {
            let _ = self.button.set_attribute("data-state", state);
            self.button.set_text_content(Some(&format!("{sign}{name}")));
            let _ = self.drop.toggle_attribute_with_force("hidden", occlusion.is_none());
        }
        let told = occlusion.map_or(String::new(), |occlusion| {
            let (output, before) = occlusion.about();
            let output = if frame.scene.activations().prediction.len() == 1 { 5 } else { output };
            let now = |change: f32| number::answer(before + change);
            let before = number::answer(before);
            let changes = occlusion.changes();
            let known = |place: &usize| changes[*place].is_finite();
            let smaller = |a: usize, b: usize| if changes[b] < changes[a] { b } else { a };
            let place = occlusion.at().or_else(|| (0..changes.len()).filter(known).reduce(smaller));
            place.map_or(String::new(), |place| {
                let told = if occlusion.at().is_some() { words.covered } else { words.most };
                told(output, &before, &now(changes[place]), place / SIDE, place % SIDE)
            })
        });
        self.told.set_text_content(Some(&told));
    }
}
