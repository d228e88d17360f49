//! The panel in which a cell's arithmetic stands.

use gloo_events::{EventListener, EventListenerOptions};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, Event, HtmlCanvasElement, HtmlElement, MouseEvent, Node, WheelEvent};
use yew::prelude::*;

use super::super::colours;
use super::super::live::{Follower, Frame, Live, Pointed};
use super::super::store::{Shared, use_shared};
use super::super::weight_grid::{NOTCH, STEP, next_gesture};
use super::sum::Strip;
use super::write::{cell_name, explain};
use crate::lab::xray::{Cell, after, before};
use crate::lab::{Action, Layer, Patch};
use crate::text::Text;
use crate::web::pointer;
use crate::web::surface::Surface;

#[derive(Properties, PartialEq)]
pub struct XrayProps {
    /// The kernel and the linear weights in the editors.
    pub chosen: [Patch; 2],
}

/// What stands in the panel, for the hands that change it.
#[derive(Default)]
struct Shown {
    patches: Vec<Patch>,
    /// Which of them stands there cell by cell, and its weights.
    part: usize,
    weights: Vec<f32>,
    strip: Option<Strip>,
}

/// Renders its frame once; what stands in it is the fast lane's.
#[component]
pub fn Xray(props: &XrayProps) -> Html {
    let shared = use_shared();
    let text = shared.text;
    let words = text.xray;
    let (panel, body) = (use_node_ref(), use_node_ref());
    let shown = use_mut_ref(Shown::default);
    {
        let (panel, live) = (panel.clone(), shared.live.clone());
        let (shown, chosen) = (shown.clone(), props.chosen);
        use_effect_with((chosen, text.language), move |_| {
            let attachment = panel.cast::<Element>().and_then(|panel| {
                Some(live.attach(PanelFollower::new(panel, text, chosen, shown)?))
            });
            move || drop(attachment)
        });
    }
    {
        let (body, shared) = (body.clone(), shared.clone());
        use_effect_with((), move |()| {
            let listeners = body.cast::<HtmlElement>().map(|body| listen(&body, &shared, &shown));
            move || drop(listeners)
        });
    }
    let go = |walk: fn(&Live, Cell) -> Option<Cell>| {
        let live = shared.live.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(cell) = live.pointed().cell.and_then(|cell| walk(&live, cell)) {
                live.go_to(cell);
            }
        })
    };
    let onback = go(|live, cell| {
        live.look(|scene| {
            before(scene.architecture(), scene.parameters(), scene.activations(), cell)
        })
    });
    let onon =
        go(|live, cell| live.look(|scene| after(scene.architecture(), scene.activations(), cell)));
    let onclose = {
        let live = shared.live.clone();
        Callback::from(move |_: MouseEvent| {
            live.let_go();
        })
    };
    html! {
        <section ref={panel} class="card xray" data-testid="xray" data-state="off" aria-label={words.title}
            data-layer="" data-channel="" data-row="" data-col="" data-value="">
            <h2 role="status" />
            <div class="head">
                <output class="xs-value" />
                <span class="to-pin">{ words.to_pin }</span>
                <button type="button" class="close walk" data-testid="xray-back" aria-label={words.layer_back}
                    title={words.layer_back} onclick={onback}>{ "‹" }</button>
                <button type="button" class="close walk" data-testid="xray-on" aria-label={words.layer_on}
                    title={words.layer_on} onclick={onon}>{ "›" }</button>
                <button type="button" class="close" data-testid="xray-close" aria-label={words.let_go}
                    title={words.let_go} onclick={onclose}>{ "×" }</button>
            </div>
            <div ref={body} class="xs-body" />
        </section>
    }
}

/// Weights are changed in the panel as they are in the editors. The cells come and go with every frame, so whoever
/// holds them listens.
fn listen(body: &HtmlElement, shared: &Shared, shown: &Rc<RefCell<Shown>>) -> [EventListener; 3] {
    let on = |name: &'static str, handle: fn(&Shared, &Shown, &Event)| {
        let (shared, shown) = (shared.clone(), shown.clone());
        let options = EventListenerOptions::enable_prevent_default();
        EventListener::new_with_options(body, name, options, move |event| {
            handle(&shared, &shown.borrow(), event);
        })
    };
    [
        on("click", |shared, shown, event| {
            let event: &MouseEvent = event.unchecked_ref();
            if let Some(part) = shown.part_under(event) {
                shared.dispatch.dispatch(Action::Select(part));
            } else {
                shown.change(shared, event, if event.shift_key() { -STEP } else { STEP }, None);
            }
        }),
        on("contextmenu", |shared, shown, event| shown.change(shared, event, -STEP, None)),
        on("wheel", |shared, shown, event| {
            let event: &WheelEvent = event.unchecked_ref();
            let turned = if event.delta_y() == 0.0 { event.delta_x() } else { event.delta_y() };
            let notch = if event.shift_key() { NOTCH / 10.0 } else { NOTCH };
            shown.change(shared, event, -(turned.signum() as f32) * notch, Some(next_gesture()));
        }),
    ]
}

fn number(event: &Event, selector: &str, name: &str) -> Option<usize> {
    let target: Element = event.target()?.dyn_into().ok()?;
    target.closest(selector).ok()??.get_attribute(name)?.parse().ok()
}

