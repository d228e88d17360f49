//! The maps compared with those of other weights, on the same image.

use hitofude::lab::{Action, Layer, NetworkChoice, Patch, Scene};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::lab_strategies::action;

const KERNEL: Patch = Patch::Kernel { stage: 1, output: 2, input: 0 };

fn set(value: f32) -> Action {
    Action::SetCell { patch: KERNEL, index: 4, value, gesture: None }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn after_any_actions_the_difference_is_that_of_what_is_shown(
        steps in vec((action(), any::<bool>()), 1..12),
    ) {
        let mut lab = crate::five_channels();
        let mut scene = Scene::new(&lab.document);
        for (action, update) in steps {
            lab.apply(action);
            scene.show(&lab.document);
            scene.compare(lab.network_before());
            if !update {
                continue;
            }
            scene.update();
            let Some(network) = lab.network_before() else {
                prop_assert!(scene.difference_maps(Layer::Linear).is_empty());
                continue;
            };
            let mut document = lab.document.clone();
            document.network = network.clone();
            let before = Scene::new(&document);
            for layer in [Layer::Conv(0), Layer::Pool(0), Layer::Vector, Layer::Output] {
                let now_and_before = scene.maps(layer).iter().zip(before.maps(layer));
                let expected: Vec<u32> =
                    now_and_before.map(|(now, before)| (now - before).to_bits()).collect();
                let found = scene.difference_maps(layer).iter().map(|d| d.to_bits());
                prop_assert_eq!(found.collect::<Vec<_>>(), expected, "{:?}", layer);
            }
        }
    }
}

#[test]
fn an_edit_differs_in_its_own_map_and_in_those_after_it() {
    let mut lab = crate::five_channels();
    lab.apply(Action::ChooseNetwork(NetworkChoice::FiveChannel));
    assert!(lab.network_before().is_none(), "nothing has been edited");
    lab.apply(set(3.5));
    // What is drawn since then is no change of weights.
    lab.apply(Action::SetTruth(Some(3)));
    let mut scene = Scene::new(&lab.document);
    scene.compare(lab.network_before());
    assert!(scene.update().difference);
    let moved = |layer: Layer, channel: usize| {
        let area = scene.shape(layer).area();
        scene.difference_maps(layer)[channel * area..][..area].iter().any(|d| *d != 0.0)
    };
    for channel in 0..5 {
        assert!(!moved(Layer::Pool(0), channel));
        assert_eq!(moved(Layer::Conv(1), channel), channel == 2);
        assert!(moved(Layer::Conv(2), channel));
    }
    assert!(!scene.update().difference, "nothing has changed");
}

#[test]
fn another_architecture_is_not_compared() {
    let mut lab = crate::five_channels();
    lab.apply(set(3.5));
    lab.apply(Action::ChooseNetwork(NetworkChoice::Notebook));
    assert!(lab.network_before().is_none());
    lab.apply(Action::Undo);
    assert!(lab.network_before().is_some());
}
