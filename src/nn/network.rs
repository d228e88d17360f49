//! A whole network: its parameters, its maps, its gradients; forward and backward.

use rand::Rng;

use super::architecture::{INPUT, StageShapes};
use super::{
    Activation, Architecture, ConvParameters, Head, LinearParameters, Loss, Maps, Stage,
    WeightRange, activation, conv, initialise, linear, output, pool,
};

/// The largest size of a weight or bias that the page allows. With it no sum in any network can leave the range of
/// `f32`, even with every activation off: all stay below 10³⁵.
pub const MAX_WEIGHT: f32 = 1000.0;

/// A finite weight held to ±[`MAX_WEIGHT`], with the one zero that is written "0".
pub fn bounded(weight: f32) -> f32 {
    weight.clamp(-MAX_WEIGHT, MAX_WEIGHT) + 0.0
}

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

impl Parameters {
    /// The weights and biases as slices, first to last: of each stage the kernels, then the bias; then the
    /// linear layer's. A bias that a layer does not have is an empty slice.
    pub fn slices(&self) -> impl Iterator<Item = &[f32]> {
        let stages = self.stages.iter().flat_map(|stage| [&stage.kernels, &stage.bias]);
        stages.chain([&self.linear.weights, &self.linear.bias]).map(Vec::as_slice)
    }

    /// [`Parameters::slices`], to be written.
    pub fn slices_mut(&mut self) -> impl Iterator<Item = &mut [f32]> {
        let stages = self.stages.iter_mut().flat_map(|stage| [&mut stage.kernels, &mut stage.bias]);
        stages.chain([&mut self.linear.weights, &mut self.linear.bias]).map(Vec::as_mut_slice)
    }

    /// Makes every weight and bias 0.
    pub fn clear(&mut self) {
        self.slices_mut().for_each(|weights| weights.fill(0.0));
    }

    /// Multiplies every weight and bias: a batch's sums by 1 / its size make its mean.
    pub fn scale(&mut self, factor: f32) {
        self.slices_mut().flatten().for_each(|weight| *weight *= factor);
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
// Once in the program: a copy at each place that calls it weighs more than a call.
#[inline(never)]
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

/// What changes the loss, and how fast: ∂loss/∂ everything. Built once for an architecture, then reused.
#[derive(Clone, Debug, PartialEq)]
pub struct Gradients {
    /// ∂loss/∂ each weight and bias, added up over all backward passes since [`Parameters::clear`].
    pub parameters: Parameters,
    /// ∂loss/∂ each pixel, of the last pass.
    pub input: Maps,
    /// ∂loss/∂ each cell of each map, of the last pass.
    pub stages: Vec<StageMaps>,
    /// `[M]`, ∂loss/∂ each logit, of the last pass.
    pub logits: Vec<f32>,
    scratch: conv::Scratch,
}

impl Gradients {
    /// Room for every gradient of `architecture`, all zero.
    pub fn new(architecture: &Architecture) -> Self {
        let Activations { input, stages, logits, .. } = Activations::new(architecture);
        let parameters = Parameters::zeros(architecture);
        Self { parameters, input, stages, logits, scratch: conv::Scratch::new(architecture) }
    }
}

/// Goes back through the network that [`forward`] has just filled `activations` with: adds this image's
/// gradients of `loss` to `gradients.parameters`, and fills the maps'. Does not allocate.
///
/// # Panics
/// If `parameters`, `activations` or `gradients` were made for another architecture.
pub fn backward(
    architecture: &Architecture,
    parameters: &Parameters,
    activations: &Activations,
    loss: Loss,
    target: &[f32],
    gradients: &mut Gradients,
) {
    let Gradients { parameters: sums, input, stages, logits, scratch } = gradients;
    loss.gradient(architecture.head().activation, &activations.logits, target, logits);
    let (x, d_x) = match (activations.stages.last(), stages.last_mut()) {
        (Some(maps), Some(d_maps)) => (&maps.pool, &mut d_maps.pool),
        _ => (&activations.input, &mut *input),
    };
    let (x, d_x) = (x.cells(), d_x.cells_mut());
    linear::backward(x, &parameters.linear, logits, &mut sums.linear, d_x);
    for (index, stage) in architecture.stages().iter().enumerate().rev() {
        let (before, from_here) = stages.split_at_mut(index);
        let (maps, d_maps) = (&activations.stages[index], &mut from_here[0]);
        let StageMaps { conv: d_conv, activation: d_activation, pool: d_pool } = d_maps;
        pool_backward(stage, maps, d_pool, d_activation);
        activation::backward(
            stage.activation,
            maps.conv.cells(),
            d_activation.cells(),
            d_conv.cells_mut(),
        );
        let (x, d_x) = match index.checked_sub(1) {
            Some(previous) => (&activations.stages[previous].pool, &mut before[previous].pool),
            None => (&activations.input, &mut *input),
        };
        conv::backward_to_weights(x, d_conv, &mut sums.stages[index], scratch);
        conv::backward_to_input(d_conv, &parameters.stages[index], d_x, scratch);
    }
}

/// Pooling's gradient. Where a sigmoid or tanh rounds several cells to 1, the largest of them is told by what
/// went in, up to where `f64` would round to 1 too: beyond that they are equal to everyone.
fn pool_backward(stage: &Stage, maps: &StageMaps, d_pool: &Maps, d_activation: &mut Maps) {
    let StageMaps { conv, activation, pool } = maps;
    let pooling = stage.pooling;
    match stage.activation {
        Activation::Sigmoid => {
            let distance = |z: f32| z.min(37.0);
            pool::backward_by(pooling, activation, pool, d_pool, d_activation, conv, distance);
        }
        Activation::Tanh => {
            let distance = |z: f32| z.clamp(-19.0, 19.0);
            pool::backward_by(pooling, activation, pool, d_pool, d_activation, conv, distance);
        }
        Activation::None | Activation::Relu => {
            pool::backward(pooling, activation, pool, d_pool, d_activation);
        }
    }
}
