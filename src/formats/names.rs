//! What variants are called in texts and in the page's markup: one table a type. These names do not change with the
//! language.

use serde::de::{Deserialize, Deserializer, Error};
use serde::ser::Serializer;

use crate::digits::{PixelScale, Tool};
use crate::nn::{Activation, Loss, OutputActivation, Pooling, Schedule, WeightRange};

/// A type whose variants have names.
pub trait Named: Copy + 'static {
    /// All of them, in the order of the table.
    const VARIANTS: &'static [Self];

    /// Its name for scripts.
    fn id(self) -> &'static str;

    /// Its name in texts: for most the same. Where it is another one, texts had it before scripts did.
    fn name(self) -> &'static str;

    /// The one that is called `name` in texts, or for scripts.
    fn named(name: &str) -> Option<Self> {
        let is = |it: &&Self| it.name() == name || it.id() == name;
        Self::VARIANTS.iter().find(is).copied()
    }
}

/// The table of a type: `names!(Tool { Pen = "pen", Eraser = "eraser" })`. Where a variant has another name in texts,
/// that one follows: `PerMap = "map" in texts "per-map"`.
macro_rules! names {
    (@name $id:literal) => { $id };
    (@name $id:literal $name:literal) => { $name };
    ($type:ty { $($variant:ident = $id:literal $(in texts $name:literal)?),+ $(,)? }) => {
        impl $crate::formats::names::Named for $type {
            const VARIANTS: &'static [Self] = &[$(Self::$variant),+];

            fn id(self) -> &'static str {
                match self { $(Self::$variant => $id),+ }
            }

            fn name(self) -> &'static str {
                match self { $(Self::$variant => names!(@name $id $($name)?)),+ }
            }
        }
    };
}
pub(crate) use names;

/// Writes the name of a field's variant: `#[serde(with = "names")]`.
///
/// # Errors
/// Whatever the writer has.
pub fn serialize<T: Named, S: Serializer>(it: &T, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(it.name())
}

/// Reads what [`serialize`] wrote.
///
/// # Errors
/// A name that no variant has.
pub fn deserialize<'de, T: Named, D: Deserializer<'de>>(from: D) -> Result<T, D::Error> {
    let name = String::deserialize(from)?;
    T::named(&name).ok_or_else(|| D::Error::custom("unknown name"))
}

names!(PixelScale { Byte = "byte", Unit = "unit" });
names!(Tool { Pen = "pen", Eraser = "eraser" });
names!(Activation { None = "none", Sigmoid = "sigmoid", Relu = "relu", Tanh = "tanh" });
names!(Pooling { None = "none", Max = "max", Average = "average" });
names!(OutputActivation { None = "none", Sigmoid = "sigmoid", Softmax = "softmax" });
names!(Loss { SquaredError = "squared-error", CrossEntropy = "cross-entropy" });
names!(Schedule { Constant = "constant", Falling = "falling" });
names!(WeightRange {
    ZeroToOne = "zero-to-one",
    MinusHalfToOneAndHalf = "minus-half-to-one-and-half",
    MinusOneToOne = "minus-one-to-one",
    Normal = "normal",
    Scaled = "scaled",
});
