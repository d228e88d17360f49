//! A map as its numbers, under the pen: the one that is pinned, or else the network's image; and how often which
//! values occur in its layer.

use gloo_events::EventListener;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use crate::lab::xray::{Cell, Spread, shape, spread};
use crate::lab::{Action, Layer, Panel, Scene};
use crate::paint::Range;
use crate::text::markup::Markup;
use crate::text::{Text, number};
use crate::view::kit::colours;
use crate::view::kit::naming::{Naming as _, layer_name};
use crate::view::kit::store::use_shared;
use crate::view::kit::written::show_in;
use crate::view::live::{Follower, Frame, Live};

/// Bars of the histogram.
const BARS: usize = 32;
/// The room for the numbers, in pixels; and the largest cell.
const ROOM: usize = 644;
const LARGEST_CELL: usize = 56;

/// A sheet over the pipeline; the pad stays free.
#[component]
pub fn NumberSheet() -> Html {
    let shared = use_shared();
    let text = shared.text;
    let sheet = use_node_ref();
    {
        let (sheet, live) = (sheet.clone(), shared.live.clone());
        use_effect_with(text.language, move |_| {
            let attached = sheet.cast::<Element>().and_then(|sheet| {
                let find = |selector| sheet.query_selector(selector).ok().flatten();
                let (title, histogram, spread, numbers) =
                    (find("h2")?, find(".histogram")?, find(".spread")?, find(".numbers")?);
                let listener = listen(&numbers, &live);
                let follower = SheetFollower {
                    title,
                    histogram,
                    spread,
                    numbers,
                    text,
                    map: None,
                    cells: Vec::new(),
                    shown: Vec::new(),
                };
                Some((live.attach(follower), listener))
            });
            move || drop(attached)
        });
    }
    html! {
        <div ref={sheet} class="number-sheet" role="dialog" aria-label={text.numbers}>
            <header>
                <h2 />
                <button type="button" class="close" aria-label={text.close}
                    onclick={shared.act(|_| Action::SetPanel(Panel::Numbers, false))}>{ "×" }</button>
            </header>
            <div class="histogram" translate="no" />
            <p class="spread" data-testid="spread" />
            <div class="numbers" data-testid="numbers" translate="no" />
        </div>
    }
}

/// A click on a number explains it.
fn listen(numbers: &Element, live: &Live) -> EventListener {
    let live = live.clone();
    let holder = numbers.clone();
    EventListener::new(numbers, "click", move |event| {
        let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok())
        else {
            return;
        };
        let cells = holder.children();
        let place = (0..cells.length()).find(|index| cells.item(*index).as_ref() == Some(&target));
        let cell = live.pointed().cell.filter(|_| live.pointed().pinned);
        let cell = cell.unwrap_or(Cell { layer: Layer::Input, channel: 0, row: 0, column: 0 });
        if let Some(place) = place {
            let next = live.look(|scene| cell.at_place(scene.architecture(), place as usize));
            if live.pointed().cell != Some(next) || !live.pointed().pinned {
                live.pin(next);
            }
        }
    })
}

struct SheetFollower {
    title: Element,
    histogram: Element,
    spread: Element,
    numbers: Element,
    text: &'static Text,
    /// The map that is laid out.
    map: Option<(Layer, usize, usize)>,
    cells: Vec<HtmlElement>,
    /// What stands in each cell.
    shown: Vec<(f32, bool)>,
}

