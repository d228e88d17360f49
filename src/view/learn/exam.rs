//! How well the network reads as it is now, asked anew whenever it has become another one.

use gloo_timers::callback::{Interval, Timeout};
use std::cell::RefCell;
use std::rc::Rc;
use yew::prelude::*;

use crate::lab::Document;
use crate::lab::exam::{Exam, Questions};
use crate::web::page;

/// So long a network stays as it is before it is asked, in milliseconds: whoever drags a weight is not done.
const REST: u32 = 400;
/// Every so many milliseconds some questions are asked,
const EVERY: u32 = 16;
/// for so many milliseconds.
const AT_ONCE: f64 = 5.0;

/// The share of drawn digits that the document's network reads right; `None` before that is known. While it is `busy`
/// learning, nobody asks.
#[hook]
pub fn use_exam(document: &Document, busy: bool) -> Option<f32> {
    let share = use_state_eq(|| None);
    let questions = use_mut_ref(Questions::default);
    let Document { network, preparation, activations_on, .. } = document;
    let about = (network.clone(), preparation.scale, *activations_on, busy);
    {
        let (share, document) = (share.setter(), document.clone());
        use_effect_with(about, move |_| {
            let asking = Rc::new(RefCell::new(None));
            let begin = {
                let asking = Rc::clone(&asking);
                move || {
                    let ask = ask(Exam::of(&document), questions, share, Rc::clone(&asking));
                    asking.replace(Some(Interval::new(EVERY, ask)));
                }
            };
            let waiting = (!busy).then(|| Timeout::new(REST, begin));
            move || drop((waiting, asking.take()))
        });
    }
    *share
}

/// Asks some questions, and after the last one says what came of it and stops.
fn ask(
    mut exam: Exam,
    questions: Rc<RefCell<Questions>>,
    share: UseStateSetter<Option<f32>>,
    asking: Rc<RefCell<Option<Interval>>>,
) -> impl FnMut() {
    move || {
        let start = page::now();
        while exam.share().is_none() && page::now() - start < AT_ONCE {
            exam.go_on(&mut questions.borrow_mut(), 4);
        }
        if exam.share().is_some() {
            share.set(exam.share());
            // An interval cannot be dropped from within itself.
            let over = asking.take();
            Timeout::new(0, move || drop(over)).forget();
        }
    }
}
