//! Which cells a cell depends on, and which depend on it. The one place that knows: outlines, animation and arithmetic
//! all ask here.

use std::ops::Range;

use super::{Cell, Layer, layer_at, position, shape};
use crate::nn::{Architecture, OutputActivation, Pooling, Shape};

/// A block of cells of one layer: the same rows and columns in neighbouring maps. The vector's are told as cells of
/// the maps that it was made of, where they are a block too.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Region {
    /// Which maps.
    pub channels: Range<usize>,
    /// Which rows of each.
    pub rows: Range<usize>,
    /// Which columns of each.
    pub columns: Range<usize>,
}

impl Region {
    fn whole(shape: Shape) -> Self {
        Self { channels: 0..shape.channels, rows: 0..shape.height, columns: 0..shape.width }
    }

    /// Whether there is no cell in it.
    pub fn is_empty(&self) -> bool {
        self.channels.is_empty() || self.rows.is_empty() || self.columns.is_empty()
    }

    /// Whether `cell`, which is of the region's layer, is in it.
    pub fn contains(&self, architecture: &Architecture, cell: Cell) -> bool {
        let Cell { channel, row, column, .. } = in_maps(architecture, cell);
        self.channels.contains(&channel)
            && self.rows.contains(&row)
            && self.columns.contains(&column)
    }
}

/// A cell of the vector as the cell of the last maps that it is; any other as it is.
fn in_maps(architecture: &Architecture, cell: Cell) -> Cell {
    match cell.layer {
        Layer::Vector => {
            let last = Layer::Pool(architecture.stages().len() - 1);
            Cell { layer: Layer::Vector, ..Cell::of(architecture, last, cell.row) }
        }
        _ => cell,
    }
}

/// The shape of a layer in which its regions are told.
fn grid(architecture: &Architecture, layer: Layer) -> Shape {
    if layer == Layer::Vector { architecture.flattened() } else { shape(architecture, layer) }
}

/// How a layer reads the one before it.
#[derive(Clone, Copy)]
enum Link {
    /// Each cell the one in its place.
    Same,
    /// Each cell k×k cells from its own place on, of every map.
    Window(usize),
    /// Each cell 2×2 cells; an odd last row and column have no reader.
    Halves,
    /// Each cell all of them.
    Whole,
}

impl Link {
    fn of(architecture: &Architecture, layer: Layer) -> Self {
        match layer {
            Layer::Conv(stage) => Self::Window(architecture.stages()[stage].kernel),
            Layer::Pool(stage) => match architecture.stages()[stage].pooling {
                Pooling::None => Self::Same,
                Pooling::Max | Pooling::Average => Self::Halves,
            },
            Layer::Linear => Self::Whole,
            Layer::Output => match architecture.head().activation {
                OutputActivation::Softmax => Self::Whole,
                OutputActivation::None | OutputActivation::Sigmoid => Self::Same,
            },
            Layer::Input | Layer::Activation(_) | Layer::Vector => Self::Same,
        }
    }

    /// What `region` is made of, in the layer before, which has the shape `before`.
    fn read(self, region: Region, before: Shape) -> Region {
        let Region { channels, rows, columns } = region;
        let window = |side: usize, cells: Range<usize>| cells.start..cells.end + side - 1;
        let halves = |cells: Range<usize>| 2 * cells.start..2 * cells.end;
        match self {
            Self::Same => Region { channels, rows, columns },
            Self::Window(side) => Region {
                channels: 0..before.channels,
                rows: window(side, rows),
                columns: window(side, columns),
            },
            Self::Halves => Region { channels, rows: halves(rows), columns: halves(columns) },
            Self::Whole => Region::whole(before),
        }
    }

    /// What is made of `region`, in the layer after, which has the shape `after`.
    fn feed(self, region: Region, after: Shape) -> Region {
        let Region { channels, rows, columns } = region;
        let window = |side: usize, cells: Range<usize>, length: usize| {
            (cells.start + 1).saturating_sub(side)..cells.end.min(length)
        };
        let halves =
            |cells: Range<usize>, length: usize| cells.start / 2..cells.end.div_ceil(2).min(length);
        match self {
            Self::Same => Region { channels, rows, columns },
            Self::Window(side) => Region {
                channels: 0..after.channels,
                rows: window(side, rows, after.height),
                columns: window(side, columns, after.width),
            },
            Self::Halves => Region {
                channels,
                rows: halves(rows, after.height),
                columns: halves(columns, after.width),
            },
            Self::Whole => Region::whole(after),
        }
    }
}

/// What `cell` has to do with `layer`: of an earlier layer its receptive field, the cells that it depends on; of a
/// later one the cells that depend on it; of its own layer itself. Empty where nothing does.
///
/// Both go layer by layer. A k×k convolution turns rows a…b into a…b + k − 1 of every map before it, and forward into
/// a − k + 1…b of every map after it; 2×2 pooling turns a…b into 2a…2b + 1, and forward into ⌊a/2⌋…⌊b/2⌋.
///
/// # Panics
/// If the network does not have the cell or the layer.
pub fn region(architecture: &Architecture, cell: Cell, layer: Layer) -> Region {
    let stages = architecture.stages().len();
    let (here, there) = (position(cell.layer, stages), position(layer, stages));
    let Cell { channel, row, column, .. } = in_maps(architecture, cell);
    let mut region =
        Region { channels: channel..channel + 1, rows: row..row + 1, columns: column..column + 1 };
    for step in (there..here).rev() {
        let link = Link::of(architecture, layer_at(step + 1, stages));
        region = link.read(region, grid(architecture, layer_at(step, stages)));
    }
    for step in here..there {
        let after = layer_at(step + 1, stages);
        region = Link::of(architecture, after).feed(region, grid(architecture, after));
        if region.is_empty() {
            return Region::default();
        }
    }
    region
}
