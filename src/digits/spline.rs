//! A smooth line along a few points, as a pen would have drawn it.

use super::PenPoint;

/// Pieces between one anchor and the next. At eight they turn a few degrees from one to the next, less
/// than the round line shows.
const PIECES: usize = 8;

pub(super) type Point = (f32, f32);

/// The uniform cubic B-spline with these control points, flattened. It starts and ends on its first and last
/// point and rounds those between. Where a point stands twice the line has a corner. The pressure is a
/// brush's: it lands firmly and lifts towards the end.
pub(super) fn flatten(anchors: &[Point]) -> Vec<PenPoint> {
    let mut line = Vec::with_capacity(anchors.len() * PIECES);
    for smooth in anchors.chunk_by(|a, b| a != b) {
        for index in 1..smooth.len() {
            let (a, b) = (smooth[index - 1], smooth[index]);
            // With its neighbour's mirror image beyond it, the curve goes through an end.
            let before = if index > 1 { smooth[index - 2] } else { mirror(b, a) };
            let after = smooth.get(index + 1).copied().unwrap_or_else(|| mirror(a, b));
            let parts = (0..PIECES).map(|piece| piece as f32 / PIECES as f32);
            line.extend(parts.map(|part| curve([before, a, b, after], part)));
        }
        line.extend(smooth.last());
    }
    press(&line)
}

/// `point` seen from the other side of `centre`.
fn mirror(point: Point, centre: Point) -> Point {
    (2.0 * centre.0 - point.0, 2.0 * centre.1 - point.1)
}

/// One span of the spline, at `t` of 0…1.
fn curve(points: [Point; 4], t: f32) -> Point {
    let s = 1.0 - t;
    let weights = [
        s * s * s,
        3.0 * t * t * t - 6.0 * t * t + 4.0,
        3.0 * s * s * s - 6.0 * s * s + 4.0,
        t * t * t,
    ];
    let weigh = |sum: Point, (point, weight): (Point, f32)| {
        (sum.0 + weight / 6.0 * point.0, sum.1 + weight / 6.0 * point.1)
    };
    points.into_iter().zip(weights).fold((0.0, 0.0), weigh)
}

fn press(line: &[Point]) -> Vec<PenPoint> {
    let distance = |a: Point, b: Point| (b.0 - a.0).hypot(b.1 - a.1);
    let length: f32 = line.windows(2).map(|pair| distance(pair[0], pair[1])).sum();
    let (mut gone, mut last) = (0.0, line.first().copied().unwrap_or_default());
    let pen = |&point: &Point| {
        gone += distance(last, point);
        last = point;
        let share = if length > 0.0 { gone / length } else { 0.0 };
        PenPoint { x: point.0, y: point.1, pressure: 0.57 - 0.17 * share * share * share }
    };
    line.iter().map(pen).collect()
}
