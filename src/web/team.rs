//! A training run, seen from the page: workers that learn, commands to them, reports from them.

mod seat;

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::{Rc, Weak};

use wasm_bindgen::prelude::*;

use self::seat::{Seat, mesh};
use super::mnist_page;
use super::page::now;
use super::worker::{Handle, Heard};
use crate::nn::{Pace, Parameters};
use crate::training::{
    Command, Data, Edit, FromWorker, Job, Order, Report, Setup, ToWorker, Trouble, Until, restart,
};

/// More workers than this gain nothing: a batch has not that much to do.
const MOST_WORKERS: usize = 8;
/// Milliseconds between two looks at the workers.
const LOOK: i32 = 1_000;
/// After so many milliseconds without a word a worker is taken for dead.
const SILENCE: f64 = 8_000.0;
/// The same before its first word: its program may come from far away.
const ARRIVAL: f64 = 40_000.0;

/// The workers of one training run. Dropping it ends them.
pub struct Team {
    crew: Rc<Crew>,
}

impl Team {
    /// Starts a worker for each core, has the data loaded, then waits for [`Team::play`]. Reports come later, never
    /// from within this call.
    pub fn start(job: Job, on_report: impl Fn(Report) + 'static) -> Self {
        let cores = web_sys::window().map_or(1.0, |w| w.navigator().hardware_concurrency());
        Self::of(cores as usize, job, on_report)
    }

    /// [`Team::start`] with so many workers, 1 to 8.
    pub fn of(workers: usize, job: Job, on_report: impl Fn(Report) + 'static) -> Self {
        let crew = Rc::new_cyclic(|me| Crew {
            me: me.clone(),
            on_report: Box::new(on_report),
            ended: Cell::new(false),
            look: Cell::new(None),
            looked: Cell::new(now()),
            state: RefCell::new(State {
                shown: job.parameters.clone(),
                job,
                seats: Vec::new(),
                phase: Phase::Gathering { from: None },
                orders: VecDeque::new(),
                ordered: 0,
                obeyed: 0,
                playing: None,
                images: 0,
                epoch: 0,
                told_ready: false,
            }),
        });
        // Reports are not to come before this returns.
        let later = crew.clone();
        wasm_bindgen_futures::spawn_local(async move {
            later.begin(workers.clamp(1, MOST_WORKERS));
        });
        Self { crew }
    }

    /// Learns until then.
    pub fn play(&self, until: Until) {
        self.crew.order(Command::Play(until));
    }

    /// Pauses after the batch that is under way.
    pub fn pause(&self) {
        self.crew.order(Command::Pause);
    }

    /// A hand edit, also while it learns: what differs from the weights last reported takes hold in every worker at
    /// the same step.
    pub fn edit(&self, parameters: &Parameters) {
        let shown = self.crew.state.borrow().shown.clone();
        let edit = Edit::between(&shown, parameters);
        if !edit.is_empty() {
            self.crew.state.borrow_mut().shown = Rc::new(parameters.clone());
            self.crew.order(Command::Edit(edit));
        }
    }

    /// The last progress is on screen: there is time for the next. Whoever does not say so hears of it once a second.
    pub fn more(&self) {
        self.crew.more();
    }

    /// Another learning rate or weight decay from the next step on.
    pub fn set_pace(&self, pace: Pace) {
        self.crew.order(Command::Pace(pace));
    }
}

impl Drop for Team {
    fn drop(&mut self) {
        self.crew.end();
    }
}

/// What the page waits for.
enum Phase {
    /// All members are to say hello; those who were members before stop and say where they stand. `from`: where the
    /// run goes on if nobody stands anywhere.
    Gathering { from: Option<Vec<u8>> },
    /// All members are to have their data.
    Preparing,
    /// Nothing: they are at it.
    Running,
}

struct State {
    job: Job,
    seats: Vec<Seat>,
    phase: Phase,
    /// The weights as the page knows them.
    shown: Rc<Parameters>,
    /// Not yet obeyed.
    orders: VecDeque<Order>,
    ordered: u32,
    obeyed: u32,
    /// The last order to play, until a pause is reported.
    playing: Option<Until>,
    images: u64,
    epoch: u64,
    told_ready: bool,
}

impl State {
    /// Who leads, while they are at it.
    fn leader(&self) -> Option<Rc<Handle>> {
        let leader = self.seats.first().filter(|_| matches!(self.phase, Phase::Running))?;
        Some(Rc::clone(&leader.worker))
    }

