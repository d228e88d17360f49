//! Where a number comes from and where it goes: any cell of any layer, traced back to the pixels and forward to the
//! outputs, with the arithmetic that made it.

mod figure;
mod flow;
mod region;
mod spread;
mod terms;
mod walk;

pub use figure::{Figure, FigureAction};
pub use flow::{flow, flow_into};
pub use region::{Region, region};
pub use spread::{Spread, spread};
pub use terms::{Part, Terms, loss_shares, terms};
pub use walk::{after, before};

use super::Layer;
use crate::nn::architecture::INPUT;
use crate::nn::{Activations, Architecture, Shape};

/// One number of the network. A map's cell is where it stands in its map; the vector, the linear layer and the outputs
/// are one column each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// In which layer.
    pub layer: Layer,
    /// In which of its maps.
    pub channel: usize,
    /// In which row.
    pub row: usize,
    /// In which column.
    pub column: usize,
}

impl Cell {
    /// The cell in place `index` of its layer, in `[C, H, W]` order.
    pub fn of(architecture: &Architecture, layer: Layer, index: usize) -> Self {
        let shape = shape(architecture, layer);
        let (channel, place) = (index / shape.area(), index % shape.area());
        Self { layer, channel, row: place / shape.width, column: place % shape.width }
    }

    /// Its place in its layer, in `[C, H, W]` order.
    pub fn index(self, architecture: &Architecture) -> usize {
        let shape = shape(architecture, self.layer);
        (self.channel * shape.height + self.row) * shape.width + self.column
    }

    /// Its place in its own map, row by row.
    pub fn place(self, architecture: &Architecture) -> usize {
        self.row * shape(architecture, self.layer).width + self.column
    }

    /// The cell in place `place` of the same map.
    pub fn at_place(self, architecture: &Architecture, place: usize) -> Self {
        let width = shape(architecture, self.layer).width;
        Self { row: place / width, column: place % width, ..self }
    }

    /// Whether the network has such a cell.
    pub fn exists(self, architecture: &Architecture) -> bool {
        let has_stage = self.layer.stage().is_none_or(|stage| stage < architecture.stages().len());
        has_stage && {
            let Shape { channels, height, width } = shape(architecture, self.layer);
            self.channel < channels && self.row < height && self.column < width
        }
    }

    /// Its value; `None` where the network has no such cell.
    pub fn value(self, architecture: &Architecture, activations: &Activations) -> Option<f32> {
        let cells = self.layer.of(activations).1;
        self.exists(architecture).then(|| cells.get(self.index(architecture)).copied())?
    }

    /// The cell that is meant by so many steps down and to the right: the nearest that the map has.
    pub fn moved(self, architecture: &Architecture, down: isize, right: isize) -> Self {
        let shape = shape(architecture, self.layer);
        let row = self.row.saturating_add_signed(down).min(shape.height - 1);
        let column = self.column.saturating_add_signed(right).min(shape.width - 1);
        Self { row, column, ..self }
    }
}

/// The shape in which the cells of a layer are addressed. The vector, the linear layer and the outputs are columns.
///
/// # Panics
/// If the network does not have the layer's stage.
pub fn shape(architecture: &Architecture, layer: Layer) -> Shape {
    match layer {
        Layer::Input => INPUT,
        Layer::Conv(stage) | Layer::Activation(stage) => architecture.stage_shapes(stage).conv,
        Layer::Pool(stage) => architecture.stage_shapes(stage).pool,
        Layer::Vector => Shape::new(1, architecture.flattened().len(), 1),
        Layer::Linear | Layer::Output => Shape::new(1, architecture.head().outputs, 1),
    }
}

/// Every layer, from the image to the outputs.
pub fn layers(architecture: &Architecture) -> impl Iterator<Item = Layer> + use<> {
    let stages = architecture.stages().len();
    (0..=3 * stages + 3).map(move |position| layer_at(position, stages))
}

/// The layer that comes so many after the image, in a network of so many stages.
fn layer_at(position: usize, stages: usize) -> Layer {
    let Some(position) = position.checked_sub(1) else { return Layer::Input };
    let (stage, within) = (position / 3, position % 3);
    match (stage < stages, within) {
        (true, 0) => Layer::Conv(stage),
        (true, 1) => Layer::Activation(stage),
        (true, _) => Layer::Pool(stage),
        (false, 0) => Layer::Vector,
        (false, 1) => Layer::Linear,
        (false, _) => Layer::Output,
    }
}

/// How many layers come before one, in a network of so many stages.
fn position(layer: Layer, stages: usize) -> usize {
    match layer {
        Layer::Input => 0,
        Layer::Conv(stage) => 3 * stage + 1,
        Layer::Activation(stage) => 3 * stage + 2,
        Layer::Pool(stage) => 3 * stage + 3,
        Layer::Vector => 3 * stages + 1,
        Layer::Linear => 3 * stages + 2,
        Layer::Output => 3 * stages + 3,
    }
}
