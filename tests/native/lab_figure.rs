//! The notebook's first figure.

use hitofude::lab::touch::Amount;
use hitofude::lab::xray::{Figure, FigureAction};
use proptest::prelude::*;

#[test]
fn it_begins_as_the_notebook_has_it() {
    let figure = Figure::default();
    let map = figure.map();
    // By hand: what lies under the kernel's corners and its middle.
    assert_eq!(map.cells(), [0.0, 3.0, 1.0, 2.0, 3.0, 2.0, 2.0, 2.0, 2.0]);
    assert_eq!((figure.window().rows, figure.window().columns), (0..3, 0..3));
}

#[test]
fn its_weights_are_whole_and_held_to_the_largest() {
    let mut figure = Figure::default();
    let seen: Vec<f32> = (0..5)
        .map(|_| {
            figure.change(0, Amount::By(1.0));
            figure.kernel[0]
        })
        .collect();
    assert_eq!(seen, [2.0, 3.0, 4.0, 4.0, 4.0]);
    figure.change(0, Amount::By(-20.0));
    assert_eq!(figure.kernel[0], -4.0);
    figure.change(0, Amount::To(0.9));
    figure.change(9, Amount::By(1.0));
    figure.turn(25);
    assert_eq!(figure, Figure::default(), "there are no such cells");
}

#[test]
fn its_window_runs_to_the_last_cell_unless_it_is_stopped() {
    let mut figure = Figure::default();
    let mut after = |action| {
        figure.apply(action);
        (figure.place, figure.running)
    };
    let play = FigureAction::Play { may_run: true };
    assert_eq!(after(FigureAction::GoOn), (0, false), "nothing runs yet");
    assert_eq!(after(play), (1, true));
    assert_eq!(after(FigureAction::GoOn), (2, true));
    assert_eq!(after(play), (2, false), "stopped where it was");
    assert_eq!(after(FigureAction::StandAt(6)), (6, false));
    assert_eq!(after(play), (7, true));
    assert_eq!(after(FigureAction::GoOn), (8, false), "there is no cell after the last");
    assert_eq!(after(play), (0, true), "and once more from the first");
    assert_eq!(after(FigureAction::StandAt(99)), (8, false));
    let still = FigureAction::Play { may_run: false };
    assert_eq!([after(still), after(still)], [(0, false), (1, false)], "a press, a step");
}

proptest! {
    /// The window's products, the engine's map and the notebook's loops agree in every place.
    #[test]
    fn in_every_place_the_terms_add_up_to_the_cell(
        turned in prop::collection::vec(0usize..25, 0..12),
        changed in prop::collection::vec((0usize..9, prop::bool::ANY), 0..12),
        place in 0usize..9,
    ) {
        let mut figure = Figure { place, ..Figure::default() };
        turned.into_iter().for_each(|index| figure.turn(index));
        changed.into_iter().for_each(|(index, up)| figure.change(index, Amount::By(if up { 1.0 } else { -1.0 })));
        let (i, j) = (place / 3, place % 3);
        let mut expected = 0.0;
        for m in 0..3 {
            for n in 0..3 {
                expected += figure.kernel[m * 3 + n] * figure.picture[(i + m) * 5 + j + n];
            }
        }
        prop_assert_eq!(figure.part().sum(), expected);
        prop_assert_eq!(figure.map().cells()[place], expected);
    }
}
