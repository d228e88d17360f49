//! What is on screen right now, kept up to date step by step: the pure half of the fast lane. Nothing is
//! computed before [`Scene::update`], and then only from the first thing that changed.

mod answer;
mod changes;
mod difference;
mod dream;
mod gradients;
mod layer;
mod occlusion;
mod pen;
mod uses;

use std::mem;
use std::rc::Rc;

pub use self::answer::{Answer, Label};
pub use self::changes::Changes;
use self::difference::Against;
use self::dream::{Dream, Wish};
use self::gradients::KeptGradients;
pub use self::layer::Layer;
pub use self::occlusion::{Cover, Occlusion, reach};
use self::uses::Uses;
use super::document::same_drawing;
use super::live::LiveStrokes;
use super::same::same;
use super::{Document, target};
use crate::digits::prepare::{Placement, as_drawn, placement, prepare, scale};
use crate::digits::{Area, Ink, PixelScale, Pixels};
use crate::nn::network::forward_from;
use crate::nn::{Activations, Architecture, Loss, Parameters, Shape};

/// What has to be looked at in the next update.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Pending {
    ink: Option<Area>,
    redraw: bool,
    preparation: bool,
    architecture: bool,
    parameters: bool,
    loss: bool,
    gradients: bool,
    difference: bool,
    uses: bool,
    dream: Option<Wish>,
    cover: Option<(usize, Cover)>,
    uncovered: bool,
}

/// The document as it is on screen: ink, images, maps, answer.
#[derive(Clone, Debug)]
pub struct Scene {
    document: Document,
    live: LiveStrokes,
    pending: Pending,
    ink: Ink,
    raw: Pixels,
    prepared: Pixels,
    blank: bool,
    /// The scale, architecture and parameters that `activations` were computed with, and the same parameters with
    /// everything on.
    scale: PixelScale,
    running: Rc<Architecture>,
    parameters: Rc<Parameters>,
    weights: Rc<Parameters>,
    activations: Activations,
    /// What it would be with everything on, while something is off.
    whole: Option<Activations>,
    target: Option<Vec<f32>>,
    loss: Option<f32>,
    /// While somebody looks at them.
    gradients: Option<KeptGradients>,
    against: Option<Against>,
    dream: Option<Dream>,
    uses: Option<Uses>,
    occlusion: Option<Box<Occlusion>>,
}

impl Scene {
    /// The scene of `document`, up to date.
    pub fn new(document: &Document) -> Self {
        let running = document.running();
        let mut scene = Self {
            document: document.clone(),
            live: LiveStrokes::default(),
            pending: Pending { redraw: true, loss: true, ..Pending::default() },
            ink: Ink::new(),
            raw: [0; 784],
            prepared: [0; 784],
            blank: true,
            scale: document.preparation.scale,
            activations: Activations::new(&running),
            running,
            parameters: document.network.running_parameters(),
            weights: Rc::clone(&document.network.parameters),
            whole: None,
            target: None,
            loss: None,
            gradients: None,
            against: None,
            dream: None,
            uses: None,
            occlusion: None,
        };
        scene.refresh(Some(0));
        scene
    }

    /// Notes how `document` differs from the one shown before. Cheap: what is shared is not looked at.
    pub fn show(&mut self, document: &Document) {
        let before = &self.document;
        self.pending.preparation |= before.preparation != document.preparation;
        self.pending.architecture |= before.activations_on != document.activations_on
            || !Rc::ptr_eq(&before.network.architecture, &document.network.architecture);
        let switched = before.network.off != document.network.off;
        self.pending.parameters |=
            switched || !Rc::ptr_eq(&before.network.parameters, &document.network.parameters);
        self.pending.gradients |= switched;
        self.pending.loss |= before.truth != document.truth || before.loss != document.loss;
        if before.preparation != document.preparation
            || !same_drawing(&before.drawing, &document.drawing)
        {
            self.wake();
        }
        if self.pending.parameters || self.pending.architecture {
            self.uncover();
        }
        self.show_drawing(&document.drawing);
        self.document.clone_from(document);
    }

