//! Activation functions, applied cell by cell.
//!
//! e^x is our own: no call, no branch and no conversion that would keep the compiler from doing
//! four cells at once, in the browser as natively.

use std::f32::consts::LOG2_E;

/// What is applied to every cell of a convolution's maps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Activation {
    /// The identity.
    None,
    /// 1 / (1 + e^−x).
    Sigmoid,
    /// max(0, x).
    Relu,
    /// Hyperbolic tangent.
    Tanh,
}

/// Fills `output` with the activation of each cell of `input` (of the same length).
///
/// The error is at most 3e-7 of the exact value; ±∞ gives the limits exactly, and NaN stays NaN.
pub fn forward(activation: Activation, input: &[f32], output: &mut [f32]) {
    match activation {
        Activation::None => output.copy_from_slice(input),
        Activation::Sigmoid => each(sigmoid, input, output),
        Activation::Relu => each(relu, input, output),
        Activation::Tanh => each(tanh, input, output),
    }
}

#[inline]
fn each(f: impl Fn(f32) -> f32, input: &[f32], output: &mut [f32]) {
    for (y, &x) in output.iter_mut().zip(input) {
        *y = f(x);
    }
}

/// Fills `d_input` with ∂loss/∂x = g · f′(x), from the `input` x and g = ∂loss/∂f(x), all of the same length.
///
/// f′ is taken from x, not from f(x): where a sigmoid is saturated, f(x) is rounded to 1 and has forgotten how
/// far. The error is at most 1e-6 of the exact value. At 0 ReLU's derivative is 0.
pub fn backward(activation: Activation, input: &[f32], g: &[f32], d_input: &mut [f32]) {
    match activation {
        Activation::None => d_input.copy_from_slice(g),
        Activation::Sigmoid => each_derivative(sigmoid_slope, input, g, d_input),
        Activation::Relu => each_derivative(relu_slope, input, g, d_input),
        Activation::Tanh => each_derivative(tanh_slope, input, g, d_input),
    }
}

#[inline]
fn each_derivative(f: impl Fn(f32) -> f32, input: &[f32], g: &[f32], d_input: &mut [f32]) {
    for ((d, &x), g) in d_input.iter_mut().zip(input).zip(g) {
        *d = g * f(x);
    }
}

/// f·(1 − f) = e^−|x| / (1 + e^−|x|)², the same for x and −x.
#[inline]
pub(super) fn sigmoid_slope(x: f32) -> f32 {
    let e = exp_of_negative(-x.abs());
    e / ((1.0 + e) * (1.0 + e))
}

/// 1 − f² = 4·e^−2|x| / (1 + e^−2|x|)².
#[inline]
fn tanh_slope(x: f32) -> f32 {
    4.0 * sigmoid_slope(2.0 * x)
}

/// 0 up to 0, then 1; NaN stays.
#[inline]
fn relu_slope(x: f32) -> f32 {
    if x <= 0.0 {
        0.0
    } else if x > 0.0 {
        1.0
    } else {
        x
    }
}

/// max(0, x), written so that NaN stays.
#[inline]
fn relu(x: f32) -> f32 {
    if x <= 0.0 { 0.0 } else { x }
}

/// 1 / (1 + e^−x), from e^−|x| ≤ 1 so that nothing overflows; for a negative x the same fraction
/// multiplied by e^x.
#[inline]
pub(super) fn sigmoid(x: f32) -> f32 {
    let e = exp_of_negative(-x.abs());
    let numerator = if x < 0.0 { e } else { 1.0 };
    numerator / (1.0 + e)
}

/// Above this tanh x is taken from e^−2x; below, where 1 − e^−2x would cancel, from a polynomial.
const TANH_SMALL: f32 = 0.625;

/// Hyperbolic tangent: ±(1 − e^−2|x|) / (1 + e^−2|x|), or near zero x + x³·q(x²).
#[inline]
fn tanh(x: f32) -> f32 {
    let e = exp_of_negative(-2.0 * x.abs());
    let large = ((1.0 - e) / (1.0 + e)).copysign(x);
    let s = x * x;
    // Minimax for the relative error over |x| ≤ 0.625: 4.4e-9.
    let q = -0.005_702_61_f32;
    let q = q * s + 0.020_637_045;
    let q = q * s - 0.053_739_116;
    let q = q * s + 0.133_314_36;
    let q = q * s - 0.333_332_8;
    let small = x + x * s * q;
    if x.abs() < TANH_SMALL { small } else { large }
}

