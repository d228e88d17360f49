//! One worker's copy of the network, and what it does with it: some steps on its own part of each batch, then the mean
//! of what all workers came to. So all copies are the same again after every round (local SGD: Stich, "Local SGD
//! Converges Fast and Communicates Little", 2019).

use super::source::ImagePlace;
use super::wire::{Reader, Writer};
use super::{Job, Plan, WeightEdits};
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

/// Where learning stands.
#[derive(Clone, Debug)]
struct ReplicaState {
    parameters: Parameters,
    optimiser: Optimiser,
    step: u64,
    images: u64,
    epoch: u64,
    /// Images of this epoch.
    at: usize,
}

/// A network that learns.
#[derive(Debug)]
pub(super) struct Replica {
    architecture: Architecture,
    plan: Plan,
    /// The network's number for each grey.
    numbers: [f32; 256],
    /// What the ten digits ask for.
    targets: Vec<Vec<f32>>,
    /// What all workers agreed on, at the end of the last round.
    agreed: ReplicaState,
    /// How far this worker is from there.
    here: ReplicaState,
    /// The last weights with a finite loss.
    good: Parameters,
    learner: Learner,
    /// The gradients of this worker's part of a batch.
    sums: Parameters,
    /// How many images that part has.
    part: usize,
    /// Images that this worker has learned from in this round.
    learned: usize,
    /// Whether the loss of what all agreed on was finite here.
    began_well: bool,
    score: Score,
    /// Room for a share.
    mean: Vec<f32>,
}

/// The most steps between two agreements. A round of so many takes the smallest network some ten milliseconds, many times
/// what passing the shares takes; and two workers that agree after 16 or 32 steps learn as much from an image as one.
const MOST_STEPS: usize = 32;
/// Products in a round, at most, if it has more than one step: some 50 ms of two workers' time.
const ROUND: usize = 8 * 64 * 800_000;

impl Replica {
    pub fn new(job: &Job) -> Self {
        let architecture = (*job.architecture).clone();
        let parameters = (*job.parameters).clone();
        let outputs = architecture.head().outputs;
        let agreed = ReplicaState {
            optimiser: Optimiser::new(job.plan.rule, &parameters),
            parameters: parameters.clone(),
            step: 0,
            images: 0,
            epoch: 0,
            at: 0,
        };
        Self {
            plan: job.plan,
            numbers: prepare::numbers(job.scale),
            targets: (0..10).map(|digit| target(digit, outputs)).collect(),
            good: parameters,
            here: agreed.clone(),
            agreed,
            learner: Learner::new(&architecture),
            sums: Parameters::zeros(&architecture),
            architecture,
            part: 0,
            learned: 0,
            began_well: false,
            score: Score::default(),
            mean: Vec::new(),
        }
    }

    /// As it would stand after so many images, in epochs of `epoch`.
    pub fn after(mut self, images: u64, epoch: u64) -> Self {
        let epoch = epoch.max(1);
        let at = (images % epoch) as usize;
        let batches = epoch.div_ceil(self.plan.batch.max(1) as u64);
        let step = images / epoch * batches + (at / self.plan.batch.max(1)) as u64;
        let agreed = ReplicaState { step, images, epoch: images / epoch, at, ..self.agreed };
        self.here = agreed.clone();
        Self { agreed, ..self }
    }

    /// The weights that all workers agreed on.
    pub fn parameters(&self) -> &Parameters {
        &self.agreed.parameters
    }

    /// Changes what all workers agree on.
    pub fn edit(&mut self, edit: &WeightEdits) {
        edit.apply(&mut self.agreed.parameters);
        edit.apply(&mut self.here.parameters);
    }

    pub fn plan_mut(&mut self) -> &mut Plan {
        &mut self.plan
    }

    /// Images that all workers together have learned from, up to the last agreement.
    pub fn images(&self) -> u64 {
        self.agreed.images
    }

    /// The same up to the last step here.
    pub fn images_here(&self) -> u64 {
        self.here.images
    }

