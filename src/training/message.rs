//! What page and workers tell each other, as bytes.

use std::rc::Rc;

use super::command::Order;
use super::report::{Loading, Progress, Report, Test, Trouble, Wrong};
use super::wire::{Reader, Writer};
use super::{Data, Job, Plan};
use crate::digits::{Labelled, PixelScale};
use crate::formats::architecture;
use crate::nn::{Architecture, Loss, Pace, Parameters, Rule};

/// From the page to a worker.
#[derive(Debug)]
pub enum ToWorker {
    /// Be a member of a run.
    Setup(Box<Setup>),
    /// To the leader.
    Order(Order),
    /// Are you there?
    Ping,
    /// Stop, and say how far you are.
    Halt,
}

/// A worker's place in a run. With it come ports to the other members, in their order.
#[derive(Debug)]
pub struct Setup {
    /// What is to be done.
    pub job: Job,
    /// Which member this is.
    pub index: usize,
    /// Of how many.
    pub workers: usize,
    /// Who has MNIST already and hands it to those who do not; `None`: the leader loads it.
    pub giver: Option<usize>,
    /// Who does not have it.
    pub takers: Vec<usize>,
    /// Where an earlier member stood.
    pub state: Option<Vec<u8>>,
}

/// From a worker to the page.
#[derive(Debug)]
pub enum FromWorker {
    /// It runs.
    Hello,
    /// It is there.
    Pong,
    /// It has its data: so many images are an epoch.
    Prepared {
        /// Images in an epoch.
        epoch: u64,
    },
    /// All orders up to this one have taken hold.
    Obeyed(u32),
    /// How far it is.
    State {
        /// Images learned from, then orders obeyed.
        reached: (u64, u32),
        /// What another member needs to go on from there; nothing if it was not yet a member.
        state: Vec<u8>,
    },
    /// News for whoever watches.
    Report(Report),
}

impl ToWorker {
    /// As bytes.
    pub fn write(&self) -> Vec<u8> {
        let mut to = Writer::default();
        match self {
            Self::Setup(setup) => {
                to.u8(0);
                setup.write(&mut to);
            }
            Self::Order(order) => {
                to.u8(1);
                order.write(&mut to);
            }
            Self::Ping => to.u8(2),
            Self::Halt => to.u8(3),
        }
        to.bytes
    }

    /// From bytes; `None` if they are not such a message.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let mut from = Reader::new(bytes);
        Some(match from.u8()? {
            0 => Self::Setup(Box::new(Setup::read(&mut from)?)),
            1 => Self::Order(Order::read(&mut from)?),
            2 => Self::Ping,
            3 => Self::Halt,
            _ => return None,
        })
    }
}

impl Setup {
    fn write(&self, to: &mut Writer) {
        let Job { architecture, parameters, plan, data, scale } = &self.job;
        to.block(architecture::write(architecture).as_bytes());
        to.floats(parameters.slices().flatten());
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
            Data::Mnist => to.u8(2),
        }
        to.u8(u8::from(*scale == PixelScale::Unit));
        to.u64(self.index as u64);
        to.u64(self.workers as u64);
        to.option(self.giver.map(|giver| giver as u64));
        to.u64(self.takers.len() as u64);
        self.takers.iter().for_each(|taker| to.u64(*taker as u64));
        to.u8(self.state.is_some().into());
        to.block(self.state.as_deref().unwrap_or_default());
    }

    fn read(from: &mut Reader) -> Option<Self> {
        let architecture = architecture::read(std::str::from_utf8(from.block()?).ok()?).ok()?;
        let parameters = parameters(&architecture, from)?;
        let rule = match from.u8()? {
            0 => Rule::Sgd,
            1 => Rule::Momentum { momentum: from.f32()? },
            _ => Rule::Adam,
        };
        let pace = Pace { rate: from.f32()?, decay: from.f32()? };
        let (batch, seed) = (from.size()?, from.u32()?);
        let loss = if from.u8()? == 0 { Loss::SquaredError } else { Loss::CrossEntropy };
        let data = match from.u8()? {
            0 => Data::Generated,
            1 => {
                let labels = from.block()?.to_vec();
                let images = from.block()?.as_chunks().0.to_vec();
                Data::Own(Rc::new(Labelled { images, labels }))
            }
            _ => Data::Mnist,
        };
        let scale = if from.u8()? == 0 { PixelScale::Byte } else { PixelScale::Unit };
        let plan = Plan { rule, pace, batch, seed, loss };
        let (index, workers) = (from.size()?, from.size()?);
        let giver = match from.option()? {
            Some(giver) => Some(giver.try_into().ok()?),
            None => None,
        };
        let takers = (0..from.size()?).map(|_| from.size()).collect::<Option<_>>()?;
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
            giver,
            takers,
            state: has_state.then_some(state),
        })
    }
}

