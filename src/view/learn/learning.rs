//! The page's learning: what a [`Session`] decides is done here, with teams of workers.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use gloo_timers::callback::Timeout;
use yew::prelude::*;

use crate::lab::Lab;
use crate::session::{Material, Session, SessionEffect, Standing};
use crate::training::{Job, Until};
use crate::view::keep::notice::Notice;
use crate::view::kit::store::Store;
use crate::web::frame::once_painted;
use crate::web::team::Team;

/// The page shows what was learned for one in so many parts of the time: all else is for learning, and for the pen.
const SHOWING_PART: f64 = 15.0;
/// The longest pause between two such, in milliseconds.
const LONGEST_PAUSE: f64 = 500.0;

/// A handle on the page's learning; clones share it.
#[derive(Clone)]
pub struct Learning(Rc<Inner>);

impl PartialEq for Learning {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

struct Inner {
    session: RefCell<Session>,
    /// The team that learns, under its number.
    team: RefCell<Option<(u32, Rc<Team>)>>,
    watchers: RefCell<Watchers>,
    dispatch: UseReducerDispatcher<Store>,
    say: Callback<Notice>,
}

#[derive(Default)]
struct Watchers {
    next: u32,
    all: Vec<(u32, Rc<dyn Fn()>)>,
}

/// Stops watching when it is dropped.
pub struct Watch {
    learning: Weak<Inner>,
    number: u32,
}

impl Drop for Watch {
    fn drop(&mut self) {
        if let Some(learning) = self.learning.upgrade() {
            learning.watchers.borrow_mut().all.retain(|(number, _)| *number != self.number);
        }
    }
}

impl Learning {
    /// Learning that has not begun.
    pub fn new(lab: Lab, dispatch: UseReducerDispatcher<Store>, say: Callback<Notice>) -> Self {
        Self(Rc::new(Inner {
            session: RefCell::new(Session::new(lab)),
            team: RefCell::default(),
            watchers: RefCell::default(),
            dispatch,
            say,
        }))
    }

    /// What `look` finds in how learning stands.
    pub fn look<T>(&self, look: impl FnOnce(&Standing) -> T) -> T {
        look(self.0.session.borrow().standing())
    }

    /// Calls `watcher` after every change of how learning stands.
    pub fn watch(&self, watcher: impl Fn() + 'static) -> Watch {
        let mut watchers = self.0.watchers.borrow_mut();
        watchers.next += 1;
        let number = watchers.next;
        watchers.all.push((number, Rc::new(watcher)));
        Watch { learning: Rc::downgrade(&self.0), number }
    }

    /// Learns until then.
    pub fn play(&self, until: Until) {
        self.tell(|session| session.play(until));
    }

    /// Stops after the step that is under way.
    pub fn pause(&self) {
        self.tell(Session::pause);
    }

    /// Ends learning, and brings back the weights with which it began.
    pub fn reset(&self) {
        self.tell(Session::reset);
    }

    /// Forgets all that the network knows, and learns anew.
    pub fn forget(&self, seed: u32) {
        self.tell(|session| session.forget(seed));
    }

    /// Looks at the lab and at the material, which may be others.
    pub fn follow(&self, lab: &Lab, material: &Material) {
        self.tell(|session| session.follow(lab, material));
    }

    /// Tells the session something, and does what it decides.
    fn tell(&self, tell: impl FnOnce(&mut Session) -> Vec<SessionEffect>) {
        let effects = tell(&mut self.0.session.borrow_mut());
        effects.into_iter().for_each(|effect| self.carry_out(effect));
    }

    fn carry_out(&self, effect: SessionEffect) {
        let team = |number| self.team(number);
        match effect {
            SessionEffect::Start { team, job } => self.start(team, *job),
            SessionEffect::Dismiss(number) => {
                let gone = self.0.team.borrow_mut().take_if(|(team, _)| *team == number);
                // Not from within its own report.
                yew::platform::spawn_local(async move { drop(gone) });
            }
            SessionEffect::Play(number, until) => team(number).iter().for_each(|it| it.play(until)),
            SessionEffect::Pause(number) => team(number).iter().for_each(|it| it.pause()),
            SessionEffect::Edit(number, weights) => {
                team(number).iter().for_each(|it| it.edit(&weights));
            }
            SessionEffect::GoBack(number, weights) => {
                team(number).iter().for_each(|it| it.go_back(&weights));
            }
            SessionEffect::SetPace(number, pace) => {
                team(number).iter().for_each(|it| it.set_pace(pace));
            }
            SessionEffect::More(number) => team(number).iter().for_each(|it| it.more()),
            SessionEffect::AskOncePainted { team, report } => self.ask_once_painted(team, report),
            SessionEffect::Act(action) => self.0.dispatch.dispatch(action),
            SessionEffect::Show => self.show(),
            SessionEffect::SayReplaced => self.0.say.emit(Notice::WorkerReplaced),
            SessionEffect::SayFailed(trouble) => self.0.say.emit(Notice::Training(trouble)),
        }
    }

    /// The team of this number, if it is there.
    fn team(&self, number: u32) -> Option<Rc<Team>> {
        let team = self.0.team.borrow();
        team.as_ref().filter(|(team, _)| *team == number).map(|(_, team)| Rc::clone(team))
    }

    fn start(&self, number: u32, job: Job) {
        let learning = Rc::downgrade(&self.0);
        let team = Team::start(job, move |report| {
            if let Some(learning) = learning.upgrade() {
                Self(learning).tell(|session| session.report(number, report));
            }
        });
        self.0.team.replace(Some((number, Rc::new(team))));
    }

    fn ask_once_painted(&self, team: u32, report: u32) {
        let learning = Rc::downgrade(&self.0);
        once_painted(move |took| {
            let pause = (took * (SHOWING_PART - 1.0)).min(LONGEST_PAUSE) as u32;
            let ask = move || {
                if let Some(learning) = learning.upgrade() {
                    Self(learning).tell(|session| session.painted(team, report));
                }
            };
            Timeout::new(pause, ask).forget();
        });
    }

    fn show(&self) {
        // A watcher may stop watching, or another begin to.
        let all: Vec<_> = self.0.watchers.borrow().all.iter().map(|(_, w)| Rc::clone(w)).collect();
        all.iter().for_each(|watcher| watcher());
    }
}

/// What `look` finds in how learning stands; renders again when that changes.
#[hook]
pub fn use_standing<T: PartialEq + 'static>(
    learning: &Learning,
    look: fn(&Standing) -> T,
) -> UseStateHandle<T> {
    let seen = use_state_eq(|| learning.look(look));
    {
        let seen = seen.setter();
        use_effect_with(learning.clone(), move |learning| {
            // Between the render and now something may have happened.
            seen.set(learning.look(look));
            let watch = learning.watch({
                let learning = learning.clone();
                move || seen.set(learning.look(look))
            });
            move || drop(watch)
        });
    }
    seen
}
