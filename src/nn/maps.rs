//! Feature maps: `[C, H, W]`, row-major.

/// The size of a stack of maps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    /// C: how many maps.
    pub channels: usize,
    /// H: rows of each map.
    pub height: usize,
    /// W: columns of each map.
    pub width: usize,
}

impl Shape {
    /// A shape of `channels` maps of `height` × `width`.
    pub const fn new(channels: usize, height: usize, width: usize) -> Self {
        Self { channels, height, width }
    }

    /// Cells of one map: H·W.
    pub const fn area(self) -> usize {
        self.height * self.width
    }

    /// Cells of all maps: C·H·W.
    pub const fn len(self) -> usize {
        self.channels * self.area()
    }

    /// Whether there is no cell at all.
    pub const fn is_empty(self) -> bool {
        self.len() == 0
    }
}

/// A stack of maps with its shape.
#[derive(Clone, Debug, PartialEq)]
pub struct Maps {
    shape: Shape,
    cells: Vec<f32>,
}

impl Maps {
    /// Maps of zeros.
    pub fn zeros(shape: Shape) -> Self {
        Self { shape, cells: vec![0.0; shape.len()] }
    }

    /// The size of the stack.
    pub fn shape(&self) -> Shape {
        self.shape
    }

    /// Every cell, in `[C, H, W]` order.
    pub fn cells(&self) -> &[f32] {
        &self.cells
    }

    /// Every cell, to be written.
    pub fn cells_mut(&mut self) -> &mut [f32] {
        &mut self.cells
    }

    /// The H·W cells of one map.
    pub fn channel(&self, channel: usize) -> &[f32] {
        let area = self.shape.area();
        &self.cells[channel * area..(channel + 1) * area]
    }
}
