//! The layers of the screen, by name.

use crate::nn::network::StageMaps;
use crate::nn::{Activations, Gradients, Maps, Shape};

/// One row of the pipeline. Stages count from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Layer {
    /// The 28×28 image, in the network's numbers.
    Input,
    /// A stage's convolution, before the activation.
    Conv(usize),
    /// After the activation.
    Activation(usize),
    /// After pooling.
    Pool(usize),
    /// The last maps as one vector.
    Vector,
    /// The linear layer's inner products, before the output's activation.
    Linear,
    /// After it: the outputs.
    Output,
}

impl Layer {
    /// Its name for scripts: `input`, `conv1`, `act1`, `pool1`, …, `vector`, `linear`, `output`.
    pub fn id(self) -> String {
        match self {
            Self::Input => "input".to_owned(),
            Self::Conv(stage) => format!("conv{}", stage + 1),
            Self::Activation(stage) => format!("act{}", stage + 1),
            Self::Pool(stage) => format!("pool{}", stage + 1),
            Self::Vector => "vector".to_owned(),
            Self::Linear => "linear".to_owned(),
            Self::Output => "output".to_owned(),
        }
    }

    /// Its stage, where it is in one.
    pub fn stage(self) -> Option<usize> {
        match self {
            Self::Conv(stage) | Self::Activation(stage) | Self::Pool(stage) => Some(stage),
            Self::Input | Self::Vector | Self::Linear | Self::Output => None,
        }
    }

    /// Its shape and its values, `[C, H, W]`. The vector, the linear layer and the outputs are one map of one row.
    /// A stage that the network does not have is empty.
    pub(in crate::lab) fn of(self, activations: &Activations) -> (Shape, &[f32]) {
        let Activations { input, stages, logits, prediction } = activations;
        self.among(input, stages, logits, prediction)
    }

    /// Its shape and ∂loss/∂ each of its values, in the same order. The outputs have none of their own: the loss's
    /// gradient begins at the logits.
    pub(super) fn gradient_of(self, gradients: &Gradients) -> (Shape, &[f32]) {
        let Gradients { input, stages, logits, .. } = gradients;
        self.among(input, stages, logits, &[])
    }

    fn among<'a>(
        self,
        input: &'a Maps,
        stages: &'a [StageMaps],
        logits: &'a [f32],
        outputs: &'a [f32],
    ) -> (Shape, &'a [f32]) {
        let stage = |stage: usize| stages.get(stage);
        let maps = match self {
            Self::Input => Some(input),
            Self::Conv(index) => stage(index).map(|stage| &stage.conv),
            Self::Activation(index) => stage(index).map(|stage| &stage.activation),
            Self::Pool(index) => stage(index).map(|stage| &stage.pool),
            Self::Vector => {
                let last = stages.last().map_or(input, |stage| &stage.pool);
                return (Shape::new(1, 1, last.cells().len()), last.cells());
            }
            Self::Linear => return (Shape::new(1, 1, logits.len()), logits),
            Self::Output => return (Shape::new(1, 1, outputs.len()), outputs),
        };
        maps.map_or((Shape::new(0, 0, 0), &[]), |maps| (maps.shape(), maps.cells()))
    }
}
