//! What stands in the X-ray's panel, for the hands that change it.

use std::cell::Cell;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, Event, HtmlCanvasElement, MouseEvent};

use super::sum::Strip;
use crate::lab::Patch;
use crate::web::pointer;

/// Which weight is being typed.
pub type Typed = Option<(Patch, usize)>;

/// What was written last.
#[derive(Default)]
pub struct Shown {
    /// The parts of the sum, if a sum stands there.
    pub patches: Vec<Patch>,
    /// Which of them stands there cell by cell, and its weights.
    pub part: usize,
    pub weights: Vec<f32>,
    /// How all parts lie in one picture, if they do.
    pub strip: Option<Strip>,
    /// The weight that is being typed: whatever else stands there with the next frame, it is still.
    pub typed: Cell<Typed>,
}

/// The number in the attribute `name` of what an event is about, if that is in a `selector`.
pub fn number(event: &Event, selector: &str, name: &str) -> Option<usize> {
    let target: Element = event.target()?.dyn_into().ok()?;
    target.closest(selector).ok()??.get_attribute(name)?.parse().ok()
}

impl Shown {
    /// The weights that stand there cell by cell.
    pub fn patch(&self) -> Option<Patch> {
        self.patches.get(self.part).copied()
    }

    /// The weight that an event is about, if it is about one: its place and its value.
    pub fn weight_under(&self, event: &Event) -> Option<(Patch, usize, f32)> {
        let index = number(event, "[data-index]", "data-index")?;
        Some((self.patch()?, index, *self.weights.get(index)?))
    }

    /// The part that a click means.
    pub fn part_under(&self, event: &MouseEvent) -> Option<Patch> {
        let part = number(event, "[data-part]", "data-part").or_else(|| {
            let canvas: HtmlCanvasElement = event.target()?.dyn_into().ok()?;
            let Strip { shape, columns, .. } = self.strip?;
            let (height, width) = (canvas.height() as usize, canvas.width() as usize);
            let (row, column) = pointer::cell(event, &canvas, height, width);
            Some(row / (shape.0 + 1) * columns + column / (shape.1 + 1))
        });
        self.patches.get(part?).copied()
    }
}
