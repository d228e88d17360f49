//! Everything that undo goes over.

use std::rc::Rc;

use super::same::same;
use super::snapshots::same_snapshots;
use super::{DataChoice, Off, Snapshots};
use crate::digits::{Drawing, OwnDrawings, Preparation};
use crate::nn::{Architecture, Loss, Parameters};

/// A network: what it is, its weights, what of it is switched off. The parameters have the architecture's shapes, and
/// what is switched off it has.
#[derive(Clone, Debug)]
pub struct Network {
    /// What it is.
    pub architecture: Rc<Architecture>,
    /// Its weights.
    pub parameters: Rc<Parameters>,
    /// What of it is switched off: [`Network::running_parameters`] are the weights that it runs with.
    pub off: Rc<Vec<Off>>,
}

impl Network {
    /// The architecture as it runs, with activations or without.
    pub fn running(&self, activations_on: bool) -> Rc<Architecture> {
        if activations_on {
            Rc::clone(&self.architecture)
        } else {
            Rc::new(self.architecture.without_activations())
        }
    }
}

impl PartialEq for Network {
    fn eq(&self, other: &Self) -> bool {
        same(&self.architecture, &other.architecture)
            && same(&self.parameters, &other.parameters)
            && self.off == other.off
    }
}

/// What the page is about: the drawing, the network, how the one enters the other, and what the person keeps beside
/// them. Cheap to clone: everything large is shared.
#[derive(Clone, Debug)]
pub struct Document {
    /// What is on the pad.
    pub drawing: Drawing,
    /// The network that looks at it.
    pub network: Network,
    /// From the pad to the network's input.
    pub preparation: Preparation,
    /// Whether activations are applied; off shows the values run away.
    pub activations_on: bool,
    /// Which digit the drawing is meant to be, 0 to 9.
    pub truth: Option<u8>,
    /// How far from the truth is measured.
    pub loss: Loss,
    /// From what the network learns.
    pub data: DataChoice,
    /// The person's own drawings.
    pub own: Rc<OwnDrawings>,
    /// Networks that were kept under a name.
    pub snapshots: Rc<Snapshots>,
}

impl PartialEq for Document {
    fn eq(&self, other: &Self) -> bool {
        self.network == other.network
            && same_drawing(&self.drawing, &other.drawing)
            && self.preparation == other.preparation
            && self.activations_on == other.activations_on
            && self.truth == other.truth
            && self.loss == other.loss
            && self.data == other.data
            && same(&self.own, &other.own)
            && same_snapshots(&self.snapshots, &other.snapshots)
    }
}

impl Document {
    /// The architecture as it runs: every activation off, the output's too, where the switch says so.
    pub fn running(&self) -> Rc<Architecture> {
        self.network.running(self.activations_on)
    }
}

/// Whether two drawings put the same on the pad, shared parts first.
pub(super) fn same_drawing(a: &Drawing, b: &Drawing) -> bool {
    let pictures = match (&a.picture, &b.picture) {
        (Some(a), Some(b)) => same(a, b),
        (None, None) => true,
        _ => false,
    };
    pictures
        && a.strokes.len() == b.strokes.len()
        && a.strokes.iter().zip(&b.strokes).all(|(a, b)| same(a, b))
}
