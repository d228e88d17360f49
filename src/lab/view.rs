//! How the lab is looked at: what undo leaves alone.

use super::{Panels, Patch, Scope, Study};
use crate::digits::{ItemId, Tool};
use crate::nn::initialise::WeightRange;
use crate::nn::{Architecture, Loss};

/// Over what the colours of a map are stretched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RangeMode {
    /// Each map over its own minimum and maximum.
    PerMap,
    /// Every map of a layer over the same minimum and maximum.
    Common,
    /// Every map over [`View::fixed`], whatever it holds.
    Fixed,
}

/// Which colours numbers have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColourChoice {
    /// Viridis; what is signed, such as a convolution before its activation, around zero in two hues.
    Viridis,
    /// Magma; what is signed as with viridis.
    Magma,
    /// Black to white; what is signed as with viridis.
    Grey,
    /// Every map around zero in two hues.
    Diverging,
    /// Every map in viridis, a convolution before its activation too, as the notebook's `imshow` paints it. Gradients
    /// and differences are still around zero.
    Everywhere,
}

impl ColourChoice {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 5] =
        [Self::Viridis, Self::Magma, Self::Grey, Self::Diverging, Self::Everywhere];
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
    /// The range of [`RangeMode::Fixed`], from its low to its high end: finite, and the low one is less.
    pub fixed: [f32; 2],
    /// The maps' colours.
    pub colours: ColourChoice,
    /// Whether three maps of each layer are also shown as one RGB picture.
    pub composite: bool,
    /// Which three: red, green, blue. A layer that does not have one has its last one there: [`View::rgb_of`].
    pub rgb: [usize; 3],
    /// Which panels stand open.
    pub panels: Panels,
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
    /// Which snapshot the network is compared with. It may have been deleted, and an undo brings it back:
    /// [`Lab::against`](super::Lab::against) is the one that there is.
    pub against: Option<ItemId>,
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

    /// Which maps of a layer of `channels` are the red, the green and the blue of `rgb`.
    pub fn rgb_of(rgb: [usize; 3], channels: usize) -> [usize; 3] {
        rgb.map(|channel| channel.min(channels.saturating_sub(1)))
    }

    /// The range at first: where a sigmoid ends.
    pub const FIXED: [f32; 2] = [0.0, 1.0];

    /// Whether a range can be painted over: its ends are finite, the low one less, and there is room between them.
    pub fn is_range([low, high]: [f32; 2]) -> bool {
        // Halves, since the whole way from the least to the greatest `f32` is not an `f32`.
        let half = 0.5 * high - 0.5 * low;
        half > 0.0 && half.is_finite() && (255.0 / half).is_finite()
    }

    /// The thinnest brush: less than a pixel of the 28.
    pub const THINNEST: f32 = 0.02;
    /// The thickest brush: seven pixels of the 28.
    pub const THICKEST: f32 = 0.25;
    /// The smallest learning rate of a step on the drawing.
    pub const SMALLEST_STEP: f32 = 0.001;
    /// The largest one.
    pub const LARGEST_STEP: f32 = 1000.0;
    /// The one at first, by the loss: with it a step of a kernel of any network on offer goes down. Where a network is
    /// sure of what is wrong, cross-entropy is the steeper one.
    pub fn usual_step(loss: Loss) -> f32 {
        match loss {
            Loss::SquaredError => 0.1,
            Loss::CrossEntropy => 0.01,
        }
    }
}

impl Default for View {
    fn default() -> Self {
        Self {
            kernel: Patch::Kernel { stage: 0, output: 0, input: 0 },
            linear: Patch::Linear { output: 5, channel: 0 },
            scope: Scope::This,
            range: RangeMode::PerMap,
            fixed: Self::FIXED,
            colours: ColourChoice::Viridis,
            composite: false,
            rgb: [0, 1, 2],
            panels: Panels::default(),
            tool: Tool::Pen,
            brush: 0.08,
            weight_range: WeightRange::MinusOneToOne,
            seed: 1,
            study: Study::default(),
            step_size: Self::usual_step(Loss::SquaredError),
            gradients: false,
            switching: false,
            flow: false,
            against: None,
        }
    }
}
