//! How wrong the outputs are.

use super::architecture::MAX_OUTPUTS;
use super::{OutputActivation, activation, output};

/// What learning makes smaller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loss {
    /// Σ (p − t)², summed over the outputs, as the notebook has it.
    SquaredError,
    /// −Σ t·ln p: how surprised the prediction is by the truth.
    CrossEntropy,
}

impl Loss {
    /// What is usual after `activation`: cross-entropy after softmax, of whose gradient it leaves p − t; else the
    /// notebook's squared error.
    pub fn usual(activation: OutputActivation) -> Self {
        match activation {
            OutputActivation::Softmax => Self::CrossEntropy,
            OutputActivation::Sigmoid | OutputActivation::None => Self::SquaredError,
        }
    }

    /// The loss of one image, over M outputs: `logits` z, `prediction` p (what `activation` made of
    /// them) and `target` t, all `[M]`.
    ///
    /// - `SquaredError` reads only the prediction, whatever the activation.
    /// - `CrossEntropy` reads only the logits, so that it stays finite where p is rounded to 0 or 1:
    ///   - after `Softmax`: −Σ t·ln p, with ln p = z − ln Σ e^z;
    ///   - after `Sigmoid`, where each output answers yes or no on its own:
    ///     −Σ (t·ln p + (1 − t)·ln(1 − p));
    ///   - after `None` there is no p that could be a probability, and the logits are taken for
    ///     what they usually are: several as softmax's, a single one as the sigmoid's.
    pub fn value(
        self,
        activation: OutputActivation,
        logits: &[f32],
        prediction: &[f32],
        target: &[f32],
    ) -> f32 {
        match self {
            Self::SquaredError => {
                prediction.iter().zip(target).map(|(p, t)| (p - t) * (p - t)).sum()
            }
            Self::CrossEntropy => match activation {
                OutputActivation::Softmax => softmax_cross_entropy(logits, target),
                OutputActivation::None if logits.len() > 1 => softmax_cross_entropy(logits, target),
                OutputActivation::None | OutputActivation::Sigmoid => {
                    sigmoid_cross_entropy(logits, target)
                }
            },
        }
    }

    /// Fills `d_logits` `[M]` with ∂loss/∂z of the same loss: through the output's activation, for what
    /// [`Loss::value`] says of each pair.
    ///
    /// Differences such as p − 1 are taken from the other outputs, or from −z, so that they keep their digits
    /// where p is rounded to 1: the error is at most 1e-5 of the largest ∂loss/∂z.
    ///
    /// # Panics
    /// If there are more than ten outputs.
    pub fn gradient(
        self,
        activation: OutputActivation,
        logits: &[f32],
        target: &[f32],
        d_logits: &mut [f32],
    ) {
        use OutputActivation::{None, Sigmoid, Softmax};
        match (self, activation) {
            (Self::SquaredError, None) => {
                for ((d, z), t) in d_logits.iter_mut().zip(logits).zip(target) {
                    *d = 2.0 * (z - t);
                }
            }
            (Self::SquaredError, Sigmoid) => {
                for ((d, &z), &t) in d_logits.iter_mut().zip(logits).zip(target) {
                    *d = 2.0 * sigmoid_miss(z, t) * activation::sigmoid_slope(z);
                }
            }
            (Self::SquaredError, Softmax) => squared_error_of_softmax(logits, target, d_logits),
            (Self::CrossEntropy, None) if logits.len() > 1 => {
                softmax_miss(logits, target, d_logits);
            }
            (Self::CrossEntropy, Softmax) => softmax_miss(logits, target, d_logits),
            (Self::CrossEntropy, None | Sigmoid) => {
                for ((d, &z), &t) in d_logits.iter_mut().zip(logits).zip(target) {
                    *d = sigmoid_miss(z, t);
                }
            }
        }
    }
}

/// p − t for p = 1 / (1 + e^−z): (1 − t)·p − t·(1 − p), where 1 − p is the sigmoid of −z.
fn sigmoid_miss(z: f32, t: f32) -> f32 {
    (1.0 - t) * activation::sigmoid(z) - t * activation::sigmoid(-z)
}

/// Softmax's shares, and for each what is left of 1, added up from the others.
fn shares_and_rests(logits: &[f32]) -> ([f32; MAX_OUTPUTS], [f32; MAX_OUTPUTS]) {
    let mut shares = [0.0; MAX_OUTPUTS];
    output::forward(OutputActivation::Softmax, logits, &mut shares[..logits.len()]);
    let rest = |m| {
        let others = shares.iter().enumerate().filter(|&(j, _)| j != m);
        others.map(|(_, share)| share).sum()
    };
    (shares, std::array::from_fn(rest))
}

