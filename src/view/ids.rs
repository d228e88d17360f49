//! What choices are called in the page's markup, for scripts and tests.

use crate::lab::{DataChoice, Edit, Preset, RangeMode, RuleChoice, Scope, StudyTab};
use crate::nn::{Schedule, WeightRange};

/// A name that does not change with the language.
pub trait Id: Copy {
    /// The name.
    fn id(self) -> &'static str;
}

/// The one of `all` that is called `id`.
pub fn find<T: Id>(all: &[T], id: &str) -> Option<T> {
    all.iter().copied().find(|each| each.id() == id)
}

/// How far an edit can reach, in the order in which it is offered.
pub const SCOPES: [Scope; 3] = [Scope::This, Scope::Output, Scope::Layer];

impl Id for Scope {
    fn id(self) -> &'static str {
        match self {
            Self::This => "this",
            Self::Output => "output",
            Self::Layer => "layer",
        }
    }
}

/// The maps' ranges, in the order in which they are offered.
pub const RANGES: [RangeMode; 3] = [RangeMode::PerMap, RangeMode::Common, RangeMode::Fixed];

impl Id for RangeMode {
    fn id(self) -> &'static str {
        match self {
            Self::PerMap => "map",
            Self::Common => "layer",
            Self::Fixed => "fixed",
        }
    }
}

impl Id for WeightRange {
    fn id(self) -> &'static str {
        match self {
            Self::ZeroToOne => "zero-to-one",
            Self::MinusHalfToOneAndHalf => "minus-half-to-one-and-half",
            Self::MinusOneToOne => "minus-one-to-one",
            Self::Normal => "normal",
            Self::Scaled => "scaled",
        }
    }
}

impl Id for Edit {
    fn id(self) -> &'static str {
        match self {
            Self::Preset(_) => "preset",
            Self::Random { .. } => "random",
            Self::RotateQuarter => "rotate",
            Self::MirrorHorizontal => "mirror-horizontal",
            Self::MirrorVertical => "mirror-vertical",
            Self::Negate => "negate",
            Self::Normalise => "normalise",
            Self::Zero => "zero",
        }
    }
}

impl Id for DataChoice {
    fn id(self) -> &'static str {
        match self {
            Self::Generated => "generated",
            Self::Own => "own",
            Self::Mnist => "mnist",
        }
    }
}

impl Id for RuleChoice {
    fn id(self) -> &'static str {
        match self {
            Self::Sgd => "sgd",
            Self::Momentum => "momentum",
            Self::Adam => "adam",
        }
    }
}

impl Id for Schedule {
    fn id(self) -> &'static str {
        match self {
            Self::Constant => "constant",
            Self::Falling => "falling",
        }
    }
}

impl Id for StudyTab {
    fn id(self) -> &'static str {
        match self {
            Self::Wrong => "wrong",
            Self::Confusion => "confusion",
            Self::Own => "own",
        }
    }
}

impl Id for Preset {
    fn id(self) -> &'static str {
        match self {
            Self::Vertical => "vertical",
            Self::Horizontal => "horizontal",
            Self::DiagonalDown => "diagonal-down",
            Self::DiagonalUp => "diagonal-up",
            Self::NotebookVertical => "notebook-vertical",
            Self::NotebookDiagonal => "notebook-diagonal",
            Self::Blur => "blur",
            Self::Sharpen => "sharpen",
            Self::Edge => "edge",
            Self::SobelX => "sobel-x",
            Self::SobelY => "sobel-y",
            Self::Laplacian => "laplacian",
            Self::CentreSurround => "centre-surround",
            Self::Identity => "identity",
        }
    }
}
