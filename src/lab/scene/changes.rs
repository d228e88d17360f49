//! What an update of the scene changed.

use super::Layer;
use crate::digits::Area;

/// What one update changed, so that only that is painted again. The default: nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Which of the pad's cells.
    pub ink: Option<Area>,
    /// The 28×28 images: as drawn, or prepared.
    pub image: bool,
    /// The first layer whose values may differ; all after it may too. 0: the input; s + 1: the convolution of
    /// stage s (from 0); the number of stages + 1: the linear layer.
    pub maps_from: Option<usize>,
    /// Some weights or biases.
    pub weights: bool,
    /// Ink came onto an empty pad, or the last of it went.
    pub blank_changed: bool,
    /// The sizes of the maps, or their number: everything has to be built anew.
    pub rebuilt: bool,
    /// The loss, or whether there is one.
    pub loss: bool,
    /// The gradients, or whether there are any.
    pub gradients: bool,
    /// The difference from what other weights make of the image, or whether there is one.
    pub difference: bool,
    /// What some map is for, or whether that is known.
    pub uses: bool,
    /// Where a patch lies over the image, what is known of other places, or whether there is one.
    pub occlusion: bool,
}

impl Changes {
    /// Whether the maps of `layer` may be others than before.
    pub fn reaches(&self, layer: Layer) -> bool {
        let Some(from) = self.maps_from else { return false };
        match layer {
            Layer::Input => from == 0,
            Layer::Conv(stage) | Layer::Activation(stage) | Layer::Pool(stage) => from <= stage + 1,
            Layer::Vector | Layer::Linear | Layer::Output => true,
        }
    }

    /// Notes that the maps from layer `from` on may differ.
    pub(super) fn starts_at(&mut self, from: usize) {
        self.maps_from = Some(self.maps_from.map_or(from, |already| already.min(from)));
    }
}
