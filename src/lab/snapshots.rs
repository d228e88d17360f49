//! Networks that were kept under a name: to compare the present one with, and to bring back. Undo leaves them alone.

use std::rc::Rc;

use super::Network;

/// A network as it once stood.
#[derive(Clone, Debug, PartialEq)]
pub struct Snapshot {
    /// What the person calls it.
    pub name: Rc<str>,
    /// What it was.
    pub network: Network,
}

/// One thing that a person did with the snapshots.
#[derive(Clone, Debug, PartialEq)]
pub enum SnapshotChange {
    /// The network as it stands is kept under this name; nothing happens without a name, or while there are as many as
    /// are kept.
    Take(String),
    /// Which one the network is compared with; `None`: the network before the last change of its weights.
    Compare(Option<usize>),
    /// One gets another name; nothing happens without one.
    Rename(usize, String),
    /// One is taken away.
    Delete(usize),
    /// What was taken away last comes back.
    Undelete,
    /// These were kept from an earlier visit.
    Found(Box<Snapshots>),
}

/// A few snapshots, in the order in which they were taken. Cheap to clone and to compare, as networks are.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Snapshots {
    kept: Vec<Snapshot>,
    against: Option<usize>,
    taken: u32,
    deleted: Option<Deleted>,
}

/// What was taken away last.
#[derive(Clone, Debug, PartialEq)]
struct Deleted {
    index: usize,
    snapshot: Snapshot,
    /// Whether the network was compared with it.
    compared: bool,
}

impl Snapshots {
    /// How many are kept at most.
    pub const MOST: usize = 8;
    /// How many letters a name has at most.
    pub const LONGEST: usize = 60;

    /// These, as they were kept: which of them the network is compared with, and how many were ever taken.
    pub(super) fn from_parts(kept: Vec<Snapshot>, against: Option<usize>, taken: u32) -> Self {
        let against = against.filter(|&index| index < kept.len());
        Self { kept, against, taken, deleted: None }
    }

    /// All of them.
    pub fn all(&self) -> &[Snapshot] {
        &self.kept
    }

    /// Whether there is no room for another.
    pub fn is_full(&self) -> bool {
        self.kept.len() >= Self::MOST
    }

    /// Which one the network is compared with, if it is not the network before the last change.
    pub fn against(&self) -> Option<usize> {
        self.against
    }

    /// The one that the network is compared with.
    pub fn compared(&self) -> Option<&Snapshot> {
        self.kept.get(self.against?)
    }

    /// How many were ever taken.
    pub fn taken(&self) -> u32 {
        self.taken
    }

    /// Whether one that was taken away can come back.
    pub fn can_undelete(&self) -> bool {
        self.deleted.is_some() && !self.is_full()
    }

    /// Does what `change` says; `network` is the present one.
    pub(super) fn change(&mut self, change: SnapshotChange, network: &Network) {
        match change {
            SnapshotChange::Take(name) => {
                if let Some(name) = clean(&name).filter(|_| !self.is_full()) {
                    // Its weights: what is switched off is only how one looks at them.
                    let network = Network { off: Rc::default(), ..network.clone() };
                    self.kept.push(Snapshot { name, network });
                    self.taken = self.taken.saturating_add(1);
                    self.deleted = None;
                }
            }
            SnapshotChange::Compare(against) => {
                self.against = against.filter(|&index| index < self.kept.len());
            }
            SnapshotChange::Rename(index, name) => {
                if let Some((snapshot, name)) = self.kept.get_mut(index).zip(clean(&name)) {
                    snapshot.name = name;
                }
            }
            SnapshotChange::Delete(index) => self.delete(index),
            SnapshotChange::Undelete => self.undelete(),
            SnapshotChange::Found(found) => {
                let Self { mut kept, against, taken, .. } = *found;
                let moved = kept.len();
                kept.append(&mut self.kept);
                self.kept = kept;
                self.against = self.against.map(|index| index + moved).or(against);
                self.taken = self.taken.saturating_add(taken);
                self.deleted = None;
            }
        }
    }

    fn delete(&mut self, index: usize) {
        if index >= self.kept.len() {
            return;
        }
        let snapshot = self.kept.remove(index);
        let compared = self.against == Some(index);
        self.against = self.against.filter(|_| !compared).map(|at| at - usize::from(at > index));
        self.deleted = Some(Deleted { index, snapshot, compared });
    }

    fn undelete(&mut self) {
        if !self.can_undelete() {
            return;
        }
        let Some(Deleted { index, snapshot, compared }) = self.deleted.take() else { return };
        self.kept.insert(index, snapshot);
        self.against = match self.against {
            None if compared => Some(index),
            against => against.map(|at| at + usize::from(at >= index)),
        };
    }
}

/// A name as it is kept: on one line, and not too long. `None` where nothing is left of it.
pub(super) fn clean(name: &str) -> Option<Rc<str>> {
    let letters = name.trim().chars().take(Snapshots::LONGEST);
    let name: String =
        letters.map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    let name = name.trim_end();
    (!name.is_empty()).then(|| name.into())
}
