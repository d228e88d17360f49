//! What the page knows of data sets that are not the learner's work: MNIST's files.

use std::rc::Rc;
use yew::prelude::*;

use crate::training::Kept;

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
