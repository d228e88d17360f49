//! What each action does to the document, and to how it is looked at.

use std::rc::Rc;

use super::document::{Document, Network};
use super::same::same;
use super::{
    Action, DataChoice, Edit, OwnChange, Panel, Patch, Scope, StudyTab, View, edit,
    starting_parameters, strokes, touch,
};
use crate::digits::{Drawing, GreyImage, OwnDrawings, Pixels, Stroke};
use crate::nn::initialise::WeightRange;
use crate::nn::{Architecture, Loss, MAX_WEIGHT, Parameters, bounded};

/// Does what `action` says. What leaves more than a document and a view is not done here.
pub(super) fn apply(document: &mut Document, view: &mut View, action: Action) {
    match action {
        Action::AddStroke(stroke) => add_stroke(document, &stroke),
        Action::Clear => load(document, Drawing::default(), None),
        Action::Load { drawing, truth } => load(document, drawing, truth),
        Action::LoadImage(pixels) => load_image(document, *pixels),
        Action::SetCell { patch, index, value, .. } => {
            change_cell(document, patch, index, |_| value);
        }
        Action::ChangeCell { patch, index, by, .. } => {
            change_cell(document, patch, index, |weight| touch::changed(weight, by));
        }
        Action::SetBias { patch, value, .. } => set_bias(document, patch, value),
        Action::Edit { patch, scope, edit } => edit_weights(document, patch, scope, edit),
        Action::RandomiseAll { range, seed } => randomise_all(document, range, seed),
        Action::Learn { from, parameters, .. } => learn(document, from.as_ref(), parameters),
        Action::Switch { what, on } => document.network.switch(what, on),
        Action::SwitchAllOn => document.network.off = Rc::default(),
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
        Action::SetBrush(brush) => view.set_brush(brush),
        Action::SetWeightRange(range) => view.weight_range = range,
        Action::SetSeed(seed) => view.seed = seed,
        Action::Study(change) => view.study.change(change),
        Action::SetStepSize(size) => view.set_step_size(size),
        Action::SetSwitching(switching) => view.switching = switching,
        // `Lab::apply` has done these.
        Action::Step { .. }
        | Action::Undo
        | Action::Redo
        | Action::Elsewhere(_)
        | Action::Restore(_)
        | Action::Open { .. } => {}
    }
}

fn add_stroke(document: &mut Document, stroke: &Stroke) {
    document.drawing.strokes.extend(strokes::quantise(stroke).map(Rc::new));
}

fn load(document: &mut Document, drawing: Drawing, truth: Option<u8>) {
    document.drawing = strokes::quantise_drawing(drawing);
    document.truth = truth.filter(|&digit| digit <= 9);
}

fn edit_weights(document: &mut Document, patch: Patch, scope: Scope, edit: Edit) {
    let network = &mut document.network;
    let parameters = Rc::make_mut(&mut network.parameters);
    edit::apply(edit, patch, scope, &network.architecture, parameters);
}

fn randomise_all(document: &mut Document, range: WeightRange, seed: u32) {
    let network = &mut document.network;
    let parameters = Rc::make_mut(&mut network.parameters);
    edit::randomise_all(range, seed, &network.architecture, parameters);
}

/// Who chooses the drawings of their own wants to see them.
pub(super) fn choose_data(document: &mut Document, view: &mut View, data: DataChoice) {
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
