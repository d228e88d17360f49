//! The gradients on screen, and the step that they are for.

use hitofude::lab::{
    Action, Lab, Layer, Network, NetworkChoice, Patch, Scene, StepOf, View, step, target,
};
use hitofude::nn::{Gradients, Parameters, WeightRange, backward};
use proptest::collection::vec;
use proptest::prelude::*;
use std::rc::Rc;

use crate::lab_strategies::action;

/// The gradients of what `scene` shows, from its maps alone.
fn from_scratch(scene: &Scene, lab: &Lab) -> Option<Gradients> {
    let truth = lab.document.truth.filter(|_| !scene.blank())?;
    let architecture = scene.architecture();
    let mut gradients = Gradients::new(architecture);
    let target = target(truth, architecture.head().outputs);
    let (maps, loss) = (scene.activations(), lab.document.loss);
    backward(architecture, scene.parameters(), maps, loss, &target, &mut gradients);
    // A weight that is off has none.
    let sums = Rc::new(gradients.parameters);
    let sums = Network { parameters: sums, ..lab.document.network.clone() };
    gradients.parameters = Parameters::clone(&sums.running_parameters());
    Some(gradients)
}

/// Equal to the bit; where activations are off, gradients may be no numbers.
fn same(a: Option<&Gradients>, b: Option<&Gradients>) -> bool {
    let bits = |gradients: &Gradients| {
        let weights = gradients.parameters.slices().flatten();
        let maps = gradients.stages.iter().flat_map(|maps| {
            [&maps.conv, &maps.activation, &maps.pool].into_iter().flat_map(|maps| maps.cells())
        });
        let values = weights.chain(gradients.input.cells()).chain(maps).chain(&gradients.logits);
        values.map(|value| value.to_bits()).collect::<Vec<_>>()
    };
    a.map(bits) == b.map(bits)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn after_any_actions_the_gradients_are_those_of_what_is_shown(
        steps in vec((action(), any::<bool>(), any::<bool>()), 1..12),
    ) {
        let mut lab = crate::five_channels();
        let mut scene = Scene::new(&lab.document);
        for (action, keep, update) in steps {
            lab.apply(action);
            scene.show(&lab.document);
            scene.keep_gradients(keep);
            if update {
                scene.update();
                let expected = from_scratch(&scene, &lab).filter(|_| keep);
                prop_assert!(same(scene.gradients(), expected.as_ref()));
            }
        }
        scene.keep_gradients(true);
        scene.update();
        prop_assert!(same(scene.gradients(), from_scratch(&scene, &lab).as_ref()));
        prop_assert!(!scene.is_dirty());
    }

    #[test]
    fn an_update_says_when_gradients_changed(actions in vec(action(), 1..12)) {
        let mut lab = crate::five_channels();
        let mut scene = Scene::new(&lab.document);
        scene.keep_gradients(true);
        scene.update();
        for action in actions {
            let before = scene.clone();
            lab.apply(action);
            scene.show(&lab.document);
            let changes = scene.update();
            prop_assert!(changes.gradients || same(scene.gradients(), before.gradients()));
        }
    }
}

/// The first visit with another truth: something to learn.
fn wrong(choice: NetworkChoice) -> Lab {
    let mut lab = crate::five_channels();
    lab.apply(Action::ChooseNetwork(choice));
    lab.apply(Action::SetTruth(Some(3)));
    lab
}

fn kept(lab: &Lab) -> Scene {
    let mut scene = Scene::new(&lab.document);
    scene.keep_gradients(true);
    scene.update();
    scene
}

fn loss(lab: &Lab) -> f32 {
    Scene::new(&lab.document).loss().expect("a drawing and a truth")
}

/// ∂loss/∂ the weights of `patch` against what the loss on screen does when a hand sets them.
#[track_caller]
fn check_by_hand(choice: NetworkChoice, patch: Patch) {
    const H: f32 = 0.002;
    let lab = wrong(choice);
    let scene = kept(&lab);
    let architecture = scene.architecture();
    let weights = patch.cells(architecture, scene.parameters());
    let gradients = &scene.gradients().expect("a loss").parameters;
    let found = patch.cells(architecture, gradients);
    assert_eq!(found.len(), weights.len());
    let largest = found.iter().fold(0.0, |most, g| f32::max(most, g.abs()));
    assert!(largest > 1e-3, "{choice:?} {patch:?}: nothing to compare, {largest}");
    for (index, (&weight, gradient)) in weights.iter().zip(found).enumerate() {
        let at = |value| {
            let mut lab = lab.clone();
            lab.apply(Action::SetCell { patch, index, value, gesture: None });
            loss(&lab)
        };
        let here = at(weight);
        let (up, down) = ((at(weight + H) - here) / H, (here - at(weight - H)) / H);
        // Where another cell is about to win a pool, the slope up is not the slope down.
        let error = f32::max(gradient - up.max(down), up.min(down) - gradient);
        assert!(
            error < 0.08 * largest,
            "{choice:?} {patch:?} {index}: {gradient} on screen, {down} and {up} by hand, of {largest}"
        );
    }
}

