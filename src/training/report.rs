//! What there is to tell of a training run.

use std::rc::Rc;

use serde::{Deserialize, Serialize};

use super::MnistTrouble;
use super::wire::{self, Reader, Writer};
use crate::digits::prepare::Pixels;
use crate::nn::{Architecture, Parameters};

/// News of a run.
#[derive(Clone, Debug, PartialEq)]
pub enum Report {
    /// The data are on their way.
    Loading(Loading),
    /// The workers have the data, and learn or wait.
    Ready {
        /// How many workers there are.
        workers: usize,
        /// Images in an epoch.
        epoch: u64,
    },
    /// A moment of the run, about ten times a second, and at every pause.
    Progress(Progress),
    /// The network was tested.
    Tested(Box<Test>),
    /// The run stands still, as it was told; the last [`Progress`] before it has the weights.
    Paused,
    /// A worker died and was replaced; nothing is lost.
    Replaced,
    /// The start, or what came of it, did not come in time: it is tried again.
    Late,
    /// The run ended by itself.
    Failed(Trouble),
}

/// How far the data have come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Loading {
    /// Bytes so far.
    pub done: u64,
    /// Of how many, where that is known.
    pub of: Option<u64>,
}

/// A moment of a run.
#[derive(Clone, Debug, PartialEq)]
pub struct Progress {
    /// The weights now.
    pub parameters: Rc<Parameters>,
    /// Images learned from since the start.
    pub images: u64,
    /// The mean loss of the images since the last report, before each was learned from.
    pub loss: f32,
    /// How many of them were answered rightly, 0 to 1.
    pub accuracy: f32,
    /// Images a second, at present.
    pub rate: f64,
}

/// How the network does on images that it does not learn from.
#[derive(Clone, Debug, PartialEq)]
pub struct Test {
    /// Images learned from when it was made.
    pub images: u64,
    /// The mean loss.
    pub loss: f32,
    /// `[truth][said]`: how many images. For one output ("is it a 5?") only `[0]` (not 5) and `[1]` (5) count.
    pub confusion: [[u32; 10]; 10],
    /// The first images that were answered wrongly, a few dozen at most.
    pub wrong: Vec<Wrong>,
}

impl Test {
    /// The share of right answers, 0 to 1.
    pub fn accuracy(&self) -> f32 {
        let right: u32 = (0..10).map(|digit| self.confusion[digit][digit]).sum();
        let all: u32 = self.confusion.iter().flatten().sum();
        right as f32 / all.max(1) as f32
    }
}

/// An image that was answered wrongly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// The image, as the network received it.
    pub pixels: Pixels,
    /// Which digit it is.
    pub truth: u8,
    /// What the network said: a digit; for one output 5 or, for "not a 5", `None`.
    pub said: Option<u8>,
}

/// Why a run ended.
#[derive(Clone, Debug, PartialEq)]
pub enum Trouble {
    /// The loss was no longer a number: most often the learning rate is too large.
    Diverged {
        /// The last weights with a finite loss.
        good: Rc<Parameters>,
    },
    /// The browser starts no workers.
    NoWorkers,
    /// A worker did not answer, again after it was replaced.
    Silent,
    /// There is no MNIST, or not what it should be.
    Mnist(MnistTrouble),
    /// There is nothing to learn from.
    NoImages,
}

/// In the place of a digit.
const NOTHING: u8 = 255;

impl Report {
    pub(super) fn write(&self, to: &mut Writer) {
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
                to.parameters(&progress.parameters);
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
            Self::Late => to.u8(7),
            Self::Failed(trouble) => {
                to.u8(6);
                match trouble {
                    Trouble::Diverged { good } => {
                        to.u8(0);
                        to.parameters(good);
                    }
                    Trouble::NoWorkers => to.u8(1),
                    Trouble::Silent => to.u8(2),
                    Trouble::Mnist(trouble) => {
                        to.u8(3);
                        to.block(&wire::write(trouble));
                    }
                    Trouble::NoImages => to.u8(4),
                }
            }
        }
    }

    pub(super) fn read(from: &mut Reader, architecture: &Architecture) -> Option<Self> {
        Some(match from.u8()? {
            0 => Self::Loading(Loading { done: from.u64()?, of: from.option()? }),
            1 => Self::Ready { workers: from.size()?, epoch: from.u64()? },
            2 => Self::Progress(Progress {
                images: from.u64()?,
                loss: from.f32()?,
                accuracy: from.f32()?,
                rate: from.f64()?,
                parameters: Rc::new(from.parameters(architecture)?),
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
            7 => Self::Late,
            6 => Self::Failed(match from.u8()? {
                0 => Trouble::Diverged { good: Rc::new(from.parameters(architecture)?) },
                1 => Trouble::NoWorkers,
                2 => Trouble::Silent,
                3 => Trouble::Mnist(wire::read(from.block()?)?),
                _ => Trouble::NoImages,
            }),
            _ => return None,
        })
    }
}
