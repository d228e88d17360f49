//! The lab's names, in texts and for scripts.

use super::{ColourChoice, DataChoice, Panel, Preset, RangeMode, RuleChoice, Scope, StudyTab};
use crate::formats::names::names;

names!(Scope { This = "this", Output = "output", Layer = "layer" });
names!(RangeMode {
    PerMap = "map" in texts "per-map",
    Common = "layer" in texts "common",
    Fixed = "fixed",
});
// In texts a colour is its place in `ColourChoice::ALL`.
names!(ColourChoice {
    Viridis = "viridis",
    Magma = "magma",
    Grey = "grey",
    Diverging = "diverging",
    Everywhere = "viridis-everywhere",
});
names!(DataChoice { Generated = "generated", Own = "own", Mnist = "mnist", Mnist2 = "mnist-2" });
names!(RuleChoice { Sgd = "sgd", Momentum = "momentum", Adam = "adam" });
names!(Preset {
    Vertical = "vertical",
    Horizontal = "horizontal",
    DiagonalDown = "diagonal-down",
    DiagonalUp = "diagonal-up",
    NotebookVertical = "notebook-vertical",
    NotebookDiagonal = "notebook-diagonal",
    Blur = "blur",
    Sharpen = "sharpen",
    Edge = "edge",
    SobelX = "sobel-x",
    SobelY = "sobel-y",
    Laplacian = "laplacian",
    CentreSurround = "centre-surround",
    Identity = "identity",
});
names!(Panel {
    Learn = "learn",
    Matrix = "matrix",
    Numbers = "numbers",
    Compare = "compare",
    Figure = "figure",
    Sheet = "sheet",
});
names!(StudyTab { Wrong = "wrong", Confusion = "confusion", Own = "own" });
