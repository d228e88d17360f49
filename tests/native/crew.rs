//! Members of a training run that hand each other their words, without workers.

use std::rc::Rc;

use hitofude::digits::mnist::Mnist;
use hitofude::nn::Parameters;
use hitofude::training::{
    Command, Images, Job, Member, Order, Outbox, Progress, Report, Shard, Test, Until,
};

/// What one member said in one turn.
#[derive(Default)]
struct Said {
    shares: Vec<Vec<f32>>,
    words: Vec<Word>,
    reports: Vec<Report>,
}

#[derive(Clone)]
enum Word {
    Share(Vec<f32>),
    Orders(Vec<u8>),
}

impl Outbox for Said {
    fn send_share(&mut self, share: &[f32]) {
        self.shares.push(share.to_vec());
        self.words.push(Word::Share(share.to_vec()));
    }

    fn send_orders(&mut self, orders: &[u8]) {
        self.words.push(Word::Orders(orders.to_vec()));
    }

    fn report(&mut self, report: Report) {
        self.reports.push(report);
    }

    fn report_obeyed(&mut self, _: u32) {}
}

/// A run as the browser has it, but with a clock of its own: a millisecond a turn.
pub struct Crew {
    job: Job,
    /// Each member's.
    images: Vec<Images>,
    pub members: Vec<Member>,
    pub now: f64,
    pub ordered: u32,
    pub reports: Vec<Report>,
    /// Whether the page takes in what it is told.
    pub reads: bool,
}

impl Crew {
    pub fn new(job: &Job, images: &Images, workers: usize) -> Self {
        Self::with(job, vec![images.clone(); workers])
    }

    /// A crew among which `set` is dealt out.
    pub fn dealt(job: &Job, set: &Mnist, workers: usize) -> Self {
        let part = |index| Images::Fixed(Rc::new(Shard::of(set, index, workers)));
        Self::with(job, (0..workers).map(part).collect())
    }

    fn with(job: &Job, images: Vec<Images>) -> Self {
        let workers = images.len();
        let member = |index| Member::new(job, Images::clone(&images[index]), index, workers, None);
        Self {
            job: job.clone(),
            members: (0..workers).map(member).collect(),
            images,
            now: 0.0,
            ordered: 0,
            reports: Vec::new(),
            reads: true,
        }
    }

    pub fn order(&mut self, command: Command) {
        self.ordered += 1;
        self.members[0].order(Order { number: self.ordered, command });
    }

    /// One turn of everyone who has something to do; whether anyone had.
    pub fn turn(&mut self) -> bool {
        self.now += 1.0;
        let mut busy = false;
        for index in 0..self.members.len() {
            let mut said = Said::default();
            busy |= self.members[index].turn(self.now, &mut said);
            if self.reads && !said.reports.is_empty() {
                self.members[index].more();
            }
            self.reports.append(&mut said.reports);
            for word in said.words {
                for (other, member) in self.members.iter_mut().enumerate() {
                    match &word {
                        _ if other == index => {}
                        Word::Share(share) => member.share_from(index, share.clone()),
                        Word::Orders(orders) => member.orders_from(index, orders),
                    }
                }
            }
        }
        busy
    }

    pub fn run(&mut self, until: Until) {
        self.order(Command::Play(until));
        while self.turn() {}
    }

    /// Learns from at least `images` images, and does not wait for a test.
    pub fn learn(&mut self, images: u64) {
        self.order(Command::Play(Until::Paused));
        while self.members.iter().any(|member| member.reached().0 < images) {
            assert!(self.turn());
        }
    }

    /// Learns from one batch, and does not wait for a test.
    pub fn learn_batch(&mut self) {
        let before = self.members[0].reached().0;
        self.order(Command::Play(Until::Batch));
        while self.members.iter().any(|member| member.reached().0 == before) {
            assert!(self.turn());
        }
    }

    pub fn progress(&self) -> &Progress {
        let progress = |report: &Report| matches!(report, Report::Progress(_));
        match self.reports.iter().rfind(|report| progress(report)) {
            Some(Report::Progress(progress)) => progress,
            _ => panic!("no progress: {:?}", self.reports),
        }
    }

    pub fn tests(&self) -> Vec<&Test> {
        let mut tests = Vec::new();
        for report in &self.reports {
            if let Report::Tested(test) = report {
                tests.push(&**test);
            }
        }
        tests
    }

    pub fn weights(&self) -> Rc<Parameters> {
        self.progress().parameters.clone()
    }

    /// All members have the same weights, and remember the same.
    #[track_caller]
    pub fn agree(&self) {
        let first = self.members[0].state();
        assert!(self.members.iter().all(|member| member.state() == first));
    }

    /// Member `lost` is gone: the others go on from where `source` stands.
    pub fn replace(&mut self, lost: usize) {
        let others = self.members.iter().enumerate().filter(|(index, _)| *index != lost);
        let furthest = others.max_by_key(|(_, member)| member.reached()).expect("a survivor").1;
        let state = furthest.state();
        let workers = self.members.len();
        let member = |index| {
            let images = Images::clone(&self.images[index]);
            Member::new(&self.job, images, index, workers, Some(&state))
        };
        self.members = (0..workers).map(member).collect();
    }
}
