//! The networks on offer.

use std::rc::Rc;

use super::{Network, starting_parameters};
use crate::formats::safetensors;
use crate::nn::{Activation, Architecture, Head, OutputActivation, Pooling, Stage};

/// A network to choose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NetworkChoice {
    /// The notebook's: one channel, three stages, "is it a 5?".
    Notebook,
    /// The notebook's C_out = 5, with ten outputs.
    FiveChannel,
    /// 16, 32 and 64 channels with ReLU, bias and softmax, as networks are built today.
    Wide,
}

impl NetworkChoice {
    /// Every network, in the order in which they are offered.
    pub const ALL: &[Self] = &[Self::Notebook, Self::FiveChannel, Self::Wide];

    /// Its name for scripts and links.
    pub fn id(self) -> &'static str {
        match self {
            Self::Notebook => "notebook",
            Self::FiveChannel => "five-channel",
            Self::Wide => "wide",
        }
    }

    /// The network that `id` names.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|choice| choice.id() == id)
    }

    /// What the network is.
    pub fn architecture(self) -> Architecture {
        let (channels, stage, head) = match self {
            Self::Notebook => ([1; 3], SIGMOID_STAGE, Head { outputs: 1, ..SIGMOID_HEAD }),
            Self::FiveChannel => ([5; 3], SIGMOID_STAGE, SIGMOID_HEAD),
            Self::Wide => (
                [16, 32, 64],
                Stage { activation: Activation::Relu, bias: true, ..SIGMOID_STAGE },
                Head { outputs: 10, activation: OutputActivation::Softmax, bias: true },
            ),
        };
        let kernels = [3, 3, 2];
        let stages = channels.iter().zip(kernels).map(|(&channels, kernel)| Stage {
            channels,
            kernel,
            ..stage
        });
        // Constants: 28 → 26 → 13 → 11 → 5 → 4 → 2; the tests make every one.
        Architecture::new(stages.collect(), head).expect("these sizes are positive")
    }

    /// The network with the weights that it starts with: trained ones for the two small networks, but for their
    /// first kernels, which are the lines and spots that they look like.
    pub fn network(self) -> Network {
        let file: Option<&[u8]> = match self {
            Self::Notebook => Some(include_bytes!("../../static/models/notebook.safetensors")),
            Self::FiveChannel => {
                Some(include_bytes!("../../static/models/five-channel.safetensors"))
            }
            Self::Wide => None,
        };
        let (architecture, parameters) = match file {
            // Part of the program; the tests read every one.
            Some(file) => safetensors::read(file).expect("a shipped model is whole"),
            None => {
                let architecture = self.architecture();
                let parameters = starting_parameters(&architecture, None);
                (architecture, parameters)
            }
        };
        Network { architecture: Rc::new(architecture), parameters: Rc::new(parameters) }
    }
}

/// Which network on offer has this architecture; `None` for one of a person's own making.
pub fn choice_of(architecture: &Architecture) -> Option<NetworkChoice> {
    NetworkChoice::ALL.iter().copied().find(|choice| choice.architecture() == *architecture)
}

const SIGMOID_STAGE: Stage = Stage {
    channels: 1,
    kernel: 3,
    activation: Activation::Sigmoid,
    pooling: Pooling::Max,
    bias: false,
};

const SIGMOID_HEAD: Head = Head { outputs: 10, activation: OutputActivation::Sigmoid, bias: false };
