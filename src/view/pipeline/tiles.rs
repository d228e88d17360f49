//! How a pipeline lies on the screen, and how large its maps are.

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
    /// A map's side on a wide screen, in pixels.
    wide: usize,
    /// A map's side on a narrow screen, in pixels.
    narrow: usize,
    /// In how many rows maps stand where they stand in blocks.
    rows: usize,
}

impl Tile {
    /// As CSS variables.
    pub fn style(self) -> String {
        format!("--wide:{}px;--narrow:{}px;--rows:{}", self.wide, self.narrow, self.rows)
    }

    /// With room for the RGB picture of a layer, which is one more, where there is one.
    pub fn beside(self, composite: bool) -> Self {
        Self { rows: self.rows + usize::from(composite), ..self }
    }

    /// Whether a map is too narrow for its range under it.
    pub fn is_tight(self) -> bool {
        self.wide < 36
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
