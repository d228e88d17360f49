//! How the lab is looked at: what undo leaves alone.

use super::{Look, Panels, Patch, Scope, Study, strokes};
use crate::digits::{ItemId, Tool};
use crate::nn::initialise::WeightRange;
use crate::nn::{Architecture, Loss};

/// What is selected, and how things are shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct View {
    /// The kernel in the inspector. The network always has it.
    pub kernel: Patch,
    /// The output, and the piece of its weights, on the card of the linear layer. The network always has it.
    pub linear: Patch,
    /// How far the inspector's edits reach.
    pub scope: Scope,
    /// How maps are shown.
    pub look: Look,
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
    /// Whether a click on a map or a kernel switches it off.
    pub switching: bool,
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

    /// Sets the line's width, held to what is allowed and on the grid of all that is drawn.
    pub(super) fn set_brush(&mut self, brush: f32) {
        if brush.is_finite() {
            let brush = brush.clamp(Self::THINNEST, Self::THICKEST);
            self.brush = strokes::from_steps(strokes::steps(brush));
        }
    }

    /// Sets the learning rate of a step on the drawing, held to what is allowed.
    pub(super) fn set_step_size(&mut self, size: f32) {
        if size.is_finite() {
            let size = size.clamp(Self::SMALLEST_STEP, Self::LARGEST_STEP);
            self.step_size = strokes::from_steps(strokes::steps(size));
        }
    }

    /// Moves what is selected to what `architecture` has.
    pub(super) fn hold_to(&mut self, architecture: &Architecture) {
        self.kernel = self.kernel.clamp_to(architecture);
        self.linear = self.linear.clamp_to(architecture);
    }

    /// This, as far as it is kept, on a page that shows `page`.
    pub fn on(self, page: &Self) -> Self {
        Self { look: self.look.on(page.look), panels: self.panels.on(page.panels), ..self }
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
            look: Look::default(),
            panels: Panels::default(),
            tool: Tool::Pen,
            brush: 0.08,
            weight_range: WeightRange::MinusOneToOne,
            seed: 1,
            study: Study::default(),
            step_size: Self::usual_step(Loss::SquaredError),
            switching: false,
            against: None,
        }
    }
}
