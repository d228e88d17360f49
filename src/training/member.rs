//! One worker of a run. All members go through the same rounds; in each, everyone does a share of the work, sends
//! what came of it to all others, and takes all shares together in the same order. So all have the same weights, bit
//! for bit, after every round. Member 0 leads: its share also says what the next round is, and what the page has
//! ordered goes before it, to take hold in everyone at the end of the same round.

pub(super) mod state;

use std::collections::VecDeque;
use std::iter::StepBy;
use std::ops::Range;

use super::command::{Command, Order};
use super::lead::Lead;
use super::replica::Replica;
use super::source::{Images, Source};
use super::tally::Tally;
use super::wire::{Reader, Writer};
use super::{Job, Report, Until};
use crate::nn::Parameters;

/// Where a member's words go.
pub trait Outlet {
    /// To every other member, after what was sent before.
    fn share(&mut self, share: &[f32]);
    /// To every other member, after what was sent before.
    fn orders(&mut self, orders: &[u8]);
    /// To the page; only the leader reports.
    fn report(&mut self, report: Report);
    /// To the page: all orders up to this one have taken hold.
    fn obeyed(&mut self, number: u32);
}

/// What everyone is at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Round {
    /// Nothing, until the leader says so.
    Rest,
    /// Some steps, each on one's own part of a batch.
    Learn,
    /// A piece of the test, from this image on.
    Test { from: usize },
}

/// What came from another member, in its order.
#[derive(Debug)]
enum Word {
    Share(Vec<f32>),
    Orders(Vec<Order>),
}

/// One worker's part in a run.
#[derive(Debug)]
pub struct Member {
    index: usize,
    workers: usize,
    pub(super) replica: Replica,
    pub(super) source: Source,
    round: Round,
    /// Which images of this step, or of this piece of the test, are still to be done here.
    to_do: StepBy<Range<usize>>,
    /// Steps of this round that are still to be made.
    steps: usize,
    /// When this round began.
    began: f64,
    tally: Tally,
    /// Whether this round's share is complete and sent.
    sent: bool,
    /// What the next round is, for the leader.
    next: Round,
    own: Vec<f32>,
    /// From each member; its own place stays empty.
    words: Vec<VecDeque<Word>>,
    spare: Vec<Vec<f32>>,
    pub(super) playing: bool,
    /// Learned from so many images, it pauses.
    pub(super) stop_at: Option<u64>,
    obeyed: u32,
    lead: Option<Lead>,
}

impl Member {
    /// Member `index` of `workers`, at rest: from the start, or from the `state` that another one wrote.
    pub fn new(
        job: &Job,
        images: Images,
        index: usize,
        workers: usize,
        state: Option<&[u8]>,
    ) -> Self {
        let mut member = Self {
            index,
            workers,
            replica: Replica::new(job),
            source: Source::new(images, job.plan.seed, job.plan.batch),
            round: Round::Rest,
            to_do: nothing(),
            steps: 0,
            began: 0.0,
            tally: Tally::default(),
            sent: false,
            next: Round::Rest,
            own: Vec::new(),
            words: (0..workers).map(|_| VecDeque::new()).collect(),
            spare: Vec::new(),
            playing: false,
            stop_at: None,
            obeyed: 0,
            lead: (index == 0).then(Lead::default),
        };
        if let Some(state) = state {
            // Both ends are of one build: it reads what it wrote.
            let _ = member.read(&mut Reader::new(state));
        }
        member
    }

    /// Images in an epoch.
    pub fn epoch(&self) -> u64 {
        self.source.epoch() as u64
    }

    /// The weights after the last round.
    pub fn parameters(&self) -> &Parameters {
        self.replica.parameters()
    }

    /// How far it has come: images learned from, then orders obeyed.
    pub fn reached(&self) -> (u64, u32) {
        (self.replica.images(), self.obeyed)
    }

    /// An order of the page, to the leader. One that has been obeyed already is passed over.
    pub fn order(&mut self, order: Order) {
        if let Some(lead) = &mut self.lead {
            lead.pending.push(order);
        }
    }

    /// The page has taken in what it was told of the weights, and can take in more.
    pub fn more(&mut self) {
        if let Some(lead) = &mut self.lead {
            lead.more();
        }
    }

    /// Room for a share.
    pub fn spare(&mut self) -> Vec<f32> {
        self.spare.pop().unwrap_or_default()
    }

    /// A share came from member `from`.
    pub fn share_from(&mut self, from: usize, share: Vec<f32>) {
        if let Some(words) = self.words.get_mut(from) {
            words.push_back(Word::Share(share));
        }
    }

    /// Orders came from the leader.
    pub fn orders_from(&mut self, from: usize, orders: &[u8]) {
        let mut reader = Reader::new(orders);
        let orders = std::iter::from_fn(|| Order::read(&mut reader)).collect();
        if let Some(words) = self.words.get_mut(from) {
            words.push_back(Word::Orders(orders));
        }
    }

