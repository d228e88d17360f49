//! The map that the chosen kernel makes, beside its cells: as it is now, and as it was before the kernel was changed.

use web_sys::{Element, HtmlCanvasElement};
use yew::prelude::*;

use crate::lab::{Layer, Scene};
use crate::paint::Range;
use crate::view::kit::store::use_shared;
use crate::view::live::{Follower, Frame};
use crate::web::page;
use crate::web::surface::Surface;

/// Changes that follow each other this fast, in milliseconds, are one: what was before a drag stays in sight.
const ONE_CHANGE: f64 = 1000.0;

#[derive(Properties, PartialEq)]
pub struct KernelMapProps {
    /// Which stage, from 0.
    pub stage: usize,
    /// Which of its maps, from 0.
    pub channel: usize,
    /// Rows and columns.
    pub shape: (usize, usize),
}

#[component]
pub fn KernelMap(props: &KernelMapProps) -> Html {
    let shared = use_shared();
    let words = shared.text.first;
    let (root, before, now) = (use_node_ref(), use_node_ref(), use_node_ref());
    {
        let (root, before, now) = (root.clone(), before.clone(), now.clone());
        let live = shared.live.clone();
        use_effect_with((props.stage, props.channel, props.shape), move |&(stage, channel, _)| {
            let surface = |canvas: &NodeRef| Surface::of(&canvas.cast::<HtmlCanvasElement>()?);
            let follower = root.cast::<Element>().zip(surface(&before).zip(surface(&now)));
            let attachment = follower.map(|(root, (before, now))| {
                let layer = Layer::Conv(stage);
                let (shown, changed) = (Vec::new(), f64::NEG_INFINITY);
                live.attach(KernelMapFollower { root, layer, channel, before, now, shown, changed })
            });
            move || drop(attachment)
        });
    }
    let (rows, columns) = props.shape;
    let canvas = |canvas: NodeRef, handle: &'static str, label: &'static str| {
        html! {
            <figure class={handle}>
                <canvas ref={canvas} data-testid={handle} role="img" aria-label={label}
                    width={columns.to_string()} height={rows.to_string()} />
                <figcaption>{ label }</figcaption>
            </figure>
        }
    };
    html! {
        <div ref={root} class="kernel-map" data-testid="kernel-map" role="group" aria-label={words.map_title}>
            { canvas(before, "map-before", words.before) }
            <span class="arrow" aria-hidden="true">{ "→" }</span>
            { canvas(now, "map-now", words.now) }
        </div>
    }
}

struct KernelMapFollower {
    /// Says in `data-changed` whether there is a map from before.
    root: Element,
    layer: Layer,
    channel: usize,
    before: Surface,
    now: Surface,
    /// The cells that are shown now.
    shown: Vec<f32>,
    /// When the kernel was last changed, by the page's clock.
    changed: f64,
}

impl KernelMapFollower {
    fn cells<'a>(&self, scene: &'a Scene) -> Option<&'a [f32]> {
        let area = scene.shape(self.layer).area();
        scene.maps(self.layer).get(self.channel * area..(self.channel + 1) * area)
    }

    fn paint(&self, cells: &[f32], onto: &Surface, frame: &mut Frame) {
        let signed = frame.display.is_signed(self.layer);
        let tones = frame.display.tones(signed, Range::of(cells));
        frame.pixels.paint(onto, |rgba| tones.paint(cells, rgba));
    }

    /// Whether there is something to compare with. A constant attribute name is valid.
    fn say_changed(&self, changed: bool) {
        let _ = self.root.set_attribute("data-changed", &changed.to_string());
    }
}

impl Follower for KernelMapFollower {
    fn follow(&mut self, frame: &mut Frame) {
        if !frame.concerns(self.layer) || !frame.scene.has(self.layer, self.channel) {
            return;
        }
        let scene = frame.scene;
        let Some(cells) = self.cells(scene) else { return };
        let same_drawing = !frame.changes.image && self.shown.len() == cells.len();
        if !same_drawing {
            self.say_changed(false);
            self.changed = f64::NEG_INFINITY;
        } else if self.shown != cells {
            let time = page::now();
            if time - self.changed > ONE_CHANGE {
                self.paint(&self.shown, &self.before, frame);
                self.say_changed(true);
            }
            self.changed = time;
        }
        self.paint(cells, &self.now, frame);
        self.shown.clear();
        self.shown.extend_from_slice(cells);
    }
}
