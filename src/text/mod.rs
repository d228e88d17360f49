//! Every word that is shown, in Japanese and in English. One struct: a word that is missing in a language
//! does not compile. A leaf: it knows nothing of the lab or of the network.

mod browser;
mod compare;
mod data;
mod en;
mod first;
pub mod glossary;
mod ja;
mod keep;
mod learn;
mod look;
pub mod markup;
pub mod number;
mod open;
mod probe;
mod xray;

pub use browser::BrowserText;
pub use compare::CompareText;
pub use data::DataText;
pub use first::FirstText;
pub use keep::KeepText;
pub use learn::LearnText;
pub use look::LookText;
pub use open::OpenText;
pub use probe::ProbeText;
use std::cmp::Ordering;
pub use xray::XrayText;

/// A language of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Language {
    /// 日本語.
    Japanese,
    /// English.
    English,
}

impl Language {
    /// The tag for `lang`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Japanese => "ja",
            Self::English => "en",
        }
    }

    /// The language of a BCP 47 tag such as `ja-JP`, where the page speaks it.
    pub fn from_tag(tag: &str) -> Option<Self> {
        match tag.split('-').next().unwrap_or_default().to_ascii_lowercase().as_str() {
            "ja" => Some(Self::Japanese),
            "en" => Some(Self::English),
            _ => None,
        }
    }

    /// What the language calls itself.
    pub fn own_name(self) -> &'static str {
        match self {
            Self::Japanese => "日本語",
            Self::English => "English",
        }
    }
}

/// Keys and what they do, under a heading.
pub type KeyGroup = (&'static str, &'static [(&'static str, &'static str)]);

/// The words of one language.
#[allow(missing_docs, reason = "each field is the words that its name says")]
pub struct Text {
    pub language: Language,
    pub title: &'static str,

    // Header.
    pub network: &'static str,
    pub network_first: &'static str,
    pub network_notebook: &'static str,
    pub network_five_channel: &'static str,
    pub network_is_five: &'static str,
    pub network_is_five_single: &'static str,
    pub network_digits: &'static str,
    pub network_untrained: &'static str,
    pub network_wide: &'static str,
    pub custom_network: &'static str,
    pub architecture: &'static str,
    pub architecture_hint: &'static str,
    pub activation: &'static str,
    pub activation_hint: &'static str,
    pub activations_off: &'static str,
    pub undo: &'static str,
    pub undo_hint: &'static str,
    pub redo: &'static str,
    pub redo_hint: &'static str,
    pub help: &'static str,
    pub theme: &'static str,
    pub other_language: &'static str,
    pub close: &'static str,

    // Pad.
    pub draw: &'static str,
    pub draw_hint: &'static str,
    pub pad: &'static str,
    pub pad_keys: &'static str,
    pub eraser: &'static str,
    pub eraser_hint: &'static str,
    pub brush: &'static str,
    pub clear: &'static str,
    pub clear_hint: &'static str,
    pub open: &'static str,
    pub open_hint: &'static str,
    pub samples: &'static str,
    pub sample: fn(u8) -> String,

    // What the network receives.
    pub received: &'static str,
    pub as_drawn: &'static str,
    pub prepared: &'static str,
    pub centre: &'static str,
    pub centre_hint: &'static str,
    pub erode: &'static str,
    pub erode_hint: &'static str,
    pub unit_scale: &'static str,
    pub unit_scale_hint: &'static str,
    pub numbers: &'static str,
    pub numbers_hint: &'static str,
    pub numbers_title: &'static str,

    // Pipeline.
    pub pipeline: &'static str,
    pub legend_low_high: &'static str,
    pub legend_signed: &'static str,
    pub input: &'static str,
    pub kernels: &'static str,
    pub vector: &'static str,
    pub linear: &'static str,
    /// From 1.
    pub stage: fn(usize) -> String,
    /// The layer's name, the map from 0.
    pub map_of: fn(&str, usize) -> String,
    /// The stage from 1, the map that is read and the map that is written from 0.
    pub kernel_of: fn(usize, usize, usize) -> String,
    /// The output and the map, from 0.
    pub linear_weights: fn(usize, usize) -> String,

    // Answer.
    pub is_it_a_five: &'static str,
    pub which_digit: &'static str,
    pub five: &'static str,
    pub not_five: &'static str,
    pub draw_something: &'static str,
    pub output_hint: fn(usize) -> String,
    pub truth: &'static str,
    pub loss: &'static str,
    pub loss_hint: &'static str,
    pub loss_squared: &'static str,
    pub loss_cross_entropy: &'static str,
    /// The prediction, the truth, their squared difference.
    pub squared_error: fn(&str, u8, &str) -> String,

