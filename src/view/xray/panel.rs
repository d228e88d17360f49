//! The panel in which a cell's arithmetic stands.

use gloo_events::{EventListener, EventListenerOptions};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, Event, HtmlElement, MouseEvent};
use yew::prelude::*;

use super::figure::FirstFigure;
use super::shown::{Shown, number};
use super::slide::{self, SlideBar};
use super::typing;
use super::write::{cell_name, explain};
use crate::lab::touch::{Weight, WeightChange};
use crate::lab::xray::{after, before};
use crate::lab::{Action, Layer, Panel, Patch, Wanted};
use crate::text::Text;
use crate::text::glossary::Term;
use crate::text::markup::Markup;
use crate::view::kit::hand::{self, Touched};
use crate::view::kit::number_field::inputmode;
use crate::view::kit::store::{Shared, use_shared};
use crate::view::kit::written::show_in;
use crate::view::live::{Follower, Frame, Live, Pointed};
use crate::web::surface::Surface;

#[derive(Properties, PartialEq)]
pub struct XrayProps {
    /// The kernel and the linear weights in the editors.
    pub chosen: [Patch; 2],
}

/// What stands there now. Whoever looks takes it out: nothing stays borrowed while the browser is called.
type Now = Rc<RefCell<Rc<Shown>>>;

/// An empty frame: what stands in it is the fast lane's, and whoever holds that listens, since it comes and goes with
/// every frame.
#[component]
pub fn Xray(props: &XrayProps) -> Html {
    let shared = use_shared();
    let text = shared.text;
    let panel = use_node_ref();
    {
        let panel = panel.clone();
        use_effect_with((props.chosen, text.language, shared.dark), move |&(chosen, ..)| {
            let attached = panel.cast::<Element>().and_then(|panel| {
                let shown = Now::default();
                let listeners = listen(&panel, &shared, &shown);
                let body = panel.query_selector(".xs-all").ok().flatten()?;
                let bar = panel.query_selector(".slide").ok().flatten()?;
                let page = panel.closest(".page").ok().flatten()?;
                let follower = PanelFollower { page, panel, body, bar, text, chosen, shown };
                Some((listeners, shared.live.attach(follower)))
            });
            move || drop(attached)
        });
    }
    html! {
        <section ref={panel} class="card xray" data-testid="xray" data-state="off" aria-label={text.xray.title}
            data-layer="" data-channel="" data-row="" data-col="" data-value="">
            <FirstFigure chosen={props.chosen[0]} />
            <div class="xs-all" />
            <input class={typing::FIELD} type="text" inputmode={inputmode(Wanted::WEIGHT)} autocomplete="off" data-testid="xray-value"
                aria-label={text.value} aria-description={text.value_hint} />
            <p class="problem" role="alert" data-testid="xray-problem" />
            <SlideBar />
        </section>
    }
}

/// Weights are changed in the panel as they are in the editors.
fn listen(panel: &Element, shared: &Shared, shown: &Now) -> Vec<EventListener> {
    let on = |name: &'static str, handle: fn(&Element, &Shared, &Shown, &Event)| {
        let (panel, shared, shown) = (panel.clone(), shared.clone(), shown.clone());
        let options = EventListenerOptions::enable_prevent_default();
        EventListener::new_with_options(&panel.clone(), name, options, move |event| {
            let shown = shown.borrow().clone();
            handle(&panel, &shared, &shown, event);
        })
    };
    let touched: Rc<dyn Touched> = Rc::new(Weights(shared.clone(), Rc::clone(shown)));
    let mut listeners = hand::listen(panel, &touched);
    listeners.extend([
        on("click", |_, shared, shown, event| {
            let event: &MouseEvent = event.unchecked_ref();
            if let Some(way) = number(event, "[data-walk]", "data-walk") {
                if way == 2 {
                    shared.dispatch.dispatch(Action::SetPanel(Panel::Numbers, true));
                } else {
                    walk(&shared.live, way);
                }
            } else if let Some(part) = shown.part_under(event) {
                shared.dispatch.dispatch(Action::Select(part));
            }
        }),
        on("keydown", typing::key),
        on("focusout", typing::leave),
    ]);
    listeners
}

/// The weights that stand in the panel, under a hand.
struct Weights(Shared, Now);

impl Touched for Weights {
    fn which(&self, event: &Event) -> Option<Weight> {
        let shown = self.1.borrow().clone();
        let (patch, index, _) = shown.weight_under(event)?;
        Some(Weight::Cell { patch, index })
    }

    fn change(&self, change: WeightChange) {
        change.action().into_iter().for_each(|action| self.0.dispatch.dispatch(action));
    }
}

