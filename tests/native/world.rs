//! A page and its workers without a browser: what they tell each other arrives, late or not at all.

use std::rc::Rc;

use hitofude::digits::mnist::Mnist;
use hitofude::training::supervisor::{Deed, Supervisor};
use hitofude::training::{
    Command, Deal, FromWorker, Images, Job, Member, Order, Outbox, Report, Setup, Shard, ToWorker,
    Until,
};

/// What goes from one to another.
#[derive(Debug)]
pub enum Mail {
    To(usize, ToWorker),
    From(usize, FromWorker),
    Share { from: usize, to: usize, share: Vec<f32> },
    Orders { from: usize, to: usize, orders: Vec<u8> },
    Shard { to: usize, part: Shard },
}

/// A message under way: for whom (which worker of this place), over which connections, and when it arrives.
struct Letter {
    worker: usize,
    mesh: usize,
    due: f64,
    mail: Mail,
}

#[derive(Default)]
pub struct Worker {
    pub number: usize,
    mesh: usize,
    setup: Option<Setup>,
    member: Option<Member>,
    early: Vec<Mail>,
    part: Option<Rc<Shard>>,
    waits: bool,
    turns: u64,
}

/// What one member said in one turn.
#[derive(Default)]
struct Said(Vec<Word>);

enum Word {
    Share(Vec<f32>),
    Orders(Vec<u8>),
    Page(FromWorker),
}

impl Outbox for Said {
    fn send_share(&mut self, share: &[f32]) {
        self.0.push(Word::Share(share.to_vec()));
    }
    fn send_orders(&mut self, orders: &[u8]) {
        self.0.push(Word::Orders(orders.to_vec()));
    }
    fn report(&mut self, report: Report) {
        self.0.push(Word::Page(FromWorker::Report(report)));
    }
    fn report_obeyed(&mut self, number: u32) {
        self.0.push(Word::Page(FromWorker::Obeyed(number)));
    }
}

/// What happens to a message.
pub enum Fate {
    Arrives,
    IsLost,
    /// After so many milliseconds.
    Late(f64),
}

type Fates<'a> = Box<dyn Fn(usize, usize, &Mail) -> Fate + 'a>;

/// A page and its workers; `fate` says what becomes of each message, by its number, and of those of which mesh.
pub struct World<'a> {
    pub supervisor: Supervisor,
    now: f64,
    looked: f64,
    pub workers: Vec<Option<Worker>>,
    letters: Vec<Letter>,
    sent: usize,
    pub started: usize,
    meshes: usize,
    pub reports: Vec<Report>,
    fate: Fates<'a>,
    /// Whether the worker that is started as this one ever runs.
    pub born: Box<dyn Fn(usize) -> bool + 'a>,
    set: Mnist,
}

impl<'a> World<'a> {
    pub fn new(job: Job, set: Mnist, fate: impl Fn(usize, usize, &Mail) -> Fate + 'a) -> Self {
        let mut supervisor = Supervisor::new(job, 3, 0.0);
        supervisor.begin();
        Self {
            supervisor,
            now: 0.0,
            looked: 0.0,
            workers: Vec::new(),
            letters: Vec::new(),
            sent: 0,
            started: 0,
            meshes: 0,
            reports: Vec::new(),
            fate: Box::new(fate),
            born: Box::new(|_| true),
            set,
        }
    }

    fn send(&mut self, place: usize, mail: Mail) {
        let Some(Some(worker)) = self.workers.get(place) else { return };
        let (worker, mesh) = (worker.number, self.meshes);
        let fate = (self.fate)(self.sent, mesh, &mail);
        self.sent += 1;
        let due = match fate {
            Fate::Arrives => self.now,
            Fate::Late(by) => self.now + by,
            Fate::IsLost => return,
        };
        self.letters.push(Letter { worker, mesh, due, mail });
    }

    fn act(&mut self) {
        loop {
            let deeds = self.supervisor.deeds();
            if deeds.is_empty() {
                return;
            }
            for deed in deeds {
                match deed {
                    Deed::Start(place) => self.start(place),
                    Deed::Dismiss(place) => self.workers[place] = None,
                    Deed::Post(place, message) => self.send(place, Mail::To(place, message)),
                    Deed::Connect(setups, deal) => {
                        self.meshes += 1;
                        if let Some(deal) = deal {
                            self.send(setups.len(), Mail::To(setups.len(), ToWorker::Deal(deal)));
                        }
                        for (place, setup) in setups.into_iter().enumerate() {
                            self.send(place, Mail::To(place, ToWorker::Setup(setup.into())));
                        }
                    }
                    Deed::Report(report) => self.hear(report),
                    Deed::End => self.workers.iter_mut().for_each(|worker| *worker = None),
                }
            }
        }
    }

    fn hear(&mut self, report: Report) {
        match &report {
            Report::Ready { .. } => self.supervisor.order(Command::Play(Until::Paused)),
            Report::Progress(_) => self.supervisor.more(),
            _ => {}
        }
        self.reports.push(report);
    }

    fn start(&mut self, place: usize) {
        if self.workers.len() <= place {
            self.workers.resize_with(place + 1, || None);
        }
        let number = self.started;
        self.started += 1;
        self.workers[place] = Some(Worker { number, waits: true, ..Worker::default() });
        if (self.born)(number) {
            self.send(place, Mail::From(place, FromWorker::Hello));
        }
    }

