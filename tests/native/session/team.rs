//! A team as the page has it: the real supervisor, and one worker that only pretends to learn.

use std::collections::VecDeque;

use hitofude::nn::{Pace, Parameters};
use hitofude::training::supervisor::{Deed, Supervisor};
use hitofude::training::{
    Command, FromWorker, Images, Job, Member, Order, Progress, Report, Setup, Test, ToWorker,
    Trouble, Until,
};

/// Images in a step, and in an epoch.
pub const BATCH: u64 = 64;
pub const EPOCH: u64 = 4 * BATCH;
/// What a step adds to every weight but the first: that one is left to the person.
const STEP: f32 = 1.0 / 1024.0;

/// A team and its worker. What one tells the other waits until it is delivered.
pub struct Team {
    pub number: u32,
    pub job: Job,
    supervisor: Supervisor,
    worker: Option<Worker>,
    to_worker: VecDeque<ToWorker>,
    to_page: VecDeque<FromWorker>,
    begun: bool,
    ended: bool,
}

/// What a worker has: it is a member once it was told for what.
#[derive(Clone)]
pub struct Worker {
    pub weights: Parameters,
    pub pace: Pace,
    images: u64,
    obeyed: u32,
    playing: bool,
    stop_at: Option<u64>,
    /// Images of the last progress.
    told: u64,
}

impl Team {
    /// Its reports come later, never from within this.
    pub fn start(number: u32, job: Job) -> Self {
        Self {
            number,
            supervisor: Supervisor::new(job.clone(), 1, 0.0),
            job,
            worker: None,
            to_worker: VecDeque::new(),
            to_page: VecDeque::new(),
            begun: false,
            ended: false,
        }
    }

    pub fn worker(&self) -> Option<&Worker> {
        self.worker.as_ref()
    }

    pub fn is_playing(&self) -> bool {
        self.worker.as_ref().is_some_and(|worker| worker.playing)
    }

    /// Whether nothing is under way.
    pub fn is_quiet(&self) -> bool {
        self.to_worker.is_empty() && self.to_page.is_empty()
    }

    /// Whether the worker was told something that it has not yet taken in.
    pub fn hears(&self) -> bool {
        !self.to_worker.is_empty()
    }

    /// It begins a moment after it was started.
    pub fn begin(&mut self) -> Vec<Report> {
        if std::mem::replace(&mut self.begun, true) {
            return Vec::new();
        }
        self.ask(Supervisor::begin)
    }

    pub fn order(&mut self, command: Command) -> Vec<Report> {
        self.ask(|supervisor| supervisor.order(command))
    }

    pub fn edit(&mut self, weights: &Parameters) -> Vec<Report> {
        self.ask(|supervisor| supervisor.edit(weights))
    }

    pub fn go_back(&mut self, weights: &Parameters) -> Vec<Report> {
        self.ask(|supervisor| supervisor.go_back(weights))
    }

    pub fn more(&mut self) -> Vec<Report> {
        self.ask(Supervisor::more)
    }

    /// Tells the supervisor something; what it reports.
    fn ask(&mut self, tell: impl FnOnce(&mut Supervisor)) -> Vec<Report> {
        if self.ended {
            return Vec::new();
        }
        tell(&mut self.supervisor);
        let mut reports = Vec::new();
        for deed in self.supervisor.deeds() {
            match deed {
                Deed::Start(_) => {
                    self.worker = None;
                    self.to_worker.clear();
                    self.to_page = VecDeque::from([FromWorker::Hello]);
                }
                Deed::Dismiss(_) => unreachable!("nobody deals out a set"),
                Deed::Post(_, message) => self.to_worker.push_back(message),
                Deed::Connect(setups, _) => {
                    let setup = setups.into_iter().map(|setup| ToWorker::Setup(setup.into()));
                    self.to_worker.extend(setup);
                }
                Deed::Report(report) => reports.push(report),
                Deed::End => self.ended = true,
            }
        }
        reports
    }

