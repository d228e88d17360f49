//! One feature map on its canvas, with its range.

use web_sys::{HtmlCanvasElement, Node};
use yew::prelude::*;

use super::colours;
use super::live::{Follower, Frame};
use super::store::use_shared;
use crate::lab::Layer;
use crate::paint::{self, Range};
use crate::text::number;
use crate::web::surface::Surface;

/// The range that is painted: around zero where the colours are.
fn painted(layer: Layer, range: Range) -> Range {
    if colours::is_signed(layer) { range.symmetric() } else { range }
}

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
    #[prop_or_default]
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
        use_effect_with((layer, channel, props.width, props.height, caption), move |_| {
            let attachment = canvas.cast::<HtmlCanvasElement>().and_then(|canvas| {
                let surface = Surface::of(&canvas)?;
                let captions = low.cast().zip(high.cast()).filter(|_| caption);
                let follower =
                    MapFollower { layer, channel, canvas, surface, captions, shown: None };
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
                <span class="range" aria-hidden="true"><span ref={low} /><span ref={high} /></span>
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
    shown: Option<Range>,
}

impl Follower for MapFollower {
    fn follow(&mut self, frame: &mut Frame) {
        if !frame.concerns(self.layer) || !frame.scene.has(self.layer, self.channel) {
            return;
        }
        let scene = frame.scene;
        let cells = scene.channel(self.layer, self.channel);
        let own = Range::of(cells);
        let range = painted(self.layer, frame.range(self.layer, own));
        let colours = colours::of(self.layer, frame.display.dark);
        frame.pixels.paint(&self.surface, |rgba| paint::paint(cells, range, colours, rgba));
        // Numbers change less often than cells do, and each one costs more than the map.
        if self.shown != Some(own) {
            self.shown = Some(own);
            // Constant attribute names are valid.
            let _ = self.canvas.set_attribute("data-min", &own.low.to_string());
            let _ = self.canvas.set_attribute("data-max", &own.high.to_string());
            if let Some((low, high)) = &self.captions {
                low.set_text_content(Some(&number::tight(own.low)));
                high.set_text_content(Some(&number::tight(own.high)));
            }
        }
    }
}

#[derive(Properties, PartialEq)]
pub struct CompositeCanvasProps {
    /// Whose first three maps.
    pub layer: Layer,
    /// Columns of each map.
    pub width: usize,
    /// Rows of each map.
    pub height: usize,
    /// What it is, for those who do not see it.
    pub label: AttrValue,
}

/// The first three maps of a layer as the red, green and blue of one picture.
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
        if !frame.concerns(self.layer) || !frame.scene.has(self.layer, 0) {
            return;
        }
        let scene = frame.scene;
        let range = Range::of(scene.maps(self.layer));
        let maps = [0, 1, 2].map(|channel| {
            scene.has(self.layer, channel).then(|| (scene.channel(self.layer, channel), range))
        });
        frame.pixels.paint(&self.surface, |rgba| paint::composite(maps, rgba));
    }
}
