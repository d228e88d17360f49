//! The state of the page, and what each action does to it.

use std::rc::Rc;

use super::document::{Document, Network, same};
use super::history::{Gesture, History};
use super::open::Opened;
use super::{
    Action, DataChoice, Imported, NetworkChoice, OwnChange, Panel, Patch, Snapshot, Stepped,
    StudyTab, View, edit, starting_parameters, step, strokes, touch,
};
use crate::digits::samples::samples;
use crate::digits::{Drawing, GreyImage, OwnDrawings, PixelScale, Pixels, Preparation};
use crate::nn::{Architecture, Loss, MAX_WEIGHT, Parameters};

/// A finite weight held to ±[`MAX_WEIGHT`], with the one zero that is written "0".
pub(super) fn bounded(weight: f32) -> f32 {
    weight.clamp(-MAX_WEIGHT, MAX_WEIGHT) + 0.0
}

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
    /// The lab as a visitor first finds it: a drawn 5 before the five-channel network.
    pub fn new() -> Self {
        let five = samples().iter().find(|sample| sample.digit == 5);
        Self::from_parts(
            Document {
                drawing: five.map_or_else(Drawing::default, |sample| sample.drawing()),
                network: NetworkChoice::FiveChannel.network(),
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
                change(&mut self.document, &mut self.view, action);
                // A size of step that was the usual one of the loss becomes the usual one of the other.
                let [was, is] = [loss, self.document.loss].map(View::usual_step);
                if self.view.step_size == was {
                    self.view.step_size = is;
                }
            }
        }
    }

    fn open(&mut self, name: String, opened: Opened) {
        let Opened { lab, own, snapshots, newer, refused } = opened;
        let has_lab = lab.is_some();
        if let Some(lab) = lab {
            self.restore(*lab);
        }
        let added = Rc::make_mut(&mut self.document.own).import(&own);
        let snapshots_added = Rc::make_mut(&mut self.document.snapshots).import(&snapshots);
        // Who opens drawings alone wants to learn from them, be there any in the file or not.
        if !has_lab && snapshots.is_empty() {
            choose_data(&mut self.document, &mut self.view, DataChoice::Own);
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

fn change(document: &mut Document, view: &mut View, action: Action) {
    match action {
        Action::AddStroke(stroke) => {
            document.drawing.strokes.extend(strokes::quantise(&stroke).map(Rc::new));
        }
        Action::Clear => {
            document.drawing = Drawing::default();
            document.truth = None;
        }
        Action::Load { drawing, truth } => {
            document.drawing = strokes::quantise_drawing(drawing);
            document.truth = truth.filter(|&digit| digit <= 9);
        }
        Action::SetCell { patch, index, value, .. } => {
            change_cell(document, patch, index, |_| value);
        }
        Action::ChangeCell { patch, index, by, .. } => {
            change_cell(document, patch, index, |weight| touch::changed(weight, by));
        }
        Action::SetBias { patch, value, .. } => set_bias(document, patch, value),
        Action::Edit { patch, scope, edit } => {
            let network = &mut document.network;
            let parameters = Rc::make_mut(&mut network.parameters);
            edit::apply(edit, patch, scope, &network.architecture, parameters);
        }
        Action::RandomiseAll { range, seed } => {
            let network = &mut document.network;
            let parameters = Rc::make_mut(&mut network.parameters);
            edit::randomise_all(range, seed, &network.architecture, parameters);
        }
        Action::Learn { from, parameters, .. } => learn(document, from.as_ref(), parameters),
        Action::Switch { what, on } => document.network.switch(what, on),
        Action::SwitchAllOn => document.network.off = Rc::default(),
        Action::LoadImage(pixels) => load_image(document, *pixels),
        Action::ChooseNetwork(choice) => choose_network(document, choice.network()),
        Action::SetArchitecture(architecture) => set_architecture(document, architecture),
        Action::SetCentre(centre) => document.preparation.centre = centre,
        Action::SetErode(erode) => document.preparation.erode = erode,
        Action::SetScale(scale) => document.preparation.scale = scale,
        Action::SetActivations(on) => document.activations_on = on,
        Action::SetTruth(truth) => {
            if truth.is_none_or(|digit| digit <= 9) {
                document.truth = truth;
            }
        }
        Action::SetLoss(loss) => document.loss = loss,
        Action::SetData(data) => choose_data(document, view, data),
        Action::Own(change) => change_own(Rc::make_mut(&mut document.own), change),
        Action::Snapshot(change) => {
            Rc::make_mut(&mut document.snapshots).change(change, &document.network);
        }
        Action::BringBack(id) => {
            if let Some(snapshot) = document.snapshots.get(id) {
                document.network = snapshot.network.clone();
            }
        }
        Action::Compare(against) => {
            view.against = against.filter(|&id| document.snapshots.get(id).is_some());
        }
        Action::Select(patch) => view.select(patch),
        Action::SetScope(scope) => view.scope = scope,
        Action::Look(change) => view.look.change(change),
        Action::SetPanel(panel, open) => view.panels.set(panel, open),
        Action::SetTool(tool) => view.tool = tool,
        Action::SetBrush(brush) => {
            if brush.is_finite() {
                let brush = brush.clamp(View::THINNEST, View::THICKEST);
                view.brush = strokes::from_steps(strokes::steps(brush));
            }
        }
        Action::SetWeightRange(range) => view.weight_range = range,
        Action::SetSeed(seed) => view.seed = seed,
        Action::Study(change) => view.study.change(change),
        Action::SetStepSize(size) => {
            if size.is_finite() {
                let size = size.clamp(View::SMALLEST_STEP, View::LARGEST_STEP);
                view.step_size = strokes::from_steps(strokes::steps(size));
            }
        }
        Action::SetSwitching(switching) => view.switching = switching,
        // `Lab::apply` has done these: they leave more than a document and a view.
        Action::Step { .. }
        | Action::Undo
        | Action::Redo
        | Action::Elsewhere(_)
        | Action::Restore(_)
        | Action::Open { .. } => {}
    }
}

fn choose_data(document: &mut Document, view: &mut View, data: DataChoice) {
    document.data = data;
    if data == DataChoice::Own {
        view.panels.set(Panel::Learn, true);
        view.study.tab = StudyTab::Own;
    }
}

fn change_own(own: &mut OwnDrawings, change: OwnChange) {
    match change {
        OwnChange::Add(drawing) => _ = own.add(drawing),
        OwnChange::Remove(id) => own.remove(id),
        OwnChange::Clear => *own = OwnDrawings::default(),
    }
}

fn load_image(document: &mut Document, pixels: Pixels) {
    let picture = GreyImage { width: 28, height: 28, pixels: pixels.to_vec() };
    document.drawing = Drawing { picture: Some(Rc::new(picture)), strokes: Vec::new() };
    document.preparation.centre = false;
    document.preparation.erode = false;
}

fn change_cell(document: &mut Document, patch: Patch, index: usize, to: impl Fn(f32) -> f32) {
    let network = &mut document.network;
    let (rows, columns) = patch.shape(&network.architecture);
    if index >= rows * columns {
        return;
    }
    let place = patch.index(&network.architecture) + index;
    let parameters: &mut Parameters = Rc::make_mut(&mut network.parameters);
    if let Some(weight) = patch.layer_weights(parameters).and_then(|weights| weights.get_mut(place))
    {
        let changed = to(*weight);
        if changed.is_finite() {
            *weight = bounded(changed);
        }
    }
}

fn set_bias(document: &mut Document, patch: Patch, value: f32) {
    let network = &mut document.network;
    if !value.is_finite() || patch.bias(&network.architecture, &network.parameters).is_none() {
        return;
    }
    if let Some(bias) = patch.bias_mut(Rc::make_mut(&mut network.parameters)) {
        *bias = bounded(value);
    }
}

fn learn(document: &mut Document, from: Option<&Rc<Parameters>>, mut learned: Rc<Parameters>) {
    let network = &mut document.network;
    let fits = learned.slices().map(<[f32]>::len).eq(network.parameters.slices().map(<[f32]>::len));
    let finite = learned.slices().flatten().all(|weight| weight.is_finite());
    let goes_on = from.is_none_or(|from| same(&network.parameters, from));
    if !fits || !finite || !goes_on {
        return;
    }
    if learned.slices().flatten().any(|weight| weight.abs() > MAX_WEIGHT) {
        let weights = Rc::make_mut(&mut learned).slices_mut().flatten();
        weights.for_each(|weight| *weight = bounded(*weight));
    }
    network.parameters = learned;
}

/// Where the outputs are of another kind, the loss becomes what is usual for them.
fn choose_network(document: &mut Document, network: Network) {
    let kind = |network: &Network| network.architecture.head().activation;
    if kind(&network) != kind(&document.network) {
        document.loss = Loss::usual(kind(&network));
    }
    document.network = network;
}

fn set_architecture(document: &mut Document, architecture: Architecture) {
    let network = &mut document.network;
    let architecture = Rc::new(architecture);
    if same(&network.architecture, &architecture) {
        return;
    }
    let old = (&*network.architecture, &*network.parameters);
    network.parameters = Rc::new(starting_parameters(&architecture, Some(old)));
    network.architecture = architecture;
    network.hold_off();
}
