//! An architecture as JSON text:
//!
//! ```json
//! {"stages":[{"channels":5,"kernel":3,"activation":"sigmoid","pooling":"max","bias":false}],
//!  "outputs":10,"output":"sigmoid","bias":false}
//! ```

use super::json::{Misshapen, SIZE, Shape, Value};
use crate::nn::{
    Activation, Architecture, ArchitectureError, Head, OutputActivation, Pooling, Stage,
};

const ACTIVATIONS: [(&str, Activation); 4] = [
    ("none", Activation::None),
    ("sigmoid", Activation::Sigmoid),
    ("relu", Activation::Relu),
    ("tanh", Activation::Tanh),
];
const POOLINGS: [(&str, Pooling); 3] =
    [("none", Pooling::None), ("max", Pooling::Max), ("average", Pooling::Average)];
const OUTPUTS: [(&str, OutputActivation); 3] = [
    ("none", OutputActivation::None),
    ("sigmoid", OutputActivation::Sigmoid),
    ("softmax", OutputActivation::Softmax),
];

/// Why a text is not an architecture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ArchitectureTextError {
    /// Not JSON.
    NotJson {
        /// Where it stops being JSON, from 1.
        line: usize,
        /// Where in that line, from 1.
        column: usize,
    },
    /// JSON, but a field is missing, unknown, or of another kind.
    NotAnArchitecture {
        /// Where, from 1.
        line: usize,
        /// Where in that line, from 1.
        column: usize,
    },
    /// A word that names nothing known.
    UnknownWord {
        /// The field that it stands in.
        field: &'static str,
        /// The word.
        found: String,
    },
    /// A description of a network that cannot be.
    Impossible(ArchitectureError),
}

/// How the text is made.
pub const SHAPE: Shape = Shape::Fields(
    &[
        ("stages", Shape::List(&STAGE)),
        ("outputs", SIZE),
        ("output", Shape::Text),
        ("bias", Shape::Flag),
    ],
    None,
);
const STAGE: Shape = Shape::Fields(
    &[
        ("channels", SIZE),
        ("kernel", SIZE),
        ("activation", Shape::Text),
        ("pooling", Shape::Text),
        ("bias", Shape::Flag),
    ],
    None,
);

/// The architecture in [`SHAPE`].
pub fn to_value(architecture: &Architecture) -> Value {
    let stages = architecture.stages().iter().map(|stage| {
        Value::List(vec![
            stage.channels.into(),
            stage.kernel.into(),
            word(&ACTIVATIONS, stage.activation).into(),
            word(&POOLINGS, stage.pooling).into(),
            stage.bias.into(),
        ])
    });
    let Head { outputs, activation, bias } = architecture.head();
    let output = word(&OUTPUTS, activation).into();
    Value::List(vec![stages.collect(), outputs.into(), output, bias.into()])
}

/// The architecture that something in [`SHAPE`] describes.
///
/// # Errors
/// A word that is not known, or a network that cannot be.
pub fn of_value(value: Value) -> Result<Architecture, ArchitectureTextError> {
    let mut of = value.fields();
    let stages = of.take().list().into_iter().map(|stage| {
        let mut of = stage.fields();
        Ok(Stage {
            channels: of.take().size(),
            kernel: of.take().size(),
            activation: meaning(&ACTIVATIONS, "activation", of.take())?,
            pooling: meaning(&POOLINGS, "pooling", of.take())?,
            bias: of.take().flag(),
        })
    });
    let stages = stages.collect::<Result<_, _>>()?;
    let outputs = of.take().size();
    let activation = meaning(&OUTPUTS, "output", of.take())?;
    let head = Head { outputs, activation, bias: of.take().flag() };
    Architecture::new(stages, head).map_err(ArchitectureTextError::Impossible)
}

/// The architecture as JSON text, on one line.
pub fn write(architecture: &Architecture) -> String {
    SHAPE.write(&to_value(architecture))
}

