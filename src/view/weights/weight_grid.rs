//! Weights as cells, with what can be done to each: by a hand, by keys, by typing.

use gloo_events::{EventListener, EventListenerOptions};
use std::rc::Rc;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, Event, EventTarget, HtmlElement, HtmlInputElement, KeyboardEvent};
use yew::prelude::*;

use super::step_marks::use_step_marks;
use crate::lab::touch::{self, Hand, Keyed, Weight, WeightChange};
use crate::lab::{Action, Patch, StepOf, Wanted};
use crate::text::{Text, number};
use crate::view::kit::colours;
use crate::view::kit::hand::{self, Touched};
use crate::view::kit::keyboard;
use crate::view::kit::number_field::{NumberField, Problem, of_weight, say};
use crate::view::kit::store::{Shared, use_shared};

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
    /// Whether cells show which way a step would move them.
    pub marks: bool,
    /// Gets the cell that keys and buttons act on, whenever that is another one.
    pub onactive: Callback<(Patch, usize)>,
    /// What can be done to all its weights.
    pub children: Html,
}

/// One cell: which piece, which place in it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct CellPlace {
    piece: usize,
    index: usize,
}

#[component]
pub fn WeightGrid(props: &WeightGridProps) -> Html {
    let shared = use_shared();
    let text = shared.text;
    let active = use_state_eq(CellPlace::default);
    let problem = use_state_eq(Option::<Problem>::default);
    let (root, field) = (use_node_ref(), use_node_ref());
    let (rows, columns) = props.shape;
    let place = CellPlace {
        piece: active.piece.min(props.patches.len().saturating_sub(1)),
        index: active.index.min((rows * columns).saturating_sub(1)),
    };
    let value = props.values.get(place.piece).and_then(|values| values.get(place.index)).copied();
    let value = value.unwrap_or(0.0);
    let marked: &[Patch] = if props.marks { &props.patches } else { &[] };
    use_step_marks(&root, marked, props.shape, text);
    {
        let (patch, onactive) = (props.patches.get(place.piece).copied(), props.onactive.clone());
        use_effect_with((patch, place.index), move |&(patch, index)| {
            if let Some(patch) = patch {
                onactive.emit((patch, index));
            }
        });
    }
    {
        let (root, field, shared) = (root.clone(), field.clone(), shared.clone());
        let (active, problem) = (active.setter(), problem.setter());
        let about = (props.patches.clone(), props.shape, props.step_size);
        use_effect_with(about, move |(patches, shape, step_size)| {
            // What was said was about other weights.
            problem.set(None);
            let listeners = root.cast::<Element>().map(|root| {
                let (patches, shape, step_size) = (patches.clone(), *shape, *step_size);
                Grid { root, field, patches, shape, step_size, active, problem, shared }.listen()
            });
            move || drop(listeners)
        });
    }
    let patch = props.patches.get(place.piece).copied();
    let set = {
        let dispatch = shared.dispatch.clone();
        Callback::from(move |change: Option<Action>| {
            change.into_iter().for_each(|action| dispatch.dispatch(action));
        })
    };
    let onset = set.reform(move |value: f64| {
        let value = value as f32;
        Some(Action::SetCell { patch: patch?, index: place.index, value, gesture: None })
    });
    let step = |lower: bool| {
        let problem = problem.setter();
        set.reform(move |_: MouseEvent| {
            problem.set(None);
            touch::step(Weight::Cell { patch: patch?, index: place.index }, lower).action()
        })
    };
    let ondone = {
        let root = root.clone();
        Callback::from(move |()| focus_cell(root.cast(), place))
    };
    let (exact, short) = of_weight(value);
    html! {
        <div class="weight-grid">
            <div ref={root} class="pieces" role="grid" aria-label={props.label.clone()}>
                { for (0..props.patches.len()).map(|piece| cells(props, &shared, piece, place)) }
            </div>
            <div class="side">
            <div class="row value-row">
                <button type="button" class="chip icon" translate="no" aria-label={text.lower}
                    onclick={step(true)}>{ "−" }</button>
                <NumberField handle="weight-value" wanted={Wanted::WEIGHT} {exact} {short} label={text.value}
                    hint={text.value_hint} {field} problem={problem.clone()} {onset} {ondone} />
                <button type="button" class="chip icon" translate="no" aria-label={text.raise}
                    onclick={step(false)}>{ "+" }</button>
            </div>
            { props.children.clone() }
            </div>
            { say("weight-problem", problem.as_ref(), text) }
        </div>
    }
}

