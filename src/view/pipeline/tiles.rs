//! How a pipeline lies on the screen, and how large its maps are.

use crate::nn::architecture::INPUT;
use crate::nn::{Architecture, Shape};

/// How a pipeline lies on a wide screen. (A narrow one always stacks.)
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrangement {
    /// A few big maps: each stage a column, layers from top to bottom.
    Stacked,
    /// Channels as rows, layers from left to right, the kernels before their map.
    Rows,
    /// Too many for rows: each layer a block of tiles.
    Tiles,
}

impl Arrangement {
    /// What suits `architecture`.
    pub fn of(architecture: &Architecture) -> Self {
        match architecture.stages().iter().map(|stage| stage.channels).max() {
            Some(0..=2) | None => Self::Stacked,
            Some(3..=6) => Self::Rows,
            Some(_) => Self::Tiles,
        }
    }

    /// The style sheet's name for it.
    pub fn class(self) -> &'static str {
        match self {
            Self::Stacked => "stacked",
            Self::Rows => "rows",
            Self::Tiles => "tiles",
        }
    }
}

/// Where a layer stands in the pipeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LayerPlace {
    /// The image.
    Input,
    /// A convolution's maps, before or after the activation.
    Conv,
    /// Pooled maps.
    Pool,
    /// The weights of the linear layer.
    Linear,
}

/// How large a layer's maps are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tile {
    /// A map's side on a wide screen, in units that grow with the screen (see [`extent`]).
    wide: usize,
    /// A map's side on a narrow screen, in pixels.
    narrow: usize,
    /// In how many rows maps stand where they stand in blocks.
    rows: usize,
}

impl Tile {
    /// As CSS variables.
    pub fn style(self) -> String {
        format!("--wide:{};--narrow:{}px;--rows:{}", self.wide, self.narrow, self.rows)
    }

    /// With room for the RGB picture of a layer, which is one more, where there is one.
    pub fn beside(self, composite: bool) -> Self {
        Self { rows: self.rows + usize::from(composite), ..self }
    }

    /// Whether a map is too narrow for its range under it.
    pub fn is_tight(self) -> bool {
        self.wide < 40
    }
}

/// The sizes of one layer's tiles. Three stages of the usual sizes fill
/// the pipeline's place on a screen of 1280×800.
pub fn tile(architecture: &Architecture, place: LayerPlace, shape: Shape) -> Tile {
    let stages = architecture.stages();
    let most = stages.iter().map(|stage| stage.channels).max().unwrap_or(1);
    let arrangement = Arrangement::of(architecture);
    let wide = match (arrangement, place, shape.height) {
        (Arrangement::Stacked, LayerPlace::Input, _) => 120,
        (Arrangement::Stacked, _, side) => {
            let largest = if most == 1 { 150 } else { 92 };
            largest * [2, 3, 4, 5][[4, 8, 15].iter().filter(|&&limit| side >= limit).count()] / 5
        }
        (Arrangement::Rows, LayerPlace::Input, _) => 54,
        (Arrangement::Rows, LayerPlace::Conv, 20..) => 58,
        (Arrangement::Rows, LayerPlace::Conv, 10..) => 50,
        (Arrangement::Rows, LayerPlace::Conv, _) => 44,
        (Arrangement::Rows, LayerPlace::Pool, 10..) => 44,
        (Arrangement::Rows, LayerPlace::Pool, 4..) => 38,
        (Arrangement::Rows, _, _) => 30,
        (Arrangement::Tiles, LayerPlace::Input, _) => 48,
        (Arrangement::Tiles, LayerPlace::Linear, _) => 10,
        (Arrangement::Tiles, _, side) => {
            least(side) * TILES_WIDTH / blocks(architecture).max(BLOCKS_LEAST)
        }
    };
    let alone = stages.len() == 1 && arrangement == Arrangement::Rows;
    let wide = match place {
        LayerPlace::Linear if alone => 66,
        _ if alone => wide * 3 / 2,
        _ => wide,
    };
    let crowded = stages.len() > 3 && arrangement != Arrangement::Stacked;
    let wide = if crowded { wide * 4 / 5 } else { wide };
    let narrow = match most {
        1 | 2 => 104,
        3..=6 => 58,
        _ => 34,
    };
    Tile { wide, narrow, rows: shape.channels.div_ceil(columns(shape.channels)) }
}

