//! Learning, as the page runs it: between the lab, whose weights it changes, and the workers.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use gloo_timers::callback::Timeout;
use yew::prelude::*;

use super::standing::{Phase, Standing};
use crate::digits::mnist::Shelf;
use crate::digits::{Labelled, PixelScale};
use crate::lab::{Action, DataChoice, Lab, RuleChoice};
use crate::nn::{Architecture, Loss, Pace, Parameters, Rule, Schedule};
use crate::training::{Data, Job, Plan, Report, Until};
use crate::view::notice::Notice;
use crate::view::store::Store;
use crate::web::frame::once_painted;
use crate::web::team::Team;

/// The page shows what was learned for one in so many parts of the time: all else is for learning, and for the pen.
const SHOWING_PART: f64 = 15.0;
/// The longest pause between two such, in milliseconds.
const LONGEST_PAUSE: f64 = 500.0;
/// The usual share of the last step that goes on into the next one.
const MOMENTUM: f32 = 0.9;

/// A handle on the page's learning; clones share it.
#[derive(Clone)]
pub struct Session(Rc<Inner>);

impl PartialEq for Session {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

struct Inner {
    state: RefCell<State>,
    watchers: RefCell<Watchers>,
    dispatch: UseReducerDispatcher<Store>,
    say: Callback<Notice>,
}

#[derive(Default)]
struct Watchers {
    next: u32,
    all: Vec<(u32, Rc<dyn Fn()>)>,
}

/// What there is to learn from beside generated digits.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Material {
    /// The person's own drawings, as far as the network can learn from them.
    pub own: Rc<Labelled>,
    /// How often MNIST's files were taken on this visit: after another time they are others.
    pub mnist: u32,
}

struct State {
    /// The lab as it was last seen.
    lab: Lab,
    material: Material,
    standing: Standing,
    /// Where learning began, to go back there.
    began: Option<Began>,
    workers: Option<Workers>,
    /// The last number that a run, a team or a report of weights got.
    number: u32,
}

/// What reset restores. It goes when the network becomes another one.
struct Began {
    architecture: Rc<Architecture>,
    parameters: Rc<Parameters>,
    /// For undo.
    run: u32,
}

struct Workers {
    team: Rc<Team>,
    /// Reports of teams that are gone may still be under way.
    number: u32,
    task: Task,
    pace: Pace,
    /// The weights that the lab has from them, or they from the lab.
    known: Rc<Parameters>,
    ready: bool,
    /// What to do once they are ready.
    wanted: Option<Until>,
}

/// What a team is started for. If any of it changes, another team has to go on.
#[derive(Clone, PartialEq)]
struct Task {
    /// As it runs: with its activations on or off.
    architecture: Rc<Architecture>,
    rule: RuleChoice,
    schedule: Schedule,
    batch: usize,
    seed: u32,
    loss: Loss,
    scale: PixelScale,
    data: DataChoice,
    /// The drawings, where they are what it learns from.
    own: Option<Rc<Labelled>>,
    /// Which files, where it is MNIST.
    mnist: Option<u32>,
}

impl State {
    fn task(&self) -> Task {
        let (document, study) = (&self.lab.document, &self.lab.view.study);
        Task {
            architecture: document.running(),
            rule: study.rule,
            schedule: study.schedule,
            batch: study.batch,
            seed: study.seed,
            loss: document.loss,
            scale: document.preparation.scale,
            data: document.data,
            own: (document.data == DataChoice::Own).then(|| Rc::clone(&self.material.own)),
            mnist: document.data.is_mnist().then_some(self.material.mnist),
        }
    }

    fn pace(&self) -> Pace {
        Pace { rate: self.lab.view.study.rate, decay: self.lab.view.study.decay }
    }

    fn parameters(&self) -> Rc<Parameters> {
        Rc::clone(&self.lab.document.network.parameters)
    }

    fn next_number(&mut self) -> u32 {
        self.number += 1;
        self.number
    }

    /// Workers are to be started on the lab's network as it is.
    fn start(&mut self, until: Until) -> Starting {
        let (task, pace, known) = (self.task(), self.pace(), self.parameters());
        let rule = match task.rule {
            RuleChoice::Sgd => Rule::Sgd,
            RuleChoice::Momentum => Rule::Momentum { momentum: MOMENTUM },
            RuleChoice::Adam => Rule::Adam,
        };
        let data = match task.data {
            DataChoice::Generated => Data::Generated,
            DataChoice::Own => Data::Own(Rc::clone(&self.material.own)),
            DataChoice::Mnist => Data::Mnist(Shelf::First),
            DataChoice::Mnist2 => Data::Mnist(Shelf::Second),
        };
        let Task { schedule, batch, seed, loss, scale, .. } = task;
        let job = Job {
            architecture: Rc::clone(&task.architecture),
            parameters: Rc::clone(&known),
            plan: Plan { rule, pace, schedule, batch, seed, loss },
            data,
            scale,
        };
        self.standing.hand_over();
        Starting { job, number: self.next_number(), task, pace, known, until }
    }
}

