//! Which way everything would have to go for less loss: kept beside the maps while somebody looks.

use super::{Changes, Layer, Scene};
use crate::lab::off;
use crate::nn::{Architecture, Gradients, backward};

/// The gradients of what is on screen.
#[derive(Clone, Debug)]
pub(super) struct KeptGradients {
    gradients: Gradients,
    /// Whether there is a loss that they are the gradients of.
    known: bool,
}

impl KeptGradients {
    pub fn new(architecture: &Architecture) -> Self {
        Self { gradients: Gradients::new(architecture), known: false }
    }

    /// Makes room for another architecture. Whether there was a loss stays known: somebody may still show it.
    pub fn enter(&mut self, architecture: &Architecture) {
        self.gradients = Gradients::new(architecture);
    }
}

impl Scene {
    /// Whether updates keep the gradients up to date too: only while something on screen shows them.
    pub fn keep_gradients(&mut self, keep: bool) {
        if keep != self.gradients.is_some() {
            self.gradients = keep.then(|| KeptGradients::new(&self.running));
            self.pending.gradients = keep;
        }
    }

    /// ∂loss/∂ every weight, map and pixel, against the truth. `None` while they are not kept, while nothing is
    /// drawn, or while no truth is chosen.
    pub fn gradients(&self) -> Option<&Gradients> {
        self.gradients.as_ref().filter(|kept| kept.known).map(|kept| &kept.gradients)
    }

    /// ∂loss/∂ each cell of a layer, `[C, H, W]`; none where there are no gradients.
    pub fn gradient_maps(&self, layer: Layer) -> &[f32] {
        self.gradients().map_or(&[], |gradients| layer.gradient_of(gradients).1)
    }

    /// ∂loss/∂ each of the H·W cells of one map; none where there are no gradients, or no such map.
    pub fn gradient_channel(&self, layer: Layer, channel: usize) -> &[f32] {
        let area = self.shape(layer).area();
        self.gradient_maps(layer).get(channel * area..(channel + 1) * area).unwrap_or(&[])
    }

    pub(super) fn refresh_gradients(&mut self, due: bool, changes: &mut Changes) {
        let Some(kept) = self.gradients.as_mut().filter(|_| due) else { return };
        let target = self.target.as_ref().filter(|_| !self.blank);
        changes.gradients = kept.known || target.is_some();
        kept.known = target.is_some();
        if let Some(target) = target {
            kept.gradients.parameters.clear();
            backward(
                &self.running,
                &self.parameters,
                &self.activations,
                self.document.loss,
                target,
                &mut kept.gradients,
            );
            // w stands for 0 there: nothing that w does changes the loss.
            let network = &self.document.network;
            off::silence(&network.off, &network.architecture, &mut kept.gradients.parameters);
        }
    }
}
