//! The loop: batches down the gradient, and how well it reads.

use std::time::Instant;

use hitofude::digits::PixelScale;
use hitofude::digits::prepare::{Pixels, scale};
use hitofude::lab::target;
use hitofude::nn::{
    Activations, Architecture, Learner, Loss, Optimiser, Pace, Parameters, Rule, forward,
};
use rand::{Rng, RngExt};

use super::data::DigitSet;

/// How a network is trained.
#[derive(Clone, Copy, Debug)]
pub struct Recipe {
    pub loss: Loss,
    pub rule: Rule,
    pub batch: usize,
    pub epochs: usize,
    /// The highest learning rate: reached over the first tenth, then falling along half a cosine to 0.
    pub rate: f32,
    pub decay: f32,
    /// Whether the first stage stays as it is.
    pub keep_first: bool,
}

/// A network in training.
pub struct Fitting<'a> {
    architecture: &'a Architecture,
    pub parameters: Parameters,
    learner: Learner,
    sums: Parameters,
    optimiser: Optimiser,
    schedule: Recipe,
    done: usize,
    total: usize,
}

impl<'a> Fitting<'a> {
    /// Ready for `schedule`, which goes over `images` images an epoch.
    pub fn new(
        architecture: &'a Architecture,
        parameters: Parameters,
        schedule: Recipe,
        images: usize,
    ) -> Self {
        Self {
            architecture,
            learner: Learner::new(architecture),
            sums: Parameters::zeros(architecture),
            optimiser: Optimiser::new(schedule.rule, &parameters),
            parameters,
            schedule,
            done: 0,
            total: schedule.epochs * images.div_ceil(schedule.batch),
        }
    }

    /// Goes over `set` once, in another order each time; returns the mean loss and images a second.
    pub fn epoch(&mut self, set: &DigitSet, rng: &mut impl Rng) -> (f32, f64) {
        let start = Instant::now();
        let mut order: Vec<usize> = (0..set.len()).collect();
        for last in (1..order.len()).rev() {
            order.swap(last, rng.random_range(0..=last));
        }
        let mut sum = 0.0;
        for batch in order.chunks(self.schedule.batch) {
            sum += self.batch(set, batch);
        }
        (sum / set.len() as f32, set.len() as f64 / start.elapsed().as_secs_f64())
    }

    /// One step; returns the summed loss before it.
    fn batch(&mut self, set: &DigitSet, batch: &[usize]) -> f32 {
        let Self { architecture, parameters, learner, sums, schedule, .. } = self;
        let head = architecture.head();
        sums.clear();
        let mut sum = 0.0;
        for &index in batch {
            let digit = set.digits[index];
            let target = target(digit, head.outputs);
            scale(&set.images[index], PixelScale::Unit, learner.input.cells_mut());
            learner.forward(architecture, parameters);
            let loss = schedule.loss;
            sum += loss.value(head.activation, &learner.logits, &learner.prediction, &target);
            learner.backward(architecture, parameters, loss, &target, sums);
        }
        sums.scale(1.0 / batch.len() as f32);
        let pace = Pace { rate: self.rate(), decay: self.schedule.decay };
        let first = self.schedule.keep_first.then(|| self.parameters.stages[0].clone());
        self.optimiser.step(pace, &self.sums, &mut self.parameters);
        if let Some(first) = first {
            self.parameters.stages[0] = first;
        }
        self.done += 1;
        sum
    }

    fn rate(&self) -> f32 {
        let gone = self.done as f32 / self.total.max(1) as f32;
        let rising = (gone * 10.0).min(1.0);
        let falling = 0.5 + 0.5 * (std::f32::consts::PI * gone.min(1.0)).cos();
        self.schedule.rate * rising * falling
    }
}

/// How a network reads a set.
#[derive(Clone, Default)]
pub struct Accuracy {
    /// Of each digit: how many were read right, and how many there were.
    pub digits: [(usize, usize); 10],
}

impl Accuracy {
    /// Reads every image of `set`. A single output says 5 from one half on.
    pub fn of(architecture: &Architecture, parameters: &Parameters, set: &DigitSet) -> Self {
        let mut activations = Activations::new(architecture);
        let mut score = Self::default();
        for (image, &digit) in set.images.iter().zip(&set.digits) {
            let right = match read(architecture, parameters, &mut activations, image) {
                [one] => (*one >= 0.5) == (digit == 5),
                outputs => {
                    let best =
                        (0..outputs.len()).max_by(|&a, &b| outputs[a].total_cmp(&outputs[b]));
                    best == Some(digit.into())
                }
            };
            let (rights, all) = &mut score.digits[usize::from(digit)];
            *rights += usize::from(right);
            *all += 1;
        }
        score
    }

    /// Which part was read right.
    pub fn accuracy(&self) -> f64 {
        let (right, all) =
            self.digits.iter().fold((0, 0), |sum, digit| (sum.0 + digit.0, sum.1 + digit.1));
        right as f64 / all.max(1) as f64
    }

    /// The mean of the parts of fives and of all others that were told apart.
    pub fn balanced(&self) -> f64 {
        let share = |(right, all): (usize, usize)| right as f64 / all.max(1) as f64;
        let others = self.digits.iter().enumerate().filter(|&(digit, _)| digit != 5);
        let others = others.fold((0, 0), |sum, (_, digit)| (sum.0 + digit.0, sum.1 + digit.1));
        0.5 * (share(self.digits[5]) + share(others))
    }
}

/// The outputs for one image.
pub fn read<'a>(
    architecture: &Architecture,
    parameters: &Parameters,
    activations: &'a mut Activations,
    image: &Pixels,
) -> &'a [f32] {
    scale(image, PixelScale::Unit, activations.input.cells_mut());
    forward(architecture, parameters, activations);
    &activations.prediction
}
