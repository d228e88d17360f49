//! Where a worker's images come from.

use std::rc::Rc;

use super::quickly;
use super::random::{self, Use};
use super::shard::{Shard, is_dealt};
use crate::digits::prepare::Pixels;
use crate::digits::{Ink, Labelled, Variation, VariationRange};

/// Images with their digits, to learn from and to be tested on.
#[derive(Clone, Debug)]
pub enum Images {
    /// Digits of our own hands, drawn as they are needed.
    Generated,
    /// The learner's drawings.
    Own(Rc<Labelled>),
    /// A data set as it is, or the shard of it that this worker is to learn from.
    Fixed(Rc<Shard>),
}

/// Which image to learn from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ImagePlace {
    /// Steps since the start.
    pub step: u64,
    /// Epochs since the start.
    pub epoch: u64,
    /// Which image of the epoch.
    pub at: usize,
    /// Which image of the batch.
    pub seat: usize,
}

/// Images in an epoch of generated ones.
const GENERATED: usize = 20_000;
/// Generated images in a test.
const GENERATED_TEST: usize = 2_000;
/// One in so many generated images is new, the others come again: drawing one takes as long as learning from
/// several.
const NEW_EVERY: u64 = 8;
/// How many generated images there are to come again, of all workers together.
const KEPT: usize = 16_384;
/// The least images in an epoch of the learner's own, each of them as often as the others.
const OWN: usize = 1_024;
/// How the learner's own are varied.
const SPREAD: VariationRange = VariationRange {
    turn: 0.02,
    slant: 0.12,
    stretch: 0.1,
    scale: (0.92, 1.1),
    shift: 0.04,
    wobble: 0.012,
};

/// Gives the images of a run, one at a time. What it gives depends on the seed and on the place alone.
#[derive(Debug)]
pub(super) struct Source {
    images: Images,
    seed: u32,
    /// How many generated images of each seat of the batch are kept.
    kept: u64,
    /// Of each seat, what is kept.
    bank: Vec<Vec<KeptImage>>,
    test: Vec<Option<(Pixels, u8)>>,
    order: Vec<u32>,
    order_of: Option<u64>,
    ink: Option<Box<Ink>>,
    varied: Pixels,
}

impl Source {
    pub fn new(images: Images, seed: u32, batch: usize) -> Self {
        let kept = (KEPT / batch.max(1)).max(1) as u64;
        Self {
            images,
            seed,
            kept,
            bank: Vec::new(),
            test: Vec::new(),
            order: Vec::new(),
            order_of: None,
            ink: None,
            varied: [0; 784],
        }
    }

    /// Images in an epoch.
    pub fn epoch(&self) -> usize {
        match &self.images {
            Images::Generated => GENERATED,
            Images::Own(own) => own.len() * OWN.div_ceil(own.len().max(1)),
            Images::Fixed(shard) => shard.train.count,
        }
    }

    /// Whether so many images, to learn from or to be tested on, are dealt out among the workers.
    pub fn deals(&self, count: usize) -> bool {
        matches!(self.images, Images::Fixed(_)) && is_dealt(count)
    }

    /// Images in a test.
    pub fn tests(&self) -> usize {
        match &self.images {
            Images::Generated => GENERATED_TEST,
            Images::Own(own) => own.len(),
            Images::Fixed(shard) => shard.test.count,
        }
    }

    /// An image to learn from.
    pub fn train(&mut self, place: ImagePlace) -> (&Pixels, u8) {
        if matches!(self.images, Images::Generated) {
            return self.generated(place);
        }
        if self.order_of != Some(place.epoch) {
            let count = self.epoch() as u32;
            match &self.images {
                Images::Fixed(shard) => shard.train.order(self.seed, place.epoch, &mut self.order),
                _ => random::order(self.seed, place.epoch, 0, count, &mut self.order),
            }
            self.order_of = Some(place.epoch);
        }
        match &self.images {
            // Above.
            Images::Generated => (&self.varied, 0),
            Images::Own(own) => {
                let index = self.order[place.at] as usize % own.len();
                let at = place.at as u64;
                let mut rng = random::source(self.seed, Use::Vary, place.epoch, at);
                self.varied = Variation::random(&SPREAD, &mut rng).of_pixels(&own.images[index]);
                (&self.varied, own.labels[index])
            }
            Images::Fixed(shard) => {
                shard.train.get(self.order[place.at / shard.train.step] as usize)
            }
        }
    }

    /// Image `index` of the test.
    pub fn test(&mut self, index: usize) -> (&Pixels, u8) {
        match &self.images {
            Images::Generated => {
                if self.test.is_empty() {
                    self.test.resize(GENERATED_TEST, None);
                }
                let kept = &mut self.test[index];
                let ink = self.ink.get_or_insert_with(Box::default);
                let (pixels, digit) = kept.get_or_insert_with(|| {
                    // Every run is tested on the same ones.
                    let mut rng = random::source(0, Use::Test, index as u64, 0);
                    quickly::image(ink, &mut rng)
                });
                (pixels, *digit)
            }
            Images::Own(own) => (&own.images[index], own.labels[index]),
            Images::Fixed(shard) => shard.test.get(index),
        }
    }

    /// Each seat of the batch has a stream of its own, so that it does not matter which worker has the seat: one in
    /// so many steps its next image, otherwise one of its last.
    fn generated(&mut self, ImagePlace { step, seat, .. }: ImagePlace) -> (&Pixels, u8) {
        // The seats take turns, so that no step draws more images than another.
        let turn = step + seat as u64 % NEW_EVERY;
        let newest = turn / NEW_EVERY;
        let which = if turn.is_multiple_of(NEW_EVERY) {
            newest
        } else {
            let back = random::number(self.seed, Use::Again, seat as u64, step);
            newest - back % self.kept.min(newest + 1)
        };
        if self.bank.len() <= seat {
            self.bank.resize(seat + 1, Vec::new());
        }
        let slots = &mut self.bank[seat];
        let slot = (which % self.kept) as usize;
        if slots.len() <= slot {
            slots.resize(slot + 1, KeptImage::NONE);
        }
        let kept = &mut slots[slot];
        if kept.which != Some(which) {
            let mut rng = random::source(self.seed, Use::Image, seat as u64, which);
            let ink = self.ink.get_or_insert_with(Box::default);
            let (pixels, digit) = quickly::image(ink, &mut rng);
            *kept = KeptImage { which: Some(which), pixels, digit };
        }
        (&kept.pixels, kept.digit)
    }
}

/// A generated image that may come again.
#[derive(Clone, Debug)]
struct KeptImage {
    /// Which of its seat's.
    which: Option<u64>,
    pixels: Pixels,
    digit: u8,
}

impl KeptImage {
    const NONE: Self = Self { which: None, pixels: [0; 784], digit: 0 };
}
