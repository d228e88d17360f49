//! A patch that slides over the network's image: where the answer depends on what it covers.

use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast as _;
use web_sys::{Element, KeyboardEvent, PointerEvent};
use yew::prelude::*;

use crate::text::glossary::Term;
use crate::text::{Text, number};
use crate::view::kit::choice::{Choice, options};
use crate::view::kit::explained::explained;
use crate::view::kit::store::use_shared;
use crate::view::live::{Follower, Frame, Live};
use crate::web::{page, pointer};

/// How many pixels the patch can be along its sides.
const SIDES: [usize; 4] = [3, 5, 7, 9];
/// Pixels along the network's image.
const SIDE: usize = 28;

/// How large the patch is, its ▶, and what it finds.
#[component]
pub fn OcclusionTools() -> Html {
    let shared = use_shared();
    let (text, words) = (shared.text, shared.text.probe);
    let update = use_force_update();
    let [button, drop, told] = [use_node_ref(), use_node_ref(), use_node_ref()];
    {
        let (nodes, live) = ([button.clone(), drop.clone(), told.clone()], shared.live.clone());
        use_effect_with(text.language, move |_| {
            let attached = match nodes.each_ref().map(NodeRef::cast) {
                [Some(button), Some(drop), Some(told)] => {
                    Some(live.attach(OcclusionFollower { button, drop, told, text }))
                }
                _ => None,
            };
            move || std::mem::drop(attached)
        });
    }
    let onside = {
        let live = shared.live.clone();
        Callback::from(move |side: String| {
            live.set_patch(side.parse().unwrap_or(SIDES[1]));
            update.force_update();
        })
    };
    let onplay = {
        let live = shared.live.clone();
        move |_: MouseEvent| {
            if !live.hold_sweep() {
                live.start_sweep(page::wants_less_motion());
            }
        }
    };
    let ondrop = {
        let live = shared.live.clone();
        move |_: MouseEvent| live.drop_dream()
    };
    let sides = SIDES.map(|side| (side.to_string(), format!("{side}×{side}")));
    html! {
        <div class="dream" role="group" aria-label={words.occlusion}>
            <h3>{ explained(Term::Occlusion, words.occlusion) }</h3>
            <div class="row">
                <Choice handle="occlusion-side" label={words.patch} hint={words.patch} options={options(sides)}
                    chosen={shared.live.patch_side().to_string()} onchoose={onside} />
                <button ref={button} type="button" class="chip" data-testid="occlusion" data-state=""
                    aria-description={words.occlusion_hint} onclick={onplay} />
                <button ref={drop} type="button" class="chip" data-testid="occlusion-drop" aria-label={words.occlusion_drop} onclick={ondrop}>{ "×" }</button>
            </div>
            <p ref={told} class="note" data-testid="occlusion-told" />
        </div>
    }
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
