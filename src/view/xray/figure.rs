//! The notebook's first figure, where the arithmetic stands while nothing is pointed at: a picture of 5×5 whose pixels can
//! be turned over, a kernel of 3×3 that slides over it, and the map that fills in. It is no part of the lab: what has been
//! done to it is gone after a reload.

use gloo_timers::callback::Timeout;
use std::rc::Rc;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent};
use yew::prelude::*;

use crate::lab::touch::{Hand, Keyed, Weight, WeightChange};
use crate::lab::xray::{Figure, FigureAction};
use crate::lab::{Action, Panel, Patch};
use crate::paint::{Range, Tones};
use crate::text::glossary::Term;
use crate::text::{Text, number};
use crate::view::kit::colours;
use crate::view::kit::explained::explained;
use crate::view::kit::hand::{self, Touched, next_gesture};
use crate::view::kit::keyboard;
use crate::view::kit::store::{Shared, use_shared};
use crate::view::kit::written::focus;
use crate::web::page;

/// How long the window rests on a cell, in milliseconds.
const PACE: u32 = 700;

impl Reducible for Figure {
    type Action = FigureAction;

    fn reduce(self: Rc<Self>, action: FigureAction) -> Rc<Self> {
        let mut figure = (*self).clone();
        figure.apply(action);
        Rc::new(figure)
    }
}

#[derive(Properties, PartialEq)]
pub struct FirstFigureProps {
    /// The kernel in whose place the figure's own can be put.
    pub chosen: Patch,
}

#[component]
pub fn FirstFigure(props: &FirstFigureProps) -> Html {
    let shared = use_shared();
    let words = shared.text.xray;
    let figure = use_reducer_eq(Figure::default);
    let root = use_node_ref();
    use_hand(&root, figure.dispatcher());
    use_pace(&root, &figure);
    let close = {
        let shared = shared.clone();
        move |_: MouseEvent| close(&shared)
    };
    let state = if figure.running { "running" } else { "held" };
    html! {
        <div ref={root.clone()} class="figure" role="group" aria-label={words.figure} data-testid="figure" data-state={state}
            data-place={figure.place.to_string()} onkeydown={keys(&root, &shared, figure.dispatcher())}>
            <h2>{ explained(Term::Convolution, words.figure) }</h2>
            <button type="button" class="close" data-testid="figure-close" aria-label={shared.text.close} onclick={close}>{ "×" }</button>
            { grids(&figure, shared.text, shared.dark) }
            <p class="figure-sum" data-testid="figure-sum">
                { for figure.part().inputs.iter().zip(&figure.kernel).enumerate().map(|(index, (x, w))| html! {
                    <span>{ if index == 0 { "" } else { "+ " } }{ whole(*x) }{ "·" }{ whole(*w) }</span>
                }) }
                <b>{ "= " }{ whole(figure.map().cells()[figure.place]) }</b>
            </p>
            { tools(&figure, &shared, props.chosen) }
        </div>
    }
}

/// Picture, kernel, and the map as far as it is made.
fn grids(figure: &UseReducerHandle<Figure>, text: &Text, dark: bool) -> Html {
    let words = text.xray;
    let (map, window) = (figure.map(), figure.window());
    let covered = |index: usize| {
        let (row, column) = (index / Figure::SIDE, index % Figure::SIDE);
        let inside = window.rows.contains(&row) && window.columns.contains(&column);
        let over = || (row - window.rows.start) * Figure::WINDOW + column - window.columns.start;
        inside.then(|| figure.kernel[over()])
    };
    let send = |action: fn(usize) -> FigureAction| {
        let dispatch = figure.dispatcher();
        Callback::from(move |index| dispatch.dispatch(action(index)))
    };
    let picture = FigureGrid {
        verb: "pixel",
        name: words.figure_picture,
        hint: words.figure_picture_hint,
        side: Figure::SIDE,
        tones: colours::of_maps(Range { low: 0.0, high: 1.0 }),
        onclick: send(FigureAction::Turn),
    };
    let kernel = FigureGrid {
        verb: "weight",
        name: text.kernel,
        hint: words.figure_weight_hint,
        side: Figure::WINDOW,
        tones: colours::of_weights(Figure::LARGEST, dark),
        // A click is the hand's, as on every weight.
        onclick: Callback::noop(),
    };
    let made = FigureGrid {
        verb: "made",
        name: words.figure_map,
        hint: "",
        side: Figure::WINDOW,
        tones: colours::of_maps(Range::of(map.cells())),
        onclick: send(FigureAction::StandAt),
    };
    let is_made = |(index, &value): (usize, &f32)| (index <= figure.place).then_some(value);
    let cells: Vec<_> = map.cells().iter().enumerate().map(is_made).collect();
    html! {
        <div class="xs-grids">
            { picture.show(&figure.picture.map(Some), words.only_map_cell, covered, |index| covered(index).is_some()) }
            { kernel.show(&figure.kernel.map(Some), words.only_map_cell, |_| None, |_| false) }
            { made.show(&cells, words.only_map_cell, |_| None, |index| index == figure.place) }
        </div>
    }
}

