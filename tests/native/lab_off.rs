//! Kernels and maps that are switched off, and what the maps are for.

use hitofude::lab::stored::{read, write};
use hitofude::lab::{Action, Lab, Layer, Network, NetworkChoice, Off, Patch, Scene, Scope, StepOf};
use hitofude::lab::{Edit, Label};
use hitofude::nn::Parameters;
use proptest::collection::vec;
use proptest::prelude::*;
use std::rc::Rc;

use crate::lab_strategies::{action, lab_after, off};

const KERNEL: Patch = Patch::Kernel { stage: 1, output: 2, input: 3 };
const MAP: Off = Off::Map { stage: 0, channel: 3 };

fn five_channels() -> Lab {
    let mut lab = crate::five_channels();
    lab.apply(Action::ChooseNetwork(NetworkChoice::FiveChannel));
    lab
}

fn switched(lab: &Lab, what: Off, on: bool) -> Lab {
    let mut lab = lab.clone();
    lab.apply(Action::Switch { what, on });
    lab
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_off_runs_as_if_its_weights_were_zeros(
        actions in vec(action(), 0..8),
        off in vec(off(), 1..4),
    ) {
        let lab = lab_after(actions);
        let mut zeroed = lab.clone();
        zeroed.apply(Action::SwitchAllOn);
        let mut with_off = zeroed.clone();
        for what in off {
            with_off.apply(Action::Switch { what, on: false });
            let architecture = &lab.document.network.architecture;
            let patches: Vec<Patch> = match what {
                Off::Patch(patch) => vec![patch],
                // By the plain rule: whoever reads the map.
                Off::Map { stage, channel } if stage + 1 < architecture.stages().len() => (0..64)
                    .map(|output| Patch::Kernel { stage: stage + 1, output, input: channel })
                    .collect(),
                Off::Map { stage, channel } if stage + 1 == architecture.stages().len() => {
                    (0..10).map(|output| Patch::Linear { output, channel }).collect()
                }
                Off::Map { .. } => vec![],
            };
            for patch in patches {
                zeroed.apply(Action::Edit { patch, scope: Scope::This, edit: Edit::Zero });
            }
        }
        let (found, expected) = (Scene::new(&with_off.document), Scene::new(&zeroed.document));
        prop_assert!(found.activations() == expected.activations());
        prop_assert!(Rc::ptr_eq(&with_off.document.network.parameters, &lab.document.network.parameters));
    }

    #[test]
    fn a_scene_that_was_kept_up_to_date_knows_what_a_new_one_knows(
        steps in vec((prop_oneof![action(), switch()], any::<bool>(), any::<bool>()), 1..10),
    ) {
        let mut lab = crate::five_channels();
        let mut kept = Scene::new(&lab.document);
        for (action, keep, update) in steps {
            lab.apply(action);
            kept.show(&lab.document);
            kept.keep_uses(keep);
            if !update {
                continue;
            }
            let mut updates = 0;
            while { kept.update(); kept.goes_on_asking() } {
                updates += 1;
                prop_assert!(updates < 200);
            }
            let mut anew = Scene::new(&lab.document);
            anew.keep_uses(keep);
            while { anew.update(); anew.goes_on_asking() } {}
            prop_assert!(kept.activations() == anew.activations());
            prop_assert_eq!(
                kept.whole_answer().map(|answer| answer.values.to_vec()),
                anew.whole_answer().map(|answer| answer.values.to_vec()),
            );
            for (stage, maps) in lab.document.network.architecture.stages().iter().enumerate() {
                for channel in 0..maps.channels {
                    let uses = [&kept, &anew].map(|scene| scene.use_of(stage, channel));
                    prop_assert_eq!(uses[0].map(f32::to_bits), uses[1].map(f32::to_bits));
                }
            }
        }
    }
}

fn switch() -> impl Strategy<Value = Action> {
    prop_oneof![
        8 => (off(), any::<bool>()).prop_map(|(what, on)| Action::Switch { what, on }),
        1 => Just(Action::SwitchAllOn),
    ]
}

/// What `Scene::use_of` should say: the map switched off, and all run again.
fn use_of(lab: &Lab, stage: usize, channel: usize) -> f32 {
    let output = Scene::new(&lab.document).answer().expect("a drawing").label.output();
    let values = |lab: &Lab| Scene::new(&lab.document).activations().prediction[output];
    values(&switched(lab, Off::Map { stage, channel }, false)) - values(lab)
}

#[test]
fn the_use_of_a_map_is_what_switching_it_off_does_to_the_answer() {
    for choice in [NetworkChoice::FiveChannel, NetworkChoice::IsFive, NetworkChoice::Digits] {
        let mut lab = crate::five_channels();
        lab.apply(Action::ChooseNetwork(choice));
        lab.apply(Action::Switch { what: Off::Map { stage: 1, channel: 0 }, on: false });
        let mut scene = Scene::new(&lab.document);
        scene.keep_uses(true);
        while {
            scene.update();
            scene.goes_on_asking()
        } {}
        let mut most = 0.0_f32;
        for (stage, maps) in lab.document.network.architecture.stages().iter().enumerate() {
            for channel in 0..maps.channels {
                let found = scene.use_of(stage, channel);
                if (stage, channel) == (1, 0) {
                    assert_eq!(found, None, "it is off already");
                    continue;
                }
                let expected = use_of(&lab, stage, channel);
                assert_eq!(found, Some(expected), "{choice:?} {stage} {channel}");
                most = most.max(expected.abs());
            }
        }
        // Softmax may be sure beyond what one map can shake.
        assert!(most > 1e-6, "{choice:?}: some map is for something");
    }
}