/// What workers are started with, once nobody holds the state.
struct Starting {
    job: Job,
    number: u32,
    task: Task,
    pace: Pace,
    known: Rc<Parameters>,
    until: Until,
}

/// Stops watching when it is dropped.
pub struct Watch {
    session: Weak<Inner>,
    number: u32,
}

impl Drop for Watch {
    fn drop(&mut self) {
        if let Some(session) = self.session.upgrade() {
            session.watchers.borrow_mut().all.retain(|(number, _)| *number != self.number);
        }
    }
}

impl Session {
    /// Learning that has not begun.
    pub fn new(lab: Lab, dispatch: UseReducerDispatcher<Store>, say: Callback<Notice>) -> Self {
        let state = State {
            lab,
            material: Material::default(),
            standing: Standing::default(),
            began: None,
            workers: None,
            number: 0,
        };
        Self(Rc::new(Inner {
            state: RefCell::new(state),
            watchers: RefCell::default(),
            dispatch,
            say,
        }))
    }

    /// What `look` finds in how learning stands.
    pub fn look<T>(&self, look: impl FnOnce(&Standing) -> T) -> T {
        look(&self.0.state.borrow().standing)
    }

    /// Calls `watcher` after every change of how learning stands.
    pub fn watch(&self, watcher: impl Fn() + 'static) -> Watch {
        let mut watchers = self.0.watchers.borrow_mut();
        watchers.next += 1;
        let number = watchers.next;
        watchers.all.push((number, Rc::new(watcher)));
        Watch { session: Rc::downgrade(&self.0), number }
    }

    fn tell(&self) {
        // A watcher may stop watching, or another begin to.
        let all: Vec<_> = self.0.watchers.borrow().all.iter().map(|(_, w)| Rc::clone(w)).collect();
        all.iter().for_each(|watcher| watcher());
    }

    /// Learns until then.
    pub fn play(&self, until: Until) {
        let (team, starting) = {
            let mut state = self.0.state.borrow_mut();
            if state.began.is_none() {
                let (architecture, parameters) =
                    (Rc::clone(&state.lab.document.network.architecture), state.parameters());
                let run = state.next_number();
                state.began = Some(Began { architecture, parameters, run });
            }
            let goes_on = state.workers.as_mut().and_then(|workers| {
                workers.wanted = (!workers.ready).then_some(until);
                workers.ready.then(|| Rc::clone(&workers.team))
            });
            let starting = state.workers.is_none().then(|| state.start(until));
            let phase = if goes_on.is_some() { Phase::Running } else { Phase::Loading };
            state.standing.figures.phase = phase;
            (goes_on, starting)
        };
        if let Some(team) = team {
            team.play(until);
        }
        self.start(starting);
        self.tell();
    }

    /// Starts workers, if there is something to start.
    fn start(&self, starting: Option<Starting>) {
        let Some(Starting { job, number, task, pace, known, until }) = starting else { return };
        let session = Rc::downgrade(&self.0);
        let team = Rc::new(Team::start(job, move |report| {
            if let Some(session) = session.upgrade() {
                Self(session).hear(number, report);
            }
        }));
        let (ready, wanted) = (false, Some(until));
        let workers = Workers { team, number, task, pace, known, ready, wanted };
        self.0.state.borrow_mut().workers = Some(workers);
    }

    /// Stops after the batch that is under way.
    pub fn pause(&self) {
        let team = {
            let mut state = self.0.state.borrow_mut();
            let team = state.workers.as_mut().and_then(|workers| {
                workers.wanted = None;
                workers.ready.then(|| Rc::clone(&workers.team))
            });
            if team.is_none() && state.standing.figures.phase.is_busy() {
                let begun = state.standing.figures.images > 0;
                state.standing.rest(if begun { Phase::Paused } else { Phase::Idle });
            }
            team
        };
        match team {
            // Once they stand still, the workers say so.
            Some(team) => team.pause(),
            None => self.tell(),
        }
    }

    /// Ends learning, and brings back the weights with which it began.
    pub fn reset(&self) {
        let (began, workers) = {
            let mut state = self.0.state.borrow_mut();
            state.standing = Standing::default();
            (state.began.take(), state.workers.take())
        };
        drop(workers);
        if let Some(Began { parameters, .. }) = began {
            self.0.dispatch.dispatch(Action::Learn { from: None, parameters, run: None });
        }
        self.tell();
    }

