//! A network while it is designed: controls whose stage is no longer there change nothing.

use hitofude::lab::NetworkChoice;
use hitofude::lab::draft::{Draft, DraftEdit, HeadPart, StagePart};
use hitofude::nn::{Activation, OutputActivation, Pooling};
use proptest::prelude::*;
use proptest::sample::select;

fn numbers(draft: &Draft) -> Vec<u32> {
    draft.stages().iter().map(|&(number, _)| number).collect()
}

#[test]
fn a_control_of_a_stage_that_is_gone_changes_nothing() {
    let mut draft = Draft::new(&NetworkChoice::FiveChannel.architecture());
    let [first, second, third] = numbers(&draft)[..] else { panic!("three stages") };
    draft.edit(DraftEdit::Remove(second));
    let left = draft.clone();
    assert_eq!(numbers(&left), [first, third]);
    for part in [
        StagePart::Channels(9),
        StagePart::Kernel(7),
        StagePart::Bias(true),
        StagePart::Activation(Activation::Tanh),
        StagePart::Pooling(Pooling::Average),
    ] {
        draft.edit(DraftEdit::Stage(second, part));
    }
    draft.edit(DraftEdit::Remove(second));
    assert_eq!(draft, left);
    // Nor does one of a stage that another has come after, and numbers are not given twice.
    draft.edit(DraftEdit::Add);
    assert!(![first, second, third].contains(&numbers(&draft)[2]));
    draft.edit(DraftEdit::Stage(third, StagePart::Channels(9)));
    assert_eq!(draft.stages()[1].1.channels, 9);
    draft.edit(DraftEdit::Remove(first));
    draft.edit(DraftEdit::Remove(third));
    let only = numbers(&draft)[0];
    draft.edit(DraftEdit::Remove(only));
    assert_eq!(numbers(&draft), [only], "the only one stays");
}

#[test]
fn it_follows_the_network_unless_it_is_that_network() {
    let five = NetworkChoice::FiveChannel.architecture();
    let mut draft = Draft::new(&five);
    let before = draft.clone();
    draft.edit(DraftEdit::Follow(five.clone()));
    assert_eq!(draft, before, "rows stay what they are");
    let first = numbers(&draft)[0];
    draft.edit(DraftEdit::Stage(first, StagePart::Kernel(99)));
    assert!(draft.architecture().is_err());
    draft.edit(DraftEdit::Follow(five.clone()));
    assert_eq!(draft.architecture(), Ok(five));
    assert!(!numbers(&draft).contains(&first), "what was pressed in the old rows changes nothing");
}

fn edit() -> impl Strategy<Value = DraftEdit> {
    let part = prop_oneof![
        (0usize..70).prop_map(StagePart::Channels),
        (0usize..9).prop_map(StagePart::Kernel),
        any::<bool>().prop_map(StagePart::Bias),
        select(vec![Activation::Relu, Activation::None]).prop_map(StagePart::Activation),
        select(vec![Pooling::Max, Pooling::None]).prop_map(StagePart::Pooling),
    ];
    let head = prop_oneof![
        (0usize..12).prop_map(HeadPart::Outputs),
        select(vec![OutputActivation::Softmax, OutputActivation::None])
            .prop_map(HeadPart::Activation),
        any::<bool>().prop_map(HeadPart::Bias),
    ];
    prop_oneof![
        Just(DraftEdit::Add),
        (0u32..12).prop_map(DraftEdit::Remove),
        (0u32..12, part).prop_map(|(number, part)| DraftEdit::Stage(number, part)),
        head.prop_map(DraftEdit::Head),
        select(NetworkChoice::ALL.to_vec())
            .prop_map(|choice| DraftEdit::Follow(choice.architecture())),
    ]
}

proptest! {
    #[test]
    fn whatever_is_pressed_in_whatever_order(edits in prop::collection::vec(edit(), 0..60)) {
        let mut draft = Draft::new(&NetworkChoice::Notebook.architecture());
        for edit in edits {
            draft.edit(edit);
            let mut seen = numbers(&draft);
            prop_assert!((1..=4).contains(&seen.len()));
            for count in 1..=seen.len() {
                let _ = draft.beginning(count);
            }
            seen.sort_unstable();
            seen.dedup();
            prop_assert_eq!(seen.len(), draft.stages().len());
        }
    }
}
