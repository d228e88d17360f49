//! An activation as a curve, with the point on it that a cell is.

use std::fmt::Write as _;

use crate::nn::{Activation, activation};

/// Points of the curve.
const POINTS: usize = 48;
/// The piece of the axis that is always seen, in both directions.
const LEAST: f32 = 5.0;

/// The curve of `function` around 0 and `x`, with (x, f(x)) marked: an SVG.
pub fn curve(html: &mut String, function: Activation, x: f32, y: f32) {
    let reach = if x.is_finite() { LEAST.max(1.15 * x.abs()) } else { LEAST };
    let at: Vec<f32> =
        (0..=POINTS).map(|point| reach * (2.0 * point as f32 / POINTS as f32 - 1.0)).collect();
    let mut values = vec![0.0; at.len()];
    activation::forward(function, &at, &mut values);
    let (low, high) = values
        .iter()
        .fold((0.0, 0.0), |(low, high): (f32, f32), value| (low.min(*value), high.max(*value)));
    let across = |x: f32| (x / reach + 1.0) * 50.0;
    let down = |y: f32| 46.0 - (y - low) / (high - low).max(f32::MIN_POSITIVE) * 42.0;
    // Writing to a string cannot fail.
    let _ = write!(
        html,
        "<svg class=xs-curve viewBox='0 0 100 50' preserveAspectRatio=none aria-hidden=true>\
         <path class=axis d='M0 {zero}H100M50 0V50'/><path d='M",
        zero = down(0.0),
    );
    for (x, y) in at.iter().zip(&values) {
        let _ = write!(html, "{:.1} {:.1} ", across(*x), down(*y));
    }
    // A point is the end of a line without length: round, however the picture is stretched.
    let _ = if x.is_finite() && y.is_finite() {
        write!(html, "'/><path class=point d='M{:.1} {:.1}h.01'/></svg>", across(x), down(y))
    } else {
        write!(html, "'/></svg>")
    };
}
