//! A shelf, one thing after the other.

use hitofude::keep::{
    Attempt, Change, Effect, Entry, Event, Outcome, PATIENCE, Place, Shelf, StorageTrouble, Unkept,
    id_of, name_of,
};

fn text(text: &str) -> Entry {
    Entry::of(Some(text))
}

fn read(number: u64, found: &[(Place, Entry)]) -> Event {
    Event::Read { number, found: Ok(found.to_vec()) }
}

fn wrote(number: u64, outcome: Outcome) -> Event {
    Event::Wrote { number, outcome }
}

fn change(id: u64, expected: Entry, new: Entry) -> Change {
    Change { place: Place::Item(id), expected, new, aside: false }
}

/// A shelf that has read that these lie on it.
fn opened(found: &[(Place, Entry)]) -> Shelf {
    let mut shelf = Shelf::default();
    assert_eq!(shelf.on(Event::Look, 0), [Effect::Read { number: 1 }]);
    shelf.on(read(1, found), 0);
    shelf
}

#[test]
fn names_say_the_shelf_and_the_id() {
    assert_eq!(name_of("own", Place::Item(0xab)), "own/00000000000000ab");
    assert_eq!(name_of("own", Place::Old), "own");
    assert_eq!(id_of("own", "own/00000000000000ab"), Some(0xab));
    for other in ["own", "own/", "own/ab", "ownership/00000000000000ab", "aside/x/own"] {
        assert_eq!(id_of("own", other), None, "{other}");
    }
}

#[test]
fn what_could_not_be_read_is_not_written_over_and_comes_back_once_it_can_be() {
    let mut shelf = Shelf::default();
    assert_eq!(shelf.on(Event::Look, 0), [Effect::Read { number: 1 }]);
    let failed = |number| Event::Read { number, found: Err(StorageTrouble::Refused) };
    assert_eq!(shelf.on(failed(1), 10), [Effect::Say(Attempt::Reading, StorageTrouble::Refused)]);
    // A drawing meanwhile: it waits for nothing, and touches nothing but its own place.
    let put = change(7, Entry::Absent, text("seven"));
    assert_eq!(
        shelf.on(Event::Put(7, "seven".into()), 20),
        [Effect::Write { number: 2, changes: vec![put] }]
    );
    assert_eq!(shelf.on(wrote(2, Outcome::Done), 30), [Effect::Tell]);
    assert_eq!(shelf.next(), Some(260), "it tries again");
    assert_eq!(shelf.on(Event::TimePassed, 260), [Effect::Read { number: 3 }]);
    assert_eq!(shelf.on(failed(3), 260), [], "said once");
    let next = shelf.next().expect("it goes on trying");
    assert_eq!(shelf.on(Event::TimePassed, next), [Effect::Read { number: 4 }]);
    let all = [(Place::Item(1), text("one")), (Place::Item(7), text("seven"))];
    assert_eq!(
        shelf.on(read(4, &all), next),
        [Effect::SayDone(Attempt::Reading), Effect::Found(vec![(1, "one".into())])]
    );
    assert_eq!(shelf.next(), None);
}

#[test]
fn a_database_that_never_answers_is_said_and_asked_again() {
    let mut shelf = Shelf::default();
    shelf.on(Event::Look, 0);
    assert_eq!(shelf.next(), Some(PATIENCE));
    assert_eq!(shelf.on(Event::TimePassed, PATIENCE - 1), []);
    assert_eq!(
        shelf.on(Event::TimePassed, PATIENCE),
        [Effect::Say(Attempt::Reading, StorageTrouble::NoAnswer)]
    );
    assert!(shelf.next() > Some(PATIENCE));
    // What comes too late is not heard.
    assert_eq!(shelf.on(read(1, &[(Place::Item(1), text("one"))]), PATIENCE + 1), []);
    let next = shelf.next().expect("it is asked again");
    assert_eq!(shelf.on(Event::TimePassed, next), [Effect::Read { number: 2 }]);
    assert!(shelf.next() >= Some(next + 2 * PATIENCE), "and has longer");
}

#[test]
fn a_browser_that_keeps_nothing_says_so_when_something_is_to_be_kept() {
    let mut shelf = Shelf::default();
    shelf.on(Event::Look, 0);
    let none = Event::Read { number: 1, found: Err(StorageTrouble::Unavailable) };
    assert_eq!(shelf.on(none, 0), []);
    shelf.on(Event::Put(1, "one".into()), 0);
    assert_eq!(
        shelf.on(wrote(2, Outcome::Failed(StorageTrouble::Unavailable)), 0),
        [Effect::Say(Attempt::Writing, StorageTrouble::Unavailable)]
    );
    shelf.on(Event::Put(2, "two".into()), 0);
    assert_eq!(shelf.on(wrote(3, Outcome::Failed(StorageTrouble::Unavailable)), 0), [], "once");
}

#[test]
fn what_another_tab_deleted_does_not_come_back() {
    let mut shelf = opened(&[(Place::Item(1), text("one")), (Place::Item(2), text("two"))]);
    // Renamed here, deleted there.
    shelf.on(Event::Put(1, "uno".into()), 0);
    assert_eq!(
        shelf.on(wrote(2, Outcome::Other(vec![(Place::Item(1), Entry::Gone)])), 0),
        [Effect::Removed(vec![1])]
    );
    assert!(shelf.is_all_kept());
    shelf.on(Event::Look, 0);
    let all = [(Place::Item(1), Entry::Gone), (Place::Item(2), Entry::Gone)];
    assert_eq!(shelf.on(read(3, &all), 0), [Effect::Removed(vec![2])]);
    assert!(shelf.is_all_kept());
}

