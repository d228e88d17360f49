//! What is too much for [`storage`](super::storage): shelves of texts in the database, as `keep` speaks of them.

use std::cell::RefCell;
use std::rc::Rc;

use super::database::{Database, Exchange};
use super::storage::{self, time_name};
use crate::keep::{Change, Entry, Listing, Outcome, Place, StorageTrouble, id_of, name_of};

/// The database of this page, open as long as it is used: opening it takes too long for a page that is about to be
/// left.
#[derive(Default)]
pub struct Shelves(RefCell<Option<Rc<Database>>>);

/// Under which name in the database something that was called `name` is set aside now.
pub fn aside_name(name: &str) -> String {
    format!("aside/{}/{name}", time_name())
}

/// A text that was set aside.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Aside {
    /// When: 2026-01-31T12:00:00.000Z.
    pub time: String,
    /// Under which name it was kept before.
    pub of: String,
    /// The text.
    pub text: String,
}

impl Aside {
    /// After `begin`, `name` has the time, and after `sign` what it was called before.
    fn of(begin: &str, sign: char, name: &str, text: String) -> Option<Self> {
        let rest = name.strip_prefix(begin)?;
        // There is a dot in the time, too.
        let (time, of) = rest.split_once(&format!("Z{sign}"))?;
        Some(Self { time: format!("{time}Z"), of: of.to_owned(), text })
    }
}

/// Everything that was set aside, the oldest first. Where the browser does not hand something out, that is left out.
pub async fn all_set_aside() -> Vec<Aside> {
    let begin = storage::ASIDE;
    let stored = storage::names(begin).into_iter().filter_map(|name| {
        let text = storage::read(&name).ok().flatten()?;
        Aside::of(begin, '.', &name, text)
    });
    let mut all: Vec<Aside> = stored.collect();
    let base = async { Database::open().await?.all("aside").await };
    let lying = base.await.unwrap_or_default().into_iter();
    all.extend(lying.filter_map(|(name, text)| Aside::of("aside/", '/', &name, text)));
    all.sort();
    all
}

impl Shelves {
    async fn database(&self) -> Result<Rc<Database>, StorageTrouble> {
        let open = self.0.borrow().clone();
        if let Some(open) = open.filter(|open| open.is_open()) {
            return Ok(open);
        }
        let opened = Rc::new(Database::open().await?);
        self.0.replace(Some(Rc::clone(&opened)));
        Ok(opened)
    }

    /// After a failure the database is opened anew: it may have been closed by the browser.
    fn after<T>(&self, result: Result<T, StorageTrouble>) -> Result<T, StorageTrouble> {
        if result.is_err() {
            drop(self.0.take());
        }
        result
    }

    /// All that lies on `shelf`.
    ///
    /// # Errors
    /// Where the browser does not hand it out.
    pub async fn read(&self, shelf: &str) -> Result<Listing, StorageTrouble> {
        let read = async { self.database().await?.all(shelf).await };
        let place = |name: &str| match id_of(shelf, name) {
            Some(id) => Some(Place::Item(id)),
            None => (name == shelf).then_some(Place::Old),
        };
        let found = self.after(read.await)?.into_iter();
        let found = found.filter_map(|(name, text)| Some((place(&name)?, Entry::of(Some(&text)))));
        Ok(found.collect())
    }

    /// Writes `changes` to `shelf` if everything lies there that they expect, and if it is still wanted by then.
    pub async fn write(
        &self,
        shelf: &str,
        changes: &[Change],
        wanted: &dyn Fn() -> bool,
    ) -> Outcome {
        let text = |entry: &Entry| entry.stored().map(String::from);
        let exchange = |change: &Change| {
            let name = name_of(shelf, change.place);
            let (expected, new) = (text(&change.expected), text(&change.new));
            Exchange { copy: change.aside.then(|| aside_name(&name)), name, expected, new }
        };
        let exchanges: Vec<Exchange> = changes.iter().map(exchange).collect();
        let write = async { self.database().await?.exchange(&exchanges, wanted).await };
        match self.after(write.await) {
            Ok(None) => Outcome::Done,
            Ok(Some(found)) => {
                let entry = |(change, found): (&Change, Option<String>)| {
                    (change.place, Entry::of(found.as_deref()))
                };
                Outcome::Other(changes.iter().zip(found).map(entry).collect())
            }
            Err(trouble) => Outcome::Failed(trouble),
        }
    }

    /// Keeps `text` as what was set aside of `name`.
    ///
    /// # Errors
    /// Where there is no room, or the browser keeps nothing.
    pub async fn set_aside(&self, name: &str, text: &str) -> Result<(), StorageTrouble> {
        let kept = [(aside_name(name), text.into())];
        let write = async { self.database().await?.write(&[], &kept).await };
        self.after(write.await)
    }
}
