//! How wrong the outputs are.

use super::OutputActivation;

/// What learning makes smaller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loss {
    /// Σ (p − t)², summed over the outputs, as the notebook has it.
    SquaredError,
    /// −Σ t·ln p: how surprised the prediction is by the truth.
    CrossEntropy,
}

impl Loss {
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