    /// What everyone is to become a member with, once they are here and have said where they stand.
    fn assemble(&mut self) -> Option<Vec<(Rc<Handle>, Setup)>> {
        let state = self;
        let Phase::Gathering { from } = &mut state.phase else { return None };
        let ready = |seat: &Seat| seat.here && (!seat.halted || seat.stands.is_some());
        if !state.seats.iter().all(ready) {
            return None;
        }
        let stands = state.seats.iter_mut().filter_map(|seat| seat.stands.take());
        let stands = stands.filter(|(_, state)| !state.is_empty());
        let furthest = stands.max_by_key(|(reached, _)| *reached).map(|(_, state)| state);
        let nobody = furthest.is_none();
        let from = furthest.or(from.take());
        // Nobody is left who was told to learn: whoever died told the page that the order was obeyed.
        if let (true, Some(until)) = (nobody && from.is_some(), state.playing)
            && !state.orders.iter().any(|order| matches!(order.command, Command::Play(_)))
        {
            state.ordered += 1;
            let order = Order { number: state.ordered, command: Command::Play(until) };
            state.orders.push_back(order);
        }
        let workers = state.seats.len();
        let is_set = matches!(state.job.data, Data::Mnist);
        let lacks = |seat: &Seat| is_set && !seat.has_data;
        let giver = state.seats.iter().position(|seat| is_set && seat.has_data);
        let source = giver.unwrap_or(0);
        let takers: Vec<usize> =
            (0..workers).filter(|&index| index != source && lacks(&state.seats[index])).collect();
        let setup = |(index, seat): (usize, &mut Seat)| {
            (seat.prepared, seat.halted) = (false, false);
            let setup = Setup {
                job: state.job.clone(),
                index,
                workers,
                giver,
                takers: takers.clone(),
                state: from.clone(),
            };
            (Rc::clone(&seat.worker), setup)
        };
        let setups = state.seats.iter_mut().enumerate().map(setup).collect();
        state.phase = Phase::Preparing;
        Some(setups)
    }
}

/// What looks after the workers: the browser's number for it, and what it calls.
type Timer = (i32, Closure<dyn FnMut()>);

struct Crew {
    me: Weak<Crew>,
    on_report: Box<dyn Fn(Report)>,
    ended: Cell<bool>,
    look: Cell<Option<Timer>>,
    looked: Cell<f64>,
    state: RefCell<State>,
}

impl Crew {
    fn report(&self, report: Report) {
        if !self.ended.get() {
            (self.on_report)(report);
        }
    }

    fn begin(&self, workers: usize) {
        if self.ended.get() {
            return;
        }
        let no_images = match &self.state.borrow().job.data {
            Data::Own(own) => own.is_empty(),
            Data::Generated | Data::Mnist => false,
        };
        if no_images {
            return self.fail(Trouble::NoImages);
        }
        for index in 0..workers {
            let Some(seat) = self.seat(index, false) else { return self.fail(Trouble::NoWorkers) };
            self.state.borrow_mut().seats.push(seat);
        }
        let me = self.me.clone();
        let look = Closure::<dyn FnMut()>::new(move || {
            if let Some(crew) = me.upgrade() {
                crew.look_after();
            }
        });
        let timer = web_sys::window().and_then(|window| {
            let callback = look.as_ref().unchecked_ref();
            window.set_interval_with_callback_and_timeout_and_arguments_0(callback, LOOK).ok()
        });
        self.look.set(timer.map(|timer| (timer, look)));
    }

    /// A new worker in place `index`.
    fn seat(&self, index: usize, replaces: bool) -> Option<Seat> {
        let me = self.me.clone();
        let worker = Handle::start(move |heard| {
            if let Some(crew) = me.upgrade() {
                crew.hear(index, heard);
            }
        })?;
        Some(Seat::new(worker, replaces))
    }

    fn end(&self) {
        self.ended.set(true);
        if let (Some((timer, _look)), Some(window)) = (self.look.take(), web_sys::window()) {
            window.clear_interval_with_handle(timer);
        }
        // One of their listeners may be what runs now: it goes once it has returned.
        let seats = std::mem::take(&mut self.state.borrow_mut().seats);
        drop(seats);
    }

    fn fail(&self, trouble: Trouble) {
        self.report(Report::Failed(trouble));
        self.end();
    }

    fn order(&self, command: Command) {
        let (leader, order) = {
            let state = &mut *self.state.borrow_mut();
            match command {
                Command::Play(until) => state.playing = Some(until),
                Command::Pause => state.playing = None,
                Command::Edit(_) | Command::Pace(_) => {}
            }
            state.ordered += 1;
            let order = Order { number: state.ordered, command };
            state.orders.push_back(order.clone());
            (state.leader(), order)
        };
        if let Some(leader) = leader {
            leader.tell(&ToWorker::Order(order));
        }
    }

    fn more(&self) {
        let leader = self.state.borrow().leader();
        if let Some(leader) = leader {
            leader.tell(&ToWorker::More);
        }
    }

    fn hear(&self, index: usize, heard: Heard) {
        let bytes = match heard {
            Heard::Words(bytes) => bytes,
            Heard::Died => return self.lose(&[index]),
        };
        let time = now();
        let message = {
            let state = &mut *self.state.borrow_mut();
            let message = FromWorker::read(&bytes, &state.job.architecture);
            let Some(seat) = state.seats.get_mut(index) else { return };
            seat.heard = time;
            match message {
                Some(FromWorker::Hello) => seat.here = true,
                Some(FromWorker::State { reached, ref state }) => {
                    seat.stands = Some((reached, state.clone()));
                }
                Some(FromWorker::Prepared { epoch }) => {
                    (seat.prepared, seat.has_data) = (true, true);
                    state.epoch = epoch;
                }
                Some(FromWorker::Obeyed(number)) => {
                    state.obeyed = number;
                    state.orders.retain(|order| order.number > number);
                }
                Some(FromWorker::Pong | FromWorker::Report(_)) | None => {}
            }
            message
        };
        match message {
            Some(FromWorker::Report(report)) => self.hear_report(report),
            Some(FromWorker::Hello | FromWorker::State { .. }) => self.assemble(),
            Some(FromWorker::Prepared { .. }) => self.run(),
            Some(FromWorker::Pong | FromWorker::Obeyed(_)) | None => {}
        }
    }

