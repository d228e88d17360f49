//! Items that several tabs keep together: each a text under an id. What one tab puts there or takes away joins what the
//! others did, since every write touches only its own items and says what it expects to find.

mod learn;
mod unkept;

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

pub use self::unkept::Unkept;
use super::pace::Attempts;
use super::{Entry, StorageTrouble, Time};

/// An item's name for ever. Made at random when the item is made.
pub type Id = u64;

/// How long an answer is waited for the first time, in milliseconds; longer after each that did not come.
pub const PATIENCE: Time = 12_000;

/// Where something lies on a shelf.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// The text of an older page, which kept all items in one.
    Old,
    /// An item's.
    Item(Id),
}

/// Under which name `place` of `shelf` is stored.
pub fn name_of(shelf: &str, place: Place) -> String {
    match place {
        Place::Old => shelf.to_owned(),
        Place::Item(id) => format!("{shelf}/{id:016x}"),
    }
}

/// The id in the name of an item of `shelf`; `None` if it is no such name.
pub fn id_of(shelf: &str, name: &str) -> Option<Id> {
    let id = name.strip_prefix(shelf)?.strip_prefix('/')?;
    if id.len() != 16 {
        return None;
    }
    u64::from_str_radix(id, 16).ok()
}

/// What lies on a shelf. What is absent may be left out.
pub type Listing = Vec<(Place, Entry)>;

/// A change of one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Where.
    pub place: Place,
    /// What has to lie there, or nothing at all is written.
    pub expected: Entry,
    /// What is to lie there.
    pub new: Entry,
    /// Whether what lies there is set aside first.
    pub aside: bool,
}

/// What came of a write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// All of it is written.
    Done,
    /// None of it is, since something else than was expected lay there: this, in every place that was to be written.
    Other(Listing),
    /// None of it is; or, where an answer did not come, perhaps all.
    Failed(StorageTrouble),
}

/// What may happen to a shelf.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// The page has started, or another tab has written something, or may have: what lies there is to be read.
    Look,
    /// A page that was left before these were kept has written them down elsewhere.
    Restored(Vec<Unkept>),
    /// The person made an item, or changed it: it is this text now.
    Put(Id, Rc<str>),
    /// The person took an item away.
    Delete(Id),
    /// An item's text, found in storage, says nothing to this page.
    Unreadable(Id),
    /// An item's text, found in storage, says more than this page can write.
    Newer(Id),
    /// The items that the text of [`Effect::OldText`] holds.
    Split {
        /// That text.
        old: Rc<str>,
        /// Its items.
        items: Vec<(Id, Rc<str>)>,
        /// Whether it says anything else, so that it must be set aside.
        aside: bool,
    },
    /// The answer to [`Effect::Read`].
    Read {
        /// The effect's.
        number: u64,
        /// What lies there.
        found: Result<Listing, StorageTrouble>,
    },
    /// The answer to [`Effect::Write`].
    Wrote {
        /// The effect's.
        number: u64,
        /// What came of it.
        outcome: Outcome,
    },
    /// Nothing but time.
    TimePassed,
}

/// What was tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attempt {
    /// To read what was kept.
    Reading,
    /// To keep something.
    Writing,
}

/// What is to be done.
///
/// Reads and writes are asked for one at a time. One that is not answered in time is given up: from then on its answer
/// is not heard, and it must come before any later one takes effect, or never.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Read all that lies on the shelf.
    Read {
        /// Belongs into the answer.
        number: u64,
    },
    /// Write all of this, or nothing.
    Write {
        /// Belongs into the answer.
        number: u64,
        /// What is to be written.
        changes: Vec<Change>,
    },
    /// Tell the other tabs that something was written.
    Tell,
    /// The page shows these from now on: they are new, or have another text now.
    Found(Vec<(Id, Rc<str>)>),
    /// The page shows these no more: they were deleted elsewhere.
    Removed(Vec<Id>),
    /// This was kept by an older page: its items are to come back as [`Event::Split`].
    OldText(Rc<str>),
    /// Say that something has failed; it is tried again.
    Say(Attempt, StorageTrouble),
    /// Say that it has succeeded since.
    SayDone(Attempt),
}

