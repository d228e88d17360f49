//! A blank patch over the network's image.

use hitofude::digits::{PenPoint, PixelScale, Pixels, Tool};
use hitofude::lab::{Action, Cover, Lab, NetworkChoice, Off, Scene, reach};
use proptest::prelude::*;

/// The image with a blank square around `place`, by the plain rule.
fn blanked(image: &Pixels, place: usize, side: usize) -> Pixels {
    let mut pixels = *image;
    let (row, column) = (place as i32 / 28, place as i32 % 28);
    let half = side as i32 / 2;
    for (index, pixel) in pixels.iter_mut().enumerate() {
        let (y, x) = (index as i32 / 28, index as i32 % 28);
        if (y - row).abs() <= half && (x - column).abs() <= half {
            *pixel = 0;
        }
    }
    pixels
}

fn of(choice: NetworkChoice) -> Lab {
    let mut lab = crate::five_channels();
    lab.apply(Action::ChooseNetwork(choice));
    lab
}

/// What a scene of its own makes of an image.
fn seen(lab: &Lab, image: Pixels) -> Scene {
    let mut lab = lab.clone();
    lab.apply(Action::LoadImage(Box::new(image)));
    Scene::new(&lab.document)
}

fn swept(lab: &Lab, side: usize) -> Scene {
    let mut scene = Scene::new(&lab.document);
    scene.cover(side, Cover::Sweep(1000));
    scene.update();
    scene
}

