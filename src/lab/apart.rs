//! How far two networks of one architecture lie apart: by how much their weights differ, and what they make of one image;
//! and where.

use super::xray::Cell;
use super::{Layer, Patch, Scene};
use crate::nn::{Architecture, Parameters};

/// How far the weights of one layer lie apart, its biases among them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WeightsApart {
    /// The mean of |now − before|.
    pub mean: f32,
    /// The largest |now − before|, with its sign.
    pub largest: f32,
    /// In which patch that is. A bias is told by the first patch that feeds what it is added to.
    pub patch: Patch,
    /// Which of the patch's cells, row-major; `None`: the bias.
    pub cell: Option<usize>,
}

/// How far the maps of one layer lie apart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MapsApart {
    /// The mean of |now − before|.
    pub mean: f32,
    /// Where it is largest: the first of equal cells.
    pub cell: Cell,
}

/// How far `now` and `before` lie apart, layer by layer: the stages, then the linear layer. Both have the architecture's
/// shapes.
pub fn weights_apart(
    architecture: &Architecture,
    now: &Parameters,
    before: &Parameters,
) -> Vec<WeightsApart> {
    let stages = architecture.stages().len();
    let layer = |layer: usize| {
        let of = |parameters| layer_of(parameters, layer);
        let ((weights, bias), (weights_before, bias_before)) = (of(now), of(before));
        let now = weights.iter().chain(bias);
        let differences = now.zip(weights_before.iter().chain(bias_before)).map(|(a, b)| a - b);
        let (mean, largest, index) = mean_and_largest(differences);
        let (patch, cell) = match index.checked_sub(weights.len()) {
            None => Patch::holding(architecture, layer, index),
            Some(output) => (Patch::first_into(architecture, layer, output), None),
        };
        WeightsApart { mean, largest, patch, cell }
    };
    (0..=stages).map(layer).collect()
}

/// The weights and biases of a stage, or of the linear layer after all stages.
fn layer_of(parameters: &Parameters, layer: usize) -> (&[f32], &[f32]) {
    match parameters.stages.get(layer) {
        Some(stage) => (&stage.kernels, &stage.bias),
        None => (&parameters.linear.weights, &parameters.linear.bias),
    }
}

impl Scene {
    /// How far the maps of `layer` lie from what the network that they are compared with makes of the same image; `None`
    /// where none is compared, or one of another architecture.
    pub fn maps_apart(&self, layer: Layer) -> Option<MapsApart> {
        let differences = self.difference_maps(layer);
        if differences.is_empty() {
            return None;
        }
        let (mean, _, index) = mean_and_largest(differences.iter().copied());
        Some(MapsApart { mean, cell: Cell::of(self.architecture(), layer, index) })
    }
}

/// The mean magnitude, the number of the largest magnitude, and its place: the first of equal ones.
fn mean_and_largest(differences: impl Iterator<Item = f32>) -> (f32, f32, usize) {
    let (mut sum, mut count, mut largest, mut place) = (0.0, 0, 0.0_f32, 0);
    for difference in differences {
        sum += difference.abs();
        if difference.abs() > largest.abs() {
            (largest, place) = (difference, count);
        }
        count += 1;
    }
    (sum / count.max(1) as f32, largest, place)
}
