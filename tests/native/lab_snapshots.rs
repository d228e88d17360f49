//! Networks kept under a name: taking, comparing, bringing back; and as text.

use hitofude::digits::ItemId;
use hitofude::formats::record::Versioned;
use hitofude::lab::stored::{read_snapshots, write_snapshots};
use hitofude::lab::{
    Action, Lab, Layer, MAX_WEIGHT, NetworkChoice, Patch, Scene, SnapshotChange, StoredError,
    weights_apart,
};
use hitofude::nn::Parameters;
use proptest::collection::vec;
use proptest::prelude::*;

use crate::lab_strategies::{action, architecture, lab_after, snapshot_change, weight_action};

const KERNEL: Patch = Patch::Kernel { stage: 1, output: 2, input: 3 };

/// The id of snapshot number `number`.
const fn id(number: u64) -> ItemId {
    ItemId((1 << 60) + number)
}

fn take(number: u64, name: &str) -> Action {
    Action::Snapshot(SnapshotChange::Take { id: id(number), name: name.into() })
}

fn set(index: usize, value: f32) -> Action {
    Action::SetCell { patch: KERNEL, index, value, gesture: None }
}

/// Only actions on snapshots.
fn snapshot_actions(count: std::ops::Range<usize>) -> impl Strategy<Value = Vec<Action>> {
    vec(snapshot_change().prop_map(Action::Snapshot), count)
}