    /// Works on, a little: at most one image. `now` is in milliseconds. Whether there is more to do before another
    /// word comes.
    pub fn turn(&mut self, now: f64, outlet: &mut impl Outlet) -> bool {
        if self.round == Round::Rest {
            return self.rest(now, outlet);
        }
        if let Some(next) = self.to_do.next() {
            self.work(next);
        } else if self.steps > 0 {
            self.step();
        } else if self.sent {
            return self.complete(now, outlet);
        } else {
            self.send(now, outlet);
        }
        true
    }

    fn work(&mut self, index: usize) {
        match self.round {
            Round::Rest => {}
            Round::Learn => {
                let (pixels, digit) = self.source.train(self.replica.place(index));
                self.replica.learn(pixels, digit);
            }
            Round::Test { .. } => {
                let (pixels, digit) = self.source.test(index);
                let (said, loss) = self.replica.answer(pixels, digit);
                self.tally.add(index, digit, said, loss, self.replica.outputs());
            }
        }
    }

    /// The end of a step.
    fn step(&mut self) {
        let epoch = self.source.epoch();
        // Where it leads nowhere, the share says so.
        let diverged = self.replica.step(epoch).is_err();
        self.steps = if diverged { 0 } else { self.steps - 1 };
        if self.steps > 0 {
            self.to_do = self.seats();
        }
    }

    /// The share is complete: it goes to the others, and with it what the leader has decided.
    fn send(&mut self, now: f64, outlet: &mut impl Outlet) {
        if let Some(lead) = &mut self.lead {
            lead.taken.append(&mut lead.pending);
            if self.workers > 1 && !lead.taken.is_empty() {
                outlet.orders(&written(&lead.taken));
            }
        }
        if let Some(lead) = &self.lead {
            self.next = lead.next(self, self.round, now);
        }
        self.sent = true;
        if self.workers == 1 {
            return;
        }
        let (code, from) = match self.next {
            Round::Rest => (0.0, 0),
            Round::Learn => (1.0, 0),
            Round::Test { from } => (2.0, from),
        };
        self.own.clear();
        self.own.extend([code, from as f32]);
        match self.round {
            Round::Rest => {}
            Round::Learn => self.replica.write_share(&mut self.own),
            Round::Test { .. } => self.tally.write(&mut self.own),
        }
        outlet.share(&self.own);
    }

    /// The end of a round, if all shares are there.
    fn complete(&mut self, now: f64, outlet: &mut impl Outlet) -> bool {
        let is_share = |word: &Word| matches!(word, Word::Share(_));
        let others = || (0..self.workers).filter(|other| *other != self.index);
        if others().any(|other| !self.words[other].iter().any(is_share)) {
            return false;
        }
        let mut orders = self.lead.as_mut().map(|lead| std::mem::take(&mut lead.taken));
        let mut shares: Vec<Vec<f32>> = Vec::with_capacity(self.workers);
        for (index, words) in self.words.iter_mut().enumerate() {
            if index == self.index {
                shares.push(std::mem::take(&mut self.own));
                continue;
            }
            while let Some(word) = words.pop_front() {
                match word {
                    Word::Orders(given) => orders.get_or_insert_default().extend(given),
                    Word::Share(share) => {
                        shares.push(share);
                        break;
                    }
                }
            }
        }
        let mut next = match shares[0][..] {
            _ if self.index == 0 => self.next,
            [2.0, from, ..] => Round::Test { from: from as usize },
            [1.0, ..] => Round::Learn,
            _ => Round::Rest,
        };
        let was_playing = self.playing;
        let mut diverged = false;
        match self.round {
            Round::Rest => {}
            Round::Learn => diverged = !self.learned(&shares, now),
            Round::Test { from } => self.tested(&shares, from, now, outlet),
        }
        self.own = shares.swap_remove(self.index);
        self.spare.append(&mut shares);
        let orders = orders.unwrap_or_default();
        self.obey(&orders, outlet);
        if diverged {
            (self.playing, self.stop_at, next) = (false, None, Round::Rest);
        }
        if let Some(lead) = &mut self.lead {
            if matches!(self.round, Round::Test { .. }) && next == Round::Learn {
                lead.leave_test(now);
            }
            if diverged {
                lead.diverged(&self.replica, outlet);
            } else {
                let paused = !self.playing
                    && (was_playing || orders.iter().any(|order| order.command == Command::Pause));
                lead.tell(&self.replica, paused, now, outlet);
            }
        }
        self.begin(next, now);
        true
    }