#[test]
fn a_large_network_is_asked_only_once_the_pen_rests_and_a_little_at_a_time() {
    let mut lab = crate::five_channels();
    lab.apply(Action::ChooseNetwork(NetworkChoice::Wide));
    let mut scene = Scene::new(&lab.document);
    scene.keep_uses(true);
    scene.update();
    assert!(scene.use_of(0, 0).is_none() && scene.goes_on_asking(), "it has just come");
    let mut updates = 0;
    while scene.goes_on_asking() {
        assert!(scene.update().uses);
        updates += 1;
    }
    assert!((4..40).contains(&updates), "{updates}");
    assert!(scene.use_of(2, 63).is_some());
    lab.apply(Action::SetCentre(false));
    scene.show(&lab.document);
    assert!(scene.update().uses);
    assert_eq!(scene.use_of(0, 0), None, "nothing stale");
}

#[test]
fn the_whole_answer_is_that_with_everything_on() {
    let lab = five_channels();
    let whole = Scene::new(&lab.document);
    assert_eq!(whole.whole_answer(), None, "nothing is off");
    let off = Scene::new(&switched(&lab, MAP, false).document);
    assert_eq!(off.whole_answer(), whole.answer());
    assert_ne!(off.answer(), whole.answer());
    assert!(matches!(whole.answer().map(|answer| answer.label), Some(Label::Digit(5))));
}

#[test]
fn a_switch_is_a_step_of_undo_and_survives_as_text() {
    let lab = five_channels();
    let mut off = switched(&lab, MAP, false);
    off.apply(Action::Switch { what: Off::Patch(KERNEL), on: false });
    assert_eq!(*off.document.network.off, [MAP, Off::Patch(KERNEL)]);
    let again = switched(&off, MAP, false);
    assert!(again == off, "off already");
    let back = read(&write(&off)).expect("it was just written").value;
    assert!(back.document == off.document);
    off.apply(Action::Undo);
    assert_eq!(*off.document.network.off, [MAP]);
    off.apply(Action::SwitchAllOn);
    assert!(off.document.network.off.is_empty());
    off.apply(Action::Undo);
    off.apply(Action::Undo);
    assert!(off.document == lab.document);
}

#[test]
fn another_network_has_nothing_off_that_it_does_not_have() {
    let mut lab = switched(&five_channels(), MAP, false);
    lab.apply(Action::Switch { what: Off::Map { stage: 2, channel: 1 }, on: false });
    let mut two_stages = lab.clone();
    let stages = lab.document.network.architecture.stages()[..2].to_vec();
    let head = lab.document.network.architecture.head();
    let architecture = hitofude::nn::Architecture::new(stages, head).expect("it is smaller");
    two_stages.apply(Action::SetArchitecture(architecture));
    assert_eq!(*two_stages.document.network.off, [MAP]);
    lab.apply(Action::ChooseNetwork(NetworkChoice::Notebook));
    assert!(lab.document.network.off.is_empty());
    assert_eq!(switched(&lab, MAP, false), lab, "one channel has no fourth map");
}

#[test]
fn a_step_and_learning_work_on_the_real_weights_and_a_step_leaves_alone_what_is_off() {
    let lab = switched(&five_channels(), Off::Patch(KERNEL), false);
    let Network { architecture, parameters, .. } = &lab.document.network;
    let mut stepped = lab.clone();
    stepped.apply(Action::SetTruth(Some(3)));
    stepped.apply(Action::Step { of: StepOf::All, size: 1.0 });
    let after = &stepped.document.network.parameters;
    assert_eq!(KERNEL.cells(architecture, after), KERNEL.cells(architecture, parameters));
    let beside = Patch::Kernel { stage: 1, output: 2, input: 2 };
    assert_ne!(beside.cells(architecture, after), beside.cells(architecture, parameters));
    let result = stepped.stepped().expect("there is a loss");
    assert!(result.after < result.before, "{result:?}");
    let learned = Rc::new(Parameters::zeros(architecture));
    let mut learning = lab.clone();
    let from = Some(Rc::clone(parameters));
    learning.apply(Action::Learn { from, parameters: Rc::clone(&learned), run: None });
    assert_eq!(learning.document.network.parameters, learned);
    assert_eq!(learning.document.network.off, lab.document.network.off);
}

#[test]
fn the_difference_tells_what_the_last_switch_did() {
    let lab = five_channels();
    let off = switched(&lab, MAP, false);
    assert!(off.network_before() == Some(&lab.document.network));
    let mut scene = Scene::new(&off.document);
    scene.compare(off.network_before());
    scene.update();
    let moved = |layer| scene.difference_maps(layer).iter().any(|d| *d != 0.0);
    assert!(!moved(Layer::Pool(0)) && moved(Layer::Conv(1)) && moved(Layer::Output));
    // And back: on again, against what it was while it was off.
    let on = switched(&off, MAP, true);
    let mut back = Scene::new(&on.document);
    back.compare(on.network_before());
    back.update();
    let negated: Vec<f32> = back.difference_maps(Layer::Linear).iter().map(|d| 0.0 - d).collect();
    assert_eq!(scene.difference_maps(Layer::Linear), negated);
}
