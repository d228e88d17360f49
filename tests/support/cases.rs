//! Reference cases: networks with every value of one forward pass, and the gradients of their losses,
//! computed elsewhere in `f64`.
//!
//! Takes text and panics where a map disagrees, so that the same check runs natively and in the
//! browser.

use hitofude::nn::{
    Activation, Activations, Architecture, ConvParameters, Gradients, Head, LinearParameters, Loss,
    OutputActivation, Parameters, Pooling, Stage, network,
};
use serde::Deserialize;

/// The largest error, as a share of the map's largest magnitude.
const TOLERANCE: f64 = 1e-5;
/// The same for gradients.
const GRADIENT_TOLERANCE: f64 = 1e-4;

/// Checks every case of `tests/reference/cases.json`; returns how many there are.
pub fn check_own(json: &str) -> usize {
    check_all::<OwnCase>(json)
}

/// Checks every case of the shared reference of the notebook's network; returns how many there are.
pub fn check_notebook(json: &str) -> usize {
    check_all::<NotebookCase>(json)
}

fn check_all<'a, C: Deserialize<'a> + Into<Case>>(json: &'a str) -> usize {
    let cases: Vec<C> = serde_json::from_str(json).expect("reference cases");
    let count = cases.len();
    cases.into_iter().for_each(|case| check(&case.into()));
    count
}

/// A row-major array. Its shape follows from the architecture too, and is checked by length.
#[derive(Clone, Deserialize)]
struct Array {
    shape: Vec<usize>,
    data: Vec<f64>,
}

impl Array {
    fn weights(&self) -> Vec<f32> {
        self.data.iter().map(|&value| value as f32).collect()
    }
}

/// What both files say, in one form.
struct Case {
    name: String,
    input: Array,
    stages: Vec<CaseStage>,
    output: OutputActivation,
    linear: Array,
    linear_bias: Option<Array>,
    logits: Array,
    prediction: Array,
    target: Array,
    losses: Vec<(Loss, f64)>,
    gradients: Vec<(Loss, CaseGradients)>,
}

/// ∂loss/∂ what is named; empty or `None` where the file does not say.
#[derive(Deserialize)]
struct CaseGradients {
    kernels: Vec<Array>,
    biases: Vec<Option<Array>>,
    linear: Array,
    linear_bias: Option<Array>,
    input: Option<Array>,
}

struct CaseStage {
    activation: Activation,
    pooling: Pooling,
    kernels: Array,
    bias: Option<Array>,
    conv: Array,
    activated: Array,
    pooled: Array,
}

fn check(case: &Case) {
    let architecture = architecture(case);
    let parameters = Parameters {
        stages: case
            .stages
            .iter()
            .map(|stage| ConvParameters {
                kernels: stage.kernels.weights(),
                bias: stage.bias.as_ref().map(Array::weights).unwrap_or_default(),
            })
            .collect(),
        linear: LinearParameters {
            weights: case.linear.weights(),
            bias: case.linear_bias.as_ref().map(Array::weights).unwrap_or_default(),
        },
    };
    let mut found = Activations::new(&architecture);
    found.input.cells_mut().copy_from_slice(&case.input.weights());
    network::forward(&architecture, &parameters, &mut found);

    for (index, (expected, found)) in case.stages.iter().zip(&found.stages).enumerate() {
        let number = index + 1;
        agree(&case.name, &format!("conv{number}"), &expected.conv, found.conv.cells());
        agree(&case.name, &format!("act{number}"), &expected.activated, found.activation.cells());
        agree(&case.name, &format!("pool{number}"), &expected.pooled, found.pool.cells());
    }
    agree(&case.name, "logits", &case.logits, &found.logits);
    agree(&case.name, "prediction", &case.prediction, &found.prediction);
    let target = case.target.weights();
    for &(loss, value) in &case.losses {
        let expected = Array { shape: vec![1], data: vec![value] };
        let loss_found = loss.value(case.output, &found.logits, &found.prediction, &target);
        agree(&case.name, &format!("{loss:?}"), &expected, &[loss_found]);
    }
    for (loss, expected) in &case.gradients {
        let mut gradients = Gradients::new(&architecture);
        network::backward(&architecture, &parameters, &found, *loss, &target, &mut gradients);
        check_gradients(&format!("{}, {loss:?}", case.name), expected, &gradients);
    }
}

fn check_gradients(case: &str, expected: &CaseGradients, found: &Gradients) {
    let check = |what: &str, expected: &Array, found: &[f32]| {
        within(GRADIENT_TOLERANCE, case, what, expected, found);
    };
    let stages = &found.parameters.stages;
    for (number, (expected, found)) in (1..).zip(expected.kernels.iter().zip(stages)) {
        check(&format!("gradient of conv{number}"), expected, &found.kernels);
    }
    for (number, (expected, found)) in (1..).zip(expected.biases.iter().zip(stages)) {
        if let Some(expected) = expected {
            check(&format!("gradient of bias {number}"), expected, &found.bias);
        }
    }
    check("gradient of linear", &expected.linear, &found.parameters.linear.weights);
    if let Some(expected) = &expected.linear_bias {
        check("gradient of the linear bias", expected, &found.parameters.linear.bias);
    }
    if let Some(expected) = &expected.input {
        check("gradient of the input", expected, found.input.cells());
    }
}

fn architecture(case: &Case) -> Architecture {
    let stages = case.stages.iter().map(|stage| Stage {
        channels: stage.kernels.shape[0],
        kernel: stage.kernels.shape[2],
        activation: stage.activation,
        pooling: stage.pooling,
        bias: stage.bias.is_some(),
    });
    let bias = case.linear_bias.is_some();
    let head = Head { outputs: case.linear.shape[0], activation: case.output, bias };
    Architecture::new(stages.collect(), head).expect("a possible network")
}

