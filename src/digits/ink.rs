//! The pad's ink: strokes as antialiased coverage.

use super::{Drawing, PenPoint, Tool};

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

    /// Redraws everything.
    pub fn draw(&mut self, drawing: &Drawing) {
        let _ = drawing;
        todo!()
    }

    /// Adds one piece of a stroke, from `a` to `b` (the same point: a dot), and says what it may have changed;
    /// `None` where it lies outside. Pieces of one stroke may be added as they come: drawing a stroke piece
    /// by piece leaves the same cells as [`Ink::draw`].
    pub fn add_segment(&mut self, tool: Tool, width: f32, a: PenPoint, b: PenPoint) -> Option<Area> {
        let _ = (tool, width, a, b);
        todo!()
    }

    /// Whether there is nothing to see: no ink, or only a trace that no pixel would show.
    pub fn is_blank(&self) -> bool {
        todo!()
    }
}

impl Default for Ink {
    fn default() -> Self {
        Self::new()
    }
}
