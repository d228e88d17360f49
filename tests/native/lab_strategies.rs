//! Random labs and random actions for the property tests.

use std::rc::Rc;

use hitofude::digits::{
    Drawing, GreyImage, ItemId, OwnDrawing, OwnLabel, PenPoint, PixelScale, Stroke, Tool,
};
use hitofude::formats::names::Named as _;
use hitofude::lab::open::OpenedText;
use hitofude::lab::{
    Action, ColourChoice, DataChoice, Document, Edit, Elsewhere, Lab, LookChange, NetworkChoice,
    Off, OwnChange, Panel, Patch, Preset, Quantity, RangeMode, RuleChoice, Scope, SnapshotChange,
    StepOf, StudyChange, StudyTab,
};
use hitofude::nn::{
    Activation, Architecture, Head, Loss, OutputActivation, Parameters, Pooling, Schedule, Stage,
    WeightRange,
};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

pub fn stroke() -> impl Strategy<Value = Stroke> {
    let tool = select(vec![Tool::Pen, Tool::Pen, Tool::Eraser]);
    let point = (-0.2f32..1.2, -0.2f32..1.2, 0.0f32..1.0);
    let points = vec(point.prop_map(|(x, y, pressure)| PenPoint { x, y, pressure }), 1..6);
    (tool, 0.01f32..0.2, points).prop_map(|(tool, width, points)| Stroke { tool, width, points })
}

fn picture() -> impl Strategy<Value = Rc<GreyImage>> {
    (1usize..9, 1usize..9).prop_flat_map(|(width, height)| {
        vec(any::<u8>(), width * height)
            .prop_map(move |pixels| Rc::new(GreyImage { width, height, pixels }))
    })
}

pub fn drawing() -> impl Strategy<Value = Drawing> {
    (option::of(picture()), vec(stroke().prop_map(Rc::new), 0..3))
        .prop_map(|(picture, strokes)| Drawing { picture, strokes })
}

/// Any stage; of few channels, to be quick.
fn stage() -> impl Strategy<Value = Stage> {
    let activations =
        vec![Activation::None, Activation::Sigmoid, Activation::Relu, Activation::Tanh];
    let poolings = vec![Pooling::None, Pooling::Max, Pooling::Average];
    (1usize..8, 1usize..6, select(activations), select(poolings), any::<bool>()).prop_map(
        |(channels, kernel, activation, pooling, bias)| Stage {
            channels,
            kernel,
            activation,
            pooling,
            bias,
        },
    )
}

pub fn architecture() -> impl Strategy<Value = Architecture> {
    let ends = vec![OutputActivation::None, OutputActivation::Sigmoid, OutputActivation::Softmax];
    let head = (select(vec![1, 10]), select(ends), any::<bool>())
        .prop_map(|(outputs, activation, bias)| Head { outputs, activation, bias });
    (vec(stage(), 1..=4), head).prop_filter_map("its sizes are positive", |(stages, head)| {
        Architecture::new(stages, head).ok()
    })
}

/// Any patch near those that exist.
pub fn patch() -> impl Strategy<Value = Patch> {
    prop_oneof![
        (0usize..4, 0usize..6, 0usize..6).prop_map(|(stage, output, input)| Patch::Kernel {
            stage,
            output,
            input
        }),
        (0usize..11, 0usize..6).prop_map(|(output, channel)| Patch::Linear { output, channel }),
    ]
}

/// Anything that could be switched off, or nearly.
pub fn off() -> impl Strategy<Value = Off> {
    let map = (0usize..4, 0usize..6);
    prop_oneof![
        patch().prop_map(Off::Patch),
        map.prop_map(|(stage, channel)| Off::Map { stage, channel }),
    ]
}

fn edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        select(Preset::ALL).prop_map(Edit::Preset),
        (select(WeightRange::ALL.to_vec()), 0u32..3)
            .prop_map(|(range, seed)| Edit::Random { range, seed }),
        select(vec![
            Edit::RotateQuarter,
            Edit::MirrorHorizontal,
            Edit::MirrorVertical,
            Edit::Negate,
            Edit::Normalise,
            Edit::Zero,
        ]),
    ]
}

fn scope() -> impl Strategy<Value = Scope> {
    select(vec![Scope::This, Scope::Output, Scope::Layer])
}

fn weight() -> impl Strategy<Value = f32> {
    prop_oneof![-2.0f32..2.0, any::<f32>()]
}

