//! Weights as cells: click, shift-click, wheel, drag, type, keys.

use gloo_events::{EventListener, EventListenerOptions};
use std::rc::Rc;
use wasm_bindgen::JsCast as _;
use web_sys::{
    Element, HtmlElement, HtmlInputElement, KeyboardEvent, MouseEvent, PointerEvent, WheelEvent,
};
use yew::prelude::*;

use super::colours;
use super::part::{part, use_effect_with};
use super::step_marks::use_step_marks;
use super::store::use_shared;
use super::weight_field::{Problem, WeightField};
use crate::lab::{Action, Patch, StepOf};
use crate::text::{Text, number};
use crate::web::{page, pointer};

/// What one click, or one notch of the wheel with Shift, changes.
pub(super) const STEP: f32 = 0.25;
/// What one notch of the wheel changes.
pub(super) const NOTCH: f32 = 0.1;
/// What one pixel of a vertical drag changes.
const PER_PIXEL: f32 = 0.02;
/// A pointer that moved less than this, in pixels, has clicked.
const CLICK_SLACK: i32 = 4;
/// Notches of the wheel that follow each other within this many milliseconds are one edit.
const WHEEL_PAUSE: f64 = 600.0;

#[derive(Properties, PartialEq)]
pub struct WeightGridProps {
    /// Which pieces of weights: one kernel, or several pieces of one output's linear weights.
    pub patches: Vec<Patch>,
    /// Rows and columns of each.
    pub shape: (usize, usize),
    /// The values of each, row-major.
    pub values: Vec<Rc<[f32]>>,
    /// The largest magnitude in the layer: full colour.
    pub largest: f32,
    /// Whether the cells are large enough for their numbers.
    pub numbers: bool,
    /// What the grid is.
    pub label: AttrValue,
    /// The learning rate of a step.
    pub step_size: f32,
    /// Gets the cell that keys and buttons act on, whenever that is another one.
    pub onactive: Callback<(Patch, usize)>,
    /// What can be done to all its weights.
    pub children: Html,
}

/// One cell: which piece, which place in it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Place {
    piece: usize,
    index: usize,
}

#[derive(Default)]
struct Drag {
    pointer: i32,
    start_y: i32,
    start: f32,
    place: Place,
    moved: bool,
    held: bool,
    gesture: u32,
}

/// A number for each uninterrupted movement, so that it is one step of the history.
pub(super) fn next_gesture() -> u32 {
    thread_local!(static LAST: std::cell::Cell<u32> = const { std::cell::Cell::new(0) });
    LAST.with(|last| {
        last.set(last.get().wrapping_add(1));
        last.get()
    })
}