    /// Whether the last step here was the last of an epoch.
    pub fn ends_epoch(&self) -> bool {
        self.here.at == 0
    }

    /// How many steps there are to the next agreement: none over the end of an epoch of `epoch` images, none after so
    /// many images that it is to `stop`.
    pub fn steps(&self, epoch: usize, stop: Option<u64>) -> usize {
        let batch = self.plan.batch.max(1);
        let steps = ROUND / self.architecture.products().saturating_mul(batch).max(1);
        let to_end = (epoch - self.here.at).div_ceil(batch);
        let to_stop = stop.map_or(usize::MAX, |stop| {
            let images = stop.saturating_sub(self.here.images);
            usize::try_from(images.div_ceil(batch as u64)).unwrap_or(usize::MAX)
        });
        steps.min(MOST_STEPS).min(to_end).min(to_stop).max(1)
    }

    /// How many images of the test make a round: as many as keep the workers busy for about as long as its steps do.
    pub fn piece(&self) -> usize {
        (2 * ROUND / self.architecture.products().max(1)).clamp(64, 4096)
    }

    /// How many images the next step learns from, of all workers together; `epoch`: how many an epoch has.
    pub fn batch(&self, epoch: usize) -> usize {
        self.plan.batch.max(1).min(epoch - self.here.at)
    }

    /// Image `seat` of the next step.
    pub fn place(&self, seat: usize) -> ImagePlace {
        let ReplicaState { step, epoch, at, .. } = self.here;
        ImagePlace { step, epoch, at: at + seat, seat }
    }

    /// M: how many outputs the network has.
    pub fn outputs(&self) -> usize {
        self.architecture.head().outputs
    }

    /// Adds an image to this worker's part of the batch.
    pub fn learn(&mut self, pixels: &Pixels, digit: u8) {
        self.answer(pixels, digit);
        let Self { architecture, here, sums, .. } = self;
        let target = &self.targets[usize::from(digit)];
        self.learner.backward(architecture, &here.parameters, self.plan.loss, target, sums);
        self.part += 1;
    }

