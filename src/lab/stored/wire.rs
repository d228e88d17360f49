//! How the text of a stored lab is made, and its words.

use crate::digits::{PixelScale, Tool};
use crate::formats::architecture;
use crate::formats::json::{Field, SIZE, Shape, words};
use crate::lab::{DataChoice, RangeMode, RuleChoice, Scope, StudyTab};
use crate::nn::initialise::WeightRange;
use crate::nn::{Loss, Schedule};

/// The one field that every version has.
pub const VERSION: Shape = Shape::Fields(&[VERSION_FIELD], Some(&Shape::Any));
const VERSION_FIELD: Field = ("version", Shape::Whole(u64::MAX));

const NUMBERS: Shape = Shape::List(&Shape::Signed);
const SEED: Shape = Shape::Whole(u32::MAX as u64);

pub const LAB: Shape = Shape::Fields(
    &[
        VERSION_FIELD,
        ("drawing", DRAWING),
        ("architecture", architecture::SHAPE),
        // Base64 of every weight as f32, little-endian: stage by stage kernels then bias, then the linear layer's.
        ("weights", Shape::Text),
        ("centre", Shape::Flag),
        ("erode", Shape::Flag),
        ("scale", SCALES.shape()),
        ("activations", Shape::Flag),
        ("truth", Shape::Maybe(&Shape::Whole(u8::MAX as u64))),
        ("loss", LOSSES.shape()),
        // What is switched off, as `Off::numbers` tells it. Texts from before anything could be have none.
        ("off", Shape::Later(&NUMBERS)),
        ("view", VIEW),
    ],
    None,
);

const DRAWING: Shape =
    Shape::Fields(&[("picture", Shape::Maybe(&PICTURE)), ("strokes", Shape::List(&STROKE))], None);

const PICTURE: Shape = Shape::Fields(
    &[
        ("width", SIZE),
        ("height", SIZE),
        // Base64, one byte a pixel.
        ("pixels", Shape::Text),
    ],
    None,
);

const STROKE: Shape = Shape::Fields(
    &[
        ("tool", TOOLS.shape()),
        // In grid steps, like all that follows.
        ("width", Shape::Signed),
        // x, y and pressure of each point in turn.
        ("points", NUMBERS),
    ],
    None,
);

const VIEW: Shape = Shape::Fields(
    &[
        ("kernel", PATCH),
        ("linear", PATCH),
        ("scope", SCOPES.shape()),
        ("range", RANGES.shape()),
        ("composite", Shape::Flag),
        ("numbers", Shape::Flag),
        ("tool", TOOLS.shape()),
        // In grid steps.
        ("brush", Shape::Signed),
        ("weight_range", WEIGHT_RANGES.shape()),
        ("seed", SEED),
        // Labs from before there was a Learn panel have none.
        ("study", Shape::Maybe(&STUDY)),
        // In grid steps. Texts from before there were steps have none.
        ("step_size", Shape::Maybe(&Shape::Signed)),
        ("gradients", Shape::Later(&Shape::Flag)),
        // Which of all colours the maps have; the bits of the ends of the fixed range; which maps are red, green and
        // blue; whether the matrix of kernels is open. Texts from before colours could be chosen have none.
        ("look", Shape::Later(&NUMBERS)),
        ("switching", Shape::Later(&Shape::Flag)),
        ("flow", Shape::Later(&Shape::Flag)),
        // The id of the snapshot that the network is compared with.
        ("against", Shape::Maybe(&Shape::Text)),
    ],
    None,
);

const STUDY: Shape = Shape::Fields(
    &[
        ("data", DATA.shape()),
        ("rule", RULES.shape()),
        ("rate", Shape::Number),
        // In texts from before there was a choice it was constant.
        ("schedule", Shape::Maybe(&SCHEDULE)),
        ("decay", Shape::Number),
        ("batch", SIZE),
        ("seed", SEED),
        ("open", Shape::Flag),
        ("tab", TABS.shape()),
    ],
    None,
);
const SCHEDULE: Shape = SCHEDULES.shape();

const PATCH: Shape = Shape::OneOf(&[
    ("kernel", Shape::Fields(&[("stage", SIZE), ("output", SIZE), ("input", SIZE)], None)),
    ("linear", Shape::Fields(&[("output", SIZE), ("channel", SIZE)], None)),
]);

words!(SCALES: PixelScale { Byte = "byte", Unit = "unit" });
words!(TOOLS: Tool { Pen = "pen", Eraser = "eraser" });
words!(LOSSES: Loss { SquaredError = "squared-error", CrossEntropy = "cross-entropy" });
words!(DATA: DataChoice { Generated = "generated", Own = "own", Mnist = "mnist" });
words!(RULES: RuleChoice { Sgd = "sgd", Momentum = "momentum", Adam = "adam" });
words!(SCHEDULES: Schedule { Constant = "constant", Falling = "falling" });
words!(TABS: StudyTab { Wrong = "wrong", Confusion = "confusion", Own = "own" });
words!(SCOPES: Scope { This = "this", Output = "output", Layer = "layer" });
words!(RANGES: RangeMode { PerMap = "per-map", Common = "common", Fixed = "fixed" });
words!(WEIGHT_RANGES: WeightRange {
    ZeroToOne = "zero-to-one",
    MinusHalfToOneAndHalf = "minus-half-to-one-and-half",
    MinusOneToOne = "minus-one-to-one",
    Normal = "normal",
    Scaled = "scaled",
});
