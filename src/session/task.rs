//! What a team of workers is started for.

use std::rc::Rc;

use super::Material;
use crate::digits::mnist::Slot;
use crate::digits::{Labelled, PixelScale};
use crate::lab::{DataChoice, Lab, RuleChoice};
use crate::nn::{Architecture, Loss, Pace, Parameters, Rule, Schedule};
use crate::training::{Data, Job, Plan};

/// The usual share of the last step that goes on into the next one.
const MOMENTUM: f32 = 0.9;

/// What a team is started for. If any of it changes, another team has to go on.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Task {
    /// As it runs: with its activations on or off.
    architecture: Rc<Architecture>,
    rule: RuleChoice,
    schedule: Schedule,
    batch: usize,
    seed: u32,
    loss: Loss,
    scale: PixelScale,
    data: DataChoice,
    /// The drawings, where they are what it learns from.
    own: Option<Rc<Labelled>>,
    /// Which files, where it is MNIST.
    mnist: Option<u32>,
}

impl Task {
    /// What the lab says is to be learned, from this material.
    pub fn of(lab: &Lab, material: &Material) -> Self {
        let (document, study) = (&lab.document, &lab.view.study);
        Self {
            architecture: document.running(),
            rule: study.rule,
            schedule: study.schedule,
            batch: study.batch,
            seed: study.seed,
            loss: document.loss,
            scale: document.preparation.scale,
            data: document.data,
            own: (document.data == DataChoice::Own).then(|| Rc::clone(&material.own)),
            mnist: document.data.is_mnist().then_some(material.mnist),
        }
    }

    /// The run of it that starts with these weights, at this pace.
    pub fn job(&self, parameters: Rc<Parameters>, pace: Pace) -> Job {
        let rule = match self.rule {
            RuleChoice::Sgd => Rule::Sgd,
            RuleChoice::Momentum => Rule::Momentum { momentum: MOMENTUM },
            RuleChoice::Adam => Rule::Adam,
        };
        let data = match self.data {
            DataChoice::Generated => Data::Generated,
            DataChoice::Own => Data::Own(self.own.clone().unwrap_or_default()),
            DataChoice::Mnist => Data::Mnist(Slot::First),
            DataChoice::Mnist2 => Data::Mnist(Slot::Second),
        };
        let Self { schedule, batch, seed, loss, scale, .. } = *self;
        Job {
            architecture: Rc::clone(&self.architecture),
            parameters,
            plan: Plan { rule, pace, schedule, batch, seed, loss },
            data,
            scale,
        }
    }
}

/// Learning rate and weight decay, as they are set.
pub(super) fn pace(lab: &Lab) -> Pace {
    let study = &lab.view.study;
    Pace { rate: study.rate, decay: study.decay }
}