/// e^x for x ≤ 0, to about one unit in the last place; 0 where e^x is below the smallest normal
/// number (x < −87.3). NaN stays NaN.
///
/// With n = round(x / ln 2) and r = x − n·ln 2 (|r| ≤ 0.35), e^x = 2^n · e^r; e^r is a polynomial
/// and 2^n is written into the bits of the exponent.
#[inline]
pub(super) fn exp_of_negative(x: f32) -> f32 {
    /// ln of the smallest normal number, rounded up.
    const LOWEST: f32 = -87.336_54;
    /// 1.5 · 2^23: so large that adding it rounds to an integer, which then stands in the low bits.
    const ROUND: f32 = 12_582_912.0;
    /// ln 2 = HIGH + LOW, where n · HIGH is exact for every n used here.
    const HIGH: f32 = 0.693_359_4;
    const LOW: f32 = -2.121_944_4e-4;

    let shifted = x * LOG2_E + ROUND;
    let n = shifted - ROUND;
    let r = (x - n * HIGH) - n * LOW;
    // Minimax for the relative error of 1 + r + r²·q(r): 3.1e-9.
    let q = 0.001_381_454_f32;
    let q = q * r + 0.008_368_745;
    let q = q * r + 0.041_668_39;
    let q = q * r + 0.166_665_21;
    let q = q * r + 0.499_999_94;
    let e_r = r * r * q + r + 1.0;
    let power = f32::from_bits((shifted.to_bits() << 23).wrapping_add(127 << 23));
    if x < LOWEST { 0.0 } else { e_r * power }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every sign and exponent, with many fractions.
    fn numbers() -> impl Iterator<Item = f32> {
        let seams = [0.0, -0.0, f32::MAX, f32::MIN, TANH_SMALL, -TANH_SMALL];
        (0..=u32::MAX).step_by(9_973).map(f32::from_bits).filter(|x| x.is_finite()).chain(seams)
    }

    /// The error allowed: 3e-7 of the exact value, which may be lost below the normal numbers.
    fn check(name: &str, fast: impl Fn(f32) -> f32, exact: impl Fn(f64) -> f64, x: f32) {
        let (found, expected) = (f64::from(fast(x)), exact(f64::from(x)));
        let error = (found - expected).abs();
        let allowed = 3e-7 * expected.abs() + f64::from(f32::MIN_POSITIVE);
        assert!(error <= allowed, "{name}({x:e}): expected {expected:e}, found {found:e}");
    }

    /// The error allowed: 1e-6 of the exact value. Even functions: asked where their formulas are exact.
    fn check_slope(name: &str, fast: impl Fn(f32) -> f32, exact: impl Fn(f64) -> f64, x: f32) {
        let (found, expected) = (f64::from(fast(x)), exact(-f64::from(x).abs()));
        let error = (found - expected).abs();
        let allowed = 1e-6 * expected.abs() + f64::from(f32::MIN_POSITIVE) * 4.0;
        assert!(error <= allowed, "{name}\'({x:e}): expected {expected:e}, found {found:e}");
    }

    #[test]
    fn every_function_and_slope_is_close_to_the_exact_one_everywhere() {
        for x in numbers() {
            check("sigmoid", sigmoid, |x| 1.0 / (1.0 + (-x).exp()), x);
            check("tanh", tanh, f64::tanh, x);
            check("relu", relu, |x| x.max(0.0), x);
            check("exp", exp_of_negative, f64::exp, -x.abs());
            check_slope("sigmoid", sigmoid_slope, |x| x.exp() / (1.0 + x.exp()).powi(2), x);
            check_slope("tanh", tanh_slope, |x| x.cosh().powi(-2), x);
        }
    }

    #[test]
    fn far_out_the_limits_are_exact() {
        for x in [200.0, 1e30, f32::MAX, f32::INFINITY] {
            assert_eq!((sigmoid(x), sigmoid(-x)), (1.0, 0.0));
            assert_eq!((tanh(x), tanh(-x)), (1.0, -1.0));
            assert_eq!((relu(x), relu(-x)), (x, 0.0));
            assert_eq!(exp_of_negative(-x), 0.0);
        }
        assert_eq!((sigmoid(0.0), tanh(0.0), exp_of_negative(0.0)), (0.5, 0.0, 1.0));
    }

    #[test]
    fn what_is_not_a_number_stays_so() {
        use Activation::{None, Relu, Sigmoid, Tanh};
        for activation in [None, Sigmoid, Relu, Tanh] {
            for nan in [f32::NAN, -f32::NAN, f32::from_bits(0x7f80_0001)] {
                let mut output = [0.0; 9];
                forward(activation, &[nan; 9], &mut output);
                assert!(output.iter().all(|y| y.is_nan()), "{activation:?}");
            }
        }
    }
}