impl FromWorker {
    /// As bytes.
    pub fn write(&self) -> Vec<u8> {
        let mut to = Writer::default();
        match self {
            Self::Hello => to.u8(0),
            Self::Pong => to.u8(1),
            Self::Prepared { epoch } => {
                to.u8(2);
                to.u64(*epoch);
            }
            Self::Obeyed(number) => {
                to.u8(3);
                to.u32(*number);
            }
            Self::State { reached, state } => {
                to.u8(4);
                to.u64(reached.0);
                to.u32(reached.1);
                to.block(state);
            }
            Self::Report(report) => {
                to.u8(5);
                report.write(&mut to);
            }
        }
        to.bytes
    }

    /// From bytes that came from a run over `architecture`; `None` if they are not such a message.
    pub fn read(bytes: &[u8], architecture: &Architecture) -> Option<Self> {
        let mut from = Reader::new(bytes);
        Some(match from.u8()? {
            0 => Self::Hello,
            1 => Self::Pong,
            2 => Self::Prepared { epoch: from.u64()? },
            3 => Self::Obeyed(from.u32()?),
            4 => Self::State { reached: (from.u64()?, from.u32()?), state: from.block()?.to_vec() },
            5 => Self::Report(Report::read(&mut from, architecture)?),
            _ => return None,
        })
    }
}

impl Report {
    fn write(&self, to: &mut Writer) {
        match self {
            Self::Loading(Loading { done, of }) => {
                to.u8(0);
                to.u64(*done);
                to.option(*of);
            }
            Self::Ready { workers, epoch } => {
                to.u8(1);
                to.u64(*workers as u64);
                to.u64(*epoch);
            }
            Self::Progress(progress) => {
                to.u8(2);
                to.u64(progress.images);
                to.f32(progress.loss);
                to.f32(progress.accuracy);
                to.f64(progress.rate);
                to.floats(progress.parameters.slices().flatten());
            }
            Self::Tested(test) => {
                to.u8(3);
                to.u64(test.images);
                to.f32(test.loss);
                test.confusion.iter().flatten().for_each(|count| to.u32(*count));
                to.u32(test.wrong.len() as u32);
                for Wrong { pixels, truth, said } in &test.wrong {
                    to.bytes.extend(pixels);
                    to.u8(*truth);
                    to.u8(said.unwrap_or(NOTHING));
                }
            }
            Self::Paused => to.u8(4),
            Self::Replaced => to.u8(5),
            Self::Failed(trouble) => {
                to.u8(6);
                match trouble {
                    Trouble::Diverged { good } => {
                        to.u8(0);
                        to.floats(good.slices().flatten());
                    }
                    Trouble::NoWorkers => to.u8(1),
                    Trouble::Silent => to.u8(2),
                    Trouble::NoMnist => to.u8(3),
                    Trouble::NoImages => to.u8(4),
                }
            }
        }
    }

    fn read(from: &mut Reader, architecture: &Architecture) -> Option<Self> {
        Some(match from.u8()? {
            0 => Self::Loading(Loading { done: from.u64()?, of: from.option()? }),
            1 => Self::Ready { workers: from.size()?, epoch: from.u64()? },
            2 => Self::Progress(Progress {
                images: from.u64()?,
                loss: from.f32()?,
                accuracy: from.f32()?,
                rate: from.f64()?,
                parameters: Rc::new(parameters(architecture, from)?),
            }),
            3 => {
                let (images, loss) = (from.u64()?, from.f32()?);
                let mut confusion = [[0; 10]; 10];
                for count in confusion.iter_mut().flatten() {
                    *count = from.u32()?;
                }
                let wrong = (0..from.u32()?).map(|_| {
                    let pixels = from.array()?;
                    let (truth, said) = (from.u8()?, from.u8()?);
                    Some(Wrong { pixels, truth, said: (said != NOTHING).then_some(said) })
                });
                let wrong = wrong.collect::<Option<_>>()?;
                Self::Tested(Box::new(Test { images, loss, confusion, wrong }))
            }
            4 => Self::Paused,
            5 => Self::Replaced,
            6 => Self::Failed(match from.u8()? {
                0 => Trouble::Diverged { good: Rc::new(parameters(architecture, from)?) },
                1 => Trouble::NoWorkers,
                2 => Trouble::Silent,
                3 => Trouble::NoMnist,
                _ => Trouble::NoImages,
            }),
            _ => return None,
        })
    }
}

/// In the place of a digit.
const NOTHING: u8 = 255;

fn parameters(architecture: &Architecture, from: &mut Reader) -> Option<Parameters> {
    let mut parameters = Parameters::zeros(architecture);
    from.fill(parameters.slices_mut().flatten())?;
    Some(parameters)
}

