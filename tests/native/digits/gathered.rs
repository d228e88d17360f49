use hitofude::digits::gathered::passed;
use hitofude::digits::{PenPoint, samples};
use proptest::prelude::*;

use super::pen;

/// Where the window's corner lies for a pad at the top left of a desktop's window.
const CORNER: (f32, f32) = (-0.08, -0.43);

#[test]
fn without_gathered_places_there_is_the_events_own() {
    let now = pen(0.3, 0.4, 0.5);
    assert_eq!(passed(None, Vec::new(), now, CORNER), [now]);
    assert_eq!(passed(Some(pen(0.2, 0.4, 0.5)), Vec::new(), now, CORNER), [now]);
}

#[test]
fn places_in_the_windows_corner_are_left_out_even_near_it() {
    let (before, on, now) = (pen(0.02, 0.02, 0.5), pen(0.03, 0.03, 0.5), pen(0.04, 0.05, 0.5));
    let corner = pen(CORNER.0, CORNER.1, 0.5);
    assert_eq!(passed(Some(before), vec![corner, on, corner, now], now, CORNER), [on, now]);
    assert_eq!(passed(Some(before), vec![corner, corner], now, CORNER), [now]);
    assert_eq!(passed(None, vec![corner], now, CORNER), [now]);
    // Who draws in the corner draws there.
    assert_eq!(passed(Some(before), vec![corner], corner, CORNER), [corner]);
}

#[test]
fn what_is_too_far_off_to_be_on_the_way_is_left_out() {
    let (before, now) = (pen(0.4, 0.4, 0.5), pen(0.5, 0.5, 0.5));
    for wild in [(-9.0, 0.4), (0.5, 40.0), (f32::NAN, 0.4), (f32::INFINITY, 0.0), (2.0, 2.0)] {
        let wild = pen(wild.0, wild.1, 0.5);
        assert_eq!(passed(Some(before), vec![wild, now], now, CORNER), [now], "{wild:?}");
    }
}

#[test]
fn a_whole_digit_within_one_event_is_kept() {
    for sample in samples() {
        for stroke in &sample.drawing().strokes {
            let (first, now) = (stroke.points[0], stroke.points[stroke.points.len() - 1]);
            let kept = passed(Some(first), stroke.points.clone(), now, CORNER);
            assert_eq!(kept, stroke.points);
        }
    }
}

fn place() -> impl Strategy<Value = PenPoint> {
    (-1.0f32..2.0, -1.0f32..2.0).prop_map(|(x, y)| pen(x, y, 0.5))
}

proptest! {
    /// However fast: from one side of the screen to the other within one event.
    #[test]
    fn a_straight_stroke_is_kept_whole(from in place(), to in place(), pieces in 1usize..40) {
        let at = |step: usize| {
            let part = step as f32 / pieces as f32;
            pen(from.x + (to.x - from.x) * part, from.y + (to.y - from.y) * part, 0.5)
        };
        let gathered: Vec<_> = (1..=pieces).map(at).collect();
        let now = gathered[pieces - 1];
        prop_assert_eq!(passed(Some(from), gathered.clone(), now, CORNER), gathered);
    }
}
