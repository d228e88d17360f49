//! The lab as text and back.

use std::rc::Rc;

use hitofude::formats::record::Versioned;
use hitofude::lab::stored::{read, write};
use hitofude::lab::{
    Action, ColourChoice, Document, Lab, Look, NetworkChoice, Panel, Panels, StoredError,
    StudyChange, View,
};
use hitofude::nn::Schedule;
use proptest::collection::vec;
use proptest::prelude::*;

use crate::lab_strategies::{action, lab_after};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_was_written_reads_back_the_same(actions in vec(action(), 0..12)) {
        let lab = lab_after(actions);
        let text = write(&lab);
        let back = open(&text).expect("it was just written");
        // Drawings and snapshots are kept apart from it.
        let document = lab.document;
        let rest = Document { own: Rc::default(), snapshots: Rc::default(), ..document };
        prop_assert!(back.document == rest);
        prop_assert_eq!(back.view, lab.view.on(&View::default()));
        prop_assert!(!back.can_undo() && !back.can_redo());
        prop_assert_eq!(write(&back), text);
    }

    #[test]
    fn a_damaged_text_is_refused_or_still_whole(
        actions in vec(action(), 0..12),
        cut in any::<prop::sample::Index>(),
        damage in vec((any::<prop::sample::Index>(), any::<u8>()), 0..6),
        truncate in any::<bool>(),
    ) {
        let mut bytes = write(&lab_after(actions)).into_bytes();
        for (place, byte) in damage {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        if truncate {
            bytes.truncate(cut.index(bytes.len()));
        }
        if let Ok(Versioned { value: back, .. }) = read(&String::from_utf8_lossy(&bytes)) {
            let network = &back.document.network;
            prop_assert!(back.view.kernel.exists(&network.architecture));
            prop_assert!(back.view.linear.exists(&network.architecture));
            prop_assert!(open(&write(&back)) == Ok(back));
        }
    }

    #[test]
    fn any_text_is_refused_without_panic(text in "\\PC{0,60}") {
        prop_assert!(read(&text).is_err());
    }
}

/// The lab in a text of this version.
fn open(text: &str) -> Result<Lab, StoredError> {
    read(text).map(|lab| {
        assert_eq!(lab.newer, None);
        lab.value
    })
}

/// The stored first visit with one thing changed.
fn changed(from: &str, to: &str) -> Result<Lab, StoredError> {
    let text = write(&crate::five_channels());
    assert!(text.contains(from), "{from} is not in {text}");
    open(&text.replacen(from, to, 1))
}

