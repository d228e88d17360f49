//! What a person opens: told apart by contents, brought into the lab as one step.

use std::rc::Rc;

use hitofude::digits::{ItemId, OwnDrawing, OwnDrawings, OwnLabel};
use hitofude::formats::own;
use hitofude::lab::open::{HEAD, OpenError, Opened, OpenedText, needs_all, open};
use hitofude::lab::stored::{self, write, write_snapshots};
use hitofude::lab::{
    Action, DataChoice, Lab, NetworkChoice, OwnChange, Patch, SnapshotChange, Snapshots,
};
use hitofude::nn::MAX_WEIGHT;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::json;

use crate::lab_strategies::{action, lab_after};

const CELL: Patch = Patch::Kernel { stage: 0, output: 0, input: 0 };

fn drawing(id: u64) -> OwnDrawing {
    OwnDrawing { id: ItemId(id), pixels: [id as u8; 784], label: OwnLabel::Digit(3) }
}

fn drawings(ids: &[u64]) -> OwnDrawings {
    ids.iter().map(|&id| drawing(id)).collect()
}

/// A lab with another network, an own drawing, and a snapshot.
fn other() -> Lab {
    lab_after(vec![
        Action::ChooseNetwork(NetworkChoice::Notebook),
        Action::SetCell { patch: CELL, index: 0, value: 7.5, gesture: None },
        Action::SetActivations(false),
        Action::Own(OwnChange::Add(Rc::new(drawing(1 << 61)))),
        Action::Snapshot(SnapshotChange::Take { id: ItemId(1 << 61), name: "mine".into() }),
    ])
}

/// What the door makes of a text of this page.
fn open_text(text: &str) -> Result<OpenedText, OpenError> {
    open("saved.json", text.as_bytes()).map(|opened| match opened {
        Opened::Text(opened) => *opened,
        other => panic!("{other:?}"),
    })
}

fn bring(lab: &mut Lab, name: &str, text: &str) {
    let opened = Box::new(open_text(text).expect("it is whole"));
    lab.apply(Action::Open { name: name.into(), opened });
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn each_text_is_told_by_its_contents(actions in vec(action(), 0..10)) {
        let lab = lab_after(actions);
        let opened = open_text(&write(&lab)).expect("a lab");
        prop_assert!(opened.lab.is_some() && opened.own.is_empty() && !opened.newer);
        let own = open_text(&own::write(&lab.document.own)).expect("drawings");
        prop_assert_eq!(&own.own, &*lab.document.own);
        prop_assert!(own.lab.is_none());
        let snapshots = open_text(&write_snapshots(&lab.document.snapshots)).expect("snapshots");
        prop_assert_eq!(&snapshots.snapshots, &*lab.document.snapshots);
    }

    #[test]
    fn whatever_comes_is_opened_or_refused(text in "\\PC{0,80}", cut in any::<prop::sample::Index>()) {
        prop_assert!(open_text(&text).is_err());
        let whole = write(&other());
        let cut = cut.index(whole.len());
        if whole.is_char_boundary(cut) {
            let error = open_text(&whole[..cut]);
            prop_assert!(matches!(error, Err(OpenError::NotJson { line: 1, .. })), "{:?}", error);
        }
    }

    #[test]
    fn whatever_is_done_to_a_file_it_is_opened_or_refused_with_what_it_is(
        file in select(files()),
        damage in vec(damage(), 0..6),
    ) {
        let (name, mut bytes) = file;
        damage.into_iter().for_each(|damage| damage.does(&mut bytes));
        comes_to_something(name, &bytes)?;
    }

    #[test]
    fn so_is_whatever_else_comes(name in "[a-z]{0,4}(\\.json|\\.gz|\\.png|)", bytes in vec(any::<u8>(), 0..900)) {
        comes_to_something(&name, &bytes)?;
        // As a text of this page begins.
        comes_to_something(&name, &[b"{\"version\":1,\"drawing\":", &bytes[..]].concat())?;
    }
}

