//! The data sets of the page: the learner's own drawings, kept across visits, and what is known of MNIST's files.

use std::rc::Rc;
use yew::prelude::*;

use super::keeper::Keeper;
use super::notice::Notice;
use super::part::use_effect_with;
use crate::digits::{OwnDrawing, OwnDrawings};
use crate::formats;
use crate::training::Kept;
use crate::web::kept::Shelf;

/// What there is to learn from beside generated digits.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Desk {
    /// The learner's own drawings.
    pub own: OwnDrawings,
    /// They as they were before the last that was taken away, or before all were.
    pub before: Option<OwnDrawings>,
    /// What came of the last file of drawings.
    pub imported: Option<Imported>,
    /// What came of the MNIST files that were last opened on this visit.
    pub mnist: Option<Kept>,
    /// How often files were taken: another number, other files.
    pub mnist_taken: u32,
}

/// What came of a file of drawings.
#[derive(Clone, Debug, PartialEq)]
pub struct Imported {
    /// The file's name.
    pub name: String,
    /// Drawings that were added.
    pub added: usize,
    /// Drawings that were not: they are there, or too many.
    pub left: usize,
    /// Which file of this visit it was.
    pub number: u32,
}

/// What may happen to the data sets.
#[derive(Clone, Debug, PartialEq)]
pub enum DeskAction {
    /// These were kept from an earlier visit.
    Found(OwnDrawings),
    /// A drawing is kept.
    Add(Rc<OwnDrawing>),
    /// Drawings out of a file are added, as far as they are not there.
    Import {
        /// The file's name.
        name: String,
        /// What it holds.
        drawings: OwnDrawings,
    },
    /// One is taken away.
    Remove(usize),
    /// All are.
    Clear,
    /// What was taken away comes back.
    Restore,
    /// MNIST files were taken.
    Mnist(Kept),
}

impl Reducible for Desk {
    type Action = DeskAction;

    fn reduce(self: Rc<Self>, action: DeskAction) -> Rc<Self> {
        let mut desk = (*self).clone();
        match action {
            DeskAction::Found(mut found) => {
                found.merge(&desk.own);
                desk.own = found;
            }
            DeskAction::Add(drawing) => {
                desk.own.add(drawing);
                desk.before = None;
            }
            DeskAction::Import { name, drawings } => {
                let added = desk.own.merge(&drawings);
                let left = drawings.len() - added;
                let number = desk.imported.map_or(0, |imported| imported.number) + 1;
                desk.imported = Some(Imported { name, added, left, number });
                desk.before = None;
            }
            DeskAction::Remove(index) => {
                desk.before = Some(desk.own.clone());
                desk.own.remove(index);
            }
            DeskAction::Clear => desk.before = Some(std::mem::take(&mut desk.own)),
            DeskAction::Restore => {
                if let Some(before) = desk.before.take() {
                    desk.own = before;
                }
            }
            DeskAction::Mnist(kept) => {
                desk.mnist = Some(kept);
                desk.mnist_taken += 1;
            }
        }
        Rc::new(desk)
    }
}

/// The data sets and the way to change them.
pub type DeskHandle = UseReducerHandle<Desk>;

/// The data sets, with the drawings of an earlier visit; what changes is kept for the next.
#[hook]
pub fn use_kept_desk(say: Callback<Notice>) -> DeskHandle {
    let desk = use_reducer(Desk::default);
    let keeper = use_memo((), {
        let say = say.clone();
        move |()| {
            let nothing = formats::own::write(&OwnDrawings::default());
            Keeper::new(Shelf::Drawings, nothing, say.reform(Notice::OwnNotKept))
        }
    });
    {
        let say = say.clone();
        use_effect_with(desk.imported.clone(), move |imported| {
            if let Some(imported) = imported {
                say.emit(Notice::OwnImported(imported.clone()));
            }
        });
    }
    {
        let (dispatch, keeper) = (desk.dispatcher(), keeper.clone());
        use_effect_with((), move |()| {
            keeper.read(Callback::from(move |text: String| match formats::own::read(&text) {
                Ok(drawings) => dispatch.dispatch(DeskAction::Found(drawings)),
                Err(_) => say.emit(Notice::OwnUnreadable { text }),
            }));
        });
    }
    use_effect_with(desk.own.clone(), move |own| keeper.keep(formats::own::write(own)));
    desk
}
