//! Actions in, state out.

use std::rc::Rc;

use hitofude::digits::{Drawing, GreyImage, ItemId, PenPoint, PixelScale, Stroke, Tool};
use hitofude::lab::{
    Action, Edit, Lab, Look, LookChange, MAX_WEIGHT, NetworkChoice, Panel, Patch, Preset, Quantity,
    Scene, Scope, SnapshotChange, View, choice_of, target,
};
use hitofude::nn::{
    Activation, Architecture, Head, Loss, OutputActivation, Pooling, Stage, WeightRange,
};

const FIRST: Patch = Patch::Kernel { stage: 0, output: 0, input: 0 };
const INNER: Patch = Patch::Kernel { stage: 1, output: 2, input: 3 };
const LINEAR: Patch = Patch::Linear { output: 4, channel: 1 };

fn cells(lab: &Lab, patch: Patch) -> Vec<f32> {
    let network = &lab.document.network;
    patch.cells(&network.architecture, &network.parameters).to_vec()
}

fn set(patch: Patch, index: usize, value: f32) -> Action {
    Action::SetCell { patch, index, value, gesture: None }
}

fn edit(patch: Patch, scope: Scope, edit: Edit) -> Action {
    Action::Edit { patch, scope, edit }
}

/// Puts 1, 2, 3, … into a patch of the five-channel network.
fn counted(patch: Patch) -> Lab {
    let mut lab = crate::five_channels();
    for index in 0..cells(&lab, patch).len() {
        lab.apply(set(patch, index, index as f32 + 1.0));
    }
    lab
}

#[test]
fn a_network_of_other_outputs_brings_the_loss_that_is_usual_for_them_and_undo_takes_it_back() {
    let mut lab = crate::five_channels();
    assert_eq!(lab.document.loss, Loss::SquaredError);
    lab.apply(Action::ChooseNetwork(NetworkChoice::Digits));
    assert_eq!(lab.document.loss, Loss::CrossEntropy);
    // What somebody chose stays while the outputs are of the same kind.
    lab.apply(Action::SetLoss(Loss::SquaredError));
    lab.apply(Action::ChooseNetwork(NetworkChoice::Wide));
    assert_eq!(lab.document.loss, Loss::SquaredError);
    lab.apply(Action::ChooseNetwork(NetworkChoice::Notebook));
    lab.apply(Action::ChooseNetwork(NetworkChoice::Untrained));
    assert_eq!(lab.document.loss, Loss::CrossEntropy);
    lab.apply(Action::Undo);
    assert_eq!(lab.document.loss, Loss::SquaredError);
}

#[test]
fn the_first_visit_shows_a_five_before_the_five_channel_network() {
    let lab = crate::five_channels();
    assert_eq!(choice_of(&lab.document.network), Some(NetworkChoice::FiveChannel));
    assert_eq!(lab.document.truth, Some(5));
    assert!(!lab.document.drawing.strokes.is_empty());
    assert!(lab.document.preparation.centre && !lab.document.preparation.erode);
    assert_eq!(lab.document.preparation.scale, PixelScale::Unit);
    assert!(lab.document.activations_on);
    assert!(!lab.can_undo() && !lab.can_redo());
}

#[test]
fn a_cell_takes_a_value_and_nothing_else_changes() {
    for patch in [FIRST, INNER, LINEAR] {
        let before = crate::five_channels();
        let mut lab = before.clone();
        lab.apply(set(patch, 3, -0.625));
        let mut expected = cells(&before, patch);
        expected[3] = -0.625;
        assert_eq!(cells(&lab, patch), expected);
        lab.apply(set(patch, 3, cells(&before, patch)[3]));
        assert_eq!(lab.document, before.document);
    }
}

#[test]
fn a_weight_stays_finite_and_within_its_limit() {
    let mut lab = crate::five_channels();
    for value in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY] {
        lab.apply(set(FIRST, 0, value));
        assert!(!lab.can_undo(), "{value} changed something");
    }
    for (asked, given) in [(1e30, MAX_WEIGHT), (-1000.5, -MAX_WEIGHT), (999.5, 999.5)] {
        lab.apply(set(FIRST, 0, asked));
        assert_eq!(cells(&lab, FIRST)[0], given);
    }
    lab.apply(set(FIRST, 0, -0.0));
    assert!(cells(&lab, FIRST)[0].is_sign_positive());
}

