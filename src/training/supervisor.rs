//! The page's side of a run: who is there, what was ordered, who is late, and what is done about it. What happens comes
//! in, and what is to be done ([`Deed`]) goes out. Time is counted in looks at the workers, one a second: a tab that is
//! slow itself looks late, and such a look counts for nothing.

mod care;
mod seat;

use std::collections::VecDeque;
use std::rc::Rc;

use self::seat::Seat;
use super::{
    Command, Data, Deal, FromWorker, Job, Order, Report, Setup, ToWorker, Trouble, Until,
    WeightEdits,
};
use crate::nn::Parameters;

/// More workers than this gain nothing: a batch has not that much to do.
const MOST_WORKERS: usize = 8;
/// Milliseconds between two looks at the workers.
pub const LOOK: f64 = 1_000.0;

/// What is to be done.
#[derive(Debug)]
pub enum Deed {
    /// Start a worker in this place; whoever was there goes.
    Start(usize),
    /// The worker in this place goes.
    Dismiss(usize),
    /// Tell the worker in this place.
    Post(usize, ToWorker),
    /// Connect all members with each other and tell each its place; and with the dealer, in the place after theirs,
    /// those that take.
    Connect(Vec<Setup>, Option<Deal>),
    /// Tell whoever watches the run.
    Report(Report),
    /// The run is over: all go.
    End,
}

/// What the page waits for.
#[derive(Debug)]
enum Phase {
    /// All members are to say hello; those who were members before stop and say where they stand. `from`: where the
    /// run goes on if nobody stands anywhere.
    Gathering { from: Option<Vec<u8>> },
    /// All members are to have their data.
    Preparing,
    /// Nothing: they are at it.
    Running,
}

/// Looks after the workers of a run.
#[derive(Debug)]
pub struct Supervisor {
    job: Job,
    seats: Vec<Seat>,
    /// Whoever deals out the data set, while somebody lacks a part of it.
    dealer: Option<Seat>,
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
    /// When it last looked.
    looked: f64,
    /// The most looks that a word has taken: on a slow machine all take long.
    slowest: u32,
    /// Whether anything has moved since the last call, and for how many calls nothing has.
    moved: bool,
    still: u32,
    /// Looks since the page was last told anything, while it waits for something.
    silent: u32,
    /// Looks since the last news of the data.
    no_news: u32,
    /// How often the crew was put together anew without getting anywhere.
    again: u32,
    ended: bool,
    deeds: Vec<Deed>,
}

impl Supervisor {
    /// Of a run of at most so many workers, which has not begun; `now` in milliseconds.
    pub fn new(job: Job, workers: usize, now: f64) -> Self {
        // A worker without an image in a batch would have nothing to do.
        let workers = workers.clamp(1, MOST_WORKERS).min(job.plan.batch.max(1));
        Self {
            shown: job.parameters.clone(),
            job,
            seats: (0..workers).map(|_| Seat::default()).collect(),
            dealer: None,
            phase: Phase::Gathering { from: None },
            orders: VecDeque::new(),
            ordered: 0,
            obeyed: 0,
            playing: None,
            images: 0,
            epoch: 0,
            told_ready: false,
            looked: now,
            slowest: 0,
            moved: false,
            still: 0,
            silent: 0,
            no_news: 0,
            again: 0,
            ended: false,
            deeds: Vec::new(),
        }
    }

    /// What is to be done since this was last asked, in this order.
    pub fn deeds(&mut self) -> Vec<Deed> {
        std::mem::take(&mut self.deeds)
    }

    /// Starts the workers.
    pub fn begin(&mut self) {
        if matches!(&self.job.data, Data::Own(own) if own.is_empty()) {
            return self.fail(Trouble::NoImages);
        }
        (0..self.seats.len()).for_each(|place| self.start(place, false));
        self.start_dealer();
    }

