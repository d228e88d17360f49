//! One text that the page writes as a whole, and that two tabs cannot merge. A tab that finds another's work where it is
//! about to write asks the person which of the two stays; the other one is set aside. Until then it keeps its own beside.

use std::rc::Rc;

use super::pace::{Attempts, Waiting};
use super::{StorageTrouble, Time};

/// What may happen to the text.
#[derive(Clone, Debug, PartialEq)]
pub enum TextEvent {
    /// The page's work has changed.
    Changed,
    /// The page is being left, or may be.
    Leaving,
    /// This was found, by [`TextEffect::Read`], by [`TextEffect::Write`] in place of what it expected, or since another
    /// tab has written.
    Found {
        /// What lies there; `None`: nothing.
        text: Option<Rc<str>>,
        /// Whether it is the same work as [`OneText::seen`], and only looked at in another way: then nobody has to
        /// decide anything.
        same_work: bool,
    },
    /// The page's work is written, as this text.
    Written(Rc<str>),
    /// It is written beside.
    WrittenBeside,
    /// There is a copy of what [`TextEffect::SetAside`] named.
    Aside,
    /// What [`TextEffect::Open`] opened says something that this page cannot write.
    Precious,
    /// What was to be done could not be done.
    Failed(StorageTrouble),
    /// The person wants the other's work.
    TakeOver,
    /// The person wants this tab's work.
    KeepThis,
    /// Nothing but time.
    TimePassed,
}

/// What is to be done.
#[derive(Clone, Debug, PartialEq)]
pub enum TextEffect {
    /// Read what lies there.
    Read,
    /// Write the page's work, if this lies there; `None`: nothing.
    Write {
        /// What is expected.
        expected: Option<Rc<str>>,
    },
    /// Write the page's work beside, in a place of this tab's own.
    WriteBeside,
    /// Remove what was written beside: it is written where it belongs.
    ForgetBeside,
    /// Make a copy of this, which stays.
    SetAside(Rc<str>),
    /// Show this work in place of the page's own. What was written beside stays.
    Open(Rc<str>),
    /// Ask the person: there is other work than this tab's.
    Ask,
    /// The question is answered.
    Answered,
    /// Say that keeping fails; it is tried again.
    Say(StorageTrouble),
}

/// The state of the text as one tab knows it.
#[derive(Clone, Debug)]
pub struct OneText {
    /// What lay there when it was last read or written; `None`: it could not be read yet.
    seen: Option<Option<Rc<str>>>,
    /// What has to be copied before anything is written in its place.
    precious: Vec<Rc<str>>,
    /// Whether a copy is being made.
    copying: bool,
    /// The work of another tab, while the person has not decided.
    other: Option<Rc<str>>,
    /// Changes that are written nowhere yet.
    waiting: Option<Waiting>,
    /// Whether they are to be written at once.
    at_once: bool,
    /// Whether this tab has work that does not lie where it belongs.
    changed: bool,
    /// Whether it lies beside.
    beside: bool,
    /// Whether the other's work is taken over once this tab's lies beside.
    taking: bool,
    attempts: Attempts,
    said: Option<StorageTrouble>,
}

impl OneText {
    /// After what lies there was read, or could not be, which has been said. `precious`: it says something that this
    /// page cannot write.
    pub fn new(read: Result<Option<Rc<str>>, StorageTrouble>, precious: bool) -> Self {
        let text = read.clone().ok().flatten();
        Self {
            precious: text.into_iter().filter(|_| precious).collect(),
            copying: false,
            other: None,
            waiting: None,
            at_once: false,
            changed: false,
            beside: false,
            taking: false,
            attempts: Attempts::default(),
            said: read.as_ref().err().copied(),
            seen: read.ok(),
        }
    }

    /// For work of this tab that lies beside another tab's, since nobody has decided between the two: what lies where
    /// both belong has yet to be looked at.
    pub fn of_work_beside() -> Self {
        let new = Self::new(Ok(None), false);
        Self { seen: None, changed: true, beside: true, ..new }
    }

    /// What lay there when it was last read or written.
    pub fn seen(&self) -> Option<&Rc<str>> {
        self.seen.as_ref()?.as_ref()
    }