/// Reads what [`write()`] wrote, or a person did.
///
/// # Errors
/// The first thing that is not as it should be, with what was found.
pub fn read(text: &str) -> Result<Architecture, ArchitectureTextError> {
    let value = SHAPE.read(text).map_err(|Misshapen { json, line, column }| {
        if json {
            ArchitectureTextError::NotAnArchitecture { line, column }
        } else {
            ArchitectureTextError::NotJson { line, column }
        }
    })?;
    of_value(value)
}

fn word<T: Copy + PartialEq>(words: &[(&'static str, T)], meaning: T) -> &'static str {
    // Every variant stands in its table; the tests write each one.
    words.iter().find(|(_, it)| *it == meaning).map_or("", |(word, _)| word)
}

fn meaning<T: Copy>(
    words: &[(&str, T)],
    field: &'static str,
    found: Value,
) -> Result<T, ArchitectureTextError> {
    let known = words.iter().find(|(word, _)| found.is(word)).map(|&(_, meaning)| meaning);
    known.ok_or_else(|| ArchitectureTextError::UnknownWord { field, found: found.text() })
}

#[cfg(test)]
mod tests {
    use super::ArchitectureTextError::*;
    use super::*;

    const FIVE: &str = concat!(
        r#"{"stages":[{"channels":5,"kernel":3,"activation":"sigmoid","pooling":"max","bias":false}],"#,
        r#""outputs":10,"output":"sigmoid","bias":false}"#
    );

    #[test]
    fn the_text_is_what_a_person_would_write() {
        let stage = Stage {
            channels: 5,
            kernel: 3,
            activation: Activation::Sigmoid,
            pooling: Pooling::Max,
            bias: false,
        };
        let head = Head { outputs: 10, activation: OutputActivation::Sigmoid, bias: false };
        let architecture = Architecture::new(vec![stage], head).expect("it is possible");
        assert_eq!(write(&architecture), FIVE);
        assert_eq!(read(FIVE), Ok(architecture));
    }

    #[test]
    fn every_word_comes_back() {
        for (_, activation) in ACTIVATIONS {
            for (_, pooling) in POOLINGS {
                for (_, output) in OUTPUTS {
                    for bias in [false, true] {
                        let stage = Stage { channels: 2, kernel: 4, activation, pooling, bias };
                        let head = Head { outputs: 1, activation: output, bias: !bias };
                        let architecture =
                            Architecture::new(vec![stage; 2], head).expect("it is possible");
                        assert_eq!(read(&write(&architecture)), Ok(architecture));
                    }
                }
            }
        }
    }

    #[test]
    fn what_is_not_an_architecture_is_refused_with_what_was_found() {
        #[track_caller]
        fn check(from: &str, to: &str, expected: ArchitectureTextError) {
            let text = FIVE.replacen(from, to, 1);
            assert_ne!(text, FIVE);
            assert_eq!(read(&text), Err(expected));
        }
        check("sigmoid", "gelu", UnknownWord { field: "activation", found: "gelu".into() });
        check("max", "min", UnknownWord { field: "pooling", found: "min".into() });
        check(
            r#""output":"sigmoid""#,
            r#""output":"""#,
            UnknownWord { field: "output", found: "".into() },
        );
        check(
            r#""channels":5"#,
            r#""channels":65"#,
            Impossible(ArchitectureError::Channels { stage: 1, found: 65 }),
        );
        check(":10,", ":11,", Impossible(ArchitectureError::Outputs { found: 11 }));
        check("}", "", NotJson { line: 1, column: 88 });
        check(":5", ":-5", NotAnArchitecture { line: 1, column: 25 });
        check(r#""kernel":3,"#, "", NotAnArchitecture { line: 1, column: 77 });
        check(r#""kernel""#, r#""stride":2,"kernel""#, NotAnArchitecture { line: 1, column: 33 });
        assert_eq!(read(""), Err(NotJson { line: 1, column: 0 }));
    }
}
