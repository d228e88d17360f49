use std::rc::Rc;

use hitofude::digits::{Drawing, Ink, PenPoint, Stroke, Tool};
use proptest::prelude::*;

use super::{drawn, pen, stroke};

const SIDE: usize = Ink::SIDE;

fn any_point() -> impl Strategy<Value = PenPoint> {
    (-0.4f32..1.4, -0.4f32..1.4, 0f32..=1.0).prop_map(|(x, y, pressure)| pen(x, y, pressure))
}

fn any_stroke() -> impl Strategy<Value = Stroke> {
    let tool = prop_oneof![Just(Tool::Pen), Just(Tool::Eraser)];
    (tool, 0.01f32..0.3, prop::collection::vec(any_point(), 1..6))
        .prop_map(|(tool, width, points)| Stroke { tool, width, points })
}

/// The distance from a cell's middle to the edge of the shape: to the nearest of all the discs along
/// the line, found by thirds, since that distance has one valley.
fn distance(width: f32, a: PenPoint, b: PenPoint, x: usize, y: usize) -> f32 {
    let (x, y) = (x as f64 + 0.5, y as f64 + 0.5);
    let mix = |a: f32, b: f32, t: f64| f64::from(a) + t * (f64::from(b) - f64::from(a));
    let to_disc = |t: f64| {
        let radius = 140.0 * f64::from(width) * (0.4 + 1.2 * mix(a.pressure, b.pressure, t));
        (x - 280.0 * mix(a.x, b.x, t)).hypot(y - 280.0 * mix(a.y, b.y, t)) - radius
    };
    let (mut from, mut to) = (0.0, 1.0);
    for _ in 0..40 {
        let third = (to - from) / 3.0;
        if to_disc(from + third) < to_disc(to - third) { to -= third } else { from += third }
    }
    to_disc(from) as f32
}

fn total(ink: &Ink) -> u64 {
    ink.cells().iter().map(|&cell| u64::from(cell)).sum()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn coverage_is_the_distance_to_the_edge(
        width in 0f32..0.3, a in any_point(), b in any_point(), first in 0usize..97,
    ) {
        let mut ink = Ink::new();
        ink.add_segment(Tool::Pen, width, a, b);
        for index in (first..SIDE * SIDE).step_by(397) {
            let (x, y) = (index % SIDE, index / SIDE);
            let expected = (0.5 - distance(width, a, b, x, y)).clamp(0.0, 1.0) * 255.0;
            let found = f32::from(ink.cells()[index]);
            prop_assert!((found - expected).abs() <= 2.0, "{x},{y}: {found}, not {expected}");
        }
    }

    #[test]
    fn the_area_holds_every_changed_cell(
        before in any_stroke(), added in any_stroke(), a in any_point(), b in any_point(),
    ) {
        let mut ink = drawn(&Drawing { picture: None, strokes: vec![Rc::new(before)] });
        let old = ink.clone();
        let area = ink.add_segment(added.tool, added.width, a, b);
        for (index, (old, new)) in old.cells().iter().zip(ink.cells()).enumerate() {
            let (x, y) = (index % SIDE, index / SIDE);
            let within = area.is_some_and(|area| {
                (area.x0..area.x1).contains(&x) && (area.y0..area.y1).contains(&y)
            });
            prop_assert!(old == new || within, "{x},{y} changed outside {area:?}");
        }
    }

    #[test]
    fn a_fast_stroke_has_no_gaps(
        width in 0.03f32..0.2, points in prop::collection::vec(any_point(), 2..5),
    ) {
        let line = Stroke { tool: Tool::Pen, width, points: points.clone() };
        let ink = drawn(&Drawing { picture: None, strokes: vec![Rc::new(line)] });
        for pair in points.windows(2) {
            for step in 0..=1000 {
                let t = step as f32 / 1000.0;
                let x = 280.0 * (pair[0].x + t * (pair[1].x - pair[0].x));
                let y = 280.0 * (pair[0].y + t * (pair[1].y - pair[0].y));
                if (0.0..280.0).contains(&x) && (0.0..280.0).contains(&y) {
                    prop_assert_eq!(ink.cells()[y as usize * SIDE + x as usize], 255, "at {},{}", x, y);
                }
            }
        }
    }

    #[test]
    fn drawing_piece_by_piece_leaves_the_same_cells(
        strokes in prop::collection::vec(any_stroke(), 1..5),
    ) {
        let mut pieces = Ink::new();
        for stroke in &strokes {
            let mut last = stroke.points[0];
            // The dot that the pen leaves when it touches the pad; within the first piece but for rounding.
            pieces.add_segment(stroke.tool, stroke.width, last, last);
            for &point in &stroke.points[1..] {
                pieces.add_segment(stroke.tool, stroke.width, last, point);
                last = point;
            }
        }
        let strokes = strokes.into_iter().map(Rc::new).collect();
        let mut whole = drawn(&stroke(Tool::Pen, 0.5, &[(0.5, 0.5)]));
        whole.draw(&Drawing { picture: None, strokes });
        prop_assert!(pieces.cells() == whole.cells());
    }
}

