//! One feature map on its canvas, with its range.

use web_sys::{HtmlCanvasElement, Node};
use yew::prelude::*;

use crate::lab::{Layer, Look, Off};
use crate::paint::{self, Range, Tones};
use crate::text::{Text, number};
use crate::view::kit::store::use_shared;
use crate::view::kit::written::say;
use crate::view::live::{Follower, Frame};
use crate::view::weights::mark;
use crate::web::surface::Surface;

#[derive(Properties, PartialEq)]
pub struct MapCanvasProps {
    /// Whose map.
    pub layer: Layer,
    /// Which map of the layer, from 0.
    pub channel: usize,
    /// Columns of the map.
    pub width: usize,
    /// Rows of the map.
    pub height: usize,
    /// What it is, for those who do not see it.
    pub label: AttrValue,
    /// Whether its range stands under it.
    pub caption: bool,
}

/// The canvas of one map. Renders once; after that only the fast lane touches it.
#[component]
pub fn MapCanvas(props: &MapCanvasProps) -> Html {
    let shared = use_shared();
    let (canvas, low, high) = (use_node_ref(), use_node_ref(), use_node_ref());
    {
        let (canvas, low, high) = (canvas.clone(), low.clone(), high.clone());
        let (layer, channel, caption) = (props.layer, props.channel, props.caption);
        let text = shared.text;
        let size = (props.width, props.height);
        use_effect_with((layer, channel, size, caption, text.language), move |_| {
            let attachment = canvas.cast::<HtmlCanvasElement>().and_then(|canvas| {
                let surface = Surface::of(&canvas)?;
                let captions = low.cast().zip(high.cast()).filter(|_| caption);
                let follower = MapFollower {
                    layer,
                    channel,
                    canvas,
                    surface,
                    captions,
                    text,
                    told: None,
                    shown: None,
                    clipped: "",
                };
                Some(shared.live.attach(follower))
            });
            move || drop(attachment)
        });
    }
    html! {
        <span class="map">
            <canvas ref={canvas} data-testid="map" data-layer={props.layer.id()} role="img"
                data-channel={props.channel.to_string()} aria-label={props.label.clone()}
                width={props.width.to_string()} height={props.height.to_string()} />
            if props.caption {
                <span class="range" aria-hidden="true" translate="no"><span ref={high} /><span ref={low} /></span>
            }
        </span>
    }
}

struct MapFollower {
    layer: Layer,
    channel: usize,
    canvas: HtmlCanvasElement,
    surface: Surface,
    captions: Option<(Node, Node)>,
    text: &'static Text,
    /// Whether it is marked as off, and with which use.
    told: Option<(bool, Option<f32>)>,
    /// The range that stands there, if one was written: there may be none.
    shown: Option<Option<Range>>,
    /// At which ends of the painted range the map goes beyond it.
    clipped: &'static str,
}

/// At which ends cells in `own` are clipped, for scripts and for the style sheet.
fn clipped(tones: Tones, own: Range) -> &'static str {
    match (own.low < tones.range.low, own.high > tones.range.high) {
        _ if !tones.clips => "",
        (true, true) => "low high",
        (true, false) => "low",
        (false, true) => "high",
        (false, false) => "",
    }
}

impl MapFollower {
    /// Says whether the map is off, and at the last layer of its stage what it is for.
    fn tell_use(&mut self, frame: &Frame) {
        let Some(stage) = self.layer.stage() else { return };
        let (scene, channel) = (frame.scene, self.channel);
        let off = scene.network().off.contains(&Off::Map { stage, channel });
        let known = scene.use_of(stage, channel).filter(|_| self.layer == Layer::Pool(stage));
        if self.told == Some((off, known)) {
            return;
        }
        self.told = Some((off, known));
        let Some(button) = mark(&self.canvas, ".choose", off, self.text) else { return };
        let _ = button.set_attribute("data-use", &known.map_or(String::new(), number::signed));
        // The weaker half is to be seen too.
        let share = known.map_or(0.0, |known| known.abs().min(1.0).sqrt());
        let _ = button.set_attribute("style", &format!("--use:{share}"));
    }
}

