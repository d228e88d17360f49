//! What there is to tell of a training run.

use std::rc::Rc;

use crate::digits::prepare::Pixels;
use crate::nn::Parameters;

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
    /// The run ended by itself.
    Failed(Trouble),
}

/// How far the data have come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
    /// There are no MNIST files, neither beside the page nor kept from another visit.
    NoMnist,
    /// There is nothing to learn from.
    NoImages,
}
