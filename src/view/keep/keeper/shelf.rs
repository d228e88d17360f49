//! The shelves of own drawings and of snapshots, each item a text of its own, kept as `keep::Shelf` says.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;
use yew::platform::spawn_local;

use super::{Alarm, Outlet, now};
use crate::digits::{ItemId, OwnDrawing, OwnDrawings};
use crate::formats::own;
use crate::formats::record::Versioned;
use crate::keep::{Difference, Effect, Event, Id, Shelf, Unkept, difference};
use crate::lab::{Action, Elsewhere, Snapshot, Snapshots, stored};
use crate::view::keep::keep_words::Shelved;
use crate::view::keep::notice::Notice;
use crate::web::kept::Shelves;
use crate::web::storage;

impl Shelved {
    /// The shelf's name in the database.
    fn name(self) -> &'static str {
        match self {
            Self::Drawings => "own",
            Self::Snapshots => "snapshots",
        }
    }

    fn unreadable(self, text: &str) -> Notice {
        let text = text.to_owned();
        match self {
            Self::Drawings => Notice::OwnUnreadable { text },
            Self::Snapshots => Notice::SnapshotsUnreadable { text },
        }
    }
}

/// What texts of a shelf hold.
#[derive(Default)]
struct Items {
    own: OwnDrawings,
    snapshots: Snapshots,
    /// Whether there may be more in the text than is read of it.
    newer: bool,
}

impl Items {
    /// Those that `text` holds; `None` if it cannot be read.
    fn read(what: Shelved, text: &str) -> Option<Self> {
        Some(match what {
            Shelved::Drawings => {
                let Versioned { value: own, newer } = own::read(text).ok()?;
                Self { own, newer: newer.is_some(), ..Self::default() }
            }
            Shelved::Snapshots => {
                let Versioned { value: snapshots, newer } = stored::read_snapshots(text).ok()?;
                Self { snapshots, newer: newer.is_some(), ..Self::default() }
            }
        })
    }

    /// The first of them, under this id; none if there is none.
    fn one(self, id: Id) -> Option<Self> {
        let id = ItemId(id);
        let own: OwnDrawings =
            self.own.iter().take(1).map(|it| OwnDrawing { id, ..OwnDrawing::clone(it) }).collect();
        let snapshots: Snapshots = self
            .snapshots
            .iter()
            .take(1)
            .map(|it| Snapshot { id, ..Snapshot::clone(it) })
            .collect();
        let none = own.is_empty() && snapshots.is_empty();
        (!none).then_some(Self { own, snapshots, newer: self.newer })
    }

    /// Each with its id, as a text.
    fn texts(&self) -> Vec<(Id, Rc<str>)> {
        let own = self.own.iter().map(|it| (it.id.0, drawing_text(it)));
        own.chain(self.snapshots.iter().map(|it| (it.id.0, snapshot_text(it)))).collect()
    }

    fn join(&mut self, other: Self) {
        self.own.merge(&other.own);
        other.snapshots.iter().for_each(|it| self.snapshots.put(Rc::clone(it)));
    }
}

fn drawing_text(drawing: &OwnDrawing) -> Rc<str> {
    own::write(&OwnDrawings::from_iter([drawing.clone()])).into()
}

fn snapshot_text(snapshot: &Snapshot) -> Rc<str> {
    stored::write_snapshots(&Snapshots::from_iter([snapshot.clone()])).into()
}

/// Keeps one shelf.
pub(super) struct ShelfKeeper {
    what: Shelved,
    shelf: RefCell<Shelf>,
    /// What the page showed last.
    own: RefCell<Rc<OwnDrawings>>,
    snapshots: RefCell<Rc<Snapshots>>,
    /// How this page would write items that were found as other texts: while they are so, nobody has changed them.
    unchanged: RefCell<BTreeMap<Id, Rc<str>>>,
    /// The number of what was asked for last.
    asked: Cell<u64>,
    /// Under which name what is not kept yet is written down when the page is left.
    journal: String,
    /// Whether something is.
    journaled: Cell<bool>,
    alarm: Alarm,
    base: Rc<Shelves>,
    outlet: Outlet,
}

impl ShelfKeeper {
    pub fn new(what: Shelved, base: Rc<Shelves>, outlet: Outlet) -> Rc<Self> {
        Rc::new(Self {
            what,
            shelf: RefCell::default(),
            own: RefCell::default(),
            snapshots: RefCell::default(),
            unchanged: RefCell::default(),
            asked: Cell::default(),
            journal: format!("{}{}", journals(what), storage::clock()),
            journaled: Cell::default(),
            alarm: Alarm::default(),
            base,
            outlet,
        })
    }

    /// Takes up what pages that were left could not keep any more, and reads.
    pub fn start(self: &Rc<Self>) {
        let names = storage::names(&journals(self.what));
        let texts = names.iter().filter_map(|name| storage::read(name).ok().flatten());
        let unkept: Vec<Unkept> = texts
            .flat_map(|text| serde_json::from_str::<Vec<Unkept>>(&text).unwrap_or_default())
            .collect();
        if !unkept.is_empty() {
            // It is this page's now, and no other's.
            self.write_down(&unkept);
            self.tell(Event::Restored(unkept));
        }
        names.iter().filter(|name| **name != self.journal).for_each(|name| storage::remove(name));
        self.tell(Event::Look);
    }

    /// Another tab may have written.
    pub fn look(self: &Rc<Self>) {
        self.tell(Event::Look);
    }

    /// The name that other tabs hear when this shelf is written.
    pub fn bell(&self) -> String {
        // Not among the names of what is kept.
        format!("hitofude-written.{}", self.what.name())
    }

