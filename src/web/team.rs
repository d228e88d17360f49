//! A training run, seen from the page: workers that learn, commands to them, reports from them. What is to be done is
//! decided by [`Supervisor`]; here it is done.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::{Rc, Weak};

use wasm_bindgen::prelude::*;
use web_sys::{MessageChannel, MessagePort};

use super::mnist_page;
use super::page::now;
use super::worker::{Handle, WorkerEvent};
use crate::digits::mnist::Slot;
use crate::nn::{Pace, Parameters};
use crate::training::supervisor::{Deed, LOOK, Supervisor};
use crate::training::{Command, Data, Deal, FromWorker, Job, Report, Setup, ToWorker, Until};

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
            supervisor: RefCell::new(Supervisor::new(job, workers, now())),
            deeds: RefCell::default(),
            acting: Cell::new(false),
            workers: RefCell::default(),
            look: Cell::new(None),
            ended: Cell::new(false),
        });
        // Reports are not to come before this returns.
        let later = crew.clone();
        wasm_bindgen_futures::spawn_local(async move { later.begin() });
        Self { crew }
    }

    /// Learns until then.
    pub fn play(&self, until: Until) {
        self.crew.ask(|supervisor| supervisor.order(Command::Play(until)));
    }

    /// Pauses after the batch that is under way.
    pub fn pause(&self) {
        self.crew.ask(|supervisor| supervisor.order(Command::Pause));
    }

    /// A hand edit, also while it learns: what differs from the weights last reported takes hold in every worker at
    /// the same step.
    pub fn edit(&self, parameters: &Parameters) {
        self.crew.ask(|supervisor| supervisor.edit(parameters));
    }

    /// Goes back to these weights: whatever was learned since, reported or not, is gone.
    pub fn go_back(&self, parameters: &Parameters) {
        self.crew.ask(|supervisor| supervisor.go_back(parameters));
    }

    /// The last progress is on screen: there is time for the next. Whoever does not say so hears of it once a second.
    pub fn more(&self) {
        self.crew.ask(Supervisor::more);
    }

    /// Another learning rate or weight decay from the next step on.
    pub fn set_pace(&self, pace: Pace) {
        self.crew.ask(|supervisor| supervisor.order(Command::Pace(pace)));
    }
}

impl Drop for Team {
    fn drop(&mut self) {
        self.crew.end();
    }
}

/// What looks after the workers: the browser's number for it, and what it calls.
type Timer = (i32, Closure<dyn FnMut()>);

struct Crew {
    me: Weak<Crew>,
    on_report: Box<dyn Fn(Report)>,
    supervisor: RefCell<Supervisor>,
    /// What is to be done, in this order, and whether that is under way: a report may bring about more.
    deeds: RefCell<VecDeque<Deed>>,
    acting: Cell<bool>,
    /// By their places.
    workers: RefCell<Vec<Option<Rc<Handle>>>>,
    look: Cell<Option<Timer>>,
    ended: Cell<bool>,
}

impl Crew {
    fn begin(&self) {
        if self.ended.get() {
            return;
        }
        let me = self.me.clone();
        let look = Closure::<dyn FnMut()>::new(move || {
            if let Some(crew) = me.upgrade() {
                let time = now();
                crew.ask(|supervisor| supervisor.look(time));
            }
        });
        let timer = web_sys::window().and_then(|window| {
            let callback = look.as_ref().unchecked_ref();
            let every = LOOK as i32;
            window.set_interval_with_callback_and_timeout_and_arguments_0(callback, every).ok()
        });
        self.look.set(timer.map(|timer| (timer, look)));
        self.ask(Supervisor::begin);
    }

    /// Tells the supervisor something, and does what it decides.
    fn ask(&self, tell: impl FnOnce(&mut Supervisor)) {
        if self.ended.get() {
            return;
        }
        let deeds = {
            let supervisor = &mut *self.supervisor.borrow_mut();
            tell(supervisor);
            supervisor.deeds()
        };
        self.deeds.borrow_mut().extend(deeds);
        if self.acting.replace(true) {
            return;
        }
        while let Some(deed) = self.next() {
            self.act(deed);
        }
        self.acting.set(false);
    }

