//! What a run is told while it lasts.

use super::Until;
use super::wire::{Reader, Writer};
use crate::nn::{Pace, Parameters, bounded};

/// One thing that a run is told. It takes hold between two steps, the same two in every worker.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Learn until then.
    Play(Until),
    /// Stop learning.
    Pause,
    /// Weights that a hand has set.
    Edit(WeightEdits),
    /// Another learning rate or weight decay.
    Pace(Pace),
}

/// A command with its number: they are counted from 1, so that none is lost or obeyed twice when workers change.
#[derive(Clone, Debug, PartialEq)]
pub struct Order {
    /// Which one it is.
    pub number: u32,
    /// What to do.
    pub command: Command,
}

/// Single weights, by their place among all ([`Parameters::slices`], one after the other), and their new values.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WeightEdits {
    weights: Vec<(u32, f32)>,
}

impl WeightEdits {
    /// What makes `to` of `from`.
    pub fn between(from: &Parameters, to: &Parameters) -> Self {
        let pairs = from.slices().flatten().zip(to.slices().flatten());
        let differing = (0..).zip(pairs).filter(|(_, (from, to))| from.to_bits() != to.to_bits());
        Self { weights: differing.map(|(place, (_, to))| (place, *to)).collect() }
    }

    /// All weights of `to`, whatever they were before.
    pub fn all(to: &Parameters) -> Self {
        Self { weights: (0..).zip(to.slices().flatten().copied()).collect() }
    }

    /// Whether nothing differs.
    pub fn is_empty(&self) -> bool {
        self.weights.is_empty()
    }

    /// Sets the weights.
    pub fn apply(&self, parameters: &mut Parameters) {
        // The places ascend, and so do the slices.
        let mut edits = self.weights.iter().peekable();
        let mut begin = 0;
        for slice in parameters.slices_mut() {
            while let Some((place, value)) =
                edits.next_if(|(place, _)| (*place as usize) < begin + slice.len())
            {
                slice[*place as usize - begin] = bounded(*value);
            }
            begin += slice.len();
        }
    }
}

impl Order {
    pub(super) fn write(&self, to: &mut Writer) {
        to.u32(self.number);
        match &self.command {
            Command::Play(until) => {
                to.u8(0);
                to.u8(match until {
                    Until::Paused => 0,
                    Until::Batch => 1,
                    Until::Epoch => 2,
                });
            }
            Command::Pause => to.u8(1),
            Command::Edit(edit) => {
                to.u8(2);
                to.u32(edit.weights.len() as u32);
                for &(place, value) in &edit.weights {
                    to.u32(place);
                    to.f32(value);
                }
            }
            Command::Pace(pace) => {
                to.u8(3);
                to.f32(pace.rate);
                to.f32(pace.decay);
            }
        }
    }

    pub(super) fn read(from: &mut Reader) -> Option<Self> {
        let number = from.u32()?;
        let command = match from.u8()? {
            0 => Command::Play(match from.u8()? {
                0 => Until::Paused,
                1 => Until::Batch,
                _ => Until::Epoch,
            }),
            1 => Command::Pause,
            2 => {
                let count = from.u32()?;
                let weights = (0..count).map(|_| Some((from.u32()?, from.f32()?)));
                Command::Edit(WeightEdits { weights: weights.collect::<Option<_>>()? })
            }
            _ => Command::Pace(Pace { rate: from.f32()?, decay: from.f32()? }),
        };
        Some(Self { number, command })
    }
}
