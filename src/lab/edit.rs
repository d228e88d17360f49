//! What can be done to a patch, or to many at once.

use rand_pcg::Pcg32;

use super::{Patch, Preset, Scope};
use crate::nn::initialise::{WeightRange, fill};
use crate::nn::{Architecture, Parameters, bounded};

/// One edit of weights. Biases stay as they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edit {
    /// The named kernel in every patch; nothing where it means nothing at that size.
    Preset(Preset),
    /// Random weights. The same seed at the same place gives the same weights, and each place its own.
    Random {
        /// From which range.
        range: WeightRange,
        /// Which of the possible draws.
        seed: u32,
    },
    /// A quarter turn to the right, each patch on its own.
    RotateQuarter,
    /// Left and right change places, in each patch.
    MirrorHorizontal,
    /// Top and bottom change places, in each patch.
    MirrorVertical,
    /// w becomes −w.
    Negate,
    /// w becomes (w − mean) / std, with mean and population std over everything that the scope covers taken
    /// together, as the notebook does with its weight vector. Weights that are all equal become 0.
    Normalise,
    /// w becomes 0.
    Zero,
}

/// Applies `edit` to every weight in `scope` around `patch`. A patch that the network does not have
/// changes nothing.
pub fn apply(
    edit: Edit,
    patch: Patch,
    scope: Scope,
    architecture: &Architecture,
    parameters: &mut Parameters,
) {
    let range = patch.range(architecture, scope);
    let Some((grid, ..)) = patch.place(architecture) else { return };
    let layer = patch.layer(architecture);
    let first = range.start;
    let Some(weights) = patch.layer_weights(parameters).and_then(|weights| weights.get_mut(range))
    else {
        return;
    };
    match edit {
        Edit::Preset(preset) => {
            let Some(kernel) = preset.kernel(grid.rows).filter(|_| grid.rows == grid.columns)
            else {
                return;
            };
            each_patch(weights, grid.area(), |cells| cells.copy_from_slice(&kernel));
        }
        Edit::Random { range, seed } => {
            fill(range, grid.fan_in(), &mut random_source(seed, layer, first), weights);
        }
        Edit::RotateQuarter => {
            // Only a square fits into its own place after a quarter turn.
            if grid.rows == grid.columns {
                each_patch(weights, grid.area(), |cells| rotate(cells, grid.rows));
            }
        }
        Edit::MirrorHorizontal => {
            for row in weights.chunks_exact_mut(grid.columns) {
                row.reverse();
            }
        }
        Edit::MirrorVertical => each_patch(weights, grid.area(), |cells| {
            cells.reverse();
            for row in cells.chunks_exact_mut(grid.columns) {
                row.reverse();
            }
        }),
        // 0 − w, not −w: zero stays the one zero that is written as "0".
        Edit::Negate => weights.iter_mut().for_each(|weight| *weight = 0.0 - *weight),
        Edit::Normalise => normalise(weights),
        Edit::Zero => weights.fill(0.0),
    }
    // Normalising one odd weight among thousands may pass the limit.
    weights.iter_mut().for_each(|weight| *weight = bounded(*weight));
}

/// Draws every weight of the network anew, layer by layer; biases become 0.
pub fn randomise_all(
    range: WeightRange,
    seed: u32,
    architecture: &Architecture,
    parameters: &mut Parameters,
) {
    for layer in 0..=architecture.stages().len() {
        let patch = match parameters.stages.get_mut(layer) {
            Some(stage) => {
                stage.bias.fill(0.0);
                Patch::Kernel { stage: layer, output: 0, input: 0 }
            }
            None => {
                parameters.linear.bias.fill(0.0);
                Patch::Linear { output: 0, channel: 0 }
            }
        };
        apply(Edit::Random { range, seed }, patch, Scope::Layer, architecture, parameters);
    }
}

/// The random source for weights from `first` on in layer `layer`: portable, and its own at each place.
pub(super) fn random_source(seed: u32, layer: usize, first: usize) -> Pcg32 {
    // A layer has fewer than 2^32 weights, so no two places share a stream.
    Pcg32::new(u64::from(seed), (layer as u64) << 32 | first as u64)
}

fn each_patch(weights: &mut [f32], area: usize, edit: impl FnMut(&mut [f32])) {
    weights.chunks_exact_mut(area).for_each(edit);
}

fn rotate(cells: &mut [f32], side: usize) {
    let before = cells.to_vec();
    for (place, cell) in cells.iter_mut().enumerate() {
        let (row, column) = (place / side, place % side);
        *cell = before[(side - 1 - column) * side + row];
    }
}

fn normalise(weights: &mut [f32]) {
    // In f64: the squares of many weights of up to 1000 would lose digits.
    let count = weights.len() as f64;
    let mean = weights.iter().map(|&w| f64::from(w)).sum::<f64>() / count;
    let variance = weights.iter().map(|&w| (f64::from(w) - mean).powi(2)).sum::<f64>() / count;
    let deviation = variance.sqrt();
    let constant = weights.iter().all(|&weight| weight == weights[0]);
    for weight in weights {
        *weight = if constant { 0.0 } else { ((f64::from(*weight) - mean) / deviation) as f32 };
    }
}
