//! The pad's ink: strokes as antialiased coverage.

use super::capsule::Capsule;
use super::resample::{Axis, box_average};
use super::{Drawing, GreyImage, PenPoint, Stroke, Tool, prepare};

/// A rectangle of ink cells that changed: `x0..x1`, `y0..y1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Area {
    /// First column.
    pub x0: usize,
    /// First row.
    pub y0: usize,
    /// One past the last column.
    pub x1: usize,
    /// One past the last row.
    pub y1: usize,
}

/// The pad at ten cells a pixel of the network's image.
#[derive(Clone, Debug)]
pub struct Ink {
    cells: Vec<u8>,
}

impl Ink {
    /// The side of the pad, in cells: 10 for each of the 28 pixels.
    pub const SIDE: usize = 280;

    /// An empty pad.
    pub fn new() -> Self {
        Self { cells: vec![0; Self::SIDE * Self::SIDE] }
    }

    /// Every cell, row-major: 0 is paper, 255 is ink.
    pub fn cells(&self) -> &[u8] {
        &self.cells
    }

    /// Redraws everything: the picture, each of its pixels over its share of the pad, then the strokes.
    /// A 28×28 picture comes back from [`prepare::as_drawn`] exactly.
    pub fn draw(&mut self, drawing: &Drawing) {
        self.cells.fill(0);
        if let Some(picture) = &drawing.picture {
            self.stretch(picture);
        }
        for stroke in &drawing.strokes {
            self.add_stroke(stroke);
        }
    }

    /// Adds one piece of a stroke, from `a` to `b` (the same point: a dot), and says what it may have changed;
    /// `None` where it lies outside or a number is not finite. Pieces of one stroke may be added as they
    /// come: drawing a stroke piece by piece leaves the same cells as [`Ink::draw`].
    pub fn add_segment(
        &mut self,
        tool: Tool,
        width: f32,
        a: PenPoint,
        b: PenPoint,
    ) -> Option<Area> {
        let capsule = Capsule::new(width, a, b)?;
        let area = capsule.area();
        let mut line = [0; Self::SIDE];
        for y in area.y0..area.y1 {
            let (x0, x1) = capsule.columns(y);
            let line = &mut line[..x1 - x0];
            capsule.coverage(y, x0, line);
            let cells = self.cells[y * Self::SIDE..][x0..x1].iter_mut().zip(line);
            match tool {
                Tool::Pen => cells.for_each(|(cell, ink)| *cell = (*cell).max(*ink)),
                Tool::Eraser => cells.for_each(|(cell, ink)| *cell = (*cell).min(255 - *ink)),
            }
        }
        Some(area)
    }

    /// Whether there is nothing to see: no ink, or only a trace that no pixel of [`prepare::as_drawn`]
    /// would show.
    pub fn is_blank(&self) -> bool {
        prepare::as_drawn(self).iter().all(|&pixel| pixel == 0)
    }

    fn add_stroke(&mut self, stroke: &Stroke) {
        for (a, b) in stroke.pieces() {
            self.add_segment(stroke.tool, stroke.width, a, b);
        }
    }

    fn stretch(&mut self, picture: &GreyImage) {
        let GreyImage { width, height, ref pixels } = *picture;
        if width == 0 || Some(pixels.len()) != width.checked_mul(height) {
            return;
        }
        let rows = Axis::stretch(height, Self::SIDE);
        let columns = Axis::stretch(width, Self::SIDE);
        box_average(pixels, width, rows, columns, &mut vec![0.0; width], &mut self.cells);
    }
}

impl Default for Ink {
    fn default() -> Self {
        Self::new()
    }
}
