//! What flows from map to map.

use hitofude::lab::xray::{Cell, flow, flow_into};
use hitofude::lab::{Action, Edit, Layer, Patch, Scene, Scope};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::lab_strategies::{action, architecture, lab_after};

/// Near, for sums of numbers as large as `size`.
fn near(a: f64, b: f64, size: f64) -> bool {
    (a - b).abs() <= 1e-4 * size.max(1.0) || !a.is_finite()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn what_flows_into_a_map_and_its_bias_add_up_to_its_mean(
        architecture in architecture(),
        actions in vec(action(), 0..6),
    ) {
        let mut lab = lab_after(actions);
        lab.apply(Action::SetArchitecture(architecture));
        let scene = Scene::new(&lab.document);
        let (architecture, parameters, maps) =
            (scene.architecture(), scene.parameters(), scene.activations());
        let stages = architecture.stages().len();
        for stage in 0..=stages {
            let amounts = flow(architecture, parameters, maps, stage);
            let (means, bias): (Vec<f64>, &[f32]) = match maps.stages.get(stage) {
                Some(stage_maps) => {
                    let conv = &stage_maps.conv;
                    let mean = |channel| {
                        let cells = conv.channel(channel);
                        cells.iter().map(|&cell| f64::from(cell)).sum::<f64>() / cells.len() as f64
                    };
                    ((0..conv.shape().channels).map(mean).collect(), &parameters.stages[stage].bias)
                }
                None => (maps.logits.iter().map(|&z| f64::from(z)).collect(), &parameters.linear.bias),
            };
            let inputs = amounts.len() / means.len();
            prop_assert_eq!(amounts.len(), inputs * means.len());
            for (output, (amounts, mean)) in amounts.chunks(inputs).zip(means).enumerate() {
                let bias = f64::from(bias.get(output).copied().unwrap_or(0.0));
                let sum: f64 = amounts.iter().map(|&amount| f64::from(amount)).sum();
                let size: f64 = amounts.iter().map(|&amount| f64::from(amount.abs())).sum();
                prop_assert!(near(sum + bias, mean, 100.0 * size), "{stage} {output}: {sum} {mean}");
            }
        }
    }
}

#[test]
fn a_kernel_of_zeros_lets_nothing_through_and_no_other_is_touched() {
    let mut lab = crate::five_channels();
    let before = Scene::new(&lab.document);
    let patch = Patch::Kernel { stage: 1, output: 3, input: 2 };
    lab.apply(Action::Edit { patch, scope: Scope::This, edit: Edit::Zero });
    let after = Scene::new(&lab.document);
    let [before, after] =
        [before, after].map(|s| flow(s.architecture(), s.parameters(), s.activations(), 1));
    for (place, (before, after)) in before.iter().zip(&after).enumerate() {
        if place == 3 * 5 + 2 {
            assert!(*before != 0.0 && *after == 0.0);
        } else {
            assert_eq!(before, after, "{place}");
        }
    }
}

#[test]
fn of_a_cell_they_are_the_sums_of_its_parts() {
    let lab = crate::five_channels();
    let scene = Scene::new(&lab.document);
    let into = |layer, channel, row, column| {
        let cell = Cell { layer, channel, row, column };
        flow_into(scene.architecture(), scene.parameters(), scene.activations(), cell)
    };
    let (stage, output, amounts) = into(Layer::Activation(1), 2, 4, 5).expect("a sum");
    assert_eq!((stage, output, amounts.len()), (1, 2, 5));
    let value = scene.channel(Layer::Conv(1), 2)[4 * 11 + 5];
    assert!((amounts.iter().sum::<f32>() - value).abs() < 1e-4);
    assert_eq!(into(Layer::Conv(1), 2, 4, 5), into(Layer::Activation(1), 2, 4, 5));
    let (stage, output, amounts) = into(Layer::Output, 0, 5, 0).expect("a sum");
    assert_eq!((stage, output), (3, 5));
    let all = flow(scene.architecture(), scene.parameters(), scene.activations(), 3);
    for (one, other) in amounts.iter().zip(&all[5 * 5..6 * 5]) {
        assert!((one - other).abs() < 1e-5);
    }
    assert_eq!(into(Layer::Pool(0), 0, 0, 0), None);
}