#[cfg(test)]
mod tests {
    use super::super::{Command, Edit, Until};
    use super::*;
    use crate::nn::{Activation, Head, OutputActivation, Pooling, Stage};

    fn network() -> (Architecture, Parameters) {
        let stage = Stage {
            channels: 2,
            kernel: 3,
            activation: Activation::Tanh,
            pooling: Pooling::Average,
            bias: true,
        };
        let head = Head { outputs: 10, activation: OutputActivation::Softmax, bias: false };
        let architecture = Architecture::new(vec![stage], head).expect("a network");
        let mut parameters = Parameters::zeros(&architecture);
        for (value, weight) in (1_u16..).zip(parameters.slices_mut().flatten()) {
            *weight = 1.0 / f32::from(value);
        }
        (architecture, parameters)
    }

    #[test]
    fn a_setup_comes_over_as_it_is() {
        let (architecture, parameters) = network();
        let own = Labelled { images: vec![[7; 784], [9; 784]], labels: vec![3, 5] };
        for (rule, loss, data, scale, giver, takers, state) in [
            (Rule::Sgd, Loss::SquaredError, Data::Generated, PixelScale::Byte, None, vec![], None),
            (
                Rule::Momentum { momentum: 0.75 },
                Loss::CrossEntropy,
                Data::Own(own.into()),
                PixelScale::Unit,
                Some(0),
                vec![2, 1],
                Some(vec![]),
            ),
            (
                Rule::Adam,
                Loss::CrossEntropy,
                Data::Mnist,
                PixelScale::Unit,
                Some(3),
                vec![1],
                Some(vec![1, 2, 3]),
            ),
        ] {
            let pace = Pace { rate: f32::INFINITY, decay: 1e-4 };
            let plan = Plan { rule, pace, batch: 64, seed: u32::MAX, loss };
            let job = Job {
                architecture: Rc::new(architecture.clone()),
                parameters: Rc::new(parameters.clone()),
                plan,
                data,
                scale,
            };
            let setup = Setup { job, index: 2, workers: 4, giver, takers, state };
            let sent = format!("{setup:?}");
            let bytes = ToWorker::Setup(setup.into()).write();
            let Some(ToWorker::Setup(came)) = ToWorker::read(&bytes) else { panic!("{sent}") };
            assert_eq!(format!("{came:?}"), sent);
            for length in 0..bytes.len().min(3_000) {
                assert!(ToWorker::read(&bytes[..length]).is_none(), "cut at {length}");
            }
        }
    }

    #[test]
    fn orders_and_news_come_over_as_they_are() {
        let (architecture, parameters) = network();
        let mut edited = parameters.clone();
        edited.linear.weights[5] = -2.0;
        edited.stages[0].bias[1] = 0.25;
        let edit = Edit::between(&parameters, &edited);
        for command in [
            Command::Play(Until::Paused),
            Command::Play(Until::Batch),
            Command::Play(Until::Epoch),
            Command::Pause,
            Command::Edit(edit.clone()),
            Command::Pace(Pace { rate: 0.5, decay: 0.25 }),
        ] {
            let order = Order { number: 9, command };
            let Some(ToWorker::Order(came)) =
                ToWorker::read(&ToWorker::Order(order.clone()).write())
            else {
                panic!("{order:?}")
            };
            assert_eq!(came, order);
        }
        let mut again = parameters.clone();
        edit.apply(&mut again);
        assert_eq!(again, edited);
        let parameters = Rc::new(parameters);
        let wrong = |said| Wrong { pixels: [4; 784], truth: 5, said };
        let test = Test {
            images: 1 << 40,
            loss: 0.5,
            confusion: std::array::from_fn(|row| [row as u32; 10]),
            wrong: vec![wrong(None), wrong(Some(6))],
        };
        let progress = Progress {
            parameters: parameters.clone(),
            images: 77,
            loss: 2.5,
            accuracy: 0.5,
            rate: 1e5,
        };
        for report in [
            Report::Loading(Loading { done: 5, of: None }),
            Report::Loading(Loading { done: 5, of: Some(0) }),
            Report::Ready { workers: 2, epoch: 60_000 },
            Report::Progress(progress),
            Report::Tested(test.into()),
            Report::Paused,
            Report::Replaced,
            Report::Failed(Trouble::Diverged { good: parameters }),
            Report::Failed(Trouble::NoWorkers),
            Report::Failed(Trouble::Silent),
            Report::Failed(Trouble::NoMnist),
            Report::Failed(Trouble::NoImages),
        ] {
            let bytes = FromWorker::Report(report.clone()).write();
            let Some(FromWorker::Report(came)) = FromWorker::read(&bytes, &architecture) else {
                panic!("{report:?}")
            };
            assert_eq!(came, report);
        }
    }
}