    /// What is to be done now that, at `now`, `event` has happened.
    pub fn on(&mut self, event: TextEvent, now: Time) -> Vec<TextEffect> {
        let mut effects = Vec::new();
        match event {
            TextEvent::Changed => {
                self.waiting = Some(Waiting::and_now(self.waiting, now));
                self.changed = true;
            }
            TextEvent::Leaving => self.leave(&mut effects),
            TextEvent::Found { text, same_work } => self.found(text, same_work, &mut effects),
            TextEvent::Written(text) => {
                self.seen = Some(Some(text));
                self.changed = false;
                self.written();
                if std::mem::take(&mut self.beside) {
                    effects.push(TextEffect::ForgetBeside);
                }
            }
            TextEvent::WrittenBeside => {
                self.written();
                if std::mem::take(&mut self.taking) {
                    self.open_other(&mut effects);
                } else {
                    self.beside = true;
                }
            }
            TextEvent::Aside => {
                self.copying = false;
                self.precious.pop();
                self.attempts.succeed();
            }
            TextEvent::Precious => self.precious.extend(self.seen.clone().flatten()),
            TextEvent::Failed(trouble) => self.fail(trouble, now, &mut effects),
            TextEvent::TakeOver if self.changed && self.other.is_some() => {
                self.taking = true;
                effects.push(TextEffect::WriteBeside);
            }
            TextEvent::TakeOver => self.open_other(&mut effects),
            TextEvent::KeepThis => self.keep_this(now, &mut effects),
            TextEvent::TimePassed => {}
        }
        if self.next().is_some_and(|next| next <= now) {
            self.go_on(now, &mut effects);
        }
        effects
    }

    /// At which time [`TextEvent::TimePassed`] is due; `None`: at no time.
    pub fn next(&self) -> Option<Time> {
        let due = match self.waiting {
            _ if self.copying => return None,
            Some(waiting) if !self.at_once => waiting.due(),
            Some(_) => 0,
            None if self.seen.is_none() && self.other.is_none() => 0,
            None => return None,
        };
        Some(due.max(self.attempts.not_before()))
    }

    /// Writes the page's work, or does what has to be done before.
    fn go_on(&mut self, now: Time, effects: &mut Vec<TextEffect>) {
        effects.push(if self.other.is_some() {
            TextEffect::WriteBeside
        } else if let Some(seen) = &self.seen {
            match self.precious.last() {
                Some(precious) => {
                    self.copying = true;
                    TextEffect::SetAside(Rc::clone(precious))
                }
                None => TextEffect::Write { expected: seen.clone() },
            }
        } else {
            // What is there would be overwritten unseen.
            self.attempts.fail(now);
            TextEffect::Read
        });
    }

    fn leave(&mut self, effects: &mut Vec<TextEffect>) {
        if self.waiting.is_none() {
            return;
        }
        self.at_once = true;
        self.attempts.hurry();
        if self.seen.is_none() {
            effects.push(TextEffect::WriteBeside);
        }
    }

    fn found(&mut self, text: Option<Rc<str>>, same_work: bool, effects: &mut Vec<TextEffect>) {
        self.attempts.succeed();
        let known = self.seen.as_ref() == Some(&text);
        let nothing_here = self.seen.is_none() && !self.changed;
        match text {
            // Where nothing is, since the browser has lost it, there is nothing to decide either.
            text if known || same_work || text.is_none() => {
                self.seen = Some(text);
                if self.other.take().is_some() {
                    effects.push(TextEffect::Answered);
                }
                if self.changed && self.waiting.is_none() {
                    // It lies beside only.
                    self.waiting = Some(Waiting::and_now(None, 0));
                }
            }
            Some(text) if nothing_here => {
                effects.push(TextEffect::Open(Rc::clone(&text)));
                self.seen = Some(Some(text));
            }
            text => {
                if std::mem::replace(&mut self.other, text).is_none() {
                    effects.push(TextEffect::Ask);
                }
            }
        }
    }

    /// Takes the other's work over; this tab's own lies where it belongs, or beside.
    fn open_other(&mut self, effects: &mut Vec<TextEffect>) {
        let Some(other) = self.other.take() else { return };
        effects.push(TextEffect::Answered);
        effects.push(TextEffect::Open(Rc::clone(&other)));
        self.seen = Some(Some(other));
        self.waiting = None;
        self.changed = false;
        self.beside = false;
    }

    fn keep_this(&mut self, now: Time, effects: &mut Vec<TextEffect>) {
        let Some(other) = self.other.take() else { return };
        effects.push(TextEffect::Answered);
        self.precious.push(Rc::clone(&other));
        self.seen = Some(Some(other));
        self.waiting = Some(Waiting::and_now(self.waiting, now));
        self.changed = true;
        self.at_once = true;
        self.attempts.hurry();
    }

    fn written(&mut self) {
        self.waiting = None;
        self.at_once = false;
        self.attempts.succeed();
        self.said = None;
    }

    fn fail(&mut self, trouble: StorageTrouble, now: Time, effects: &mut Vec<TextEffect>) {
        self.copying = false;
        self.taking = false;
        self.attempts.fail(now);
        if self.said.replace(trouble) != Some(trouble) {
            effects.push(TextEffect::Say(trouble));
        }
    }
}
