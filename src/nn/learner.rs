//! Forward and backward for learning, where nobody looks at the maps: the same gradients in less time.
//!
//! Every activation f rises with its x, so the largest of four f(x) is f of the largest x. A maximum is therefore
//! taken *before* the activation here: a quarter of the exponentials forward, and a quarter of the slopes backward.

use super::architecture::INPUT;
use super::{
    Activation, Architecture, Loss, Maps, Parameters, Pooling, activation, conv, linear, output,
    pool,
};

/// Room for one image's way through a network and back. Built once for an architecture, then reused.
#[derive(Clone, Debug, PartialEq)]
pub struct Learner {
    /// The 28×28 image, as the network receives it.
    pub input: Maps,
    stages: Vec<Passage>,
    /// `[M]`, the linear layer's inner products.
    pub logits: Vec<f32>,
    /// `[M]`, the outputs.
    pub prediction: Vec<f32>,
    d_logits: Vec<f32>,
    scratch: conv::Scratch,
}

/// A stage's values and their gradients, each as soon as it is known.
#[derive(Clone, Debug, PartialEq)]
struct Passage {
    conv: Maps,
    d_conv: Maps,
    /// Between the two other steps: after a maximum, before its activation; or after an activation, before its mean.
    between: Maps,
    d_between: Maps,
    end: Maps,
    d_end: Maps,
}

impl Learner {
    /// Room for `architecture`.
    pub fn new(architecture: &Architecture) -> Self {
        let stages = architecture.stages().iter().zip(architecture.shapes());
        let passage = stages.map(|(stage, shapes)| {
            let conv = Maps::zeros(shapes.conv);
            let end = Maps::zeros(shapes.pool);
            let between = if stage.pooling == Pooling::Max { end.clone() } else { conv.clone() };
            Passage {
                d_conv: conv.clone(),
                conv,
                d_between: between.clone(),
                between,
                d_end: end.clone(),
                end,
            }
        });
        let outputs = vec![0.0; architecture.head().outputs];
        Self {
            input: Maps::zeros(INPUT),
            stages: passage.collect(),
            logits: outputs.clone(),
            prediction: outputs.clone(),
            d_logits: outputs,
            scratch: conv::Scratch::new(architecture),
        }
    }

    /// Runs the network on `self.input` and fills `logits` and `prediction`, as [`super::forward`] does. Does not
    /// allocate.
    ///
    /// # Panics
    /// If `parameters` or `self` were made for another architecture.
    pub fn forward(&mut self, architecture: &Architecture, parameters: &Parameters) {
        let mut x = &self.input;
        let stages = architecture.stages().iter().zip(&parameters.stages);
        for ((stage, weights), maps) in stages.zip(&mut self.stages) {
            conv::forward(x, weights, &mut maps.conv);
            let f = |x: &Maps, y: &mut Maps| {
                activation::forward(stage.activation, x.cells(), y.cells_mut());
            };
            match stage.pooling {
                Pooling::None => f(&maps.conv, &mut maps.end),
                Pooling::Max => {
                    pool::forward(Pooling::Max, &maps.conv, &mut maps.between);
                    f(&maps.between, &mut maps.end);
                }
                Pooling::Average => {
                    f(&maps.conv, &mut maps.between);
                    pool::forward(Pooling::Average, &maps.between, &mut maps.end);
                }
            }
            x = &maps.end;
        }
        linear::forward(x.cells(), &parameters.linear, &mut self.logits);
        output::forward(architecture.head().activation, &self.logits, &mut self.prediction);
    }

    /// Goes back through what [`Learner::forward`] has just filled, and adds this image's ∂`loss`/∂ each weight and
    /// bias to `sums`. Does not allocate.
    ///
    /// They are [`super::backward`]'s, but for rounding: there cells that an activation rounds to the same are told
    /// apart only as far as they are in `f64`.
    ///
    /// # Panics
    /// If `parameters`, `sums` or `self` were made for another architecture.
    pub fn backward(
        &mut self,
        architecture: &Architecture,
        parameters: &Parameters,
        loss: Loss,
        target: &[f32],
        sums: &mut Parameters,
    ) {
        let Self { input, stages, logits, d_logits, scratch, .. } = self;
        loss.gradient(architecture.head().activation, logits, target, d_logits);
        let Some(last) = stages.last_mut() else { return };
        let (x, d_x) = (last.end.cells(), last.d_end.cells_mut());
        linear::backward(x, &parameters.linear, d_logits, &mut sums.linear, d_x);
        for (index, stage) in architecture.stages().iter().enumerate().rev() {
            let (before, from_here) = stages.split_at_mut(index);
            let maps = &mut from_here[0];
            maps.back_to_conv(stage.activation, stage.pooling);
            let weights = &mut sums.stages[index];
            match before.last_mut() {
                None => conv::backward_to_weights(input, &maps.d_conv, weights, scratch),
                Some(previous) => {
                    let (x, d_x) = (&previous.end, &mut previous.d_end);
                    conv::backward_to_weights(x, &maps.d_conv, weights, scratch);
                    let kernels = &parameters.stages[index];
                    conv::backward_to_input(&maps.d_conv, kernels, d_x, scratch);
                }
            }
        }
    }
}

impl Passage {
    /// From ∂loss/∂ the stage's end to ∂loss/∂ the convolution's cells.
    fn back_to_conv(&mut self, f: Activation, pooling: Pooling) {
        let Self { conv, d_conv, between, d_between, end, d_end } = self;
        let slope = |x: &Maps, g: &Maps, d: &mut Maps| {
            activation::backward(f, x.cells(), g.cells(), d.cells_mut());
        };
        match pooling {
            Pooling::None => slope(conv, d_end, d_conv),
            Pooling::Max => {
                slope(between, d_end, d_between);
                pool::backward(Pooling::Max, conv, between, d_between, d_conv);
            }
            Pooling::Average => {
                pool::backward(Pooling::Average, between, end, d_end, d_between);
                slope(conv, d_between, d_conv);
            }
        }
    }
}
