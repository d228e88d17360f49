//! The networks on offer.

use std::rc::Rc;

use super::{Network, starting_parameters};
use crate::formats::safetensors;
use crate::nn::{Activation, Architecture, Head, OutputActivation, Pooling, Stage};

/// A shipped model as `static/models/pack.rs` has packed it.
macro_rules! model {
    ($name:literal) => {
        include_bytes!(concat!(env!("OUT_DIR"), "/", $name, ".packed"))
    };
}

/// A network to choose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NetworkChoice {
    /// What a visitor meets first: one stage of five channels, ten outputs.
    First,
    /// The notebook's: one channel, three stages, "is it a 5?".
    Notebook,
    /// The notebook's C_out = 5, with ten outputs.
    FiveChannel,
    /// The five-channel network with the notebook's question, as well as it can be answered.
    IsFive,
    /// The notebook's own 26 weights, all of them trained: as well as so few can do it.
    IsFiveSingle,
    /// 0 to 9 as people write them: the network for reading.
    Digits,
    /// 8, 16 and 40 channels that nobody has trained: of what reads MNIST well, what learns it soonest.
    Untrained,
    /// 16, 32 and 64 channels with ReLU, bias and softmax, as networks are built today.
    Wide,
}

impl NetworkChoice {
    /// Every network, in the order in which they are offered.
    pub const ALL: &[Self] = &[
        Self::First,
        Self::Notebook,
        Self::FiveChannel,
        Self::IsFiveSingle,
        Self::IsFive,
        Self::Digits,
        Self::Untrained,
        Self::Wide,
    ];

    /// Its name for scripts and links.
    pub fn id(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::Notebook => "notebook",
            Self::FiveChannel => "five-channel",
            Self::IsFive => "is-five",
            Self::IsFiveSingle => "is-five-single",
            Self::Digits => "digits",
            Self::Untrained => "untrained",
            Self::Wide => "wide",
        }
    }

    /// The network that `id` names.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|choice| choice.id() == id)
    }

    /// What the network is.
    pub fn architecture(self) -> Architecture {
        let one = Head { outputs: 1, ..SIGMOID_HEAD };
        let ten = Head { outputs: 10, activation: OutputActivation::Softmax, bias: true };
        let relu = Stage { activation: Activation::Relu, bias: true, ..SIGMOID_STAGE };
        let as_the_notebook = |channels: [usize; 3], stage: Stage| {
            let kernels = channels.into_iter().zip([3, 3, 2]);
            kernels.map(|(channels, kernel)| Stage { channels, kernel, ..stage }).collect()
        };
        let (stages, head) = match self {
            Self::First => (
                vec![Stage { channels: 5, activation: Activation::Relu, ..SIGMOID_STAGE }],
                SIGMOID_HEAD,
            ),
            Self::Notebook | Self::IsFiveSingle => (as_the_notebook([1; 3], SIGMOID_STAGE), one),
            Self::FiveChannel => (as_the_notebook([5; 3], SIGMOID_STAGE), SIGMOID_HEAD),
            Self::IsFive => (as_the_notebook([5; 3], SIGMOID_STAGE), one),
            Self::Digits => (
                vec![
                    Stage { channels: 8, ..relu },
                    Stage { channels: 12, pooling: Pooling::None, ..relu },
                    Stage { channels: 20, kernel: 4, ..relu },
                ],
                ten,
            ),
            Self::Untrained => (
                vec![
                    Stage { channels: 8, kernel: 5, ..relu },
                    Stage { channels: 16, ..relu },
                    Stage { channels: 40, pooling: Pooling::None, ..relu },
                ],
                ten,
            ),
            Self::Wide => (as_the_notebook([16, 32, 64], relu), ten),
        };
        // Constants: 28 → 26 → 13 and 28 → 26 → 13 → 11 → 5 → 4 → 2 and 28 → 26 → 13 → 11 → 8 → 4 and
        // 28 → 24 → 12 → 10 → 5 → 3; the tests make every one.
        Architecture::new(stages, head).expect("these sizes are positive")
    }

    /// The network with the weights that it starts with: trained ones, but for the first kernels of the notebook's
    /// and the five-channel network, which are the lines and spots that they look like, and for the last two.
    pub fn network(self) -> Network {
        let file: &[u8] = match self {
            Self::First => model!("first"),
            Self::Notebook => model!("notebook"),
            Self::FiveChannel => model!("five-channel"),
            Self::IsFive => model!("is-five"),
            Self::IsFiveSingle => model!("is-five-single"),
            Self::Digits => model!("digits"),
            Self::Untrained | Self::Wide => {
                let architecture = self.architecture();
                let parameters = Rc::new(starting_parameters(&architecture, None));
                let (architecture, off) = (Rc::new(architecture), Rc::default());
                return Network { architecture, parameters, off };
            }
        };
        // Part of the program; the tests read every one.
        let (architecture, parameters) =
            safetensors::read(&unpacked(file)).expect("a shipped model is whole");
        let (architecture, parameters) = (Rc::new(architecture), Rc::new(parameters));
        Network { architecture, parameters, off: Rc::default() }
    }
}

/// The file that was packed: its head as it is, then each weight, in hundredths, as `f32`.
fn unpacked(packed: &[u8]) -> Vec<u8> {
    let length = packed.first_chunk().map_or(0, |length| u64::from_le_bytes(*length) as usize);
    let (head, weights) = packed.split_at(packed.len().min(8 + length));
    let mut file = head.to_vec();
    for hundredths in weights.as_chunks().0 {
        file.extend((f32::from(i16::from_le_bytes(*hundredths)) / 100.0).to_le_bytes());
    }
    file
}

/// Which network on offer this is: the one with its weights, or else the first with its architecture; `None` for one of
/// a person's own making.
pub fn choice_of(network: &Network) -> Option<NetworkChoice> {
    let alike = |choice: &&NetworkChoice| choice.architecture() == *network.architecture;
    let mut alike = NetworkChoice::ALL.iter().filter(alike).peekable();
    let first = alike.peek().map(|&&choice| choice);
    if alike.clone().count() > 1 {
        let same = |choice: &&NetworkChoice| choice.network().parameters == network.parameters;
        return alike.find(same).copied().or(first);
    }
    first
}

/// Whether the network has the weights that some trained network on offer has been shipped with.
pub fn is_as_shipped(network: &Network) -> bool {
    let untrained = [NetworkChoice::Untrained, NetworkChoice::Wide];
    choice_of(network).is_some_and(|choice| {
        !untrained.contains(&choice) && choice.network().parameters == network.parameters
    })
}

const SIGMOID_STAGE: Stage = Stage {
    channels: 1,
    kernel: 3,
    activation: Activation::Sigmoid,
    pooling: Pooling::Max,
    bias: false,
};

const SIGMOID_HEAD: Head = Head { outputs: 10, activation: OutputActivation::Sigmoid, bias: false };
