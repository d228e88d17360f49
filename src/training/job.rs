//! What is to be learned, and how.

use std::rc::Rc;

use crate::digits::mnist::Slot;
use crate::digits::{Labelled, PixelScale};
use crate::nn::{Architecture, Loss, Pace, Parameters, Rule, Schedule};

/// How a network learns. Together with the data, the start and the number of workers it decides every bit of
/// the result.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Plan {
    /// How a step is made of the gradient.
    pub rule: Rule,
    /// Learning rate, as it starts, and weight decay.
    pub pace: Pace,
    /// How the learning rate goes on from there.
    pub schedule: Schedule,
    /// Images between two steps, of all workers together.
    pub batch: usize,
    /// The order of the images, and the generated ones themselves.
    pub seed: u32,
    /// How the error is measured.
    pub loss: Loss,
}

/// From where the images come.
#[derive(Clone, Debug, PartialEq)]
pub enum Data {
    /// Endless digits of our own hands; the test is on ones that are never trained on.
    Generated,
    /// The learner's drawings, each varied anew every time; the test is on the drawings themselves.
    Own(Rc<Labelled>),
    /// MNIST, or what is kept under that name: 60,000 images to learn from, 10,000 to be tested on.
    Mnist(Slot),
}

/// One training run.
#[derive(Clone, Debug, PartialEq)]
pub struct Job {
    /// What learns.
    pub architecture: Rc<Architecture>,
    /// What it starts with.
    pub parameters: Rc<Parameters>,
    /// How it learns.
    pub plan: Plan,
    /// From what.
    pub data: Data,
    /// How pixels enter the network.
    pub scale: PixelScale,
}

/// When to pause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Until {
    /// When somebody says so.
    Paused,
    /// After one batch.
    Batch,
    /// After as many images as an epoch has from here.
    Epoch,
}
