//! The one text, one thing after the other.

use std::rc::Rc;

use hitofude::keep::{LONGEST_WAIT, OneText, PAUSE, StorageTrouble, TextEffect, TextEvent};

fn started(text: &str) -> OneText {
    OneText::new(Ok(Some(text.into())), false)
}

fn found(text: &str) -> TextEvent {
    TextEvent::Found { text: Some(text.into()), same_work: false }
}

fn write(expected: &str) -> TextEffect {
    TextEffect::Write { expected: Some(expected.into()) }
}

#[test]
fn a_change_is_written_a_moment_later_and_changes_without_end_all_the_same() {
    let mut one = started("a");
    assert_eq!(one.on(TextEvent::Changed, 0), []);
    assert_eq!(one.next(), Some(PAUSE));
    assert_eq!(one.on(TextEvent::TimePassed, PAUSE), [write("a")]);
    one.on(TextEvent::Written("b".into()), PAUSE);
    assert_eq!(one.next(), None);
    // Learning reports ten times a second, and never pauses.
    let mut written = Vec::new();
    for now in (1000..=6000).step_by(100) {
        for effect in one.on(TextEvent::Changed, now) {
            assert!(matches!(effect, TextEffect::Write { .. }), "{effect:?}");
            written.push(now);
            one.on(TextEvent::Written(Rc::from(now.to_string())), now);
        }
    }
    let gaps = written.windows(2).map(|pair| pair[1] - pair[0]);
    assert!(written[0] <= 1000 + LONGEST_WAIT && gaps.max() <= Some(2000), "{written:?}");
}

#[test]
fn a_page_that_is_left_writes_at_once_and_only_what_changed() {
    let mut one = started("a");
    assert_eq!(one.on(TextEvent::Leaving, 0), []);
    one.on(TextEvent::Changed, 0);
    assert_eq!(one.on(TextEvent::Leaving, 1), [write("a")]);
}

#[test]
fn the_other_tabs_work_is_said_before_anything_is_written_and_neither_is_lost() {
    let mut one = started("a");
    one.on(TextEvent::Changed, 0);
    assert_eq!(one.on(TextEvent::TimePassed, PAUSE), [write("a")]);
    assert_eq!(one.on(found("b"), PAUSE), [TextEffect::Ask, TextEffect::WriteBeside]);
    assert_eq!(one.on(TextEvent::WrittenBeside, PAUSE), []);
    // What changes meanwhile is kept, too.
    one.on(TextEvent::Changed, 1000);
    assert_eq!(one.on(TextEvent::TimePassed, 1000 + PAUSE), [TextEffect::WriteBeside]);
    one.on(TextEvent::WrittenBeside, 1250);
    assert_eq!(one.on(found("c"), 1300), [], "asked once");

    let mut other = one.clone();
    assert_eq!(one.on(TextEvent::TakeOver, 2000), [TextEffect::WriteBeside]);
    assert_eq!(
        one.on(TextEvent::WrittenBeside, 2000),
        [TextEffect::Answered, TextEffect::Open("c".into())]
    );
    assert_eq!(one.next(), None);

    assert_eq!(
        other.on(TextEvent::KeepThis, 2000),
        [TextEffect::Answered, TextEffect::SetAside("c".into())]
    );
    assert_eq!(other.on(TextEvent::Aside, 2000), [write("c")]);
    assert_eq!(other.on(TextEvent::Written("mine".into()), 2000), [TextEffect::ForgetBeside]);
}

#[test]
fn another_view_of_the_same_work_asks_nobody() {
    let mut one = started("a");
    assert_eq!(one.on(TextEvent::Found { text: Some("a'".into()), same_work: true }, 0), []);
    one.on(TextEvent::Changed, 0);
    assert_eq!(one.on(TextEvent::TimePassed, PAUSE), [write("a'")]);
}

#[test]
fn what_cannot_be_read_is_set_aside_before_it_is_overwritten() {
    let mut one = OneText::new(Ok(Some("of version 9".into())), true);
    one.on(TextEvent::Changed, 0);
    assert_eq!(one.on(TextEvent::TimePassed, PAUSE), [TextEffect::SetAside("of version 9".into())]);
    // Where there is no room for the copy, nothing is overwritten either.
    assert_eq!(
        one.on(TextEvent::Failed(StorageTrouble::Full), PAUSE),
        [TextEffect::Say(StorageTrouble::Full)]
    );
    let next = one.next().expect("it tries again");
    assert_eq!(one.on(TextEvent::TimePassed, next), [TextEffect::SetAside("of version 9".into())]);
    assert_eq!(one.on(TextEvent::Failed(StorageTrouble::Full), next), [], "said once");
    let next = one.next().expect("it tries again");
    one.on(TextEvent::TimePassed, next);
    assert_eq!(one.on(TextEvent::Aside, next), [write("of version 9")]);
}

#[test]
fn where_nothing_could_be_read_nothing_is_written_over() {
    let mut one = OneText::new(Err(StorageTrouble::Refused), false);
    assert_eq!(one.on(TextEvent::TimePassed, 0), [TextEffect::Read]);
    assert_eq!(one.on(TextEvent::Failed(StorageTrouble::Refused), 0), [], "said before");
    let mut untouched = one.clone();
    one.on(TextEvent::Changed, 10);
    let next = one.next().expect("it tries again");
    assert_eq!(one.on(TextEvent::TimePassed, next), [TextEffect::Read]);
    assert_eq!(one.on(found("earlier"), next), [TextEffect::Ask, TextEffect::WriteBeside]);
    // Where nobody has done anything yet there is nothing to ask.
    assert_eq!(untouched.on(found("earlier"), 1000), [TextEffect::Open("earlier".into())]);
}

#[test]
fn what_was_taken_over_and_says_more_than_can_be_written_is_set_aside_first() {
    let mut one = started("a");
    one.on(found("of version 9"), 0);
    assert_eq!(
        one.on(TextEvent::TakeOver, 0),
        [TextEffect::Answered, TextEffect::Open("of version 9".into())]
    );
    assert_eq!(one.on(TextEvent::Precious, 0), []);
    one.on(TextEvent::Changed, 0);
    assert_eq!(one.on(TextEvent::Leaving, 0), [TextEffect::SetAside("of version 9".into())]);
    assert_eq!(one.on(TextEvent::Aside, 0), [write("of version 9")]);
}

#[test]
fn work_that_lay_beside_is_asked_about_again_and_goes_where_it_belongs() {
    let mut one = OneText::of_work_beside();
    assert_eq!(one.on(found("theirs"), 0), [TextEffect::Ask]);
    one.on(TextEvent::KeepThis, 10);
    one.on(TextEvent::Aside, 20);
    assert_eq!(one.on(TextEvent::TimePassed, 30), [write("theirs")]);
    assert_eq!(one.on(TextEvent::Written("mine".into()), 40), [TextEffect::ForgetBeside]);

    let mut one = OneText::of_work_beside();
    assert_eq!(one.on(found("theirs"), 0), [TextEffect::Ask]);
    assert_eq!(one.on(TextEvent::TakeOver, 10), [TextEffect::WriteBeside]);
    let open = TextEffect::Open("theirs".into());
    assert_eq!(one.on(TextEvent::WrittenBeside, 20), [TextEffect::Answered, open]);

    // Where nothing lies any more there is nothing to decide.
    let mut one = OneText::of_work_beside();
    assert_eq!(one.on(TextEvent::Found { text: None, same_work: true }, 0), []);
    assert_eq!(one.on(TextEvent::TimePassed, PAUSE), [TextEffect::Write { expected: None }]);
}
