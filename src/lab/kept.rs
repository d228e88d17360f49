//! What a person keeps beside the network: their own drawings, and snapshots. Both lie in the [`Document`], so that undo
//! goes over them as over everything else. What another tab or an earlier visit did with them is no step of undo: it
//! reaches the present document and every one of the history alike, since otherwise an undo would lose what another
//! tab added, or bring back what it deleted.

use std::rc::Rc;

use super::{Document, Snapshots};
use crate::digits::{ItemId, OwnDrawing, OwnDrawings};

/// One thing that a person did with their own drawings.
#[derive(Clone, Debug, PartialEq)]
pub enum OwnChange {
    /// One is kept; nothing happens while there are as many as are kept.
    Add(Rc<OwnDrawing>),
    /// One is taken away.
    Remove(ItemId),
    /// All are.
    Clear,
}

/// What came of a file that a person opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// The file's name.
    pub name: String,
    /// Whether there was a lab in it.
    pub lab: bool,
    /// Drawings that were added.
    pub added: usize,
    /// Drawings that were not: they are there, or too many.
    pub left: usize,
    /// Snapshots that were added.
    pub snapshots_added: usize,
    /// Snapshots that were not: they are there, or too many.
    pub snapshots_left: usize,
    /// Whether it comes from a newer page, so that there may be more in it.
    pub newer: bool,
    /// How many texts in it cannot be read.
    pub refused: usize,
    /// Which file of this visit it was.
    pub number: u32,
}

/// What was found out about items that are kept elsewhere: on an earlier visit, or by another tab.
#[derive(Clone, Debug, PartialEq)]
pub enum Elsewhere {
    /// These are kept there. What the present lacks is added; a snapshot that it has otherwise becomes as it is there.
    Found {
        /// Drawings.
        own: OwnDrawings,
        /// Snapshots.
        snapshots: Snapshots,
    },
    /// These drawings or snapshots were deleted there.
    Deleted(Vec<ItemId>),
}

impl Elsewhere {
    /// Brings it into `present` and into every document of `history`.
    pub(super) fn enter<'a>(
        mut self,
        present: &mut Document,
        history: impl Iterator<Item = &'a mut Rc<Document>>,
    ) {
        let before = Rc::clone(&present.snapshots);
        if let Self::Found { own, snapshots } = &mut self {
            own.retain(|drawing| present.own.get(drawing.id).is_none());
            snapshots.retain(|snapshot| before.get(snapshot.id).is_none_or(|it| **it != *snapshot));
        }
        let mut lists = (Lists::default(), Lists::default());
        let mut enter = |document: &mut Document| {
            lists.0.change(&mut document.own, |own| self.enter_drawings(own));
            lists.1.change(&mut document.snapshots, |all| self.enter_snapshots(all, &before));
        };
        enter(present);
        history.for_each(|document| enter(Rc::make_mut(document)));
    }

    fn enter_drawings(&self, drawings: &mut OwnDrawings) {
        match self {
            Self::Found { own, .. } => drawings.merge(own),
            Self::Deleted(ids) => ids.iter().for_each(|&id| drawings.remove(id)),
        }
    }

    fn enter_snapshots(&self, all: &mut Snapshots, present: &Snapshots) {
        match self {
            Self::Found { snapshots, .. } => {
                // Where one is missing that the present had, it had not been taken yet, and is not now.
                let known = |id| all.get(id).is_some() || present.get(id).is_none();
                let wanted: Vec<_> = snapshots.iter().filter(|it| known(it.id)).cloned().collect();
                wanted.into_iter().for_each(|snapshot| all.put(snapshot));
            }
            Self::Deleted(ids) => ids.iter().for_each(|&id| all.remove(id)),
        }
    }
}

/// Changes the same list in many documents: those that shared it share what it becomes.
struct Lists<T>(Option<[Rc<T>; 2]>);

impl<T> Default for Lists<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T: Clone + PartialEq> Lists<T> {
    fn change(&mut self, list: &mut Rc<T>, change: impl Fn(&mut T)) {
        if self.0.as_ref().is_none_or(|[last, _]| !Rc::ptr_eq(last, list)) {
            let mut changed = T::clone(list);
            change(&mut changed);
            let changed = if changed == **list { Rc::clone(list) } else { Rc::new(changed) };
            self.0 = Some([Rc::clone(list), changed]);
        }
        if let Some([_, changed]) = &self.0 {
            *list = Rc::clone(changed);
        }
    }
}
