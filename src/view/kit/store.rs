//! The lab as Yew's reducer, and what every component shares.

use std::rc::Rc;
use yew::prelude::*;

use crate::lab::{Action, Details, Lab};
use crate::text::Text;
use crate::view::live::Live;

/// The slow lane's state.
#[derive(Clone, PartialEq)]
pub struct Store(pub Lab);

impl Reducible for Store {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let mut lab = self.0.clone();
        lab.apply(action);
        // The same `Rc` again skips the render.
        if lab == self.0 { self } else { Rc::new(Self(lab)) }
    }
}

/// What components reach without being handed it: the words, the way to act, the fast lane.
#[derive(Clone)]
pub struct Shared {
    /// Every word, in the page's language.
    pub text: &'static Text,
    /// Sends an action to the lab.
    pub dispatch: UseReducerDispatcher<Store>,
    /// The fast lane.
    pub live: Live,
    /// Whether the page is dark.
    pub dark: bool,
    /// Which parts show all that they have.
    pub details: Details,
    /// Gets others.
    pub onmore: Callback<Details>,
}

impl PartialEq for Shared {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.text, other.text)
            && self.dispatch == other.dispatch
            && self.live == other.live
            && self.dark == other.dark
            && self.details == other.details
            && self.onmore == other.onmore
    }
}

impl Shared {
    /// A callback that sends what `action` makes of the event.
    pub fn act<E: 'static>(&self, action: impl Fn(E) -> Action + 'static) -> Callback<E> {
        let dispatch = self.dispatch.clone();
        Callback::from(move |event| dispatch.dispatch(action(event)))
    }
}

/// What every component shares.
#[hook]
pub fn use_shared() -> Shared {
    // App provides it around everything.
    use_context::<Shared>().expect("components stand inside App")
}
