//! The weights that a network starts with: kernels that mean something at first sight, and seeded
//! random weights where there are too many to mean anything.

use std::f64::consts::TAU;

use super::edit::random_source;
use super::patch::LayerGrid;
use super::preset::Preset;
use crate::nn::initialise::{WeightRange, fill};
use crate::nn::{Activation, Architecture, Parameters};

/// What a network of at most five channels looks for, channel by channel.
const SHAPES: [Preset; 5] = [
    Preset::Vertical,
    Preset::Horizontal,
    Preset::DiagonalDown,
    Preset::DiagonalUp,
    Preset::CentreSurround,
];
/// The draw of every random starting weight.
const SEED: u32 = 5;
/// How strongly a later stage reads its own channel after a sigmoid, which leaves little contrast. This and the
/// inhibition are what keeps the most of it in the flattest map of a drawn 5.
const OWN_AFTER_SIGMOID: f32 = 3.0;
/// The same after anything that keeps the size of its input.
const OWN: f32 = 0.5;
/// What the other channels take away, as a part of that.
const INHIBITION: f32 = -0.25;

/// Weights for `architecture`: those of `keep` wherever the layer has the same shape there, fresh ones
/// elsewhere. Fresh first stages look for lines and spots; fresh later stages of at most five channels go on
/// with the same shapes, so that they see longer strokes; all others are random. Biases start at 0.
pub fn starting_parameters(
    architecture: &Architecture,
    keep: Option<(&Architecture, &Parameters)>,
) -> Parameters {
    let mut parameters = Parameters::zeros(architecture);
    for (stage, weights) in parameters.stages.iter_mut().enumerate() {
        let Some(grid) = LayerGrid::of_stage(architecture, stage) else { continue };
        let kept = keep.filter(|(old, _)| LayerGrid::of_stage(old, stage) == Some(grid));
        if let Some((_, old)) = kept {
            weights.kernels.copy_from_slice(&old.stages[stage].kernels);
            keep_bias(&mut weights.bias, &old.stages[stage].bias);
        } else if stage == 0 {
            first_stage(grid, &mut weights.kernels);
        } else {
            let own = match architecture.stages()[stage - 1].activation {
                Activation::Sigmoid => OWN_AFTER_SIGMOID,
                Activation::None | Activation::Relu | Activation::Tanh => OWN,
            };
            later_stage(grid, stage, own, &mut weights.kernels);
        }
    }
    let grid = LayerGrid::of_linear(architecture);
    let kept = keep.filter(|(old, _)| LayerGrid::of_linear(old) == grid);
    if let Some((_, old)) = kept {
        parameters.linear.weights.copy_from_slice(&old.linear.weights);
        keep_bias(&mut parameters.linear.bias, &old.linear.bias);
    } else {
        random(grid, architecture.stages().len(), &mut parameters.linear.weights);
    }
    parameters
}

/// Keeps biases where both layers have them; the counts are equal when the layers' grids are.
fn keep_bias(bias: &mut [f32], old: &[f32]) {
    for (bias, &old) in bias.iter_mut().zip(old) {
        *bias = old;
    }
}

fn random(grid: LayerGrid, layer: usize, weights: &mut [f32]) {
    fill(WeightRange::Scaled, grid.fan_in(), &mut random_source(SEED, layer, 0), weights);
}

/// Line and spot detectors; beyond their number, and where a kernel is a single cell, random weights.
fn first_stage(grid: LayerGrid, weights: &mut [f32]) {
    random(grid, 0, weights);
    let kernels: Vec<_> = match (grid.rows, grid.outputs) {
        (1, _) => Preset::Identity.kernel(1).into_iter().collect(),
        (side, 1..=5) => SHAPES.iter().map(|&shape| shape_kernel(shape, side)).collect(),
        (side, _) => detectors(side),
    };
    for (cells, kernel) in weights.chunks_exact_mut(grid.area()).zip(kernels) {
        cells.copy_from_slice(&kernel);
    }
}

/// The same shapes again, each channel reading itself and slightly inhibited by the others where they see
/// that shape. Every kernel adds up to 0: without a bias it is the sum that would saturate the sigmoid.
fn later_stage(grid: LayerGrid, stage: usize, own: f32, weights: &mut [f32]) {
    if grid.inputs != grid.outputs || grid.outputs > SHAPES.len() || grid.rows == 1 {
        return random(grid, stage, weights);
    }
    let mut patches = weights.chunks_exact_mut(grid.area());
    for (output, &shape) in SHAPES.iter().enumerate().take(grid.outputs) {
        let kernel = shape_kernel(shape, grid.rows);
        // The shapes grow with the kernel; what they answer should not.
        let size = 3.0 / grid.rows as f32;
        for (input, cells) in patches.by_ref().take(grid.inputs).enumerate() {
            let gain = own * size * if input == output { 1.0 } else { INHIBITION };
            for (cell, weight) in cells.iter_mut().zip(&kernel) {
                *cell = gain * weight;
            }
        }
    }
}

/// `shape` at `side`, which is at least 2. A 2×2 has no room for a spot with a surround: there a cell against
/// its two neighbours stands for it.
fn shape_kernel(shape: Preset, side: usize) -> Vec<f32> {
    shape.kernel(side).or_else(|| Preset::Laplacian.kernel(side)).unwrap_or_default()
}

/// Up to sixteen first-stage kernels: lines at six orientations, edges in eight directions, a spot, a blur. Their
/// squares add up to 2, as those of He's initialisation do on average.
fn detectors(side: usize) -> Vec<Vec<f32>> {
    let lines = (0..6).map(|step| wave(side, f64::from(step) / 12.0, WavePhase::Line));
    let edges = (0..8).map(|step| wave(side, f64::from(step) / 8.0, WavePhase::Edge));
    let others = [Preset::CentreSurround, Preset::Blur]
        .map(|preset| shape_kernel(preset, side).into_iter().map(f64::from).collect());
    lines.chain(edges).chain(others).filter_map(|kernel| to_size(&kernel)).collect()
}

#[derive(Clone, Copy)]
enum WavePhase {
    Line,
    Edge,
}

/// A wave under a bell (Gabor's function), of zero mean, turned by `turns` of the full circle.
fn wave(side: usize, turns: f64, phase: WavePhase) -> Vec<f64> {
    let middle = (side as f64 - 1.0) / 2.0;
    let (sin, cos) = (turns * TAU).sin_cos();
    let cells = (0..side * side).map(|cell| {
        let (x, y) = ((cell % side) as f64 - middle, (cell / side) as f64 - middle);
        let across = x * cos + y * sin;
        let bell = (-(x * x + y * y) / (0.5 * (side * side) as f64)).exp();
        bell * match phase {
            WavePhase::Line => (across * TAU / side as f64).cos(),
            WavePhase::Edge => (across * TAU / (side as f64 + 1.0)).sin(),
        }
    });
    let cells: Vec<f64> = cells.collect();
    let mean = cells.iter().sum::<f64>() / cells.len() as f64;
    cells.iter().map(|cell| cell - mean).collect()
}

/// `None` for a kernel of nothing but rounding errors: at 2×2 an upright line has no cell beside it.
fn to_size(kernel: &[f64]) -> Option<Vec<f32>> {
    let size = (kernel.iter().map(|cell| cell * cell).sum::<f64>() / 2.0).sqrt();
    // To hundredths: short numbers in the inspector, and the same ones whatever computes the sines.
    let rounded = |cell: &f64| ((cell / size * 100.0).round() / 100.0) as f32;
    (size > 1e-6).then(|| kernel.iter().map(rounded).collect())
}
