//! The state of the page: what there is, and its steps of undo. What each action does to it: `lab/change.rs`.

use std::rc::Rc;

use super::document::{Document, Network};
use super::history::{Gesture, History};
use super::open::OpenedText;
use super::same::same;
use super::{
    Action, DataChoice, Imported, NetworkChoice, Snapshot, Stepped, View, change, step, strokes,
};
use crate::digits::samples::samples;
use crate::digits::{Drawing, PixelScale, Preparation};
use crate::nn::Loss;

/// The state of the page. Cheap to clone and to compare: what did not change is shared.
#[derive(Clone, Debug, PartialEq)]
pub struct Lab {
    /// What undo goes over.
    pub document: Document,
    /// What it leaves alone.
    pub view: View,
    history: History,
    stepped: Option<Stepped>,
    imported: Option<Imported>,
}

impl Lab {
    /// The lab as a visitor first finds it: a drawn 5 before the first network.
    pub fn new() -> Self {
        Self::starting_with(NetworkChoice::First)
    }

    /// The same before another network.
    pub fn starting_with(network: NetworkChoice) -> Self {
        let five = samples().iter().find(|sample| sample.digit == 5);
        Self::from_parts(
            Document {
                drawing: five.map_or_else(Drawing::default, |sample| sample.drawing()),
                network: network.network(),
                preparation: Preparation { centre: true, erode: false, scale: PixelScale::Unit },
                activations_on: true,
                truth: five.map(|sample| sample.digit),
                loss: Loss::SquaredError,
                data: DataChoice::Generated,
                own: Rc::default(),
                snapshots: Rc::default(),
            },
            View::default(),
        )
    }

    /// A lab with nothing to undo. Its strokes come onto the grid, its selection into the network.
    pub(super) fn from_parts(mut document: Document, mut view: View) -> Self {
        document.drawing = strokes::quantise_drawing(document.drawing);
        document.network.hold_off();
        view.hold_to(&document.network.architecture);
        Self { document, view, history: History::default(), stepped: None, imported: None }
    }

    /// Whether there is a step to take back.
    pub fn can_undo(&self) -> bool {
        self.history.can_undo()
    }

    /// Whether there is a step to take again.
    pub fn can_redo(&self) -> bool {
        self.history.can_redo()
    }

    /// The network as it was before the last change of its weights, or of what is switched off; `None` where nothing
    /// of the past has others in the same architecture.
    pub fn network_before(&self) -> Option<&Network> {
        let now = &self.document.network;
        let before = self.history.before(|document| document.network != *now)?;
        Some(&before.network).filter(|network| same(&network.architecture, &now.architecture))
    }

    /// The network that this one is compared with: a snapshot, where one was chosen, whatever its architecture; or else
    /// [the one before](Self::network_before).
    pub fn compared(&self) -> Option<&Network> {
        match self.against() {
            Some(snapshot) => Some(&snapshot.network),
            None => self.network_before(),
        }
    }

    /// The snapshot that the network is compared with, where one was chosen and is there.
    pub fn against(&self) -> Option<&Snapshot> {
        self.document.snapshots.get(self.view.against?).map(|snapshot| &**snapshot)
    }

    /// What the last step did to the loss; `None` once anything else has changed what undo goes over.
    pub fn stepped(&self) -> Option<Stepped> {
        self.stepped
    }

    /// What came of the last text that was opened on this visit.
    pub fn imported(&self) -> Option<&Imported> {
        self.imported.as_ref()
    }

    /// Whether there is nothing to keep that `other` does not have.
    pub fn is_kept_as(&self, other: &Self) -> bool {
        let [these, those] = [self, other].map(|lab| lab.view.on(&View::default()));
        self.document == other.document && these == those
    }

    /// Does what `action` says. What changes nothing leaves no step to undo.
    pub fn apply(&mut self, action: Action) {
        match action {
            Action::Undo => {
                self.history.undo(&mut self.document);
                self.stepped = None;
            }
            Action::Redo => {
                self.history.redo(&mut self.document);
                self.stepped = None;
            }
            Action::Elsewhere(elsewhere) => self.history.enter(elsewhere, &mut self.document),
            action => self.take_step(action),
        }
        self.view.hold_to(&self.document.network.architecture);
    }

    /// Does what `action` says, as a step of undo where the document becomes another.
    fn take_step(&mut self, action: Action) {
        let gesture = gesture(&action);
        let run = if let Action::Learn { run, .. } = action { run } else { None };
        let before = self.document.clone();
        let stepped = match action {
            Action::Step { of, size } => step::take(&mut self.document, of, size),
            action => {
                self.change(action, before.loss);
                self.stepped.filter(|_| self.document == before)
            }
        };
        self.stepped = stepped;
        if self.document != before {
            match run {
                Some(run) => self.history.learn(before, &self.document, run),
                None => self.history.record(before, &self.document, gesture),
            }
        } else {
            // What changed nothing stays shared with the steps before it.
            self.document = before;
        }
    }

    fn change(&mut self, action: Action, loss: Loss) {
        match action {
            Action::Restore(lab) => self.restore(*lab),
            Action::Open { name, opened } => self.open(name, *opened),
            action => {
                change::apply(&mut self.document, &mut self.view, action);
                // A size of step that was the usual one of the loss becomes the usual one of the other.
                let [was, is] = [loss, self.document.loss].map(View::usual_step);
                if self.view.step_size == was {
                    self.view.step_size = is;
                }
            }
        }
    }

    fn open(&mut self, name: String, opened: OpenedText) {
        let OpenedText { lab, own, snapshots, newer, refused } = opened;
        let has_lab = lab.is_some();
        if let Some(lab) = lab {
            self.restore(*lab);
        }
        let added = Rc::make_mut(&mut self.document.own).import(&own);
        let snapshots_added = Rc::make_mut(&mut self.document.snapshots).import(&snapshots);
        // Who opens drawings alone wants to learn from them, be there any in the file or not.
        if !has_lab && snapshots.is_empty() {
            change::choose_data(&mut self.document, &mut self.view, DataChoice::Own);
        }
        self.imported = Some(Imported {
            name,
            lab: has_lab,
            added,
            left: own.len() - added,
            snapshots_added,
            snapshots_left: snapshots.len() - snapshots_added,
            newer,
            refused: refused.len(),
            number: self.imported.as_ref().map_or(0, |imported| imported.number) + 1,
        });
    }

    fn restore(&mut self, lab: Lab) {
        let Document { own, snapshots, .. } = self.document.clone();
        self.document = Document { own, snapshots, ..lab.document };
        self.view = View { against: self.view.against, ..lab.view.on(&self.view) };
    }
}

/// What its change belongs to.
fn gesture(action: &Action) -> Option<Gesture> {
    match *action {
        Action::SetCell { gesture, .. }
        | Action::ChangeCell { gesture, .. }
        | Action::SetBias { gesture, .. } => gesture.map(Gesture::Drag),
        _ => None,
    }
}

impl Default for Lab {
    fn default() -> Self {
        Self::new()
    }
}
