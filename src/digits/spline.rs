//! A smooth line through a few points, as a pen would have drawn it.

use super::PenPoint;

/// Pieces between one anchor and the next. At eight the corners between them turn a few degrees,
/// less than the round line shows.
const PIECES: usize = 8;

type Point = (f32, f32);

/// The centripetal Catmull–Rom curve through `anchors` (Barry and Goldman's pyramid; it never loops back
/// on itself between two anchors), flattened, in the unit square: `units` make one side. Where an anchor
/// stands twice the curve has a corner. The pressure is a brush's: it lands firmly, runs a little lighter,
/// leans in again, and lifts.
pub(super) fn flatten(anchors: &[[u8; 2]], units: f32) -> Vec<PenPoint> {
    let anchors: Vec<Point> =
        anchors.iter().map(|&[x, y]| (f32::from(x) / units, f32::from(y) / units)).collect();
    let mut line = Vec::with_capacity(anchors.len() * PIECES);
    for smooth in anchors.chunk_by(|a, b| a != b) {
        for index in 0..smooth.len().saturating_sub(1) {
            let (a, b) = (smooth[index], smooth[index + 1]);
            // Beyond either end the curve goes on as the mirror image of its first step.
            let before = if index > 0 { smooth[index - 1] } else { mirror(b, a) };
            let after = smooth.get(index + 2).copied().unwrap_or_else(|| mirror(a, b));
            let pieces = (0..PIECES).map(|piece| piece as f32 / PIECES as f32);
            line.extend(pieces.map(|part| curve([before, a, b, after], part)));
        }
        line.extend(smooth.last());
    }
    press(&line)
}

/// `point` seen from the other side of `centre`.
fn mirror(point: Point, centre: Point) -> Point {
    (2.0 * centre.0 - point.0, 2.0 * centre.1 - point.1)
}

fn distance(a: Point, b: Point) -> f32 {
    (b.0 - a.0).hypot(b.1 - a.1)
}

/// The curve from `p[1]` (part 0) to `p[2]` (part 1), its knots √distance apart. Neighbours differ.
fn curve(p: [Point; 4], part: f32) -> Point {
    let t1 = distance(p[0], p[1]).sqrt();
    let t2 = t1 + distance(p[1], p[2]).sqrt();
    let t3 = t2 + distance(p[2], p[3]).sqrt();
    let t = t1 + part * (t2 - t1);
    let mix = |a: Point, b: Point, from: f32, to: f32| {
        let share = (t - from) / (to - from);
        (a.0 + share * (b.0 - a.0), a.1 + share * (b.1 - a.1))
    };
    let (a, b, c) = (mix(p[0], p[1], 0.0, t1), mix(p[1], p[2], t1, t2), mix(p[2], p[3], t2, t3));
    mix(mix(a, b, 0.0, t2), mix(b, c, t1, t3), t1, t2)
}

fn press(line: &[Point]) -> Vec<PenPoint> {
    let length: f32 = line.windows(2).map(|pair| distance(pair[0], pair[1])).sum();
    let mut gone = 0.0;
    let mut last = line.first().copied().unwrap_or_default();
    let pen = |&point: &Point| {
        gone += distance(last, point);
        last = point;
        let share = if length > 0.0 { gone / length } else { 0.0 };
        let lift = ((share - 0.85) / 0.15).max(0.0);
        let pressure = 0.5 + 0.07 * (std::f32::consts::TAU * share).cos() - 0.2 * lift * lift;
        PenPoint { x: point.0, y: point.1, pressure }
    };
    line.iter().map(pen).collect()
}