/// Any action on weights.
pub fn weight_action() -> impl Strategy<Value = Action> {
    let gesture = || option::of(0u32..2);
    prop_oneof![
        4 => (patch(), 0usize..10, weight(), gesture())
            .prop_map(|(patch, index, value, gesture)| Action::SetCell { patch, index, value, gesture }),
        4 => (patch(), 0usize..10, weight(), gesture())
            .prop_map(|(patch, index, by, gesture)| Action::ChangeCell { patch, index, by, gesture }),
        2 => (patch(), weight(), gesture())
            .prop_map(|(patch, value, gesture)| Action::SetBias { patch, value, gesture }),
        4 => (patch(), scope(), edit())
            .prop_map(|(patch, scope, edit)| Action::Edit { patch, scope, edit }),
        1 => (select(WeightRange::ALL.to_vec()), 0u32..3)
            .prop_map(|(range, seed)| Action::RandomiseAll { range, seed }),
        2 => (step_of(), weight()).prop_map(|(of, size)| Action::Step { of, size }),
    ]
}

fn step_of() -> impl Strategy<Value = StepOf> {
    prop_oneof![
        (patch(), 0usize..10).prop_map(|(patch, index)| StepOf::Cell { patch, index }),
        patch().prop_map(StepOf::Patch),
        Just(StepOf::All),
    ]
}

/// Weights of any shapes, those on screen for the networks that the actions choose among them; some are not to be
/// taken.
fn learned() -> impl Strategy<Value = Rc<Parameters>> {
    let choices = vec![NetworkChoice::Notebook, NetworkChoice::FiveChannel];
    let known = select(choices).prop_map(|choice| Parameters::clone(&choice.network().parameters));
    let other = architecture().prop_map(|architecture| Parameters::zeros(&architecture));
    let parameters = prop_oneof![3 => known, 1 => other];
    (parameters, vec((any::<u16>(), weight()), 0..4)).prop_map(|(mut parameters, changes)| {
        let mut weights: Vec<&mut f32> = parameters.slices_mut().flatten().collect();
        let count = weights.len();
        for (index, value) in changes {
            *weights[usize::from(index) % count] = value;
        }
        Rc::new(parameters)
    })
}

/// What a run of learning does: also one that has been left behind, or that is another network's.
fn learn() -> impl Strategy<Value = Action> {
    (option::weighted(0.3, learned()), learned(), option::of(0u32..3))
        .prop_map(|(from, parameters, run)| Action::Learn { from, parameters, run })
}

fn image() -> impl Strategy<Value = Action> {
    vec(any::<u8>(), 784)
        .prop_map(|pixels| Action::LoadImage(Box::new(pixels.try_into().expect("784 pixels"))))
}

/// Any action on the document, except undo and redo.
pub fn document_action() -> impl Strategy<Value = Action> {
    prop_oneof![
        8 => weight_action(),
        2 => learn(),
        4 => stroke().prop_map(Action::AddStroke),
        1 => Just(Action::Clear),
        1 => (drawing(), option::of(0u8..12))
            .prop_map(|(drawing, truth)| Action::Load { drawing, truth }),
        1 => image(),
        1 => select(vec![NetworkChoice::Notebook, NetworkChoice::FiveChannel])
            .prop_map(Action::ChooseNetwork),
        2 => architecture().prop_map(Action::SetArchitecture),
        2 => (off(), any::<bool>()).prop_map(|(what, on)| Action::Switch { what, on }),
        1 => Just(Action::SwitchAllOn),
        1 => any::<bool>().prop_map(Action::SetCentre),
        1 => any::<bool>().prop_map(Action::SetErode),
        1 => select(vec![PixelScale::Byte, PixelScale::Unit]).prop_map(Action::SetScale),
        1 => any::<bool>().prop_map(Action::SetActivations),
        1 => option::of(0u8..12).prop_map(Action::SetTruth),
        1 => select(vec![Loss::SquaredError, Loss::CrossEntropy]).prop_map(Action::SetLoss),
        1 => select(DataChoice::ALL).prop_map(Action::SetData),
        4 => own_change().prop_map(Action::Own),
        4 => snapshot_change().prop_map(Action::Snapshot),
        1 => id().prop_map(Action::BringBack),
    ]
}

/// One of a few, some of them as if derived from what a text holds.
pub fn id() -> impl Strategy<Value = ItemId> {
    prop_oneof![4 => (1u64 << 60)..((1 << 60) + 12), 1 => 0u64..3].prop_map(ItemId)
}

pub fn own_drawing() -> impl Strategy<Value = OwnDrawing> {
    let label = prop_oneof![(0u8..10).prop_map(OwnLabel::Digit), Just(OwnLabel::NotFive)];
    // As in the page: what has the same id is the same drawing.
    (id(), label).prop_map(|(id, label)| {
        let label = if id.is_derived() { OwnLabel::NotFive } else { label };
        OwnDrawing { id, pixels: [id.0 as u8; 784], label }
    })
}

fn own_change() -> impl Strategy<Value = OwnChange> {
    prop_oneof![
        4 => own_drawing().prop_map(|drawing| OwnChange::Add(Rc::new(drawing))),
        2 => id().prop_map(OwnChange::Remove),
        1 => Just(OwnChange::Clear),
    ]
}

