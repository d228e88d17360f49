//! The image that the network would like better.

use hitofude::digits::prepare::Placement;
use hitofude::digits::{Area, PenPoint, PixelScale, Tool};
use hitofude::lab::{Action, Answer, Lab, Label, NetworkChoice, Scene, target};

fn loss_towards(scene: &Scene, lab: &Lab, digit: u8) -> f32 {
    let maps = scene.activations();
    let head = scene.architecture().head();
    let target = target(digit, head.outputs);
    lab.document.loss.value(head.activation, &maps.logits, &maps.prediction, &target)
}

/// A dream of `digit`, from beginning to end.
fn dreamt(lab: &Lab, digit: u8) -> Scene {
    let mut scene = Scene::new(&lab.document);
    for _ in 0..5000 {
        scene.dream(digit, 1);
        scene.update();
        if scene.dream_is_over() {
            return scene;
        }
    }
    panic!("it goes on and on: {:?}", scene.answer());
}

fn label(scene: &Scene) -> Option<Label> {
    scene.answer().map(|Answer { label, .. }| label)
}

#[test]
fn a_dream_ends_with_the_answer_that_was_wished_for() {
    #[track_caller]
    fn check(choice: NetworkChoice, digit: u8, expected: Label) {
        let mut lab = crate::five_channels();
        lab.apply(Action::ChooseNetwork(choice));
        let scene = dreamt(&lab, digit);
        assert_eq!(label(&scene), Some(expected), "{choice:?}");
        assert_eq!(scene.dreams_of(), Some(digit));
    }
    check(NetworkChoice::FiveChannel, 3, Label::Digit(3));
    check(NetworkChoice::FiveChannel, 8, Label::Digit(8));
    check(NetworkChoice::Notebook, 0, Label::NotFive);
    check(NetworkChoice::Notebook, 5, Label::Five);
}

#[test]
fn each_step_moves_the_image_a_little_and_makes_the_loss_smaller() {
    for scale in [PixelScale::Unit, PixelScale::Byte] {
        let mut lab = crate::five_channels();
        lab.apply(Action::SetScale(scale));
        let mut scene = Scene::new(&lab.document);
        let start = *scene.prepared();
        let before = loss_towards(&scene, &lab, 3);
        scene.dream(3, 4);
        let changes = scene.update();
        assert!(changes.image && changes.maps_from == Some(0), "{changes:?}");
        let most = scene.prepared().iter().zip(&start).map(|(a, b)| a.abs_diff(*b)).max();
        assert!((1..=4).contains(&most.unwrap_or(0)), "{most:?}");
        let after = loss_towards(&scene, &lab, 3);
        assert!(after < before, "{scale:?}: {before} to {after}");
    }
}

#[test]
fn what_is_seen_in_a_dream_is_what_the_network_makes_of_its_image() {
    let mut lab = crate::five_channels();
    lab.apply(Action::SetErode(true));
    lab.apply(Action::SetTruth(Some(3)));
    let mut scene = dreamt(&lab, 3);
    scene.keep_gradients(true);
    scene.update();
    // The image kept: without centring and erosion, which would change it.
    lab.apply(Action::LoadImage(Box::new(*scene.prepared())));
    let preparation = lab.document.preparation;
    assert!(!preparation.centre && !preparation.erode);
    assert_eq!(lab.document.truth, Some(3));
    let mut kept = Scene::new(&lab.document);
    kept.keep_gradients(true);
    kept.update();
    assert!(kept.prepared() == scene.prepared());
    assert!(kept.activations() == scene.activations());
    assert!(kept.gradients() == scene.gradients());
    // To the scene that dreamt it, it is no dream any more.
    scene.show(&lab.document);
    scene.update();
    assert_eq!(scene.dreams_of(), None);
    assert!(scene.activations() == kept.activations());
    lab.apply(Action::Undo);
    scene.show(&lab.document);
    scene.update();
    assert!(scene.activations() == Scene::new(&lab.document).activations(), "one step of undo");
}