/// How it goes with reading, or with writing.
#[derive(Clone, Debug, Default)]
struct Line {
    attempts: Attempts,
    said: Option<StorageTrouble>,
}

#[derive(Clone, Debug)]
struct Underway {
    number: u64,
    /// When it is given up.
    until: Time,
    /// What is written; `None`: it is a read.
    changes: Option<Vec<Change>>,
}

/// The state of a shelf as one tab knows it.
#[derive(Clone, Debug, Default)]
pub struct Shelf {
    /// What lay there when it was last read or written.
    kept: BTreeMap<Place, Entry>,
    /// What is to lie there, where that is something else.
    wishes: BTreeMap<Place, Entry>,
    /// What may lie there as well, since the outcome of writing it is not known.
    tried: BTreeMap<Place, Vec<Entry>>,
    /// Where a text lies that is not this tab's and has to be set aside before it is overwritten.
    foreign: BTreeSet<Place>,
    /// Items whose text the old one holds as well.
    in_old: BTreeSet<Id>,
    /// What was left unkept by another page under the same id: it waits until the first one lies there.
    later: Vec<Unkept>,
    to_read: bool,
    underway: Option<Underway>,
    number: u64,
    reading: Line,
    writing: Line,
}

impl Shelf {
    /// What is to be done now that, at `now`, `event` has happened.
    pub fn on(&mut self, event: Event, now: Time) -> Vec<Effect> {
        let mut effects = Vec::new();
        match event {
            Event::Look => self.to_read = true,
            Event::Restored(unkept) => self.restore(unkept, &mut effects),
            Event::Put(id, text) => self.wish(id, Entry::Text(text)),
            Event::Delete(id) => self.wish(id, Entry::Gone),
            Event::Unreadable(id) => {
                let place = Place::Item(id);
                if matches!(self.kept(place), Entry::Text(_)) && !self.wishes.contains_key(&place) {
                    self.wishes.insert(place, Entry::Absent);
                    self.foreign.insert(place);
                }
            }
            Event::Newer(id) => {
                self.foreign.insert(Place::Item(id));
            }
            Event::Split { old, items, aside } => self.split(old, items, aside, &mut effects),
            Event::Read { number, found } => {
                if self.underway.take_if(|it| it.number == number).is_some() {
                    self.read(found, now, &mut effects);
                }
            }
            Event::Wrote { number, outcome } => {
                if let Some(underway) = self.underway.take_if(|it| it.number == number) {
                    self.wrote(underway.changes.unwrap_or_default(), outcome, now, &mut effects);
                }
            }
            Event::TimePassed => {}
        }
        self.give_up(now, &mut effects);
        self.restore_later(&mut effects);
        self.begin(now, &mut effects);
        effects
    }

    /// At which time [`Event::TimePassed`] is due; `None`: at no time.
    pub fn next(&self) -> Option<Time> {
        if let Some(underway) = &self.underway {
            return Some(underway.until);
        }
        let write = (!self.wishes.is_empty()).then(|| self.writing.attempts.not_before());
        let read = self.to_read.then(|| self.reading.attempts.not_before());
        write.into_iter().chain(read).min()
    }

    /// Whether everything that was made is kept, as far as it is known.
    pub fn is_all_kept(&self) -> bool {
        self.wishes.is_empty()
    }

    /// Whether there is such an item, or is to be.
    pub fn has(&self, id: Id) -> bool {
        let place = Place::Item(id);
        let entry = self.wishes.get(&place).unwrap_or(self.kept(place));
        matches!(entry, Entry::Text(_))
    }

    fn kept(&self, place: Place) -> &Entry {
        self.kept.get(&place).unwrap_or(&Entry::Absent)
    }

    /// What is being written.
    fn written(&self) -> impl Iterator<Item = &Change> {
        self.underway.iter().flat_map(|underway| underway.changes.iter().flatten())
    }