    // Inspector.
    /// The stage, from 1.
    pub kernel_title: fn(usize) -> String,
    pub from_map: &'static str,
    pub to_map: &'static str,
    pub to_output: &'static str,
    pub previous: fn(&str) -> String,
    pub next: fn(&str) -> String,
    pub bias: &'static str,
    pub value: &'static str,
    pub value_hint: &'static str,
    pub raise: &'static str,
    pub lower: &'static str,
    /// Row and column from 0, and the value.
    pub kernel_cell: fn(usize, usize, &str) -> String,
    /// The place in the vector, from 0, and the value.
    pub linear_cell: fn(usize, &str) -> String,
    pub cell_hint: &'static str,
    /// What was typed, and the largest magnitude.
    pub weight_clamped: fn(&str, f32) -> String,
    /// What was typed, and a number that would do.
    pub not_a_number: fn(&str, &str) -> String,
    /// What was typed, and the largest magnitude.
    pub not_finite: fn(&str, f32) -> String,
    /// What was typed: a thousand, or one.
    pub ambiguous_number: fn(&str) -> String,
    /// What was typed.
    pub not_whole: fn(&str) -> String,
    /// What was typed, the smallest, the largest that is allowed.
    pub out_of_range: fn(&str, f64, f64) -> String,
    pub presets: &'static str,
    pub preset: PresetText,
    pub rotate: &'static str,
    pub mirror_horizontal: &'static str,
    pub mirror_vertical: &'static str,
    pub negate: &'static str,
    pub normalise: &'static str,
    pub zero: &'static str,
    pub scope: &'static str,
    pub scope_this_kernel: &'static str,
    pub scope_this_map: &'static str,
    pub scope_this_stage: &'static str,
    pub scope_this_piece: &'static str,
    pub scope_this_output: &'static str,
    pub scope_this_layer: &'static str,
    pub random: &'static str,
    pub random_hint: &'static str,
    pub random_range: &'static str,
    pub range_scaled: &'static str,
    pub seed: &'static str,
    pub linear_title: &'static str,
    /// The output, from 0.
    pub linear_of: fn(usize) -> String,
    /// The logit, the output's activation, the output.
    pub inner_product: fn(&str, &str, &str) -> String,

    pub browser: &'static BrowserText,
    pub compare: &'static CompareText,
    pub first: &'static FirstText,
    pub opening: &'static OpenText,
    pub data: &'static DataText,
    pub keep: &'static KeepText,
    pub learn: &'static LearnText,
    pub look: &'static LookText,
    pub xray: &'static XrayText,
    pub probe: &'static ProbeText,
    // Learning on the drawing.
    pub step_group: &'static str,
    pub step_size: &'static str,
    pub step_size_hint: &'static str,
    pub step_cell: &'static str,
    pub step_cell_hint: &'static str,
    pub step_kernel: &'static str,
    pub step_kernel_hint: &'static str,
    pub step_all: &'static str,
    pub step_all_hint: &'static str,
    pub step_marks: &'static str,
    pub step_impossible: &'static str,
    /// Whether one step would raise or lower the weight, and by how much.
    pub step_words: fn(Ordering, &str) -> String,
    /// How the loss after the step is to that before.
    pub step_verdict: fn(Ordering) -> &'static str,
    pub gradients: &'static str,
    pub gradients_hint: &'static str,
    pub gradients_on: &'static str,
    pub legend_gradient: &'static str,
    pub dream: &'static str,
    pub dream_hint: &'static str,
    pub dream_toward: &'static str,
    pub dream_start: &'static str,
    pub dream_stop: &'static str,
    pub dream_step: &'static str,
    pub dream_keep: &'static str,
    pub dream_keep_hint: &'static str,
    pub dream_drop: &'static str,
    pub dream_drop_hint: &'static str,

    // Architecture.
    pub architecture_title: &'static str,
    pub architecture_lead: &'static str,
    pub channels: &'static str,
    pub kernel: &'static str,
    pub activation_function: &'static str,
    pub pooling: &'static str,
    pub size: &'static str,
    pub add_stage: &'static str,
    pub remove_stage: fn(usize) -> String,
    pub outputs: &'static str,
    pub outputs_one: &'static str,
    pub outputs_ten: &'static str,
    pub output_activation: &'static str,
    pub none: &'static str,
    pub max_pooling: &'static str,
    pub average_pooling: &'static str,
    /// The vector's length, the number of weights.
    pub architecture_sum: fn(usize, usize) -> String,
    pub too_many_stages: fn(usize) -> String,
    /// The stage, how many there were.
    pub impossible_channels: fn(usize, usize) -> String,
    /// The stage, the side asked for.
    pub impossible_kernel: fn(usize, usize) -> String,
    /// The stage, the kernel's side, the maps' side.
    pub kernel_too_large: fn(usize, usize, usize) -> String,
    /// The stage, the maps' side.
    pub nothing_left_to_pool: fn(usize, usize) -> String,
    pub impossible_outputs: fn(usize) -> String,
    pub network_stays: &'static str,

    // Help.
    pub help_lead: &'static str,
    pub help_keys: &'static [KeyGroup],

    // Notices.
    pub stored_state_unreadable: &'static str,
    pub kept_newer: &'static str,
    pub download_unreadable: &'static str,
    pub storage_unavailable: &'static str,
    pub storage_full: &'static str,
    /// The file's name, what the browser takes it for.
    pub not_a_picture: fn(&str, &str) -> String,
    pub unknown_kind: &'static str,
    pub empty_picture: fn(&str) -> String,
    pub one_picture_at_a_time: fn(usize) -> String,
}

/// A kernel's name, and what it looks for.
pub type KernelWords = (&'static str, &'static str);

/// The kernels that have names.
#[allow(missing_docs, reason = "each field is the words that its name says")]
pub struct PresetText {
    pub vertical: KernelWords,
    pub horizontal: KernelWords,
    pub diagonal_down: KernelWords,
    pub diagonal_up: KernelWords,
    pub notebook_vertical: KernelWords,
    pub notebook_diagonal: KernelWords,
    pub blur: KernelWords,
    pub sharpen: KernelWords,
    pub edge: KernelWords,
    pub sobel_x: KernelWords,
    pub sobel_y: KernelWords,
    pub laplacian: KernelWords,
    pub centre_surround: KernelWords,
    pub identity: KernelWords,
}

impl Text {
    /// The words of `language`.
    pub fn of(language: Language) -> &'static Self {
        match language {
            Language::Japanese => &ja::TEXT,
            Language::English => &en::TEXT,
        }
    }
}
