//! What another network would have made of the same image, and, where it is of the same architecture, by how much every
//! map differs from that: kept beside the maps while somebody looks.

use std::rc::Rc;

use super::{Answer, Changes, Label, Layer, Scene};
use crate::lab::{Document, Network};
use crate::nn::network::forward;
use crate::nn::{Activations, Architecture, Parameters};

/// The same image in another network.
#[derive(Clone, Debug)]
pub(super) struct Against {
    network: Network,
    /// Its architecture as it runs.
    architecture: Rc<Architecture>,
    /// The weights that it runs with.
    parameters: Rc<Parameters>,
    before: Activations,
    /// Now minus before, where each map of the one is a map of the other.
    difference: Option<Activations>,
}

impl Scene {
    /// With which network this one is compared from the next update on. One of another architecture has an answer, and no
    /// map that could be subtracted.
    pub fn compare(&mut self, other: Option<&Network>) {
        let known = self.against.as_ref().map(|against| &against.network);
        let same = match (known, other) {
            (Some(known), Some(other)) => {
                Rc::ptr_eq(&known.parameters, &other.parameters)
                    && Rc::ptr_eq(&known.architecture, &other.architecture)
                    && known.off == other.off
            }
            (None, None) => true,
            _ => false,
        };
        if !same {
            self.against = other.map(|other| Against::new(&self.document, other.clone()));
            self.pending.difference = true;
        }
    }

    /// The network that this one is compared with, where both are of the same architecture.
    pub fn compared(&self) -> Option<&Network> {
        let against = self.against.as_ref()?;
        against.difference.as_ref().map(|_| &against.network)
    }

    /// Whether any network is compared with this one.
    pub fn is_compared(&self) -> bool {
        self.against.is_some()
    }

    /// By how much each cell of a layer differs from what the other network makes of the same image, `[C, H, W]`; none
    /// where none is compared, or one of another architecture.
    pub fn difference_maps(&self, layer: Layer) -> &[f32] {
        let difference = self.against.as_ref().and_then(|against| against.difference.as_ref());
        difference.map_or(&[], |difference| layer.of(difference).1)
    }

    /// What the network says that this one is compared with; `None` while nothing is drawn, or none is compared.
    pub fn answer_before(&self) -> Option<Answer<'_>> {
        let values = &self.against.as_ref().filter(|_| !self.blank)?.before.prediction;
        Some(Answer { values, label: Label::of(values) })
    }

    /// `anew`: the architecture, or how it runs, may be another than at the last update.
    pub(super) fn refresh_difference(&mut self, due: bool, anew: bool, changes: &mut Changes) {
        changes.difference = due;
        let Some(against) = self.against.as_mut().filter(|_| due) else { return };
        if anew {
            *against = Against::new(&self.document, against.network.clone());
        }
        let Against { architecture, parameters, before, difference, .. } = against;
        before.input.cells_mut().copy_from_slice(self.activations.input.cells());
        forward(architecture, parameters, before);
        if let Some(difference) = difference {
            subtract(&self.activations, before, difference);
        }
    }
}

impl Against {
    fn new(document: &Document, network: Network) -> Self {
        let architecture = network.running(document.activations_on);
        let parameters = network.running_parameters();
        let before = Activations::new(&architecture);
        let alike = *network.architecture == *document.network.architecture;
        let difference = alike.then(|| before.clone());
        Self { network, architecture, parameters, before, difference }
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
