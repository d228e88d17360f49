//! Which cell a pointer, a finger or the keyboard means. Listeners of our own, since a pointer moves too often for the
//! virtual DOM.

use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast as _;
use web_sys::{Element, Event, KeyboardEvent, MouseEvent, PointerEvent};
use yew::prelude::*;

use super::flow::FlowFollower;
use super::trace::TraceFollower;
use crate::lab::xray::{Cell, layers};
use crate::lab::{Action, Layer, Off, Patch};
use crate::view::kit::store::{Shared, use_shared};
use crate::view::live::Live;
use crate::web::{page, pointer};

/// What has cells: the canvas of a map or of the vector, the bar of an output.
const HAS_CELLS: &str = "canvas[data-testid=map],[data-layer=output]";

/// Lets cells inside `root` be pointed at, pinned by a click or a tap, and walked over with the arrow keys. Where it
/// is the pipeline its maps get the outlines.
#[hook]
pub fn use_pointing(root: &NodeRef, outlines: bool) {
    let (root, shared) = (root.clone(), use_shared());
    use_effect_with((), move |()| {
        let attached = root.cast::<Element>().map(|root| {
            let listeners = listen(&root, &shared);
            (listeners, outlines.then(|| follow(root, &shared.live)))
        });
        move || drop(attached)
    });
}

/// What is drawn over the maps inside `root`: outlines, and lines from map to map.
fn follow(root: Element, live: &Live) -> impl Sized + use<> {
    let flow = FlowFollower::new(root.clone());
    let watched = flow.as_ref().and_then(|flow| flow.watch(live));
    (live.attach(TraceFollower::new(root)), flow.map(|flow| live.attach(flow)), watched)
}

fn listen(root: &Element, shared: &Shared) -> Vec<EventListener> {
    let on = |name: &'static str, handle: fn(&Shared, &Event)| {
        let shared = shared.clone();
        let options = EventListenerOptions::enable_prevent_default();
        EventListener::new_with_options(root, name, options, move |event| handle(&shared, event))
    };
    vec![
        on("pointermove", hover),
        on("pointerleave", |shared, _| shared.live.point(None)),
        on("click", click),
        on("keydown", walk),
        on("focusout", |shared, _| shared.live.point(None)),
    ]
}

fn hover(Shared { live, .. }: &Shared, event: &Event) {
    let event: &PointerEvent = event.unchecked_ref();
    // A finger scrolls. And who is typing a weight must not lose the field to a mouse that passes by: the panel takes
    // the place of the tools.
    if event.pointer_type() == "touch"
        || page::is_typing_in(".inspector,.linear-card,.xray")
        || live.display().switching
    {
        return;
    }
    if let Some(cell) = cell_under(live, event) {
        live.point(Some(cell));
    } else if target(event)
        .is_some_and(|target| target.closest(".weights").is_ok_and(|found| found.is_some()))
    {
        live.point(None);
    }
}

fn click(Shared { live, dispatch, .. }: &Shared, event: &Event) {
    let event: &MouseEvent = event.unchecked_ref();
    let Some(at) = target(event) else { return };
    if live.display().switching {
        if let Some(what) = switched(live, &at) {
            let on = live.look(|scene| scene.network().off.contains(&what));
            dispatch.dispatch(Action::Switch { what, on });
        }
        return;
    }
    // Enter and the space bar click too, without a place.
    let cell = if event.detail() == 0 { focused(live, &at) } else { cell_under(live, event) };
    if let Some(cell) = cell {
        live.pin(cell);
    } else if at.closest(".weights").is_ok_and(|found| found.is_some()) {
        // Whose weights are to be edited, not explained.
        live.let_go();
    }
}

fn walk(Shared { live, .. }: &Shared, event: &Event) {
    let event: &KeyboardEvent = event.unchecked_ref();
    let (down, right) = match event.key().as_str() {
        "ArrowLeft" => (0, -1),
        "ArrowRight" => (0, 1),
        "ArrowUp" => (-1, 0),
        "ArrowDown" => (1, 0),
        _ => return,
    };
    let Some(cell) = target(event).and_then(|at| focused(live, &at)) else { return };
    event.prevent_default();
    // The first key only shows where one is.
    let known = live.pointed().cell == Some(cell);
    let steps = if known { (down, right) } else { (0, 0) };
    live.go_to(live.look(|scene| cell.moved(scene.architecture(), steps.0, steps.1)));
}

fn target(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

/// What a click switches off, or on again: a kernel, a piece of linear weights, a map.
fn switched(live: &Live, target: &Element) -> Option<Off> {
    if let Ok(Some(weights)) = target.closest(".weights") {
        let [stage, output, input] =
            ["data-stage", "data-out", "data-in"].map(|name| attribute(&weights, name));
        let (output, input) = output.zip(input)?;
        return Some(Off::Patch(match stage {
            Some(stage) => Patch::Kernel { stage: stage - 1, output, input },
            None => Patch::Linear { output, channel: input },
        }));
    }
    let canvas = target.closest(".choose").ok()??.query_selector(HAS_CELLS).ok()??;
    let (layer, channel, ..) = map_of(live, &canvas)?;
    Some(Off::Map { stage: layer.stage()?, channel })
}

/// The cell of the map that has the focus: the one that is explained, or one in the same place, or in the middle.
fn focused(live: &Live, target: &Element) -> Option<Cell> {
    let canvas = match target.matches(HAS_CELLS) {
        Ok(true) => target.clone(),
        _ => target.query_selector(HAS_CELLS).ok()??,
    };
    let (layer, channel, rows, columns) = map_of(live, &canvas)?;
    let explained = live.pointed().cell;
    let middle = Cell { layer, channel, row: rows / 2, column: columns / 2 };
    let same_place = |cell: &Cell| cell.row < rows && cell.column < columns;
    Some(match explained.filter(same_place) {
        Some(cell) if layer != Layer::Output => Cell { layer, channel, ..cell },
        _ => Cell { row: attribute(&canvas, "data-row").unwrap_or(middle.row), ..middle },
    })
}

fn cell_under(live: &Live, event: &MouseEvent) -> Option<Cell> {
    let element = target(event)?.closest(HAS_CELLS).ok()??;
    let (layer, channel, rows, columns) = map_of(live, &element)?;
    let (row, column) = pointer::cell(event, &element, rows, columns);
    Some(Cell { layer, channel, row: attribute(&element, "data-row").unwrap_or(row), column })
}

/// The layer and channel of an element that has cells, and in how many rows and columns they stand there.
fn map_of(live: &Live, element: &Element) -> Option<(Layer, usize, usize, usize)> {
    let id = element.get_attribute("data-layer")?;
    let layer = live.look(|scene| layers(scene.architecture()).find(|layer| layer.id() == id))?;
    let number = |name, otherwise| attribute(element, name).unwrap_or(otherwise);
    Some((layer, number("data-channel", 0), number("height", 1), number("width", 1)))
}

fn attribute(element: &Element, name: &str) -> Option<usize> {
    element.get_attribute(name)?.parse().ok()
}
