//! One step of gradient descent on the drawing itself.

use std::rc::Rc;

use super::{Document, Patch, Scene, Scope};
use crate::nn::bounded;

/// What a step moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepOf {
    /// One weight.
    Cell {
        /// In which patch.
        patch: Patch,
        /// Which of its cells, row-major.
        index: usize,
    },
    /// Every weight of a patch.
    Patch(Patch),
    /// Every weight and bias of the network.
    All,
}

/// What a step did to the loss on the drawing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stepped {
    /// The loss before it.
    pub before: f32,
    /// The loss after it.
    pub after: f32,
}

/// By how much a step of `size` moves a weight whose ∂loss/∂w is `gradient`: downhill.
pub fn step(size: f32, gradient: f32) -> f32 {
    -size * gradient
}

/// w ← w − `size` · ∂loss/∂w for the weights that `of` names, each held to the largest that is allowed; one
/// whose gradient is not finite stays. `None`, and nothing happens, while nothing is drawn or no truth is chosen.
pub(super) fn take(document: &mut Document, of: StepOf, size: f32) -> Option<Stepped> {
    let mut scene = Scene::new(document);
    scene.keep_gradients(true);
    scene.update();
    let (gradients, before) = (&scene.gradients()?.parameters, scene.loss()?);
    let architecture = &document.network.architecture;
    let parameters = Rc::make_mut(&mut document.network.parameters);
    match of {
        StepOf::Cell { patch, .. } | StepOf::Patch(patch) => {
            let cells = patch.cells(architecture, gradients);
            let range = patch.range(architecture, Scope::This);
            let weights = patch.layer_weights(parameters).and_then(|layer| layer.get_mut(range))?;
            match of {
                StepOf::Cell { index, .. } => {
                    descend(weights.get_mut(index..=index)?, cells.get(index..=index)?, size);
                }
                StepOf::Patch(_) | StepOf::All => descend(weights, cells, size),
            }
        }
        StepOf::All => {
            for (weights, gradients) in parameters.slices_mut().zip(gradients.slices()) {
                descend(weights, gradients, size);
            }
        }
    }
    scene.show(document);
    scene.update();
    Some(Stepped { before, after: scene.loss()? })
}

fn descend(weights: &mut [f32], gradients: &[f32], size: f32) {
    for (weight, gradient) in weights.iter_mut().zip(gradients) {
        let next = *weight + step(size, *gradient);
        if next.is_finite() {
            *weight = bounded(next);
        }
    }
}
