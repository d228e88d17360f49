//! An architecture as JSON text:
//!
//! ```json
//! {"stages":[{"channels":5,"kernel":3,"activation":"sigmoid","pooling":"max","bias":false}],
//!  "outputs":10,"output":"sigmoid","bias":false}
//! ```

use serde::{Deserialize, Serialize};

use super::names::Named;
use super::record::{self, Misshapen};
use crate::nn::{Architecture, ArchitectureError, Head, Stage};

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
    /// JSON, but a field is missing, or of another kind.
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

/// An architecture as its text has it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ArchitectureRecord {
    stages: Vec<StageRecord>,
    outputs: usize,
    #[serde(default = "none")]
    output: String,
    #[serde(default)]
    bias: bool,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct StageRecord {
    channels: usize,
    kernel: usize,
    #[serde(default = "none")]
    activation: String,
    #[serde(default = "none")]
    pooling: String,
    #[serde(default)]
    bias: bool,
}

/// What a layer has whose text does not say.
fn none() -> String {
    "none".into()
}

impl ArchitectureRecord {
    /// How the architecture is written.
    pub fn of(architecture: &Architecture) -> Self {
        let stage = |stage: &Stage| StageRecord {
            channels: stage.channels,
            kernel: stage.kernel,
            activation: stage.activation.name().into(),
            pooling: stage.pooling.name().into(),
            bias: stage.bias,
        };
        let Head { outputs, activation, bias } = architecture.head();
        let stages = architecture.stages().iter().map(stage).collect();
        Self { stages, outputs, output: activation.name().into(), bias }
    }

    /// The architecture that it describes.
    ///
    /// # Errors
    /// A word that is not known, or a network that cannot be.
    pub fn architecture(self) -> Result<Architecture, ArchitectureTextError> {
        let stage = |stage: StageRecord| {
            Ok(Stage {
                channels: stage.channels,
                kernel: stage.kernel,
                activation: meaning("activation", stage.activation)?,
                pooling: meaning("pooling", stage.pooling)?,
                bias: stage.bias,
            })
        };
        let stages = self.stages.into_iter().map(stage).collect::<Result<_, _>>()?;
        let activation = meaning("output", self.output)?;
        let head = Head { outputs: self.outputs, activation, bias: self.bias };
        Architecture::new(stages, head).map_err(ArchitectureTextError::Impossible)
    }
}

/// The architecture as JSON text, on one line.
pub fn write(architecture: &Architecture) -> String {
    record::write(&ArchitectureRecord::of(architecture))
}

/// Reads what [`write()`] wrote, or a person did.
///
/// # Errors
/// The first thing that is not as it should be, with what was found.
pub fn read(text: &str) -> Result<Architecture, ArchitectureTextError> {
    let record = record::read(text).map_err(|Misshapen { json, line, column }| {
        if json {
            ArchitectureTextError::NotAnArchitecture { line, column }
        } else {
            ArchitectureTextError::NotJson { line, column }
        }
    });
    ArchitectureRecord::architecture(record?)
}

fn meaning<T: Named>(field: &'static str, found: String) -> Result<T, ArchitectureTextError> {
    T::named(&found).ok_or(ArchitectureTextError::UnknownWord { field, found })
}

#[cfg(test)]
mod tests {
    use super::ArchitectureTextError::*;
    use super::*;
    use crate::nn::{Activation, OutputActivation, Pooling};

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
        for &activation in Activation::VARIANTS {
            for &pooling in Pooling::VARIANTS {
                for &output in OutputActivation::VARIANTS {
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
        assert_eq!(read(""), Err(NotJson { line: 1, column: 0 }));
    }

    #[test]
    fn what_is_unknown_is_passed_over_and_what_is_missing_is_not_there() {
        let plain = r#"{"stages":[{"channels":5,"kernel":3}],"outputs":10}"#;
        let more =
            r#"{"title":"mine","outputs":10,"stages":[{"stride":1,"kernel":3,"channels":5}]}"#;
        let architecture = read(plain).expect("it is possible");
        assert_eq!(architecture.stages()[0].activation, Activation::None);
        assert_eq!(read(more), Ok(architecture));
    }
}
