//! A network while somebody designs it. It may be impossible for a while; then the lab's stays as it is.

use super::touch::next;
use crate::nn::architecture::MAX_STAGES;
use crate::nn::{
    Activation, Architecture, ArchitectureError, Head, OutputActivation, Pooling, Stage,
};

/// The form. Each stage has a number of its own, so that a control whose stage is no longer there changes nothing, and
/// never another stage that has come into its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    stages: Vec<(u32, Stage)>,
    head: Head,
    last: u32,
}

/// What may be done to it.
#[derive(Clone, Debug, PartialEq)]
pub enum DraftEdit {
    /// One more stage, like the last one.
    Add,
    /// A stage goes; the only one stays.
    Remove(u32),
    /// Something of a stage is another.
    Stage(u32, StagePart),
    /// Something of what comes after the stages is another.
    Head(HeadPart),
    /// The network is another one by now, as after an undo: the form shows that.
    Follow(Architecture),
}

/// What a stage is made of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum StagePart {
    /// Its maps.
    Channels(usize),
    /// The kernels' side.
    Kernel(usize),
    /// Whether its maps have biases.
    Bias(bool),
    /// Its activation.
    Activation(Activation),
    /// Its pooling.
    Pooling(Pooling),
}

/// What the linear layer is made of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum HeadPart {
    /// How many numbers it answers with.
    Outputs(usize),
    /// What becomes of them.
    Activation(OutputActivation),
    /// Whether they have biases.
    Bias(bool),
}

impl Draft {
    /// The form of a network as it is.
    pub fn new(architecture: &Architecture) -> Self {
        Self::after(0, architecture)
    }

    /// The same, numbered from after `last` on.
    fn after(mut last: u32, architecture: &Architecture) -> Self {
        let numbered = |&stage: &Stage| (next(&mut last), stage);
        let stages = architecture.stages().iter().map(numbered).collect();
        Self { stages, head: architecture.head(), last }
    }

    /// Its stages, each with its number.
    pub fn stages(&self) -> &[(u32, Stage)] {
        &self.stages
    }

    /// What comes after them.
    pub fn head(&self) -> Head {
        self.head
    }

    /// The network that it describes.
    ///
    /// # Errors
    /// Why there can be none.
    pub fn architecture(&self) -> Result<Architecture, ArchitectureError> {
        self.beginning(self.stages.len())
    }

    /// The network of its first `count` stages.
    ///
    /// # Errors
    /// Why there can be none.
    pub fn beginning(&self, count: usize) -> Result<Architecture, ArchitectureError> {
        let stages = self.stages.iter().take(count).map(|&(_, stage)| stage);
        Architecture::new(stages.collect(), self.head)
    }

    /// Does what `edit` says. Nothing happens where that is about a stage that is not there.
    pub fn edit(&mut self, edit: DraftEdit) {
        match edit {
            DraftEdit::Add => {
                if let Some(&(_, stage)) = self.stages.last()
                    && self.stages.len() < MAX_STAGES
                {
                    let stage = Stage { kernel: 2, pooling: Pooling::None, ..stage };
                    self.stages.push((next(&mut self.last), stage));
                }
            }
            DraftEdit::Remove(number) => {
                if self.stages.len() > 1 {
                    self.stages.retain(|(each, _)| *each != number);
                }
            }
            DraftEdit::Stage(number, part) => {
                let stage = self.stages.iter_mut().find(|(each, _)| *each == number);
                if let Some((_, stage)) = stage {
                    match part {
                        StagePart::Channels(channels) => stage.channels = channels,
                        StagePart::Kernel(side) => stage.kernel = side,
                        StagePart::Bias(bias) => stage.bias = bias,
                        StagePart::Activation(activation) => stage.activation = activation,
                        StagePart::Pooling(pooling) => stage.pooling = pooling,
                    }
                }
            }
            DraftEdit::Head(part) => match part {
                HeadPart::Outputs(outputs) => self.head.outputs = outputs,
                HeadPart::Activation(activation) => self.head.activation = activation,
                HeadPart::Bias(bias) => self.head.bias = bias,
            },
            DraftEdit::Follow(architecture) => {
                if self.architecture().as_ref() != Ok(&architecture) {
                    *self = Self::after(self.last, &architecture);
                }
            }
        }
    }
}
