//! Undo and redo: documents as they were. They share what did not change.

use std::mem::size_of;
use std::rc::Rc;

use super::Document;
use super::document::same;
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
    /// One training run.
    Run(u32),
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
}

impl PartialEq for History {
    fn eq(&self, other: &Self) -> bool {
        let all_same = |a: &[Rc<Document>], b: &[Rc<Document>]| {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
        };
        self.gesture == other.gesture
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
            self.forget_the_oldest();
        } else if self.past.last().is_some_and(|began| **began == *after) {
            self.past.pop();
            self.gesture = None;
            return;
        }
        self.gesture = gesture;
    }

    /// Takes one step back from `present`.
    pub fn undo(&mut self, present: &mut Document) {
        self.gesture = None;
        if let Some(before) = self.past.pop() {
            self.future.push(Rc::new(present.clone()));
            *present = Document::clone(&before);
        }
    }

    /// Takes the step back that was undone last.
    pub fn redo(&mut self, present: &mut Document) {
        self.gesture = None;
        if let Some(after) = self.future.pop() {
            self.past.push(Rc::new(present.clone()));
            *present = Document::clone(&after);
        }
    }

    fn forget_the_oldest(&mut self) {
        let mut kept = self.past.len().min(MAX_STEPS);
        let mut bytes = 0;
        // From the newest back; a step costs what its neighbour does not already hold.
        for (age, step) in self.past.iter().rev().take(kept).enumerate() {
            let newer = age.checked_sub(1).and_then(|age| self.past.iter().rev().nth(age));
            bytes += cost(step, newer.map(|step| &**step));
            if bytes > MAX_BYTES && age > 0 {
                kept = age;
                break;
            }
        }
        self.past.drain(..self.past.len() - kept);
    }
}

fn cost(step: &Document, newer: Option<&Document>) -> usize {
    let parameters = &step.network.parameters;
    let shared = newer.is_some_and(|newer| Rc::ptr_eq(&newer.network.parameters, parameters));
    let weights = if shared { 0 } else { bytes(parameters) };
    let picture = step.drawing.picture.as_ref().map_or(0, |picture| {
        let newer = newer.and_then(|newer| newer.drawing.picture.as_ref());
        if newer.is_some_and(|newer| Rc::ptr_eq(newer, picture)) { 0 } else { picture.pixels.len() }
    });
    weights + picture
}

fn bytes(parameters: &Parameters) -> usize {
    let numbers = |weights: &[f32], bias: &[f32]| size_of::<f32>() * (weights.len() + bias.len());
    let stages = parameters.stages.iter().map(|stage| numbers(&stage.kernels, &stage.bias));
    stages.sum::<usize>() + numbers(&parameters.linear.weights, &parameters.linear.bias)
}