    /// Looks at the lab and at the material, which may be others: settings reach the workers, and hand edits; what
    /// they cannot go on with ends them.
    pub fn follow(&self, lab: &Lab, material: &Material) {
        let mut gone = None;
        let mut starting = None;
        let mut told: Vec<Box<dyn FnOnce()>> = Vec::new();
        let changed = {
            let mut state = self.0.state.borrow_mut();
            let state = &mut *state;
            state.lab = lab.clone();
            state.material = material.clone();
            let network = &lab.document.network;
            let another = |began: &Began| began.architecture != network.architecture;
            if state.began.as_ref().is_some_and(another) {
                state.began = None;
                state.standing = Standing::default();
                gone = state.workers.take();
                true
            } else {
                let (task, pace) = (state.task(), state.pace());
                match state.workers.take() {
                    None => false,
                    Some(old) if old.task != task => {
                        // Whatever it was told to do, it goes on doing.
                        if state.standing.figures.phase.is_busy() {
                            starting = Some(state.start(old.wanted.unwrap_or(Until::Paused)));
                            state.standing.figures.phase = Phase::Loading;
                        }
                        gone = Some(old);
                        true
                    }
                    Some(mut workers) => {
                        if workers.pace != pace {
                            workers.pace = pace;
                            let team = Rc::clone(&workers.team);
                            told.push(Box::new(move || team.set_pace(pace)));
                        }
                        let parameters = &network.parameters;
                        let known =
                            Rc::ptr_eq(&workers.known, parameters) || workers.known == *parameters;
                        workers.known = Rc::clone(parameters);
                        if !known {
                            let (team, parameters) =
                                (Rc::clone(&workers.team), Rc::clone(parameters));
                            // Who takes a step back does not want it taken forward again at once.
                            let back = lab.can_redo() && workers.ready;
                            told.push(Box::new(move || {
                                if back {
                                    team.pause();
                                }
                                team.edit(&parameters);
                            }));
                        }
                        state.workers = Some(workers);
                        false
                    }
                }
            }
        };
        drop(gone);
        self.start(starting);
        told.into_iter().for_each(|tell| tell());
        if changed {
            self.tell();
        }
    }

    /// Takes in what team `number` reports.
    fn hear(&self, number: u32, report: Report) {
        let mut gone = None;
        let mut play = None;
        let mut learned = None;
        let mut shown = None;
        let mut said = None;
        {
            let mut state = self.0.state.borrow_mut();
            let state = &mut *state;
            let Some(workers) = state.workers.as_mut().filter(|workers| workers.number == number)
            else {
                return;
            };
            let standing = &mut state.standing;
            match report {
                Report::Loading(loading) => {
                    let share = |of: u64| loading.done as f32 / of.max(1) as f32;
                    standing.figures.loaded = loading.of.map(share);
                }
                Report::Ready { epoch, .. } => {
                    standing.ready(epoch);
                    workers.ready = true;
                    play = workers.wanted.take().map(|until| (Rc::clone(&workers.team), until));
                    if play.is_some() {
                        standing.figures.phase = Phase::Running;
                    }
                }
                Report::Progress(progress) => {
                    standing.advance(&progress);
                    let parameters = progress.parameters;
                    let from = std::mem::replace(&mut workers.known, Rc::clone(&parameters));
                    let run = state.began.as_ref().map(|began| began.run);
                    learned = Some(Action::Learn { from: Some(from), parameters, run });
                    let team = Rc::downgrade(&workers.team);
                    shown = Some((state.next_number(), team));
                }
                Report::Tested(test) => standing.test(Rc::from(test)),
                Report::Paused => standing.rest(Phase::Paused),
                Report::Replaced => said = Some(Notice::WorkerReplaced),
                Report::Late => standing.figures.late = true,
                Report::Failed(trouble) => {
                    standing.rest(Phase::Failed);
                    gone = state.workers.take();
                    said = Some(Notice::Training(trouble));
                }
            }
        }
        if let Some((report, team)) = shown {
            let session = Rc::downgrade(&self.0);
            once_painted(move |took| {
                let pause = (took * (SHOWING_PART - 1.0)).min(LONGEST_PAUSE) as u32;
                let more = move || {
                    // If another came meanwhile, that one asks for more: if each did, ever more would come.
                    let last = session.upgrade().map(|session| session.state.borrow().number);
                    if let Some(team) = team.upgrade().filter(|_| last == Some(report)) {
                        team.more();
                    }
                };
                Timeout::new(pause, more).forget();
            });
        }
        if let Some((team, until)) = play {
            team.play(until);
        }
        if let Some(action) = learned {
            self.0.dispatch.dispatch(action);
        }
        if let Some(notice) = said {
            self.0.say.emit(notice);
        }
        if let Some(workers) = gone {
            // Not from within its own report.
            yew::platform::spawn_local(async move { drop(workers) });
        }
        self.tell();
    }
}

/// What `look` finds in how learning stands; renders again when that changes.
#[hook]
pub fn use_standing<T: PartialEq + 'static>(
    session: &Session,
    look: fn(&Standing) -> T,
) -> UseStateHandle<T> {
    let seen = use_state_eq(|| session.look(look));
    {
        let seen = seen.setter();
        use_effect_with(session.clone(), move |session| {
            // Between the render and now something may have happened.
            seen.set(session.look(look));
            let watch = session.watch({
                let session = session.clone();
                move || seen.set(session.look(look))
            });
            move || drop(watch)
        });
    }
    seen
}
