//! The networks that the page starts with.

use std::rc::Rc;

use hitofude::digits::samples::{Sample, samples};
use hitofude::lab::{
    Action, Label, Layer, MAX_WEIGHT, NetworkChoice, Patch, Preset, Scene, choice_of,
    starting_parameters,
};
use hitofude::nn::{Architecture, Parameters};
use proptest::prelude::*;

use crate::lab_strategies::architecture;

#[test]
fn a_network_is_found_by_its_id_its_weights_and_its_architecture() {
    for &choice in NetworkChoice::ALL {
        assert_eq!(NetworkChoice::from_id(choice.id()), Some(choice));
        assert_eq!(choice_of(&choice.network()), Some(choice));
    }
    assert_eq!(NetworkChoice::from_id("custom"), None);
    for (choice, edited) in [
        (NetworkChoice::Digits, NetworkChoice::Digits),
        // Of two with the same architecture the first.
        (NetworkChoice::IsFiveSingle, NetworkChoice::Notebook),
    ] {
        let mut lab = crate::five_channels();
        lab.apply(Action::ChooseNetwork(choice));
        let patch = Patch::Kernel { stage: 0, output: 0, input: 0 };
        lab.apply(Action::SetCell { patch, index: 0, value: 0.123, gesture: None });
        assert_eq!(choice_of(&lab.document.network), Some(edited));
    }
    let mut lab = crate::five_channels();
    let notebook = NetworkChoice::Notebook.architecture();
    let shorter = notebook.stages()[..2].to_vec();
    let other = Architecture::new(shorter, notebook.head()).expect("28 → 26 → 13 → 11 → 5");
    lab.apply(Action::SetArchitecture(other));
    assert_eq!(choice_of(&lab.document.network), None);
}

#[test]
fn the_first_kernels_mean_something_at_first_sight() {
    for (choice, presets) in [
        (NetworkChoice::Notebook, &[Preset::Vertical][..]),
        (
            NetworkChoice::FiveChannel,
            &[
                Preset::Vertical,
                Preset::Horizontal,
                Preset::DiagonalDown,
                Preset::DiagonalUp,
                Preset::CentreSurround,
            ],
        ),
    ] {
        let network = choice.network();
        for (output, preset) in presets.iter().enumerate() {
            let patch = Patch::Kernel { stage: 0, output, input: 0 };
            let cells = patch.cells(&network.architecture, &network.parameters);
            assert_eq!(Some(cells.to_vec()), preset.kernel(3), "{choice:?} {preset:?}");
        }
    }
    let wide = NetworkChoice::Wide.network();
    let kernels: Vec<_> = wide.parameters.stages[0].kernels.chunks_exact(9).collect();
    for (index, kernel) in kernels.iter().enumerate() {
        assert!(!kernels[..index].contains(kernel), "kernel {index} stands twice");
    }
}

/// The digit that `choice` reads in each of the page's samples, beside the true one; for a single output 5 or
/// anything else.
fn read_samples(choice: NetworkChoice) -> Vec<(u8, Option<Label>)> {
    let mut lab = crate::five_channels();
    lab.apply(Action::ChooseNetwork(choice));
    let read = |sample: &Sample| {
        lab.apply(Action::Load { drawing: sample.drawing(), truth: Some(sample.digit) });
        (sample.digit, Scene::new(&lab.document).answer().map(|answer| answer.label))
    };
    samples().iter().map(read).collect()
}

#[test]
fn the_networks_for_all_digits_read_every_sample() {
    for choice in [NetworkChoice::FiveChannel, NetworkChoice::Digits] {
        for (digit, label) in read_samples(choice) {
            assert_eq!(label, Some(Label::Digit(digit)), "{choice:?}");
        }
    }
}

