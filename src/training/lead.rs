//! What only the leader does: it decides what comes next, gathers what is found, and reports.

use std::rc::Rc;

use super::command::{Command, Order};
use super::replica::{Replica, Score};
use super::round::{Course, Round};
use super::source::Source;
use super::tally::Tally;
use super::{Outbox, Progress, Report, Trouble};

/// Milliseconds between two reports, at least.
const REPORT: f64 = 100.0;
/// Milliseconds between two tests while it learns, at least.
const TEST: f64 = 1_500.0;
/// A test takes at most one in so many parts of the time.
const TEST_PART: f64 = 9.0;

/// The leader's books.
#[derive(Debug, Default)]
pub(super) struct Lead {
    /// Orders that came since the last share was sent.
    pub pending: Vec<Order>,
    /// Orders that take hold at the end of this round.
    pub taken: Vec<Order>,
    pub tally: Tally,
    /// How long the test under way has taken so far, in milliseconds.
    pub test_time: f64,
    /// When the last test ended, and how long it took. Before any, when the first step was made.
    last_test: Option<(f64, f64)>,
    /// When it reported last.
    reported: f64,
    /// Whether the page has yet to say that it took in the last report.
    unread: bool,
    /// Since the last report: losses, right answers, images, milliseconds.
    loss: f64,
    right: f64,
    images: f64,
    time: f64,
    /// What the last report said of them.
    last: (f32, f32, f64),
}

impl Lead {
    /// What comes after `round`, whose share is complete; `tests`: how many images the test has.
    pub fn next(
        &self,
        round: Round,
        course: Course,
        replica: &Replica,
        tests: usize,
        now: f64,
    ) -> Round {
        let learning = |playing| if playing { Round::Learn } else { Round::Rest };
        match round {
            Round::Rest => learning(course.playing),
            Round::Learn => {
                let playing = course.playing && !course.ends_at(replica.images_here());
                let playing = self.taken.iter().fold(playing, plays);
                let ends = replica.ends_epoch();
                let due = self
                    .last_test
                    .is_some_and(|(ended, took)| now - ended >= TEST.max(took * TEST_PART));
                if ends || due || !playing { Round::Test { from: 0 } } else { Round::Learn }
            }
            Round::Test { from } => {
                let after = self.taken.iter().fold(course.playing, plays);
                let edited =
                    self.taken.iter().any(|order| matches!(order.command, Command::Edit(_)));
                if after && (edited || !course.playing) {
                    // Nobody waits for a test to go on learning.
                    Round::Learn
                } else if edited {
                    Round::Test { from: 0 }
                } else if from + replica.piece() < tests {
                    Round::Test { from: from + replica.piece() }
                } else {
                    learning(after)
                }
            }
        }
    }

    /// A round was learned.
    pub fn learned(&mut self, score: Score, images: u64, time: f64) {
        self.loss += f64::from(score.loss);
        self.right += f64::from(score.right);
        self.images += images as f64;
        self.time += time;
    }

    pub fn begin_test(&mut self) {
        self.tally = Tally::default();
        self.test_time = 0.0;
    }

    /// Learning goes on, whether the test has come to its end or not: the next one is not due at once.
    pub fn leave_test(&mut self, now: f64) {
        self.last_test = Some((now, self.test_time));
    }

    /// The last piece of a test was made.
    pub fn tested(&mut self, images: u64, source: &mut Source, now: f64, to: &mut impl Outbox) {
        self.last_test = Some((now, self.test_time));
        to.report(Report::Tested(Box::new(self.tally.finish(images, source))));
    }

    /// Reports, if it is time to or if the run has `paused`.
    pub fn report(&mut self, replica: &Replica, paused: bool, now: f64, to: &mut impl Outbox) {
        self.last_test.get_or_insert((now, 0.0));
        // Whoever is busy painting is not given more to paint: that would only take the cores from learning.
        if !paused && (self.unread || now - self.reported < REPORT || self.images == 0.0) {
            return;
        }
        if self.images > 0.0 {
            let rate = self.images * 1000.0 / self.time.max(1e-3);
            let mean = |sum: f64| (sum / self.images) as f32;
            self.last = (mean(self.loss), mean(self.right), rate);
            (self.loss, self.right, self.images, self.time) = (0.0, 0.0, 0.0, 0.0);
        }
        (self.reported, self.unread) = (now, true);
        let (loss, accuracy, rate) = self.last;
        to.report(Report::Progress(Progress {
            parameters: Rc::new(replica.parameters().clone()),
            images: replica.images(),
            loss,
            accuracy,
            rate,
        }));
        if paused {
            to.report(Report::Paused);
        }
    }

    /// The page can take in another report.
    pub fn more(&mut self) {
        self.unread = false;
    }

    /// The last step led nowhere.
    pub fn diverged(&mut self, replica: &Replica, to: &mut impl Outbox) {
        (self.loss, self.right, self.images, self.time) = (0.0, 0.0, 0.0, 0.0);
        let good = Rc::new(replica.parameters().clone());
        to.report(Report::Failed(Trouble::Diverged { good }));
    }
}

/// Whether it learns after an order, if it did before.
fn plays(before: bool, order: &Order) -> bool {
    match order.command {
        Command::Play(_) => true,
        Command::Pause => false,
        Command::Edit(_) | Command::Pace(_) => before,
    }
}
