use hitofude::digits::{DrawingHand, LetGo, PenDown, Pointer, PointerKind, Tool};

use super::pen;

const PEN: Pointer = Pointer { id: 7, kind: PointerKind::Pen, first: true };
const MOUSE: Pointer = Pointer { id: 1, kind: PointerKind::Mouse, first: true };
const FINGER: Pointer = Pointer { id: 2, kind: PointerKind::Finger, first: true };
const OTHER_FINGER: Pointer = Pointer { id: 3, kind: PointerKind::Finger, first: false };

fn down(hand: &mut DrawingHand, pointer: Pointer) -> PenDown {
    hand.down(pointer, Tool::Pen, 0.1, pen(0.5, 0.5, 0.5))
}

/// A stroke of two points: how many points it has in the end, if it is one.
fn draws(hand: &mut DrawingHand, pointer: Pointer) -> Option<usize> {
    down(hand, pointer);
    hand.go(pointer, [pen(0.6, 0.5, 0.5)]);
    match hand.up(pointer) {
        LetGo::Done(stroke) => Some(stroke.points.len()),
        LetGo::Nothing | LetGo::TakesBack => None,
    }
}

#[test]
fn whatever_comes_alone_draws() {
    for pointer in [MOUSE, FINGER, PEN] {
        let mut hand = DrawingHand::default();
        assert_eq!(draws(&mut hand, pointer), Some(2), "{pointer:?}");
        assert_eq!(draws(&mut hand, pointer), Some(2), "{pointer:?} again");
        assert_eq!(hand.up(pointer), LetGo::Nothing, "it is up already");
    }
}

#[test]
fn pieces_go_from_where_the_stroke_had_come_to() {
    let mut hand = DrawingHand::default();
    let dot = down(&mut hand, MOUSE).dot.expect("it draws");
    assert_eq!((dot.from, dot.to), (pen(0.5, 0.5, 0.5), pen(0.5, 0.5, 0.5)));
    let (first, second) = (pen(0.6, 0.5, 0.5), pen(0.7, 0.4, 0.5));
    let pieces = hand.go(MOUSE, [first, second]);
    assert_eq!(
        pieces.iter().map(|piece| (piece.from, piece.to)).collect::<Vec<_>>(),
        [(dot.to, first), (first, second)]
    );
    assert_eq!(hand.at(MOUSE), Some(second));
    assert_eq!(hand.at(PEN), None);
    assert_eq!(hand.go(PEN, [first]), []);
}

#[test]
fn a_pen_takes_the_pad_from_the_palm_and_the_palms_dot_goes() {
    let mut hand = DrawingHand::default();
    assert!(down(&mut hand, FINGER).dot.is_some());
    let touched = down(&mut hand, PEN);
    assert!(touched.takes_back && touched.dot.is_some(), "{touched:?}");
    assert_eq!(hand.go(FINGER, [pen(0.9, 0.9, 0.5)]), [], "the palm draws no more");
    assert_eq!(hand.up(FINGER), LetGo::Nothing);
    assert_eq!(hand.go(PEN, [pen(0.6, 0.5, 0.5)]).len(), 1);
    assert!(matches!(hand.up(PEN), LetGo::Done(stroke) if stroke.points.len() == 2));
}

#[test]
fn once_a_pen_was_seen_touches_do_not_draw_and_all_else_does() {
    let mut hand = DrawingHand::default();
    assert!(!hand.over(PEN), "nothing to take back");
    assert_eq!(draws(&mut hand, FINGER), None);
    assert_eq!(draws(&mut hand, MOUSE), Some(2));
    assert_eq!(draws(&mut hand, PEN), Some(2));
    assert_eq!(down(&mut hand, FINGER), PenDown::default());
}

#[test]
fn a_pen_that_comes_near_takes_the_palms_dot_away() {
    let mut hand = DrawingHand::default();
    down(&mut hand, FINGER);
    assert!(hand.over(PEN));
    assert_eq!(hand.up(FINGER), LetGo::Nothing);
}

#[test]
fn two_fingers_leave_nothing_until_both_are_gone() {
    let mut hand = DrawingHand::default();
    down(&mut hand, FINGER);
    hand.go(FINGER, [pen(0.6, 0.5, 0.5)]);
    assert_eq!(down(&mut hand, OTHER_FINGER), PenDown { takes_back: true, dot: None });
    assert_eq!(hand.go(FINGER, [pen(0.7, 0.5, 0.5)]), []);
    assert_eq!(hand.go(OTHER_FINGER, [pen(0.2, 0.5, 0.5)]), []);
    assert_eq!(hand.up(FINGER), LetGo::Nothing);
    let third = Pointer { id: 4, ..OTHER_FINGER };
    assert_eq!(down(&mut hand, third), PenDown::default(), "one of two is still there");
    assert_eq!((hand.up(third), hand.up(OTHER_FINGER)), (LetGo::Nothing, LetGo::Nothing));
    assert_eq!(draws(&mut hand, FINGER), Some(2));
}

#[test]
fn a_finger_whose_end_was_missed_does_not_keep_the_next_one_from_drawing() {
    let mut hand = DrawingHand::default();
    down(&mut hand, FINGER);
    down(&mut hand, OTHER_FINGER);
    assert_eq!(draws(&mut hand, Pointer { id: 9, ..FINGER }), Some(2));
}

#[test]
fn what_the_browser_takes_away_was_no_finger_but_may_be_a_pen() {
    let mut hand = DrawingHand::default();
    down(&mut hand, FINGER);
    assert_eq!(hand.cancel(FINGER), LetGo::TakesBack);
    assert_eq!(hand.cancel(FINGER), LetGo::Nothing);
    down(&mut hand, PEN);
    assert!(matches!(hand.cancel(PEN), LetGo::Done(_)));
}

#[test]
fn the_keyboard_and_a_pointer_do_not_draw_at_once() {
    let mut hand = DrawingHand::default();
    assert!(hand.key_down(Tool::Pen, 0.1, pen(0.5, 0.3, 0.5)).is_some());
    assert!(hand.keyboard_draws());
    assert_eq!(down(&mut hand, MOUSE).dot, None);
    assert_eq!(hand.key_go(pen(0.5, 0.4, 0.5)).len(), 1);
    assert_eq!(hand.key_up().map(|stroke| stroke.points.len()), Some(2));
    assert_eq!(hand.key_up(), None);
    down(&mut hand, MOUSE);
    assert_eq!(hand.key_down(Tool::Pen, 0.1, pen(0.5, 0.3, 0.5)), None);
    assert_eq!(hand.key_go(pen(0.5, 0.4, 0.5)), []);
}
