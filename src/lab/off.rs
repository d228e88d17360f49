//! What is switched off, to see what it was for: kernels that count as zeros, and maps that nothing after them reads.
//! The weights themselves stay as they are; the network runs on a copy with zeros in their place.

use std::rc::Rc;

use super::{Network, Patch};
use crate::nn::{Architecture, Parameters};

/// Something that can be switched off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Off {
    /// A kernel, or the weights of one output over one map: w becomes 0.
    Patch(Patch),
    /// A map: every weight that reads it becomes 0. The map itself stays what it is.
    Map {
        /// Of which stage.
        stage: usize,
        /// Which of its maps.
        channel: usize,
    },
}

impl Off {
    /// Whether the network has it.
    pub fn exists(self, architecture: &Architecture) -> bool {
        match self {
            Self::Patch(patch) => patch.exists(architecture),
            Self::Map { stage, channel } => {
                architecture.stages().get(stage).is_some_and(|stage| channel < stage.channels)
            }
        }
    }

    /// Makes 0 of every number in `parameters`, which are weights or their gradients, that it silences.
    fn silence(self, architecture: &Architecture, parameters: &mut Parameters) {
        let mut clear = |patch: Patch| {
            let range = patch.range(architecture, super::Scope::This);
            if let Some(layer) = patch.layer_weights(parameters) {
                layer[range].fill(0.0);
            }
        };
        match self {
            Self::Patch(patch) => clear(patch),
            Self::Map { stage, channel } => readers(architecture, stage, channel).for_each(clear),
        }
    }
}

/// The weights that read map `channel` of `stage`.
fn readers(
    architecture: &Architecture,
    stage: usize,
    channel: usize,
) -> impl Iterator<Item = Patch> {
    let next = architecture.stages().get(stage + 1);
    let outputs = next.map_or(architecture.head().outputs, |next| next.channels);
    let is_last = next.is_none();
    (0..outputs).map(move |output| {
        if is_last {
            Patch::Linear { output, channel }
        } else {
            Patch::Kernel { stage: stage + 1, output, input: channel }
        }
    })
}

/// Makes 0 of every number in `parameters` that something in `off` silences.
pub(super) fn silence(off: &[Off], architecture: &Architecture, parameters: &mut Parameters) {
    off.iter().for_each(|off| off.silence(architecture, parameters));
}

impl Network {
    /// The weights as they run: zeros where something is switched off. The same `Rc` while nothing is.
    pub fn running(&self) -> Rc<Parameters> {
        let mut parameters = Rc::clone(&self.parameters);
        if !self.off.is_empty() {
            silence(&self.off, &self.architecture, Rc::make_mut(&mut parameters));
        }
        parameters
    }

    /// Switches something off, or on again; nothing happens where the network has no such thing.
    pub(super) fn switch(&mut self, what: Off, on: bool) {
        if !on && !self.off.contains(&what) && what.exists(&self.architecture) {
            self.off = self.off.iter().copied().chain([what]).collect();
        } else if on && self.off.contains(&what) {
            self.off = self.off.iter().copied().filter(|off| *off != what).collect();
        }
    }

    /// Forgets what was switched off that the network does not have.
    pub(super) fn hold_off(&mut self) {
        let exists = |off: &Off| off.exists(&self.architecture);
        if !self.off.iter().all(exists) {
            self.off = self.off.iter().copied().filter(exists).collect();
        }
    }
}
