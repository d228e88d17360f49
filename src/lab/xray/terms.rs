//! The arithmetic behind a cell, as the engine did it: what went in, with which weights, and what was chosen.

use super::{Cell, Layer, Region, region};
use crate::lab::Patch;
use crate::nn::{
    Activation, Activations, Architecture, Loss, OutputActivation, Parameters, Pooling, pool,
};

/// What a cell was made of.
#[derive(Clone, Debug, PartialEq)]
pub enum Terms {
    /// Of nothing: a pixel.
    Pixel,
    /// b + Σ w·x, part by part. A convolution's parts are its input maps; the linear layer's are the last maps.
    Sum {
        /// b, where the layer has one.
        bias: Option<f32>,
        /// In the order in which they were added up.
        parts: Vec<Part>,
    },
    /// f(x).
    Activation {
        /// f.
        function: Activation,
        /// x.
        x: f32,
    },
    /// Of four cells the largest, or their mean.
    Pool {
        /// Which of the two.
        pooling: Pooling,
        /// The four, in reading order.
        window: [f32; 4],
        /// Which of them the largest is; of equal ones the first.
        winner: usize,
    },
    /// The cell in the same place of the layer before: no pooling, or the vector.
    Copy,
    /// The output's activation of the logits.
    Output {
        /// Which activation.
        function: OutputActivation,
        /// All logits: softmax reads them all.
        logits: Vec<f32>,
    },
}

/// The products of one piece of weights with what it lies over.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// Which weights.
    pub patch: Patch,
    /// w, row-major.
    pub weights: Vec<f32>,
    /// x under each of them.
    pub inputs: Vec<f32>,
}

impl Part {
    /// w·x, each.
    pub fn products(&self) -> impl Iterator<Item = f32> + '_ {
        self.weights.iter().zip(&self.inputs).map(|(w, x)| w * x)
    }

    /// Σ w·x.
    pub fn sum(&self) -> f32 {
        self.products().sum()
    }
}

/// What `cell` was made of.
///
/// # Panics
/// If the network does not have the cell, or if `parameters` or `activations` are another network's.
pub fn terms(
    architecture: &Architecture,
    parameters: &Parameters,
    activations: &Activations,
    cell: Cell,
) -> Terms {
    let read = |layer: Layer, region: &Region, channel: usize| {
        let shape = super::shape(architecture, layer);
        let cells = layer.of(activations).1;
        let rows = region.rows.clone().map(|row| (channel * shape.height + row) * shape.width);
        rows.flat_map(|row| region.columns.clone().map(move |column| cells[row + column])).collect()
    };
    // What the cell's field in the layer `before` adds up to, through the patch over each of its maps.
    let sum = |before, patch: &dyn Fn(usize) -> Patch| {
        let field = region(architecture, cell, before);
        let part = |channel| Part {
            patch: patch(channel),
            weights: patch(channel).cells(architecture, parameters).to_vec(),
            inputs: read(before, &field, channel),
        };
        Terms::Sum {
            bias: patch(0).bias(architecture, parameters),
            parts: field.channels.clone().map(part).collect(),
        }
    };
    match cell.layer {
        Layer::Input => Terms::Pixel,
        Layer::Conv(stage) => {
            let before = stage.checked_sub(1).map_or(Layer::Input, Layer::Pool);
            sum(before, &|input| Patch::Kernel { stage, output: cell.channel, input })
        }
        Layer::Activation(stage) => {
            let before = Cell { layer: Layer::Conv(stage), ..cell };
            Terms::Activation {
                function: architecture.stages()[stage].activation,
                x: before.value(architecture, activations).unwrap_or(f32::NAN),
            }
        }
        Layer::Pool(stage) => {
            let pooling = architecture.stages()[stage].pooling;
            if pooling == Pooling::None {
                return Terms::Copy;
            }
            let before = Layer::Activation(stage);
            let field = region(architecture, cell, before);
            let read: Vec<f32> = read(before, &field, cell.channel);
            let window = std::array::from_fn(|place| read[place]);
            Terms::Pool { pooling, window, winner: pool::winner(window) }
        }
        Layer::Vector => Terms::Copy,
        Layer::Linear => {
            let last = Layer::Pool(architecture.stages().len() - 1);
            sum(last, &|channel| Patch::Linear { output: cell.row, channel })
        }
        Layer::Output => Terms::Output {
            function: architecture.head().activation,
            logits: activations.logits.clone(),
        },
    }
}

/// What each output adds to the loss: the shares add up to it. With cross-entropy over outputs that share their 1
/// (softmax) only the outputs that should have some cost anything.
pub fn loss_shares(
    loss: Loss,
    architecture: &Architecture,
    activations: &Activations,
    target: &[f32],
) -> Vec<f32> {
    let head = architecture.head().activation;
    let Activations { logits, prediction, .. } = activations;
    let together = loss == Loss::CrossEntropy
        && head != OutputActivation::Sigmoid
        && (head == OutputActivation::Softmax || logits.len() > 1);
    let share = |m: usize| {
        let own = m..m + 1;
        if !together {
            let (z, p) = (&logits[own.clone()], &prediction[own.clone()]);
            return loss.value(head, z, p, &target[own]);
        }
        if target[m] == 0.0 {
            return 0.0;
        }
        let mut alone = vec![0.0; target.len()];
        alone[m] = target[m];
        loss.value(head, logits, prediction, &alone)
    };
    (0..logits.len()).map(share).collect()
}