    /// Reads an image, and adds to the score. Gives what the network says, and its loss.
    pub fn answer(&mut self, pixels: &Pixels, digit: u8) -> (Option<u8>, f32) {
        let Self { architecture, here, learner, .. } = self;
        for (number, &pixel) in learner.input.cells_mut().iter_mut().zip(pixels) {
            *number = self.numbers[usize::from(pixel)];
        }
        learner.forward(architecture, &here.parameters);
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

    /// Begins a round: nothing is learned yet.
    pub fn clear(&mut self) {
        self.sums.clear();
        (self.part, self.learned, self.score) = (0, 0, Score::default());
        self.began_well = false;
    }

    /// Makes a step of this worker's part of the batch; where it has none, others make one.
    pub fn step(&mut self, epoch: usize) -> Result<(), Diverged> {
        let batch = self.batch(epoch);
        if !self.score.loss.is_finite() {
            return Err(Diverged);
        }
        // A later loss is of weights that nobody else has.
        self.began_well = true;
        if self.part > 0 {
            self.sums.scale(1.0 / self.part as f32);
            let Plan { mut pace, schedule, .. } = self.plan;
            pace.rate *= schedule.factor(self.here.images);
            let ReplicaState { parameters, optimiser, .. } = &mut self.here;
            optimiser.step(pace, &self.sums, parameters);
            self.sums.clear();
            self.learned += std::mem::take(&mut self.part);
            if !allowed(parameters) {
                // Everyone is to know.
                self.score.loss = f32::INFINITY;
                return Err(Diverged);
            }
        }
        let here = &mut self.here;
        here.step += 1;
        here.images += batch as u64;
        here.at += batch;
        if here.at >= epoch {
            (here.at, here.epoch) = (0, here.epoch + 1);
        }
        Ok(())
    }

    /// This worker's share: how many images it learned from, loss, right answers, whether it began well, the weights, and
    /// what its optimiser remembers.
    pub fn write_share(&self, share: &mut Vec<f32>) {
        let ReplicaState { parameters, optimiser, .. } = &self.here;
        let began_well = f32::from(u8::from(self.began_well));
        share.extend([self.learned as f32, self.score.loss, self.score.right, began_well]);
        parameters.slices().for_each(|slice| share.extend_from_slice(slice));
        share.extend(optimiser.memory());
    }

    /// Agrees with the others on the mean of everyone's `shares`, each counted by its images, added up in their order:
    /// so all come to the same bits. A worker alone has no other's share and agrees with itself. Gives the score of the
    /// round.
    pub fn agree<'a>(
        &mut self,
        shares: impl Iterator<Item = &'a [f32]> + Clone,
    ) -> Result<Score, Diverged> {
        let (mut score, mut images, mut began_well) = (self.score, 0.0, self.began_well);
        for (index, share) in shares.clone().enumerate() {
            if index == 0 {
                score = Score::default();
            }
            images += share[0];
            score.loss += share[1];
            score.right += share[2];
            began_well &= share[3] > 0.0;
        }
        if began_well {
            self.good.clone_from(&self.agreed.parameters);
        }
        if !score.loss.is_finite() {
            return Err(self.go_back());
        }
        if images > 0.0 {
            self.mean.clear();
            // One that had no image to learn from stands where it stood.
            for share in shares.filter(|share| share[0] > 0.0) {
                let (weight, values) = (share[0] / images, &share[4..]);
                self.mean.resize(values.len(), 0.0);
                for (mean, value) in self.mean.iter_mut().zip(values) {
                    *mean += weight * value;
                }
            }
            let mut rest = &self.mean[..];
            for weights in self.here.parameters.slices_mut() {
                let (mean, after) = rest.split_at(weights.len());
                weights.copy_from_slice(mean);
                rest = after;
            }
            self.here.optimiser.recall(rest.iter().copied());
        }
        if !allowed(&self.here.parameters) {
            return Err(self.go_back());
        }
        self.agreed.clone_from(&self.here);
        self.clear();
        Ok(score)
    }

    /// Back to the last good weights; what the optimiser remembers led away from them.
    fn go_back(&mut self) -> Diverged {
        self.agreed.parameters.clone_from(&self.good);
        self.agreed.optimiser = Optimiser::new(self.plan.rule, &self.good);
        self.here.clone_from(&self.agreed);
        self.clear();
        Diverged
    }

    /// Everything that the next steps depend on.
    pub(super) fn write(&self, to: &mut Writer) {
        to.f32(self.plan.pace.rate);
        to.f32(self.plan.pace.decay);
        let ReplicaState { parameters, optimiser, step, images, epoch, at } = &self.agreed;
        to.parameters(parameters);
        to.parameters(&self.good);
        optimiser.memory().for_each(|value| to.f32(value));
        [*step, *images, *epoch, *at as u64].iter().for_each(|value| to.u64(*value));
    }

    /// Takes over what another replica of the same job wrote.
    pub(super) fn read(&mut self, from: &mut Reader) -> Option<()> {
        self.plan.pace.rate = from.f32()?;
        self.plan.pace.decay = from.f32()?;
        let agreed = &mut self.agreed;
        from.parameters_into(&mut agreed.parameters)?;
        from.parameters_into(&mut self.good)?;
        let mut memory: Vec<f32> = agreed.optimiser.memory().collect();
        from.fill(&mut memory)?;
        agreed.optimiser.recall(memory);
        (agreed.step, agreed.images, agreed.epoch) = (from.u64()?, from.u64()?, from.u64()?);
        agreed.at = from.size()?;
        self.here.clone_from(agreed);
        self.clear();
        Some(())
    }
}

/// Whether no weight is too large; what is not a number is no less than anything.
fn allowed(parameters: &Parameters) -> bool {
    parameters.slices().flatten().all(|weight| weight.abs() <= MAX_WEIGHT)
}