/// One grid of numbers.
struct FigureGrid {
    /// What its cells are, for scripts.
    verb: &'static str,
    name: &'static str,
    hint: &'static str,
    side: usize,
    tones: Tones<'static>,
    onclick: Callback<usize>,
}

impl FigureGrid {
    /// `values` as cells, some of them not there yet. `label` names a cell, `times` is the weight that lies over it, `here`
    /// whether the window is there.
    fn show(
        self,
        values: &[Option<f32>],
        label: fn(&str, usize, usize) -> String,
        times: impl Fn(usize) -> Option<f32>,
        here: impl Fn(usize) -> bool,
    ) -> Html {
        let Self { verb, name, side, .. } = self;
        html! {
            <figure>
                <figcaption>{ name }</figcaption>
                <div class="xs-cells" translate="no" style={format!("--n:{side}")}>
                    { for values.iter().enumerate().map(|(index, &value)| {
                        let (row, column) = (index / side, index % side);
                        let (colour, light) =
                            value.map_or_else(Default::default, |value| colours::shade(value, self.tones));
                        let shown = value.map_or(String::new(), whole);
                        let onclick = self.onclick.reform(move |_: MouseEvent| index);
                        html! {
                            <button type="button" class={classes!(light.then_some("light"), here(index).then_some("here"))}
                                style={format!("background:{colour}")} tabindex={if index == 0 { "0" } else { "-1" }}
                                aria-description={self.hint} data-key={format!("{verb}.{index}")} data-testid={format!("figure-{verb}")}
                                data-row={row.to_string()} data-col={column.to_string()} data-value={shown.clone()}
                                aria-label={format!("{}: {shown}", label(name, row, column))} {onclick}>
                                { shown }
                                if let Some(weight) = times(index) { <sub>{ "×" }{ whole(weight) }</sub> }
                            </button>
                        }
                    }) }
                </div>
            </figure>
        }
    }
}

/// The window's buttons, and the one that takes the kernel over into the network, in the place of `chosen`.
fn tools(figure: &UseReducerHandle<Figure>, shared: &Shared, chosen: Patch) -> Html {
    let words = shared.text.xray;
    let button = |verb: &'static str,
                  sign: &'static str,
                  hint: &'static str,
                  onclick: Callback<MouseEvent>| {
        html! {
            <button type="button" class="chip" data-key={verb} data-testid={format!("figure-{verb}")} aria-description={hint}
                {onclick}>{ sign }</button>
        }
    };
    let send = |action: fn() -> FigureAction| {
        let dispatch = figure.dispatcher();
        Callback::from(move |_: MouseEvent| dispatch.dispatch(action()))
    };
    let stand_at = |place: usize| {
        let dispatch = figure.dispatcher();
        Callback::from(move |_: MouseEvent| dispatch.dispatch(FigureAction::StandAt(place)))
    };
    let take_over = {
        let (figure, dispatch) = (figure.clone(), shared.dispatch.clone());
        Callback::from(move |_: MouseEvent| {
            let gesture = Some(next_gesture());
            for (index, &value) in figure.kernel.iter().enumerate() {
                dispatch.dispatch(Action::SetCell { patch: chosen, index, value, gesture });
            }
        })
    };
    let (hint, sign) =
        if figure.running { (words.slide_hold, "❚❚") } else { (words.slide_play, "▶") };
    html! {
        <div class="row">
            { button("play", sign, hint, send(|| FigureAction::Play { may_run: !page::wants_less_motion() })) }
            { button("back", "−1", words.slide_back, stand_at(figure.place.saturating_sub(1))) }
            { button("on", "+1", words.slide_on, stand_at(figure.place + 1)) }
            { button("use", words.figure_use, words.figure_use_hint, take_over) }
        </div>
    }
}

