//! What page and workers tell each other, as bytes.

use super::command::Order;
use super::report::Report;
use super::setup::{Deal, Setup};
use super::wire::{Reader, Writer};
use crate::nn::Architecture;

/// From the page to a worker.
#[derive(Debug)]
pub enum ToWorker {
    /// Be a member of a run.
    Setup(Box<Setup>),
    /// To the leader.
    Order(Order),
    /// Are you there?
    Ping,
    /// To the leader: the page shows what it was last told, and has time for more.
    More,
    /// Stop, and say how far you are.
    Halt,
    /// Deal out the data set.
    Deal(Deal),
}

/// From a worker to the page.
#[derive(Debug)]
pub enum FromWorker {
    /// It runs.
    Hello,
    /// It is there.
    Pong {
        /// Whether it waits for others: for a word of the page, for shares, for data.
        waits: bool,
        /// Grows with everything that it does.
        turns: u64,
    },
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
    /// All parts of the data set are dealt out, and it is kept for the next visit.
    Dealt,
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
            Self::More => to.u8(4),
            Self::Halt => to.u8(3),
            Self::Deal(deal) => {
                to.u8(5);
                deal.write(&mut to);
            }
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
            4 => Self::More,
            3 => Self::Halt,
            5 => Self::Deal(Deal::read(&mut from)?),
            _ => return None,
        })
    }
}

impl FromWorker {
    /// As bytes.
    pub fn write(&self) -> Vec<u8> {
        let mut to = Writer::default();
        match self {
            Self::Hello => to.u8(0),
            Self::Pong { waits, turns } => {
                to.u8(1);
                to.u8((*waits).into());
                to.u64(*turns);
            }
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
            Self::Dealt => to.u8(6),
        }
        to.bytes
    }

    /// From bytes that came from a run over `architecture`; `None` if they are not such a message.
    pub fn read(bytes: &[u8], architecture: &Architecture) -> Option<Self> {
        let mut from = Reader::new(bytes);
        Some(match from.u8()? {
            0 => Self::Hello,
            1 => Self::Pong { waits: from.u8()? != 0, turns: from.u64()? },
            2 => Self::Prepared { epoch: from.u64()? },
            3 => Self::Obeyed(from.u32()?),
            4 => Self::State { reached: (from.u64()?, from.u32()?), state: from.block()?.to_vec() },
            5 => Self::Report(Report::read(&mut from, architecture)?),
            6 => Self::Dealt,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::super::{
        Command, Data, FileTrouble, Job, Loading, MnistTrouble, Plan, Progress, Test, Trouble,
        Until, WeightEdits, Wrong,
    };
    use super::*;
    use crate::digits::mnist::Slot;
    use crate::digits::{IdxError, Labelled, PixelScale};
    use crate::formats::data_file::DataError;
    use crate::nn::{
        Activation, Head, Loss, OutputActivation, Pace, Parameters, Pooling, Rule, Schedule, Stage,
    };

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
        for (rule, loss, data, scale, takes, state) in [
            (Rule::Sgd, Loss::SquaredError, Data::Generated, PixelScale::Byte, false, None),
            (
                Rule::Momentum { momentum: 0.75 },
                Loss::CrossEntropy,
                Data::Own(own.into()),
                PixelScale::Unit,
                false,
                Some(vec![]),
            ),
            (
                Rule::Adam,
                Loss::CrossEntropy,
                Data::Mnist(Slot::Second),
                PixelScale::Unit,
                true,
                Some(vec![1, 2, 3]),
            ),
        ] {
            let pace = Pace { rate: f32::INFINITY, decay: 1e-4 };
            let schedule = match rule {
                Rule::Adam => Schedule::Falling,
                Rule::Sgd | Rule::Momentum { .. } => Schedule::Constant,
            };
            let plan = Plan { rule, pace, schedule, batch: 64, seed: u32::MAX, loss };
            let job = Job {
                architecture: Rc::new(architecture.clone()),
                parameters: Rc::new(parameters.clone()),
                plan,
                data,
                scale,
            };
            let setup = Setup { job, index: 2, workers: 4, takes, state };
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
    fn who_deals_and_who_answers_come_over_as_they_are() {
        let deal = Deal { workers: 8, takers: vec![0, 3, 7] };
        let Some(ToWorker::Deal(came)) = ToWorker::read(&ToWorker::Deal(deal.clone()).write())
        else {
            panic!("{deal:?}")
        };
        assert_eq!(came, deal);
        let (architecture, _) = network();
        let pong = FromWorker::Pong { waits: true, turns: 1 << 40 };
        let Some(FromWorker::Pong { waits: true, turns }) =
            FromWorker::read(&pong.write(), &architecture)
        else {
            panic!("{pong:?}")
        };
        assert_eq!(turns, 1 << 40);
    }

    #[test]
    fn orders_and_news_come_over_as_they_are() {
        let (architecture, parameters) = network();
        let mut edited = parameters.clone();
        edited.linear.weights[5] = -2.0;
        edited.stages[0].bias[1] = 0.25;
        let edit = WeightEdits::between(&parameters, &edited);
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
            Report::Late,
            Report::Failed(Trouble::Diverged { good: parameters }),
            Report::Failed(Trouble::NoWorkers),
            Report::Failed(Trouble::Silent),
            Report::Failed(Trouble::Mnist(MnistTrouble::Absent)),
            Report::Failed(Trouble::Mnist(MnistTrouble::File {
                name: "data/t10k-images-idx3-ubyte.gz".into(),
                trouble: FileTrouble::Data(DataError::Idx(IdxError::Length {
                    expected: 7_840_016,
                    found: 1 << 33,
                })),
            })),
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