#[test]
fn what_is_wrong_is_said() {
    #[track_caller]
    fn check(from: &str, to: &str, expected: impl Fn(&StoredError) -> bool) {
        let error = changed(from, to).expect_err("it is damaged");
        assert!(expected(&error), "{error:?}");
    }
    use StoredError as E;
    check(r#""version":1"#, r#""version":0"#, |e| *e == E::Version { found: 0 });
    check(r#""version":1,"#, "", |e| matches!(e, E::NotALab { .. }));
    check(",", ";", |e| matches!(e, E::NotJson { line: 1, .. }));
    check(r#""truth":5"#, r#""truth":10"#, |e| *e == E::Truth { found: 10 });
    check(r#""scale":"unit""#, r#""scale":"half""#, |e| matches!(e, E::NotALab { .. }));
    check(r#""kernel":3"#, r#""kernel":2"#, |e| {
        // 28 → 27 → 13: the later layers stay as they are, the first has 5 · 5 weights fewer.
        matches!(e, E::Weights { expected, found } if expected + 100 == *found)
    });
    check(r#""kernel":3"#, r#""kernel":0"#, |e| matches!(e, E::Architecture(_)));
    check(r#""weights":""#, r#""weights":"?"#, |e| *e == E::Base64 { field: "weights" });
    // Weights of no network are nobody's: to start with others would lose these without a word.
    check(
        r#""architecture":"#,
        r#""plan":"#,
        |e| matches!(e, E::Weights { expected: 0, found } if *found > 0),
    );
    check(r#""points":["#, r#""points":[1,"#, |e| matches!(e, E::Stroke { stroke: 0, .. }));
    check(r#""picture":null"#, r#""picture":{"width":2,"height":2,"pixels":"AAAA"}"#, |e| {
        *e == E::Picture { width: 2, height: 2, found: 3 }
    });
    // 0000C07F is not a number, 00007A44 is 1000, 00407A44 is 1001.
    let start = |bytes: &[u8]| {
        use base64::Engine;
        let text = write(&crate::five_channels());
        let from = text.find(r#""weights":""#).expect("there are weights") + 11;
        let old = &text[from..from + 16];
        let engine = base64::engine::general_purpose::STANDARD;
        let mut weights = engine.decode(old).expect("it is base64");
        weights[4..8].copy_from_slice(bytes);
        changed(old, &engine.encode(weights))
    };
    assert!(start(&1000f32.to_le_bytes()).is_ok());
    let error = start(&1001f32.to_le_bytes());
    assert_eq!(error, Err(E::Weight { index: 1, found: 1001.0 }));
    let error = start(&f32::NAN.to_le_bytes());
    assert!(matches!(error, Err(E::Weight { index: 1, found }) if found.is_nan()));
}

#[test]
fn a_text_from_before_there_were_steps_is_read() {
    let lab = crate::five_channels();
    let text = write(&lab);
    let old = text.replacen(
        r#","step_size":1000,"gradients":false,"look":[0,0,1065353216,0,1,2,0]"#,
        "",
        1,
    );
    assert_ne!(old, text);
    assert_eq!(open(&old), Ok(lab));
}

#[test]
fn a_text_from_before_colours_could_be_chosen_is_read() {
    let lab = crate::five_channels();
    let text = write(&lab);
    let added = r#","look":[0,0,1065353216,0,1,2,0]"#;
    let old = text.replacen(added, "", 1);
    assert_ne!(old, text);
    assert_eq!(open(&old), Ok(lab));
}

#[test]
fn a_range_or_a_map_that_cannot_be_is_no_reason_to_refuse_a_lab() {
    let first = r#""look":[0,0,1065353216,0,1,2,0]"#;
    let view = |look: &str| changed(first, &format!(r#""look":{look}"#)).map(|lab| lab.view);
    // 1 to 1, 1 to 0, not a number to 1, and too few.
    for look in [
        "[5,1065353216,1065353216,0,1,2,0]",
        "[-1,1065353216,0,0,1,2,0]",
        "[0,2143289344,1065353216,0,1,2,0]",
        "[1]",
    ] {
        assert_eq!(view(look), Ok(View::default()), "{look}");
    }
    let look = Look {
        colours: ColourChoice::Magma,
        fixed: [-2.5, 7.0],
        rgb: [63, 4, 63],
        ..Look::default()
    };
    let mut panels = Panels::default();
    panels.set(Panel::Matrix, true);
    let expected = View { look, panels, ..View::default() };
    let bits = look.fixed.map(|end| end.to_bits().cast_signed());
    let look = format!("[1,{},{},-1,4,900,1]", bits[0], bits[1]);
    assert_eq!(view(&look), Ok(expected));
}

#[test]
fn in_a_text_from_before_there_were_schedules_the_rate_is_constant() {
    let lab = crate::five_channels();
    let text = write(&lab);
    let old = text.replacen(r#""schedule":"falling","#, "", 1);
    assert_ne!(old, text);
    let mut expected = lab;
    expected.apply(Action::Study(StudyChange::Schedule(Schedule::Constant)));
    assert_eq!(open(&old), Ok(expected));
}

#[test]
fn fields_of_a_newer_page_are_passed_over() {
    let lab = crate::five_channels();
    let text = write(&lab);
    let fields = ["version", "picture", "channels", "tool", "outputs", "scope", "data", "stage"];
    for field in fields.map(|field| format!("\"{field}\":")) {
        let more = format!("\"invented\":{{\"later\":[1,\"{{\",null]}},{field}");
        assert!(text.contains(&field));
        assert_eq!(changed(&field, &more), Ok(lab.clone()), "before {field}");
    }
}

#[test]
fn missing_fields_have_a_default_and_a_text_without_anything_is_no_lab() {
    let of = |text: &str| open(text).map(|lab| lab.document);
    let first = crate::five_channels().document;
    let drawn =
        of(r#"{"version":1,"drawing":{"strokes":[{"tool":"pen","width":850,"points":[1,2,3]}]}}"#);
    let drawn = drawn.expect("it has a drawing");
    assert_eq!((&drawn.network, drawn.preparation), (&first.network, first.preparation));
    assert_eq!((drawn.drawing.strokes.len(), drawn.truth), (1, None));
    assert_eq!(of(r#"{"version":1}"#), Err(StoredError::Empty));
    assert!(matches!(of("{}"), Err(StoredError::NotALab { line: 1, .. })));
}

#[test]
fn how_things_are_shown_is_no_reason_to_refuse_a_lab() {
    let first = crate::five_channels();
    for (from, to) in [
        (r#""scope":"this""#, r#""scope":"row""#),
        (r#""brush":800"#, r#""brush":"wide""#),
        (r#""tab":"wrong""#, r#""tab":7"#),
        (r#""kernel":{"kernel":{"#, r#""kernel":{"cell":{"#),
    ] {
        assert_eq!(changed(from, to), Ok(first.clone()), "{to}");
    }
    let text = write(&first);
    let (start, _) = text.split_once(r#","view":"#).expect("a view");
    assert_eq!(open(&format!("{start},\"view\":{{}}}}")), Ok(first));
}

#[test]
fn a_text_of_a_newer_version_is_read_as_far_as_it_goes_and_said_to_be_newer() {
    let lab = crate::five_channels();
    let newer = |from: &str, to: &str| {
        let text = write(&lab).replacen("\"version\":1", "\"version\":7", 1);
        assert!(text.contains(from), "{from}");
        read(&text.replacen(from, to, 1)).map(|read| {
            assert_eq!(read.newer, Some(7));
            read.value.document
        })
    };
    assert_eq!(newer("", ""), Ok(lab.document.clone()));
    let other = newer(r#""tool":"pen""#, r#""tool":"brush""#).expect("there is a network");
    assert_eq!(other.network, lab.document.network);
    assert!(other.drawing.strokes.is_empty());
    let other = newer(r#""activation":"sigmoid""#, r#""activation":"gelu""#);
    let other = other.expect("there is a drawing");
    assert_eq!(other.drawing.strokes, lab.document.drawing.strokes);
    let unknown = Err(StoredError::Version { found: 7 });
    assert_eq!(read(r#"{"version":7,"tabs":[]}"#), unknown);
}

#[test]
fn the_text_is_small() {
    let mut lab = crate::five_channels();
    let small = write(&lab).len();
    assert!(small < 12_000, "{small}");
    lab.apply(Action::ChooseNetwork(NetworkChoice::Wide));
    let wide = write(&lab).len();
    assert!(wide < 90_000, "{wide}");
}
