//! What is kept for the next visit in the browser's database.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use yew::Callback;
use yew::platform::spawn_local;

use crate::web::kept::{self, Shelf};
use crate::web::storage::StorageError;

/// Reads a text at first, and then writes it down, one after the other; of several that wait, only the last.
pub struct Keeper {
    shelf: Shelf,
    /// What is kept, or is about to be.
    text: RefCell<String>,
    waiting: Cell<bool>,
    failed: Cell<Option<StorageError>>,
    onfail: Callback<StorageError>,
}

impl Keeper {
    /// Of the text on `shelf`; `nothing` is what it would be if nothing were kept. What fails is said once.
    pub fn new(shelf: Shelf, nothing: String, onfail: Callback<StorageError>) -> Rc<Self> {
        let text = RefCell::new(nothing);
        Rc::new(Self { shelf, text, waiting: Cell::default(), failed: Cell::default(), onfail })
    }

    /// Hands over what was kept on an earlier visit, if anything was.
    pub fn read(self: &Rc<Self>, take: Callback<String>) {
        let keeper = Rc::clone(self);
        spawn_local(async move {
            // A browser that keeps nothing says so when something is to be kept.
            if let Ok(Some(text)) = kept::read(keeper.shelf).await {
                keeper.text.replace(text.clone());
                take.emit(text);
            }
        });
    }

    /// Keeps `text` from now on.
    pub fn keep(self: &Rc<Self>, text: String) {
        if *self.text.borrow() == text {
            return;
        }
        self.text.replace(text);
        if self.waiting.replace(true) {
            return;
        }
        let keeper = Rc::clone(self);
        spawn_local(async move {
            loop {
                let now = keeper.text.borrow().clone();
                let failed = kept::write(keeper.shelf, &now).await.err();
                if let Some(error) = failed.filter(|_| keeper.failed.get() != failed) {
                    keeper.onfail.emit(error);
                }
                keeper.failed.set(failed);
                if *keeper.text.borrow() == now {
                    break;
                }
            }
            keeper.waiting.set(false);
        });
    }
}
