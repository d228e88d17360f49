//! How the lab is looked at: what undo leaves alone.

use super::{Patch, Scope};
use crate::digits::Tool;
use crate::nn::initialise::WeightRange;

/// Over what the colours of a map are stretched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RangeMode {
    /// Each map over its own minimum and maximum.
    PerMap,
    /// Every map of a layer over the same minimum and maximum.
    Common,
}

/// What is selected, and how things are shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct View {
    /// The patch in the inspector. The network always has it.
    pub selection: Patch,
    /// How far the inspector's edits reach.
    pub scope: Scope,
    /// The maps' colour range.
    pub range: RangeMode,
    /// Whether the first three maps are also shown as one RGB picture.
    pub composite: bool,
    /// Whether the input is shown as numbers.
    pub numbers: bool,
    /// What the pointer does on the pad.
    pub tool: Tool,
    /// The line's width, in parts of the pad's side: [`View::THINNEST`] to [`View::THICKEST`].
    pub brush: f32,
    /// From which range random weights are drawn.
    pub weight_range: WeightRange,
    /// The seed of the next random weights.
    pub seed: u32,
}

impl View {
    /// The thinnest brush: less than a pixel of the 28.
    pub const THINNEST: f32 = 0.02;
    /// The thickest brush: seven pixels of the 28.
    pub const THICKEST: f32 = 0.25;
}

impl Default for View {
    fn default() -> Self {
        Self {
            selection: Patch::Kernel { stage: 0, output: 0, input: 0 },
            scope: Scope::This,
            range: RangeMode::PerMap,
            composite: false,
            numbers: false,
            tool: Tool::Pen,
            brush: 0.08,
            weight_range: WeightRange::MinusOneToOne,
            seed: 1,
        }
    }
}
