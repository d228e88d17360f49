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

    /// As four numbers, for text.
    pub(super) fn numbers(self) -> [i32; 4] {
        let (kind, numbers) = match self {
            Self::Patch(Patch::Kernel { stage, output, input }) => (0, [stage, output, input]),
            Self::Patch(Patch::Linear { output, channel }) => (1, [output, channel, 0]),
            Self::Map { stage, channel } => (2, [stage, channel, 0]),
        };
        let [a, b, c] = numbers.map(|number| number as i32);
        [kind, a, b, c]
    }

    /// What [`Off::numbers`] told; `None` of others.
    pub(super) fn read([kind, numbers @ ..]: [i32; 4]) -> Option<Self> {
        // A negative number becomes one that no network has.
        let [a, b, c] = numbers.map(|number| number as usize);
        match kind {
            0 => Some(Self::Patch(Patch::Kernel { stage: a, output: b, input: c })),
            1 => Some(Self::Patch(Patch::Linear { output: a, channel: b })),
            2 => Some(Self::Map { stage: a, channel: b }),
            _ => None,
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
    pub fn running_parameters(&self) -> Rc<Parameters> {
        let mut parameters = Rc::clone(&self.parameters);
        if !self.off.is_empty() {
            silence(&self.off, &self.architecture, Rc::make_mut(&mut parameters));
        }
        parameters
    }

    /// Whether the weights of `patch` count as zeros: they are off, or the map that they read is.
    pub fn is_silent(&self, patch: Patch) -> bool {
        let read = match patch {
            Patch::Kernel { stage: 0, .. } => None,
            Patch::Kernel { stage, input, .. } => Some((stage - 1, input)),
            Patch::Linear { channel, .. } => Some((self.architecture.stages().len() - 1, channel)),
        };
        self.off.iter().any(|off| match *off {
            Off::Patch(off) => off == patch,
            Off::Map { stage, channel } => read == Some((stage, channel)),
        })
    }

    /// Switches something off, or on again; nothing happens where the network has no such thing.
    pub(super) fn switch(&mut self, what: Off, on: bool) {
        if self.off.contains(&what) != on {
            return;
        }
        let off = Rc::make_mut(&mut self.off);
        if on {
            off.retain(|off| *off != what);
        } else {
            off.push(what);
        }
        self.hold_off();
    }

    /// Forgets what was switched off that the network does not have.
    pub(super) fn hold_off(&mut self) {
        let architecture = &self.architecture;
        Rc::make_mut(&mut self.off).retain(|off| off.exists(architecture));
    }
}