    fn next(&self) -> Option<Deed> {
        self.deeds.borrow_mut().pop_front().filter(|_| !self.ended.get())
    }

    fn act(&self, deed: Deed) {
        match deed {
            Deed::Start(place) => self.start(place),
            Deed::Dismiss(place) => drop(self.put(place, None)),
            Deed::Post(place, message) => self.post(place, &message, &JsValue::UNDEFINED, &[]),
            Deed::Connect(setups, deal) => self.connect(setups, deal),
            Deed::Report(report) => (self.on_report)(report),
            Deed::End => self.end(),
        }
    }

    /// A new worker in `place`.
    fn start(&self, place: usize) {
        // Two at once would be one too many.
        drop(self.put(place, None));
        let me = self.me.clone();
        let worker = Handle::start(move |event| {
            if let Some(crew) = me.upgrade() {
                crew.on_event(place, event);
            }
        });
        if worker.is_none() {
            return self.ask(Supervisor::cannot_start);
        }
        self.put(place, worker.map(Rc::new));
    }

    /// Puts a worker, or nobody, into `place`; gives who was there.
    fn put(&self, place: usize, worker: Option<Rc<Handle>>) -> Option<Rc<Handle>> {
        let mut workers = self.workers.borrow_mut();
        if workers.len() <= place {
            workers.resize_with(place + 1, || None);
        }
        std::mem::replace(&mut workers[place], worker)
    }

    fn on_event(&self, place: usize, event: WorkerEvent) {
        let bytes = match event {
            WorkerEvent::Message(bytes) => bytes,
            WorkerEvent::Died => return self.ask(|supervisor| supervisor.died(place)),
        };
        self.ask(|supervisor| {
            let message = FromWorker::read(&bytes, &supervisor.job().architecture);
            if let Some(message) = message {
                supervisor.on_message(place, message);
            }
        });
    }

    fn post(&self, place: usize, message: &ToWorker, beside: &JsValue, ports: &[MessagePort]) {
        let worker = self.workers.borrow().get(place).cloned().flatten();
        if let Some(worker) = worker {
            worker.post(message, beside, ports);
        }
    }

    /// Connects the members, and the dealer with those that take.
    fn connect(&self, setups: Vec<Setup>, deal: Option<Deal>) {
        let members = setups.len();
        let Some(mut ports) = mesh(members) else {
            return self.ask(Supervisor::cannot_start);
        };
        if let Some(deal) = deal {
            let mut ends = Vec::new();
            for &taker in &deal.takers {
                let Ok(channel) = MessageChannel::new() else { continue };
                ports[taker].push(channel.port1());
                ends.push(channel.port2());
            }
            let slot = match setups.first().map(|setup| &setup.job.data) {
                Some(Data::Mnist(slot)) => *slot,
                _ => Slot::default(),
            };
            self.post(members, &ToWorker::Deal(deal), &mnist_page::source(slot), &ends);
        }
        for (place, (setup, ports)) in setups.into_iter().zip(ports).enumerate() {
            self.post(place, &ToWorker::Setup(setup.into()), &JsValue::UNDEFINED, &ports);
        }
    }

    fn end(&self) {
        self.ended.set(true);
        if let (Some((timer, _look)), Some(window)) = (self.look.take(), web_sys::window()) {
            window.clear_interval_with_handle(timer);
        }
        let workers = self.workers.take();
        drop(workers);
    }
}

/// For each of so many members the ports to all others, in their order.
fn mesh(members: usize) -> Option<Vec<Vec<MessagePort>>> {
    let mut ports: Vec<Vec<MessagePort>> = vec![Vec::new(); members];
    for second in 0..members {
        for first in 0..second {
            let channel = MessageChannel::new().ok()?;
            ports[first].push(channel.port1());
            ports[second].push(channel.port2());
        }
    }
    Some(ports)
}
