//! Undo and redo.

use std::rc::Rc;

use hitofude::digits::{Drawing, GreyImage};
use hitofude::lab::{Action, Lab, NetworkChoice, Patch, View};
use hitofude::nn::{Architecture, Stage};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::lab_strategies::{action, document_action, view_action};

const FIRST: Patch = Patch::Kernel { stage: 0, output: 0, input: 0 };

fn drag(value: f32, gesture: u32) -> Action {
    Action::SetCell { patch: FIRST, index: 4, value, gesture: Some(gesture) }
}

/// Undoes everything; how many steps that took.
fn undo_all(lab: &mut Lab) -> usize {
    let mut steps = 0;
    while lab.can_undo() {
        lab.apply(Action::Undo);
        steps += 1;
    }
    steps
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn undo_and_redo_go_back_and_forth_over_the_same_documents(
        actions in vec(prop_oneof![4 => document_action(), 1 => view_action()], 1..25),
    ) {
        let mut lab = crate::five_channels();
        let first = lab.document.clone();
        actions.into_iter().for_each(|action| lab.apply(action));
        let mut seen = vec![lab.document.clone()];
        while lab.can_undo() {
            lab.apply(Action::Undo);
            prop_assert!(lab.document != seen[seen.len() - 1], "a step that changes nothing");
            seen.push(lab.document.clone());
        }
        prop_assert!(lab.document == first);
        let view = lab.view;
        while let Some(expected) = seen.pop() {
            prop_assert!(lab.document == expected);
            prop_assert_eq!(lab.can_redo(), !seen.is_empty());
            lab.apply(Action::Redo);
        }
        // The selection may have had to move into a smaller network.
        prop_assert_eq!(View { kernel: view.kernel, linear: view.linear, ..lab.view }, view);
    }

    #[test]
    fn whatever_happens_the_lab_is_whole(actions in vec(action(), 1..40)) {
        let mut lab = crate::five_channels();
        for action in actions {
            let before = lab.clone();
            lab.apply(action.clone());
            let network = &lab.document.network;
            prop_assert!(lab.view.kernel.exists(&network.architecture));
            prop_assert!(lab.view.linear.exists(&network.architecture));
            let parameters = &network.parameters;
            let stages = parameters.stages.iter().flat_map(|s| s.kernels.iter().chain(&s.bias));
            let linear = parameters.linear.weights.iter().chain(&parameters.linear.bias);
            prop_assert!(stages.chain(linear).all(|w| w.abs() <= 1000.0));
            if !matches!(action, Action::Undo | Action::Redo | Action::Elsewhere(_)) {
                let changed = lab.document != before.document;
                if changed && matches!(action, Action::Learn { .. }) {
                    // A run that goes on leaves alone what was undone during it.
                } else if changed {
                    prop_assert!(!lab.can_redo(), "what was undone is gone after {action:?}");
                } else {
                    prop_assert_eq!(lab.can_undo(), before.can_undo());
                    prop_assert_eq!(lab.can_redo(), before.can_redo());
                }
            }
        }
    }
}

#[test]
fn a_gesture_is_one_step() {
    let mut lab = crate::five_channels();
    let before = lab.document.clone();
    for step in 1..=20 {
        lab.apply(drag(10.0 + step as f32, 1));
        lab.apply(Action::Select(FIRST));
    }
    lab.apply(Action::Undo);
    assert_eq!(lab.document, before);
    assert!(!lab.can_undo());
    lab.apply(Action::Redo);
    let network = &lab.document.network;
    assert_eq!(FIRST.cells(&network.architecture, &network.parameters)[4], 30.0);
}

#[test]
fn gestures_end_where_another_begins_or_something_else_happens() {
    let steps = |actions: Vec<Action>| {
        let mut lab = crate::five_channels();
        actions.into_iter().for_each(|action| lab.apply(action));
        undo_all(&mut lab)
    };
    assert_eq!(steps(vec![drag(9.0, 1), drag(8.0, 1), drag(7.0, 2), drag(6.0, 2)]), 2);
    assert_eq!(steps(vec![drag(9.0, 1), Action::Clear, drag(8.0, 1)]), 3);
    assert_eq!(steps(vec![drag(9.0, 1), drag(8.0, 1), Action::Undo, drag(7.0, 1)]), 1);
    assert_eq!(steps(vec![drag(9.0, 1), Action::Undo, Action::Redo, drag(7.0, 1)]), 2);
}

#[test]
fn a_gesture_that_returns_to_where_it_began_leaves_no_step() {
    let mut lab = crate::five_channels();
    let value = lab.document.network.parameters.stages[0].kernels[4];
    lab.apply(drag(value + 1.0, 1));
    lab.apply(drag(value, 1));
    assert!(!lab.can_undo());
    lab.apply(drag(value - 1.0, 1));
    lab.apply(drag(value - 2.0, 1));
    assert_eq!(undo_all(&mut lab), 1);
}

#[test]
fn the_history_forgets_the_oldest_after_200_steps() {
    let mut lab = crate::five_channels();
    for seed in 0..250 {
        lab.apply(Action::SetCell { patch: FIRST, index: 0, value: seed as f32, gesture: None });
    }
    assert_eq!(undo_all(&mut lab), 200);
    assert_eq!(lab.document.network.parameters.stages[0].kernels[0], 49.0);
}

#[test]
fn the_history_holds_at_most_about_64_megabytes() {
    let mut lab = crate::five_channels();
    lab.apply(Action::ChooseNetwork(NetworkChoice::Wide));
    let wide = lab.document.network.architecture.clone();
    let stages = wide.stages().iter().map(|&stage| Stage { channels: 64, kernel: 5, ..stage });
    let mut stages: Vec<_> = stages.collect();
    stages[2].kernel = 3;
    let large = Architecture::new(stages, wide.head()).expect("28 → 24 → 12 → 8 → 4 → 2 → 1");
    lab.apply(Action::SetArchitecture(large));
    let weights: usize =
        lab.document.network.parameters.stages.iter().map(|stage| stage.kernels.len()).sum();
    for value in 0..150 {
        lab.apply(Action::SetCell { patch: FIRST, index: 0, value: value as f32, gesture: None });
    }
    let kept = undo_all(&mut lab) * weights * 4;
    assert!((50 << 20..=66 << 20).contains(&kept), "{kept}");

    let picture = |shade| GreyImage { width: 4000, height: 2000, pixels: vec![shade; 8_000_000] };
    let mut lab = crate::five_channels();
    for shade in 0..12 {
        let drawing = Drawing { picture: Some(Rc::new(picture(shade))), strokes: vec![] };
        lab.apply(Action::Load { drawing, truth: None });
    }
    assert_eq!(undo_all(&mut lab), 8);
}
