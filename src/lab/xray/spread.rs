//! How the values of a layer lie: where its activation no longer answers, and how far they have run.

use super::Layer;
use crate::nn::{Activation, Activations, Architecture, activation};

/// What there is to say about a layer's values.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// How many cells the layer has.
    pub cells: usize,
    /// The largest magnitude; infinite where a cell is, and where one is not a number.
    pub largest: f32,
    /// How many times the image's largest magnitude that is; 0 where the image is empty.
    pub growth: f32,
    /// The activation that the layer goes into or came out of, and at how many cells it is flat, where there is one
    /// that can be.
    pub flat: Option<(Activation, usize)>,
}

impl Spread {
    /// Part of the steepest slope below which an activation counts as flat: of a sigmoid 0.01, beyond x = ±4.6.
    pub const FLAT: f32 = 0.04;
    /// Values that have grown so many times the image's have run away: a sum of 3×3 products with weights of a usual
    /// size grows less.
    pub const RUN_AWAY: f32 = 30.0;
}

/// How the values of `layer` lie. The slopes are the engine's own, those that learning goes down.
pub fn spread(architecture: &Architecture, activations: &Activations, layer: Layer) -> Spread {
    let cells = layer.of(activations).1;
    let (largest, image) = (furthest(cells), furthest(activations.input.cells()));
    let growth = if image > 0.0 { largest / image } else { 0.0 };
    let flat = match layer {
        Layer::Conv(stage) | Layer::Activation(stage) => {
            let function = architecture.stages().get(stage).map(|stage| stage.activation);
            function.filter(|&function| function != Activation::None).map(|function| {
                let before = Layer::Conv(stage).of(activations).1;
                (function, count_flat(function, before))
            })
        }
        _ => None,
    };
    Spread { cells: cells.len(), largest, growth, flat }
}

fn furthest(cells: &[f32]) -> f32 {
    cells.iter().fold(0.0, |most, cell| {
        let size = if cell.is_nan() { f32::INFINITY } else { cell.abs() };
        size.max(most)
    })
}

/// At how many of `cells` the slope is next to nothing.
fn count_flat(function: Activation, cells: &[f32]) -> usize {
    let slopes = |cells: &[f32]| {
        let mut slopes = vec![0.0; cells.len()];
        activation::backward(function, cells, &vec![1.0; cells.len()], &mut slopes);
        slopes
    };
    // A sigmoid and a tanh are steepest at 0, a ReLU right of it.
    let steepest = slopes(&[0.0, 1.0]).into_iter().fold(0.0, f32::max);
    slopes(cells).iter().filter(|&&slope| slope < Spread::FLAT * steepest).count()
}