#[test]
fn the_networks_for_fives_find_every_five_and_few_others() {
    for (choice, taken) in
        [(NetworkChoice::Notebook, 6), (NetworkChoice::IsFiveSingle, 2), (NetworkChoice::IsFive, 0)]
    {
        let labels = read_samples(choice);
        let (fives, others): (Vec<_>, Vec<_>) =
            labels.into_iter().partition(|&(digit, _)| digit == 5);
        assert!(fives.iter().all(|&(_, label)| label == Some(Label::Five)), "{choice:?}");
        let wrong = others.iter().filter(|&&(_, label)| label != Some(Label::NotFive)).count();
        assert!(wrong <= taken, "{choice:?} takes {wrong} of {} others for a 5", others.len());
    }
}

#[test]
fn every_network_starts_with_weights_of_its_own_shapes() {
    for &choice in NetworkChoice::ALL {
        let network = choice.network();
        assert_eq!(*network.architecture, choice.architecture());
        for parameters in network.parameters.slices() {
            assert!(parameters.iter().all(|weight| weight.abs() <= MAX_WEIGHT));
        }
    }
}

/// The smallest range of any map of any stage, and where.
fn flattest(scene: &Scene) -> (f32, String) {
    let stages = scene.architecture().stages().len();
    let layers = (0..stages)
        .flat_map(|stage| [Layer::Conv(stage), Layer::Activation(stage), Layer::Pool(stage)]);
    let mut flattest = (f32::INFINITY, String::new());
    for layer in layers {
        for channel in 0..scene.shape(layer).channels {
            let cells = scene.channel(layer, channel);
            let top = cells.iter().copied().fold(f32::NEG_INFINITY, f32::max);
            let low = cells.iter().copied().fold(f32::INFINITY, f32::min);
            if top - low < flattest.0 {
                flattest = (top - low, format!("{} channel {channel}", layer.id()));
            }
        }
    }
    flattest
}

#[test]
fn no_map_of_a_drawn_five_is_flat() {
    for choice in [NetworkChoice::Notebook, NetworkChoice::FiveChannel] {
        for sample in samples().iter().filter(|sample| sample.digit == 5) {
            let mut lab = crate::five_channels();
            lab.apply(Action::ChooseNetwork(choice));
            lab.apply(Action::Load { drawing: sample.drawing(), truth: Some(5) });
            let (range, place) = flattest(&Scene::new(&lab.document));
            assert!(range >= 0.1, "{choice:?}, {:?}: {place} spans {range}", sample.hand);
        }
    }
}

#[test]
fn every_digit_lights_every_first_map_of_the_wide_network() {
    let mut lab = crate::five_channels();
    lab.apply(Action::ChooseNetwork(NetworkChoice::Wide));
    for sample in samples() {
        lab.apply(Action::Load { drawing: sample.drawing(), truth: Some(sample.digit) });
        let scene = Scene::new(&lab.document);
        for channel in 0..16 {
            let top = scene.channel(Layer::Pool(0), channel).iter().copied().fold(0.0, f32::max);
            assert!(
                top > 0.2,
                "{} {:?}: map {channel} stays under {top}",
                sample.digit,
                sample.hand
            );
        }
        let spread = scene.maps(Layer::Linear).iter().fold(0.0f32, |top, z| top.max(z.abs()));
        assert!((0.05..20.0).contains(&spread), "the logits reach {spread}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_architecture_starts_with_weights_that_fit_and_are_not_zero(
        new in architecture(),
        old in architecture(),
    ) {
        let kept = starting_parameters(&old, None);
        for parameters in
            [starting_parameters(&new, None), starting_parameters(&new, Some((&old, &kept)))]
        {
            let zeros = Parameters::zeros(&new);
            for (stage, shape) in parameters.stages.iter().zip(&zeros.stages) {
                prop_assert_eq!(stage.kernels.len(), shape.kernels.len());
                prop_assert_eq!(&stage.bias, &shape.bias);
                prop_assert!(stage.kernels.iter().any(|&w| w != 0.0));
                prop_assert!(stage.kernels.iter().all(|w| w.is_finite()));
            }
            prop_assert_eq!(parameters.linear.weights.len(), zeros.linear.weights.len());
            prop_assert!(parameters.linear.weights.iter().any(|&w| w != 0.0));
        }
        let again = starting_parameters(&old, Some((&old, &kept)));
        prop_assert!(again == *Rc::new(kept));
    }
}
