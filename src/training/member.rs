//! One worker of a run. All members go through the same rounds; in each, everyone does a share of the work, sends
//! what came of it to all others, and takes all shares together in the same order. So all have the same weights, bit
//! for bit, after every round. Member 0 leads: its share also says what the next round is, and what the page has
//! ordered goes before it, to take hold in everyone at the end of the same round.

mod inbox;
pub(super) mod state;

use std::iter::StepBy;
use std::ops::Range;

use self::inbox::Inbox;
use super::command::{Command, Order};
use super::lead::Lead;
use super::replica::Replica;
use super::round::{Course, Round};
use super::source::{Images, Source};
use super::tally::Tally;
use super::wire::{Reader, Writer};
use super::{Job, Outbox};
use crate::nn::Parameters;

/// One worker's part in a run.
#[derive(Debug)]
pub struct Member {
    index: usize,
    workers: usize,
    replica: Replica,
    source: Source,
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
    /// This round's share.
    own: Vec<f32>,
    inbox: Inbox,
    course: Course,
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
            inbox: Inbox::new(index, workers),
            course: Course::default(),
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
        self.inbox.spare()
    }

    /// A share came from member `from`.
    pub fn share_from(&mut self, from: usize, share: Vec<f32>) {
        self.inbox.put_share(from, share);
    }

    /// Orders came from the leader.
    pub fn orders_from(&mut self, from: usize, orders: &[u8]) {
        self.inbox.put_orders(from, orders);
    }

    /// Works on, a little: at most one image. `now` is in milliseconds. Whether there is more to do before another
    /// message comes.
    pub fn turn(&mut self, now: f64, outbox: &mut impl Outbox) -> bool {
        if self.round == Round::Rest {
            return self.rest(now, outbox);
        }
        if let Some(next) = self.to_do.next() {
            self.work(next);
        } else if self.steps > 0 {
            self.step();
        } else if self.sent {
            return self.complete(now, outbox);
        } else {
            self.send(now, outbox);
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
    fn send(&mut self, now: f64, outbox: &mut impl Outbox) {
        if let Some(lead) = &mut self.lead {
            lead.taken.append(&mut lead.pending);
            if self.workers > 1 && !lead.taken.is_empty() {
                outbox.send_orders(&written(&lead.taken));
            }
        }
        if let Some(lead) = &self.lead {
            self.next = lead.next(self.round, self.course, &self.replica, self.source.tests(), now);
        }
        self.sent = true;
        if self.workers == 1 {
            return;
        }
        self.own.clear();
        self.own.extend(self.next.numbers());
        match self.round {
            Round::Rest => {}
            Round::Learn => self.replica.write_share(&mut self.own),
            Round::Test { .. } => self.tally.write(&mut self.own),
        }
        outbox.send_share(&self.own);
    }

    /// The end of a round, if all shares are there.
    fn complete(&mut self, now: f64, outbox: &mut impl Outbox) -> bool {
        if !self.inbox.is_complete() {
            return false;
        }
        let (shares, came) = self.inbox.take(std::mem::take(&mut self.own));
        let mut orders =
            self.lead.as_mut().map(|lead| std::mem::take(&mut lead.taken)).unwrap_or_default();
        orders.extend(came);
        let mut next = if self.lead.is_some() { self.next } else { Round::of(&shares[0]) };
        let was_playing = self.course.playing;
        let mut diverged = false;
        match self.round {
            Round::Rest => {}
            Round::Learn => diverged = !self.learned(&shares, now),
            Round::Test { from } => self.tested(&shares, from, now, outbox),
        }
        self.own = self.inbox.give_back(shares);
        self.obey(&orders, outbox);
        if diverged {
            (self.course, next) = (Course::PAUSED, Round::Rest);
        }
        if let Some(lead) = &mut self.lead {
            if matches!(self.round, Round::Test { .. }) && next == Round::Learn {
                lead.leave_test(now);
            }
            if diverged {
                lead.diverged(&self.replica, outbox);
            } else {
                let paused = !self.course.playing
                    && (was_playing || orders.iter().any(|order| order.command == Command::Pause));
                lead.report(&self.replica, paused, now, outbox);
            }
        }
        self.begin(next, now);
        true
    }

    /// Agrees with the others. Whether all is well.
    fn learned(&mut self, shares: &[Vec<f32>], now: f64) -> bool {
        let before = self.replica.images();
        let bodies = shares.iter().filter_map(|share| share.get(Round::LENGTH..));
        let Ok(score) = self.replica.agree(bodies) else { return false };
        if let Some(lead) = &mut self.lead {
            lead.learned(score, self.replica.images() - before, now - self.began);
        }
        if self.course.ends_at(self.replica.images()) {
            self.course = Course::PAUSED;
        }
        true
    }

    fn tested(&mut self, shares: &[Vec<f32>], from: usize, now: f64, outbox: &mut impl Outbox) {
        let Some(lead) = &mut self.lead else { return };
        if self.workers == 1 {
            // Nobody needed a share. What stands in the books are the pieces before this one.
            let mut share = Vec::new();
            self.tally.write(&mut share);
            lead.tally.read(&share);
        } else {
            for share in shares {
                lead.tally.read(&share[Round::LENGTH..]);
            }
        }
        lead.test_time += now - self.began;
        if from + self.replica.piece() >= self.source.tests() {
            lead.tested(self.replica.images(), &mut self.source, now, outbox);
        }
    }

    /// Takes orders, in their order.
    fn obey(&mut self, orders: &[Order], outbox: &mut impl Outbox) {
        for Order { number, command } in orders {
            if *number <= self.obeyed {
                continue;
            }
            self.obeyed = *number;
            match command {
                Command::Play(until) => {
                    self.course = Course::playing(*until, self.replica.images(), self.epoch());
                }
                Command::Pause => self.course = Course::PAUSED,
                Command::Edit(edit) => self.replica.edit(edit),
                Command::Pace(pace) => self.replica.plan_mut().pace = *pace,
            }
        }
        if self.lead.is_some() && !orders.is_empty() {
            outbox.report_obeyed(self.obeyed);
        }
    }

    fn rest(&mut self, now: f64, outbox: &mut impl Outbox) -> bool {
        let orders = match &mut self.lead {
            Some(lead) if !lead.pending.is_empty() => {
                let orders = std::mem::take(&mut lead.pending);
                if self.workers > 1 {
                    outbox.send_orders(&written(&orders));
                }
                orders
            }
            Some(_) => Vec::new(),
            // The others begin when the leader does, and its orders come before its share.
            None => self.inbox.take_orders(),
        };
        self.obey(&orders, outbox);
        let paused = orders.iter().any(|order| order.command == Command::Pause);
        if let Some(lead) = self.lead.as_mut().filter(|_| paused && !self.course.playing) {
            lead.report(&self.replica, true, now, outbox);
        }
        if self.course.playing {
            self.begin(Round::Learn, now);
        }
        self.course.playing || !orders.is_empty()
    }

    fn begin(&mut self, round: Round, now: f64) {
        self.round = round;
        (self.began, self.sent, self.steps) = (now, false, 0);
        self.to_do = match round {
            Round::Rest => nothing(),
            Round::Learn => {
                let epoch = self.source.epoch();
                self.replica.clear();
                self.steps = self.replica.steps(epoch, self.course.stop_at);
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
