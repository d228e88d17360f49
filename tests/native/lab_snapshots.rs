//! Networks kept under a name: taking, comparing, bringing back; and as text.

use hitofude::lab::stored::{read_snapshots, write_snapshots};
use hitofude::lab::{
    Action, Lab, Layer, MAX_WEIGHT, NetworkChoice, Patch, Scene, SnapshotChange, Snapshots,
    StoredError, weights_apart,
};
use hitofude::nn::Parameters;
use proptest::collection::vec;
use proptest::prelude::*;

use crate::lab_strategies::{action, architecture, lab_after, snapshot_action, weight_action};

const KERNEL: Patch = Patch::Kernel { stage: 1, output: 2, input: 3 };

fn take(name: &str) -> Action {
    Action::Snapshot(SnapshotChange::Take(name.into()))
}

fn set(index: usize, value: f32) -> Action {
    Action::SetCell { patch: KERNEL, index, value, gesture: None }
}

fn names(lab: &Lab) -> Vec<&str> {
    lab.snapshots.all().iter().map(|snapshot| &*snapshot.name).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_happens_snapshots_are_whole_and_only_their_own_actions_change_them(
        actions in vec(prop_oneof![action(), snapshot_action()], 1..30),
    ) {
        let mut lab = Lab::new();
        for action in actions {
            let before = lab.clone();
            let own = matches!(action, Action::Snapshot(_));
            lab.apply(action);
            if own {
                prop_assert!(lab.document == before.document && lab.view == before.view);
                prop_assert_eq!(lab.can_undo(), before.can_undo());
            } else {
                prop_assert!(lab.snapshots == before.snapshots);
            }
            let snapshots = &lab.snapshots;
            prop_assert!(snapshots.all().len() <= Snapshots::MOST);
            prop_assert!(snapshots.against().is_none_or(|at| at < snapshots.all().len()));
            for snapshot in snapshots.all() {
                let expected = Parameters::zeros(&snapshot.network.architecture);
                let lengths = |of: &Parameters| of.slices().map(<[f32]>::len).collect::<Vec<_>>();
                prop_assert_eq!(lengths(&snapshot.network.parameters), lengths(&expected));
            }
        }
    }

    #[test]
    fn snapshots_that_were_written_read_back_the_same(
        actions in vec(prop_oneof![1 => action(), 2 => snapshot_action()], 0..30),
    ) {
        let lab = lab_after(actions);
        let text = write_snapshots(&lab.snapshots);
        let back = read_snapshots(&text).expect("they were just written");
        prop_assert!(back.all() == lab.snapshots.all());
        prop_assert_eq!(back.against(), lab.snapshots.against());
        prop_assert_eq!(back.taken(), lab.snapshots.taken());
        prop_assert_eq!(write_snapshots(&back), text);
    }

    #[test]
    fn damaged_snapshots_are_refused_or_still_whole(
        actions in vec(snapshot_action(), 0..8),
        damage in vec((any::<prop::sample::Index>(), any::<u8>()), 0..6),
        cut in prop::option::of(any::<prop::sample::Index>()),
    ) {
        let mut bytes = write_snapshots(&lab_after(actions).snapshots).into_bytes();
        for (place, byte) in damage {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        if let Ok(back) = read_snapshots(&String::from_utf8_lossy(&bytes)) {
            let weights = back.all().iter().flat_map(|kept| kept.network.parameters.slices());
            prop_assert!(weights.flatten().all(|weight| weight.abs() <= MAX_WEIGHT));
            prop_assert_eq!(read_snapshots(&write_snapshots(&back)), Ok(back));
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
        let mut lab = lab_after(vec![take("first")]);
        lab.apply(Action::Snapshot(SnapshotChange::Compare(Some(0))));
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
        actions in vec(prop_oneof![3 => action(), 1 => snapshot_action()], 1..12),
    ) {
        let mut lab = lab_after(vec![take("first")]);
        lab.apply(Action::Snapshot(SnapshotChange::Compare(Some(0))));
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
    let mut lab = lab_after(vec![take(" as it came "), set(4, 1.5), set(4, 2.5)]);
    let edited = lab.document.clone();
    let first = lab.snapshots.all()[0].clone();
    assert_eq!(&*first.name, "as it came");
    assert!(lab.compared() == lab.network_before(), "until one is chosen");
    lab.apply(Action::Snapshot(SnapshotChange::Compare(Some(0))));
    assert!(lab.compared() == Some(&first.network));
    let apart = |lab: &Lab| {
        let network = &lab.document.network;
        let before = &lab.compared().expect("there is one").parameters;
        weights_apart(&network.architecture, &network.parameters, before)[1]
    };
    let found = apart(&lab);
    assert_eq!((found.patch, found.cell), (KERNEL, Some(4)));
    lab.apply(Action::BringBack(0));
    assert!(lab.document.network == first.network);
    assert_eq!(apart(&lab).largest, 0.0);
    lab.apply(Action::Undo);
    assert!(lab.document == edited, "it was one step");
    lab.apply(Action::BringBack(1));
    assert!(lab.document == edited, "there is no other");
    lab.apply(Action::Snapshot(SnapshotChange::Compare(None)));
    assert!(lab.compared() == lab.network_before());
}

#[test]
fn another_architecture_can_be_brought_back_and_answers() {
    let mut lab = lab_after(vec![take("five channels")]);
    lab.apply(Action::ChooseNetwork(NetworkChoice::Notebook));
    lab.apply(Action::Snapshot(SnapshotChange::Compare(Some(0))));
    let mut scene = Scene::new(&lab.document);
    scene.compare(lab.compared());
    scene.update();
    assert!(scene.compared().is_none() && scene.maps_apart(Layer::Conv(0)).is_none());
    assert_eq!(scene.answer_before().map(|answer| answer.values.len()), Some(10));
    lab.apply(Action::BringBack(0));
    assert_eq!(*lab.document.network.architecture, NetworkChoice::FiveChannel.architecture());
    scene.show(&lab.document);
    scene.compare(lab.compared());
    scene.update();
    assert_eq!(scene.maps_apart(Layer::Conv(0)).map(|apart| apart.mean), Some(0.0));
}

#[test]
fn there_is_room_for_eight_and_the_ninth_is_refused() {
    let mut lab = Lab::new();
    for number in 0..10 {
        lab.apply(take(&format!("number {number}")));
    }
    assert!(lab.snapshots.is_full());
    let names = names(&lab);
    assert_eq!((names.len(), names[0], names[7]), (8, "number 0", "number 7"));
}

#[test]
fn what_was_deleted_comes_back_to_its_place() {
    let mut lab = lab_after(vec![take("a"), take("b"), take("c")]);
    let change = |lab: &mut Lab, change| lab.apply(Action::Snapshot(change));
    change(&mut lab, SnapshotChange::Compare(Some(1)));
    change(&mut lab, SnapshotChange::Delete(0));
    assert_eq!((names(&lab), lab.snapshots.against()), (vec!["b", "c"], Some(0)));
    change(&mut lab, SnapshotChange::Undelete);
    assert_eq!((names(&lab), lab.snapshots.against()), (vec!["a", "b", "c"], Some(1)));
    change(&mut lab, SnapshotChange::Delete(1));
    assert_eq!((names(&lab), lab.snapshots.against()), (vec!["a", "c"], None));
    change(&mut lab, SnapshotChange::Undelete);
    assert_eq!((names(&lab), lab.snapshots.against()), (vec!["a", "b", "c"], Some(1)));
    assert!(!lab.snapshots.can_undelete());
    change(&mut lab, SnapshotChange::Rename(2, "  ".into()));
    change(&mut lab, SnapshotChange::Rename(0, format!(" {}\n", "x".repeat(99))));
    change(&mut lab, take_name(""));
    assert_eq!(names(&lab), [&"x".repeat(60), "b", "c"]);
}

fn take_name(name: &str) -> SnapshotChange {
    SnapshotChange::Take(name.into())
}

#[test]
fn those_of_an_earlier_visit_come_first() {
    let mut earlier = lab_after(vec![take("old"), take("older")]);
    earlier.apply(Action::Snapshot(SnapshotChange::Compare(Some(1))));
    let mut lab = lab_after(vec![take("new")]);
    let found = SnapshotChange::Found(Box::new(earlier.snapshots.clone()));
    lab.apply(Action::Snapshot(found.clone()));
    assert_eq!((names(&lab), lab.snapshots.against()), (vec!["old", "older", "new"], Some(1)));
    let mut chosen = lab_after(vec![take("new")]);
    chosen.apply(Action::Snapshot(SnapshotChange::Compare(Some(0))));
    chosen.apply(Action::Snapshot(found));
    assert_eq!(chosen.snapshots.against(), Some(2), "what was chosen since stays chosen");
}

#[test]
fn what_is_wrong_with_kept_snapshots_is_said() {
    let text = write_snapshots(&lab_after(vec![take("one")]).snapshots);
    let changed = |from: &str, to: &str| {
        assert!(text.contains(from), "{from} is not in {text}");
        read_snapshots(&text.replacen(from, to, 1))
    };
    use StoredError as E;
    for head in ["hitofude-snapshots 2", "hitofude", "{}"] {
        assert_eq!(changed("hitofude-snapshots 1", head), Err(E::NotSnapshots));
    }
    assert!(matches!(changed(r#""kernel":3"#, r#""kernel":"#), Err(E::NotJson { .. })));
    assert!(matches!(changed(r#""kernel":3"#, r#""kernel":0"#), Err(E::Architecture(_))));
    assert!(matches!(changed("}\n", "}\nAAAA"), Err(E::Weights { .. })));
    assert!(matches!(changed("}\n", "}\n?"), Err(E::Base64 { .. })));
    let far = changed(" 1 -", " 1 3").expect("a choice is not the work");
    assert_eq!((far.against(), far.taken()), (None, 1));
    assert_eq!(read_snapshots(""), Err(E::NotSnapshots));
}

/// Eight of the widest network on offer, kept apart from the lab.
#[test]
fn the_lab_is_no_larger_for_its_snapshots() {
    let mut lab = Lab::new();
    lab.apply(Action::ChooseNetwork(NetworkChoice::Wide));
    let alone = hitofude::lab::stored::write(&lab).len();
    for _ in 0..8 {
        lab.apply(take("wide"));
    }
    assert_eq!(hitofude::lab::stored::write(&lab).len(), alone);
    let text = write_snapshots(&lab.snapshots).len();
    assert!((400_000..800_000).contains(&text), "{text}");
}
