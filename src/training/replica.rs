//! One worker's copy of the network, and what it does with it. All copies make the same steps.

use super::source::Place;
use super::wire::{Reader, Writer};
use super::{Job, Plan};
use crate::digits::PixelScale;
use crate::digits::prepare::{self, Pixels};
use crate::nn::output::reading;
use crate::nn::{Architecture, Learner, MAX_WEIGHT, Optimiser, Parameters, target};

/// How images were answered.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Score {
    /// The sum of the losses.
    pub loss: f32,
    /// How many answers were right.
    pub right: f32,
}

/// The loss was no longer a number, or a weight too large.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Diverged;

/// A network that learns.
#[derive(Debug)]
pub(super) struct Replica {
    architecture: Architecture,
    plan: Plan,
    scale: PixelScale,
    /// What the ten digits ask for.
    targets: Vec<Vec<f32>>,
    parameters: Parameters,
    /// The last weights with a finite loss.
    good: Parameters,
    optimiser: Optimiser,
    learner: Learner,
    /// This worker's gradients, then everyone's.
    sums: Parameters,
    score: Score,
    step: u64,
    images: u64,
    epoch: u64,
    at: usize,
}

impl Replica {
    pub fn new(job: &Job) -> Self {
        let architecture = (*job.architecture).clone();
        let parameters = (*job.parameters).clone();
        let outputs = architecture.head().outputs;
        Self {
            plan: job.plan,
            scale: job.scale,
            targets: (0..10).map(|digit| target(digit, outputs)).collect(),
            good: parameters.clone(),
            optimiser: Optimiser::new(job.plan.rule, &parameters),
            learner: Learner::new(&architecture),
            sums: Parameters::zeros(&architecture),
            parameters,
            architecture,
            score: Score::default(),
            step: 0,
            images: 0,
            epoch: 0,
            at: 0,
        }
    }

    /// As it would stand after so many images, in epochs of `epoch`.
    pub fn after(self, images: u64, epoch: u64) -> Self {
        let epoch = epoch.max(1);
        let at = (images % epoch) as usize;
        let batches = epoch.div_ceil(self.plan.batch.max(1) as u64);
        let step = images / epoch * batches + (at / self.plan.batch.max(1)) as u64;
        Self { step, images, epoch: images / epoch, at, ..self }
    }

    pub fn parameters(&self) -> &Parameters {
        &self.parameters
    }

    pub fn parameters_mut(&mut self) -> &mut Parameters {
        &mut self.parameters
    }

    pub fn plan_mut(&mut self) -> &mut Plan {
        &mut self.plan
    }

    /// Images learned from.
    pub fn images(&self) -> u64 {
        self.images
    }

    /// How many images the next step learns from, of all workers together; `epoch`: how many an epoch has.
    pub fn batch(&self, epoch: usize) -> usize {
        self.plan.batch.max(1).min(epoch - self.at)
    }

    /// Image `seat` of the next step.
    pub fn place(&self, seat: usize) -> Place {
        Place { step: self.step, epoch: self.epoch, at: self.at + seat, seat }
    }

    /// M: how many outputs the network has.
    pub fn outputs(&self) -> usize {
        self.architecture.head().outputs
    }

    /// Adds an image to this worker's share.
    pub fn learn(&mut self, pixels: &Pixels, digit: u8) {
        self.answer(pixels, digit);
        let Self { architecture, parameters, sums, .. } = self;
        let target = &self.targets[usize::from(digit)];
        self.learner.backward(architecture, parameters, self.plan.loss, target, sums);
    }

    /// Reads an image, and adds to the score. Gives what the network says, and its loss.
    pub fn answer(&mut self, pixels: &Pixels, digit: u8) -> (Option<u8>, f32) {
        let Self { architecture, parameters, learner, .. } = self;
        prepare::scale(pixels, self.scale, learner.input.cells_mut());
        learner.forward(architecture, parameters);
        let head = architecture.head();
        let Learner { logits, prediction, .. } = learner;
        let target = &self.targets[usize::from(digit)];
        let loss = self.plan.loss.value(head.activation, logits, prediction, target);
        let said = reading(prediction);
        let right = if head.outputs == 1 { (digit == 5).then_some(5) } else { Some(digit) };
        self.score.loss += loss;
        self.score.right += f32::from(u8::from(said == right));
        (said, loss)
    }