/// p·Σt − t = p·(Σt − t) − t·(1 − p).
fn softmax_miss(logits: &[f32], target: &[f32], d_logits: &mut [f32]) {
    let (shares, rests) = shares_and_rests(logits);
    let total: f32 = target.iter().sum();
    let values = shares.iter().zip(&rests).zip(target);
    for (d, ((p, rest), t)) in d_logits.iter_mut().zip(values) {
        *d = p * (total - t) - t * rest;
    }
}

/// 2·p\[m\] · Σ over j of p\[j\]·(e\[m\] − e\[j\]), with e = p − t.
fn squared_error_of_softmax(logits: &[f32], target: &[f32], d_logits: &mut [f32]) {
    let (shares, rests) = shares_and_rests(logits);
    let mut misses = [0.0; MAX_OUTPUTS];
    for (miss, ((p, rest), t)) in misses.iter_mut().zip(shares.iter().zip(&rests).zip(target)) {
        *miss = (1.0 - t) * p - t * rest;
    }
    for ((d, p), miss) in d_logits.iter_mut().zip(&shares).zip(&misses) {
        let others = shares.iter().zip(&misses);
        *d = 2.0 * p * others.map(|(other, other_miss)| other * (miss - other_miss)).sum::<f32>();
    }
}

/// Σ t·(ln Σ e^z − z).
fn softmax_cross_entropy(logits: &[f32], target: &[f32]) -> f32 {
    let largest = logits.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let sum: f32 = logits.iter().map(|z| (z - largest).exp()).sum();
    let surprise = |z: f32| sum.ln() - (z - largest);
    logits.iter().zip(target).map(|(&z, &t)| weighted(t, || surprise(z))).sum()
}

/// Σ t·ln(1 + e^−z) + (1 − t)·ln(1 + e^z).
fn sigmoid_cross_entropy(logits: &[f32], target: &[f32]) -> f32 {
    let surprise =
        |(&z, &t): (&f32, &f32)| weighted(t, || softplus(-z)) + weighted(1.0 - t, || softplus(z));
    logits.iter().zip(target).map(surprise).sum()
}

/// ln(1 + e^x).
fn softplus(x: f32) -> f32 {
    x.max(0.0) + (-x.abs()).exp().ln_1p()
}

/// share · surprise; what cannot happen (a share of 0) counts nothing, however surprising.
fn weighted(share: f32, surprise: impl Fn() -> f32) -> f32 {
    if share == 0.0 { 0.0 } else { share * surprise() }
}

#[cfg(test)]
mod tests {
    use super::super::output;
    use super::*;

    fn loss(loss: Loss, activation: OutputActivation, logits: &[f32], target: &[f32]) -> f32 {
        let mut prediction = vec![0.0; logits.len()];
        output::forward(activation, logits, &mut prediction);
        loss.value(activation, logits, &prediction, target)
    }

    #[test]
    fn squared_error_is_summed_over_the_outputs() {
        let found =
            loss(Loss::SquaredError, OutputActivation::None, &[1.0, 3.0, -2.0], &[1.0, 1.0, 1.0]);
        assert_eq!(found, 4.0 + 9.0);
    }

    #[test]
    fn cross_entropy_is_the_logarithm_of_what_was_given_to_the_truth() {
        use OutputActivation::{None, Sigmoid, Softmax};
        let (three, ln) = (3_f32.ln(), f32::ln);
        for (activation, logits, target, expected) in [
            (Softmax, &[0.0, three][..], &[1.0, 0.0][..], -ln(0.25)),
            (None, &[0.0, three], &[1.0, 0.0], -ln(0.25)),
            (Softmax, &[0.0, three], &[0.5, 0.5], -0.5 * ln(0.25) - 0.5 * ln(0.75)),
            (Softmax, &[7.0], &[1.0], 0.0),
            (Sigmoid, &[three], &[1.0], -ln(0.75)),
            (None, &[three], &[0.0], -ln(0.25)),
            (Sigmoid, &[three, -three], &[1.0, 0.0], -2.0 * ln(0.75)),
        ] {
            let found = loss(Loss::CrossEntropy, activation, logits, target);
            assert!((found - expected).abs() < 1e-6, "{activation:?} {logits:?}: {found}");
        }
    }

    #[test]
    fn a_sure_prediction_costs_nothing_when_right_and_its_logit_when_wrong() {
        use OutputActivation::{Sigmoid, Softmax};
        for (activation, logits, target, expected) in [
            (Softmax, &[500.0, -500.0][..], &[1.0, 0.0][..], 0.0),
            (Softmax, &[500.0, -500.0], &[0.0, 1.0], 1000.0),
            (Softmax, &[0.0, f32::NEG_INFINITY], &[1.0, 0.0], 0.0),
            (Sigmoid, &[-300.0], &[1.0], 300.0),
            (Sigmoid, &[-300.0], &[0.0], 0.0),
            (Sigmoid, &[f32::INFINITY], &[1.0], 0.0),
        ] {
            assert_eq!(loss(Loss::CrossEntropy, activation, logits, target), expected);
        }
    }
}
