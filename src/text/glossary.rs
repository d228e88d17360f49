//! The glossary: every word of the page that a beginner may ask about, in two short lines. The page shows them where the
//! word stands, and the course uses the same.

mod en;
mod ja;

use super::Language;

/// What a term is called, and two lines that explain it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// Its name.
    pub name: &'static str,
    /// What it is, and what it is for.
    pub lines: [&'static str; 2],
}

const fn explain(name: &'static str, first: &'static str, second: &'static str) -> Explanation {
    Explanation { name, lines: [first, second] }
}

/// The table of terms: the name in the page's markup, and what the notebook's Python calls it, where it does.
macro_rules! terms {
    ($($term:ident = $id:literal $(in python $python:literal)?),+ $(,)?) => {
        /// A word that the page explains.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(missing_docs, reason = "the glossary itself says what each of them is")]
        pub enum Term { $($term),+ }

        impl Term {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$term),+];

            /// Its name in the page's markup.
            pub fn id(self) -> &'static str {
                match self { $(Self::$term => $id),+ }
            }

            /// What it is called in the notebook's Python.
            pub fn python(self) -> Option<&'static str> {
                match self {
                    $($(Self::$term => Some($python),)?)+
                    _ => None,
                }
            }
        }
    };
}

terms! {
    Network = "network" in python "class CNN",
    Architecture = "architecture",
    Input = "input" in python "inp",
    Centre = "centre",
    Erode = "erode" in python "cv2.erode",
    PixelScale = "pixel-scale",
    Kernel = "kernel" in python "weight",
    Convolution = "convolution" in python "conv",
    FeatureMap = "feature-map" in python "out",
    Activation = "activation",
    Sigmoid = "sigmoid" in python "sigmoid",
    Relu = "relu" in python "np.maximum(x, 0)",
    Tanh = "tanh" in python "np.tanh",
    Pooling = "pooling" in python "pool",
    Vector = "vector" in python "flatten",
    Linear = "linear" in python "linear",
    Bias = "bias",
    Answer = "answer",
    Softmax = "softmax",
    Truth = "truth",
    Loss = "loss",
    SquaredError = "squared-error" in python "(pred - true)**2",
    CrossEntropy = "cross-entropy" in python "-np.log(p)",
    Gradient = "gradient",
    Step = "step",
    LearningRate = "learning-rate",
    Schedule = "schedule",
    Learning = "learning",
    Rule = "rule",
    Decay = "decay",
    Batch = "batch",
    Epoch = "epoch",
    Seen = "seen",
    Accuracy = "accuracy",
    Speed = "speed",
    DataSet = "data-set" in python "x_train, y_train",
    Own = "own",
    Wrong = "wrong",
    Confusion = "confusion",
    Seed = "seed" in python "np.random.seed",
    Random = "random" in python "np.random.rand",
    Rotate = "rotate" in python "np.rot90",
    Mirror = "mirror" in python "np.fliplr",
    Negate = "negate" in python "-weight",
    Normalise = "normalise" in python "(w - w.mean()) / w.std()",
    Zero = "zero" in python "np.zeros",
    Scope = "scope",
    ReceptiveField = "receptive-field",
    Colours = "colours",
    Range = "range",
    Rgb = "rgb",
    Difference = "difference",
    Flow = "flow",
    SwitchOff = "switch-off",
    Occlusion = "occlusion",
    Dream = "dream",
    Snapshot = "snapshot",
}

impl Term {
    /// The term that has this name in the page's markup.
    pub fn of_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|term| term.id() == id)
    }

    /// Its explanation.
    pub fn explanation(self, language: Language) -> Explanation {
        match language {
            Language::Japanese => ja::explanation(self),
            Language::English => en::explanation(self),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_term_has_two_short_lines_in_both_languages() {
        for &term in Term::ALL {
            for (language, most) in [(Language::English, 90), (Language::Japanese, 45)] {
                let Explanation { name, lines } = term.explanation(language);
                assert!(!name.is_empty(), "{term:?}");
                for line in lines {
                    let length = line.chars().count();
                    assert!((8..=most).contains(&length), "{term:?}: {length}: {line}");
                    assert!(line.ends_with(['.', '。', '?']), "{term:?}: {line}");
                }
                let japanese = |text: &str| text.chars().any(|letter| letter >= '\u{3040}');
                assert_eq!(japanese(lines[0]), language == Language::Japanese, "{term:?}");
            }
        }
    }

    #[test]
    fn no_two_terms_share_a_name() {
        for (index, term) in Term::ALL.iter().enumerate() {
            assert_eq!(Term::of_id(term.id()), Some(*term));
            for language in [Language::English, Language::Japanese] {
                let name = term.explanation(language).name;
                let other =
                    Term::ALL[..index].iter().find(|it| it.explanation(language).name == name);
                assert_eq!(other, None, "{name}");
            }
        }
    }
}
