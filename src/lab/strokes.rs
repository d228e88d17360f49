//! Pen points on a fixed grid, so that what was drawn live, what is kept and what is stored are the same.

use std::rc::Rc;

use crate::digits::{Drawing, PenPoint, Stroke};

/// Steps in one unit: points are kept to 1e-4 of the pad's side, a fortieth of an ink cell.
pub(super) const STEPS: f32 = 10_000.0;
/// How far outside the pad a point is kept, in sides of the pad.
const REACH: f32 = 4.0;

/// `value` on the grid, in steps.
pub(super) fn steps(value: f32) -> i32 {
    // In range for every value that went through `on_grid`; `as` saturates otherwise.
    (value * STEPS).round() as i32
}

/// The value that stands for `steps` steps.
pub(super) fn from_steps(steps: i32) -> f32 {
    steps as f32 / STEPS
}

fn on_grid(value: f32, low: f32, high: f32) -> f32 {
    from_steps(steps(value.clamp(low, high)))
}

/// A point on the grid, held within reach of the pad. `None` where a coordinate is not a number.
pub fn quantise_point(point: PenPoint) -> Option<PenPoint> {
    let PenPoint { x, y, pressure } = point;
    let finite = x.is_finite() && y.is_finite() && pressure.is_finite();
    finite.then(|| PenPoint {
        x: on_grid(x, -REACH, 1.0 + REACH),
        y: on_grid(y, -REACH, 1.0 + REACH),
        pressure: on_grid(pressure, 0.0, 1.0),
    })
}

/// A line's width on the grid: from one step to the whole pad. `None` where it is not a number.
pub fn quantise_width(width: f32) -> Option<f32> {
    width.is_finite().then(|| on_grid(width, 1.0 / STEPS, 1.0))
}

/// A stroke on the grid, without the points that are no numbers. `None` where nothing is left.
pub fn quantise(stroke: &Stroke) -> Option<Stroke> {
    let width = quantise_width(stroke.width)?;
    let points: Vec<_> = stroke.points.iter().copied().filter_map(quantise_point).collect();
    (!points.is_empty()).then_some(Stroke { tool: stroke.tool, width, points })
}

/// A drawing with every stroke on the grid.
pub(super) fn quantise_drawing(drawing: Drawing) -> Drawing {
    let strokes = drawing.strokes.iter().filter_map(|stroke| {
        let on_grid = quantise(stroke)?;
        Some(if on_grid == **stroke { Rc::clone(stroke) } else { Rc::new(on_grid) })
    });
    Drawing { strokes: strokes.collect(), picture: drawing.picture }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digits::Tool;

    #[test]
    fn a_stroke_on_the_grid_stays_as_it_is() {
        let points = (0..500).map(|k| PenPoint {
            x: k as f32 * 0.002_137 - 0.03,
            y: 1.07 - k as f32 * 0.001_913,
            pressure: (k % 17) as f32 / 17.0,
        });
        let stroke = Stroke { tool: Tool::Pen, width: 0.077_77, points: points.collect() };
        let once = quantise(&stroke).expect("it has points");
        assert_ne!(once, stroke);
        assert_eq!(quantise(&once), Some(once.clone()));
        let near = once
            .points
            .iter()
            .zip(&stroke.points)
            .all(|(a, b)| (a.x - b.x).abs() <= 0.6e-4 && (a.y - b.y).abs() <= 0.6e-4);
        assert!(near);
    }

    #[test]
    fn points_that_are_no_numbers_are_left_out() {
        let point = |x| PenPoint { x, y: 0.5, pressure: 0.5 };
        let stroke = |points| Stroke { tool: Tool::Eraser, width: 0.1, points };
        let mixed = stroke(vec![point(f32::NAN), point(0.25), point(f32::INFINITY), point(1e30)]);
        let kept = quantise(&mixed).map(|stroke| stroke.points);
        assert_eq!(kept, Some(vec![point(0.25), point(5.0)]));
        assert_eq!(quantise(&stroke(vec![point(f32::NAN)])), None);
        assert_eq!(quantise(&Stroke { width: f32::NAN, ..stroke(vec![point(0.5)]) }), None);
    }
}
