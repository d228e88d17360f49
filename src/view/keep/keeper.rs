//! Keeps the lab, the person's own drawings and the snapshots for the next visit. What is to be done when, [`keep`] says;
//! here it is done.
//!
//! [`keep`]: crate::keep

mod aside;
mod lab;
mod shelf;

use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast as _;
use yew::prelude::*;

pub use self::aside::SetAside;
pub use self::lab::{Loaded, load};

use self::lab::LabKeeper;
use self::shelf::ShelfKeeper;
use super::keep_words::Shelved;
use super::notice::Notice;
use crate::keep::Time;
use crate::lab::Lab;
use crate::view::kit::store::Store;
use crate::web::kept::Shelves;
use crate::web::{page, storage};

/// Where what was found goes, and what there is to say of it.
#[derive(Clone)]
struct Outlet {
    dispatch: UseReducerDispatcher<Store>,
    say: Callback<Notice>,
}

/// All that is kept.
struct Keeper {
    lab: Rc<LabKeeper>,
    shelves: [Rc<ShelfKeeper>; 2],
}

/// The one moment at which time has to be told of next.
#[derive(Default)]
struct Alarm(RefCell<Option<Timeout>>);

impl Alarm {
    fn set(&self, next: Option<Time>, ring: impl FnOnce() + 'static) {
        let wait = next.map(|next| next.saturating_sub(now()).try_into().unwrap_or(u32::MAX));
        // The one before is dropped, and so does not ring.
        self.0.replace(wait.map(|wait| Timeout::new(wait, ring)));
    }
}

fn now() -> Time {
    page::now() as Time
}

/// Keeps `lab`, and brings into it what was kept. `loaded` is what the page began with.
#[hook]
pub fn use_kept(
    loaded: &Loaded,
    lab: &Lab,
    dispatch: UseReducerDispatcher<Store>,
    say: Callback<Notice>,
) {
    let keeper = use_memo((), |()| {
        let outlet = Outlet { dispatch, say };
        let base = Rc::new(Shelves::default());
        let shelf = |what| ShelfKeeper::new(what, Rc::clone(&base), outlet.clone());
        Keeper {
            shelves: [Shelved::Drawings, Shelved::Snapshots].map(shelf),
            lab: LabKeeper::new(loaded, base, outlet),
        }
    });
    {
        let keeper = Rc::clone(&keeper);
        use_effect_with((), move |()| {
            keeper.lab.start();
            keeper.shelves.iter().for_each(ShelfKeeper::start);
            let listeners = listen(&keeper);
            move || drop(listeners)
        });
    }
    {
        let keeper = Rc::clone(&keeper);
        let (own, snapshots) = (lab.document.own.clone(), lab.document.snapshots.clone());
        use_effect_with((own, snapshots), move |(own, snapshots)| {
            let [drawings, other] = &keeper.shelves;
            drawings.keep_drawings(own);
            other.keep_snapshots(snapshots);
        });
    }
    use_effect_with(lab.clone(), move |lab| keeper.lab.keep(lab));
}

/// Hears that the page is being left or looked at again, and what other tabs have written.
fn listen(keeper: &Rc<Keeper>) -> Vec<EventListener> {
    let Some(window) = web_sys::window() else { return Vec::new() };
    let hear = |name: &'static str| {
        let keeper = Rc::clone(keeper);
        EventListener::new(&window, name, move |event| keeper.hear(name, event))
    };
    ["pagehide", "visibilitychange", "blur", "focus", "storage"].map(hear).into()
}

impl Keeper {
    fn hear(&self, name: &str, event: &Event) {
        match name {
            "storage" => {
                let changed = event.dyn_ref::<web_sys::StorageEvent>().and_then(|it| it.key());
                // Without a name everything was removed.
                if changed.as_deref().is_none_or(|name| name == storage::LAB) {
                    self.lab.look();
                }
                for shelf in &self.shelves {
                    if changed.as_deref().is_none_or(|name| name == shelf.bell()) {
                        shelf.look();
                    }
                }
            }
            "blur" => self.lab.leave(),
            "visibilitychange" if page::is_hidden() => self.leave(),
            "pagehide" => self.leave(),
            _ => {
                self.lab.look();
                self.shelves.iter().for_each(ShelfKeeper::look);
            }
        }
    }

    fn leave(&self) {
        self.lab.leave();
        self.shelves.iter().for_each(|shelf| shelf.leave());
    }
}
