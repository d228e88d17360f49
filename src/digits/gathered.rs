//! Which of the places that a pointer event gathered its pointer can have passed.

use super::PenPoint;

/// How far aside a pointer may have gone within one event, in sides of the pad: on a slow machine one event holds
/// half a digit.
const ASIDE: f32 = 0.75;

/// The places of `gathered` that the pointer can have passed on its way from `before` (where its stroke had come to;
/// `None` at its beginning) to `now`, the event's own place, which is the only one where there is no other.
///
/// Some versions of Firefox put gathered events into the window's `corner`, which no hand does that is elsewhere before
/// and after; what else is too far off to be on the way is left out, too.
pub fn passed(
    before: Option<PenPoint>,
    gathered: Vec<PenPoint>,
    now: PenPoint,
    corner: (f32, f32),
) -> Vec<PenPoint> {
    let mut from = before.unwrap_or(now);
    let mut kept = gathered;
    kept.retain(|point| {
        let in_corner = (point.x, point.y) == corner && (now.x, now.y) != corner;
        let way = distance(from, *point) + distance(*point, now);
        // Written so that what is no number is left out.
        let on_the_way = way <= 2.0 * (distance(from, now) + ASIDE);
        let passed = on_the_way && !in_corner;
        if passed {
            from = *point;
        }
        passed
    });
    if kept.is_empty() {
        kept.push(now);
    }
    kept
}

fn distance(a: PenPoint, b: PenPoint) -> f32 {
    (a.x - b.x).hypot(a.y - b.y)
}
