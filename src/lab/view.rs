//! How the lab is looked at: what undo leaves alone.

use super::{Patch, Scope, Study};
use crate::digits::Tool;
use crate::nn::Architecture;
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
    /// The kernel in the inspector. The network always has it.
    pub kernel: Patch,
    /// The output, and the piece of its weights, on the card of the linear layer. The network always has it.
    pub linear: Patch,
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
    /// The Learn panel.
    pub study: Study,
    /// The learning rate of a step on the drawing: [`View::SMALLEST_STEP`] to [`View::LARGEST_STEP`].
    pub step_size: f32,
    /// Whether maps show ∂loss/∂ each cell instead of the cells.
    pub gradients: bool,
    /// Whether a click on a map or a kernel switches it off.
    pub switching: bool,
    /// Whether lines show what flows from map to map.
    pub flow: bool,
}

impl View {
    /// Puts `patch` where it belongs: kernels into the inspector, linear weights onto their card.
    pub(super) fn select(&mut self, patch: Patch) {
        match patch {
            Patch::Kernel { .. } => self.kernel = patch,
            Patch::Linear { .. } => self.linear = patch,
        }
    }

    /// Moves what is selected to what `architecture` has.
    pub(super) fn hold_to(&mut self, architecture: &Architecture) {
        self.kernel = self.kernel.clamp_to(architecture);
        self.linear = self.linear.clamp_to(architecture);
    }

    /// The thinnest brush: less than a pixel of the 28.
    pub const THINNEST: f32 = 0.02;
    /// The thickest brush: seven pixels of the 28.
    pub const THICKEST: f32 = 0.25;
    /// The smallest learning rate of a step on the drawing.
    pub const SMALLEST_STEP: f32 = 0.001;
    /// The largest one.
    pub const LARGEST_STEP: f32 = 1000.0;
    /// The one at first: of the round numbers the largest with which a step of every weight of the networks on
    /// offer still goes down.
    pub const STEP: f32 = 0.1;
}

impl Default for View {
    fn default() -> Self {
        Self {
            kernel: Patch::Kernel { stage: 0, output: 0, input: 0 },
            linear: Patch::Linear { output: 5, channel: 0 },
            scope: Scope::This,
            range: RangeMode::PerMap,
            composite: false,
            numbers: false,
            tool: Tool::Pen,
            brush: 0.08,
            weight_range: WeightRange::MinusOneToOne,
            seed: 1,
            study: Study::default(),
            step_size: Self::STEP,
            gradients: false,
            switching: false,
            flow: false,
        }
    }
}
