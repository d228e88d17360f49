//! What the page knows of data sets that are not the learner's work: MNIST's files.

use std::rc::Rc;
use yew::prelude::*;

use super::keeper::Keeper;
use super::notice::Notice;
use super::part::use_effect_with;
use super::store::Store;
use crate::digits::OwnDrawings;
use crate::formats;
use crate::lab::{Action, Elsewhere, Snapshots};
use crate::training::Kept;
use crate::web::kept::Shelf;

/// What came of MNIST's files on this visit.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Desk {
    /// What came of those that were last opened.
    pub mnist: Option<Kept>,
    /// How often files were taken: another number, other files.
    pub mnist_taken: u32,
}

/// What may happen to them.
#[derive(Clone, Debug, PartialEq)]
pub enum DeskAction {
    /// MNIST files were taken.
    Mnist(Kept),
}

impl Reducible for Desk {
    type Action = DeskAction;

    fn reduce(self: Rc<Self>, action: DeskAction) -> Rc<Self> {
        let DeskAction::Mnist(kept) = action;
        Rc::new(Self { mnist: Some(kept), mnist_taken: self.mnist_taken + 1 })
    }
}

/// Reads the drawings of an earlier visit into the lab; what becomes of them is kept for the next.
#[hook]
pub fn use_kept_drawings(
    own: &Rc<OwnDrawings>,
    dispatch: UseReducerDispatcher<Store>,
    say: Callback<Notice>,
) {
    let keeper = use_memo((), {
        let say = say.clone();
        move |()| {
            let nothing = formats::own::write(&OwnDrawings::default());
            Keeper::new(Shelf::Drawings, nothing, say.reform(Notice::OwnNotKept))
        }
    });
    {
        let keeper = keeper.clone();
        use_effect_with((), move |()| {
            keeper.read(Callback::from(move |text: String| match formats::own::read(&text) {
                Ok(own) => {
                    let found = Elsewhere::Found { own, snapshots: Snapshots::default() };
                    dispatch.dispatch(Action::Elsewhere(found));
                }
                Err(_) => say.emit(Notice::OwnUnreadable { text }),
            }));
        });
    }
    use_effect_with(Rc::clone(own), move |own| keeper.keep(formats::own::write(own)));
}
