//! Outlines in every map: what the explained cell is made of, and what it goes into.

use std::fmt::Write as _;
use web_sys::Element;
use yew::prelude::*;

use super::super::live::{Follower, Frame};
use super::super::store::use_shared;
use crate::lab::xray::{Cell, Region, layers, region, shape};
use crate::lab::{Layer, Scene};
use crate::nn::{Architecture, Pooling, Shape};

/// Outlines cells in the maps inside `root`.
#[hook]
pub fn use_trace(root: &NodeRef) {
    let (root, live) = (root.clone(), use_shared().live);
    use_effect_with((), move |()| {
        let attachment = root
            .cast::<Element>()
            .map(|root| live.attach(TraceFollower { root, marked: Vec::new() }));
        move || drop(attachment)
    });
}

/// All maps of a layer share the outline's place, which stands as style variables on what holds them; a mark on that,
/// or on a single map, says where it is drawn. The style sheet does the rest, so that a move of the pointer costs a few
/// attributes a layer and no canvas.
struct TraceFollower {
    root: Element,
    /// What carries a mark now.
    marked: Vec<Element>,
}

// Constant names of attributes and well-formed selectors are valid, so none of this fails.
impl Follower for TraceFollower {
    fn follow(&mut self, frame: &mut Frame) {
        if !(frame.all || frame.pointed_anew || frame.changes.rebuilt) {
            return;
        }
        for element in self.marked.drain(..) {
            let _ = element.remove_attribute("data-trace");
            let _ = element.remove_attribute("data-dropped");
        }
        let Some(cell) = frame.pointed.cell else { return };
        // The layers before the cell's own come first.
        let mut mark = "field";
        for layer in layers(frame.scene.architecture()) {
            if layer == cell.layer {
                self.mark(frame.scene, cell, layer, "here");
                mark = "cone";
            } else {
                self.mark(frame.scene, cell, layer, mark);
            }
        }
    }
}

impl TraceFollower {
    fn mark(&mut self, scene: &Scene, cell: Cell, layer: Layer, mark: &str) {
        let architecture = scene.architecture();
        let region = region(architecture, cell, layer);
        if region.is_empty() {
            return;
        }
        let id = layer.id();
        let find = |selector: &str| self.root.query_selector(selector).ok().flatten();
        let Some(maps) = find(&format!("[data-maps={id}]")) else { return };
        let style = match layer {
            Layer::Vector => runs(scene, &region),
            _ => place(&region, shape(architecture, layer)),
        };
        let _ = maps.set_attribute("style", &style);
        if drops(architecture, layer) {
            let _ = maps.set_attribute("data-dropped", "");
            self.marked.push(maps.clone());
        }
        let all = region.channels.len() == shape(architecture, layer).channels;
        let single = || {
            let canvas =
                format!("canvas[data-layer={id}][data-channel=\"{}\"]", region.channels.start);
            find(&canvas)?.closest(".map").ok()?
        };
        let marked = if all || layer == Layer::Vector { Some(maps) } else { single() };
        if let Some(marked) = marked {
            let _ = marked.set_attribute("data-trace", mark);
            self.marked.push(marked);
        }
    }
}

/// Whether pooling drops the last row and column of a layer's maps.
fn drops(architecture: &Architecture, layer: Layer) -> bool {
    let Layer::Activation(stage) = layer else { return false };
    let pooled = architecture.stages()[stage].pooling != Pooling::None;
    pooled && architecture.stage_shapes(stage).conv.height % 2 == 1
}

/// Where a region lies in its map, in parts of the map's side.
fn place(region: &Region, shape: Shape) -> String {
    let Region { rows, columns, .. } = region;
    let part = |cells: usize, side: usize| cells as f32 / side as f32;
    format!(
        "--x:{};--y:{};--w:{};--h:{};--d:{}",
        part(columns.start, shape.width),
        part(rows.start, shape.height),
        part(columns.len(), shape.width),
        part(rows.len(), shape.height),
        part(1, shape.width),
    )
}

/// Which places of the vector a region of the last maps is: stripes from top to bottom.
fn runs(scene: &Scene, region: &Region) -> String {
    let flattened = scene.architecture().flattened();
    let all = flattened.len() as f32;
    let mut style = String::from("--runs:linear-gradient(transparent 0");
    for channel in region.channels.clone() {
        for row in region.rows.clone() {
            let start = (channel * flattened.height + row) * flattened.width;
            let percent = |place: usize| (start + place) as f32 / all * 100.0;
            let (from, to) = (percent(region.columns.start), percent(region.columns.end));
            // Writing to a string cannot fail.
            let _ =
                write!(style, ",transparent {from}%,var(--trace) {from}% {to}%,transparent {to}%");
        }
    }
    style.push(')');
    style
}