#[component]
pub fn WeightGrid(props: &WeightGridProps) -> Html {
    let shared = use_shared();
    let text = shared.text;
    let active = use_state_eq(Place::default);
    let problem = use_state_eq(Option::<Problem>::default);
    let drag = use_mut_ref(Drag::default);
    let grid = use_node_ref();
    let field = use_node_ref();
    let (rows, columns) = props.shape;
    let place = Place {
        piece: active.piece.min(props.patches.len().saturating_sub(1)),
        index: active.index.min((rows * columns).saturating_sub(1)),
    };
    let value_at = {
        let values = props.values.clone();
        move |place: Place| {
            values
                .get(place.piece)
                .and_then(|values| values.get(place.index))
                .copied()
                .unwrap_or(0.0)
        }
    };
    let set = {
        let (patches, dispatch, problem) =
            (props.patches.clone(), shared.dispatch.clone(), problem.clone());
        move |place: Place, value: f32, gesture: Option<u32>| {
            if let Some(&patch) = patches.get(place.piece) {
                problem.set(None);
                dispatch.dispatch(Action::SetCell { patch, index: place.index, value, gesture });
            }
        }
    };
    use_step_marks(&grid, &props.patches, props.shape, text);
    {
        let (patch, onactive) = (props.patches.get(place.piece).copied(), props.onactive.clone());
        use_effect_with((patch, place.index), move |&(patch, index)| {
            if let Some(patch) = patch {
                onactive.emit((patch, index));
            }
        });
    }
    // The patch that a drag or a half-typed number belongs to is the one it began on.
    {
        let problem = problem.clone();
        use_effect_with(props.patches.clone(), move |_| problem.set(None));
    }

    let onclick = {
        let (drag, set, value_at, active) =
            (drag.clone(), set.clone(), value_at.clone(), active.clone());
        move |place: Place, event: MouseEvent| {
            if std::mem::take(&mut drag.borrow_mut().moved) {
                return;
            }
            active.set(place);
            let step = if event.shift_key() { -STEP } else { STEP };
            set(place, value_at(place) + step, None);
        }
    };
    let onlower = {
        let (drag, set, value_at, active) =
            (drag.clone(), set.clone(), value_at.clone(), active.clone());
        move |place: Place, event: MouseEvent| {
            event.prevent_default();
            if drag.borrow().moved {
                return;
            }
            active.set(place);
            // A finger that rests has lowered; letting go must not raise again.
            let mut drag = drag.borrow_mut();
            drag.moved = drag.held;
            set(place, value_at(place) - STEP, None);
        }
    };
    let ondown = {
        let (drag, value_at) = (drag.clone(), value_at.clone());
        move |place: Place, event: PointerEvent| {
            if event.button() != 0 {
                return;
            }
            if let Some(cell) = event.target().and_then(|target| cell_of(&target)) {
                pointer::capture(&event, &cell);
            }
            *drag.borrow_mut() = Drag {
                pointer: event.pointer_id(),
                start_y: event.client_y(),
                start: value_at(place),
                place,
                moved: false,
                held: true,
                gesture: next_gesture(),
            };
        }
    };
    let onmove = {
        let (drag, set, active) = (drag.clone(), set.clone(), active.clone());
        Callback::from(move |event: PointerEvent| {
            let (place, value, gesture) = {
                let mut drag = drag.borrow_mut();
                if !drag.held || drag.pointer != event.pointer_id() {
                    return;
                }
                let up = drag.start_y - event.client_y();
                if !drag.moved && up.abs() < CLICK_SLACK {
                    return;
                }
                drag.moved = true;
                let fine = if event.shift_key() { 0.1 } else { 1.0 };
                let value = drag.start + up as f32 * PER_PIXEL * fine;
                (drag.place, (value * 100.0).round() / 100.0, drag.gesture)
            };
            active.set(place);
            set(place, value, Some(gesture));
        })
    };
    let onup = {
        let drag = drag.clone();
        Callback::from(move |_: PointerEvent| drag.borrow_mut().held = false)
    };

    // The wheel must not scroll the page, so it needs a listener that may say no.
    {
        let (grid, set, value_at) = (grid.clone(), set.clone(), value_at.clone());
        let latest = use_mut_ref(|| None::<Rc<dyn Fn(Place, f32)>>);
        let wheel = use_mut_ref(|| (0.0_f64, 0_u32));
        let pieces = rows * columns;
        *latest.borrow_mut() = Some({
            let active = active.clone();
            Rc::new(move |place: Place, change: f32| {
                let gesture = {
                    let (last, gesture) = &mut *wheel.borrow_mut();
                    let now = page::now();
                    if now - *last > WHEEL_PAUSE {
                        *gesture = next_gesture();
                    }
                    *last = now;
                    *gesture
                };
                active.set(place);
                let value = value_at(place) + change;
                set(place, (value * 1000.0).round() / 1000.0, Some(gesture));
            })
        });
        use_effect_with(pieces, move |_| {
            let listener = grid.cast::<Element>().map(|grid| {
                let options = EventListenerOptions::enable_prevent_default();
                EventListener::new_with_options(&grid, "wheel", options, move |event| {
                    let Some(place) = event.target().and_then(|target| place_of(&target)) else {
                        return;
                    };
                    event.prevent_default();
                    let event: &WheelEvent = event.unchecked_ref();
                    // Shift turns the wheel sideways in some browsers.
                    let turned =
                        if event.delta_y() == 0.0 { event.delta_x() } else { event.delta_y() };
                    let change = if event.shift_key() { NOTCH / 10.0 } else { NOTCH };
                    let latest = latest.borrow().clone();
                    if let Some(scrub) = latest {
                        scrub(place, -(turned.signum() as f32) * change);
                    }
                })
            });
            move || drop(listener)
        });
    }

    let take_step = {
        let (patches, dispatch, size) =
            (props.patches.clone(), shared.dispatch.clone(), props.step_size);
        move |place: Place| {
            if let Some(&patch) = patches.get(place.piece) {
                let of = StepOf::Cell { patch, index: place.index };
                dispatch.dispatch(Action::Step { of, size });
            }
        }
    };
    let onkeydown = {
        let (grid, field, set, value_at, active) =
            (grid.clone(), field.clone(), set.clone(), value_at.clone(), active.clone());
        let pieces = props.patches.len();
        move |place: Place, event: KeyboardEvent| {
            if event.ctrl_key() || event.meta_key() || event.alt_key() {
                return;
            }
            let key = event.key();
            if let Some(next) = neighbour(place, &key, pieces, rows, columns) {
                event.prevent_default();
                active.set(next);
                focus_cell(&grid, next);
                return;
            }
            match key.as_str() {
                "Delete" | "Backspace" => set(place, 0.0, None),
                "PageUp" => set(place, value_at(place) + STEP, None),
                "PageDown" => set(place, value_at(place) - STEP, None),
                "g" | "G" => take_step(place),
                // Shift+Enter and Shift+Space come as a click with Shift.
                _ => {
                    // A number begins: the field takes the keys from here on, this one included.
                    if key == "F2"
                        || key == "Process"
                        || key.chars().count() == 1 && begins_number(&key)
                    {
                        active.set(place);
                        if let Some(input) = field.cast::<HtmlInputElement>() {
                            let _ = input.focus();
                            if key == "F2" {
                                input.set_value(&value_at(place).to_string());
                                input.select();
                                event.prevent_default();
                            } else {
                                input.set_value("");
                            }
                        }
                    }
                    return;
                }
            }
            event.prevent_default();
        }
    };

    let onset = {
        let set = set.clone();
        Callback::from(move |value| set(place, value, None))
    };
    let onproblem = {
        let problem = problem.clone();
        Callback::from(move |found| problem.set(found))
    };
    let ondone = {
        let grid = grid.clone();
        Callback::from(move |()| focus_cell(&grid, place))
    };

    let step = |change: f32| {
        let (set, value_at) = (set.clone(), value_at.clone());
        Callback::from(move |_: MouseEvent| set(place, value_at(place) + change, None))
    };

    html! {
        <div class="weight-grid">
            <div ref={grid} class="pieces" role="grid" aria-label={props.label.clone()}>
                { for props.patches.iter().zip(&props.values).enumerate().map(|(piece, (&patch, values))| html! {
                    <div class="piece" role="rowgroup" key={piece} style={format!("--columns:{columns}")}>
                        { for (0..rows).map(|row| html! {
                            <div role="row" class="cells">
                                { for (0..columns).map(|column| {
                                    let index = row * columns + column;
                                    let here = Place { piece, index };
                                    // The linear layer reads its maps in [C, H, W] order.
                                    let vector_index = match patch {
                                        Patch::Linear { channel, .. } => channel * rows * columns + index,
                                        Patch::Kernel { .. } => index,
                                    };
                                    let value = values.get(index).copied().unwrap_or(0.0);
                                    let (onclick, onlower, ondown, onkeydown) =
                                        (onclick.clone(), onlower.clone(), ondown.clone(), onkeydown.clone());
                                    part!(Cell { patch, piece, index, vector_index, row, column, value,
                                            colour: colours::cell(value, props.largest, shared.dark),
                                            numbers: props.numbers, active: here == place,
                                            label: cell_label(text, patch, (row, column), vector_index, value).into(),
                                            onclick: Callback::from(move |event| onclick(here, event)),
                                            onlower: Callback::from(move |event| onlower(here, event)),
                                            ondown: Callback::from(move |event| ondown(here, event)),
                                            onmove: onmove.clone(), onup: onup.clone(),
                                            onkeydown: Callback::from(move |event| onkeydown(here, event)) })
                                }) }
                            </div>
                        }) }
                    </div>
                }) }
            </div>
            <div class="side">
            <div class="row value-row">
                <button type="button" class="chip icon" title={text.lower} aria-label={text.lower}
                    onclick={step(-STEP)}>{ "−" }</button>
                { part!(WeightField { handle: "weight-value", field, invalid: problem.is_some(),
                    value: value_at(place), label: text.value,
                    onset, onproblem, ondone }) }
                <button type="button" class="chip icon" title={text.raise} aria-label={text.raise}
                    onclick={step(STEP)}>{ "+" }</button>
            </div>
            { props.children.clone() }
            </div>
            if let Some(problem) = &*problem { { problem.html() } }
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct CellProps {
    patch: Patch,
    piece: usize,
    index: usize,
    vector_index: usize,
    row: usize,
    column: usize,
    value: f32,
    colour: (String, bool),
    numbers: bool,
    active: bool,
    label: AttrValue,
    onclick: Callback<MouseEvent>,
    onlower: Callback<MouseEvent>,
    ondown: Callback<PointerEvent>,
    onmove: Callback<PointerEvent>,
    onup: Callback<PointerEvent>,
    onkeydown: Callback<KeyboardEvent>,
}

#[component]
fn Cell(props: &CellProps) -> Html {
    let (background, light) = &props.colour;
    let sign = if props.value > 0.0 { "plus" } else { "minus" };
    let (handle, out, at) = match props.patch {
        Patch::Kernel { .. } => ("kernel-cell", None, None),
        Patch::Linear { output, .. } => {
            ("linear-cell", Some(output.to_string()), Some(props.vector_index.to_string()))
        }
    };
    html! {
        <button type="button" role="gridcell" data-testid={handle}
            class={classes!("cell", sign, light.then_some("light"), props.active.then_some("active"),
                props.numbers.then_some("number"))}
            style={format!("background:{background}")} tabindex={if props.active { "0" } else { "-1" }}
            data-piece={props.piece.to_string()} data-cell={props.index.to_string()}
            data-row={props.row.to_string()} data-col={props.column.to_string()}
            data-out={out} data-index={at}
            data-value={props.value.to_string()} aria-label={props.label.clone()}
            onclick={props.onclick.clone()} oncontextmenu={props.onlower.clone()}
            onpointerdown={props.ondown.clone()} onpointermove={props.onmove.clone()}
            onpointerup={props.onup.clone()} onpointercancel={props.onup.clone()}
            onkeydown={props.onkeydown.clone()}>
            if props.numbers { <b>{ number::cell(props.value) }</b> }
            <span class="step" aria-hidden="true" />
        </button>
    }
}

fn cell_label(
    text: &Text,
    patch: Patch,
    (row, column): (usize, usize),
    vector_index: usize,
    value: f32,
) -> String {
    match patch {
        Patch::Kernel { .. } => (text.kernel_cell)(row, column, &number::cell(value)),
        Patch::Linear { .. } => (text.linear_cell)(vector_index, &number::cell(value)),
    }
}

/// Whether a key is the first of a number that is typed.
pub(super) fn begins_number(key: &str) -> bool {
    // B shows what was before, here too.
    let before = key.eq_ignore_ascii_case("b");
    !before
        && key.chars().all(|letter| {
            letter.is_ascii_alphanumeric() || "+-.,−ー－＋．０１２３４５６７８９".contains(letter)
        })
}

/// The cell that an arrow key leads to: across pieces as if they stood side by side.
fn neighbour(place: Place, key: &str, pieces: usize, rows: usize, columns: usize) -> Option<Place> {
    let (row, column) = (place.index / columns, place.piece * columns + place.index % columns);
    let all = pieces * columns;
    let (row, column) = match key {
        "ArrowLeft" => (row, column.saturating_sub(1)),
        "ArrowRight" => (row, (column + 1).min(all - 1)),
        "ArrowUp" => (row.saturating_sub(1), column),
        "ArrowDown" => ((row + 1).min(rows - 1), column),
        "Home" => (row, 0),
        "End" => (row, all - 1),
        _ => return None,
    };
    Some(Place { piece: column / columns, index: row * columns + column % columns })
}

fn cell_of(target: &web_sys::EventTarget) -> Option<Element> {
    target.dyn_ref::<Element>()?.closest("[data-cell]").ok()?
}

fn place_of(target: &web_sys::EventTarget) -> Option<Place> {
    let cell = cell_of(target)?;
    let number = |name| cell.get_attribute(name)?.parse().ok();
    Some(Place { piece: number("data-piece")?, index: number("data-cell")? })
}

fn focus_cell(grid: &NodeRef, place: Place) {
    let Some(grid) = grid.cast::<Element>() else { return };
    let cell = format!("[data-piece='{}'][data-cell='{}']", place.piece, place.index);
    if let Ok(Some(cell)) = grid.query_selector(&cell) {
        let _ = cell.unchecked_into::<HtmlElement>().focus();
    }
}
