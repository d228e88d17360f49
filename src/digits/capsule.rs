//! The shape of one piece of a stroke: everything within a radius of a line, the radius growing or
//! shrinking along it. Its distance is exact, so its edge can be antialiased anywhere.

use super::{Area, Ink, PenPoint};

/// The hull of two discs, in ink cells.
///
/// With u along the axis and v ≥ 0 away from it, the signed distance is the least over t in 0…L of
/// √((u − t)² + v²) − (r + m·t), and that is at t = u + v·m/√(1 − m²), kept within 0…L.
#[derive(Clone, Copy, Debug)]
pub(super) struct Capsule {
    /// The end from which u is counted.
    x: f32,
    y: f32,
    /// The axis' direction, a unit vector, and L.
    direction: (f32, f32),
    length: f32,
    /// r, and m: what it gains a cell of the axis; |m| < 1.
    radius: f32,
    slope: f32,
    /// m/√(1 − m²).
    lean: f32,
    area: Area,
}

/// How far out, in sides of the pad, a point still counts as where it is: numbers stay small enough
/// for `f32` to tell cells apart.
const FAR: f32 = 16.0;

/// Where the columns' middles are.
const CENTRES: [f32; Ink::SIDE] = {
    let mut centres = [0.0; Ink::SIDE];
    let mut x = 0;
    while x < Ink::SIDE {
        centres[x] = x as f32 + 0.5;
        x += 1;
    }
    centres
};

impl Capsule {
    /// The piece from `a` to `b` of a line `width` wide (in parts of the pad's side, at pressure 0.5).
    /// `None` where no cell of the pad can be reached, or a number is not finite.
    pub fn new(width: f32, a: PenPoint, b: PenPoint) -> Option<Self> {
        let finite =
            [width, a.x, a.y, a.pressure, b.x, b.y, b.pressure].iter().all(|n| n.is_finite());
        if !finite {
            return None;
        }
        let (mut ax, mut ay, mut ar) = disc(width, a);
        let (mut bx, mut by, mut br) = disc(width, b);
        let mut length = (bx - ax).hypot(by - ay);
        // One disc (all but) inside the other: the larger one is the whole shape.
        if (br - ar).abs() >= 0.999 * length {
            if br > ar {
                (ax, ay, ar) = (bx, by, br);
            }
            (bx, by, br) = (ax, ay, ar);
            length = 0.0;
        }
        let (direction, slope) = if length > 0.0 {
            (((bx - ax) / length, (by - ay) / length), (br - ar) / length)
        } else {
            ((1.0, 0.0), 0.0)
        };
        let (x0, x1) = reach((ax - ar).min(bx - br), (ax + ar).max(bx + br))?;
        let (y0, y1) = reach((ay - ar).min(by - br), (ay + ar).max(by + br))?;
        Some(Self {
            x: ax,
            y: ay,
            direction,
            length,
            radius: ar,
            slope,
            lean: slope / (1.0 - slope * slope).sqrt(),
            area: Area { x0, y0, x1, y1 },
        })
    }

    /// The cells that it may touch.
    pub fn area(&self) -> Area {
        self.area
    }

    /// The columns of row `y` that it may touch: far fewer than the area's for a long slanted piece.
    pub fn columns(&self, y: usize) -> (usize, usize) {
        let Area { x0, x1, .. } = self.area;
        let reach = self.radius.max(self.radius + self.slope * self.length) + 1.0;
        let offset = CENTRES[y] - self.y;
        let (dx, dy) = self.direction;
        if dy.abs() * self.length < 1.0 {
            return (x0, x1);
        }
        let (near, far) = ((offset - reach) / dy, (offset + reach) / dy);
        let from = self.x + near.min(far).clamp(0.0, self.length) * dx;
        let to = self.x + near.max(far).clamp(0.0, self.length) * dx;
        let first = (from.min(to) - reach).max(x0 as f32) as usize;
        let end = ((from.max(to) + reach).max(0.0).ceil() as usize).min(x1);
        (first.min(end), end)
    }

    /// Coverage, 0 to 255, of the cells of row `y` from column `x0` on.
    pub fn coverage(&self, y: usize, x0: usize, line: &mut [u8]) {
        let py = CENTRES[y] - self.y;
        let (dx, dy) = self.direction;
        for (cell, centre) in line.iter_mut().zip(&CENTRES[x0..]) {
            let px = centre - self.x;
            let u = px * dx + py * dy;
            let v = (py * dx - px * dy).abs();
            let t = between(u + v * self.lean, self.length);
            let along = u - t;
            let distance = (along * along + v * v).sqrt() - (self.radius + self.slope * t);
            *cell = (between(0.5 - distance, 1.0) * 255.0 + 0.5) as i32 as u8;
        }
    }
}

/// `value` kept within 0…`top`. Two plain comparisons become two vector instructions, which
/// `f32::clamp`, with its care for NaN, does not on every target.
fn between(value: f32, top: f32) -> f32 {
    let value = if value > 0.0 { value } else { 0.0 };
    if value < top { value } else { top }
}

/// Centre and radius, in cells, of the pen at `point`. Pressure 0 gives 0.4 of the width, 0.5 the
/// width, 1 gives 1.6 times the width.
fn disc(width: f32, point: PenPoint) -> (f32, f32, f32) {
    let side = Ink::SIDE as f32;
    let pressed = 0.4 + 1.2 * point.pressure.clamp(0.0, 1.0);
    let radius = 0.5 * side * width.clamp(0.0, 1.0) * pressed;
    (point.x.clamp(-FAR, FAR) * side, point.y.clamp(-FAR, FAR) * side, radius)
}

/// The cells whose middles lie less than half a cell outside `from..to`; `None` if the pad has none.
fn reach(from: f32, to: f32) -> Option<(usize, usize)> {
    let side = Ink::SIDE as f32;
    if to <= -1.0 || from >= side + 1.0 {
        return None;
    }
    let first = (from - 1.0).max(0.0) as usize;
    let end = (to + 1.0).ceil().clamp(0.0, side) as usize;
    (first < end).then_some((first, end))
}