    /// The page is being left, or may be.
    pub fn leave(&self) {
        let unkept = self.shelf.borrow().unkept();
        self.write_down(&unkept);
    }

    fn write_down(&self, unkept: &[Unkept]) {
        if !unkept.is_empty() {
            // Where there is no room, there is none. What does not reach the database has been said.
            let text = serde_json::to_string(unkept).unwrap_or_default();
            let _ = storage::write(&self.journal, &text);
            self.journaled.set(true);
        } else if self.journaled.take() {
            storage::remove(&self.journal);
        }
    }

    /// The page shows these drawings.
    pub fn keep_drawings(self: &Rc<Self>, own: &Rc<OwnDrawings>) {
        let before = self.own.replace(Rc::clone(own));
        self.keep(difference(before.iter(), own.iter(), |it| it.id.0), drawing_text);
    }

    /// The page shows these snapshots.
    pub fn keep_snapshots(self: &Rc<Self>, all: &Rc<Snapshots>) {
        let before = self.snapshots.replace(Rc::clone(all));
        self.keep(difference(before.iter(), all.iter(), |it| it.id.0), snapshot_text);
    }

    fn keep<T>(self: &Rc<Self>, changes: Difference<T>, write: fn(&T) -> Rc<str>) {
        for (id, item) in changes.put {
            let text = write(item);
            if self.unchanged.borrow().get(&id) == Some(&text) {
                continue;
            }
            if !self.shelf.borrow().has(id) {
                // The person has made something.
                storage::ask_to_persist();
            }
            self.tell(Event::Put(id, text));
        }
        changes.deleted.into_iter().for_each(|id| self.tell(Event::Delete(id)));
    }

    fn tell(self: &Rc<Self>, event: Event) {
        let now = now();
        let effects = self.shelf.borrow_mut().on(event, now);
        effects.into_iter().for_each(|effect| self.carry_out(effect));
        let next = self.shelf.borrow().next();
        if self.shelf.borrow().is_all_kept() {
            self.write_down(&[]);
        }
        let keeper = Rc::clone(self);
        self.alarm.set(next, move || keeper.tell(Event::TimePassed));
    }

    fn carry_out(self: &Rc<Self>, effect: Effect) {
        let (what, Outlet { say, dispatch }) = (self.what, &self.outlet);
        match effect {
            Effect::Read { number } => {
                self.asked.set(number);
                let keeper = Rc::clone(self);
                spawn_local(async move {
                    let found = keeper.base.read(what.name()).await;
                    keeper.tell(Event::Read { number, found });
                });
            }
            Effect::Write { number, changes } => {
                self.asked.set(number);
                let keeper = Rc::clone(self);
                spawn_local(async move {
                    let wanted = || keeper.asked.get() == number;
                    let outcome = keeper.base.write(what.name(), &changes, &wanted).await;
                    keeper.tell(Event::Wrote { number, outcome });
                });
            }
            // Where it is not heard, other tabs see it when they are looked at.
            Effect::Tell => _ = storage::write(&self.bell(), &storage::clock().to_string()),
            Effect::Found(items) => self.found(items),
            Effect::Removed(ids) => {
                let ids = ids.into_iter().map(ItemId).collect();
                dispatch.dispatch(Action::Elsewhere(Elsewhere::Deleted(ids)));
            }
            Effect::OldText(old) => self.split(old),
            Effect::Say(attempt, trouble) => say.emit(Notice::Keeping { what, attempt, trouble }),
            Effect::SayDone(attempt) => say.emit(Notice::KeptAgain { what, attempt }),
        }
    }

    /// Shows what was found. What cannot be read, or not whole, is said once for all.
    fn found(self: &Rc<Self>, items: Vec<(Id, Rc<str>)>) {
        let mut all = Items::default();
        let mut notice = None;
        let mut events = Vec::new();
        for (id, text) in items {
            let Some(item) = Items::read(self.what, &text).and_then(|items| items.one(id)) else {
                notice = Some(self.what.unreadable(&text));
                events.push(Event::Unreadable(id));
                continue;
            };
            if item.newer {
                notice.get_or_insert_with(|| Notice::KeptNewer { text: text.to_string() });
                events.push(Event::Newer(id));
            }
            let mine = item.texts().into_iter().map(|(_, mine)| mine).find(|mine| *mine != text);
            let mut unchanged = self.unchanged.borrow_mut();
            match mine {
                Some(mine) => unchanged.insert(id, mine),
                None => unchanged.remove(&id),
            };
            drop(unchanged);
            all.join(item);
        }
        let Items { own, snapshots, .. } = all;
        self.outlet.dispatch.dispatch(Action::Elsewhere(Elsewhere::Found { own, snapshots }));
        notice.into_iter().for_each(|notice| self.outlet.say.emit(notice));
        events.into_iter().for_each(|event| self.tell(event));
    }

    /// Makes items of what an older page kept in one text.
    fn split(self: &Rc<Self>, old: Rc<str>) {
        let read = Items::read(self.what, &old);
        let newer = read.as_ref().is_some_and(|items| items.newer);
        if newer {
            self.outlet.say.emit(Notice::KeptNewer { text: old.to_string() });
        } else if read.is_none() {
            self.outlet.say.emit(self.what.unreadable(&old));
        }
        let aside = newer || read.is_none();
        let items = read.map(|items| items.texts()).unwrap_or_default();
        self.tell(Event::Split { old, items, aside });
    }
}

/// How the names begin under which what was not kept yet is written down.
fn journals(what: Shelved) -> String {
    format!("hitofude.unkept.{}.", what.name())
}
