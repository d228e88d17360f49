//! A blank patch over the network's image: which places the answer depends on.

use super::{Changes, Label, Scene};
use crate::digits::Pixels;

/// Pixels along each side of the image.
const SIDE: usize = 28;

/// What is asked of the next update.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cover {
    /// The patch goes on over so many more places, and away after the last.
    Sweep(usize),
    /// The patch is put on this pixel, or taken away.
    At(Option<usize>),
}

/// What has been found out with a patch over the network's image.
#[derive(Clone, Debug)]
pub struct Occlusion {
    side: usize,
    image: Pixels,
    output: usize,
    before: f32,
    at: Option<usize>,
    /// The first place that the sweep has not come to.
    next: usize,
    changes: [f32; SIDE * SIDE],
}

impl Occlusion {
    /// Pixels along the patch's sides: an odd number.
    pub fn side(&self) -> usize {
        self.side
    }

    /// The pixel under the patch's middle, while there is one.
    pub fn at(&self) -> Option<usize> {
        self.at
    }

    /// What the answer was about: which output, and its number with nothing covered.
    pub fn about(&self) -> (usize, f32) {
        (self.output, self.before)
    }

    /// By place of the patch's middle, row by row: by how much it changes that number. NaN where nobody knows yet.
    pub fn changes(&self) -> &[f32] {
        &self.changes
    }

    /// Whether the patch has been everywhere.
    pub fn is_over(&self) -> bool {
        self.next == SIDE * SIDE
    }

    /// The image with the patch on `place`.
    fn covered(&self, place: usize) -> Pixels {
        let mut pixels = self.image;
        for row in reach(place / SIDE, self.side) {
            for column in reach(place % SIDE, self.side) {
                pixels[row * SIDE + column] = 0;
            }
        }
        pixels
    }
}

/// The rows, or columns, that a patch around `middle` covers.
pub fn reach(middle: usize, side: usize) -> std::ops::Range<usize> {
    middle.saturating_sub(side / 2)..(middle + side / 2 + 1).min(SIDE)
}

impl Scene {
    /// Asks the next update to put a blank patch of `side`² pixels (an odd number) over the network's image, which
    /// every map then follows. It goes on until the drawing, its preparation or the network changes, or somebody
    /// [wakes](Scene::wake) the network; another side begins anew. A dream ends.
    pub fn cover(&mut self, side: usize, cover: Cover) {
        if self.dreams_of().is_some() {
            self.wake();
        }
        self.pending.cover = Some((side, cover));
    }

    /// What has been found out with a patch, while it goes on.
    pub fn occlusion(&self) -> Option<&Occlusion> {
        self.occlusion.as_deref()
    }

    /// The 28×28 image of the drawing, or of a dream: without a patch.
    pub fn received(&self) -> &Pixels {
        self.occlusion.as_ref().map_or(&self.prepared, |occlusion| &occlusion.image)
    }

    /// Ends it: what is known was true of another drawing or network.
    pub(super) fn uncover(&mut self) {
        self.pending.cover = None;
        if self.occlusion.take().is_some() {
            self.pending.uncovered = true;
            self.pending.preparation = true;
        }
    }

    pub(super) fn refresh_cover(&mut self, (side, cover): (usize, Cover), changes: &mut Changes) {
        changes.occlusion = true;
        let mut occlusion = match self.occlusion.take() {
            Some(occlusion) if occlusion.side == side => occlusion,
            before => {
                let image = before.map_or(self.prepared, |before| before.image);
                self.see(image, changes);
                let prediction = &self.activations.prediction;
                let output = Label::of(prediction).output();
                Box::new(Occlusion {
                    side,
                    image,
                    output,
                    before: prediction[output],
                    at: None,
                    next: 0,
                    changes: [f32::NAN; SIDE * SIDE],
                })
            }
        };
        match cover {
            Cover::At(Some(place)) if place < SIDE * SIDE => {
                self.look_under(&mut occlusion, place, changes);
            }
            Cover::At(_) => self.lift(&mut occlusion, changes),
            Cover::Sweep(places) => {
                for _ in 0..places {
                    self.sweep(&mut occlusion, changes);
                }
            }
        }
        self.occlusion = Some(occlusion);
    }

    /// Goes on to the next place where there is something to cover.
    fn sweep(&mut self, occlusion: &mut Occlusion, changes: &mut Changes) {
        while occlusion.next < SIDE * SIDE {
            let place = occlusion.next;
            occlusion.next += 1;
            if occlusion.covered(place) != occlusion.image {
                return self.look_under(occlusion, place, changes);
            }
            occlusion.changes[place] = 0.0;
        }
        self.lift(occlusion, changes);
    }

    fn look_under(&mut self, occlusion: &mut Occlusion, place: usize, changes: &mut Changes) {
        self.see(occlusion.covered(place), changes);
        occlusion.at = Some(place);
        let now = self.activations.prediction[occlusion.output];
        occlusion.changes[place] = now - occlusion.before;
    }

    fn lift(&mut self, occlusion: &mut Occlusion, changes: &mut Changes) {
        occlusion.at = None;
        self.see(occlusion.image, changes);
    }

    /// Gives the network another image.
    fn see(&mut self, image: Pixels, changes: &mut Changes) {
        if image != self.prepared {
            self.prepared = image;
            changes.image = true;
            changes.starts_at(0);
            self.refresh_maps(0);
        }
    }
}