#[test]
fn a_dream_ends_when_it_is_dropped_or_the_drawing_changes_and_not_otherwise() {
    let point = PenPoint { x: 0.5, y: 0.9, pressure: 0.5 };
    #[track_caller]
    fn check(what: &str, goes_on: bool, act: impl Fn(&mut Lab, &mut Scene)) {
        let mut lab = crate::five_channels();
        let mut scene = Scene::new(&lab.document);
        scene.dream(3, 5);
        scene.update();
        act(&mut lab, &mut scene);
        scene.show(&lab.document);
        scene.update();
        assert_eq!(scene.dreams_of(), goes_on.then_some(3), "{what}");
        let fresh = Scene::new(&lab.document);
        assert_eq!(scene.activations() != fresh.activations(), goes_on, "{what}");
    }
    check("dropped", false, |_, scene| scene.wake());
    check("cleared", false, |lab, _| lab.apply(Action::Clear));
    check("centring", false, |lab, _| lab.apply(Action::SetCentre(false)));
    check("scale", false, |lab, _| lab.apply(Action::SetScale(PixelScale::Byte)));
    check("weights", true, |lab, _| {
        lab.apply(Action::RandomiseAll { range: hitofude::nn::WeightRange::Normal, seed: 1 });
    });
    check("network", true, |lab, _| lab.apply(Action::ChooseNetwork(NetworkChoice::Notebook)));
    check("truth", true, |lab, _| lab.apply(Action::SetTruth(Some(8))));
    let mut scene = Scene::new(&crate::five_channels().document);
    scene.dream(3, 5);
    scene.pen(Tool::Pen, 0.1, point, point);
    scene.update();
    assert_eq!(scene.dreams_of(), None, "the pen");
}

#[test]
fn a_dream_can_begin_on_an_empty_pad() {
    let mut lab = crate::five_channels();
    lab.apply(Action::Clear);
    let mut scene = Scene::new(&lab.document);
    assert!(scene.answer().is_none());
    scene.dream(3, 20);
    let changes = scene.update();
    assert!(changes.blank_changed && scene.answer().is_some());
    scene.wake();
    let changes = scene.update();
    assert!(changes.blank_changed && scene.answer().is_none());
}

#[test]
fn the_networks_image_lies_over_the_drawing_that_it_is_made_of() {
    // A bar from 20 % to 80 % of the pad's height, at 30 % of its width: fitted into 20 of 28 pixels, its
    // middle at 14.5.
    let mut lab = crate::five_channels();
    lab.apply(Action::Clear);
    let points = [0.2, 0.8].map(|y| PenPoint { x: 0.3, y, pressure: 0.5 }).to_vec();
    lab.apply(Action::AddStroke(hitofude::digits::Stroke { tool: Tool::Pen, width: 0.1, points }));
    let scene = Scene::new(&lab.document);
    let Placement { x, y, side } = scene.placement();
    let bounds = bounds(scene.ink().cells());
    let height = (bounds.y1 - bounds.y0) as f32 / 280.0;
    assert!((side - height * 28.0 / 20.0).abs() < 1e-3, "{side} for {height}");
    assert!((x + side * 14.5 / 28.0 - 0.3).abs() < 5e-3, "{x}");
    assert!((y + side * 14.5 / 28.0 - 0.5).abs() < 5e-3, "{y}");
    lab.apply(Action::SetCentre(false));
    let whole = Placement { x: 0.0, y: 0.0, side: 1.0 };
    assert_eq!(Scene::new(&lab.document).placement(), whole);
}

fn bounds(cells: &[u8]) -> Area {
    let inked = |at: usize| cells[at] > 31;
    let places = || (0..cells.len()).filter(|&at| inked(at));
    let (xs, ys) = (places().map(|at| at % 280), places().map(|at| at / 280));
    let x0 = xs.clone().min().expect("there is ink");
    let y0 = ys.clone().min().expect("there is ink");
    Area { x0, y0, x1: xs.max().unwrap_or(0) + 1, y1: ys.max().unwrap_or(0) + 1 }
}