    /// Whether there is anything to update.
    pub fn is_dirty(&self) -> bool {
        self.pending != Pending::default()
    }

    /// Brings everything up to date and says what changed. Allocates only when the architecture, the truth or
    /// the loss changed, or a dream began.
    pub fn update(&mut self) -> Changes {
        self.refresh(None)
    }

    /// The update, with the maps computed from `from` on in any case.
    fn refresh(&mut self, from: Option<usize>) -> Changes {
        let pending = mem::take(&mut self.pending);
        let mut changes = Changes { maps_from: from, ..Changes::default() };
        changes.ink = pending.ink;
        if pending.redraw {
            self.ink.draw(&self.document.drawing);
            // What was drawn live since the redraw was asked for.
            for (tool, width, a, b) in self.live.segments() {
                self.ink.add_segment(tool, width, a, b);
            }
            changes.ink = Some(Area { x0: 0, y0: 0, x1: Ink::SIDE, y1: Ink::SIDE });
        }
        if (changes.ink.is_some() || pending.preparation) && self.dream.is_none() {
            self.refresh_images(&mut changes);
        }
        if pending.architecture {
            self.refresh_architecture(&mut changes);
        }
        if pending.parameters {
            self.refresh_parameters(&mut changes);
        }
        if let Some(from) = changes.maps_from {
            self.refresh_maps(from);
        }
        if let Some(wish) = pending.dream {
            self.refresh_dream(wish, &mut changes);
        }
        changes.occlusion = pending.uncovered;
        if let Some(wish) = pending.cover {
            self.refresh_cover(wish, &mut changes);
        }
        self.refresh_loss(pending.loss || pending.architecture, &mut changes);
        let due = pending.gradients
            || pending.loss
            || pending.architecture
            || changes.maps_from.is_some()
            || changes.blank_changed;
        self.refresh_gradients(due, &mut changes);
        let anew = changes.maps_from.is_some() || pending.architecture;
        let due = pending.difference || self.against.is_some() && anew;
        self.refresh_difference(due, pending.architecture, &mut changes);
        self.refresh_uses(pending.uses, pending.parameters, &mut changes);
        changes
    }

    fn refresh_maps(&mut self, from: usize) {
        if from == 0 {
            scale(&self.prepared, self.scale, self.activations.input.cells_mut());
        }
        let first = from.saturating_sub(1);
        forward_from(&self.running, &self.parameters, &mut self.activations, first);
    }

    fn refresh_images(&mut self, changes: &mut Changes) {
        let preparation = self.document.preparation;
        let raw = as_drawn(&self.ink);
        let prepared = prepare(&self.ink, preparation);
        let blank = raw.iter().all(|&pixel| pixel == 0);
        changes.image = raw != self.raw || prepared != self.prepared;
        changes.blank_changed = blank != self.blank;
        if prepared != self.prepared || preparation.scale != self.scale {
            changes.starts_at(0);
        }
        self.raw = raw;
        self.prepared = prepared;
        self.blank = blank;
        self.scale = preparation.scale;
    }

    fn refresh_architecture(&mut self, changes: &mut Changes) {
        let running = self.document.running();
        let before = mem::replace(&mut self.running, running);
        if let Some(kept) = &mut self.gradients {
            kept.enter(&self.running);
        }
        if let Some(dream) = &mut self.dream {
            dream.enter(&self.running);
        }
        let (stages, outputs) = (self.running.stages(), self.running.head().outputs);
        if before.shapes() != self.running.shapes() || before.head().outputs != outputs {
            self.activations = Activations::new(&self.running);
            changes.rebuilt = true;
            changes.starts_at(0);
        } else if let Some(stage) = first_difference(before.stages(), stages) {
            changes.starts_at(stage + 1);
        } else if before.head() != self.running.head() {
            changes.starts_at(stages.len() + 1);
        }
    }

