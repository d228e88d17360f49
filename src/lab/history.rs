//! Undo and redo: documents as they were. They share what did not change.

use std::mem::size_of;
use std::rc::Rc;

use super::same::same;
use super::{Document, Elsewhere};
use crate::digits::OwnDrawing;
use crate::nn::Parameters;

/// How many steps can be undone.
const MAX_STEPS: usize = 200;
/// About how many bytes the past may hold.
const MAX_BYTES: usize = 64 << 20;

/// What belongs together: consecutive changes of one gesture are one step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gesture {
    /// One drag over a weight.
    Drag(u32),
    /// Learning, be it in several runs.
    Learning,
}

/// The documents before and after the present one.
#[derive(Clone, Debug, Default)]
pub(super) struct History {
    /// The oldest first.
    past: Vec<Rc<Document>>,
    /// The next one last.
    future: Vec<Rc<Document>>,
    /// The gesture whose edits go on to belong to the last step.
    gesture: Option<Gesture>,
    /// The run of learning that has a step, and that nobody has taken back since: see [`History::learn_on`].
    run: Option<u32>,
}

impl PartialEq for History {
    fn eq(&self, other: &Self) -> bool {
        let all_same = |a: &[Rc<Document>], b: &[Rc<Document>]| {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
        };
        (self.gesture, self.run) == (other.gesture, other.run)
            && all_same(&self.past, &other.past)
            && all_same(&self.future, &other.future)
    }
}

impl History {
    pub fn can_undo(&self) -> bool {
        !self.past.is_empty()
    }

    /// The newest document of the past that `wanted` wants.
    pub fn before(&self, wanted: impl Fn(&Document) -> bool) -> Option<&Document> {
        self.past.iter().rev().map(|document| &**document).find(|document| wanted(document))
    }

    pub fn can_redo(&self) -> bool {
        !self.future.is_empty()
    }

    /// Notes that `before` became `after`. Consecutive changes of one gesture are one step, and none at all
    /// if they lead back to where it began.
    pub fn record(&mut self, before: Document, after: &Document, gesture: Option<Gesture>) {
        self.future.clear();
        let goes_on = gesture.is_some() && gesture == self.gesture;
        if !goes_on {
            self.past.push(Rc::new(before));
            self.forget_the_oldest(after);
        } else if self.past.last().is_some_and(|began| **began == *after) {
            self.past.pop();
            self.gesture = None;
            return;
        }
        self.gesture = gesture;
    }

    /// Notes that run `run` learned, and made `after` of `before`.
    pub fn learn(&mut self, before: Document, after: &Document, run: u32) {
        if self.run == Some(run) {
            return self.learn_on(&before.network.parameters, after);
        }
        self.record(before, after, Some(Gesture::Learning));
        self.run = Some(run).filter(|_| self.gesture.is_some());
    }

    /// A run that has its step has learned more, from the weights `from`. That is no other step, whatever was done
    /// meanwhile: a step that left the weights alone has the new ones on both sides, so that undo takes back what the
    /// person did and nothing of what was learned; one that changed them has the new ones after it, and undo takes both
    /// back.
    fn learn_on(&mut self, from: &Rc<Parameters>, present: &Document) {
        for documents in [&mut self.past, &mut self.future] {
            let learning = |document: &&mut Rc<Document>| same(&document.network.parameters, from);
            for document in documents.iter_mut().rev().take_while(learning) {
                let learned = Rc::clone(&present.network.parameters);
                Rc::make_mut(document).network.parameters = learned;
            }
        }
        self.forget_what_changes_nothing(present);
    }

    /// Takes one step back from `present`.
    pub fn undo(&mut self, present: &mut Document) {
        if let Some(before) = self.past.pop() {
            let after = self.step_to(&before, present);
            self.future.push(after);
        }
    }

    /// Takes the step back that was undone last.
    pub fn redo(&mut self, present: &mut Document) {
        if let Some(after) = self.future.pop() {
            let before = self.step_to(&after, present);
            self.past.push(before);
        }
    }

    /// Makes `document` the present one; gives what was.
    fn step_to(&mut self, document: &Document, present: &mut Document) -> Rc<Document> {
        let left = std::mem::replace(present, document.clone());
        self.gesture = None;
        // Where nothing is taken back of what was learned, the run goes on.
        self.run = self.run.filter(|_| same(&left.network.parameters, &present.network.parameters));
        Rc::new(left)
    }

    /// Brings what was done elsewhere into all documents. It is no step, and what it makes of a step that had only
    /// done the same is none either.
    pub fn enter(&mut self, elsewhere: Elsewhere, present: &mut Document) {
        elsewhere.enter(present, self.past.iter_mut().chain(&mut self.future));
        self.forget_what_changes_nothing(present);
    }

    fn forget_what_changes_nothing(&mut self, present: &Document) {
        let steps = self.past.len();
        for documents in [&mut self.past, &mut self.future] {
            documents.reverse();
            let mut newer = Rc::new(present.clone());
            documents.retain(|document| {
                !same(document, &std::mem::replace(&mut newer, Rc::clone(document)))
            });
            documents.reverse();
        }
        if self.past.len() < steps {
            (self.gesture, self.run) = (None, None);
        }
    }

    fn forget_the_oldest(&mut self, present: &Document) {
        let mut kept = self.past.len().min(MAX_STEPS);
        let mut bytes = 0;
        let mut newer = present;
        // From the newest back; a step costs what its neighbour does not already hold.
        for (age, step) in self.past.iter().rev().take(kept).enumerate() {
            bytes += cost(step, newer);
            if bytes > MAX_BYTES && age > 0 {
                kept = age;
                break;
            }
            newer = step;
        }
        self.past.drain(..self.past.len() - kept);
    }
}

/// How many bytes `step` holds that `newer`, which stays, does not hold.
fn cost(step: &Document, newer: &Document) -> usize {
    let held = |document, weights: &Rc<Parameters>| {
        all_weights(document).any(|held| Rc::ptr_eq(held, weights))
    };
    let mut counted: Vec<&Rc<Parameters>> = Vec::new();
    for weights in all_weights(step) {
        if !held(newer, weights) && !counted.iter().any(|it| Rc::ptr_eq(it, weights)) {
            counted.push(weights);
        }
    }
    let weights: usize = counted.into_iter().map(|weights| bytes(weights)).sum();
    let picture = step.drawing.picture.as_ref().map_or(0, |picture| {
        let newer = newer.drawing.picture.as_ref();
        if newer.is_some_and(|newer| Rc::ptr_eq(newer, picture)) { 0 } else { picture.pixels.len() }
    });
    weights + picture + drawings(step, newer)
}

/// Every network's weights that a document holds: its own, and those of its snapshots.
fn all_weights(document: &Document) -> impl Iterator<Item = &Rc<Parameters>> {
    let snapshots = document.snapshots.iter().map(|snapshot| &snapshot.network.parameters);
    [&document.network.parameters].into_iter().chain(snapshots)
}

fn drawings(step: &Document, newer: &Document) -> usize {
    if Rc::ptr_eq(&step.own, &newer.own) {
        return 0;
    }
    let held = |drawing: &Rc<OwnDrawing>| {
        newer.own.get(drawing.id).is_some_and(|newer| Rc::ptr_eq(newer, drawing))
    };
    let alone = step.own.iter().filter(|drawing| !held(drawing)).count();
    alone * size_of::<OwnDrawing>() + step.own.len() * size_of::<Rc<OwnDrawing>>()
}

fn bytes(parameters: &Parameters) -> usize {
    size_of::<f32>() * parameters.slices().map(<[f32]>::len).sum::<usize>()
}
