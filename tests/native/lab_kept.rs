//! A person's own drawings and snapshots: undo goes over them, and what is done elsewhere is no step of it.

use std::rc::Rc;

use hitofude::digits::{ItemId, OwnDrawing, OwnDrawings, OwnLabel};
use hitofude::lab::open::OpenedText;
use hitofude::lab::{
    Action, DataChoice, Document, Elsewhere, Lab, NetworkChoice, OwnChange, Panel, Patch, Scene,
    SnapshotChange, Snapshots, StudyTab,
};
use hitofude::nn::{Architecture, Parameters, Stage};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::lab_strategies::{action, elsewhere, lab_after};

const FIVE: OwnLabel = OwnLabel::Digit(5);

const fn id(number: u64) -> ItemId {
    ItemId((1 << 60) + number)
}

fn drawing(number: u64) -> OwnDrawing {
    OwnDrawing { id: id(number), pixels: [number as u8; 784], label: FIVE }
}

fn add(number: u64) -> Action {
    Action::Own(OwnChange::Add(Rc::new(drawing(number))))
}

fn take(number: u64, name: &str) -> Action {
    Action::Snapshot(SnapshotChange::Take { id: id(number), name: name.into() })
}

fn import(numbers: std::ops::Range<u64>) -> Action {
    let opened = OpenedText { own: numbers.map(drawing).collect(), ..OpenedText::default() };
    Action::Open { name: "mine.json".into(), opened: opened.into() }
}

fn found(lab: &Lab) -> Elsewhere {
    let Document { own, snapshots, .. } = &lab.document;
    Elsewhere::Found { own: (**own).clone(), snapshots: (**snapshots).clone() }
}

fn drawings(lab: &Lab) -> Vec<u64> {
    lab.document.own.iter().map(|drawing| drawing.id.0 - (1 << 60)).collect()
}

fn names(lab: &Lab) -> Vec<&str> {
    lab.document.snapshots.iter().map(|snapshot| &*snapshot.name).collect()
}

/// Every document of the history, the oldest first, and which of them is the present one.
fn documents(lab: &Lab) -> (Vec<Document>, usize) {
    let mut lab = lab.clone();
    let mut present = 0;
    while lab.can_undo() {
        lab.apply(Action::Undo);
        present += 1;
    }
    let mut all = vec![lab.document.clone()];
    while lab.can_redo() {
        lab.apply(Action::Redo);
        all.push(lab.document.clone());
    }
    (all, present)
}

/// What becomes of `document` by the plainest way of saying it.
fn after(elsewhere: &Elsewhere, document: &Document, present: &Document) -> Document {
    let mut own: Vec<OwnDrawing> = document.own.iter().map(|it| (**it).clone()).collect();
    let mut kept: Vec<_> = document.snapshots.iter().map(|it| (**it).clone()).collect();
    match elsewhere {
        Elsewhere::Found { own: found, snapshots } => {
            let new = found.iter().filter(|it| present.own.get(it.id).is_none());
            for drawing in new.filter(|it| document.own.get(it.id).is_none()) {
                own.push((**drawing).clone());
            }
            for snapshot in snapshots.iter() {
                match (
                    kept.iter_mut().find(|it| it.id == snapshot.id),
                    present.snapshots.get(snapshot.id),
                ) {
                    (_, Some(same)) if same == snapshot => {}
                    (Some(it), _) => *it = (**snapshot).clone(),
                    (None, None) => kept.push((**snapshot).clone()),
                    (None, Some(_)) => {}
                }
            }
        }
        Elsewhere::Deleted(ids) => {
            own.retain(|drawing| !ids.contains(&drawing.id));
            kept.retain(|snapshot| !ids.contains(&snapshot.id));
        }
    }
    let (own, snapshots) = (own.into_iter().collect(), kept.into_iter().collect());
    Document { own: Rc::new(own), snapshots: Rc::new(snapshots), ..document.clone() }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_done_elsewhere_reaches_every_document_and_is_no_step(
        actions in vec(action(), 0..20),
        back in 0usize..6,
        elsewhere in elsewhere(),
    ) {
        let mut lab = lab_after(actions);
        (0..back).for_each(|_| lab.apply(Action::Undo));
        let (before, place) = documents(&lab);
        let expected: Vec<_> =
            before.iter().map(|document| after(&elsewhere, document, &before[place])).collect();
        lab.apply(Action::Elsewhere(elsewhere.clone()));
        prop_assert!(lab.document == expected[place]);
        let (all, _) = documents(&lab);
        // A step that had done the same is gone, and no other.
        let mut steps = expected;
        steps.dedup();
        prop_assert!(all == steps);
        let again = lab.clone();
        lab.apply(Action::Elsewhere(elsewhere));
        prop_assert!(lab == again, "what is known already is no news");
    }
}

