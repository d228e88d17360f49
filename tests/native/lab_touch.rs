//! A hand on a weight: what each movement does to it.

use hitofude::lab::keys::Key;
use hitofude::lab::touch::{
    Amount, Felt, Hand, Keyed, LONG_PRESS, PointingDevice, Told, Turn, Unit, Weight, WeightChange,
    changed,
};
use hitofude::lab::xray::Figure;
use hitofude::lab::{Action, Lab, Patch};

const PATCH: Patch = Patch::Kernel { stage: 0, output: 0, input: 0 };
const CELL: Weight = Weight::Cell { patch: PATCH, index: 4 };
const OTHER: Weight = Weight::Cell { patch: PATCH, index: 5 };

/// A hand before a lab, with a clock of its own.
struct Person {
    hand: Hand,
    lab: Lab,
    now: f64,
}

impl Person {
    fn new() -> Self {
        let mut lab = crate::five_channels();
        lab.apply(Action::SetCell { patch: PATCH, index: 4, value: 0.0, gesture: None });
        Self { hand: Hand::default(), lab, now: 10_000.0 }
    }

    fn feels(&mut self, weight: Weight, felt: Felt) -> Told {
        let told = self.hand.feel(Some(weight), felt, self.now);
        if let Some(action) = told.change.and_then(WeightChange::action) {
            self.lab.apply(action);
        }
        told
    }

    fn weight(&self) -> f32 {
        let network = &self.lab.document.network;
        PATCH.cells(&network.architecture, &network.parameters)[4]
    }

    fn wheel(&mut self, y: f64) -> Told {
        self.turn(Turn { y, ..TURN })
    }

    fn turn(&mut self, turn: Turn) -> Told {
        self.now += 16.0;
        self.feels(CELL, Felt::Wheel(turn))
    }

    fn presses(&mut self, pointer: PointingDevice, first: bool) -> Told {
        self.feels(CELL, Felt::Down { pointer, id: 1, first, at: (50.0, 50.0) })
    }

    fn moves(&mut self, x: f64, y: f64) -> Told {
        self.now += 16.0;
        self.feels(CELL, Felt::Move { id: 1, at: (x, y), fine: false })
    }

    /// As browsers tell it: the pointer goes up, then comes the click.
    fn lets_go(&mut self) {
        self.feels(CELL, Felt::Up { id: 1, lower: false });
        self.feels(CELL, Felt::Click { lower: false, by_key: false });
    }
}

const TURN: Turn = Turn { x: 0.0, y: 0.0, unit: Unit::Pixel, zooms: false, fine: false };

#[test]
fn a_swipe_of_many_small_pieces_is_about_one_notch_and_one_undo() {
    let mut person = Person::new();
    let start = person.lab.document.clone();
    for _ in 0..40 {
        assert!(person.wheel(3.0).prevent, "the page does not scroll meanwhile");
    }
    assert_eq!(person.weight(), -0.1);
    for _ in 0..60 {
        person.wheel(-6.0);
    }
    assert_eq!(person.weight(), 0.2);
    person.lab.apply(Action::Undo);
    assert_eq!(person.lab.document, start);
}

#[test]
fn a_notch_is_a_notch_whatever_it_is_counted_in() {
    for (y, unit) in
        [(100.0, Unit::Pixel), (120.0, Unit::Pixel), (3.0, Unit::Line), (1.0, Unit::Page)]
    {
        let mut person = Person::new();
        person.turn(Turn { y, unit, ..TURN });
        assert_eq!(person.weight(), -0.1, "{y} {unit:?}");
        person.turn(Turn { y: -y, unit, ..TURN });
        person.turn(Turn { y: -y, unit, ..TURN });
        assert_eq!(person.weight(), 0.1, "{y} {unit:?} back");
    }
}

#[test]
fn two_swipes_are_two_undos() {
    let mut person = Person::new();
    person.wheel(-100.0);
    person.now += 2_000.0;
    person.wheel(-100.0);
    assert_eq!(person.weight(), 0.2);
    person.lab.apply(Action::Undo);
    assert_eq!(person.weight(), 0.1);
    // What was not enough for a notch is not kept for the next swipe.
    person.wheel(-40.0);
    person.now += 2_000.0;
    person.wheel(-40.0);
    assert_eq!(person.weight(), 0.1);
}

#[test]
fn two_notches_between_two_frames_both_count() {
    let mut hand = Hand::default();
    let mut lab = crate::five_channels();
    lab.apply(Action::SetCell { patch: PATCH, index: 4, value: 0.0, gesture: None });
    // Nobody looks at the lab in between.
    let told = [1.0, 2.0, 3.0]
        .map(|now| hand.feel(Some(CELL), Felt::Wheel(Turn { y: -100.0, ..TURN }), now));
    for told in told {
        lab.apply(told.change.and_then(WeightChange::action).expect("a change"));
    }
    let network = &lab.document.network;
    assert_eq!(PATCH.cells(&network.architecture, &network.parameters)[4], 0.3);
}