#[test]
fn a_hand_that_sets_a_weight_finds_the_slope_that_stands_in_its_cell() {
    use NetworkChoice::{FiveChannel, Notebook, Wide};
    check_by_hand(Notebook, Patch::Kernel { stage: 0, output: 0, input: 0 });
    check_by_hand(Notebook, Patch::Kernel { stage: 2, output: 0, input: 0 });
    check_by_hand(Notebook, Patch::Linear { output: 0, channel: 0 });
    check_by_hand(FiveChannel, Patch::Kernel { stage: 0, output: 0, input: 0 });
    check_by_hand(FiveChannel, Patch::Kernel { stage: 1, output: 2, input: 2 });
    check_by_hand(FiveChannel, Patch::Linear { output: 3, channel: 1 });
    check_by_hand(Wide, Patch::Linear { output: 3, channel: 0 });
}

#[test]
fn maps_of_gradients_have_the_layers_places() {
    let scene = kept(&wrong(NetworkChoice::FiveChannel));
    let gradients = scene.gradients().expect("a loss");
    for (layer, cells) in [
        (Layer::Input, gradients.input.cells()),
        (Layer::Conv(1), gradients.stages[1].conv.cells()),
        (Layer::Activation(0), gradients.stages[0].activation.cells()),
        (Layer::Vector, gradients.stages[2].pool.cells()),
        (Layer::Linear, &gradients.logits),
    ] {
        assert_eq!(scene.gradient_maps(layer), cells, "{layer:?}");
        assert_eq!(cells.len(), scene.shape(layer).len());
        assert!(cells.iter().any(|cell| *cell != 0.0), "{layer:?}");
    }
    let area = scene.shape(Layer::Pool(1)).area();
    let third = &scene.gradient_maps(Layer::Pool(1))[2 * area..3 * area];
    assert_eq!(scene.gradient_channel(Layer::Pool(1), 2), third);
    assert_eq!(scene.gradient_channel(Layer::Pool(1), 5), [0.0; 0]);
}

#[test]
fn following_a_pen_with_gradients_allocates_nothing() {
    use hitofude::digits::{PenPoint, Tool};
    let mut scene = kept(&wrong(NetworkChoice::FiveChannel));
    let point = |x| PenPoint { x, y: 0.3, pressure: 0.5 };
    // The stroke itself grows: room for it first.
    for k in 0..40 {
        scene.pen(Tool::Pen, 0.1, point(0.01 * k as f32), point(0.01 * (k + 1) as f32));
    }
    scene.update();
    scene.pen(Tool::Pen, 0.1, point(0.40), point(0.45));
    let mut changes = None;
    let allocated = allocation_counter::measure(|| changes = Some(scene.update()));
    assert!(changes.is_some_and(|changes| changes.gradients));
    assert_eq!(allocated.count_total, 0);
}

const KERNEL: Patch = Patch::Kernel { stage: 0, output: 0, input: 0 };

/// What a step of `size` down these slopes promises: by how much the loss falls along its tangent.
fn promised<'a>(slopes: impl IntoIterator<Item = &'a f32>, size: f32) -> f32 {
    slopes.into_iter().map(|slope| size * slope * slope).sum()
}

