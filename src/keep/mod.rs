//! What is kept for the next visit, and how: by rules that hold whatever the browser does meanwhile.
//!
//! Two things are kept. A [`Shelf`] holds items, each a text under an id of its own; several tabs put items on it and
//! take items away, and what they did comes together. A [`OneText`] is a single text that two tabs cannot merge; they
//! tell each other, and the person decides.
//!
//! Both are state machines. They are told what happens (an answer came, somebody pressed a button, time passed) and say
//! what is to be done (read, write, tell the person). They know no browser and no lab; whoever drives them carries out
//! what they say, see `view/keep/keeper`. So everything that can go wrong can be played natively (`tests/native/keep`).
//!
//! The rules:
//!
//! - What was not read is not written over. Every write says what it expects to find, and writes nothing where something
//!   else lies there by now.
//! - What this page did not write itself, and cannot write again, is set aside before it is overwritten.
//! - What was deleted stays deleted: its place says so ([`Entry::Gone`]), for tabs that still show it.
//! - Whatever fails is said once and tried again.

mod difference;
mod one_text;
mod pace;
mod shelf;

use std::rc::Rc;

pub use self::difference::{Difference, difference};
pub use self::one_text::{OneText, TextEffect, TextEvent};
pub use self::pace::{LONGEST_WAIT, PAUSE};
pub use self::shelf::{
    Attempt, Change, Effect, Event, Id, Listing, Outcome, PATIENCE, Place, Shelf, Unkept, id_of,
    name_of,
};

/// Milliseconds since some moment, on a clock that only goes forward.
pub type Time = u64;

/// Why something could not be read or written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StorageTrouble {
    /// The browser has no such storage: nothing was ever kept in it.
    Unavailable,
    /// It has, but refuses.
    Refused,
    /// It does not answer.
    NoAnswer,
    /// There is no room left.
    Full,
}

/// What lies in a place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Entry {
    /// Nothing, and nothing was ever there that anybody deleted.
    #[default]
    Absent,
    /// What was there was deleted.
    Gone,
    /// A text.
    Text(Rc<str>),
}

impl Entry {
    /// As it is stored: [`Self::Gone`] is an empty text.
    pub fn of(stored: Option<&str>) -> Self {
        match stored {
            None => Self::Absent,
            Some("") => Self::Gone,
            Some(text) => Self::Text(text.into()),
        }
    }

    /// What is stored for it: [`Self::of`] gives back the same.
    pub fn stored(&self) -> Option<&str> {
        match self {
            Self::Absent => None,
            Self::Gone => Some(""),
            Self::Text(text) => Some(text),
        }
    }
}
