//! The lab's text: read when the page starts, and written as `keep::OneText` says.

use std::cell::RefCell;
use std::rc::Rc;
use yew::Callback;
use yew::platform::spawn_local;

use super::{Alarm, Outlet, now};
use crate::formats::record::Versioned;
use crate::keep::{OneText, StorageTrouble, TextEffect, TextEvent};
use crate::lab::{Action, Document, Lab, PageFlags, stored};
use crate::view::keep::notice::{Decide, Notice};
use crate::web::kept::Shelves;
use crate::web::{page, storage};

/// What the page begins with.
#[derive(Clone)]
pub struct Loaded {
    /// The lab of the last visit, or a new one.
    pub lab: Lab,
    /// What there is to say about it.
    pub notice: Option<Notice>,
    text: OneText,
    /// Under which name this tab's work lies beside that of another, if it does.
    beside: Option<String>,
}

/// Reads the lab of the last visit; or this tab's own, where the person has yet to decide between that and another's.
pub fn load() -> Loaded {
    if let Some((name, text)) = storage::beside()
        && let (Some(lab), None) = open(&text)
    {
        return Loaded { lab, notice: None, text: OneText::of_work_beside(), beside: Some(name) };
    }
    storage::note_beside(None);
    let read = storage::read(storage::LAB);
    let (lab, notice) = match &read {
        Ok(None) => (None, None),
        Ok(Some(text)) => open(text),
        Err(trouble) => (None, Some(Notice::Storage(*trouble))),
    };
    let precious = read.is_ok() && notice.is_some();
    let text = OneText::new(read.map(|text| text.map(Rc::from)), precious);
    let fresh = || {
        let wished = PageFlags::read(&page::fragment()).network;
        wished.map_or_else(Lab::new, Lab::starting_with)
    };
    Loaded { lab: lab.unwrap_or_else(fresh), notice, text, beside: None }
}

/// The lab that `text` holds, and what there is to say about a text of which not everything can be read.
fn open(text: &str) -> (Option<Lab>, Option<Notice>) {
    match stored::read(text) {
        Ok(Versioned { value: lab, newer: None }) => (Some(lab), None),
        Ok(Versioned { value: lab, newer: Some(_) }) => {
            (Some(lab), Some(Notice::KeptNewer { text: text.to_owned() }))
        }
        Err(_) => (None, Some(Notice::StoredStateUnreadable { text: text.to_owned() })),
    }
}

/// What a text is about; how it is looked at is left out.
fn work(text: Option<&str>) -> Option<Document> {
    Some(stored::read(text?).ok()?.value.document)
}

/// Keeps the lab.
pub(super) struct LabKeeper {
    text: RefCell<OneText>,
    lab: RefCell<Lab>,
    /// Under which name this tab's work is written beside.
    beside: RefCell<Option<String>>,
    alarm: Alarm,
    base: Rc<Shelves>,
    outlet: Outlet,
}

impl LabKeeper {
    pub fn new(loaded: &Loaded, base: Rc<Shelves>, outlet: Outlet) -> Rc<Self> {
        Rc::new(Self {
            text: RefCell::new(loaded.text.clone()),
            lab: RefCell::new(loaded.lab.clone()),
            beside: RefCell::new(loaded.beside.clone()),
            alarm: Alarm::default(),
            base,
            outlet,
        })
    }

    /// Looks at what another tab has kept, if there is to be asked about it.
    pub fn start(self: &Rc<Self>) {
        if self.beside.borrow().is_some() {
            self.look();
        }
    }

    /// The lab is this one now.
    pub fn keep(self: &Rc<Self>, lab: &Lab) {
        // What was just read need not be written, nor what is not kept.
        let before = self.lab.replace(lab.clone());
        if !lab.is_kept_as(&before) {
            self.tell(TextEvent::Changed);
        }
    }

    /// Another tab may have written.
    pub fn look(self: &Rc<Self>) {
        // Where it cannot be read, that shows when something is written.
        if let Ok(found) = storage::read(storage::LAB) {
            self.found(found);
        }
    }