fn study_change() -> impl Strategy<Value = StudyChange> {
    prop_oneof![
        select(RuleChoice::ALL).prop_map(StudyChange::Rule),
        any::<f32>().prop_map(StudyChange::Rate),
        (0.0f32..2.0).prop_map(StudyChange::Rate),
        select(vec![Schedule::Constant, Schedule::Falling]).prop_map(StudyChange::Schedule),
        (0.0f32..2.0).prop_map(StudyChange::Decay),
        (0usize..2000).prop_map(StudyChange::Batch),
        any::<u32>().prop_map(StudyChange::Seed),
        select(StudyTab::ALL).prop_map(StudyChange::Tab),
    ]
}

fn look_change() -> impl Strategy<Value = LookChange> {
    let quantities = vec![Quantity::Value, Quantity::Gradient, Quantity::Difference];
    prop_oneof![
        select(RangeMode::VARIANTS).prop_map(LookChange::Range),
        any::<[f32; 2]>().prop_map(LookChange::Fixed),
        [-9.0f32..9.0, -9.0..9.0].prop_map(LookChange::Fixed),
        select(ColourChoice::ALL.to_vec()).prop_map(LookChange::Colours),
        any::<bool>().prop_map(LookChange::Composite),
        [0usize..70, 0..70, 0..70].prop_map(LookChange::Rgb),
        select(quantities).prop_map(LookChange::Quantity),
        any::<bool>().prop_map(LookChange::Flow),
    ]
}

/// Any action on the view.
pub fn view_action() -> impl Strategy<Value = Action> {
    prop_oneof![
        patch().prop_map(Action::Select),
        scope().prop_map(Action::SetScope),
        look_change().prop_map(Action::Look),
        (select(Panel::VARIANTS), any::<bool>())
            .prop_map(|(panel, open)| Action::SetPanel(panel, open)),
        select(vec![Tool::Pen, Tool::Eraser]).prop_map(Action::SetTool),
        any::<f32>().prop_map(Action::SetBrush),
        (0.0f32..0.3).prop_map(Action::SetBrush),
        select(WeightRange::ALL.to_vec()).prop_map(Action::SetWeightRange),
        any::<u32>().prop_map(Action::SetSeed),
        study_change().prop_map(Action::Study),
        any::<f32>().prop_map(Action::SetStepSize),
        (0.0f32..5.0).prop_map(Action::SetStepSize),
        any::<bool>().prop_map(Action::SetSwitching),
        option::of(id()).prop_map(Action::Compare),
    ]
}

/// Any action that a person can take.
pub fn action() -> impl Strategy<Value = Action> {
    prop_oneof![
        6 => document_action(),
        2 => view_action(),
        2 => Just(Action::Undo),
        1 => Just(Action::Redo),
        1 => elsewhere().prop_map(Action::Elsewhere),
        1 => another_lab().prop_map(|lab| Action::Restore(Box::new(lab))),
        1 => opened(),
    ]
}

/// What a person does with the snapshots.
pub fn snapshot_change() -> impl Strategy<Value = SnapshotChange> {
    prop_oneof![
        3 => (id(), "\\PC{0,70}").prop_map(|(id, name)| SnapshotChange::Take { id, name }),
        1 => (id(), "\\PC{0,8}").prop_map(|(id, name)| SnapshotChange::Rename(id, name)),
        1 => id().prop_map(SnapshotChange::Delete),
    ]
}

/// What becomes known of another tab.
pub fn elsewhere() -> impl Strategy<Value = Elsewhere> {
    let other = vec(document_action(), 0..6).prop_map(|actions| {
        let Document { own, snapshots, .. } = lab_after(actions).document;
        Elsewhere::Found { own: (*own).clone(), snapshots: (*snapshots).clone() }
    });
    prop_oneof![other, vec(id(), 0..4).prop_map(Elsewhere::Deleted)]
}

/// A lab of another visit, of one or two actions.
fn another_lab() -> impl Strategy<Value = Lab> {
    vec(prop_oneof![3 => document_action(), 1 => view_action()], 0..3).prop_map(lab_after)
}

/// What a person may open: a lab, drawings, or both.
fn opened() -> impl Strategy<Value = Action> {
    let own = vec(own_drawing(), 0..6);
    (option::weighted(0.3, another_lab()), own).prop_map(|(lab, own)| {
        let (lab, own) = (lab.map(Box::new), own.into_iter().collect());
        let opened = Box::new(OpenedText { lab, own, ..OpenedText::default() });
        Action::Open { name: "mine.json".into(), opened }
    })
}

/// The first visit's lab after `actions`.
pub fn lab_after(actions: Vec<Action>) -> Lab {
    let mut lab = crate::five_channels();
    actions.into_iter().for_each(|action| lab.apply(action));
    lab
}
