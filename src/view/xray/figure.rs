//! The notebook's first figure, where the arithmetic stands while nothing is pointed at: a picture of 5×5 whose pixels can
//! be turned over, a kernel of 3×3 that slides over it, and the map that fills in. It is no part of the lab: what has been
//! done to it is gone after a reload.

use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use std::cell::RefCell;
use std::fmt::Write as _;
use std::rc::Rc;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, Event, KeyboardEvent};

use crate::lab::touch::{Hand, Keyed, Weight, WeightChange};
use crate::lab::xray::Figure;
use crate::lab::{Action, Panel, Patch};
use crate::paint::{Range, Tones};
use crate::text::{Text, number};
use crate::view::kit::colours;
use crate::view::kit::hand::{self, Touched, next_gesture};
use crate::view::kit::keyboard;
use crate::view::kit::store::Shared;
use crate::view::kit::written::{self, control, focus, refill};
use crate::web::page;

/// How long the window rests on a cell, in milliseconds.
const PACE: u32 = 700;

thread_local! {
    static FIGURE: RefCell<Figure> = RefCell::default();
    /// While the window slides: what moves it on.
    static NEXT: RefCell<Option<Timeout>> = const { RefCell::new(None) };
}

/// The figure's frame, with what is needed to fill it.
#[derive(Clone)]
struct FigureFrame {
    root: Element,
    text: &'static Text,
    dark: bool,
}

/// Lets the figure stand and work in its frame inside `panel`, until the listeners are dropped. `chosen` is the kernel in
/// whose place its own can be put.
pub fn attach(panel: &Element, shared: &Shared, chosen: Patch) -> Option<Vec<EventListener>> {
    let root = panel.query_selector(".figure").ok()??;
    let frame = FigureFrame { root: root.clone(), text: shared.text, dark: shared.dark };
    frame.write();
    let touched: Rc<dyn Touched> = Rc::new(frame.clone());
    let shared = shared.clone();
    let heard = written::listen(&root, Rc::new(move |event| frame.hear(&shared, chosen, event)));
    Some(hand::listen(&root, &touched).into_iter().chain(heard).collect())
}

impl Touched for FigureFrame {
    fn which(&self, event: &Event) -> Option<Weight> {
        let (_, verb, index) = control(event)?;
        (verb == "weight").then_some(Weight::Figure(index))
    }

    fn change(&self, change: WeightChange) {
        if let Weight::Figure(index) = change.weight {
            FIGURE.with_borrow_mut(|figure| figure.change(index, change.amount));
            self.write();
        }
    }
}

impl FigureFrame {
    /// Does what was pressed in it. (What a hand does to its weights is [`Touched::change`].)
    fn hear(&self, shared: &Shared, chosen: Patch, event: &Event) {
        let Some((_, verb, index)) = control(event) else { return };
        let pressed = event.dyn_ref::<KeyboardEvent>();
        let way = pressed.map_or_else(|| event.type_(), KeyboardEvent::key);
        let mut figure = FIGURE.take();
        let side = if verb == "pixel" { Figure::SIDE } else { Figure::WINDOW };
        let mut on_to = None;
        match (way.as_str(), verb.as_str()) {
            ("click", "pixel") => figure.turn(index),
            ("click", "made") => figure.place = self.hold(index),
            ("click", "back") => figure.place = self.hold(figure.place.saturating_sub(1)),
            ("click", "on") => figure.place = self.hold(figure.place + 1),
            ("click", "play") => {
                if NEXT.take().is_none() {
                    figure.place = (figure.place + 1) % (Figure::LAST + 1);
                    if figure.place < Figure::LAST && !page::wants_less_motion() {
                        self.go_on();
                    }
                }
            }
            ("click", "use") => {
                let gesture = Some(next_gesture());
                for (index, &value) in figure.kernel.iter().enumerate() {
                    let patch = chosen;
                    shared.dispatch.dispatch(Action::SetCell { patch, index, value, gesture });
                }
            }
            ("Escape", _) | ("click", "close") => {
                page::focus("[data-testid=figure-open]");
                shared.dispatch.dispatch(Action::SetPanel(Panel::Figure, false));
            }
            ("ArrowLeft", _) => on_to = index.checked_sub(1),
            ("ArrowUp", _) => on_to = index.checked_sub(side),
            ("ArrowRight", _) => on_to = Some(index + 1),
            ("ArrowDown", _) => on_to = Some(index + side),
            (_, "weight") => {
                let weight = Weight::Figure(index);
                let keyed = pressed.and_then(|event| Hand::key(weight, &keyboard::key(event)));
                let Some(Keyed::Change(change)) = keyed else { return FIGURE.set(figure) };
                figure.change(index, change.amount);
            }
            _ => return FIGURE.set(figure),
        }
        event.prevent_default();
        FIGURE.set(figure);
        self.write();
        if let Some(next) = on_to {
            focus(&self.root, &format!("{verb}.{next}"));
        }
    }

