//! The output's activation: from logits to predictions.

use super::OutputActivation;
use super::activation::{exp_of_negative, sigmoid};

/// Fills `prediction` `[M]` from the linear layer's `logits` z `[M]`:
///
/// - `None`: z\[m\];
/// - `Sigmoid`: 1 / (1 + e^−z\[m\]);
/// - `Softmax`: e^z\[m\] / Σ over j of e^z\[j\], computed on z − max z, so that no power overflows.
///   A logit of +∞ or NaN makes every share NaN.
pub fn forward(activation: OutputActivation, logits: &[f32], prediction: &mut [f32]) {
    match activation {
        OutputActivation::None => prediction.copy_from_slice(logits),
        OutputActivation::Sigmoid => {
            for (p, &z) in prediction.iter_mut().zip(logits) {
                *p = sigmoid(z);
            }
        }
        OutputActivation::Softmax => softmax(logits, prediction),
    }
}

fn softmax(logits: &[f32], shares: &mut [f32]) {
    let largest = logits.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    for (share, &z) in shares.iter_mut().zip(logits) {
        *share = exp_of_negative(z - largest);
    }
    let sum: f32 = shares.iter().sum();
    for share in shares {
        *share /= sum;
    }
}