    /// The person wants `entry` to lie at `id`.
    fn wish(&mut self, id: Id, entry: Entry) {
        let place = Place::Item(id);
        self.in_old.remove(&id);
        let uncertain =
            self.tried.contains_key(&place) || self.written().any(|change| change.place == place);
        if *self.kept(place) == entry && !uncertain {
            self.wishes.remove(&place);
        } else {
            self.wishes.insert(place, entry);
            // Who presses a button does not wait because something failed before.
            self.writing.attempts.hurry();
        }
    }

    /// The items of the text of an older page are items like others from now on, but for those that are there already or
    /// were deleted since.
    fn split(
        &mut self,
        old: Rc<str>,
        items: Vec<(Id, Rc<str>)>,
        aside: bool,
        effects: &mut Vec<Effect>,
    ) {
        if *self.kept(Place::Old) != Entry::Text(old) {
            return;
        }
        let mut found = Vec::new();
        for (id, text) in items {
            let place = Place::Item(id);
            if *self.kept(place) == Entry::Absent && !self.wishes.contains_key(&place) {
                self.wishes.insert(place, Entry::Text(Rc::clone(&text)));
                self.in_old.insert(id);
                found.push((id, text));
            }
        }
        // It goes once its items are written.
        self.wishes.insert(Place::Old, Entry::Absent);
        if aside {
            self.foreign.insert(Place::Old);
        }
        if !found.is_empty() {
            effects.push(Effect::Found(found));
        }
    }

    fn give_up(&mut self, now: Time, effects: &mut Vec<Effect>) {
        let Some(underway) = self.underway.take_if(|underway| underway.until <= now) else {
            return;
        };
        match underway.changes {
            None => self.read(Err(StorageTrouble::NoAnswer), now, effects),
            Some(changes) => {
                self.wrote(changes, Outcome::Failed(StorageTrouble::NoAnswer), now, effects);
            }
        }
    }

    /// Asks for what is due, if nothing is underway.
    fn begin(&mut self, now: Time, effects: &mut Vec<Effect>) {
        if self.underway.is_some() {
            return;
        }
        let (changes, line) =
            if !self.wishes.is_empty() && self.writing.attempts.not_before() <= now {
                (Some(self.changes()), &self.writing)
            } else if self.to_read && self.reading.attempts.not_before() <= now {
                self.to_read = false;
                (None, &self.reading)
            } else {
                return;
            };
        self.number += 1;
        let until = now + (PATIENCE << line.attempts.failed().min(3));
        let number = self.number;
        effects.push(match changes.clone() {
            Some(changes) => Effect::Write { number, changes },
            None => Effect::Read { number },
        });
        self.underway = Some(Underway { number, until, changes });
    }

    /// What is to be written for all wishes. The old text goes last, on its own.
    fn changes(&self) -> Vec<Change> {
        let items = self.wishes.keys().any(|place| *place != Place::Old);
        let now = self.wishes.iter().filter(|(place, _)| **place != Place::Old || !items);
        now.map(|(&place, new)| {
            let expected = self.kept(place).clone();
            let aside = *new != Entry::Gone
                && matches!(expected, Entry::Text(_))
                && self.foreign.contains(&place);
            Change { place, expected, new: new.clone(), aside }
        })
        .collect()
    }
}

impl Line {
    /// Says `trouble`, unless that was said already.
    fn fail(
        &mut self,
        attempt: Attempt,
        trouble: StorageTrouble,
        now: Time,
        effects: &mut Vec<Effect>,
    ) {
        self.attempts.fail(now);
        if self.said.replace(trouble) != Some(trouble) {
            effects.push(Effect::Say(attempt, trouble));
        }
    }

    fn succeed(&mut self, attempt: Attempt, effects: &mut Vec<Effect>) {
        self.attempts.succeed();
        if self.said.take().is_some() {
            effects.push(Effect::SayDone(attempt));
        }
    }
}