#[test]
fn the_largest_weights_in_the_largest_network_without_activations_stay_finite() {
    let stage = Stage {
        channels: 64,
        kernel: 7,
        activation: Activation::Relu,
        pooling: Pooling::None,
        bias: true,
    };
    let head = Head { outputs: 1, activation: OutputActivation::None, bias: true };
    let largest = Architecture::new(vec![stage; 4], head).expect("28 → 22 → 16 → 10 → 4");
    let mut lab = crate::five_channels();
    lab.apply(Action::SetArchitecture(largest));
    lab.apply(Action::SetActivations(false));
    lab.apply(Action::SetScale(PixelScale::Byte));
    let white = GreyImage { width: 1, height: 1, pixels: vec![255] };
    let drawing = Drawing { picture: Some(Rc::new(white)), strokes: vec![] };
    lab.apply(Action::Load { drawing, truth: None });
    lab.apply(Action::SetCentre(false));
    let parameters = Rc::make_mut(&mut lab.document.network.parameters);
    for stage in &mut parameters.stages {
        stage.kernels.fill(MAX_WEIGHT);
        stage.bias.fill(MAX_WEIGHT);
    }
    parameters.linear.weights.fill(MAX_WEIGHT);
    let scene = Scene::new(&lab.document);
    let output = scene.answer().map(|answer| answer.values[0]);
    assert!(output.is_some_and(|output| output > 1e32 && output < 1e35), "{output:?}");
}

#[test]
fn what_is_not_there_is_not_set() {
    let mut lab = crate::five_channels();
    for action in [
        set(FIRST, 9, 1.0),
        set(Patch::Kernel { stage: 3, output: 0, input: 0 }, 0, 1.0),
        set(Patch::Kernel { stage: 0, output: 0, input: 1 }, 0, 1.0),
        set(Patch::Linear { output: 10, channel: 0 }, 0, 1.0),
        edit(Patch::Linear { output: 0, channel: 5 }, Scope::Layer, Edit::Zero),
        Action::SetBias { patch: FIRST, value: 1.0, gesture: None },
        Action::SetTruth(Some(10)),
    ] {
        let before = lab.clone();
        lab.apply(action.clone());
        assert_eq!(lab, before, "{action:?}");
    }
}

#[test]
fn a_bias_is_set_where_the_layer_has_one() {
    let mut lab = crate::five_channels();
    lab.apply(Action::ChooseNetwork(NetworkChoice::Wide));
    for patch in [INNER, LINEAR] {
        lab.apply(Action::SetBias { patch, value: 0.75, gesture: None });
        let network = &lab.document.network;
        assert_eq!(patch.bias(&network.architecture, &network.parameters), Some(0.75));
    }
    let Patch::Kernel { stage, output, .. } = INNER else { unreachable!() };
    assert_eq!(lab.document.network.parameters.stages[stage].bias[output], 0.75);
}

#[test]
fn edits_of_one_patch_are_what_they_are_called() {
    #[track_caller]
    fn check(action: Edit, expected: [f32; 9]) {
        let mut lab = counted(INNER);
        lab.apply(edit(INNER, Scope::This, action));
        assert_eq!(cells(&lab, INNER), expected, "{action:?}");
    }
    check(Edit::RotateQuarter, [7., 4., 1., 8., 5., 2., 9., 6., 3.]);
    check(Edit::MirrorHorizontal, [3., 2., 1., 6., 5., 4., 9., 8., 7.]);
    check(Edit::MirrorVertical, [7., 8., 9., 4., 5., 6., 1., 2., 3.]);
    check(Edit::Negate, [-1., -2., -3., -4., -5., -6., -7., -8., -9.]);
    check(Edit::Zero, [0.; 9]);
    check(Edit::Preset(Preset::Laplacian), [0., 1., 0., 1., -4., 1., 0., 1., 0.]);
    // mean 5, variance 60/9.
    let std = (60.0f64 / 9.0).sqrt();
    check(Edit::Normalise, std::array::from_fn(|k| ((k as f64 - 4.0) / std) as f32));
}

#[test]
fn a_patch_of_the_linear_layer_is_edited_as_a_kernel_is() {
    let mut lab = counted(LINEAR);
    lab.apply(edit(LINEAR, Scope::This, Edit::RotateQuarter));
    assert_eq!(cells(&lab, LINEAR), [3., 1., 4., 2.]);
    lab.apply(edit(LINEAR, Scope::This, Edit::Preset(Preset::Blur)));
    assert_eq!(cells(&lab, LINEAR), [0.25; 4]);
}

