//! A data set dealt out: each worker of a run holds the images that it needs, and no others.
//!
//! Image `i` is worker `i % workers`'s. So that a batch is the same whatever their number, the image that comes `p`th in
//! an epoch is one of those `i` with `i % ROUND == p % ROUND`: every number of workers divides [`ROUND`], and so what
//! comes `p`th is at hand with worker `p % workers`. Within these limits every epoch has its own order.

use std::rc::Rc;

use super::random;
use crate::digits::mnist::Mnist;
use crate::digits::{Labelled, Pixels};

/// The least number that 1, 2, … and 8 workers divide.
const ROUND: usize = 840;
/// Smaller sets are not dealt out: each worker has all of them, some megabytes, and they come in any order.
const LEAST: usize = 8 * ROUND;

/// What one worker holds of a data set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shard {
    /// To learn from.
    pub train: Half,
    /// To be tested on.
    pub test: Half,
}

/// Images `first`, `first + step`, … of `count`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Half {
    /// The images that are held.
    pub held: Labelled,
    /// How many there are in all.
    pub count: usize,
    /// The first that is held.
    pub first: usize,
    /// Every which one is held.
    pub step: usize,
}

/// Whether so many images are dealt out.
pub(super) fn is_dealt(count: usize) -> bool {
    count >= LEAST
}

impl Shard {
    /// The part of worker `index` of `workers`. The first one has all that is for testing: it shows what was answered
    /// wrongly.
    pub fn of(set: &Mnist, index: usize, workers: usize) -> Self {
        let train = Half::of(&set.train, index, workers);
        let test =
            if index == 0 { Half::all(&set.test) } else { Half::of(&set.test, index, workers) };
        Self { train, test }
    }

    /// How many bytes its images take.
    pub fn bytes(&self) -> usize {
        [&self.train, &self.test].iter().map(|half| half.held.images.as_flattened().len()).sum()
    }
}

impl From<Mnist> for Rc<Shard> {
    /// All of it.
    fn from(set: Mnist) -> Self {
        Self::new(Shard { train: Half::all(&set.train), test: Half::all(&set.test) })
    }
}

impl Half {
    fn all(set: &Labelled) -> Self {
        Self { held: set.clone(), count: set.len(), first: 0, step: 1 }
    }

    fn of(set: &Labelled, first: usize, step: usize) -> Self {
        if !is_dealt(set.len()) {
            return Self::all(set);
        }
        let images = set.images.iter().skip(first).step_by(step).copied().collect();
        let labels = set.labels.iter().skip(first).step_by(step).copied().collect();
        Self { held: Labelled { images, labels }, count: set.len(), first, step }
    }

    /// Image `index` of all; it must be held.
    pub(super) fn get(&self, index: usize) -> (&Pixels, u8) {
        let at = index / self.step;
        (&self.held.images[at], self.held.labels[at])
    }

    /// The order of epoch `epoch`, as far as the images are held: `into[p / step]` comes `p`th.
    pub(super) fn order(&self, seed: u32, epoch: u64, into: &mut Vec<u32>) {
        if !is_dealt(self.count) {
            return random::order(seed, epoch, 0, self.count as u32, into);
        }
        into.clear();
        into.resize(self.held.len(), 0);
        let mut order = Vec::new();
        for start in (self.first..ROUND).step_by(self.step) {
            let rounds = (self.count - start).div_ceil(ROUND);
            random::order(seed, epoch, 1 + start as u64, rounds as u32, &mut order);
            for (round, &other) in order.iter().enumerate() {
                let place = start + round * ROUND;
                into[place / self.step] = (start + other as usize * ROUND) as u32;
            }
        }
    }
}
