//! What makes a worker a member of a run, and how it goes to it: as bytes.

use std::rc::Rc;

use super::wire::{Reader, Writer};
use super::{Data, Job, Plan};
use crate::digits::mnist::Slot;
use crate::digits::{Labelled, PixelScale};
use crate::formats::architecture;
use crate::nn::{Loss, Pace, Rule, Schedule};

/// A worker's place in a run. With it come ports to the other members, in their order.
#[derive(Debug)]
pub struct Setup {
    /// What is to be done.
    pub job: Job,
    /// Which member this is.
    pub index: usize,
    /// Of how many.
    pub workers: usize,
    /// Whether it gets its part of the data set from the dealer. Then the port to the dealer comes last.
    pub takes: bool,
    /// Where an earlier member stood.
    pub state: Option<Vec<u8>>,
}

/// What makes a worker the dealer of a data set: it loads the set, deals it out and goes, and with it the memory that the
/// whole set took. With it come ports to those that take, in their order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deal {
    /// Among how many members.
    pub workers: usize,
    /// Which of them lack their part.
    pub takers: Vec<usize>,
}

impl Deal {
    pub(super) fn write(&self, to: &mut Writer) {
        to.u64(self.workers as u64);
        to.u64(self.takers.len() as u64);
        self.takers.iter().for_each(|taker| to.u64(*taker as u64));
    }

    pub(super) fn read(from: &mut Reader) -> Option<Self> {
        let workers = from.size()?;
        let takers = (0..from.size()?).map(|_| from.size()).collect::<Option<_>>()?;
        Some(Self { workers, takers })
    }
}

impl Setup {
    pub(super) fn write(&self, to: &mut Writer) {
        let Job { architecture, parameters, plan, data, scale } = &self.job;
        to.block(architecture::write(architecture).as_bytes());
        to.parameters(parameters);
        match plan.rule {
            Rule::Sgd => to.u8(0),
            Rule::Momentum { momentum } => {
                to.u8(1);
                to.f32(momentum);
            }
            Rule::Adam => to.u8(2),
        }
        to.f32(plan.pace.rate);
        to.f32(plan.pace.decay);
        to.u8(u8::from(plan.schedule == Schedule::Falling));
        to.u64(plan.batch as u64);
        to.u32(plan.seed);
        to.u8(u8::from(plan.loss == Loss::CrossEntropy));
        match data {
            Data::Generated => to.u8(0),
            Data::Own(own) => {
                to.u8(1);
                to.block(&own.labels);
                to.block(own.images.as_flattened());
            }
            Data::Mnist(Slot::First) => to.u8(2),
            Data::Mnist(Slot::Second) => to.u8(3),
        }
        to.u8(u8::from(*scale == PixelScale::Unit));
        to.u64(self.index as u64);
        to.u64(self.workers as u64);
        to.u8(self.takes.into());
        to.u8(self.state.is_some().into());
        to.block(self.state.as_deref().unwrap_or_default());
    }

    pub(super) fn read(from: &mut Reader) -> Option<Self> {
        let architecture = architecture::read(std::str::from_utf8(from.block()?).ok()?).ok()?;
        let parameters = from.parameters(&architecture)?;
        let rule = match from.u8()? {
            0 => Rule::Sgd,
            1 => Rule::Momentum { momentum: from.f32()? },
            _ => Rule::Adam,
        };
        let pace = Pace { rate: from.f32()?, decay: from.f32()? };
        let schedule = if from.u8()? == 0 { Schedule::Constant } else { Schedule::Falling };
        let (batch, seed) = (from.size()?, from.u32()?);
        let loss = if from.u8()? == 0 { Loss::SquaredError } else { Loss::CrossEntropy };
        let data = match from.u8()? {
            0 => Data::Generated,
            1 => {
                let labels = from.block()?.to_vec();
                let images = from.block()?.as_chunks().0.to_vec();
                Data::Own(Rc::new(Labelled { images, labels }))
            }
            2 => Data::Mnist(Slot::First),
            _ => Data::Mnist(Slot::Second),
        };
        let scale = if from.u8()? == 0 { PixelScale::Byte } else { PixelScale::Unit };
        let plan = Plan { rule, pace, schedule, batch, seed, loss };
        let (index, workers) = (from.size()?, from.size()?);
        let takes = from.u8()? != 0;
        let has_state = from.u8()? != 0;
        let state = from.block()?.to_vec();
        Some(Self {
            job: Job {
                architecture: Rc::new(architecture),
                parameters: Rc::new(parameters),
                plan,
                data,
                scale,
            },
            index,
            workers,
            takes,
            state: has_state.then_some(state),
        })
    }
}