#[test]
fn what_is_no_turn_and_what_zooms_is_left_to_the_browser() {
    let mut person = Person::new();
    assert_eq!(person.wheel(0.0), Told::default());
    for _ in 0..20 {
        assert_eq!(person.turn(Turn { y: 30.0, zooms: true, ..TURN }), Told::default());
    }
    person.now += 2_000.0;
    for _ in 0..20 {
        assert_eq!(person.turn(Turn { x: 30.0, y: 4.0, ..TURN }), Told::default(), "sideways");
    }
    assert_eq!(person.weight(), 0.0);
}

#[test]
fn a_scroll_that_began_elsewhere_goes_on_over_a_weight() {
    let mut person = Person::new();
    person.hand.scrolled(person.now);
    for _ in 0..100 {
        assert_eq!(person.wheel(30.0), Told::default());
    }
    assert_eq!(person.weight(), 0.0);
    // Once it rests, the wheel is for the weight.
    person.now += 2_000.0;
    assert!(person.wheel(-100.0).prevent);
    assert_eq!(person.weight(), 0.1);
}

#[test]
fn shift_makes_the_wheel_fine_even_where_it_turns_it_sideways() {
    let mut person = Person::new();
    person.turn(Turn { y: -100.0, fine: true, ..TURN });
    person.turn(Turn { x: -100.0, fine: true, ..TURN });
    assert_eq!(person.weight(), 0.02);
}

#[test]
fn a_drag_scrubs_and_is_one_undo_and_no_click() {
    let mut person = Person::new();
    let start = person.lab.document.clone();
    assert!(person.presses(PointingDevice::Mouse, true).follow);
    person.moves(50.0, 48.0);
    assert_eq!(person.weight(), 0.0, "the hand may tremble");
    for y in [40.0, 30.0, 20.0, 0.0] {
        person.moves(50.0, y);
    }
    assert_eq!(person.weight(), 1.0);
    person.lets_go();
    assert_eq!(person.weight(), 1.0, "that was no click");
    person.lab.apply(Action::Undo);
    assert_eq!(person.lab.document, start);
    person.now += 100.0;
    person.presses(PointingDevice::Mouse, true);
    person.lets_go();
    assert_eq!(person.weight(), 0.25, "but this is one");
    // Pressed, and slid off again.
    person.presses(PointingDevice::Mouse, true);
    person.moves(90.0, 50.0);
    person.lets_go();
    assert_eq!(person.weight(), 0.25);
}

#[test]
fn a_click_that_no_press_came_before_counts() {
    // As screen readers make them.
    let mut person = Person::new();
    person.feels(CELL, Felt::Click { lower: false, by_key: false });
    assert_eq!(person.weight(), 0.25);
}

#[test]
fn a_finger_that_taps_raises() {
    let mut person = Person::new();
    let told = person.presses(PointingDevice::Finger, true);
    assert!(!told.follow && told.waits.is_some(), "it may scroll, or rest");
    person.moves(53.0, 52.0);
    person.lets_go();
    assert_eq!(person.weight(), 0.25);
    person.feels(CELL, Felt::Rested(told.waits.expect("a number")));
    assert_eq!(person.weight(), 0.25, "it is gone already");
}

#[test]
fn a_finger_that_rests_lowers_once_whatever_else_the_browser_tells() {
    // Without a menu, as on an iPhone; with one before the time is over, or after it, or once the finger is lifted.
    for menu in ["never", "before", "after", "lifted"] {
        let mut person = Person::new();
        let waits = person.presses(PointingDevice::Finger, true).waits.expect("a number");
        if menu == "before" {
            assert!(person.feels(CELL, Felt::Menu).prevent);
        }
        person.now += f64::from(LONG_PRESS);
        person.feels(CELL, Felt::Rested(waits));
        if menu == "after" {
            assert!(person.feels(CELL, Felt::Menu).prevent);
        }
        assert_eq!(person.weight(), -0.25, "{menu}");
        person.now += 300.0;
        person.lets_go();
        if menu == "lifted" {
            assert!(person.feels(CELL, Felt::Menu).prevent);
        }
        person.feels(CELL, Felt::Click { lower: false, by_key: false });
        assert_eq!(person.weight(), -0.25, "{menu}: letting go does not raise again");
        person.now += 100.0;
        person.presses(PointingDevice::Finger, true);
        person.lets_go();
        assert_eq!(person.weight(), 0.0, "{menu}: the next tap counts");
    }
}

#[test]
fn a_finger_that_scrolls_or_zooms_changes_nothing() {
    let mut person = Person::new();
    let waits = person.presses(PointingDevice::Finger, true).waits.expect("a number");
    person.moves(50.0, 30.0);
    person.feels(CELL, Felt::Lost { id: 1 });
    person.feels(CELL, Felt::Rested(waits));
    assert_eq!(person.weight(), 0.0, "taken by the browser");
    // Where there is nothing to scroll the finger stays the page's.
    let waits = person.presses(PointingDevice::Finger, true).waits.expect("a number");
    person.moves(50.0, 10.0);
    person.feels(CELL, Felt::Rested(waits));
    person.moves(50.0, 50.0);
    person.lets_go();
    assert_eq!(person.weight(), 0.0, "moved");
    // Two fingers.
    let waits = person.presses(PointingDevice::Finger, true).waits.expect("a number");
    let second =
        Felt::Down { pointer: PointingDevice::Finger, id: 2, first: true, at: (90.0, 50.0) };
    assert_eq!(person.feels(OTHER, second).waits, None);
    person.feels(CELL, Felt::Rested(waits));
    person.feels(OTHER, Felt::Up { id: 2, lower: false });
    assert_eq!(person.weight(), 0.0, "two fingers");
}