impl Follower for SheetFollower {
    fn follow(&mut self, frame: &mut Frame) {
        let pinned = frame.pointed.cell.filter(|cell| {
            frame.pointed.pinned && (cell.layer == Layer::Input || cell.layer.stage().is_some())
        });
        let (layer, channel) = pinned.map_or((Layer::Input, 0), |cell| (cell.layer, cell.channel));
        if !(frame.concerns(layer) || frame.pointed_anew) {
            return;
        }
        let scene = frame.scene;
        let width = shape(scene.architecture(), layer).width;
        if self.map != Some((layer, channel, width)) {
            self.map = Some((layer, channel, width));
            self.lay_out(scene, layer, channel, width);
        }
        let values = scene.channel(layer, channel);
        let tones = frame.display.tones_of(scene, layer, channel);
        let whole = if Range::of(values).high > 1.0 { 255.0 } else { 1.0 };
        let here = pinned.map(|cell| cell.place(scene.architecture()));
        for (index, &value) in values.iter().enumerate() {
            let (Some(cell), Some(shown)) = (self.cells.get(index), self.shown.get_mut(index))
            else {
                break;
            };
            let marked = here == Some(index);
            // The colour of a number depends on the others, but of the image's on itself alone.
            if *shown == (value, marked) && layer == Layer::Input {
                continue;
            }
            if shown.0 != value {
                cell.set_text_content(Some(&if layer == Layer::Input {
                    number::pixel(value)
                } else {
                    number::tiny(value)
                }));
            }
            *shown = (value, marked);
            let (colour, light) = if layer == Layer::Input {
                let share = value / whole * 100.0;
                (format!("hsl(0 0% {share:.0}%)"), share <= 50.0)
            } else {
                colours::shade(value, tones)
            };
            let ink = if light { "#fff" } else { "#000" };
            let mark = if marked { ";box-shadow:inset 0 0 0 2px var(--trace)" } else { "" };
            // A constant attribute name is valid.
            let _ = cell.set_attribute("style", &format!("background:{colour};color:{ink}{mark}"));
        }
        self.draw_histogram(scene.maps(layer));
        self.tell_spread(&spread(scene.architecture(), scene.activations(), layer));
    }
}

impl SheetFollower {
    fn lay_out(&mut self, scene: &Scene, layer: Layer, channel: usize, width: usize) {
        let title = if layer == Layer::Input {
            self.text.numbers_title.to_owned()
        } else {
            let name = layer_name(self.text, scene.architecture(), layer);
            format!("{}: {width}×{width}", (self.text.map_of)(&name, channel))
        };
        self.title.set_text_content(Some(&title));
        let area = scene.shape(layer).area();
        let mut markup = Markup::default();
        for _ in 0..area {
            markup.element("span", "");
        }
        show_in(&self.numbers, &markup);
        let cell = (ROOM / width).min(LARGEST_CELL);
        let _ = self.numbers.set_attribute("style", &format!("--n:{width};--cell:{cell}px"));
        let children = self.numbers.children();
        self.cells = (0..children.length())
            .filter_map(|index| children.item(index)?.dyn_into().ok())
            .collect();
        self.shown = vec![(f32::NAN, false); area];
    }

    /// Where the activation does not answer, and how far the values have run.
    fn tell_spread(&self, spread: &Spread) {
        let words = self.text.look;
        let (mut share, mut flat) = (String::new(), String::new());
        if let Some((function, cells)) = spread.flat {
            let part = cells as f32 / spread.cells as f32;
            share = part.to_string();
            flat = (words.flat)(self.text.activation_name(function), &number::percent(part));
        }
        let growth = (spread.growth >= Spread::RUN_AWAY).then(|| number::short(spread.growth));
        let largest = (words.largest)(&number::short(spread.largest), growth.as_deref());
        self.spread.set_text_content(Some(&format!("{largest} {flat}")));
        for (name, value) in [("data-flat", &share), ("data-largest", &spread.largest.to_string())]
        {
            // Constant attribute names are valid.
            let _ = self.spread.set_attribute(name, value);
        }
    }

    /// How many cells of the layer have about which value, from its least to its largest.
    fn draw_histogram(&self, cells: &[f32]) {
        let range = Range::of(cells);
        let extent = range.high - range.low;
        let mut counts = [0_usize; BARS];
        for cell in cells.iter().filter(|cell| cell.is_finite()) {
            // Below 0, and for what is not a number, a cast gives 0.
            let bar = ((cell - range.low) / extent * BARS as f32) as usize;
            counts[bar.min(BARS - 1)] += 1;
        }
        let most = counts.iter().copied().max().unwrap_or(0).max(1);
        let mut markup = Markup::default();
        markup.element("b", number::short(range.low));
        for count in counts {
            // By its root: what is rare is seen too.
            let height = (count as f32 / most as f32).sqrt() * 100.0;
            markup.open("i").set("style", format_args!("height:{height:.0}%"));
            markup.set("title", count).close();
        }
        markup.element("b", number::short(range.high));
        show_in(&self.histogram, &markup);
    }
}