#[test]
fn what_was_deleted_comes_back_by_undo_whatever_came_after() {
    let mut lab = lab_after((0..20).map(add).collect());
    let twenty = lab.document.own.clone();
    lab.apply(Action::Own(OwnChange::Clear));
    assert!(drawings(&lab).is_empty());
    lab.apply(add(20));
    assert_eq!(drawings(&lab), [20]);
    lab.apply(Action::Undo);
    lab.apply(Action::Undo);
    assert!(lab.document.own == twenty);
    lab.apply(Action::Redo);
    assert!(drawings(&lab).is_empty());
    lab.apply(Action::Undo);
    lab.apply(Action::Own(OwnChange::Remove(id(7))));
    assert_eq!(drawings(&lab).len(), 19);
    lab.apply(Action::Undo);
    assert!(lab.document.own == twenty);
    assert_eq!(lab.imported(), None);
}

#[test]
fn a_file_of_drawings_is_one_step_and_what_is_learned_from_until_that_is_undone() {
    let mut lab = lab_after(vec![add(1), Action::SetData(DataChoice::Mnist)]);
    lab.apply(import(0..3));
    assert_eq!((drawings(&lab), lab.document.data), (vec![0, 1, 2], DataChoice::Own));
    assert!(lab.view.panels.has(Panel::Learn) && lab.view.study.tab == StudyTab::Own);
    let imported = lab.imported().expect("a file was opened");
    assert_eq!((imported.added, imported.left, imported.number), (2, 1, 1));
    lab.apply(Action::Undo);
    assert_eq!((drawings(&lab), lab.document.data), (vec![1], DataChoice::Mnist));
    lab.apply(Action::Undo);
    assert_eq!(lab.document.data, DataChoice::Generated);
    // One whose drawings are all there is chosen too.
    lab.apply(import(1..2));
    assert_eq!((drawings(&lab), lab.document.data), (vec![1], DataChoice::Own));
    let imported = lab.imported().expect("a file was opened");
    assert_eq!((imported.added, imported.left, imported.number), (0, 1, 2));
}

#[test]
fn what_another_tab_adds_or_deletes_is_neither_lost_nor_brought_back_by_undo() {
    let mut lab = lab_after(vec![add(0), take(9, "mine"), add(1), add(2)]);
    let other = lab_after(vec![add(3), take(8, "theirs"), add(4)]);
    lab.apply(Action::Elsewhere(found(&other)));
    lab.apply(Action::Elsewhere(Elsewhere::Deleted(vec![id(1), id(77)])));
    assert_eq!((drawings(&lab), names(&lab)), (vec![0, 2, 3, 4], vec!["theirs", "mine"]));
    lab.apply(Action::Undo);
    assert_eq!(drawings(&lab), [0, 3, 4]);
    // The step that had added what was deleted elsewhere is none any more.
    lab.apply(Action::Undo);
    assert_eq!((drawings(&lab), names(&lab)), (vec![0, 3, 4], vec!["theirs"]));
    lab.apply(Action::Undo);
    assert_eq!((drawings(&lab), lab.can_undo()), (vec![3, 4], false));
    for expected in [vec![0, 3, 4], vec![0, 3, 4], vec![0, 2, 3, 4]] {
        lab.apply(Action::Redo);
        assert_eq!(drawings(&lab), expected);
    }
}

#[test]
fn a_name_given_in_another_tab_is_the_name() {
    let mut lab = lab_after(vec![take(1, "mine")]);
    let mut other = lab.clone();
    other.apply(Action::Snapshot(SnapshotChange::Rename(id(1), "ours".into())));
    lab.apply(Action::Clear);
    lab.apply(Action::Elsewhere(found(&other)));
    assert_eq!(names(&lab), ["ours"]);
    lab.apply(Action::Undo);
    assert_eq!(names(&lab), ["ours"]);
    // Not taken yet: nor is it now.
    lab.apply(Action::Undo);
    assert_eq!(names(&lab), [""; 0]);
    lab.apply(Action::Redo);
    assert_eq!(names(&lab), ["ours"]);
}