    /// Agrees with the others. Whether all is well.
    fn learned(&mut self, shares: &[Vec<f32>], now: f64) -> bool {
        let before = self.replica.images();
        let bodies = shares.iter().filter_map(|share| share.get(2..));
        let Ok(score) = self.replica.agree(bodies) else { return false };
        if let Some(lead) = &mut self.lead {
            lead.learned(score, self.replica.images() - before, now - self.began);
        }
        if self.stop_at.is_some_and(|stop| self.replica.images() >= stop) {
            (self.playing, self.stop_at) = (false, None);
        }
        true
    }

    fn tested(&mut self, shares: &[Vec<f32>], from: usize, now: f64, outlet: &mut impl Outlet) {
        let Some(lead) = &mut self.lead else { return };
        if self.workers == 1 {
            // Nobody needed a share. What stands in the books are the pieces before this one.
            let mut share = Vec::new();
            self.tally.write(&mut share);
            lead.tally.read(&share);
        } else {
            for share in shares {
                lead.tally.read(&share[2..]);
            }
        }
        lead.test_time += now - self.began;
        if from + self.replica.piece() >= self.source.tests() {
            lead.tested(self.replica.images(), &mut self.source, now, outlet);
        }
    }

    /// Takes orders, in their order.
    fn obey(&mut self, orders: &[Order], outlet: &mut impl Outlet) {
        for Order { number, command } in orders {
            if *number <= self.obeyed {
                continue;
            }
            self.obeyed = *number;
            match command {
                Command::Play(until) => {
                    self.playing = true;
                    self.stop_at = match until {
                        Until::Paused => None,
                        Until::Batch => Some(self.replica.images() + 1),
                        Until::Epoch => Some(self.replica.images() + self.epoch()),
                    };
                }
                Command::Pause => (self.playing, self.stop_at) = (false, None),
                Command::Edit(edit) => self.replica.edit(edit),
                Command::Pace(pace) => self.replica.plan_mut().pace = *pace,
            }
        }
        if self.lead.is_some() && !orders.is_empty() {
            outlet.obeyed(self.obeyed);
        }
    }

    fn rest(&mut self, now: f64, outlet: &mut impl Outlet) -> bool {
        let orders = match &mut self.lead {
            Some(lead) if !lead.pending.is_empty() => {
                let orders = std::mem::take(&mut lead.pending);
                if self.workers > 1 {
                    outlet.orders(&written(&orders));
                }
                orders
            }
            // The others begin when the leader does, and its orders come before its share.
            None if matches!(self.words[0].front(), Some(Word::Orders(_))) => {
                match self.words[0].pop_front() {
                    Some(Word::Orders(orders)) => orders,
                    _ => Vec::new(),
                }
            }
            _ => Vec::new(),
        };
        self.obey(&orders, outlet);
        let paused = orders.iter().any(|order| order.command == Command::Pause);
        if let Some(lead) = self.lead.as_mut().filter(|_| paused && !self.playing) {
            lead.tell(&self.replica, true, now, outlet);
        }
        if self.playing {
            self.begin(Round::Learn, now);
        }
        self.playing || !orders.is_empty()
    }

    fn begin(&mut self, round: Round, now: f64) {
        self.round = round;
        (self.began, self.sent, self.steps) = (now, false, 0);
        self.to_do = match round {
            Round::Rest => nothing(),
            Round::Learn => {
                let epoch = self.source.epoch();
                self.replica.clear();
                self.steps = self.replica.steps(epoch, self.stop_at);
                self.seats()
            }
            Round::Test { from } => {
                if let Some(lead) = self.lead.as_mut().filter(|_| from == 0) {
                    lead.begin_test();
                }
                self.tally = Tally::default();
                self.replica.clear();
                let tests = self.source.tests();
                let left = tests.saturating_sub(from);
                self.part(
                    from,
                    self.replica.piece().min(left),
                    self.source.deals(tests).then_some(0),
                )
            }
        };
    }

    /// This worker's seats of the next batch.
    fn seats(&self) -> StepBy<Range<usize>> {
        let epoch = self.source.epoch();
        let at = self.replica.place(0).at;
        self.part(0, self.replica.batch(epoch), self.source.deals(epoch).then_some(at))
    }

    /// This worker's part of `count` images from `from` on. Where images are `dealt` out they are counted from there, and
    /// it has every so manyth.
    fn part(&self, from: usize, count: usize, dealt: Option<usize>) -> StepBy<Range<usize>> {
        let end = from + count;
        if let Some(at) = dealt {
            let ahead = (self.index + self.workers - (at + from) % self.workers) % self.workers;
            return (from + ahead..end).step_by(self.workers);
        }
        let border = |index| from + count * index / self.workers;
        (border(self.index)..border(self.index + 1)).step_by(1)
    }
}

fn nothing() -> StepBy<Range<usize>> {
    (0..0).step_by(1)
}

fn written(orders: &[Order]) -> Vec<u8> {
    let mut to = Writer::default();
    orders.iter().for_each(|order| order.write(&mut to));
    to.bytes
}