impl Shown {
    /// Changes the weight under the pointer, if there is one.
    fn change(&self, shared: &Shared, event: &Event, by: f32, gesture: Option<u32>) {
        let index = number(event, "[data-index]", "data-index");
        let weight = index.and_then(|index| Some((index, *self.weights.get(index)?)));
        if let (Some((index, weight)), Some(&patch)) = (weight, self.patches.get(self.part)) {
            event.prevent_default();
            let value = ((weight + by) * 1000.0).round() / 1000.0;
            shared.dispatch.dispatch(Action::SetCell { patch, index, value, gesture });
        }
    }

    /// The part that a click means.
    fn part_under(&self, event: &MouseEvent) -> Option<Patch> {
        let part = number(event, "[data-part]", "data-part").or_else(|| {
            let canvas: HtmlCanvasElement = event.target()?.dyn_into().ok()?;
            let Strip { shape, columns, .. } = self.strip?;
            let (height, width) = (canvas.height() as usize, canvas.width() as usize);
            let (row, column) = pointer::cell(event, &canvas, height, width);
            Some(row / (shape.0 + 1) * columns + column / (shape.1 + 1))
        });
        self.patches.get(part?).copied()
    }
}

struct PanelFollower {
    panel: Element,
    title: Node,
    value: Node,
    body: Element,
    text: &'static Text,
    chosen: [Patch; 2],
    shown: Rc<RefCell<Shown>>,
}

impl PanelFollower {
    fn new(
        panel: Element,
        text: &'static Text,
        chosen: [Patch; 2],
        shown: Rc<RefCell<Shown>>,
    ) -> Option<Self> {
        let find = |selector| panel.query_selector(selector).ok().flatten();
        let (title, value) = (find("h2")?.into(), find(".xs-value")?.into());
        Some(Self { title, value, body: find(".xs-body")?, panel, text, chosen, shown })
    }

    // Constant attribute names are valid.
    fn set(&self, name: &str, value: &str) {
        let _ = self.panel.set_attribute(name, value);
    }

    fn show_nothing(&self) {
        for name in ["data-layer", "data-channel", "data-row", "data-col", "data-value"] {
            self.set(name, "");
        }
        self.set("data-state", "off");
        self.title.set_text_content(None);
        self.value.set_text_content(None);
        self.body.set_inner_html("");
        *self.shown.borrow_mut() = Shown::default();
    }

    /// Which of the panel's weights has the keyboard: the cells are made anew.
    fn focus(&self) -> Option<String> {
        self.body.query_selector(":focus").ok()??.get_attribute("data-index")
    }
}

impl Follower for PanelFollower {
    fn follow(&mut self, frame: &mut Frame) {
        let changes = frame.changes;
        let changed = changes.maps_from.is_some()
            || changes.weights
            || changes.loss
            || changes.gradients
            || changes.blank_changed;
        if !(frame.all || frame.pointed_anew || changed) {
            return;
        }
        let Pointed { cell: Some(cell), pinned } = frame.pointed else {
            if frame.all || frame.pointed_anew {
                self.show_nothing();
            }
            return;
        };
        let (scene, focus) = (frame.scene, self.focus());
        let architecture = scene.architecture();
        let silent = scene.blank() && matches!(cell.layer, Layer::Linear | Layer::Output);
        let value = cell.value(architecture, scene.activations()).filter(|_| !silent);
        let exact = value.map_or(String::new(), |value| value.to_string());
        self.set("data-state", if pinned { "pinned" } else { "on" });
        self.set(
            "data-of",
            if cell.layer.stage().is_some() || cell.layer == Layer::Input {
                "maps"
            } else {
                "vector"
            },
        );
        self.set("data-layer", &cell.layer.id());
        for (name, at) in
            [("data-channel", cell.channel), ("data-row", cell.row), ("data-col", cell.column)]
        {
            self.set(name, &at.to_string());
        }
        self.set("data-value", &exact);
        self.title.set_text_content(Some(&cell_name(self.text, architecture, cell)));
        self.value.set_text_content(Some(&exact.replace('-', "−")));
        let explained = explain(frame, cell, self.text, self.chosen, pinned);
        self.body.set_inner_html(&explained.html);
        if let Some(strip) = explained.strip {
            let canvas = self.body.query_selector("canvas").ok().flatten();
            let canvas = canvas.and_then(|canvas| canvas.dyn_into::<HtmlCanvasElement>().ok());
            if let Some(surface) = canvas.and_then(|canvas| Surface::overlay(&canvas)) {
                let table = colours::signed(frame.display.dark);
                frame.pixels.paint(&surface, |rgba| strip.paint(&explained.parts, table, rgba));
            }
        }
        if let Some(index) = focus {
            let cell = self.body.query_selector(&format!("[data-index='{index}']")).ok().flatten();
            if let Some(cell) = cell.and_then(|cell| cell.dyn_into::<HtmlElement>().ok()) {
                let _ = cell.focus();
            }
        }
        let part = explained.parts.get(explained.shown);
        *self.shown.borrow_mut() = Shown {
            weights: part.map_or(Vec::new(), |part| part.weights.clone()),
            patches: explained.parts.iter().map(|part| part.patch).collect(),
            part: explained.shown,
            strip: explained.strip,
        };
    }
}