    /// Forgets the share.
    pub fn clear(&mut self) {
        self.sums.clear();
        self.score = Score::default();
    }

    /// This worker's share: loss, right answers, and the sums of the gradients.
    pub fn write_share(&self, share: &mut Vec<f32>) {
        share.extend([self.score.loss, self.score.right]);
        self.sums.slices().for_each(|slice| share.extend_from_slice(slice));
    }

    /// Adds everyone's shares up, in their order, and makes the step. A worker alone has no other's share: its own is
    /// the sum.
    pub fn step<'a>(
        &mut self,
        shares: impl Iterator<Item = &'a [f32]>,
        epoch: usize,
    ) -> Result<Score, Diverged> {
        for (index, share) in shares.enumerate() {
            let mut rest = share;
            let mut part = |length| {
                let (part, after) = rest.split_at(length);
                rest = after;
                part
            };
            let score = part(2);
            if index == 0 {
                self.score = Score { loss: score[0], right: score[1] };
                for sums in self.sums.slices_mut() {
                    sums.copy_from_slice(part(sums.len()));
                }
            } else {
                self.score.loss += score[0];
                self.score.right += score[1];
                for sums in self.sums.slices_mut() {
                    let shares = part(sums.len());
                    for (sum, share) in sums.iter_mut().zip(shares) {
                        *sum += share;
                    }
                }
            }
        }
        let score = self.score;
        if !score.loss.is_finite() {
            return Err(self.go_back());
        }
        for (good, weights) in self.good.slices_mut().zip(self.parameters.slices()) {
            good.copy_from_slice(weights);
        }
        let batch = self.batch(epoch);
        self.sums.scale(1.0 / batch as f32);
        let Plan { mut pace, schedule, .. } = self.plan;
        pace.rate *= schedule.factor(self.images);
        self.optimiser.step(pace, &self.sums, &mut self.parameters);
        // Not a number is no less than anything.
        let allowed = |weights: &[f32]| weights.iter().all(|weight| weight.abs() <= MAX_WEIGHT);
        if !self.parameters.slices().all(allowed) {
            return Err(self.go_back());
        }
        self.step += 1;
        self.images += batch as u64;
        self.at += batch;
        if self.at >= epoch {
            (self.at, self.epoch) = (0, self.epoch + 1);
        }
        self.clear();
        Ok(score)
    }

    /// Back to the last good weights; what the optimiser remembers led away from them.
    fn go_back(&mut self) -> Diverged {
        self.parameters.clone_from(&self.good);
        self.optimiser = Optimiser::new(self.plan.rule, &self.parameters);
        self.clear();
        Diverged
    }

    /// Everything that the next steps depend on.
    pub(super) fn write(&self, to: &mut Writer) {
        to.f32(self.plan.pace.rate);
        to.f32(self.plan.pace.decay);
        to.floats(self.parameters.slices().flatten());
        to.floats(self.good.slices().flatten());
        self.optimiser.memory().for_each(|value| to.f32(value));
        [self.step, self.images, self.epoch, self.at as u64]
            .iter()
            .for_each(|value| to.u64(*value));
    }

    /// Takes over what another replica of the same job wrote.
    pub(super) fn read(&mut self, from: &mut Reader) -> Option<()> {
        self.plan.pace.rate = from.f32()?;
        self.plan.pace.decay = from.f32()?;
        from.fill(self.parameters.slices_mut().flatten())?;
        from.fill(self.good.slices_mut().flatten())?;
        let mut memory: Vec<f32> = self.optimiser.memory().collect();
        from.fill(&mut memory)?;
        self.optimiser.recall(memory);
        (self.step, self.images, self.epoch) = (from.u64()?, from.u64()?, from.u64()?);
        self.at = from.size()?;
        self.clear();
        Some(())
    }
}