#[test]
fn a_step_lowers_the_loss_and_moves_only_what_it_says() {
    let mut lowered = 0;
    let labs = NetworkChoice::ALL.iter().flat_map(|choice| {
        let trained = wrong(*choice);
        let mut random = trained.clone();
        random.apply(Action::RandomiseAll { range: WeightRange::Scaled, seed: 1 });
        [(choice, trained), (choice, random)]
    });
    for (choice, lab) in labs {
        let scene = kept(&lab);
        let gradients = &scene.gradients().expect("a loss").parameters;
        let slopes = KERNEL.cells(scene.architecture(), gradients);
        let mut moved = |of: StepOf, size: f32, promised: f32| {
            let mut after = lab.clone();
            after.apply(Action::Step { of, size });
            let stepped = after.stepped().expect("there was a loss");
            assert_eq!((stepped.before, stepped.after), (loss(&lab), loss(&after)));
            // A network that is sure of itself has hardly a slope: one weight's step is then lost in rounding.
            let slopes = promised > 1e-5 * stepped.before;
            lowered += usize::from(slopes);
            assert!(stepped.after <= stepped.before, "{choice:?} {of:?}: {stepped:?}");
            assert!(!slopes || stepped.after < stepped.before, "{choice:?} {of:?}: {stepped:?}");
            let before = lab.document.network.parameters.slices().flatten();
            let weights = after.document.network.parameters.slices().flatten();
            let moved: Vec<f32> =
                weights.zip(before).map(|(after, before)| after - before).collect();
            assert!(!slopes || moved.iter().any(|moved| *moved != 0.0), "{choice:?} {of:?}");
            // What changes nothing leaves no step.
            if after.document != lab.document {
                after.apply(Action::Undo);
                assert!(after.document == lab.document, "one step of undo");
                assert_eq!(after.stepped(), None);
            }
            moved
        };
        // As exact as the weight can be.
        let weights = KERNEL.cells(scene.architecture(), scene.parameters());
        let near = |found: f32, size: f32, index: usize| {
            let least = f32::EPSILON * weights[index].abs().max(1.0);
            (found - step(size, slopes[index])).abs() <= least
        };
        let size = View::usual_step(lab.document.loss);
        let cell = StepOf::Cell { patch: KERNEL, index: 4 };
        let cell = moved(cell, size, promised(&slopes[4..5], size));
        let kernel = moved(StepOf::Patch(KERNEL), size, promised(slopes, size));
        // A weight that moves by less is hardly seen to.
        let moves = |slope: &&f32| slope.abs() * size > 1e-4;
        let expected = gradients.slices().flatten().filter(moves).count();
        let small = 0.1 * size;
        let all = moved(StepOf::All, small, promised(gradients.slices().flatten(), small));
        assert!(near(cell[4], size, 4));
        assert!(cell.iter().enumerate().all(|(index, moved)| index == 4 || *moved == 0.0));
        assert!((0..slopes.len()).all(|index| near(kernel[index], size, index)));
        assert!(kernel[slopes.len()..].iter().all(|moved| *moved == 0.0));
        assert!(all.iter().filter(|moved| **moved != 0.0).count() >= expected, "{choice:?}");
    }
    // More than half of them: what is asked of those with a slope is asked of something.
    assert!(lowered > 3 * NetworkChoice::ALL.len(), "only {lowered} steps had a slope to go down");
}

#[test]
fn without_a_loss_there_is_no_step() {
    let act = |actions: &[Action]| {
        let mut lab = crate::five_channels();
        actions.iter().for_each(|action| lab.apply(action.clone()));
        let before = lab.document.clone();
        for of in [StepOf::All, StepOf::Patch(KERNEL), StepOf::Cell { patch: KERNEL, index: 0 }] {
            lab.apply(Action::Step { of, size: 0.1 });
            assert_eq!(lab.stepped(), None);
        }
        assert_eq!(lab.document, before);
        assert!(kept(&lab).gradients().is_none());
    };
    act(&[Action::SetTruth(None)]);
    act(&[Action::Clear, Action::SetTruth(Some(3))]);
}

#[test]
fn what_a_step_did_is_told_until_something_else_is_done() {
    let mut lab = wrong(NetworkChoice::FiveChannel);
    lab.apply(Action::Step { of: StepOf::All, size: 0.01 });
    assert!(lab.stepped().is_some());
    lab.apply(Action::SetSeed(9));
    lab.apply(Action::SetTruth(Some(3)));
    assert!(lab.stepped().is_some(), "nothing of the document has changed");
    lab.apply(Action::SetTruth(Some(4)));
    assert_eq!(lab.stepped(), None);
}

#[test]
fn a_step_that_is_no_number_or_too_large_leaves_finite_weights() {
    for size in [f32::NAN, f32::INFINITY, f32::MAX, -f32::MAX] {
        let mut lab = wrong(NetworkChoice::FiveChannel);
        lab.apply(Action::Step { of: StepOf::All, size });
        let weights = lab.document.network.parameters.slices().flatten();
        let largest = weights.fold(0.0, |most, weight| {
            assert!(weight.is_finite());
            f32::max(most, weight.abs())
        });
        assert!(largest <= hitofude::lab::MAX_WEIGHT);
    }
}
