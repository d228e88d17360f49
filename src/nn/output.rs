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

/// The outputs that a perfect network would give for the digit `truth`: one-hot for ten outputs; for one
/// output ("is it a 5?") 1 for a 5 and 0 for every other digit.
pub fn target(truth: u8, outputs: usize) -> Vec<f32> {
    if outputs == 1 {
        return vec![f32::from(u8::from(truth == 5))];
    }
    (0..outputs).map(|output| f32::from(u8::from(output == usize::from(truth)))).collect()
}

/// What the outputs say: of ten the largest, of equal ones the first; for one output 5, or `None` for "not a 5".
pub fn reading(prediction: &[f32]) -> Option<u8> {
    if let [value] = prediction {
        return (*value >= 0.5).then_some(5);
    }
    let mut largest = 0;
    for (output, value) in prediction.iter().enumerate() {
        if *value > prediction[largest] {
            largest = output;
        }
    }
    // An architecture has at most ten outputs.
    Some(largest as u8)
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

#[cfg(test)]
mod tests {
    use super::*;

    fn softmax_of<const M: usize>(logits: [f32; M]) -> [f32; M] {
        let mut shares = [0.0; M];
        forward(OutputActivation::Softmax, &logits, &mut shares);
        shares
    }

    #[test]
    fn softmax_shares_follow_the_powers_and_do_not_overflow() {
        let third = 3_f32.ln();
        for shift in [0.0, 50.0, -1e4] {
            let [a, b] = softmax_of([shift, shift + third]);
            assert!((a - 0.25).abs() < 1e-4 && (b - 0.75).abs() < 1e-4, "{shift}: {a}, {b}");
        }
        assert_eq!(softmax_of([f32::MAX, f32::MIN, f32::NEG_INFINITY]), [1.0, 0.0, 0.0]);
        assert_eq!(softmax_of([-3.0]), [1.0]);
    }

    #[test]
    fn an_infinite_logit_leaves_no_shares() {
        assert!(softmax_of([f32::INFINITY, 0.0]).iter().all(|share| share.is_nan()));
        assert!(softmax_of([f32::NAN, 0.0]).iter().all(|share| share.is_nan()));
    }
}