#[track_caller]
fn agree(case: &str, what: &str, expected: &Array, found: &[f32]) {
    within(TOLERANCE, case, what, expected, found);
}

#[track_caller]
fn within(tolerance: f64, case: &str, what: &str, expected: &Array, found: &[f32]) {
    assert_eq!(expected.data.len(), found.len(), "cells of {what} in {case:?}");
    let largest = expected.data.iter().fold(0.0_f64, |largest, value| largest.max(value.abs()));
    for (index, (&expected, &found)) in expected.data.iter().zip(found).enumerate() {
        let error = (expected - f64::from(found)).abs();
        assert!(
            error <= tolerance * largest,
            "{what}[{index}] in {case:?}: expected {expected}, found {found}; \
             the error is {:.1e} of the largest magnitude, {largest}",
            error / largest,
        );
    }
}

/// `tests/reference/make_cases.py`'s form.
#[derive(Deserialize)]
struct OwnCase {
    name: String,
    input: Array,
    stages: Vec<OwnStage>,
    output: String,
    linear: Array,
    linear_bias: Option<Array>,
    logits: Array,
    prediction: Array,
    target: Array,
    losses: OwnLosses,
    gradients: OwnGradients,
}

#[derive(Deserialize)]
struct OwnStage {
    activation: String,
    pooling: String,
    kernels: Array,
    bias: Option<Array>,
    conv_maps: Array,
    activation_maps: Option<Array>,
    pool_maps: Option<Array>,
}

#[derive(Deserialize)]
struct OwnLosses {
    squared_error: f64,
    cross_entropy: Option<f64>,
}

#[derive(Deserialize)]
struct OwnGradients {
    squared_error: CaseGradients,
    cross_entropy: Option<CaseGradients>,
}

impl From<OwnCase> for Case {
    fn from(case: OwnCase) -> Self {
        let mut losses = vec![(Loss::SquaredError, case.losses.squared_error)];
        losses.extend(case.losses.cross_entropy.map(|value| (Loss::CrossEntropy, value)));
        let mut gradients = vec![(Loss::SquaredError, case.gradients.squared_error)];
        gradients.extend(case.gradients.cross_entropy.map(|of| (Loss::CrossEntropy, of)));
        Self {
            name: case.name,
            input: case.input,
            stages: case.stages.into_iter().map(CaseStage::from).collect(),
            output: output_named(&case.output),
            linear: case.linear,
            linear_bias: case.linear_bias,
            logits: case.logits,
            prediction: case.prediction,
            target: case.target,
            losses,
            gradients,
        }
    }
}

impl From<OwnStage> for CaseStage {
    fn from(stage: OwnStage) -> Self {
        let activated = stage.activation_maps.unwrap_or_else(|| stage.conv_maps.clone());
        Self {
            activation: activation_named(&stage.activation),
            pooling: match stage.pooling.as_str() {
                "none" => Pooling::None,
                "max" => Pooling::Max,
                "average" => Pooling::Average,
                other => panic!("pooling {other:?}"),
            },
            kernels: stage.kernels,
            bias: stage.bias,
            conv: stage.conv_maps,
            pooled: stage.pool_maps.unwrap_or_else(|| activated.clone()),
            activated,
        }
    }
}

/// The form of the shared reference: one activation everywhere, maximum pooling, no bias.
#[derive(Deserialize)]
struct NotebookCase {
    image: String,
    erode: bool,
    scale: f64,
    activation: String,
    input: Array,
    kernels: Vec<Array>,
    linear: Array,
    steps: Vec<NotebookStep>,
    logits: Array,
    prediction: Array,
    target: Array,
    loss: f64,
    kernel_gradients: Vec<Array>,
    linear_gradient: Array,
}

#[derive(Deserialize)]
struct NotebookStep {
    conv: Array,
    activation: Array,
    pool: Array,
}

impl From<NotebookCase> for Case {
    fn from(case: NotebookCase) -> Self {
        let NotebookCase { image, erode, scale, activation, .. } = case;
        let stage = |(kernels, step): (Array, NotebookStep)| CaseStage {
            activation: activation_named(&activation),
            pooling: Pooling::Max,
            kernels,
            bias: None,
            conv: step.conv,
            activated: step.activation,
            pooled: step.pool,
        };
        let gradients = CaseGradients {
            kernels: case.kernel_gradients,
            biases: Vec::new(),
            linear: case.linear_gradient,
            linear_bias: None,
            input: None,
        };
        Self {
            name: format!("{image}, erode {erode}, scale {scale}, {activation}"),
            input: case.input,
            stages: case.kernels.into_iter().zip(case.steps).map(stage).collect(),
            output: output_named(&activation),
            linear: case.linear,
            linear_bias: None,
            logits: case.logits,
            prediction: case.prediction,
            target: case.target,
            losses: vec![(Loss::SquaredError, case.loss)],
            gradients: vec![(Loss::SquaredError, gradients)],
        }
    }
}

fn activation_named(name: &str) -> Activation {
    match name {
        "none" => Activation::None,
        "sigmoid" => Activation::Sigmoid,
        "relu" => Activation::Relu,
        "tanh" => Activation::Tanh,
        other => panic!("activation {other:?}"),
    }
}

fn output_named(name: &str) -> OutputActivation {
    match name {
        "none" => OutputActivation::None,
        "sigmoid" => OutputActivation::Sigmoid,
        "softmax" => OutputActivation::Softmax,
        other => panic!("output activation {other:?}"),
    }
}
