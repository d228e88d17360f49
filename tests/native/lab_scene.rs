//! What is on screen, step by step, is what it would be at once.

use hitofude::digits::{Area, Ink, PenPoint, PixelScale, Stroke, Tool};
use hitofude::lab::{Action, Changes, Label, Layer, NetworkChoice, Patch, Scene};
use hitofude::nn::{Head, Loss, Stage};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::lab_strategies::{action, stroke};

#[track_caller]
fn assert_same(scene: &Scene, fresh: &Scene) {
    assert!(scene.ink().cells() == fresh.ink().cells(), "ink");
    assert!(scene.raw() == fresh.raw(), "as drawn");
    assert!(scene.prepared() == fresh.prepared(), "prepared");
    assert!(scene.activations() == fresh.activations(), "maps");
    assert_eq!(scene.blank(), fresh.blank());
    assert_eq!(scene.loss(), fresh.loss());
    assert_eq!(scene.answer(), fresh.answer());
    assert_eq!(scene.architecture(), fresh.architecture());
    assert!(scene.parameters() == fresh.parameters(), "parameters");
}

/// Every layer in the order of [`Changes::maps_from`], the maps of a stage together.
fn layers(scene: &Scene) -> Vec<Vec<f32>> {
    let stages = (0..scene.architecture().stages().len()).map(|stage| {
        [Layer::Conv(stage), Layer::Activation(stage), Layer::Pool(stage)]
            .iter()
            .flat_map(|&layer| scene.maps(layer).to_vec())
            .collect()
    });
    let outputs = [scene.maps(Layer::Linear), &scene.activations().prediction].concat();
    std::iter::once(scene.maps(Layer::Input).to_vec()).chain(stages).chain([outputs]).collect()
}