    fn refresh_parameters(&mut self, changes: &mut Changes) {
        let network = &self.document.network;
        let before = mem::replace(&mut self.parameters, network.running_parameters());
        let weights = mem::replace(&mut self.weights, Rc::clone(&network.parameters));
        // What is off may have been changed: its picture shows it.
        changes.weights = !network.off.is_empty() && !same(&weights, &self.weights);
        let now = &self.parameters;
        if let Some(stage) = first_difference(&before.stages, &now.stages) {
            changes.starts_at(stage + 1);
            changes.weights = true;
        } else if before.linear != now.linear {
            changes.starts_at(now.stages.len() + 1);
            changes.weights = true;
        }
    }

    fn refresh_loss(&mut self, new_target: bool, changes: &mut Changes) {
        let head = self.running.head();
        if new_target {
            self.target = self.document.truth.map(|truth| target(truth, head.outputs));
        }
        let Activations { logits, prediction, .. } = &self.activations;
        let target = self.target.as_ref().filter(|_| !self.blank);
        let loss = target
            .map(|target| self.document.loss.value(head.activation, logits, prediction, target));
        changes.loss = loss != self.loss;
        self.loss = loss;
    }

    /// The pad's ink, live strokes included.
    pub fn ink(&self) -> &Ink {
        &self.ink
    }

    /// The pad at 28×28, as drawn.
    pub fn raw(&self) -> &Pixels {
        &self.raw
    }

    /// The 28×28 image that the network receives, before its scale; in a dream that of the dream, and with the patch
    /// that covers some of it.
    pub fn prepared(&self) -> &Pixels {
        &self.prepared
    }

    /// Where on the pad the image lies that is made of the drawing.
    pub fn placement(&self) -> Placement {
        placement(&self.ink, self.document.preparation)
    }

    /// Every value of the network. On a blank pad: those of an empty image.
    pub fn activations(&self) -> &Activations {
        &self.activations
    }

    /// Every cell of a layer, `[C, H, W]`; none for a stage that the network does not have.
    pub fn maps(&self, layer: Layer) -> &[f32] {
        layer.of(&self.activations).1
    }

    /// The size of a layer. The vector and the linear layer are one map of one row.
    pub fn shape(&self, layer: Layer) -> Shape {
        layer.of(&self.activations).0
    }

    /// The H·W cells of one map; none where there is no such map.
    pub fn channel(&self, layer: Layer, channel: usize) -> &[f32] {
        let (shape, cells) = layer.of(&self.activations);
        let area = shape.area();
        cells.get(channel * area..(channel + 1) * area).unwrap_or(&[])
    }

    /// Whether there is nothing to see on the pad.
    pub fn blank(&self) -> bool {
        self.blank
    }

    /// The architecture as it runs: without activations while they are off.
    pub fn architecture(&self) -> &Rc<Architecture> {
        &self.running
    }

    /// The weights that the maps were computed with: zeros where something is switched off.
    pub fn parameters(&self) -> &Rc<Parameters> {
        &self.parameters
    }

    /// The weights, whatever is switched off.
    pub fn weights(&self) -> &Rc<Parameters> {
        &self.weights
    }

    /// The loss against the truth; `None` while nothing is drawn, or no truth is chosen.
    pub fn loss(&self) -> Option<f32> {
        self.loss
    }

    /// How the loss is measured.
    pub fn loss_kind(&self) -> Loss {
        self.document.loss
    }

    /// Whether the network has map `channel` of `layer`.
    pub fn has(&self, layer: Layer, channel: usize) -> bool {
        channel < self.shape(layer).channels
    }

    /// Which digit the drawing is meant to be.
    pub fn truth(&self) -> Option<u8> {
        self.document.truth
    }

    /// What the network says; `None` while nothing is drawn.
    pub fn answer(&self) -> Option<Answer<'_>> {
        let values = &self.activations.prediction;
        (!self.blank).then(|| Answer { values, label: Label::of(values) })
    }
}

/// Where two slices differ first, the shorter one's end included.
fn first_difference<T: PartialEq>(a: &[T], b: &[T]) -> Option<usize> {
    let shared = a.iter().zip(b).position(|(a, b)| a != b);
    shared.or_else(|| (a.len() != b.len()).then(|| a.len().min(b.len())))
}