/// The cells of one piece.
fn cells(props: &WeightGridProps, shared: &Shared, piece: usize, active: CellPlace) -> Html {
    let (rows, columns) = props.shape;
    let (patch, values) = (props.patches[piece], props.values.get(piece));
    let cell = |row: usize, column: usize| {
        let index = row * columns + column;
        // The linear layer reads its maps in [C, H, W] order.
        let vector_index = match patch {
            Patch::Linear { channel, .. } => channel * rows * columns + index,
            Patch::Kernel { .. } => index,
        };
        let value = values.and_then(|values| values.get(index)).copied().unwrap_or(0.0);
        html! {
            <Cell {patch} {piece} {index} {vector_index} {row} {column} {value}
                colour={colours::cell(value, props.largest, shared.dark)} numbers={props.numbers} marks={props.marks}
                active={active == CellPlace { piece, index }}
                label={cell_label(shared.text, patch, (row, column), vector_index, value)} />
        }
    };
    html! {
        <div class="piece" role="rowgroup" key={piece} style={format!("--columns:{columns}")}>
            { for (0..rows).map(|row| html! {
                <div role="row" class="cells">{ for (0..columns).map(|column| cell(row, column)) }</div>
            }) }
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
    marks: bool,
    active: bool,
    label: AttrValue,
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
            data-value={props.value.to_string()} aria-label={props.label.clone()}>
            if props.numbers { <b translate="no">{ number::cell(props.value) }</b> }
            if props.marks { <span class="step" aria-hidden="true" /> }
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

/// The grid for whoever touches it.
struct Grid {
    root: Element,
    field: NodeRef,
    patches: Vec<Patch>,
    shape: (usize, usize),
    step_size: f32,
    active: UseStateSetter<CellPlace>,
    problem: UseStateSetter<Option<Problem>>,
    shared: Shared,
}

impl Touched for Grid {
    fn which(&self, event: &Event) -> Option<Weight> {
        let CellPlace { piece, index } = place_of(&event.target()?)?;
        Some(Weight::Cell { patch: *self.patches.get(piece)?, index })
    }

    fn change(&self, change: WeightChange) {
        let Weight::Cell { patch, index } = change.weight else { return };
        // A drag goes on with the weight that it began on, whatever stands here meanwhile.
        if let Some(piece) = self.patches.iter().position(|each| *each == patch) {
            self.active.set(CellPlace { piece, index });
        }
        self.problem.set(None);
        if let Some(action) = change.action() {
            self.shared.dispatch.dispatch(action);
        }
    }
}

impl Grid {
    fn listen(self) -> Vec<EventListener> {
        let root = self.root.clone();
        let grid = Rc::new(self);
        let touched: Rc<dyn Touched> = grid.clone();
        let options = EventListenerOptions::enable_prevent_default();
        let keys = EventListener::new_with_options(&root, "keydown", options, move |event| {
            grid.press(event.unchecked_ref());
        });
        hand::listen(&root, &touched).into_iter().chain([keys]).collect()
    }

    /// A key on a cell. (Enter and the space bar come as clicks.)
    fn press(&self, event: &KeyboardEvent) {
        let target = event.target();
        let Some((weight, place)) = self.which(event).zip(target.as_ref().and_then(place_of))
        else {
            return;
        };
        let key = keyboard::key(event);
        let next = neighbour(place, &key.key, self.patches.len(), self.shape);
        if let Some(next) = next.filter(|_| !key.is_command()) {
            event.prevent_default();
            self.active.set(next);
            return focus_cell(Some(self.root.clone()), next);
        }
        match Hand::key(weight, &key) {
            None => return,
            Some(Keyed::Change(change)) => self.change(change),
            Some(Keyed::Step) => {
                if let Weight::Cell { patch, index } = weight {
                    let of = StepOf::Cell { patch, index };
                    self.shared.dispatch.dispatch(Action::Step { of, size: self.step_size });
                }
            }
            // The field takes the keys from here on, this one included.
            Some(Keyed::Type { keep }) => {
                self.active.set(place);
                let cell = target.as_ref().and_then(cell_of);
                let value = cell.and_then(|cell| cell.get_attribute("data-value"));
                let Some(input) = self.field.cast::<HtmlInputElement>() else { return };
                let _ = input.focus();
                if !keep {
                    return input.set_value("");
                }
                input.set_value(&value.unwrap_or_default());
                input.select();
            }
        }
        event.prevent_default();
    }
}

/// The cell that an arrow key leads to: across pieces as if they stood side by side.
fn neighbour(
    place: CellPlace,
    key: &str,
    pieces: usize,
    (rows, columns): (usize, usize),
) -> Option<CellPlace> {
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
    Some(CellPlace { piece: column / columns, index: row * columns + column % columns })
}

fn cell_of(target: &EventTarget) -> Option<Element> {
    target.dyn_ref::<Element>()?.closest("[data-cell]").ok()?
}

fn place_of(target: &EventTarget) -> Option<CellPlace> {
    let cell = cell_of(target)?;
    let number = |name| cell.get_attribute(name)?.parse().ok();
    Some(CellPlace { piece: number("data-piece")?, index: number("data-cell")? })
}

fn focus_cell(grid: Option<Element>, place: CellPlace) {
    let Some(grid) = grid else { return };
    let cell = format!("[data-piece='{}'][data-cell='{}']", place.piece, place.index);
    if let Ok(Some(cell)) = grid.query_selector(&cell) {
        let _ = cell.unchecked_into::<HtmlElement>().focus();
    }
}
