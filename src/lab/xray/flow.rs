//! What flows from map to map: how much of each map's sums comes from which map before it.

use std::ops::Range;

use super::{Cell, Layer, Terms, terms};
use crate::nn::{Activations, Architecture, Parameters};

/// What each map of a stage's convolution gets from each map that it reads, `[outputs, inputs]`: the mean over its
/// cells of kernel ⋆ map. With the bias they add up to the mean of the map. After the last stage (`stage` is their
/// number) what each logit gets from each of the last maps, Σ w·x.
///
/// # Panics
/// If `parameters` or `activations` are another network's.
pub fn flow(
    architecture: &Architecture,
    parameters: &Parameters,
    activations: &Activations,
    stage: usize,
) -> Vec<f32> {
    let before = stage.checked_sub(1).map_or(&activations.input, |s| &activations.stages[s].pool);
    let shape = before.shape();
    let (weights, kernel) = match parameters.stages.get(stage) {
        Some(stage_weights) => (&stage_weights.kernels, architecture.stages()[stage].kernel),
        // One window over the whole map; its side is no longer needed.
        None => (&parameters.linear.weights, 0),
    };
    let (rows, columns, height, width) = match kernel {
        0 => (shape.height, shape.width, 1, 1),
        side => (side, side, shape.height + 1 - side, shape.width + 1 - side),
    };
    let area = rows * columns;
    // Every weight meets the same cells in each map that is made: their mean is found once.
    let mut met = Vec::with_capacity(shape.channels * area);
    for map in before.cells().chunks_exact(shape.area()) {
        for place in 0..area {
            let (top, left) = (place / columns, place % columns);
            let rows: Range<usize> = top..top + height;
            let sum: f32 =
                rows.map(|row| map[row * shape.width + left..][..width].iter().sum::<f32>()).sum();
            met.push(sum / (height * width) as f32);
        }
    }
    let each = |(weights, met): (&[f32], &[f32])| weights.iter().zip(met).map(|(w, x)| w * x).sum();
    weights
        .chunks_exact(met.len())
        .flat_map(|weights| weights.chunks_exact(area).zip(met.chunks_exact(area)).map(each))
        .collect()
}

/// The same for one cell: to which stage's map it belongs (after the last stage: to which output), and what that gets
/// from each map that it reads. `None` for a cell that is no sum, nor an activation of one.
pub fn flow_into(
    architecture: &Architecture,
    parameters: &Parameters,
    activations: &Activations,
    cell: Cell,
) -> Option<(usize, usize, Vec<f32>)> {
    let (stage, output, layer) = match cell.layer {
        Layer::Conv(stage) | Layer::Activation(stage) => (stage, cell.channel, Layer::Conv(stage)),
        Layer::Linear | Layer::Output => (architecture.stages().len(), cell.row, Layer::Linear),
        Layer::Input | Layer::Pool(_) | Layer::Vector => return None,
    };
    match terms(architecture, parameters, activations, Cell { layer, ..cell }) {
        Terms::Sum { parts, .. } => {
            Some((stage, output, parts.iter().map(|part| part.sum()).collect()))
        }
        _ => None,
    }
}