#[test]
fn equal_weights_normalise_to_zero() {
    let mut lab = crate::five_channels();
    lab.apply(edit(FIRST, Scope::This, Edit::Preset(Preset::Blur)));
    for index in 0..9 {
        lab.apply(set(FIRST, index, 0.1));
    }
    lab.apply(edit(FIRST, Scope::This, Edit::Normalise));
    assert_eq!(cells(&lab, FIRST), [0.0; 9]);
}

#[test]
fn normalising_goes_over_everything_in_the_scope_together() {
    let mut lab = crate::five_channels();
    lab.apply(Action::RandomiseAll { range: WeightRange::ZeroToOne, seed: 3 });
    lab.apply(edit(LINEAR, Scope::Output, Edit::Normalise));
    let vector: Vec<f32> =
        (0..5).flat_map(|channel| cells(&lab, Patch::Linear { output: 4, channel })).collect();
    let mean = vector.iter().sum::<f32>() / 20.0;
    let variance = vector.iter().map(|w| (w - mean).powi(2)).sum::<f32>() / 20.0;
    assert!(mean.abs() < 1e-6 && (variance - 1.0).abs() < 1e-5, "{mean} {variance}");
    let one_patch = &vector[..4];
    assert!(one_patch.iter().sum::<f32>().abs() > 1e-3, "each patch on its own");
}

#[test]
fn a_scope_reaches_exactly_its_patches() {
    let stage = |output, input| Patch::Kernel { stage: 1, output, input };
    for (scope, reached) in [(Scope::This, 1), (Scope::Output, 5), (Scope::Layer, 25)] {
        let before = crate::five_channels();
        let mut lab = before.clone();
        lab.apply(Action::RandomiseAll { range: WeightRange::ZeroToOne, seed: 1 });
        lab.apply(edit(stage(2, 3), scope, Edit::Zero));
        let zero = |patch| cells(&lab, patch).iter().all(|&w| w == 0.0);
        let all = (0..5).flat_map(|output| (0..5).map(move |input| (output, input)));
        let zeros: Vec<_> = all.filter(|&(j, i)| zero(stage(j, i))).collect();
        assert_eq!(zeros.len(), reached, "{scope:?}");
        assert!(zeros.contains(&(2, 3)));
        if scope == Scope::Output {
            assert!(zeros.iter().all(|&(output, _)| output == 2));
        }
        assert!(!zero(FIRST) && !zero(Patch::Kernel { stage: 2, output: 0, input: 0 }));
    }
}

#[test]
fn random_weights_repeat_with_their_seed_and_differ_from_place_to_place() {
    let random = |seed| Edit::Random { range: WeightRange::MinusOneToOne, seed };
    let other = Patch::Kernel { stage: 1, output: 2, input: 4 };
    let drawn = |patch, seed| {
        let mut lab = crate::five_channels();
        lab.apply(edit(patch, Scope::This, random(seed)));
        cells(&lab, patch)
    };
    assert_eq!(drawn(INNER, 7), drawn(INNER, 7));
    assert_ne!(drawn(INNER, 7), drawn(INNER, 8));
    assert_ne!(drawn(INNER, 7), drawn(other, 7));
    assert!(drawn(INNER, 7).iter().all(|w| (-1.0..1.0).contains(w)));
    // Pinned: links and chapters rely on the same numbers for ever.
    assert_eq!(drawn(FIRST, 1)[..3], PINNED);
}

const PINNED: [f32; 3] = [0.767_370_2, -0.991_663_1, 0.650_897_6];

#[test]
fn randomising_everything_reaches_every_layer_and_clears_the_biases() {
    let mut lab = crate::five_channels();
    lab.apply(Action::ChooseNetwork(NetworkChoice::Wide));
    lab.apply(Action::SetBias { patch: INNER, value: 2.0, gesture: None });
    lab.apply(Action::RandomiseAll { range: WeightRange::ZeroToOne, seed: 9 });
    let parameters = &lab.document.network.parameters;
    let layers = parameters.stages.iter().map(|stage| &stage.kernels);
    for weights in layers.chain([&parameters.linear.weights]) {
        let mean = weights.iter().sum::<f32>() / weights.len() as f32;
        assert!((mean - 0.5).abs() < 0.06, "{mean}");
    }
    assert!(parameters.stages.iter().all(|stage| stage.bias.iter().all(|&bias| bias == 0.0)));
}