    /// The page is being left, or may be.
    pub fn leave(self: &Rc<Self>) {
        self.tell(TextEvent::Leaving);
    }

    fn tell(self: &Rc<Self>, event: TextEvent) {
        let now = now();
        let effects = self.text.borrow_mut().on(event, now);
        effects.into_iter().for_each(|effect| self.carry_out(effect));
        let next = self.text.borrow().next();
        let keeper = Rc::clone(self);
        self.alarm.set(next, move || keeper.tell(TextEvent::TimePassed));
    }

    fn found(self: &Rc<Self>, text: Option<String>) {
        let seen = self.text.borrow().seen().cloned();
        let same = text.as_deref() == seen.as_deref();
        let same_work =
            same || work(text.as_deref()).is_some_and(|it| Some(it) == work(seen.as_deref()));
        self.tell(TextEvent::Found { text: text.map(Rc::from), same_work });
    }

    fn carry_out(self: &Rc<Self>, effect: TextEffect) {
        let Outlet { say, .. } = &self.outlet;
        match effect {
            TextEffect::Read => match storage::read(storage::LAB) {
                Ok(found) => self.found(found),
                Err(trouble) => self.tell(TextEvent::Failed(trouble)),
            },
            TextEffect::Write { expected } => self.write(expected.as_deref()),
            TextEffect::WriteBeside => {
                let beside = self.beside.borrow().clone();
                let name = beside.unwrap_or_else(|| storage::aside_name(storage::LAB));
                let mine = stored::write(&self.lab.borrow());
                let written = storage::write(&name, &mine);
                storage::note_beside(Some(&name));
                self.beside.replace(Some(name));
                self.done(written, TextEvent::WrittenBeside);
            }
            TextEffect::ForgetBeside => {
                storage::note_beside(None);
                if let Some(name) = self.beside.take() {
                    storage::remove(&name);
                }
            }
            TextEffect::SetAside(text) => self.set_aside(text),
            TextEffect::Open(text) => {
                storage::note_beside(None);
                self.beside.take();
                self.open(&text);
            }
            TextEffect::Ask => {
                let keeper = Rc::clone(self);
                let decide = move |take: bool| {
                    keeper.tell(if take { TextEvent::TakeOver } else { TextEvent::KeepThis });
                };
                say.emit(Notice::OtherWork { decide: Decide(Callback::from(decide)) });
            }
            // The notice goes with its button.
            TextEffect::Answered => {}
            TextEffect::Say(trouble) => say.emit(Notice::Storage(trouble)),
        }
    }

    fn done(self: &Rc<Self>, result: Result<(), StorageTrouble>, event: TextEvent) {
        self.tell(result.map_or_else(TextEvent::Failed, |()| event));
    }

    fn write(self: &Rc<Self>, expected: Option<&str>) {
        let mine = stored::write(&self.lab.borrow());
        match storage::read(storage::LAB) {
            Err(trouble) => self.tell(TextEvent::Failed(trouble)),
            Ok(Some(found)) if found == mine => self.tell(TextEvent::Written(mine.into())),
            Ok(found) if found.as_deref() != expected => self.found(found),
            Ok(_) => {
                let written = storage::write(storage::LAB, &mine);
                self.done(written, TextEvent::Written(mine.into()));
            }
        }
    }

    /// Makes a copy of `text` beside the lab or, where there is no room, in the database.
    fn set_aside(self: &Rc<Self>, text: Rc<str>) {
        if storage::write(&storage::aside_name(storage::LAB), &text).is_ok() {
            return self.tell(TextEvent::Aside);
        }
        let keeper = Rc::clone(self);
        spawn_local(async move {
            let done = keeper.base.set_aside(storage::LAB, &text).await;
            keeper.done(done, TextEvent::Aside);
        });
    }

    fn open(self: &Rc<Self>, text: &str) {
        let (lab, notice) = open(text);
        if let Some(lab) = lab {
            self.outlet.dispatch.dispatch(Action::Restore(Box::new(lab)));
        }
        if let Some(notice) = notice {
            self.outlet.say.emit(notice);
            self.tell(TextEvent::Precious);
        }
    }
}