/// Draws `stroke` live, as the pointer brings it.
fn draw_live(scene: &mut Scene, stroke: &Stroke) {
    scene.pen(stroke.tool, stroke.width, stroke.points[0], stroke.points[0]);
    for pair in stroke.points.windows(2) {
        scene.pen(stroke.tool, stroke.width, pair[0], pair[1]);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn after_any_actions_the_scene_is_that_of_a_fresh_start(
        steps in vec((action(), any::<bool>(), any::<bool>()), 1..16),
    ) {
        let mut lab = crate::five_channels();
        let mut scene = Scene::new(&lab.document);
        for (action, live, update) in steps {
            if let (Action::AddStroke(stroke), true) = (&action, live) {
                draw_live(&mut scene, stroke);
            }
            lab.apply(action);
            scene.show(&lab.document);
            if update {
                scene.update();
                assert_same(&scene, &Scene::new(&lab.document));
            }
        }
        scene.update();
        prop_assert!(!scene.is_dirty());
        assert_same(&scene, &Scene::new(&lab.document));
    }

    #[test]
    fn an_update_says_what_changed(actions in vec(action(), 1..12)) {
        let mut lab = crate::five_channels();
        let mut scene = Scene::new(&lab.document);
        for action in actions {
            let before = scene.clone();
            lab.apply(action);
            scene.show(&lab.document);
            let dirty = scene.is_dirty();
            let changes = scene.update();
            prop_assert!(dirty || changes == Changes::default());
            if changes.ink.is_none() {
                prop_assert!(scene.ink().cells() == before.ink().cells());
            }
            let same_images =
                scene.raw() == before.raw() && scene.prepared() == before.prepared();
            prop_assert_eq!(changes.image, !same_images);
            prop_assert_eq!(changes.blank_changed, scene.blank() != before.blank());
            prop_assert_eq!(changes.weights, scene.parameters() != before.parameters());
            prop_assert_eq!(changes.loss, scene.loss() != before.loss());
            if !changes.rebuilt {
                let from = changes.maps_from.unwrap_or(usize::MAX);
                let (now, then) = (layers(&scene), layers(&before));
                prop_assert_eq!(now.len(), then.len());
                for (place, (now, then)) in now.iter().zip(&then).enumerate() {
                    prop_assert!(place >= from || now == then, "layer {place} changed unsaid");
                }
            }
        }
    }

    #[test]
    fn strokes_drawn_live_need_no_redraw_when_they_are_committed(
        strokes in vec(stroke(), 1..5),
        committed_late in any::<bool>(),
    ) {
        let mut lab = crate::five_channels();
        let mut scene = Scene::new(&lab.document);
        if committed_late {
            strokes.iter().for_each(|stroke| draw_live(&mut scene, stroke));
            scene.update();
        }
        for stroke in strokes {
            if !committed_late {
                draw_live(&mut scene, &stroke);
                scene.update();
            }
            lab.apply(Action::AddStroke(stroke));
            scene.show(&lab.document);
            prop_assert!(!scene.is_dirty());
            prop_assert_eq!(scene.update(), Changes::default());
        }
        assert_same(&scene, &Scene::new(&lab.document));
    }
}

#[test]
fn the_dot_with_which_a_live_stroke_begins_is_in_the_committed_one_too() {
    // Found by the test above: the dot's edge is rounded otherwise than the line's, in one cell.
    let points = [(0.4234877, 0.45894235, 0.40982026), (0.6388479, 0.43154323, 0.0)];
    let points = points.map(|(x, y, pressure)| PenPoint { x, y, pressure }).to_vec();
    let stroke = Stroke { tool: Tool::Eraser, width: 0.13658227, points };
    let mut lab = crate::five_channels();
    let mut scene = Scene::new(&lab.document);
    draw_live(&mut scene, &stroke);
    lab.apply(Action::AddStroke(stroke));
    scene.show(&lab.document);
    scene.update();
    assert_same(&scene, &Scene::new(&lab.document));
}

fn line(x: f32) -> Stroke {
    let points = [0.2, 0.5, 0.8].map(|y| PenPoint { x, y, pressure: 0.5 }).to_vec();
    Stroke { tool: Tool::Pen, width: 0.08, points }
}

#[test]
fn a_changed_cell_changes_its_map_all_later_ones_and_nothing_before() {
    let mut lab = crate::five_channels();
    let mut scene = Scene::new(&lab.document);
    let before = scene.clone();
    let patch = Patch::Kernel { stage: 1, output: 2, input: 4 };
    lab.apply(Action::SetCell { patch, index: 4, value: 1.5, gesture: None });
    scene.show(&lab.document);
    let changes = scene.update();
    let expected = Changes { maps_from: Some(2), weights: true, loss: true, ..Changes::default() };
    assert_eq!(changes, expected);

    let changed = |layer| {
        let channels = 0..scene.shape(layer).channels;
        let differs = |&c: &usize| scene.channel(layer, c) != before.channel(layer, c);
        channels.filter(differs).collect::<Vec<_>>()
    };
    for layer in [Layer::Input, Layer::Conv(0), Layer::Activation(0), Layer::Pool(0)] {
        assert_eq!(changed(layer), [0; 0], "{layer:?}");
    }
    for layer in [Layer::Conv(1), Layer::Activation(1), Layer::Pool(1)] {
        assert_eq!(changed(layer), [2], "{layer:?}");
    }
    for layer in [Layer::Conv(2), Layer::Activation(2), Layer::Pool(2)] {
        assert_eq!(changed(layer), [0, 1, 2, 3, 4], "{layer:?}");
    }
    for layer in [Layer::Vector, Layer::Linear] {
        assert_eq!(changed(layer), [0], "{layer:?}");
    }
    assert_ne!(scene.answer(), before.answer());
}

#[test]
fn each_change_starts_where_it_must() {
    #[track_caller]
    fn check(action: Action, from: Option<usize>, rebuilt: bool) {
        let mut lab = crate::five_channels();
        let mut scene = Scene::new(&lab.document);
        lab.apply(action);
        scene.show(&lab.document);
        let changes = scene.update();
        assert_eq!((changes.maps_from, changes.rebuilt), (from, rebuilt));
    }
    let five = NetworkChoice::FiveChannel.architecture();
    let with = |stage: usize, change: &dyn Fn(&mut Stage)| {
        let mut stages = five.stages().to_vec();
        change(&mut stages[stage]);
        let changed = hitofude::nn::Architecture::new(stages, five.head());
        Action::SetArchitecture(changed.expect("its sizes are positive"))
    };
    let cell = |patch| Action::SetCell { patch, index: 0, value: 3.5, gesture: None };
    check(cell(Patch::Kernel { stage: 0, output: 0, input: 0 }), Some(1), false);
    check(cell(Patch::Kernel { stage: 2, output: 0, input: 0 }), Some(3), false);
    check(cell(Patch::Linear { output: 0, channel: 0 }), Some(4), false);
    check(Action::SetScale(PixelScale::Byte), Some(0), false);
    check(Action::SetErode(true), Some(0), false);
    check(Action::SetActivations(false), Some(1), false);
    check(with(1, &|stage| stage.activation = hitofude::nn::Activation::Tanh), Some(2), false);
    check(with(2, &|stage| stage.bias = true), Some(3), false);
    check(with(2, &|stage| stage.channels = 6), Some(0), true);
    let head = Head { activation: hitofude::nn::OutputActivation::Softmax, ..five.head() };
    let softmax = hitofude::nn::Architecture::new(five.stages().to_vec(), head);
    check(Action::SetArchitecture(softmax.expect("it was possible")), Some(4), false);
    check(Action::ChooseNetwork(NetworkChoice::Notebook), Some(0), true);
    check(Action::SetLoss(Loss::CrossEntropy), None, false);
    check(Action::SetTruth(None), None, false);
    check(Action::SetSeed(4), None, false);
}

#[test]
fn a_blank_pad_does_not_predict_but_shows_an_empty_image() {
    let mut lab = crate::five_channels();
    let mut scene = Scene::new(&lab.document);
    assert!(scene.answer().is_some() && scene.loss().is_some());
    lab.apply(Action::Clear);
    lab.apply(Action::SetTruth(Some(5)));
    scene.show(&lab.document);
    let changes = scene.update();
    assert!(changes.blank_changed && changes.loss);
    assert!(scene.blank());
    assert_eq!((scene.answer(), scene.loss()), (None, None));
    assert!(scene.maps(Layer::Input).iter().all(|&pixel| pixel == 0.0));
    assert!(scene.maps(Layer::Activation(0)).iter().all(|&cell| cell == 0.5));

    draw_live(&mut scene, &line(0.5));
    let changes = scene.update();
    assert!(changes.blank_changed && changes.image && changes.loss);
    assert_eq!(changes.maps_from, Some(0));
    assert!(scene.answer().is_some());
}

#[test]
fn a_live_piece_repaints_only_where_it_is() {
    let lab = crate::five_channels();
    let mut scene = Scene::new(&lab.document);
    let at = |y| PenPoint { x: 0.9, y, pressure: 0.5 };
    scene.pen(Tool::Pen, 0.05, at(0.1), at(0.15));
    scene.pen(Tool::Pen, 0.05, at(0.15), at(0.2));
    let area = scene.update().ink.expect("it drew something");
    assert!(area.x0 > 230 && area.y1 < 70, "{area:?}");
    assert!(area.y0 < 28 && area.y1 > 56, "{area:?}");
    scene.pen(Tool::Pen, f32::NAN, at(0.1), at(0.2));
    scene.pen(Tool::Pen, 0.05, at(f32::NAN), at(0.2));
    assert!(!scene.is_dirty());
}

#[test]
fn a_cancelled_stroke_leaves_nothing() {
    let lab = crate::five_channels();
    let fresh = Scene::new(&lab.document);
    let mut scene = fresh.clone();
    draw_live(&mut scene, &line(0.1));
    scene.update();
    assert!(scene.raw() != fresh.raw());
    scene.cancel_pen();
    let changes = scene.update();
    assert_eq!(changes.ink, Some(Area { x0: 0, y0: 0, x1: Ink::SIDE, y1: Ink::SIDE }));
    assert_same(&scene, &fresh);
}

#[test]
fn what_happens_elsewhere_leaves_a_stroke_in_progress_alone() {
    let mut lab = crate::five_channels();
    let mut scene = Scene::new(&lab.document);
    let stroke = line(0.15);
    scene.pen(stroke.tool, stroke.width, stroke.points[0], stroke.points[1]);
    lab.apply(Action::SetErode(true));
    scene.show(&lab.document);
    scene.update();
    scene.pen(stroke.tool, stroke.width, stroke.points[1], stroke.points[2]);
    scene.update();
    lab.apply(Action::AddStroke(stroke));
    scene.show(&lab.document);
    assert!(!scene.is_dirty());
    assert_same(&scene, &Scene::new(&lab.document));
}

#[test]
fn undo_in_the_middle_of_a_stroke_comes_right_when_the_stroke_ends() {
    let mut lab = crate::five_channels();
    lab.apply(Action::AddStroke(line(0.2)));
    let mut scene = Scene::new(&lab.document);
    let stroke = line(0.8);
    scene.pen(stroke.tool, stroke.width, stroke.points[0], stroke.points[1]);
    scene.update();
    lab.apply(Action::Undo);
    scene.show(&lab.document);
    scene.pen(stroke.tool, stroke.width, stroke.points[1], stroke.points[2]);
    scene.update();
    lab.apply(Action::AddStroke(stroke));
    scene.show(&lab.document);
    scene.update();
    assert_same(&scene, &Scene::new(&lab.document));
}

#[test]
fn answers_are_read_from_the_outputs() {
    let mut lab = crate::five_channels();
    let scene = Scene::new(&lab.document);
    let answer = scene.answer().expect("there is a five");
    let Label::Digit(digit) = answer.label else { panic!("ten outputs name a digit") };
    assert!(answer.values.iter().all(|&value| value <= answer.values[usize::from(digit)]));

    lab.apply(Action::ChooseNetwork(NetworkChoice::Notebook));
    let patch = Patch::Linear { output: 0, channel: 0 };
    for (weight, label) in [(50.0, Label::Five), (-50.0, Label::NotFive)] {
        lab.apply(Action::SetCell { patch, index: 0, value: weight, gesture: None });
        assert_eq!(Scene::new(&lab.document).answer().map(|answer| answer.label), Some(label));
    }
}

#[test]
fn layers_have_the_names_and_sizes_of_the_pipeline() {
    let scene = Scene::new(&crate::five_channels().document);
    let layers = [
        (Layer::Input, "input", [1, 28, 28]),
        (Layer::Conv(0), "conv1", [5, 26, 26]),
        (Layer::Activation(1), "act2", [5, 11, 11]),
        (Layer::Pool(2), "pool3", [5, 2, 2]),
        (Layer::Vector, "vector", [1, 1, 20]),
        (Layer::Linear, "linear", [1, 1, 10]),
        (Layer::Conv(3), "conv4", [0, 0, 0]),
    ];
    for (layer, id, [channels, height, width]) in layers {
        let shape = scene.shape(layer);
        assert_eq!(layer.id(), id);
        assert_eq!([shape.channels, shape.height, shape.width], [channels, height, width]);
        assert_eq!(scene.maps(layer).len(), shape.len());
        assert_eq!(scene.channel(layer, channels), [0.0; 0]);
    }
}
