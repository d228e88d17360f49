//! The stored lab as its JSON text holds it: not yet checked.

use serde::{Deserialize, Serialize};

use crate::digits::{PixelScale, Tool};
use crate::formats::architecture::ArchitectureText;
use crate::lab::{DataChoice, Patch, RangeMode, RuleChoice, Scope, StudyTab};
use crate::nn::initialise::WeightRange;
use crate::nn::{Loss, Schedule};

/// The one field that every version has.
#[derive(Deserialize)]
pub struct VersionText {
    pub version: u64,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LabText {
    pub version: u64,
    pub drawing: DrawingText,
    pub architecture: ArchitectureText,
    /// Base64 of every weight as f32, little-endian: stage by stage kernels then bias, then the linear layer's.
    pub weights: String,
    pub centre: bool,
    pub erode: bool,
    pub scale: ScaleText,
    pub activations: bool,
    pub truth: Option<u8>,
    pub loss: LossText,
    /// What is switched off, as `Off::numbers` tells it. Texts from before anything could be have none.
    #[serde(default)]
    pub off: Vec<i32>,
    pub view: ViewText,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DrawingText {
    pub picture: Option<PictureText>,
    pub strokes: Vec<StrokeText>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PictureText {
    pub width: usize,
    pub height: usize,
    /// Base64, one byte a pixel.
    pub pixels: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StrokeText {
    pub tool: ToolText,
    /// In grid steps, like all that follows.
    pub width: i32,
    /// x, y and pressure of each point in turn.
    pub points: Vec<i32>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ViewText {
    pub kernel: PatchText,
    pub linear: PatchText,
    pub scope: ScopeText,
    pub range: RangeText,
    pub composite: bool,
    pub numbers: bool,
    pub tool: ToolText,
    /// In grid steps.
    pub brush: i32,
    pub weight_range: WeightRangeText,
    pub seed: u32,
    /// Labs from before there was a Learn panel have none.
    pub study: Option<StudyText>,
    /// In grid steps. Texts from before there were steps have none.
    #[serde(default)]
    pub step_size: Option<i32>,
    #[serde(default)]
    pub gradients: bool,
    /// Which of all colours the maps have; the bits of the ends of the fixed range; which maps are red, green and
    /// blue; whether the matrix of kernels is open. Texts from before colours could be chosen have none.
    #[serde(default)]
    pub look: Vec<i32>,
    #[serde(default)]
    pub switching: bool,
    #[serde(default)]
    pub flow: bool,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StudyText {
    pub data: DataText,
    pub rule: RuleText,
    pub rate: f32,
    /// In texts from before there was a choice it was constant.
    #[serde(default)]
    pub schedule: Option<ScheduleText>,
    pub decay: f32,
    pub batch: usize,
    pub seed: u32,
    pub open: bool,
    pub tab: TabText,
}

/// A type of the rooms below under the names of its text, both ways.
macro_rules! words {
    ($text:ident for $type:ty { $($name:ident),+ $(,)? }) => {
        #[derive(Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum $text { $($name),+ }

        impl From<$type> for $text {
            fn from(value: $type) -> Self {
                match value { $(<$type>::$name => Self::$name),+ }
            }
        }

        impl From<$text> for $type {
            fn from(text: $text) -> Self {
                match text { $($text::$name => Self::$name),+ }
            }
        }
    };
}

words!(ScaleText for PixelScale { Byte, Unit });
words!(ToolText for Tool { Pen, Eraser });
words!(LossText for Loss { SquaredError, CrossEntropy });
words!(DataText for DataChoice { Generated, Own, Mnist });
words!(RuleText for RuleChoice { Sgd, Momentum, Adam });
words!(ScheduleText for Schedule { Constant, Falling });
words!(TabText for StudyTab { Wrong, Confusion, Own });
words!(ScopeText for Scope { This, Output, Layer });
words!(RangeText for RangeMode { PerMap, Common, Fixed });
words!(WeightRangeText for WeightRange {
    ZeroToOne, MinusHalfToOneAndHalf, MinusOneToOne, Normal, Scaled,
});

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum PatchText {
    Kernel { stage: usize, output: usize, input: usize },
    Linear { output: usize, channel: usize },
}

impl From<Patch> for PatchText {
    fn from(patch: Patch) -> Self {
        match patch {
            Patch::Kernel { stage, output, input } => Self::Kernel { stage, output, input },
            Patch::Linear { output, channel } => Self::Linear { output, channel },
        }
    }
}

impl From<PatchText> for Patch {
    fn from(text: PatchText) -> Self {
        match text {
            PatchText::Kernel { stage, output, input } => Self::Kernel { stage, output, input },
            PatchText::Linear { output, channel } => Self::Linear { output, channel },
        }
    }
}