    /// An order of the page's.
    pub fn order(&mut self, command: Command) {
        match command {
            Command::Play(until) => (self.playing, self.silent) = (Some(until), 0),
            Command::Pause => self.playing = None,
            // Should everybody be gone, those who come go on at this pace.
            Command::Pace(pace) => self.job.plan.pace = pace,
            Command::Edit(_) => {}
        }
        self.ordered += 1;
        let order = Order { number: self.ordered, command };
        self.orders.push_back(order.clone());
        if matches!(self.phase, Phase::Running) {
            self.deeds.push(Deed::Post(0, ToWorker::Order(order)));
        }
    }

    /// A hand edit: what differs from the weights last reported.
    pub fn edit(&mut self, parameters: &Parameters) {
        let edit = WeightEdits::between(&self.shown, parameters);
        if !edit.is_empty() {
            self.shown = Rc::new(parameters.clone());
            self.order(Command::Edit(edit));
        }
    }

    /// The page goes back to these weights: whatever was learned since, reported or not, is gone.
    pub fn go_back(&mut self, parameters: &Parameters) {
        self.shown = Rc::new(parameters.clone());
        self.order(Command::Edit(WeightEdits::all(parameters)));
    }

    /// The page has taken in the last progress.
    pub fn more(&mut self) {
        if matches!(self.phase, Phase::Running) {
            self.deeds.push(Deed::Post(0, ToWorker::More));
        }
    }

    /// The network over which it runs: messages are read for it.
    pub fn job(&self) -> &Job {
        &self.job
    }

    /// The browser starts no more workers.
    pub fn cannot_start(&mut self) {
        self.fail(Trouble::NoWorkers);
    }

    /// What the worker in `place` says.
    pub fn on_message(&mut self, place: usize, message: FromWorker) {
        if self.ended {
            return;
        }
        if place == self.seats.len() {
            return self.on_dealer_message(message);
        }
        let Some(seat) = self.seats.get_mut(place) else { return };
        self.slowest = self.slowest.max(std::mem::take(&mut seat.quiet));
        self.moved |= match &message {
            FromWorker::Pong { waits, turns } => {
                seat.called = false;
                !waits || std::mem::replace(&mut seat.turns, *turns) != *turns
            }
            _ => true,
        };
        match message {
            FromWorker::Hello => {
                seat.here = true;
                self.assemble();
            }
            FromWorker::State { reached, state } => {
                seat.stands = Some((reached, state));
                self.assemble();
            }
            FromWorker::Prepared { epoch } => {
                (seat.prepared, seat.has_part) = (true, true);
                self.epoch = epoch;
                self.run();
            }
            FromWorker::Obeyed(number) => {
                self.obeyed = number;
                self.orders.retain(|order| order.number > number);
            }
            FromWorker::Report(report) => self.on_report(report),
            FromWorker::Pong { .. } | FromWorker::Dealt => {}
        }
    }

    fn on_dealer_message(&mut self, message: FromWorker) {
        let Some(dealer) = &mut self.dealer else { return };
        self.slowest = self.slowest.max(std::mem::take(&mut dealer.quiet));
        match message {
            FromWorker::Hello => {
                dealer.here = true;
                self.assemble();
            }
            FromWorker::Dealt => {
                self.dealer = None;
                self.deeds.push(Deed::Dismiss(self.seats.len()));
            }
            FromWorker::Report(report) => {
                (self.moved, self.no_news) = (true, 0);
                self.on_report(report);
            }
            FromWorker::Pong { waits, .. } => {
                dealer.called = false;
                self.moved |= !waits;
            }
            _ => {}
        }
    }