#[test]
fn every_place_changes_the_answer_as_the_covered_image_would() {
    for (choice, side) in
        [(NetworkChoice::FiveChannel, 5), (NetworkChoice::IsFive, 3), (NetworkChoice::Digits, 9)]
    {
        let lab = of(choice);
        let whole = Scene::new(&lab.document);
        let scene = swept(&lab, side);
        let occlusion = scene.occlusion().expect("it has begun");
        assert!(occlusion.is_over() && occlusion.at().is_none());
        assert!(scene.activations() == whole.activations(), "the patch is away");
        let (output, before) = occlusion.about();
        assert_eq!(before, whole.activations().prediction[output]);
        let (mut covered_nothing, mut mattered) = (0, 0);
        for (place, &change) in occlusion.changes().iter().enumerate() {
            let image = blanked(whole.prepared(), place, side);
            let after = seen(&lab, image).activations().prediction[output];
            assert_eq!(change, after - before, "{choice:?} at {place}");
            if image == *whole.prepared() {
                assert_eq!(change, 0.0);
                covered_nothing += 1;
            }
            mattered += usize::from(change != 0.0);
        }
        assert!(covered_nothing > 50, "{covered_nothing}");
        assert!(mattered > 50, "{choice:?}: {mattered}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn while_the_patch_lies_there_all_maps_are_those_of_the_covered_image(
        place in 0usize..784,
        half in 1usize..5,
        byte in any::<bool>(),
    ) {
        let mut lab = of(NetworkChoice::FiveChannel);
        if byte {
            lab.apply(Action::SetScale(PixelScale::Byte));
        }
        let side = 2 * half + 1;
        let mut scene = Scene::new(&lab.document);
        let image = blanked(scene.prepared(), place, side);
        scene.cover(side, Cover::At(Some(place)));
        let changes = scene.update();
        prop_assert!(changes.occlusion);
        prop_assert!(scene.prepared() == &image);
        prop_assert!(scene.activations() == seen(&lab, image).activations());
        prop_assert!(scene.received() == Scene::new(&lab.document).prepared());
        let covered = reach(place / 28, side).len() * reach(place % 28, side).len();
        prop_assert!(covered <= side * side && covered >= (half + 1) * (half + 1));
        scene.cover(side, Cover::At(None));
        scene.update();
        prop_assert!(scene.activations() == Scene::new(&lab.document).activations());
        prop_assert!(!scene.is_dirty());
    }
}

#[test]
fn a_sweep_goes_on_from_where_it_was_and_skips_what_covers_nothing() {
    let lab = of(NetworkChoice::FiveChannel);
    let mut scene = Scene::new(&lab.document);
    let mut places = Vec::new();
    for _ in 0..1000 {
        scene.cover(5, Cover::Sweep(2));
        scene.update();
        let occlusion = scene.occlusion().expect("it has begun");
        places.extend(occlusion.at());
        if occlusion.is_over() {
            break;
        }
        // By hand in between: it does not lose its place.
        scene.cover(5, Cover::At(Some(400)));
        scene.update();
    }
    assert!(places.is_sorted() && places.len() > 100 && places.len() < 392, "{}", places.len());
    let anew = swept(&lab, 5);
    let changes = |scene: &Scene| scene.occlusion().map(|o| o.changes().to_vec());
    assert_eq!(changes(&scene), changes(&anew));
    // Another patch has to look everywhere again.
    scene.cover(3, Cover::Sweep(1));
    scene.update();
    let occlusion = scene.occlusion().expect("it goes on");
    assert!(!occlusion.is_over() && occlusion.changes().iter().any(|change| change.is_nan()));
    assert_eq!(occlusion.about(), anew.occlusion().expect("swept").about());
}

#[test]
fn it_ends_when_drawing_or_network_change_and_not_otherwise() {
    #[track_caller]
    fn check(what: &str, goes_on: bool, act: impl Fn(&mut Lab, &mut Scene)) {
        let mut lab = of(NetworkChoice::FiveChannel);
        let mut scene = Scene::new(&lab.document);
        scene.cover(5, Cover::At(Some(14 * 28 + 14)));
        scene.update();
        act(&mut lab, &mut scene);
        scene.show(&lab.document);
        let changes = scene.update();
        assert_eq!(scene.occlusion().is_some(), goes_on, "{what}");
        assert_eq!(changes.occlusion, !goes_on, "{what}");
        if !goes_on {
            assert!(scene.activations() == Scene::new(&lab.document).activations(), "{what}");
        }
    }
    check("dropped", false, |_, scene| scene.wake());
    check("cleared", false, |lab, _| lab.apply(Action::Clear));
    check("centring", false, |lab, _| lab.apply(Action::SetCentre(false)));
    check("weights", false, |lab, _| {
        lab.apply(Action::RandomiseAll { range: hitofude::nn::WeightRange::Normal, seed: 1 });
    });
    check("a switch", false, |lab, _| {
        lab.apply(Action::Switch { what: Off::Map { stage: 0, channel: 0 }, on: false });
    });
    check("activations", false, |lab, _| lab.apply(Action::SetActivations(false)));
    check("network", false, |lab, _| lab.apply(Action::ChooseNetwork(NetworkChoice::Notebook)));
    check("truth", true, |lab, _| lab.apply(Action::SetTruth(Some(8))));
    let point = PenPoint { x: 0.5, y: 0.9, pressure: 0.5 };
    let mut scene = Scene::new(&crate::five_channels().document);
    scene.cover(5, Cover::Sweep(3));
    scene.update();
    scene.pen(Tool::Pen, 0.1, point, point);
    scene.update();
    assert!(scene.occlusion().is_none(), "the pen");
}

#[test]
fn a_dream_and_a_patch_end_each_other() {
    let lab = of(NetworkChoice::FiveChannel);
    let drawn = Scene::new(&lab.document);
    let mut scene = drawn.clone();
    scene.dream(3, 20);
    scene.update();
    scene.cover(5, Cover::At(Some(0)));
    scene.update();
    assert!(scene.dreams_of().is_none() && scene.received() == drawn.prepared());
    scene.cover(9, Cover::At(Some(400)));
    scene.update();
    scene.dream(3, 1);
    scene.update();
    assert!(scene.occlusion().is_none() && scene.dreams_of() == Some(3));
    let mut once = drawn.clone();
    once.dream(3, 1);
    once.update();
    assert!(scene.prepared() == once.prepared(), "it dreams of the drawing");
}

#[test]
fn over_an_empty_pad_there_is_nothing_to_find() {
    let mut lab = of(NetworkChoice::FiveChannel);
    lab.apply(Action::Clear);
    let scene = swept(&lab, 5);
    assert!(scene.occlusion().is_some_and(|o| o.changes().iter().all(|change| *change == 0.0)));
}
