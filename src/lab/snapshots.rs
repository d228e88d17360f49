//! Networks that were kept under a name: to compare the present one with, and to bring back.

use std::rc::Rc;

use super::Network;
use super::same::same;
use crate::digits::ItemId;

/// A network as it once stood.
#[derive(Clone, Debug, PartialEq)]
pub struct Snapshot {
    /// Which one it is.
    pub id: ItemId,
    /// What the person calls it.
    pub name: Rc<str>,
    /// What it was.
    pub network: Network,
}

/// One thing that a person did with the snapshots.
#[derive(Clone, Debug, PartialEq)]
pub enum SnapshotChange {
    /// The network as it stands is kept; nothing happens without a name, or while there are as many as are kept.
    Take {
        /// The new snapshot's.
        id: ItemId,
        /// What it is to be called.
        name: String,
    },
    /// One gets another name; nothing happens without one.
    Rename(ItemId, String),
    /// One is taken away.
    Delete(ItemId),
}

/// A few snapshots in the order of their ids, each id once. Cheap to clone and to compare, as networks are.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Snapshots(Vec<Rc<Snapshot>>);

impl Snapshots {
    /// The most that a person can take.
    pub const MOST: usize = 8;
    /// How many letters a name has at most.
    pub const LONGEST: usize = 60;

    /// All of them.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Rc<Snapshot>> {
        self.0.iter()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The one of this id.
    pub fn get(&self, id: ItemId) -> Option<&Rc<Snapshot>> {
        self.place(id).ok().map(|place| &self.0[place])
    }

    /// Whether there is no room for another.
    pub fn is_full(&self) -> bool {
        self.len() >= Self::MOST
    }

    /// Puts a snapshot in, in place of one of the same id.
    pub fn put(&mut self, snapshot: Rc<Snapshot>) {
        match self.place(snapshot.id) {
            Ok(place) => self.0[place] = snapshot,
            Err(place) => self.0.insert(place, snapshot),
        }
    }

    /// Adds those of `others` that are not there already, as long as there is room; gives how many were added. One from
    /// a text without ids is there already if the same network is there under the same name.
    pub fn import(&mut self, others: &Self) -> usize {
        let known = |all: &Self, other: &Snapshot| {
            let same = |it: &Rc<Snapshot>| it.name == other.name && it.network == other.network;
            all.get(other.id).is_some() || other.id.is_derived() && all.0.iter().any(same)
        };
        let before = self.len();
        for other in &others.0 {
            if !self.is_full() && !known(self, other) {
                self.put(Rc::clone(other));
            }
        }
        self.len() - before
    }

    /// Takes one away, if it is there.
    pub fn remove(&mut self, id: ItemId) {
        if let Ok(place) = self.place(id) {
            self.0.remove(place);
        }
    }

    /// Keeps only those that are wanted.
    pub fn retain(&mut self, wanted: impl Fn(&Snapshot) -> bool) {
        self.0.retain(|snapshot| wanted(snapshot));
    }

    /// Where the snapshot stands, or where it would.
    fn place(&self, id: ItemId) -> Result<usize, usize> {
        self.0.binary_search_by_key(&id, |snapshot| snapshot.id)
    }

    /// Does what `change` says; `network` is the present one.
    pub(super) fn change(&mut self, change: SnapshotChange, network: &Network) {
        match change {
            SnapshotChange::Take { id, name } => {
                let free = !self.is_full() && self.get(id).is_none();
                if let Some(name) = clean(&name).filter(|_| free) {
                    // Its weights: what is switched off is only how one looks at them.
                    let network = Network { off: Rc::default(), ..network.clone() };
                    self.put(Rc::new(Snapshot { id, name, network }));
                }
            }
            SnapshotChange::Rename(id, name) => {
                if let Some((place, name)) = self.place(id).ok().zip(clean(&name)) {
                    Rc::make_mut(&mut self.0[place]).name = name;
                }
            }
            SnapshotChange::Delete(id) => self.remove(id),
        }
    }
}

impl FromIterator<Snapshot> for Snapshots {
    fn from_iter<I: IntoIterator<Item = Snapshot>>(snapshots: I) -> Self {
        let mut all = Self::default();
        snapshots.into_iter().for_each(|snapshot| all.put(Rc::new(snapshot)));
        all
    }
}

/// Whether two lists hold the same, shared ones first.
pub(super) fn same_snapshots(a: &Rc<Snapshots>, b: &Rc<Snapshots>) -> bool {
    Rc::ptr_eq(a, b) || a.len() == b.len() && a.iter().zip(b.iter()).all(|(a, b)| same(a, b))
}

/// A name as it is kept: on one line, and not too long. `None` where nothing is left of it.
pub(super) fn clean(name: &str) -> Option<Rc<str>> {
    let letters = name.trim().chars().take(Snapshots::LONGEST);
    let name: String =
        letters.map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    let name = name.trim_end();
    (!name.is_empty()).then(|| name.into())
}
