//! The engine, as the peers' benchmark asks for it: one network of its three, forward and in training, for
//! `hitofude.js` beside this to hand on. Nothing here computes; it only passes arrays in and out.
#![cfg(target_arch = "wasm32")]

use hitofude::lab::NetworkChoice;
use hitofude::nn::{
    Activations, Architecture, Head, Learner, Loss, Optimiser, Pace, Parameters, Rule, Stage,
    forward,
};
use js_sys::Float32Array;
use wasm_bindgen::prelude::*;

/// A network, with room for its maps and for learning.
#[wasm_bindgen]
pub struct Engine {
    architecture: Architecture,
    parameters: Parameters,
    activations: Activations,
    learner: Learner,
    sums: Parameters,
    optimiser: Optimiser,
    loss: Loss,
    /// Their squared error is half of ours.
    loss_scale: f32,
    images: Vec<f32>,
    targets: Vec<f32>,
}

/// The peers' v ← 0.9 v + g; w ← w − 0.05 v.
const RULE: Rule = Rule::Momentum { momentum: 0.9 };
const RATE: f32 = 0.05;

#[wasm_bindgen]
impl Engine {
    /// Network "A", "B" or "C", with the weights of its convolutions and its linear layer one after the other.
    pub fn of(name: &str, weights: &[f32]) -> Option<Engine> {
        let architecture = architecture(name)?;
        let mut parameters = Parameters::zeros(&architecture);
        let mut rest = weights.iter();
        for cell in parameters.slices_mut().flatten() {
            *cell = *rest.next()?;
        }
        let softmax = name == "C";
        Some(Self {
            activations: Activations::new(&architecture),
            learner: Learner::new(&architecture),
            sums: Parameters::zeros(&architecture),
            optimiser: Optimiser::new(RULE, &parameters),
            loss: if softmax { Loss::CrossEntropy } else { Loss::SquaredError },
            loss_scale: if softmax { 1.0 } else { 0.5 },
            images: Vec::new(),
            targets: Vec::new(),
            architecture,
            parameters,
        })
    }

    /// Fills every map.
    pub fn forward(&mut self, image: &Float32Array) {
        image.copy_to(self.activations.input.cells_mut());
        forward(&self.architecture, &self.parameters, &mut self.activations);
    }

    /// Where they stand in memory, first byte and number of values of each: convolution, activation and pooling of every
    /// stage, then the linear layer's sums. They never move.
    pub fn places(&self) -> Vec<usize> {
        let stages = self.activations.stages.iter();
        let maps = stages.flat_map(|stage| [&stage.conv, &stage.activation, &stage.pool]);
        let all = maps.map(|maps| maps.cells()).chain([&self.activations.logits[..]]);
        all.flat_map(|cells| [cells.as_ptr() as usize, cells.len()]).collect()
    }

    /// A copy of the outputs.
    pub fn prediction(&self) -> Float32Array {
        Float32Array::from(&self.activations.prediction[..])
    }

    /// The outputs for one image, where no map is asked for.
    pub fn answer(&mut self, image: &Float32Array) -> Float32Array {
        image.copy_to(self.learner.input.cells_mut());
        self.learner.forward(&self.architecture, &self.parameters);
        Float32Array::from(&self.learner.prediction[..])
    }

    /// The outputs for images one after the other.
    pub fn answers(&mut self, images: &Float32Array) -> Float32Array {
        take(images, &mut self.images);
        let mut answers = Vec::new();
        for image in self.images.chunks_exact(784) {
            self.learner.input.cells_mut().copy_from_slice(image);
            self.learner.forward(&self.architecture, &self.parameters);
            answers.extend_from_slice(&self.learner.prediction);
        }
        Float32Array::from(&answers[..])
    }

    /// One step on a batch; the mean loss before it.
    #[wasm_bindgen(js_name = trainStep)]
    pub fn train_step(&mut self, images: &Float32Array, targets: &Float32Array) -> f32 {
        take(images, &mut self.images);
        take(targets, &mut self.targets);
        let Self { architecture, parameters, learner, sums, loss, .. } = self;
        let head = architecture.head();
        let images = self.images.chunks_exact(784);
        let count = images.len() as f32;
        sums.clear();
        let mut sum = 0.0;
        for (image, target) in images.zip(self.targets.chunks_exact(head.outputs)) {
            learner.input.cells_mut().copy_from_slice(image);
            learner.forward(architecture, parameters);
            sum += loss.value(head.activation, &learner.logits, &learner.prediction, target);
            learner.backward(architecture, parameters, *loss, target, sums);
        }
        sums.scale(self.loss_scale / count);
        self.optimiser.step(Pace { rate: RATE, decay: 0.0 }, sums, parameters);
        self.loss_scale * sum / count
    }
}

/// Their three networks: ours of the same sizes, without a bias.
fn architecture(name: &str) -> Option<Architecture> {
    let (choice, outputs) = match name {
        "A" => (NetworkChoice::Notebook, 1),
        "B" => (NetworkChoice::FiveChannel, 10),
        "C" => (NetworkChoice::Wide, 10),
        _ => return None,
    };
    let ours = choice.architecture();
    let stages = ours.stages().iter().map(|stage| Stage { bias: false, ..*stage });
    Architecture::new(stages.collect(), Head { outputs, bias: false, ..ours.head() }).ok()
}

fn take(from: &Float32Array, to: &mut Vec<f32>) {
    to.resize(from.length() as usize, 0.0);
    from.copy_to(to);
}