/// The kernels before a stage's maps, in units: their columns, and how wide one is.
fn kernel_columns(architecture: &Architecture, stage: usize) -> (usize, usize) {
    let (inputs, outputs) =
        (architecture.stage_shapes(stage).input.channels, architecture.stages()[stage].channels);
    match (Arrangement::of(architecture), inputs) {
        (Arrangement::Tiles, 1) => (outputs.div_ceil(8), 14),
        (Arrangement::Tiles, _) => (inputs.div_ceil(16), 14),
        (Arrangement::Rows, 1) if architecture.stages().len() == 1 => (1, 48),
        (Arrangement::Rows, 1) => (1, 26),
        _ => (2, 18),
    }
}

/// How large the whole pipeline is, for the style sheet: `--across` and `--down` in units, which grow with the place that
/// there is, and `--beside` and `--above` in pixels, for gaps and names, which do not. `composite`: with RGB pictures.
pub fn extent(architecture: &Architecture, composite: bool) -> String {
    let stages = architecture.stages().len();
    let size = |place, shape| tile(architecture, place, shape).wide;
    let shapes: Vec<_> = (0..stages).map(|stage| architecture.stage_shapes(stage)).collect();
    let widths = |stage: usize| {
        let (conv, pool) = (shapes[stage].conv, shapes[stage].pool);
        (size(LayerPlace::Conv, conv), size(LayerPlace::Pool, pool))
    };
    let most = |of: &dyn Fn(usize) -> usize| (0..stages).map(of).max().unwrap_or_default();
    let channels = most(&|stage| shapes[stage].conv.channels) + usize::from(composite);
    let ends =
        size(LayerPlace::Input, INPUT) + size(LayerPlace::Linear, architecture.flattened()) + 9;
    let sum = |of: &dyn Fn(usize) -> usize| (0..stages).map(of).sum::<usize>();
    let in_line = |stage: usize| {
        let ((conv, pool), (columns, kernel)) =
            (widths(stage), kernel_columns(architecture, stage));
        (2 * conv + pool, columns * kernel)
    };
    let (across, beside, down, above) = match Arrangement::of(architecture) {
        Arrangement::Stacked => {
            let side = |stage| widths(stage).0;
            (
                ends + sum(&side) * channels,
                40 * (stages + 1),
                50 + most(&|stage| 2 * widths(stage).0 + widths(stage).1),
                180,
            )
        }
        Arrangement::Rows => {
            let gaps = if stages == 1 { 130 } else { 44 * stages + 24 };
            let across = sum(&|stage| in_line(stage).0 + in_line(stage).1);
            (ends + across, gaps, channels * most(&|stage| widths(stage).0), 40 + 20 * channels)
        }
        Arrangement::Tiles => {
            let count = |stage: usize| columns(shapes[stage].conv.channels);
            let across = sum(&|stage| in_line(stage).0 * count(stage) + in_line(stage).1);
            let rows = most(&|stage| shapes[stage].conv.channels.div_ceil(count(stage)));
            let last = columns(architecture.flattened().channels);
            let high = most(&|stage| widths(stage).0) * rows;
            (ends + across + 10 * last, 90 * stages + 80 + 8 * sum(&count), high, 40 + 2 * rows)
        }
    };
    format!(
        "--across:{across};--beside:{beside}px;--down:{down};--above:{above}px;--maps:{channels}"
    )
}

/// How wide all blocks of tiles may be together, in pixels.
const TILES_WIDTH: usize = 416;
/// With fewer of them tiles grow no further.
const BLOCKS_LEAST: usize = TILES_WIDTH * 2 / 3;

/// The side of a map of `side` cells among the most that there may be.
fn least(side: usize) -> usize {
    match side {
        20.. => 28,
        13.. => 20,
        8.. => 22,
        5.. => 16,
        3.. => 13,
        _ => 10,
    }
}

/// In how many columns so many tiles stand.
fn columns(channels: usize) -> usize {
    if channels <= 8 { 1 } else { channels.div_ceil(16).max(2) }
}

/// How wide the blocks of all layers are together while their tiles are small.
fn blocks(architecture: &Architecture) -> usize {
    let stages = (0..architecture.stages().len()).map(|stage| architecture.stage_shapes(stage));
    let width = |shape: Shape| columns(shape.channels) * least(shape.height);
    stages.map(|shapes| 2 * width(shapes.conv) + width(shapes.pool)).sum()
}
