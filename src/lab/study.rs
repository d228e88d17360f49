//! How the network is to learn, as a person set it.

use super::number_input::{MAX_BATCH, MAX_DECAY, MAX_RATE, MIN_RATE};
use crate::nn::Schedule;

/// From where the images come that the network learns from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DataChoice {
    /// Endless digits of our own hands.
    Generated,
    /// The person's own labelled drawings.
    Own,
    /// MNIST's files, or others of their form.
    Mnist,
    /// A second set of such files, which is kept beside the first.
    Mnist2,
}

impl DataChoice {
    /// Every one, in the order in which they are offered.
    pub const ALL: &[Self] = &[Self::Generated, Self::Own, Self::Mnist, Self::Mnist2];

    /// Whether it is files of MNIST's form.
    pub fn is_mnist(self) -> bool {
        matches!(self, Self::Mnist | Self::Mnist2)
    }
}

/// How a step is made of the gradient.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleChoice {
    /// Plain gradient descent.
    Sgd,
    /// With momentum.
    Momentum,
    /// Adam.
    Adam,
}

impl RuleChoice {
    /// Every one, in the order in which they are offered.
    pub const ALL: &[Self] = &[Self::Sgd, Self::Momentum, Self::Adam];

    /// A learning rate with which every network on offer learns soon, with either loss, and none runs away: tried
    /// on generated digits, batches of 64. Adam's steps are as long as the rate whatever the gradient's size, and
    /// a momentum of 0.9 makes steps ten times as long in the end; hence the differences. From 0.004 on Adam may
    /// lose a digit for a long time where the widest network learns by squared error.
    pub fn usual_rate(self) -> f32 {
        match self {
            Self::Sgd => 0.1,
            Self::Momentum => 0.02,
            Self::Adam => 0.003,
        }
    }
}

/// What stands at the right of the curves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StudyTab {
    /// Images that the network answers wrongly.
    Wrong,
    /// Which digit is taken for which.
    Confusion,
    /// The person's own drawings.
    Own,
}

impl StudyTab {
    /// Every one, in their order.
    pub const ALL: &[Self] = &[Self::Wrong, Self::Confusion, Self::Own];
}

/// The settings of the Learn panel. Undo leaves them alone; it goes over [`Document::data`](super::Document::data), though.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Study {
    /// How a step is made.
    pub rule: RuleChoice,
    /// The learning rate, as it starts.
    pub rate: f32,
    /// How it goes on from there.
    pub schedule: Schedule,
    /// Weight decay.
    pub decay: f32,
    /// Images between two steps.
    pub batch: usize,
    /// The order of the images, and the generated ones themselves.
    pub seed: u32,
    /// What it shows beside the curves.
    pub tab: StudyTab,
}

/// One setting, changed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum StudyChange {
    /// How a step is made. A rate that was the usual one of the rule before becomes the usual one of this.
    Rule(RuleChoice),
    /// The learning rate; nothing happens outside [`MIN_RATE`] to [`MAX_RATE`].
    Rate(f32),
    /// How the learning rate goes on from there.
    Schedule(Schedule),
    /// Weight decay; nothing happens outside 0 to [`MAX_DECAY`].
    Decay(f32),
    /// Images between two steps; nothing happens outside 1 to [`MAX_BATCH`].
    Batch(usize),
    /// The seed.
    Seed(u32),
    /// Another tab.
    Tab(StudyTab),
}

impl Study {
    /// Does what `change` says.
    pub(super) fn change(&mut self, change: StudyChange) {
        match change {
            StudyChange::Rule(rule) => {
                if self.rate == self.rule.usual_rate() {
                    self.rate = rule.usual_rate();
                }
                self.rule = rule;
            }
            // A range contains nothing that is not a number.
            StudyChange::Rate(rate) if (MIN_RATE..=MAX_RATE).contains(&rate) => self.rate = rate,
            StudyChange::Decay(decay) if (0.0..=MAX_DECAY).contains(&decay) => {
                self.decay = decay.abs();
            }
            StudyChange::Batch(batch) if (1..=MAX_BATCH).contains(&batch) => self.batch = batch,
            StudyChange::Rate(_) | StudyChange::Decay(_) | StudyChange::Batch(_) => {}
            StudyChange::Schedule(schedule) => self.schedule = schedule,
            StudyChange::Seed(seed) => self.seed = seed,
            StudyChange::Tab(tab) => self.tab = tab,
        }
    }
}

impl Default for Study {
    fn default() -> Self {
        Self {
            rule: RuleChoice::Adam,
            rate: RuleChoice::Adam.usual_rate(),
            schedule: Schedule::Falling,
            decay: 0.0,
            batch: 64,
            seed: 1,
            tab: StudyTab::Wrong,
        }
    }
}