fn names(lab: &Lab) -> Vec<&str> {
    lab.document.snapshots.iter().map(|snapshot| &*snapshot.name).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_happens_snapshots_are_whole(actions in vec(action(), 1..30)) {
        let mut lab = crate::five_channels();
        for action in actions {
            lab.apply(action);
            let snapshots = &lab.document.snapshots;
            prop_assert!(snapshots.iter().is_sorted_by(|a, b| a.id < b.id));
            prop_assert_eq!(lab.against().map(|it| it.id), lab.view.against.filter(|&it| snapshots.get(it).is_some()));
            for snapshot in snapshots.iter() {
                let expected = Parameters::zeros(&snapshot.network.architecture);
                let lengths = |of: &Parameters| of.slices().map(<[f32]>::len).collect::<Vec<_>>();
                prop_assert_eq!(lengths(&snapshot.network.parameters), lengths(&expected));
            }
        }
    }

    #[test]
    fn snapshots_that_were_written_read_back_the_same(actions in snapshot_actions(0..30)) {
        let lab = lab_after(actions);
        let text = write_snapshots(&lab.document.snapshots);
        let back = read_snapshots(&text).expect("they were just written").value;
        prop_assert!(back == *lab.document.snapshots);
        prop_assert_eq!(write_snapshots(&back), text);
    }

    #[test]
    fn damaged_snapshots_are_refused_or_still_whole(
        actions in snapshot_actions(0..8),
        damage in vec((any::<prop::sample::Index>(), any::<u8>()), 0..6),
        cut in prop::option::of(any::<prop::sample::Index>()),
    ) {
        let mut bytes = write_snapshots(&lab_after(actions).document.snapshots).into_bytes();
        for (place, byte) in damage {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        if let Ok(Versioned { value: back, .. }) = read_snapshots(&String::from_utf8_lossy(&bytes)) {
            let weights = back.iter().flat_map(|kept| kept.network.parameters.slices());
            prop_assert!(weights.flatten().all(|weight| weight.abs() <= MAX_WEIGHT));
            let again = read_snapshots(&write_snapshots(&back)).map(|again| again.value);
            prop_assert_eq!(again, Ok(back));
        }
    }

    /// Against the plainest way of saying it.
    #[test]
    fn weights_lie_apart_by_the_mean_and_the_largest_of_their_differences(
        architecture in architecture(),
        changes in vec((any::<prop::sample::Index>(), -2.0f32..2.0), 0..6),
    ) {
        let before = Parameters::zeros(&architecture);
        let mut now = before.clone();
        let count = now.slices().flatten().count();
        for (index, change) in changes {
            *now.slices_mut().flatten().nth(index.index(count)).expect("it has as many") = change;
        }
        let apart = weights_apart(&architecture, &now, &before);
        prop_assert_eq!(apart.len(), architecture.stages().len() + 1);
        for (layer, apart) in apart.into_iter().enumerate() {
            let (weights, bias) = layer_of(&now, layer);
            let all = || weights.iter().chain(bias);
            let largest = all().map(|w| w.abs()).fold(0.0, f32::max);
            let mean = all().map(|w| f64::from(w.abs())).sum::<f64>() / all().count() as f64;
            prop_assert!((f64::from(apart.mean) - mean).abs() <= 1e-5 * mean.max(1e-3));
            prop_assert_eq!(apart.largest.abs(), largest);
            let there = match apart.cell {
                Some(cell) => apart.patch.cells(&architecture, &now)[cell],
                None => apart.patch.bias(&architecture, &now).expect("a layer with biases"),
            };
            prop_assert_eq!(there, apart.largest, "{:?}", apart);
        }
    }

    #[test]
    fn maps_lie_apart_by_the_mean_and_the_largest_of_their_differences(
        edits in vec(weight_action(), 1..4),
    ) {
        let mut lab = lab_after(vec![take(0, "first")]);
        lab.apply(Action::Compare(Some(id(0))));
        edits.into_iter().for_each(|edit| lab.apply(edit));
        let mut scene = Scene::new(&lab.document);
        scene.compare(lab.compared());
        scene.update();
        for layer in [Layer::Conv(0), Layer::Activation(1), Layer::Pool(2), Layer::Output] {
            let differences = scene.difference_maps(layer).to_vec();
            let apart = scene.maps_apart(layer).expect("the architecture is the same");
            let mean = differences.iter().map(|d| f64::from(d.abs())).sum::<f64>()
                / differences.len() as f64;
            prop_assert!((f64::from(apart.mean) - mean).abs() <= 1e-4 * mean.max(1e-3));
            let largest = differences.iter().fold(0.0, |most: f32, d| most.max(d.abs()));
            let there = differences[apart.cell.index(scene.architecture())];
            prop_assert_eq!(there.abs(), largest);
        }
    }

    /// Whatever the two networks are, and whatever has happened since they were first compared.
    #[test]
    fn the_answer_of_the_other_network_is_its_own(
        actions in vec(action(), 1..12),
    ) {
        let mut lab = lab_after(vec![take(0, "first")]);
        lab.apply(Action::Compare(Some(id(0))));
        let mut scene = Scene::new(&lab.document);
        for action in actions {
            lab.apply(action);
            scene.show(&lab.document);
            scene.compare(lab.compared());
            scene.update();
            let Some(network) = lab.compared() else {
                prop_assert!(scene.answer_before().is_none() && scene.compared().is_none());
                continue;
            };
            let mut document = lab.document.clone();
            document.network = network.clone();
            let other = Scene::new(&document);
            let bits = |scene: Option<hitofude::lab::Answer>| {
                scene.map(|answer| answer.values.iter().map(|v| v.to_bits()).collect::<Vec<_>>())
            };
            prop_assert_eq!(bits(scene.answer_before()), bits(other.answer()));
            let alike = network.architecture == lab.document.network.architecture;
            prop_assert_eq!(scene.compared().is_some(), alike);
            prop_assert_eq!(scene.difference_maps(Layer::Conv(0)).is_empty(), !alike);
        }
    }
}

fn layer_of(parameters: &Parameters, layer: usize) -> (&[f32], &[f32]) {
    match parameters.stages.get(layer) {
        Some(stage) => (&stage.kernels, &stage.bias),
        None => (&parameters.linear.weights, &parameters.linear.bias),
    }
}

#[test]
fn a_snapshot_is_compared_instead_of_the_last_change_and_brought_back() {
    let mut lab = lab_after(vec![take(0, " as it came "), set(4, 1.5), set(4, 2.5)]);
    let edited = lab.document.clone();
    let first = lab.document.snapshots.get(id(0)).expect("it was taken").clone();
    assert_eq!(&*first.name, "as it came");
    assert!(lab.compared() == lab.network_before(), "until one is chosen");
    lab.apply(Action::Compare(Some(id(0))));
    assert!(lab.compared() == Some(&first.network));
    let apart = |lab: &Lab| {
        let network = &lab.document.network;
        let before = &lab.compared().expect("there is one").parameters;
        weights_apart(&network.architecture, &network.parameters, before)[1]
    };
    let found = apart(&lab);
    assert_eq!((found.patch, found.cell), (KERNEL, Some(4)));
    lab.apply(Action::BringBack(id(0)));
    assert!(lab.document.network == first.network);
    assert_eq!(apart(&lab).largest, 0.0);
    lab.apply(Action::Undo);
    assert!(lab.document == edited, "it was one step");
    lab.apply(Action::BringBack(id(1)));
    assert!(lab.document == edited, "there is no other");
    lab.apply(Action::Compare(None));
    assert!(lab.compared() == lab.network_before());
}

#[test]
fn another_architecture_can_be_brought_back_and_answers() {
    let mut lab = lab_after(vec![take(0, "five channels")]);
    lab.apply(Action::ChooseNetwork(NetworkChoice::Notebook));
    lab.apply(Action::Compare(Some(id(0))));
    let mut scene = Scene::new(&lab.document);
    scene.compare(lab.compared());
    scene.update();
    assert!(scene.compared().is_none() && scene.maps_apart(Layer::Conv(0)).is_none());
    assert_eq!(scene.answer_before().map(|answer| answer.values.len()), Some(10));
    lab.apply(Action::BringBack(id(0)));
    assert_eq!(*lab.document.network.architecture, NetworkChoice::FiveChannel.architecture());
    scene.show(&lab.document);
    scene.compare(lab.compared());
    scene.update();
    assert_eq!(scene.maps_apart(Layer::Conv(0)).map(|apart| apart.mean), Some(0.0));
}

#[test]
fn there_is_room_for_eight_and_the_ninth_is_refused() {
    let mut lab = crate::five_channels();
    for number in 0..10 {
        lab.apply(take(number, &format!("number {number}")));
    }
    assert!(lab.document.snapshots.is_full());
    let names = names(&lab);
    assert_eq!((names.len(), names[0], names[7]), (8, "number 0", "number 7"));
}

#[test]
fn undo_goes_over_snapshots_and_what_is_compared_stays_so() {
    let mut lab = lab_after(vec![take(0, "a"), take(1, "b"), take(2, "c")]);
    lab.apply(Action::Compare(Some(id(1))));
    assert!(lab.can_undo() && lab.against().is_some_and(|it| &*it.name == "b"));
    lab.apply(Action::Snapshot(SnapshotChange::Delete(id(0))));
    assert_eq!((names(&lab), lab.against().map(|it| it.id)), (vec!["b", "c"], Some(id(1))));
    lab.apply(Action::Snapshot(SnapshotChange::Delete(id(1))));
    assert_eq!((names(&lab), lab.against()), (vec!["c"], None));
    lab.apply(Action::Undo);
    assert_eq!((names(&lab), lab.against().map(|it| it.id)), (vec!["b", "c"], Some(id(1))));
    lab.apply(Action::Undo);
    assert_eq!(names(&lab), ["a", "b", "c"]);
    lab.apply(Action::Snapshot(SnapshotChange::Rename(id(2), "  ".into())));
    assert!(lab.can_redo(), "no name is no change");
    let long = format!(" {}\n", "x".repeat(99));
    lab.apply(Action::Snapshot(SnapshotChange::Rename(id(0), long)));
    lab.apply(take(3, ""));
    assert_eq!(names(&lab), [&"x".repeat(60), "b", "c"]);
    for expected in [vec!["a", "b", "c"], vec!["a", "b"], vec!["a"], vec![]] {
        lab.apply(Action::Undo);
        assert_eq!(names(&lab), expected);
    }
    assert!(!lab.can_undo());
    lab.apply(Action::Redo);
    assert_eq!(names(&lab), ["a"]);
}

#[test]
fn snapshots_of_a_text_without_ids_get_the_same_ids_in_every_tab() {
    let lab = lab_after(vec![take(0, "one"), take(1, "two")]);
    let text = write_snapshots(&lab.document.snapshots);
    let earlier = text.replace("\"id\":", "\"number\":");
    assert_ne!(earlier, text);
    let [once, again] = [(); 2].map(|()| read_snapshots(&earlier).expect("they are whole").value);
    assert!(once == again && once.iter().all(|it| it.id.is_derived()));
    let names: Vec<_> = once.iter().map(|it| &*it.name).collect();
    assert_eq!(names, ["one", "two"]);
}

#[test]
fn what_is_wrong_with_kept_snapshots_is_said() {
    let text = write_snapshots(&lab_after(vec![take(0, "one")]).document.snapshots);
    let changed = |from: &str, to: &str| {
        assert!(text.contains(from), "{from} is not in {text}");
        read_snapshots(&text.replacen(from, to, 1))
    };
    use StoredError as E;
    assert_eq!(changed("hitofude-snapshots", "hitofude"), Err(E::NotSnapshots));
    assert!(matches!(changed(r#""kernel":3"#, r#""kernel":"#), Err(E::NotJson { .. })));
    assert!(matches!(changed(r#""kernel":3"#, r#""kernel":0"#), Err(E::Architecture(_))));
    let weights = r#""weights":""#;
    assert!(matches!(changed(weights, r#""weights":"AAAA"#), Err(E::Weights { .. })));
    assert!(matches!(changed(weights, r#""weights":"?"#), Err(E::Base64 { .. })));
    let other = changed(r#""id":""#, r#""id":"x"#).expect("an id is not the work").value;
    assert!(other.iter().all(|snapshot| snapshot.id.is_derived()));
    assert_eq!(read_snapshots(""), Err(E::NotJson { line: 1, column: 0 }));
    assert_eq!(read_snapshots("hitofude-snapshots 2 1 -"), Err(E::NotJson { line: 1, column: 1 }));
    // More than this page knows, and a newer version.
    let more = changed(r#""name""#, r#""by":{},"taken":[],"name""#);
    assert_eq!(more, read_snapshots(&text));
    let newer = changed(r#""version":2"#, r#""version":3"#).expect("the snapshot can be read");
    assert_eq!((newer.value.len(), newer.newer), (1, Some(3)));
    let none = text.replace(r#""version":2"#, r#""version":3"#).replace("sigmoid", "gelu");
    assert_eq!(read_snapshots(&none), Err(E::Version { found: 3 }));
}

/// Eight of the widest network on offer, kept apart from the lab.
#[test]
fn the_lab_is_no_larger_for_its_snapshots() {
    let mut lab = crate::five_channels();
    lab.apply(Action::ChooseNetwork(NetworkChoice::Wide));
    let alone = hitofude::lab::stored::write(&lab).len();
    for number in 0..8 {
        lab.apply(take(number, "wide"));
    }
    assert_eq!(hitofude::lab::stored::write(&lab).len(), alone);
    let text = write_snapshots(&lab.document.snapshots).len();
    assert!((400_000..800_000).contains(&text), "{text}");
}
