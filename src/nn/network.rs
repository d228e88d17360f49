//! A whole network: its parameters, its maps, and the forward pass.

use rand::Rng;

use super::architecture::{INPUT, StageShapes};
use super::{
    Architecture, ConvParameters, Head, LinearParameters, Maps, Stage, WeightRange, activation,
    conv, initialise, linear, output, pool,
};

/// Every weight of a network.
#[derive(Clone, Debug, PartialEq)]
pub struct Parameters {
    /// One a stage.
    pub stages: Vec<ConvParameters>,
    /// The linear layer.
    pub linear: LinearParameters,
}

/// The maps of one stage.
#[derive(Clone, Debug, PartialEq)]
pub struct StageMaps {
    /// Before the activation.
    pub conv: Maps,
    /// After the activation.
    pub activation: Maps,
    /// After pooling.
    pub pool: Maps,
}

/// Every intermediate value of one forward pass. Built once for an architecture, then reused.
#[derive(Clone, Debug, PartialEq)]
pub struct Activations {
    /// The 28×28 image, as the network receives it.
    pub input: Maps,
    /// One a stage.
    pub stages: Vec<StageMaps>,
    /// `[M]`, the linear layer's inner products.
    pub logits: Vec<f32>,
    /// `[M]`, the outputs.
    pub prediction: Vec<f32>,
}

impl Parameters {
    /// All weights zero, in the shapes that `architecture` asks for.
    pub fn zeros(architecture: &Architecture) -> Self {
        let stage = |(stage, shapes): (&Stage, &StageShapes)| ConvParameters {
            kernels: vec![0.0; stage.channels * fan_in(stage, shapes)],
            bias: vec![0.0; if stage.bias { stage.channels } else { 0 }],
        };
        let Head { outputs, bias, .. } = architecture.head();
        Self {
            stages: architecture.stages().iter().zip(architecture.shapes()).map(stage).collect(),
            linear: LinearParameters {
                weights: vec![0.0; outputs * architecture.flattened().len()],
                bias: vec![0.0; if bias { outputs } else { 0 }],
            },
        }
    }

    /// Random weights in `range`, biases zero. The same random source gives the same weights.
    pub fn random(architecture: &Architecture, range: WeightRange, rng: &mut impl Rng) -> Self {
        let mut parameters = Self::zeros(architecture);
        let stages = architecture.stages().iter().zip(architecture.shapes());
        for ((stage, shapes), weights) in stages.zip(&mut parameters.stages) {
            initialise::fill(range, fan_in(stage, shapes), rng, &mut weights.kernels);
        }
        let inputs = architecture.flattened().len();
        initialise::fill(range, inputs, rng, &mut parameters.linear.weights);
        parameters
    }
}

/// How many products one cell of a stage's convolution adds up: C_in·k².
fn fan_in(stage: &Stage, shapes: &StageShapes) -> usize {
    shapes.input.channels * stage.kernel * stage.kernel
}

impl Activations {
    /// Room for every value of `architecture`, all zero.
    pub fn new(architecture: &Architecture) -> Self {
        let stage = |shapes: &StageShapes| StageMaps {
            conv: Maps::zeros(shapes.conv),
            activation: Maps::zeros(shapes.conv),
            pool: Maps::zeros(shapes.pool),
        };
        let outputs = architecture.head().outputs;
        Self {
            input: Maps::zeros(INPUT),
            stages: architecture.shapes().iter().map(stage).collect(),
            logits: vec![0.0; outputs],
            prediction: vec![0.0; outputs],
        }
    }
}

/// Runs the network on `activations.input` and fills everything after it. Does not allocate.
///
/// # Panics
/// If `parameters` or `activations` were made for another architecture.
pub fn forward(
    architecture: &Architecture,
    parameters: &Parameters,
    activations: &mut Activations,
) {
    forward_from(architecture, parameters, activations, 0);
}

/// Runs the network from stage `first` (from 0; the number of stages: only the linear layer) on,
/// trusting the maps before it. Does not allocate.
///
/// # Panics
/// If `parameters` or `activations` were made for another architecture.
pub fn forward_from(
    architecture: &Architecture,
    parameters: &Parameters,
    activations: &mut Activations,
    first: usize,
) {
    let Activations { input, stages, logits, prediction } = activations;
    for (index, stage) in architecture.stages().iter().enumerate().skip(first) {
        let (before, from_here) = stages.split_at_mut(index);
        let maps = &mut from_here[0];
        let x = before.last().map_or(&*input, |previous| &previous.pool);
        conv::forward(x, &parameters.stages[index], &mut maps.conv);
        activation::forward(stage.activation, maps.conv.cells(), maps.activation.cells_mut());
        pool::forward(stage.pooling, &maps.activation, &mut maps.pool);
    }
    let x = stages.last().map_or(&*input, |last| &last.pool);
    linear::forward(x.cells(), &parameters.linear, logits);
    output::forward(architecture.head().activation, logits, prediction);
}