    fn hear_report(&self, mut report: Report) {
        {
            let state = &mut *self.state.borrow_mut();
            match &mut report {
                Report::Progress(progress) => {
                    // An edit that is still on its way was made to what is shown.
                    for order in &state.orders {
                        if let Command::Edit(edit) = &order.command {
                            edit.apply(Rc::make_mut(&mut progress.parameters));
                        }
                    }
                    state.shown = progress.parameters.clone();
                    state.images = progress.images;
                    state.seats.iter_mut().for_each(|seat| seat.replaces = false);
                }
                Report::Paused => state.playing = None,
                Report::Failed(Trouble::Diverged { good }) => {
                    state.playing = None;
                    state.shown = good.clone();
                }
                _ => {}
            }
        }
        let ends = matches!(report, Report::Failed(Trouble::Mnist(_)));
        self.report(report);
        if ends {
            self.end();
        }
    }

    /// Once everyone is here, and has said where they stand, they become members.
    fn assemble(&self) {
        let Some(setups) = self.state.borrow_mut().assemble() else { return };
        let Some(ports) = mesh(setups.len()) else { return self.fail(Trouble::NoWorkers) };
        let source = mnist_page::source();
        for ((worker, setup), ports) in setups.into_iter().zip(ports) {
            worker.tell_with(&ToWorker::Setup(setup.into()), &source, &ports);
        }
    }

    /// Once everyone has their data, the orders that wait go out.
    fn run(&self) {
        let (report, leader, orders) = {
            let state = &mut *self.state.borrow_mut();
            let waits = !matches!(state.phase, Phase::Preparing);
            if waits || !state.seats.iter().all(|seat| seat.prepared) {
                return;
            }
            state.phase = Phase::Running;
            let report = if std::mem::replace(&mut state.told_ready, true) {
                Report::Replaced
            } else {
                Report::Ready { workers: state.seats.len(), epoch: state.epoch }
            };
            (report, state.leader(), state.orders.clone())
        };
        if let Some(leader) = leader {
            orders.into_iter().for_each(|order| leader.tell(&ToWorker::Order(order)));
        }
        self.report(report);
    }

    /// Are all workers alive?
    fn look_after(&self) {
        let time = now();
        // A tab that sleeps is called late itself: then their silence says nothing.
        let slept = time - self.looked.replace(time) > 2.0 * f64::from(LOOK);
        let (mut silent, mut alive) = (Vec::new(), Vec::new());
        for (index, seat) in self.state.borrow_mut().seats.iter_mut().enumerate() {
            if slept {
                seat.heard = time;
            }
            if time - seat.heard > if seat.here { SILENCE } else { ARRIVAL } {
                silent.push(index);
            } else if seat.here {
                alive.push(Rc::clone(&seat.worker));
            }
        }
        alive.iter().for_each(|worker| worker.tell(&ToWorker::Ping));
        self.more();
        if !silent.is_empty() {
            self.lose(&silent);
        }
    }

    /// The workers in these places are dead: others take them, and the crew goes on from where the living stand.
    fn lose(&self, places: &[usize]) {
        let trouble = {
            let seats = &self.state.borrow().seats;
            if places.iter().filter_map(|&place| seats.get(place)).any(|seat| seat.replaces) {
                Some(Trouble::Silent)
            } else {
                (!seats.iter().any(|seat| seat.here)).then_some(Trouble::NoWorkers)
            }
        };
        if let Some(trouble) = trouble {
            return self.fail(trouble);
        }
        for &place in places {
            let Some(seat) = self.seat(place, true) else { return self.fail(Trouble::NoWorkers) };
            let lost = {
                let seats = &mut self.state.borrow_mut().seats;
                seats.get_mut(place).map(|lost| std::mem::replace(lost, seat))
            };
            drop(lost);
        }
        let halted: Vec<_> = {
            let state = &mut *self.state.borrow_mut();
            let running = state.images > 0 || state.told_ready;
            // If nobody is left, the weights are those last reported.
            let from = running.then(|| {
                restart(&state.job, &state.shown, state.images, state.epoch, state.obeyed)
            });
            state.phase = Phase::Gathering { from };
            let stops = |seat: &mut Seat| {
                let stops = seat.here && !std::mem::replace(&mut seat.halted, seat.here);
                stops.then(|| Rc::clone(&seat.worker))
            };
            state.seats.iter_mut().filter_map(stops).collect()
        };
        halted.iter().for_each(|worker| worker.tell(&ToWorker::Halt));
    }
}