#[test]
fn another_architecture_keeps_the_weights_of_the_layers_that_stay_as_they_are() {
    let mut lab = counted(FIRST);
    lab.apply(set(LINEAR, 0, 0.125));
    let old = lab.document.network.parameters.clone();
    let mut stages = lab.document.network.architecture.stages().to_vec();
    stages[1] = Stage { kernel: 4, bias: true, ..stages[1] };
    stages[2] = Stage { kernel: 2, bias: true, ..stages[2] };
    let head = Head { bias: true, ..lab.document.network.architecture.head() };
    let architecture = Architecture::new(stages, head).expect("28 → 26 → 13 → 10 → 5 → 4 → 2");
    lab.apply(Action::SetArchitecture(architecture.clone()));
    let new = &lab.document.network.parameters;
    assert_eq!(*lab.document.network.architecture, architecture);
    assert_eq!(new.stages[0], old.stages[0]);
    assert_eq!(new.stages[1].kernels.len(), 5 * 5 * 16);
    assert_eq!(new.stages[2].kernels, old.stages[2].kernels);
    assert_eq!(new.stages[2].bias, [0.0; 5]);
    assert_eq!(new.linear.weights, old.linear.weights);
    assert_eq!(new.linear.bias, [0.0; 10]);
}

#[test]
fn a_kernel_and_a_piece_of_the_linear_layer_are_selected_and_always_exist() {
    let mut lab = crate::five_channels();
    lab.apply(Action::Select(LINEAR));
    assert_eq!(lab.view.linear, LINEAR);
    lab.apply(Action::ChooseNetwork(NetworkChoice::Notebook));
    assert_eq!(lab.view.linear, Patch::Linear { output: 0, channel: 0 });
    lab.apply(Action::Select(Patch::Kernel { stage: 9, output: 9, input: 9 }));
    assert_eq!(lab.view.kernel, Patch::Kernel { stage: 2, output: 0, input: 0 });
    assert_eq!(lab.view.linear, Patch::Linear { output: 0, channel: 0 });
}

#[test]
fn strokes_come_onto_the_grid_and_points_that_are_no_numbers_are_left_out() {
    let point = |x, y| PenPoint { x, y, pressure: 0.5 };
    let stroke = |points| Stroke { tool: Tool::Pen, width: 0.08, points };
    let mut lab = crate::five_channels();
    lab.apply(Action::Clear);
    assert_eq!((lab.document.drawing.clone(), lab.document.truth), (Drawing::default(), None));
    let points = vec![point(0.123_456, 0.5), point(f32::NAN, 0.5), point(0.5, 0.999_98)];
    lab.apply(Action::AddStroke(stroke(points)));
    let expected = stroke(vec![point(0.1235, 0.5), point(0.5, 1.0)]);
    assert_eq!(lab.document.drawing.strokes, [Rc::new(expected)]);
    let before = lab.clone();
    lab.apply(Action::AddStroke(stroke(vec![point(f32::INFINITY, 0.0)])));
    assert_eq!(lab, before);
}

#[test]
fn the_brush_stays_within_its_limits() {
    let mut lab = crate::five_channels();
    for (asked, given) in
        [(9.0, View::THICKEST), (-1.0, View::THINNEST), (0.1, 0.1), (f32::NAN, 0.1)]
    {
        lab.apply(Action::SetBrush(asked));
        assert_eq!(lab.view.brush, given);
    }
}

#[test]
fn a_fixed_range_has_a_low_and_a_high_end() {
    let mut lab = crate::five_channels();
    assert_eq!(lab.view.look.fixed, [0.0, 1.0]);
    for (asked, given) in [
        ([-2.0, 3.5], [-2.0, 3.5]),
        ([1.0, 1.0], [-2.0, 3.5]),
        ([4.0, 1.0], [-2.0, 3.5]),
        ([f32::NAN, 1.0], [-2.0, 3.5]),
        ([0.0, f32::INFINITY], [-2.0, 3.5]),
        // Between these no colours fit.
        ([0.0, 1e-44], [-2.0, 3.5]),
        ([f32::MIN, f32::MAX], [f32::MIN, f32::MAX]),
    ] {
        lab.apply(Action::Look(LookChange::Fixed(asked)));
        assert_eq!(lab.view.look.fixed, given, "{asked:?}");
    }
    lab.apply(Action::Look(LookChange::Fixed([-0.0, 1.0])));
    assert!(lab.view.look.fixed[0].is_sign_positive());
    assert!(!lab.can_undo(), "how things are shown is nothing to undo");
}

