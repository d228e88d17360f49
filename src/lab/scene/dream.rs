//! The image that the network would like better: gradient descent on the pixels instead of the weights.

use std::mem;

use super::{Changes, Scene};
use crate::digits::Pixels;
use crate::lab::target;
use crate::nn::{Architecture, Gradients, backward};

/// By how much one step moves the pixel that matters most, of 255: the gradient's direction counts, not its
/// length, since after sigmoids that is tiny at first and large in between.
const STRIDE: f32 = 0.75;
/// A loss that counts as none: the network has what it wants.
const CONTENT: f32 = 1e-3;
/// A loss that this many steps have not made a thousandth smaller is as small as it gets: the pixels only tremble.
const PATIENCE: usize = 160;

/// What is asked of the next update.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Wish {
    toward: u8,
    steps: usize,
}

/// A picture that started as the network's image and goes where the network wants it.
#[derive(Clone, Debug)]
pub(super) struct Dream {
    toward: u8,
    target: Vec<f32>,
    /// The pixels, 0 to 255, between the steps that a picture has.
    exact: [f32; 784],
    gradients: Gradients,
    /// The smallest loss so far, and how many steps ago that was.
    best: f32,
    since: usize,
    over: bool,
}

impl Dream {
    fn new(toward: u8, pixels: &Pixels, architecture: &Architecture) -> Self {
        let mut dream = Self {
            toward,
            target: Vec::new(),
            exact: pixels.map(f32::from),
            gradients: Gradients::new(architecture),
            best: f32::INFINITY,
            since: 0,
            over: false,
        };
        dream.enter(architecture);
        dream
    }

    /// Goes on with another network, or towards another digit.
    pub fn enter(&mut self, architecture: &Architecture) {
        self.target = target(self.toward, architecture.head().outputs);
        self.gradients = Gradients::new(architecture);
        (self.best, self.since) = (f32::INFINITY, 0);
    }

    /// The picture, in the steps that a picture has.
    fn pixels(&self) -> Pixels {
        // In 0…255 by the clamp in `Scene::dream_step`.
        self.exact.map(|pixel| pixel.round() as u8)
    }
}

impl Scene {
    /// Asks the next update for `steps` steps of the network's image towards `toward` (0 to 9; for one output a
    /// 5 or not a 5). The first such call begins a dream with the image as it is; it goes on until the drawing
    /// or its preparation changes, or somebody [wakes](Scene::wake) the network. Meanwhile every map shows what
    /// the network makes of it.
    pub fn dream(&mut self, toward: u8, steps: usize) {
        self.uncover();
        self.pending.dream = Some(Wish { toward, steps });
    }

    /// Back to the drawing, from a dream or from under a patch.
    pub fn wake(&mut self) {
        self.uncover();
        self.pending.dream = None;
        self.pending.preparation |= self.dream.take().is_some();
    }

    /// Towards which digit the image goes that the network sees; `None` while it is that of the drawing.
    pub fn dreams_of(&self) -> Option<u8> {
        let wish = self.pending.dream.map(|wish| wish.toward);
        wish.or(self.dream.as_ref().map(|dream| dream.toward))
    }

    /// Whether more steps would change nothing: the loss against the wish is as good as 0, or no pixel can move.
    pub fn dream_is_over(&self) -> bool {
        self.dream.as_ref().is_some_and(|dream| dream.over)
    }

    pub(super) fn refresh_dream(&mut self, wish: Wish, changes: &mut Changes) {
        let dream = match &mut self.dream {
            Some(dream) => {
                if dream.toward != wish.toward {
                    dream.toward = wish.toward;
                    dream.enter(&self.running);
                }
                dream
            }
            none => none.insert(Dream::new(wish.toward, &self.prepared, &self.running)),
        };
        // Other weights may want what the last ones had enough of.
        if mem::take(&mut dream.over) || changes.weights {
            (dream.best, dream.since) = (f32::INFINITY, 0);
        }
        for _ in 0..wish.steps {
            if !self.dream_step() {
                break;
            }
            let Some(dream) = &self.dream else { return };
            let pixels = dream.pixels();
            if pixels != self.prepared {
                self.prepared = pixels;
                changes.image = true;
                changes.starts_at(0);
                self.refresh_maps(0);
            }
        }
        let blank = self.prepared.iter().all(|&pixel| pixel == 0);
        changes.blank_changed |= blank != self.blank;
        self.blank = blank;
    }

    /// Moves the pixels against ∂loss/∂pixel, within the range that a pixel has, and says whether any did.
    fn dream_step(&mut self) -> bool {
        let Some(dream) = &mut self.dream else { return false };
        let head = self.running.head();
        let (logits, prediction) = (&self.activations.logits, &self.activations.prediction);
        let loss = self.document.loss;
        let value = loss.value(head.activation, logits, prediction, &dream.target);
        dream.since += 1;
        if value < 0.999 * dream.best {
            (dream.best, dream.since) = (value, 0);
        }
        dream.over = value < CONTENT || dream.since > PATIENCE;
        if dream.over {
            return false;
        }
        dream.gradients.parameters.clear();
        backward(
            &self.running,
            &self.parameters,
            &self.activations,
            loss,
            &dream.target,
            &mut dream.gradients,
        );
        let slopes = dream.gradients.input.cells();
        let steepest = slopes.iter().fold(0.0, |most, slope| f32::max(most, slope.abs()));
        let stride = STRIDE / steepest;
        let mut moved = false;
        if stride.is_finite() {
            for (pixel, slope) in dream.exact.iter_mut().zip(slopes) {
                let next = (*pixel - stride * slope).clamp(0.0, 255.0);
                let next = if next.is_nan() { *pixel } else { next };
                moved |= next != *pixel;
                *pixel = next;
            }
        }
        dream.over = !moved;
        moved
    }
}