/// Something that happens to a file on its way. Places are parts of its length.
#[derive(Clone, Debug)]
enum Damage {
    Cut(Index),
    Set(Index, u8),
    Insert(Index, Vec<u8>),
    Remove(Index, usize),
    /// Some of it stands there once more.
    Again(Index, usize),
    /// A number in it becomes another one.
    Number(Index, &'static str),
}

fn damage() -> impl Strategy<Value = Damage> {
    let at = any::<Index>;
    let numbers = select(vec!["-1", "1e999", "99999999999999999999", "0.5", "null", "[]", "\"x\""]);
    prop_oneof![
        1 => at().prop_map(Damage::Cut),
        4 => (at(), any::<u8>()).prop_map(|(at, byte)| Damage::Set(at, byte)),
        2 => (at(), vec(any::<u8>(), 1..9)).prop_map(|(at, bytes)| Damage::Insert(at, bytes)),
        2 => (at(), 1..40_usize).prop_map(|(at, count)| Damage::Remove(at, count)),
        2 => (at(), 1..80_usize).prop_map(|(at, count)| Damage::Again(at, count)),
        6 => (at(), numbers).prop_map(|(at, number)| Damage::Number(at, number)),
    ]
}

impl Damage {
    fn does(self, bytes: &mut Vec<u8>) {
        let length = bytes.len();
        let part = |at: Index, count: usize| {
            let at = at.index(length + 1);
            at..(at + count).min(length)
        };
        match self {
            Self::Cut(at) => bytes.truncate(at.index(length + 1)),
            Self::Set(at, byte) => bytes.splice(part(at, 1), [byte]).for_each(drop),
            Self::Insert(at, new) => bytes.splice(part(at, 0), new).for_each(drop),
            Self::Remove(at, count) => bytes.drain(part(at, count)).for_each(drop),
            Self::Again(at, count) => {
                let again = bytes[part(at, count)].to_vec();
                bytes.splice(part(at, 0), again).for_each(drop);
            }
            Self::Number(at, number) => {
                // The next one from there on.
                let from = part(at, 0).start;
                let digit = |byte: &u8| byte.is_ascii_digit();
                let Some(start) = bytes[from..].iter().position(digit) else { return };
                let start = from + start;
                let end = bytes[start..].iter().position(|byte| !digit(byte));
                let end = end.map_or(length, |end| start + end);
                bytes.splice(start..end, number.bytes()).for_each(drop);
            }
        }
    }
}

/// Files of every kind, whole.
fn files() -> Vec<(&'static str, Vec<u8>)> {
    let lab = other();
    let texts = [
        write(&lab),
        own::write(&drawings(&[1, 2, 3])),
        write_snapshots(&lab.document.snapshots),
        include_str!("last_release/snapshots.txt").into(),
    ];
    let kept = json!({
        "format": "hitofude-kept", "version": 1,
        "texts": { "hitofude.lab": texts[0], "own/1": texts[1], "hitofude.aside.7.lab": texts[3] },
    });
    let texts = texts.into_iter().chain([kept.to_string()]);
    let heads: [&[u8]; 5] =
        [b"\x89PNG\r\n", b"\x1f\x8b\x08", b"PK\x03\x04", b"\x93NUMPY\x01", b"\0\0\x08\x03"];
    let others = heads.map(|head| ("other", [head, &[7; 600]].concat()));
    texts.map(|text| ("saved.json", text.into_bytes())).chain(others).collect()
}

/// What is opened can be worked with; what is refused says what was expected, or where it was not found.
fn comes_to_something(name: &str, bytes: &[u8]) -> Result<(), TestCaseError> {
    let found = open(name, bytes);
    if !needs_all(name, bytes) {
        prop_assert_eq!(&found, &open(name, &bytes[..bytes.len().min(HEAD)]));
    }
    match found {
        Ok(Opened::Text(opened)) => {
            let mut lab = crate::five_channels();
            lab.apply(Action::Open { name: name.into(), opened });
            let network = &lab.document.network;
            let allowed = |weight: &f32| weight.abs() <= MAX_WEIGHT;
            prop_assert!(network.parameters.slices().flatten().all(allowed));
            let again = stored::read(&write(&lab)).expect("what is written can be read").value;
            prop_assert_eq!(&again.document.network, network);
            prop_assert_eq!(&again.document.drawing, &lab.document.drawing);
        }
        Ok(Opened::Picture | Opened::DataFile) => prop_assert!(!needs_all(name, bytes)),
        Err(error) => says_what_it_is(&error, bytes)?,
    }
    Ok(())
}

fn says_what_it_is(error: &OpenError, bytes: &[u8]) -> Result<(), TestCaseError> {
    use hitofude::formats::own::OwnError;
    use hitofude::lab::StoredError;
    let lines = bytes.split(|byte| *byte == b'\n').count();
    match error {
        OpenError::NotJson { line, .. }
        | OpenError::Lab(StoredError::NotJson { line, .. } | StoredError::NotALab { line, .. })
        | OpenError::Own(OwnError::Text { line, .. }) => {
            prop_assert!((1..=lines).contains(line), "{:?} of {} lines", error, lines);
        }
        OpenError::Lab(StoredError::Weights { expected, found })
        | OpenError::Snapshots(StoredError::Weights { expected, found })
        | OpenError::Own(OwnError::Count { expected, found }) => prop_assert_ne!(expected, found),
        OpenError::Own(OwnError::Version { expected, found }) => prop_assert_ne!(expected, found),
        OpenError::Lab(StoredError::Weight { found, .. })
        | OpenError::Snapshots(StoredError::Weight { found, .. }) => {
            prop_assert!(found.is_nan() || found.abs() > MAX_WEIGHT);
        }
        _ => {}
    }
    Ok(())
}

#[test]
fn opening_a_lab_is_one_step_and_leaves_drawings_and_snapshots() {
    let mut lab = lab_after(vec![
        Action::Own(OwnChange::Add(Rc::new(drawing(1 << 60)))),
        Action::Snapshot(SnapshotChange::Take { id: ItemId(1 << 60), name: "before".into() }),
    ]);
    let before = lab.document.clone();
    bring(&mut lab, "lab.json", &write(&other()));
    assert_eq!(lab.document.network, other().document.network);
    assert!(!lab.document.activations_on);
    assert_eq!((&lab.document.own, &lab.document.snapshots), (&before.own, &before.snapshots));
    assert!(lab.imported().expect("it is said").lab);
    lab.apply(Action::Undo);
    assert!(lab.document == before);
}

#[test]
fn drawings_and_snapshots_of_a_file_come_beside_what_is_there() {
    let mut lab = other();
    bring(&mut lab, "own.json", &own::write(&drawings(&[1 << 60, 1 << 61])));
    let said = lab.imported().expect("it is said");
    assert_eq!((said.added, said.left), (1, 1));
    assert_eq!((lab.document.own.len(), lab.document.data), (2, DataChoice::Own));
    let text = write_snapshots(&other().document.snapshots);
    bring(&mut lab, "again.json", &text);
    let said = lab.imported().expect("it is said");
    assert_eq!((said.snapshots_added, said.snapshots_left, said.number), (0, 1, 2));
    assert_eq!(lab.document.snapshots.len(), 1);
    // As the last release wrote them, with ids that follow from what is in them: twice is once.
    let lines = include_str!("last_release/snapshots.txt");
    for expected in [2, 0] {
        bring(&mut lab, "snapshots.txt", lines);
        assert_eq!(lab.imported().map(|said| said.snapshots_added), Some(expected));
    }
    assert_eq!(lab.document.snapshots.len(), 3);
    for number in 0..9 {
        let id = ItemId((1 << 62) + number);
        lab.apply(Action::Snapshot(SnapshotChange::Take { id, name: "more".into() }));
    }
    assert_eq!(lab.document.snapshots.len(), Snapshots::MOST);
    lab.apply(Action::Snapshot(SnapshotChange::Delete(ItemId(1 << 61))));
    bring(&mut lab, "snapshots.txt", &text);
    assert_eq!(lab.imported().map(|said| said.snapshots_added), Some(1));
}

#[test]
fn all_that_was_kept_opens_at_once_and_what_is_in_use_wins_over_what_was_set_aside() {
    let other = other();
    let aside = lab_after(vec![Action::ChooseNetwork(NetworkChoice::Wide)]);
    let text = json!({
        "format": "hitofude-kept",
        "version": 1,
        "made": "later",
        "texts": {
            "hitofude.lab": write(&other),
            "hitofude.preferences": "{\"theme\":\"dark\"}",
            "hitofude.asked-to-persist": "1795000000000",
            "hitofude.unkept.own.7": json!([
                { "id": (1u64 << 62).to_string(), "text": own::write(&drawings(&[1 << 62])), "was": [] },
                { "id": "1", "text": "" },
            ])
            .to_string(),
            "aside/2026-01-01T00:00:00Z/hitofude.lab": write(&aside),
            "aside/2026-01-01T00:00:00Z/own": "{\"format\":\"hitofude-drawings\",\"vers",
            "own/1000000000000000": own::write(&drawings(&[1 << 60])),
            "own/2000000000000000": own::write(&drawings(&[1 << 61])),
            "snapshots/2000000000000000": write_snapshots(&other.document.snapshots),
        },
    });
    let opened = open_text(&text.to_string()).expect("it is whole");
    let lab = opened.lab.as_ref().expect("a lab");
    assert_eq!(lab.document.network, other.document.network);
    assert_eq!((opened.own.len(), opened.snapshots.len()), (3, 1));
    let [(key, OpenError::NotJson { line: 1, .. })] = &opened.refused[..] else {
        panic!("{:?}", opened.refused)
    };
    assert_eq!(key, "aside/2026-01-01T00:00:00Z/own");
    let mut lab = crate::five_channels();
    let before = lab.document.clone();
    lab.apply(Action::Open { name: "kept.json".into(), opened: Box::new(opened) });
    assert_eq!((lab.document.own.len(), lab.document.snapshots.len()), (3, 1));
    assert_eq!(lab.document.network, other.document.network);
    lab.apply(Action::Undo);
    assert!(lab.document == before, "one step");

    let alone = json!({
        "format": "hitofude-kept",
        "texts": {
            "hitofude.aside.2026-01-01.hitofude.lab": write(&other),
            "hitofude.aside.2026-02-01.hitofude.lab": write(&aside),
        },
    });
    let opened = open_text(&alone.to_string()).expect("it is whole");
    let lab = opened.lab.expect("the one that was set aside last");
    assert_eq!(lab.document.network, aside.document.network);
}

#[test]
fn what_is_nothing_of_this_page_is_refused_with_what_it_is() {
    use OpenError as E;
    for (text, expected) in [
        ("", E::NotJson { line: 1, column: 0 }),
        ("<!doctype html>", E::NotJson { line: 1, column: 1 }),
        ("{\n\"version\":1,\n", E::NotJson { line: 3, column: 0 }),
        ("{}", E::Unknown),
        ("[1]", E::Unknown),
        ("null", E::Unknown),
        ("{\"version\":1}", E::Unknown),
        ("{\"format\":\"other\",\"version\":1,\"drawing\":{}}", E::Unknown),
        ("{\"cells\":[],\"nbformat\":4}", E::Unknown),
        ("{\"format\":\"hitofude-kept\",\"texts\":{}}", E::NothingKept { found: 0 }),
        ("{\"format\":\"hitofude-kept\",\"texts\":{\"a\":\"?\"}}", E::NothingKept { found: 1 }),
        ("{\"format\":\"hitofude-kept\"}", E::Unknown),
    ] {
        assert_eq!(open_text(text), Err(expected), "{text}");
    }
    let lab = |error| Err::<OpenedText, _>(E::Lab(error));
    let damaged = write(&crate::five_channels()).replacen("\"weights\":\"", "\"weights\":\"?", 1);
    assert_eq!(open_text(&damaged), lab(hitofude::lab::StoredError::Base64 { field: "weights" }));
    let newer = write(&crate::five_channels()).replacen("\"version\":1", "\"version\":2", 1);
    assert!(open_text(&newer).expect("as far as it goes").newer);
}