#[test]
fn three_maps_are_red_green_and_blue_where_a_layer_has_them() {
    let mut lab = crate::five_channels();
    lab.apply(Action::Look(LookChange::Rgb([4, 0, 99])));
    assert_eq!(lab.view.look.rgb, [4, 0, 63]);
    assert_eq!(Look::rgb_of(lab.view.look.rgb, 64), [4, 0, 63]);
    assert_eq!(Look::rgb_of(lab.view.look.rgb, 5), [4, 0, 4]);
    assert_eq!(Look::rgb_of(lab.view.look.rgb, 1), [0, 0, 0]);
    assert_eq!(Look::rgb_of(lab.view.look.rgb, 0), [0, 0, 0]);
}

#[test]
fn the_numbers_and_the_matrix_of_kernels_take_each_others_place() {
    let mut lab = crate::five_channels();
    let mut set = |panel, open| {
        lab.apply(Action::SetPanel(panel, open));
        lab.view.panels.names()
    };
    assert_eq!(set(Panel::Sheet, true), "sheet");
    assert_eq!(set(Panel::Numbers, true), "numbers sheet");
    assert_eq!(set(Panel::Matrix, true), "matrix sheet");
    assert_eq!(set(Panel::Numbers, true), "numbers sheet");
    assert_eq!(set(Panel::Matrix, false), "numbers sheet");
    assert!(!lab.can_undo(), "which panels are open is nothing to undo");
}

#[test]
fn who_restores_another_lab_gets_its_panels_as_far_as_they_are_kept() {
    let open = |panels: &[Panel]| {
        let mut lab = crate::five_channels();
        panels.iter().for_each(|&panel| lab.apply(Action::SetPanel(panel, true)));
        lab
    };
    assert!(open(&[Panel::Compare]).is_kept_as(&crate::five_channels()));
    assert!(!open(&[Panel::Learn]).is_kept_as(&crate::five_channels()));
    let mut lab = open(&[Panel::Compare, Panel::Numbers]);
    let other = open(&[Panel::Learn, Panel::Matrix, Panel::Figure, Panel::Sheet]);
    lab.apply(Action::Restore(Box::new(other)));
    assert_eq!(lab.view.panels.names(), "learn matrix compare");
}

#[test]
fn differences_are_the_pages_own_and_gradients_come_with_a_lab() {
    let looking_at = |quantity| {
        let mut lab = crate::five_channels();
        lab.apply(Action::Look(LookChange::Quantity(quantity)));
        lab
    };
    for (page, other, then) in [
        (Quantity::Difference, Quantity::Value, Quantity::Difference),
        (Quantity::Difference, Quantity::Gradient, Quantity::Gradient),
        (Quantity::Gradient, Quantity::Value, Quantity::Value),
        (Quantity::Value, Quantity::Difference, Quantity::Value),
    ] {
        let mut lab = looking_at(page);
        lab.apply(Action::Restore(Box::new(looking_at(other))));
        assert_eq!(lab.view.look.quantity, then, "{page:?} {other:?}");
    }
}

#[test]
fn restoring_is_one_step_and_leaves_drawings_and_snapshots() {
    let mut other = crate::five_channels();
    other.apply(Action::ChooseNetwork(NetworkChoice::Notebook));
    other.apply(Action::SetSeed(77));
    let mut lab = crate::five_channels();
    let id = ItemId(1 << 60);
    lab.apply(Action::Snapshot(SnapshotChange::Take { id, name: "kept".into() }));
    let before = lab.document.clone();
    lab.apply(Action::Restore(Box::new(other.clone())));
    assert!(lab.document.network == other.document.network && lab.view == other.view);
    assert!(lab.document.snapshots.get(id).is_some());
    lab.apply(Action::Undo);
    assert!(lab.document == before);
}

#[test]
fn targets_are_one_hot_or_yes_and_no() {
    assert_eq!(target(3, 10), [0., 0., 0., 1., 0., 0., 0., 0., 0., 0.]);
    assert_eq!(target(5, 1), [1.0]);
    assert_eq!(target(6, 1), [0.0]);
}