#[test]
fn what_was_deleted_here_can_be_brought_back_even_if_no_answer_came() {
    let mut shelf = opened(&[(Place::Item(1), text("one"))]);
    shelf.on(Event::Delete(1), 0);
    // It was written, but the answer was lost.
    shelf.on(Event::TimePassed, PATIENCE);
    shelf.on(Event::Put(1, "one".into()), PATIENCE);
    assert_eq!(
        shelf.on(wrote(3, Outcome::Other(vec![(Place::Item(1), Entry::Gone)])), PATIENCE),
        [Effect::Write { number: 4, changes: vec![change(1, Entry::Gone, text("one"))] }]
    );
}

#[test]
fn a_text_that_another_tab_wrote_is_set_aside_before_it_is_overwritten() {
    let mut shelf = opened(&[(Place::Item(1), text("one"))]);
    shelf.on(Event::Put(1, "uno".into()), 0);
    let other = Outcome::Other(vec![(Place::Item(1), text("eins"))]);
    let expected = Change { aside: true, ..change(1, text("eins"), text("uno")) };
    assert_eq!(
        shelf.on(wrote(2, other), 0),
        [Effect::Write { number: 3, changes: vec![expected] }]
    );
}

#[test]
fn what_this_page_cannot_read_or_write_whole_is_set_aside() {
    let mut shelf = opened(&[(Place::Item(1), text("cut sho")), (Place::Item(2), text("v2"))]);
    let moved = Change { aside: true, ..change(1, text("cut sho"), Entry::Absent) };
    assert_eq!(
        shelf.on(Event::Unreadable(1), 0),
        [Effect::Write { number: 2, changes: vec![moved] }]
    );
    shelf.on(wrote(2, Outcome::Done), 0);
    assert_eq!(shelf.on(Event::Newer(2), 0), [], "it stays where it is while nobody changes it");
    let renamed = Change { aside: true, ..change(2, text("v2"), text("v1")) };
    assert_eq!(
        shelf.on(Event::Put(2, "v1".into()), 0),
        [Effect::Write { number: 3, changes: vec![renamed] }]
    );
}

#[test]
fn what_an_older_page_kept_in_one_text_becomes_items_and_goes_once_they_are_written() {
    let mut shelf = Shelf::default();
    shelf.on(Event::Look, 0);
    let all = [(Place::Old, text("1 2 3")), (Place::Item(2), Entry::Gone)];
    assert_eq!(shelf.on(read(1, &all), 0), [Effect::OldText("1 2 3".into())]);
    let items = vec![(1, "1".into()), (2, "2".into()), (3, "3".into())];
    let split = Event::Split { old: "1 2 3".into(), items, aside: false };
    // The second was deleted since.
    assert_eq!(
        shelf.on(split, 0),
        [
            Effect::Found(vec![(1, "1".into()), (3, "3".into())]),
            Effect::Write {
                number: 2,
                changes: vec![
                    change(1, Entry::Absent, text("1")),
                    change(3, Entry::Absent, text("3"))
                ]
            }
        ]
    );
    assert_eq!(shelf.unkept(), [], "the old text holds them");
    let old =
        Change { place: Place::Old, expected: text("1 2 3"), new: Entry::Absent, aside: false };
    assert_eq!(
        shelf.on(wrote(2, Outcome::Done), 0),
        [Effect::Tell, Effect::Write { number: 3, changes: vec![old] }]
    );
    // An old page in another tab wrote it meanwhile: its items join.
    assert_eq!(
        shelf.on(wrote(3, Outcome::Other(vec![(Place::Old, text("1 2 3 4"))])), 0),
        [Effect::OldText("1 2 3 4".into())]
    );
}

#[test]
fn what_is_not_kept_when_the_page_is_left_comes_back_with_the_next() {
    let mut shelf = opened(&[(Place::Item(1), text("one")), (Place::Item(2), text("two"))]);
    shelf.on(Event::Put(3, "three".into()), 0);
    shelf.on(Event::Delete(1), 0);
    shelf.on(Event::Put(2, "zwei".into()), 0);
    let unkept = shelf.unkept();
    let of = |id, text: &str, was: &[&str]| Unkept {
        id,
        text: text.into(),
        was: was.iter().map(|&was| was.into()).collect(),
    };
    assert_eq!(unkept, [of(1, "", &[]), of(2, "zwei", &["two"]), of(3, "three", &[])]);

    let mut next = Shelf::default();
    let effects = next.on(Event::Restored(unkept), 0);
    assert_eq!(effects[0], Effect::Found(vec![(2, "zwei".into()), (3, "three".into())]));
    let lies = vec![(Place::Item(1), text("one")), (Place::Item(2), text("two"))];
    let effects = next.on(wrote(1, Outcome::Other(lies)), 0);
    assert_eq!(
        effects,
        [Effect::Write {
            number: 2,
            changes: vec![
                change(1, text("one"), Entry::Gone),
                change(2, text("two"), text("zwei")),
                change(3, Entry::Absent, text("three")),
            ]
        }]
    );
    next.on(wrote(2, Outcome::Done), 0);
    assert!(next.is_all_kept());
}

#[test]
fn what_the_browser_has_lost_is_written_again() {
    let mut shelf = opened(&[(Place::Item(1), text("one"))]);
    shelf.on(Event::Look, 0);
    assert_eq!(
        shelf.on(read(2, &[]), 0),
        [Effect::Write { number: 3, changes: vec![change(1, Entry::Absent, text("one"))] }]
    );
}