    /// The next message to the page arrives.
    pub fn arrive(&mut self) -> Vec<Report> {
        match self.to_page.pop_front() {
            Some(message) => self.ask(|supervisor| supervisor.on_message(0, message)),
            None => Vec::new(),
        }
    }

    /// The worker dies. Its place is taken by another, which goes on from what the page was told last.
    pub fn die(&mut self) -> Vec<Report> {
        self.ask(|supervisor| supervisor.died(0))
    }

    /// The loss is no longer a number.
    pub fn diverge(&mut self) {
        if let Some(worker) = self.worker.as_mut().filter(|worker| worker.playing) {
            let good = worker.weights.clone().into();
            (worker.playing, worker.stop_at) = (false, None);
            let failed = Report::Failed(Trouble::Diverged { good });
            self.to_page.push_back(FromWorker::Report(failed));
        }
    }

    /// The worker takes in what it is told, or makes a step.
    pub fn work(&mut self) {
        match self.to_worker.pop_front() {
            Some(ToWorker::Setup(setup)) => {
                self.worker = Some(Worker::new(&setup));
                self.to_page.push_back(FromWorker::Prepared { epoch: EPOCH });
            }
            Some(ToWorker::Order(order)) => self.obey(order),
            Some(_) => {}
            None => self.step(),
        }
    }

    fn obey(&mut self, order: Order) {
        let Some(worker) = &mut self.worker else { return };
        if order.number <= worker.obeyed {
            return;
        }
        worker.obeyed = order.number;
        let pauses = order.command == Command::Pause;
        worker.obey(order.command);
        self.to_page.push_back(FromWorker::Obeyed(worker.obeyed));
        if pauses {
            self.tell();
            self.to_page.push_back(FromWorker::Report(Report::Paused));
        }
    }

    fn step(&mut self) {
        let Some(worker) = self.worker.as_mut().filter(|worker| worker.playing) else { return };
        worker.images += BATCH;
        worker.weights.slices_mut().flatten().skip(1).for_each(|weight| *weight += STEP);
        if worker.stop_at.is_some_and(|stop| worker.images >= stop) {
            (worker.playing, worker.stop_at) = (false, None);
            self.tell();
            self.to_page.push_back(FromWorker::Report(Report::Paused));
        }
    }

    /// The worker reports its weights, if it has others.
    pub fn tell_if_new(&mut self) {
        if self.worker.as_ref().is_some_and(|worker| worker.images > worker.told) {
            self.tell();
        }
    }

    fn tell(&mut self) {
        let Some(worker) = &mut self.worker else { return };
        worker.told = worker.images;
        let progress = Progress {
            parameters: worker.weights.clone().into(),
            images: worker.images,
            loss: 1.0,
            accuracy: 0.5,
            rate: 100.0,
        };
        self.to_page.push_back(FromWorker::Report(Report::Progress(progress)));
    }

    pub fn test(&mut self) {
        let Some(Worker { images, .. }) = self.worker else { return };
        let test = Test { images, loss: 1.0, confusion: [[1; 10]; 10], wrong: Vec::new() };
        self.to_page.push_back(FromWorker::Report(Report::Tested(test.into())));
    }
}

impl Worker {
    fn new(setup: &Setup) -> Self {
        let Setup { job, state, .. } = setup;
        let member = Member::new(job, Images::Generated, 0, 1, state.as_deref());
        let (images, obeyed) = member.reached();
        Self {
            weights: member.parameters().clone(),
            pace: job.plan.pace,
            images,
            obeyed,
            playing: false,
            stop_at: None,
            told: images,
        }
    }

    fn obey(&mut self, command: Command) {
        match command {
            Command::Edit(edit) => edit.apply(&mut self.weights),
            Command::Pace(pace) => self.pace = pace,
            Command::Pause => (self.playing, self.stop_at) = (false, None),
            Command::Play(until) => {
                self.playing = true;
                self.stop_at = match until {
                    Until::Paused => None,
                    Until::Batch => Some(self.images + BATCH),
                    Until::Epoch => Some(self.images + EPOCH),
                };
            }
        }
    }
}