/// The control that an event is about: its verb, and which cell of a grid it is.
fn control(event: &Event) -> Option<(String, usize)> {
    let target: Element = event.target()?.dyn_into().ok()?;
    let key = target.closest("[data-key]").ok()??.get_attribute("data-key")?;
    let (verb, index) = key.split_once('.').unwrap_or((&key, "0"));
    Some((verb.to_owned(), index.parse().ok()?))
}

/// Weights of the figure under a hand.
struct FigureWeights(UseReducerDispatcher<Figure>);

impl Touched for FigureWeights {
    fn which(&self, event: &Event) -> Option<Weight> {
        let (verb, index) = control(event)?;
        (verb == "weight").then_some(Weight::Figure(index))
    }

    fn change(&self, change: WeightChange) {
        if let Weight::Figure(index) = change.weight {
            self.0.dispatch(FigureAction::Change(index, change.amount));
        }
    }
}

/// Lets hands change the weights in `root`.
#[hook]
fn use_hand(root: &NodeRef, dispatch: UseReducerDispatcher<Figure>) {
    let root = root.clone();
    use_effect_with((), move |()| {
        let touched: Rc<dyn Touched> = Rc::new(FigureWeights(dispatch));
        let listeners = root.cast::<Element>().map(|root| hand::listen(&root, &touched));
        move || drop(listeners)
    });
}

/// Moves the running window on. Where something else stands in the place of `root`, it waits as it stood.
#[hook]
fn use_pace(root: &NodeRef, figure: &UseReducerHandle<Figure>) {
    let (root, dispatch) = (root.clone(), figure.dispatcher());
    use_effect_with((figure.running, figure.place), move |&(running, place)| {
        let timer = running.then(|| {
            Timeout::new(PACE, move || {
                let seen = root.cast::<HtmlElement>().is_some_and(|root| root.client_height() > 0);
                let next = if seen { FigureAction::GoOn } else { FigureAction::StandAt(place) };
                dispatch.dispatch(next);
            })
        });
        move || drop(timer)
    });
}

fn close(shared: &Shared) {
    page::focus("[data-testid=figure-open]");
    shared.dispatch.dispatch(Action::SetPanel(Panel::Figure, false));
}

/// Arrows walk over a grid, digits and signs change a weight, Escape closes the figure.
fn keys(
    root: &NodeRef,
    shared: &Shared,
    dispatch: UseReducerDispatcher<Figure>,
) -> Callback<KeyboardEvent> {
    let (root, shared) = (root.clone(), shared.clone());
    Callback::from(move |event: KeyboardEvent| {
        let (verb, index) = control(&event).unwrap_or_default();
        let side = if verb == "pixel" { Figure::SIDE } else { Figure::WINDOW };
        let on_to = match event.key().as_str() {
            "Escape" => {
                event.prevent_default();
                return close(&shared);
            }
            "ArrowLeft" => index.checked_sub(1),
            "ArrowUp" => index.checked_sub(side),
            "ArrowRight" => Some(index + 1),
            "ArrowDown" => Some(index + side),
            _ => {
                let keyed = Hand::key(Weight::Figure(index), &keyboard::key(&event));
                if let Some(Keyed::Change(change)) = keyed.filter(|_| verb == "weight") {
                    event.prevent_default();
                    dispatch.dispatch(FigureAction::Change(index, change.amount));
                }
                return;
            }
        };
        event.prevent_default();
        if let Some((root, next)) = root.cast::<Element>().zip(on_to) {
            focus(&root, &format!("{verb}.{next}"));
        }
    })
}

/// A whole number as it is written.
fn whole(value: f32) -> String {
    number::pixel(value).replace('-', "−")
}