    fn step(&mut self) {
        self.now += 10.0;
        let (due, later) = std::mem::take(&mut self.letters)
            .into_iter()
            .partition(|letter| letter.due <= self.now);
        self.letters = later;
        for Letter { worker, mesh, mail, .. } in due {
            let place = match &mail {
                Mail::To(place, _) | Mail::From(place, _) => *place,
                Mail::Share { to, .. } | Mail::Orders { to, .. } | Mail::Shard { to, .. } => *to,
            };
            let there = self.workers.get(place).and_then(Option::as_ref);
            if there.is_some_and(|there| there.number == worker && (self.born)(worker)) {
                self.deliver(place, mesh, mail);
            }
        }
        (0..self.workers.len()).for_each(|place| self.work(place));
        self.act();
    }

    fn deliver(&mut self, place: usize, mesh: usize, mail: Mail) {
        let say = |message| Mail::From(place, message);
        let worker = self.workers[place].as_mut().expect("somebody");
        match mail {
            Mail::From(_, message) => {
                self.supervisor.on_message(place, message);
                self.act();
            }
            Mail::To(_, ToWorker::Setup(setup)) => {
                (worker.mesh, worker.member) = (mesh, None);
                worker.early.clear();
                let part = worker.part.clone().filter(|_| !setup.takes);
                worker.setup = Some(*setup);
                if let Some(part) = part {
                    self.begin(place, part);
                }
            }
            Mail::To(_, ToWorker::Deal(Deal { workers, takers })) => {
                for to in takers {
                    let part = Shard::of(&self.set, to, workers);
                    self.send(to, Mail::Shard { to, part });
                }
                self.send(place, say(FromWorker::Dealt));
            }
            Mail::To(_, ToWorker::Order(order)) => {
                if let Some(member) = &mut worker.member {
                    member.order(Order::clone(&order));
                }
            }
            Mail::To(_, ToWorker::More) => {
                if let Some(member) = &mut worker.member {
                    member.more();
                }
            }
            Mail::To(_, ToWorker::Ping) => {
                let pong = FromWorker::Pong { waits: worker.waits, turns: worker.turns };
                self.send(place, say(pong));
            }
            Mail::To(_, ToWorker::Halt) => {
                worker.setup = None;
                let member = worker.member.take();
                let reached = member.as_ref().map_or((0, 0), Member::reached);
                let state = member.map(|member| member.state()).unwrap_or_default();
                self.send(place, say(FromWorker::State { reached, state }));
            }
            // Ports belong to a run.
            _ if worker.mesh != mesh => {}
            Mail::Shard { part, .. } => self.begin(place, Rc::new(part)),
            mail => match &mut worker.member {
                Some(member) => pass(member, mail),
                None => worker.early.push(mail),
            },
        }
    }

    fn begin(&mut self, place: usize, part: Rc<Shard>) {
        let worker = self.workers[place].as_mut().expect("somebody");
        let Some(Setup { job, index, workers, state, .. }) = &worker.setup else { return };
        let images = Images::Fixed(part.clone());
        worker.part = Some(part);
        let member = Member::new(job, images, *index, *workers, state.as_deref());
        let epoch = member.epoch();
        let member = worker.member.insert(member);
        worker.early.drain(..).for_each(|mail| pass(member, mail));
        self.send(place, Mail::From(place, FromWorker::Prepared { epoch }));
    }

    fn work(&mut self, place: usize) {
        for _ in 0..20 {
            let Some(Some(worker)) = self.workers.get_mut(place) else { return };
            if !(self.born)(worker.number) {
                return;
            }
            let Some(member) = &mut worker.member else { return };
            let mut said = Said::default();
            worker.waits = !member.turn(self.now, &mut said);
            worker.turns += u64::from(!worker.waits);
            let waits = worker.waits;
            let from = place;
            for word in said.0 {
                let others = (0..3).filter(|other| *other != place);
                match word {
                    Word::Page(message) => self.send(place, Mail::From(place, message)),
                    Word::Share(share) => others.for_each(|to| {
                        self.send(to, Mail::Share { from, to, share: share.clone() });
                    }),
                    Word::Orders(orders) => others.for_each(|to| {
                        self.send(to, Mail::Orders { from, to, orders: orders.clone() });
                    }),
                }
            }
            if waits {
                return;
            }
        }
    }

    /// Lets so much time pass, in seconds, with a look every `every` milliseconds, or less if the run has ended.
    pub fn run(&mut self, seconds: f64, every: f64) {
        let end = self.now + seconds * 1_000.0;
        self.act();
        while self.now < end && !self.ended() && self.images() < 500 {
            self.step();
            if self.now - self.looked >= every {
                self.looked = self.now;
                self.supervisor.look(self.now);
                self.act();
            }
        }
    }

    fn ended(&self) -> bool {
        matches!(self.reports.last(), Some(Report::Failed(_)))
    }

    pub fn images(&self) -> u64 {
        let images = |report: &Report| match report {
            Report::Progress(progress) => Some(progress.images),
            _ => None,
        };
        self.reports.iter().rev().find_map(images).unwrap_or_default()
    }

    pub fn said_late(&self) -> bool {
        self.reports.contains(&Report::Late)
    }
}

fn pass(member: &mut Member, mail: Mail) {
    match mail {
        Mail::Share { from, share, .. } => member.share_from(from, share),
        Mail::Orders { from, orders, .. } => member.orders_from(from, &orders),
        _ => {}
    }
}
