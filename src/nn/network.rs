//! A whole network: its parameters, its maps, and the forward pass.

use super::{Architecture, Maps};

/// The weights of one convolution.
#[derive(Clone, Debug, PartialEq)]
pub struct ConvParameters {
    /// `[C_out, C_in, k, k]`, row-major.
    pub kernels: Vec<f32>,
    /// `[C_out]`, or empty where the stage has no bias.
    pub bias: Vec<f32>,
}

/// The weights of the linear layer.
#[derive(Clone, Debug, PartialEq)]
pub struct LinearParameters {
    /// `[M, N]`, row-major; N runs over the last maps in `[C, H, W]` order.
    pub weights: Vec<f32>,
    /// `[M]`, or empty where there is no bias.
    pub bias: Vec<f32>,
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
        let _ = architecture;
        todo!()
    }
}

impl Activations {
    /// Room for every value of `architecture`, all zero.
    pub fn new(architecture: &Architecture) -> Self {
        let _ = architecture;
        todo!()
    }
}

/// Runs the network on `activations.input` and fills everything after it. Does not allocate.
pub fn forward(
    architecture: &Architecture,
    parameters: &Parameters,
    activations: &mut Activations,
) {
    forward_from(architecture, parameters, activations, 0);
}

/// Runs the network from stage `first` (from 0; the number of stages: only the linear layer) on,
/// trusting the maps before it. Does not allocate.
pub fn forward_from(
    architecture: &Architecture,
    parameters: &Parameters,
    activations: &mut Activations,
    first: usize,
) {
    let _ = (architecture, parameters, activations, first);
    todo!()
}