#[test]
fn one_point_is_a_round_dot_as_wide_as_the_line() {
    let ink = drawn(&stroke(Tool::Pen, 0.1, &[(0.5, 0.5)]));
    let area = total(&ink) as f32 / 255.0;
    let expected = std::f32::consts::PI * 14.0 * 14.0;
    assert!((area - expected).abs() < 2.0, "{area} cells, not {expected}");
    let at = |x: usize, y: usize| ink.cells()[y * SIDE + x];
    for (x, y, expected) in
        [(140, 140, 255), (128, 140, 255), (125, 140, 0), (151, 140, 255), (154, 140, 0)]
    {
        assert_eq!(at(x, y), expected, "{x},{y}");
        assert_eq!(at(y, x), expected, "{y},{x}");
    }
}

#[test]
fn a_stroke_without_points_leaves_nothing() {
    assert_eq!(total(&drawn(&stroke(Tool::Pen, 0.1, &[]))), 0);
}

#[test]
fn more_pressure_leaves_more_ink() {
    let ink = |pressure| {
        let mut ink = Ink::new();
        ink.add_segment(Tool::Pen, 0.08, pen(0.2, 0.3, pressure), pen(0.8, 0.6, pressure));
        total(&ink)
    };
    let totals: Vec<u64> = (0..=10).map(|step| ink(step as f32 / 10.0)).collect();
    assert!(totals.is_sorted_by(|a, b| a < b), "{totals:?}");
    for (beyond, limit) in [(-3.0, 0.0), (7.0, 1.0)] {
        assert_eq!(ink(beyond), ink(limit), "pressure {beyond} is taken for {limit}");
    }
}

#[test]
fn the_eraser_takes_away_what_it_passes_over_and_no_more() {
    let line = [(0.2, 0.5), (0.8, 0.5)];
    let pen = drawn(&stroke(Tool::Pen, 0.1, &line));
    let mut drawing = stroke(Tool::Pen, 0.1, &line);
    drawing.strokes.extend(stroke(Tool::Eraser, 0.15, &[(0.15, 0.5), (0.5, 0.5)]).strokes);
    let erased = drawn(&drawing);
    let at = |ink: &Ink, x: usize| ink.cells()[140 * SIDE + x];
    assert_eq!((at(&erased, 70), at(&erased, 130), at(&erased, 165)), (0, 0, 255));
    assert_eq!(at(&pen, 70), 255);
    drawing.strokes.extend(stroke(Tool::Eraser, 0.15, &line).strokes);
    assert!(drawn(&drawing).is_blank());
    assert_eq!(total(&drawn(&stroke(Tool::Eraser, 0.2, &line))), 0);
}

#[test]
fn what_lies_outside_or_is_not_a_number_is_passed_over() {
    let inside = pen(0.5, 0.5, 0.5);
    for (width, a, b) in [
        (0.1, pen(-0.5, 0.5, 0.5), pen(-0.2, 0.9, 0.5)),
        (0.1, pen(1.5, 0.5, 0.5), pen(1.2, 0.9, 0.5)),
        (0.1, pen(0.5, 1.2, 0.5), pen(0.5, 1e30, 0.5)),
        (0.1, pen(f32::NAN, 0.5, 0.5), inside),
        (0.1, inside, pen(0.5, f32::INFINITY, 0.5)),
        (0.1, inside, pen(0.6, 0.5, f32::NAN)),
        (f32::NAN, inside, inside),
    ] {
        let mut ink = Ink::new();
        assert_eq!(ink.add_segment(Tool::Pen, width, a, b), None, "{width} {a:?} {b:?}");
        assert_eq!(total(&ink), 0);
    }
}

#[test]
fn a_trace_that_no_pixel_shows_is_blank() {
    assert!(Ink::new().is_blank());
    assert!(drawn(&stroke(Tool::Pen, 0.0, &[(0.5, 0.5)])).is_blank());
    assert!(!drawn(&stroke(Tool::Pen, 0.01, &[(0.5, 0.5)])).is_blank());
}