#[test]
fn what_is_kept_elsewhere_has_room_beyond_what_a_person_adds() {
    let mut lab = lab_after((0..8).map(|number| take(number, "mine")).collect());
    let other = lab_after((8..16).map(|number| take(number, "theirs")).collect());
    lab.apply(Action::Elsewhere(found(&other)));
    assert_eq!(lab.document.snapshots.len(), 2 * Snapshots::MOST);
    let many = |range: std::ops::Range<u64>| range.map(drawing).collect::<OwnDrawings>();
    for half in [0..2000, 2000..4000] {
        let elsewhere = Elsewhere::Found { own: many(half), snapshots: Snapshots::default() };
        lab.apply(Action::Elsewhere(elsewhere));
    }
    assert_eq!(lab.document.own.len(), 2 * OwnDrawings::MOST);
}

/// Learning goes on in one step of undo, and what the network compares with the last change stays the same.
#[test]
fn what_is_done_elsewhere_does_not_end_a_gesture() {
    let learn = |lab: &mut Lab, value: f32| {
        let mut parameters = Parameters::clone(&lab.document.network.parameters);
        parameters.stages[0].kernels[0] = value;
        let (from, parameters) = (None, Rc::new(parameters));
        lab.apply(Action::Learn { from, parameters, run: Some(1) });
    };
    let mut lab = crate::five_channels();
    let first = lab.document.network.clone();
    learn(&mut lab, 0.5);
    lab.apply(Action::Elsewhere(found(&lab_after(vec![add(1)]))));
    learn(&mut lab, 0.75);
    assert!(lab.network_before() == Some(&first));
    lab.apply(Action::Undo);
    assert!(lab.document.network == first && !lab.can_undo());
    assert_eq!(drawings(&lab), [1]);
}

#[test]
fn nothing_on_screen_is_computed_anew_for_drawings_and_snapshots() {
    let mut lab = crate::five_channels();
    let mut scene = Scene::new(&lab.document);
    scene.compare(lab.compared());
    scene.update();
    let other = lab_after(vec![add(3), take(4, "theirs")]);
    for action in [
        add(1),
        take(2, "mine"),
        Action::Elsewhere(found(&other)),
        Action::Elsewhere(Elsewhere::Deleted(vec![id(3), id(4)])),
        Action::Own(OwnChange::Clear),
        Action::Undo,
        Action::Undo,
        Action::Redo,
        Action::SetData(DataChoice::Own),
    ] {
        lab.apply(action.clone());
        scene.show(&lab.document);
        scene.compare(lab.compared());
        assert!(!scene.is_dirty(), "{action:?}");
    }
}

/// A lab whose network has more than half a megabyte of weights, and how many bytes they are.
fn large_lab() -> (Lab, usize) {
    let wide = NetworkChoice::Wide.architecture();
    let stages = wide.stages().iter().map(|&stage| Stage { channels: 64, kernel: 5, ..stage });
    let mut stages: Vec<_> = stages.collect();
    stages[2].kernel = 3;
    let large = Architecture::new(stages, wide.head()).expect("28 → 24 → 12 → 8 → 4 → 2 → 1");
    let lab = lab_after(vec![Action::SetArchitecture(large)]);
    let bytes = 4 * lab.document.network.parameters.slices().map(<[f32]>::len).sum::<usize>();
    (lab, bytes)
}

fn undo_all(lab: &mut Lab) -> usize {
    let mut steps = 0;
    while lab.can_undo() {
        lab.apply(Action::Undo);
        steps += 1;
    }
    steps
}

#[test]
fn the_history_counts_what_steps_share_once_and_what_they_do_not_each_time() {
    // Two thousand drawings, then a hundred steps that hold nearly all of them.
    let mut lab = lab_after(vec![import(0..1900)]);
    (1900..2000).for_each(|number| lab.apply(add(number)));
    assert_eq!(undo_all(&mut lab), 101);
    // A hundred times other drawings: they are some 80 MB.
    let mut lab = crate::five_channels();
    for round in 0..50 {
        lab.apply(import(round * 2000..(round + 1) * 2000));
        lab.apply(Action::Own(OwnChange::Clear));
    }
    let kept = undo_all(&mut lab);
    assert!((70..=90).contains(&kept), "{kept}");
    // Two networks that snapshots hold, time and again in the network's place.
    let (mut lab, bytes) = large_lab();
    lab.apply(take(0, "before"));
    let patch = Patch::Kernel { stage: 0, output: 0, input: 0 };
    lab.apply(Action::SetCell { patch, index: 0, value: 0.5, gesture: None });
    lab.apply(take(1, "after"));
    let first = undo_all(&mut lab.clone());
    assert!(bytes * 150 > 70 << 20, "{bytes}: enough to matter");
    for round in 0..150 {
        lab.apply(Action::BringBack(id(round % 2)));
    }
    assert_eq!(undo_all(&mut lab), first + 150);
}
