//! What the page knows of data sets that are not the learner's work: MNIST's files.

use std::rc::Rc;
use yew::prelude::*;

use crate::digits::mnist::Slot;
use crate::training::{Kept, Question};

/// What came of MNIST's files on this visit.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Desk {
    /// What came of those that were last opened.
    pub mnist: Option<Kept>,
    /// How often files were taken: another number, other files.
    pub mnist_taken: u32,
    /// Whether a second set is kept beside the first.
    pub second: bool,
    /// What is asked before a set gives way to another.
    pub question: Option<Question>,
}

/// What may happen to them.
#[derive(Clone, Debug, PartialEq)]
pub enum DeskAction {
    /// MNIST files were taken.
    Mnist(Kept),
    /// A second set is kept beside the first.
    Second,
    /// Something is asked about files that have come; or it has been answered.
    Ask(Option<Question>),
}

impl Reducible for Desk {
    type Action = DeskAction;

    fn reduce(self: Rc<Self>, action: DeskAction) -> Rc<Self> {
        let mut desk = (*self).clone();
        match action {
            DeskAction::Mnist(kept) => {
                desk.second |= kept.slot == Slot::Second;
                desk.mnist = Some(kept);
                desk.mnist_taken += 1;
            }
            DeskAction::Second => desk.second = true,
            DeskAction::Ask(question) => desk.question = question,
        }
        Rc::new(desk)
    }
}
