//! Who is late, dead or stuck, and what is done about it.

use super::super::member::state::restart;
use super::super::{Report, ToWorker, Trouble};
use super::{Deed, LOOK, Phase, Supervisor};

/// How often a worker is started in one place before the run is given up.
const STARTS: u32 = 4;
/// After so many calls that everyone answers, and nobody with anything to do, a crew is stuck.
const STILL: u32 = 4;
/// After so many looks in which the page was told nothing that it waits for, it hears that this takes long.
const LONG: u32 = 5;
/// Looks without news of the data after which they are asked for anew: a line may be slow.
const NO_NEWS: u32 = 60;

impl Supervisor {
    /// The workers in these places are dead, or one is: others take them.
    pub fn died(&mut self, place: usize) {
        let somebody = place < self.seats.len() || self.dealer.is_some();
        if !self.ended && somebody {
            self.lose(&[place]);
        }
    }

    /// Looks after everyone, once a second.
    pub fn look(&mut self, now: f64) {
        if self.ended {
            return;
        }
        // A tab that sleeps or is busy is called late itself: then their silence says nothing.
        let late = now - std::mem::replace(&mut self.looked, now) > 2.0 * LOOK;
        let answered = self.seats.iter().chain(&self.dealer).all(|seat| seat.here && !seat.called);
        let mut lost = Vec::new();
        let slowest = self.slowest;
        for (place, seat) in self.seats.iter_mut().chain(&mut self.dealer).enumerate() {
            seat.quiet += u32::from(!late);
            if seat.is_lost(slowest) {
                lost.push(place);
            } else if seat.here && !seat.called {
                seat.called = true;
                self.deeds.push(Deed::Post(place, ToWorker::Ping));
            }
        }
        if answered {
            self.still = if std::mem::take(&mut self.moved) { 0 } else { self.still + 1 };
        }
        self.no_news = if self.dealer.is_some() { self.no_news + u32::from(!late) } else { 0 };
        if !late && self.is_wanted() {
            self.silent += 1;
            if self.silent == LONG {
                self.deeds.push(Deed::Report(Report::Late));
            }
        }
        self.more();
        if !lost.is_empty() {
            self.lose(&lost);
        } else if self.no_news > NO_NEWS || self.still >= STILL && self.is_wanted() {
            self.try_again();
        }
    }

    /// Whether anybody should have something to do.
    fn is_wanted(&self) -> bool {
        match self.phase {
            Phase::Gathering { .. } | Phase::Preparing => true,
            Phase::Running => self.playing.is_some() || !self.orders.is_empty(),
        }
    }

    /// The workers in these places are dead: others take them, and the crew goes on from where the living stand.
    fn lose(&mut self, places: &[usize]) {
        let nobody = !self.seats.iter().any(|seat| seat.here);
        for &place in places {
            let members = self.seats.len();
            let seat =
                if place == members { self.dealer.as_mut() } else { self.seats.get_mut(place) };
            let Some(seat) = seat else { continue };
            let gives_up = if seat.here { seat.replaces } else { seat.starts >= STARTS };
            if gives_up {
                return self.fail(if nobody { Trouble::NoWorkers } else { Trouble::Silent });
            }
            if !seat.here {
                self.deeds.push(Deed::Report(Report::Late));
            }
            let replaces = seat.here || seat.replaces;
            seat.start(replaces);
            self.deeds.push(Deed::Start(place));
        }
        self.gather();
    }

    /// Everyone answers and nobody has anything to do: something that was said did not arrive, or a connection does not
    /// work. The crew is put together anew: first those who are there, then others.
    fn try_again(&mut self) {
        self.again += 1;
        (self.still, self.no_news) = (0, 0);
        self.deeds.push(Deed::Report(Report::Late));
        if self.again >= STARTS {
            return self.fail(Trouble::Silent);
        }
        if self.again > 1 {
            (0..self.seats.len()).for_each(|place| self.start(place, false));
        }
        self.gather();
    }

    /// Gathers the crew anew. A dealer that was at it has dealt to members that are none any more: another one deals.
    fn gather(&mut self) {
        if self.dealer.as_ref().is_none_or(|dealer| dealer.here) {
            self.start_dealer();
        }
        let running = self.images > 0 || self.told_ready;
        // If nobody is left, the weights are those last reported.
        let (job, shown) = (&self.job, &self.shown);
        let from = running.then(|| restart(job, shown, self.images, self.epoch, self.obeyed));
        self.phase = Phase::Gathering { from };
        for (place, seat) in self.seats.iter_mut().enumerate() {
            if seat.here && !seat.halted {
                seat.halted = true;
                self.deeds.push(Deed::Post(place, ToWorker::Halt));
            }
        }
    }
}
