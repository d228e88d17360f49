//! Outlines in every map, in the network's image and on the pad: what the explained cell is made of, and what it goes
//! into.

use std::fmt::Write as _;
use web_sys::Element;

use crate::digits::prepare::Placement;
use crate::lab::xray::{Cell, Region, layers, region, shape};
use crate::lab::{Layer, Scene};
use crate::nn::architecture::INPUT;
use crate::nn::{Architecture, Pooling, Shape};
use crate::view::live::{Dreaming, Follower, Frame, Slide};

/// All maps of a layer share the outline's place, which stands as style variables on what holds them; a mark on that,
/// or on a single map, says where it is drawn. The style sheet does the rest, so that a move of the pointer costs a few
/// attributes a layer and no canvas.
pub struct TraceFollower {
    root: Element,
    /// What carries a mark now.
    marked: Vec<Element>,
}

// Constant names of attributes and well-formed selectors are valid, so none of this fails.
impl Follower for TraceFollower {
    fn follow(&mut self, frame: &mut Frame) {
        let anew = frame.all || frame.pointed_anew || frame.changes.rebuilt;
        if anew || frame.changes.image && frame.pointed.cell.is_some() {
            self.mark_pixels(frame);
        }
        if !anew {
            return;
        }
        for element in self.marked.drain(..) {
            let _ = element.remove_attribute("data-trace");
            let _ = element.remove_attribute("data-dropped");
            let _ = element.remove_attribute("data-slide");
        }
        let Some(cell) = frame.pointed.cell else { return };
        // The layers before the cell's own come first.
        let mut mark = "field";
        for layer in layers(frame.scene.architecture()) {
            if layer == cell.layer {
                self.mark(frame.scene, cell, layer, "here");
                if frame.pointed.slide != Slide::Off {
                    self.veil(cell);
                }
                mark = "cone";
            } else {
                self.mark(frame.scene, cell, layer, mark);
            }
        }
    }
}

impl TraceFollower {
    /// Outlines in the maps inside `root`, which stands in `<main>` beside pad and image.
    pub fn new(root: Element) -> Self {
        Self { root, marked: Vec::new() }
    }

    /// The pixels, in the network's image and on the pad, of which that is a piece.
    fn mark_pixels(&self, frame: &Frame) {
        let field =
            frame.pointed.cell.map(|cell| region(frame.scene.architecture(), cell, Layer::Input));
        let Ok(Some(main)) = self.root.closest("main") else { return };
        for (selector, on_pad) in [(".traced i", false), (".pad i", true)] {
            let Ok(Some(outline)) = main.query_selector(selector) else { continue };
            // A dream's image is not the one on the pad.
            let seen = !on_pad || frame.dreaming == Dreaming::No;
            let Some(field) = field.as_ref().filter(|_| seen) else {
                let _ = outline.remove_attribute("style");
                continue;
            };
            let whole = Placement { x: 0.0, y: 0.0, side: 1.0 };
            let Placement { x, y, side } = if on_pad { frame.scene.placement() } else { whole };
            let part = |start: f32, cells: usize| {
                100.0 * (start + side * cells as f32 / INPUT.width as f32)
            };
            let _ = outline.set_attribute(
                "style",
                &format!(
                    "left:{}%;top:{}%;width:{}%;height:{}%",
                    part(x, field.columns.start),
                    part(y, field.rows.start),
                    part(0.0, field.columns.len()),
                    part(0.0, field.rows.len()),
                ),
            );
        }
    }

    /// Veils what of the cell's map the window has not made yet.
    fn veil(&mut self, cell: Cell) {
        if let Some(map) = self.map(cell.layer, cell.channel) {
            let _ = map.set_attribute("data-slide", "");
            self.marked.push(map);
        }
    }

    /// What holds the canvas of a map.
    fn map(&self, layer: Layer, channel: usize) -> Option<Element> {
        let canvas = format!("canvas[data-layer={}][data-channel='{channel}']", layer.id());
        self.root.query_selector(&canvas).ok()??.closest(".map").ok()?
    }

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
        let marked = if all || layer == Layer::Vector {
            Some(maps)
        } else {
            self.map(layer, region.channels.start)
        };
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
