//! The lab's and the network's things, in words.

use crate::lab::{Layer, MAX_WEIGHT, NetworkChoice, NumberError, Patch, Preset, Scope};
use crate::nn::{
    Activation, Architecture, ArchitectureError, Loss, OutputActivation, Pooling, WeightRange,
};
use crate::text::{KernelWords, Text};

/// What things are called in the language of a [`Text`].
pub trait Naming {
    /// A network on offer.
    fn network_name(&self, choice: NetworkChoice) -> &'static str;
    /// An activation function.
    fn activation_name(&self, activation: Activation) -> &'static str;
    /// What happens to the logits; empty where nothing does.
    fn output_activation_name(&self, activation: OutputActivation) -> &'static str;
    /// A way of pooling.
    fn pooling_name(&self, pooling: Pooling) -> &'static str;
    /// 1 or 10 outputs.
    fn outputs_name(&self, outputs: usize) -> &'static str;
    /// A loss.
    fn loss_name(&self, loss: Loss) -> &'static str;
    /// A named kernel, and what it looks for.
    fn preset_words(&self, preset: Preset) -> KernelWords;
    /// How far an edit reaches, beginning at `patch`.
    fn scope_name(&self, scope: Scope, patch: Patch) -> &'static str;
    /// A range of random weights.
    fn range_name(&self, range: WeightRange) -> &'static str;
    /// Why a text is not the number that is wanted.
    fn number_error(&self, error: &NumberError) -> String;
    /// Why a description is no network.
    fn architecture_error(&self, error: &ArchitectureError) -> String;
}

impl Naming for Text {
    fn network_name(&self, choice: NetworkChoice) -> &'static str {
        match choice {
            NetworkChoice::Notebook => self.network_notebook,
            NetworkChoice::First => self.network_first,
            NetworkChoice::FiveChannel => self.network_five_channel,
            NetworkChoice::IsFive => self.network_is_five,
            NetworkChoice::IsFiveSingle => self.network_is_five_single,
            NetworkChoice::Digits => self.network_digits,
            NetworkChoice::Untrained => self.network_untrained,
            NetworkChoice::Wide => self.network_wide,
        }
    }

    fn activation_name(&self, activation: Activation) -> &'static str {
        match activation {
            Activation::None => self.none,
            Activation::Sigmoid => "sigmoid",
            Activation::Relu => "ReLU",
            Activation::Tanh => "tanh",
        }
    }

    fn output_activation_name(&self, activation: OutputActivation) -> &'static str {
        match activation {
            OutputActivation::None => "",
            OutputActivation::Sigmoid => "sigmoid",
            OutputActivation::Softmax => "softmax",
        }
    }

    fn pooling_name(&self, pooling: Pooling) -> &'static str {
        match pooling {
            Pooling::None => self.none,
            Pooling::Max => self.max_pooling,
            Pooling::Average => self.average_pooling,
        }
    }

    fn outputs_name(&self, outputs: usize) -> &'static str {
        if outputs == 1 { self.outputs_one } else { self.outputs_ten }
    }

    fn loss_name(&self, loss: Loss) -> &'static str {
        match loss {
            Loss::SquaredError => self.loss_squared,
            Loss::CrossEntropy => self.loss_cross_entropy,
        }
    }

    fn preset_words(&self, preset: Preset) -> KernelWords {
        let words = &self.preset;
        match preset {
            Preset::Vertical => words.vertical,
            Preset::Horizontal => words.horizontal,
            Preset::DiagonalDown => words.diagonal_down,
            Preset::DiagonalUp => words.diagonal_up,
            Preset::NotebookVertical => words.notebook_vertical,
            Preset::NotebookDiagonal => words.notebook_diagonal,
            Preset::Blur => words.blur,
            Preset::Sharpen => words.sharpen,
            Preset::Edge => words.edge,
            Preset::SobelX => words.sobel_x,
            Preset::SobelY => words.sobel_y,
            Preset::Laplacian => words.laplacian,
            Preset::CentreSurround => words.centre_surround,
            Preset::Identity => words.identity,
        }
    }

    fn scope_name(&self, scope: Scope, patch: Patch) -> &'static str {
        match (scope, patch) {
            (Scope::This, Patch::Kernel { .. }) => self.scope_this_kernel,
            (Scope::Output, Patch::Kernel { .. }) => self.scope_this_map,
            (Scope::Layer, Patch::Kernel { .. }) => self.scope_this_stage,
            (Scope::This, Patch::Linear { .. }) => self.scope_this_piece,
            (Scope::Output, Patch::Linear { .. }) => self.scope_this_output,
            (Scope::Layer, Patch::Linear { .. }) => self.scope_this_layer,
        }
    }

    fn range_name(&self, range: WeightRange) -> &'static str {
        match range {
            WeightRange::ZeroToOne => "rand: 0…1",
            WeightRange::MinusHalfToOneAndHalf => "rand*2−0.5: −0.5…1.5",
            WeightRange::MinusOneToOne => "rand*2−1: −1…1",
            WeightRange::Normal => "0.4·randn",
            WeightRange::Scaled => self.range_scaled,
        }
    }

    fn number_error(&self, error: &NumberError) -> String {
        match error {
            NumberError::NotANumber { found, whole } => {
                (self.not_a_number)(found, if *whole { "12" } else { "0.5" })
            }
            NumberError::NotFinite { found } => (self.not_finite)(found, MAX_WEIGHT),
            NumberError::Ambiguous { found } => (self.ambiguous_number)(found),
            NumberError::NotWhole { found } => (self.not_whole)(found),
            NumberError::OutOfRange { found, low, high } => (self.out_of_range)(found, *low, *high),
        }
    }

    fn architecture_error(&self, error: &ArchitectureError) -> String {
        match *error {
            ArchitectureError::Stages { found } => (self.too_many_stages)(found),
            ArchitectureError::Channels { stage, found } => {
                (self.impossible_channels)(stage, found)
            }
            ArchitectureError::Kernel { stage, found } => (self.impossible_kernel)(stage, found),
            ArchitectureError::KernelTooLarge { stage, kernel, map } => {
                (self.kernel_too_large)(stage, kernel, map)
            }
            ArchitectureError::NothingLeftToPool { stage, map } => {
                (self.nothing_left_to_pool)(stage, map)
            }
            ArchitectureError::Outputs { found } => (self.impossible_outputs)(found),
        }
    }
}

/// A layer by its name.
pub fn layer_name(text: &Text, architecture: &Architecture, layer: Layer) -> String {
    match layer {
        Layer::Input => text.input.to_owned(),
        Layer::Conv(stage) => format!("Conv {}", stage + 1),
        Layer::Activation(stage) => match architecture.stages()[stage].activation {
            Activation::None => format!("{} {}", text.activation, stage + 1),
            function => format!("{} {}", text.activation_name(function), stage + 1),
        },
        Layer::Pool(stage) => format!("Pool {}", stage + 1),
        Layer::Vector => text.vector.to_owned(),
        Layer::Linear => text.linear.to_owned(),
        Layer::Output => text.outputs.to_owned(),
    }
}
