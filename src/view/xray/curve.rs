//! An activation as a curve, with the point on it that a cell is.

use std::fmt::Write as _;

use crate::nn::{Activation, activation};
use crate::text::markup::Markup;

/// Points of the curve.
const POINTS: usize = 48;
/// The piece of the axis that is always seen, in both directions.
const LEAST: f32 = 5.0;

/// The curve of `function` around 0 and `x`, with (x, f(x)) marked: an SVG.
pub fn curve(markup: &mut Markup, function: Activation, x: f32, y: f32) {
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
    let axes = format!("M0 {zero}H100M50 0V50", zero = down(0.0));
    let mut line = "M".to_owned();
    for (x, y) in at.iter().zip(&values) {
        // Writing to a string cannot fail.
        let _ = write!(line, "{:.1} {:.1} ", across(*x), down(*y));
    }
    markup.open("svg").set("class", "xs-curve").set("viewBox", "0 0 100 50");
    markup.set("preserveAspectRatio", "none").set("aria-hidden", true);
    markup.open("path").set("class", "axis").set("d", axes).close();
    markup.open("path").set("d", line).close();
    // A point is the end of a line without length: round, however the picture is stretched.
    if x.is_finite() && y.is_finite() {
        let point = format_args!("M{:.1} {:.1}h.01", across(x), down(y));
        markup.open("path").set("class", "point").set("d", point).close();
    }
    markup.close();
}