#[test]
fn the_right_button_lowers_and_so_does_the_menu_key() {
    let mut person = Person::new();
    assert!(!person.presses(PointingDevice::Mouse, false).follow);
    assert!(person.feels(CELL, Felt::Menu).prevent);
    person.moves(50.0, 0.0);
    // No click comes of another button.
    person.feels(CELL, Felt::Up { id: 1, lower: false });
    assert_eq!(person.weight(), -0.25);
    person.now += 2_000.0;
    person.feels(CELL, Felt::Menu);
    assert_eq!(person.weight(), -0.5);
    // Ctrl with the first button, as on a Mac: the menu comes while it is down.
    person.presses(PointingDevice::Mouse, true);
    person.feels(CELL, Felt::Menu);
    person.moves(50.0, 0.0);
    person.lets_go();
    assert_eq!(person.weight(), -0.75);
}

#[test]
fn enter_counts_even_right_after_a_drag() {
    let mut person = Person::new();
    person.presses(PointingDevice::Mouse, true);
    person.moves(50.0, 40.0);
    person.lets_go();
    assert_eq!(person.weight(), 0.2);
    person.feels(CELL, Felt::Click { lower: true, by_key: true });
    assert_eq!(person.weight(), -0.05);
}

#[test]
fn keys_set_raise_lower_step_and_begin_a_number() {
    let named =
        |key: &str, code: &str| Key { key: key.into(), code: code.into(), ..Key::default() };
    let key = |key, code| Hand::key(CELL, &named(key, code));
    let change = |amount| Some(Keyed::Change(WeightChange { weight: CELL, amount, gesture: None }));
    assert_eq!(key("Delete", "Delete"), change(Amount::To(0.0)));
    assert_eq!(key("PageUp", "PageUp"), change(Amount::By(0.25)));
    assert_eq!(key("PageDown", "PageDown"), change(Amount::By(-0.25)));
    for (typed, code) in [("g", "KeyG"), ("G", "KeyG"), ("п", "KeyG"), ("Process", "KeyG")] {
        assert_eq!(key(typed, code), Some(Keyed::Step), "{typed}");
    }
    assert_eq!(key("F2", "F2"), Some(Keyed::Type { keep: true }));
    for (typed, code) in [("5", "Digit5"), ("５", "Digit5"), ("-", "Minus"), ("Process", "Digit5")]
    {
        assert_eq!(key(typed, code), Some(Keyed::Type { keep: false }), "{typed}");
    }
    for (typed, code) in [("b", "KeyB"), ("Process", "KeyB"), ("Enter", "Enter"), (" ", "Space")] {
        assert_eq!(key(typed, code), None, "{typed}");
    }
    let command = Key { control: true, ..named("5", "Digit5") };
    assert_eq!(Hand::key(CELL, &command), None);
}

#[test]
fn the_figures_weights_are_whole_and_go_no_further_than_they_can() {
    let (mut hand, mut figure) = (Hand::default(), Figure::default());
    let weight = Weight::Figure(1);
    let mut feel = |hand: &mut Hand, felt, now| {
        if let Some(change) = hand.feel(Some(weight), felt, now).change {
            figure.change(1, change.amount);
        }
        figure.kernel[1]
    };
    let click = Felt::Click { lower: false, by_key: true };
    assert_eq!(feel(&mut hand, click, 0.0), 1.0);
    for _ in 0..40 {
        feel(&mut hand, Felt::Wheel(Turn { y: -3.0, ..TURN }), 1.0);
    }
    assert_eq!(feel(&mut hand, click, 2.0), 3.0);
    let down = Felt::Down { pointer: PointingDevice::Mouse, id: 1, first: true, at: (0.0, 0.0) };
    feel(&mut hand, down, 3.0);
    assert_eq!(feel(&mut hand, Felt::Move { id: 1, at: (0.0, 40.0), fine: false }, 4.0), 1.0);
    assert_eq!(feel(&mut hand, Felt::Move { id: 1, at: (0.0, 400.0), fine: false }, 4.0), -4.0);
}

#[test]
fn sums_of_tenths_are_tenths_and_learned_weights_keep_their_digits() {
    let mut weight = 0.0;
    for tenths in 1..=30 {
        weight = changed(weight, 0.1);
        assert_eq!(weight.to_string(), (f64::from(tenths) / 10.0).to_string());
    }
    assert_eq!(changed(changed(-0.123_456, 0.25), -0.25), -0.123_456);
}