    /// Lets the window stand at `place`, or at the last one.
    fn hold(&self, place: usize) -> usize {
        NEXT.take();
        place.min(Figure::LAST)
    }

    /// Moves the window on in a moment, and so on to the last cell.
    fn go_on(&self) {
        let frame = self.clone();
        NEXT.set(Some(Timeout::new(PACE, move || {
            NEXT.take();
            let place = FIGURE.with_borrow(|figure| figure.place);
            // Where something else stands in its place, it waits as it stood.
            if place < Figure::LAST && frame.root.client_height() > 0 {
                FIGURE.with_borrow_mut(|figure| figure.place += 1);
                if place + 1 < Figure::LAST {
                    frame.go_on();
                }
            }
            frame.write();
        })));
    }

    fn write(&self) {
        let running = NEXT.take();
        let is_running = running.is_some();
        NEXT.set(running);
        let state = if is_running { "running" } else { "held" };
        let figure = FIGURE.take();
        let place = figure.place.to_string();
        // Constant attribute names are valid.
        let _ = self.root.set_attribute("data-state", state);
        let _ = self.root.set_attribute("data-place", &place);
        refill(&self.root, &self.html(&figure, is_running));
        FIGURE.set(figure);
    }

    fn html(&self, figure: &Figure, running: bool) -> String {
        let words = self.text.xray;
        let (map, window, part) = (figure.map(), figure.window(), figure.part());
        let mut html = format!(
            "<h2>{}</h2><button type=button class=close data-key=close data-testid=figure-close title='{close}' \
             aria-label='{close}'>×</button><div class=xs-grids>",
            words.figure,
            close = self.text.close,
        );
        let bits = colours::of_maps(Range { low: 0.0, high: 1.0 });
        let weights = colours::of_weights(Figure::LARGEST, self.dark);
        let sums = colours::of_maps(Range::of(map.cells()));
        let mut grid = |name: &str,
                        hint: &str,
                        verb: &str,
                        side: usize,
                        tones: Tones,
                        values: &[f32]| {
            // Writing to a string cannot fail.
            let _ = write!(
                html,
                "<figure><figcaption>{name}</figcaption><div class=xs-cells translate=no style='--n:{side}'>"
            );
            for (index, &value) in values.iter().enumerate() {
                let (row, column) = (index / side, index % side);
                let made = verb != "made" || index <= figure.place;
                let inside = verb == "pixel"
                    && window.rows.contains(&row)
                    && window.columns.contains(&column);
                let here = inside || verb == "made" && index == figure.place;
                let (colour, light) = colours::shade(value, tones);
                let (shown, colour) =
                    if made { (whole(value), colour) } else { Default::default() };
                let _ = write!(
                    html,
                    "<button type=button class='{}{}' style='background:{colour}' tabindex={} title='{hint}' \
                     data-key={verb}.{index} data-testid=figure-{verb} data-row={row} data-col={column} \
                     data-value='{shown}' aria-label='{}: {shown}'>{shown}",
                    if light && made { "light " } else { "" },
                    if here { "here" } else { "" },
                    if index == 0 { 0 } else { -1 },
                    (words.only_map_cell)(name, row, column),
                );
                if inside {
                    let over =
                        (row - window.rows.start) * Figure::WINDOW + column - window.columns.start;
                    let _ = write!(html, "<sub>×{}</sub>", whole(part.weights[over]));
                }
                html.push_str("</button>");
            }
            html.push_str("</div></figure>");
        };
        let (side, window) = (Figure::SIDE, Figure::WINDOW);
        let picture = (words.figure_picture, words.figure_picture_hint);
        grid(picture.0, picture.1, "pixel", side, bits, &figure.picture);
        grid(self.text.kernel, words.figure_weight_hint, "weight", window, weights, &figure.kernel);
        grid(words.figure_map, "", "made", window, sums, map.cells());
        html.push_str("</div><p class=figure-sum data-testid=figure-sum>");
        for (index, (x, w)) in part.inputs.iter().zip(&part.weights).enumerate() {
            let plus = if index == 0 { "" } else { "+ " };
            let (x, w) = (whole(*x), whole(*w));
            let _ = write!(html, "<span>{plus}{x}·{w}</span>");
        }
        let sum = whole(map.cells()[figure.place]);
        let _ = write!(html, "<b>= {sum}</b></p><div class=row>");
        let (play, sign) =
            if running { (words.slide_hold, "❚❚") } else { (words.slide_play, "▶") };
        for (verb, sign, hint) in [
            ("play", sign, play),
            ("back", "−1", words.slide_back),
            ("on", "+1", words.slide_on),
            ("use", words.figure_use, words.figure_use_hint),
        ] {
            let _ = write!(
                html,
                "<button type=button class=chip data-key={verb} data-testid=figure-{verb} title='{hint}'>{sign}</button>"
            );
        }
        html.push_str("</div>");
        html
    }
}

/// A whole number as it is written.
fn whole(value: f32) -> String {
    number::pixel(value).replace('-', "−")
}