/// The panel's own buttons: one layer back, one layer on, the map's numbers, let go.
fn buttons(text: &Text) -> [(&'static str, &'static str, &'static str); 4] {
    let words = text.xray;
    [
        ("xray-back", "‹", words.layer_back),
        ("xray-on", "›", words.layer_on),
        ("xray-numbers", "⊞", words.map_numbers),
        ("xray-close", "×", words.let_go),
    ]
}

/// Does what the button of this number says.
fn walk(live: &Live, button: usize) {
    let Some(cell) = live.pointed().cell.filter(|_| button < 2) else {
        live.let_go();
        return;
    };
    let next = live.look(|scene| {
        let (architecture, activations) = (scene.architecture(), scene.activations());
        if button == 0 {
            before(architecture, scene.parameters(), activations, cell)
        } else {
            after(architecture, activations, cell)
        }
    });
    if let Some(next) = next {
        live.go_to(next);
    }
}

/// The page's attribute that says what is explained.
const EXPLAINED: &str = "data-explained";

struct PanelFollower {
    /// The page: the style sheets read there what is explained.
    page: Element,
    panel: Element,
    body: Element,
    bar: Element,
    text: &'static Text,
    chosen: [Patch; 2],
    shown: Now,
}

impl PanelFollower {
    // Constant attribute names are valid.
    fn set(&self, name: &str, value: &str) {
        let _ = self.panel.set_attribute(name, value);
    }

    /// Tells the style sheets what is explained, if anything is: a cell of a map, or a place in a vector.
    fn tell_page(&self, explained: Option<&str>) {
        if self.page.get_attribute(EXPLAINED).as_deref() == explained {
            return;
        }
        match explained {
            Some(explained) => _ = self.page.set_attribute(EXPLAINED, explained),
            None => _ = self.page.remove_attribute(EXPLAINED),
        }
    }

    fn show_nothing(&self) {
        self.tell_page(None);
        for name in ["data-layer", "data-channel", "data-row", "data-col", "data-value"] {
            self.set(name, "");
        }
        self.set("data-state", "off");
        show_in(&self.body, &Markup::default());
        let before = self.shown.take();
        typing::stop(&self.panel, &before);
        typing::follow(&self.panel, &before, true);
    }

    fn find(&self, selector: &str) -> Option<HtmlElement> {
        self.body.query_selector(selector).ok()??.dyn_into().ok()
    }

    /// Which button of the panel has the keyboard, as a selector: they are made anew.
    fn focus(&self) -> Option<String> {
        let focused = self.find(":focus")?;
        let name = |name| Some(format!("[{name}='{}']", focused.get_attribute(name)?));
        ["data-index", "data-walk", "data-part"].into_iter().find_map(name)
    }

    /// What stands above the arithmetic.
    fn head(&self, name: &str, value: &str) -> Markup {
        let mut markup = Markup::default();
        markup.open("h2").set("role", "status");
        // Written anew with every move of the pointer: it takes no focus.
        markup.open("dfn").set("class", "explained").set("data-term", Term::ReceptiveField.id());
        markup.text(name).close().close();
        markup.open("div").set("class", "head");
        markup.open("output").set("class", "xs-value").set("translate", "no").text(value).close();
        markup.open("span").set("class", "to-pin").text(self.text.xray.to_pin).close();
        for (number, (handle, sign, words)) in buttons(self.text).into_iter().enumerate() {
            markup.open("button").set("type", "button").set("class", "close");
            markup.set("data-walk", number).set("data-testid", handle);
            markup.set("aria-label", words).text(sign).close();
        }
        markup.close();
        markup
    }
}

impl Follower for PanelFollower {
    fn follow(&mut self, frame: &mut Frame) {
        let changes = frame.changes;
        let changed = changes.maps_from.is_some()
            || changes.weights
            || changes.loss
            || changes.gradients
            || changes.difference
            || changes.blank_changed;
        if !(frame.all || frame.pointed_anew || changed) {
            return;
        }
        slide::follow(&self.bar, frame, self.text);
        let Pointed { cell: Some(cell), pinned, .. } = frame.pointed else {
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
        let of_maps = cell.layer.stage().is_some() || cell.layer == Layer::Input;
        self.tell_page(Some(if of_maps { "maps" } else { "vector" }));
        let [channel, row, column] =
            [cell.channel, cell.row, cell.column].map(|place| place.to_string());
        for (name, value) in [
            ("data-state", if pinned { "pinned" } else { "on" }),
            ("data-layer", &cell.layer.id()),
            ("data-channel", &channel),
            ("data-row", &row),
            ("data-col", &column),
            ("data-value", &exact),
        ] {
            self.set(name, value);
        }
        let name = cell_name(self.text, architecture, cell);
        let mut markup = self.head(&name, &exact.replace('-', "−"));
        markup.open("div").set("class", "xs-body");
        let mut explained = explain(frame, cell, self.text, self.chosen, pinned, markup);
        explained.markup.close();
        show_in(&self.body, &explained.markup);
        if let Some(strip) = explained.strip {
            let canvas = self.find("canvas").and_then(|canvas| canvas.dyn_into().ok());
            if let Some(surface) = canvas.and_then(|canvas| Surface::overlay(&canvas)) {
                let dark = frame.display.dark;
                frame.pixels.paint(&surface, |rgba| strip.paint(&explained.parts, dark, rgba));
            }
        }
        if let Some(again) = focus.and_then(|focus| self.find(&focus)) {
            let _ = again.focus();
        }
        let part = explained.parts.get(explained.shown);
        let typed = self.shown.borrow().typed.clone();
        let shown = Rc::new(Shown {
            typed,
            // What is switched off is changed as it is, not as the zero that it counts as.
            weights: part.map_or(Vec::new(), |part| {
                part.patch.cells(architecture, scene.weights()).to_vec()
            }),
            patches: explained.parts.iter().map(|part| part.patch).collect(),
            part: explained.shown,
            strip: explained.strip,
        });
        self.shown.replace(Rc::clone(&shown));
        typing::follow(&self.panel, &shown, frame.pointed_anew);
    }
}