    fn on_report(&mut self, mut report: Report) {
        self.silent = 0;
        match &mut report {
            Report::Progress(progress) => {
                // An edit that is still on its way was made to what is shown.
                for order in &self.orders {
                    if let Command::Edit(edit) = &order.command {
                        edit.apply(Rc::make_mut(&mut progress.parameters));
                    }
                }
                self.shown = progress.parameters.clone();
                self.images = progress.images;
                self.seats.iter_mut().for_each(|seat| seat.replaces = false);
                self.again = 0;
            }
            // It has been told to go on since.
            Report::Paused if self.is_to_play() => return,
            Report::Paused => self.playing = None,
            Report::Failed(Trouble::Diverged { good }) => {
                self.playing = None;
                self.shown = good.clone();
            }
            _ => {}
        }
        let ends = matches!(report, Report::Failed(Trouble::Mnist(_)));
        self.deeds.push(Deed::Report(report));
        if ends {
            self.end();
        }
    }

    /// Whether there is an order to play that has not yet been obeyed.
    fn is_to_play(&self) -> bool {
        self.orders.iter().any(|order| matches!(order.command, Command::Play(_)))
    }

    fn start(&mut self, place: usize, replaces: bool) {
        self.seats[place].start(replaces);
        self.deeds.push(Deed::Start(place));
    }

    /// Starts whoever deals out the data set, if somebody lacks a part of it.
    fn start_dealer(&mut self) {
        let is_set = matches!(self.job.data, Data::Mnist(_));
        if is_set && self.seats.iter().any(|seat| !seat.has_part) {
            self.dealer.get_or_insert_default().start(false);
            self.deeds.push(Deed::Start(self.seats.len()));
        }
    }

    fn fail(&mut self, trouble: Trouble) {
        self.deeds.push(Deed::Report(Report::Failed(trouble)));
        self.end();
    }

    fn end(&mut self) {
        self.ended = true;
        self.deeds.push(Deed::End);
    }

    /// Once everyone is here, and has said where they stand, they become members.
    fn assemble(&mut self) {
        let Phase::Gathering { from } = &mut self.phase else { return };
        let ready = |seat: &Seat| seat.here && (!seat.halted || seat.stands.is_some());
        if !self.seats.iter().chain(&self.dealer).all(ready) {
            return;
        }
        let stands = self.seats.iter_mut().filter_map(|seat| seat.stands.take());
        let stands = stands.filter(|(_, state)| !state.is_empty());
        let furthest = stands.max_by_key(|(reached, _)| *reached).map(|(_, state)| state);
        let nobody = furthest.is_none();
        let from = furthest.or(from.take());
        // Whoever was told to learn, and told the page so, may be gone.
        if let (true, Some(until)) = (from.is_some() && (nobody || self.again > 0), self.playing)
            && !self.is_to_play()
        {
            self.ordered += 1;
            let order = Order { number: self.ordered, command: Command::Play(until) };
            self.orders.push_back(order);
        }
        let workers = self.seats.len();
        let is_set = matches!(self.job.data, Data::Mnist(_));
        let mut takers = Vec::new();
        let mut setups = Vec::new();
        for (index, seat) in self.seats.iter_mut().enumerate() {
            (seat.prepared, seat.halted) = (false, false);
            let takes = is_set && !seat.has_part;
            takers.extend(takes.then_some(index));
            let (job, state) = (self.job.clone(), from.clone());
            setups.push(Setup { job, index, workers, takes, state });
        }
        let deal = self.dealer.is_some().then_some(Deal { workers, takers });
        self.deeds.push(Deed::Connect(setups, deal));
        self.phase = Phase::Preparing;
    }

    /// Once everyone has their data, the orders that wait go out.
    fn run(&mut self) {
        let waits = !matches!(self.phase, Phase::Preparing);
        if waits || !self.seats.iter().all(|seat| seat.prepared) {
            return;
        }
        self.phase = Phase::Running;
        for order in &self.orders {
            self.deeds.push(Deed::Post(0, ToWorker::Order(order.clone())));
        }
        let report = if std::mem::replace(&mut self.told_ready, true) {
            Report::Replaced
        } else {
            Report::Ready { workers: self.seats.len(), epoch: self.epoch }
        };
        self.deeds.push(Deed::Report(report));
    }
}
