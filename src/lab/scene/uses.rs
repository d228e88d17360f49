//! What the maps are for: by how much the answer would change without each of them, kept beside the maps while somebody
//! looks; and what the answer would be with everything on.

use super::{Answer, Changes, Label, Scene};
use crate::lab::{Network, Off};
use crate::nn::network::{forward, forward_from};
use crate::nn::{Activations, Architecture};

/// How many multiplications an update may spend on this: about a millisecond.
const BUDGET: usize = 2_500_000;

/// What the answer's number would change by without each map.
#[derive(Clone, Debug)]
pub(super) struct Uses {
    without: Activations,
    /// By map, stage after stage, as far as it is known.
    known: Vec<f32>,
    /// How many maps there are, and how many multiplications to ask about all of them.
    maps: usize,
    cost: usize,
}

impl Uses {
    fn new(architecture: &Architecture) -> Self {
        let stages = architecture.stages();
        let maps = stages.iter().map(|stage| stage.channels);
        let cost = maps.clone().enumerate().map(|(stage, maps)| maps * cost(architecture, stage));
        let (maps, cost) = (maps.sum(), cost.sum());
        Self {
            without: Activations::new(architecture),
            known: Vec::with_capacity(maps),
            maps,
            cost,
        }
    }
}

/// How many multiplications it takes to go on from the maps of `stage` to the answer.
fn cost(architecture: &Architecture, stage: usize) -> usize {
    let after = (stage + 1..architecture.stages().len()).map(|after| {
        let (shapes, side) =
            (architecture.stage_shapes(after), architecture.stages()[after].kernel);
        shapes.conv.len() * shapes.input.channels * side * side
    });
    after.sum::<usize>() + architecture.flattened().len() * architecture.head().outputs
}

/// How many maps come before those of `stage`.
fn first(architecture: &Architecture, stage: usize) -> usize {
    architecture.stages().iter().take(stage).map(|stage| stage.channels).sum()
}

impl Scene {
    /// Whether updates find out what every map is for.
    pub fn keep_uses(&mut self, keep: bool) {
        if keep != self.uses.is_some() {
            self.uses = keep.then(|| Uses::new(&self.running));
            self.pending.uses = true;
        }
    }

    /// Whether further updates would find out about more maps, though nothing else has changed.
    pub fn goes_on_asking(&self) -> bool {
        !self.blank && self.uses.as_ref().is_some_and(|uses| uses.known.len() < uses.maps)
    }

    /// By how much the number beside the answer would change if map `channel` of `stage` were off; `None` where that
    /// is not known (yet), while nothing is drawn, and of a map that is off.
    pub fn use_of(&self, stage: usize, channel: usize) -> Option<f32> {
        let known = &self.uses.as_ref()?.known;
        let off = self.document.network.off.contains(&Off::Map { stage, channel });
        known.get(first(&self.running, stage) + channel).copied().filter(|_| !off)
    }

    /// The network, and what of it is switched off.
    pub fn network(&self) -> &Network {
        &self.document.network
    }

    /// The answer with everything on; `None` while everything is, or nothing is drawn.
    pub fn whole_answer(&self) -> Option<Answer<'_>> {
        let values = &self.whole.as_ref().filter(|_| !self.blank)?.prediction;
        Some(Answer { values, label: Label::of(values) })
    }

    /// `asked`: somebody began or ceased to look. `switched`: something may have been switched off, or on.
    pub(super) fn refresh_uses(&mut self, asked: bool, switched: bool, changes: &mut Changes) {
        let changed = asked || switched || changes.maps_from.is_some() || changes.blank_changed;
        if changed {
            let known = self.whole.is_some();
            self.refresh_whole(changes);
            changes.uses = asked || known || self.whole.is_some();
        }
        let Some(uses) = &mut self.uses else { return };
        if changed {
            if changes.rebuilt {
                *uses = Uses::new(&self.running);
            }
            changes.uses |= !uses.known.is_empty();
            uses.known.clear();
            // Where it takes long, only once the pen rests.
            if uses.cost > BUDGET {
                return;
            }
        }
        if self.blank {
            return;
        }
        self.ask(changes);
    }

    /// Asks about as many maps as fit into the budget: each is 0, and what follows is run again.
    fn ask(&mut self, changes: &mut Changes) {
        let Some(uses) = &mut self.uses else { return };
        let output = Label::of(&self.activations.prediction).output();
        let now = self.activations.prediction.get(output).copied().unwrap_or(f32::NAN);
        let mut spent = 0;
        let mut start = 0;
        for stage in 0..self.running.stages().len() {
            let maps = self.running.stages()[stage].channels;
            let cost = cost(&self.running, stage);
            let pooled = &self.activations.stages[stage].pool;
            let area = pooled.shape().area();
            let next = uses.known.len().saturating_sub(start);
            if next < maps {
                uses.without.stages[stage].pool.cells_mut().copy_from_slice(pooled.cells());
            }
            for channel in next..maps {
                if spent > 0 && spent + cost > BUDGET {
                    return;
                }
                spent += cost;
                let place = channel * area..(channel + 1) * area;
                let cells = uses.without.stages[stage].pool.cells_mut();
                cells[place.clone()].fill(0.0);
                forward_from(&self.running, &self.parameters, &mut uses.without, stage + 1);
                let cells = uses.without.stages[stage].pool.cells_mut();
                cells[place.clone()].copy_from_slice(&pooled.cells()[place]);
                uses.known.push(uses.without.prediction[output] - now);
                changes.uses = true;
            }
            start += maps;
        }
    }

    fn refresh_whole(&mut self, changes: &Changes) {
        if self.document.network.off.is_empty() {
            self.whole = None;
            return;
        }
        if changes.rebuilt {
            self.whole = None;
        }
        let whole = self.whole.get_or_insert_with(|| Activations::new(&self.running));
        whole.input.cells_mut().copy_from_slice(self.activations.input.cells());
        forward(&self.running, &self.weights, whole);
    }
}
