//! The layers of the screen, by name.

use crate::nn::{Activations, Shape};

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
}

impl Layer {
    /// Its name for scripts: `input`, `conv1`, `act1`, `pool1`, …, `vector`, `linear`.
    pub fn id(self) -> String {
        match self {
            Self::Input => "input".to_owned(),
            Self::Conv(stage) => format!("conv{}", stage + 1),
            Self::Activation(stage) => format!("act{}", stage + 1),
            Self::Pool(stage) => format!("pool{}", stage + 1),
            Self::Vector => "vector".to_owned(),
            Self::Linear => "linear".to_owned(),
        }
    }

    /// Its shape and its cells, `[C, H, W]`. The vector and the linear layer are one map of one row. A stage
    /// that the network does not have is empty.
    pub(super) fn of(self, activations: &Activations) -> (Shape, &[f32]) {
        let stage = |stage: usize| activations.stages.get(stage);
        let maps = match self {
            Self::Input => Some(&activations.input),
            Self::Conv(index) => stage(index).map(|stage| &stage.conv),
            Self::Activation(index) => stage(index).map(|stage| &stage.activation),
            Self::Pool(index) => stage(index).map(|stage| &stage.pool),
            Self::Vector => {
                let last =
                    activations.stages.last().map_or(&activations.input, |stage| &stage.pool);
                return (Shape::new(1, 1, last.cells().len()), last.cells());
            }
            Self::Linear => {
                let logits = &activations.logits;
                return (Shape::new(1, 1, logits.len()), logits);
            }
        };
        maps.map_or((Shape::new(0, 0, 0), &[]), |maps| (maps.shape(), maps.cells()))
    }
}
