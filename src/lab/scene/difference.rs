//! What other weights would have made of the same image, and by how much every map differs from that: kept beside the
//! maps while somebody looks.

use std::rc::Rc;

use super::{Changes, Layer, Scene};
use crate::lab::Network;
use crate::nn::network::forward;
use crate::nn::{Activations, Architecture, Parameters};

/// The maps of the same image under other weights.
#[derive(Clone, Debug)]
pub(super) struct Against {
    /// Whose weights, and what was switched off.
    other: Network,
    /// The weights that it ran with.
    parameters: Rc<Parameters>,
    before: Activations,
    /// Now minus before.
    difference: Activations,
}

impl Scene {
    /// Whose weights the maps are compared with from the next update on; nobody's where the network is of another
    /// architecture.
    pub fn compare(&mut self, other: Option<&Network>) {
        let other =
            other.filter(|other| *other.architecture == *self.document.network.architecture);
        let known = self.against.as_ref().map(|against| &against.other);
        let same = match (known, other) {
            (Some(known), Some(other)) => {
                Rc::ptr_eq(&known.parameters, &other.parameters) && known.off == other.off
            }
            (None, None) => true,
            _ => false,
        };
        if !same {
            self.against = other.map(|other| Against::new(&self.running, other));
            self.pending.difference = true;
        }
    }

    /// By how much each cell of a layer differs from what the other weights make of the same image, `[C, H, W]`; none
    /// where nothing is compared.
    pub fn difference_maps(&self, layer: Layer) -> &[f32] {
        self.against.as_ref().map_or(&[], |against| layer.of(&against.difference).1)
    }

    pub(super) fn refresh_difference(&mut self, due: bool, changes: &mut Changes) {
        changes.difference = due;
        let Some(against) = self.against.as_mut().filter(|_| due) else { return };
        if changes.rebuilt {
            *against = Against::new(&self.running, &against.other);
        }
        let Against { parameters, before, difference, .. } = against;
        before.input.cells_mut().copy_from_slice(self.activations.input.cells());
        forward(&self.running, parameters, before);
        subtract(&self.activations, before, difference);
    }
}

impl Against {
    fn new(architecture: &Architecture, other: &Network) -> Self {
        let before = Activations::new(architecture);
        let (parameters, difference) = (other.running(), before.clone());
        Self { other: other.clone(), parameters, before, difference }
    }
}

/// All of `now` − `before`.
fn subtract(now: &Activations, before: &Activations, difference: &mut Activations) {
    let each = |now: &[f32], before: &[f32], difference: &mut [f32]| {
        for ((d, now), before) in difference.iter_mut().zip(now).zip(before) {
            *d = now - before;
        }
    };
    let stages = now.stages.iter().zip(&before.stages).zip(&mut difference.stages);
    for ((now, before), d) in stages {
        each(now.conv.cells(), before.conv.cells(), d.conv.cells_mut());
        each(now.activation.cells(), before.activation.cells(), d.activation.cells_mut());
        each(now.pool.cells(), before.pool.cells(), d.pool.cells_mut());
    }
    each(&now.logits, &before.logits, &mut difference.logits);
    each(&now.prediction, &before.prediction, &mut difference.prediction);
}