impl Follower for MapFollower {
    fn can_wait(&self, frame: &Frame) -> bool {
        frame.repaints(self.layer)
    }

    fn follow(&mut self, frame: &mut Frame) {
        if frame.all || frame.changes.uses {
            self.tell_use(frame);
        }
        if !frame.repaints(self.layer) || !frame.scene.has(self.layer, self.channel) {
            return;
        }
        let cells = frame.cells(self.layer, self.channel);
        let own = cells.map(Range::of);
        let tones = frame.tones(self.layer, own.unwrap_or(Range { low: 0.0, high: 0.0 }));
        frame.pixels.paint(&self.surface, |rgba| match cells {
            Some(cells) => tones.paint(cells, rgba),
            None => paint::paint_flat(tones.table, rgba),
        });
        let clipped = own.map_or("", |own| clipped(tones, own));
        if self.clipped != clipped {
            self.clipped = clipped;
            let button = self.canvas.closest(".choose").ok().flatten();
            let marked = [Some(self.canvas.as_ref()), button.as_ref()];
            for element in marked.into_iter().flatten() {
                let _ = element.set_attribute("data-clipped", clipped);
            }
        }
        // Numbers change less often than cells do, and each one costs more than the map.
        if self.shown != Some(own) {
            self.shown = Some(own);
            let exact =
                |end: fn(Range) -> f32| own.map_or(String::new(), |own| end(own).to_string());
            // Constant attribute names are valid.
            let _ = self.canvas.set_attribute("data-min", &exact(|own| own.low));
            let _ = self.canvas.set_attribute("data-max", &exact(|own| own.high));
            if let Some((low, high)) = &self.captions {
                // A map that is the same everywhere has one value: it stands in the middle, once.
                let [least, most] = own.map_or([String::new(), String::new()], |own| {
                    let high =
                        if own.low == own.high { String::new() } else { number::tight(own.high) };
                    [number::tight(own.low), high]
                });
                say(low, &least);
                say(high, &most);
            }
        }
    }
}

#[derive(Properties, PartialEq)]
pub struct CompositeCanvasProps {
    /// Whose maps.
    pub layer: Layer,
    /// Columns of each map.
    pub width: usize,
    /// Rows of each map.
    pub height: usize,
    /// What it is, for those who do not see it.
    pub label: AttrValue,
}

/// Three maps of a layer as the red, green and blue of one picture.
#[component]
pub fn CompositeCanvas(props: &CompositeCanvasProps) -> Html {
    let shared = use_shared();
    let canvas = use_node_ref();
    {
        let canvas = canvas.clone();
        let layer = props.layer;
        use_effect_with((layer, props.width, props.height), move |_| {
            let attachment = canvas.cast::<HtmlCanvasElement>().and_then(|canvas| {
                let surface = Surface::of(&canvas)?;
                Some(shared.live.attach(CompositeFollower { layer, surface }))
            });
            move || drop(attachment)
        });
    }
    html! {
        <span class="map composite">
            <canvas ref={canvas} role="img" data-testid="composite" data-layer={props.layer.id()}
                aria-label={props.label.clone()}
                width={props.width.to_string()} height={props.height.to_string()} />
        </span>
    }
}

struct CompositeFollower {
    layer: Layer,
    surface: Surface,
}

impl Follower for CompositeFollower {
    fn follow(&mut self, frame: &mut Frame) {
        if !frame.repaints(self.layer) || !frame.scene.has(self.layer, 0) {
            return;
        }
        let display = frame.display;
        let all = frame.layer_cells(self.layer);
        // Of gradients and differences grey is zero. All three have one range, or their light would not tell which is
        // stronger.
        let Tones { range, table, .. } = display.tones(frame.signed(), Range::of(all));
        if all.is_empty() {
            return frame.pixels.paint(&self.surface, |rgba| paint::paint_flat(table, rgba));
        }
        let maps = Look::rgb_of(display.look.rgb, frame.scene.shape(self.layer).channels)
            .map(|channel| frame.cells(self.layer, channel).map(|cells| (cells, range)));
        frame.pixels.paint(&self.surface, |rgba| paint::composite(maps, rgba));
    }
}
