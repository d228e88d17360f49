//! Texts that the release before serde's records wrote (`last_release/`, made by its own code): each opens whole.

use std::rc::Rc;

use hitofude::digits::{
    Drawing, GreyImage, ItemId, OwnDrawing, OwnDrawings, OwnLabel, PenPoint, PixelScale, Stroke,
    Tool,
};
use hitofude::formats::own;
use hitofude::formats::record::Versioned;
use hitofude::lab::{
    Action, ColourChoice, DataChoice, Lab, LookChange, NetworkChoice, Off, Panel, Patch, Quantity,
    RangeMode, RuleChoice, Scope, SnapshotChange, StudyChange, StudyTab, stored,
};
use hitofude::nn::{
    Activation, Architecture, Head, Loss, OutputActivation, Parameters, Pooling, Schedule, Stage,
    WeightRange,
};
use serde_json::Value;

/// How many labs it takes until every word has been written.
const LABS: usize = 5;

/// The item of `all` whose turn it is, round after round.
fn turn<T: Copy>(all: &[T], at: usize) -> T {
    all[at % all.len()]
}

fn network(at: usize) -> (Architecture, Rc<Parameters>) {
    use {Activation as A, OutputActivation as O, Pooling as P};
    let stage = |channels, shift: usize| Stage {
        channels,
        kernel: 3,
        activation: turn(&[A::None, A::Sigmoid, A::Relu, A::Tanh], at + shift),
        pooling: turn(&[P::None, P::Max, P::Average], at + shift),
        bias: (at + shift).is_multiple_of(2),
    };
    let head = Head {
        outputs: turn(&[10, 1], at),
        activation: turn(&[O::None, O::Sigmoid, O::Softmax], at),
        bias: at % 2 == 1,
    };
    let stages = vec![stage(3, 0), stage(2, 1), Stage { kernel: 2, ..stage(2, 2) }];
    let architecture = Architecture::new(stages, head).expect("every size is positive");
    let mut parameters = Parameters::zeros(&architecture);
    let weights = parameters.slices_mut().flatten();
    // Odd numbers, none of which is written short; both ends of what a weight may be.
    weights.enumerate().for_each(|(index, weight)| *weight = (index as f32 * 0.7 + 0.1).sqrt());
    for (weight, end) in parameters.slices_mut().flatten().zip([-1000.0, 1000.0]) {
        *weight = end;
    }
    (architecture, Rc::new(parameters))
}

fn drawing(at: usize) -> Drawing {
    let picture = GreyImage { width: 3, height: 2, pixels: vec![0, 1, 127, 128, 254, 255] };
    let stroke = |tool, width| {
        let point = |k: usize| PenPoint {
            x: k as f32 * 0.137 - 0.2,
            y: 1.07 - k as f32 * 0.21,
            pressure: (k % 4) as f32 / 3.0,
        };
        Rc::new(Stroke { tool, width, points: (0..=at + 1).map(point).collect() })
    };
    Drawing {
        picture: at.is_multiple_of(2).then(|| Rc::new(picture)),
        strokes: vec![stroke(Tool::Pen, 0.0777), stroke(Tool::Eraser, 0.12)],
    }
}

fn document_actions(at: usize) -> Vec<Action> {
    let (architecture, parameters) = network(at);
    let kernel = Patch::Kernel { stage: 0, output: 1, input: 0 };
    vec![
        Action::SetArchitecture(architecture),
        Action::Learn { from: None, parameters, run: None },
        Action::Load { drawing: drawing(at), truth: turn(&[None, Some(0), Some(9)], at) },
        Action::Switch { what: Off::Patch(kernel), on: false },
        Action::Switch { what: Off::Patch(Patch::Linear { output: 0, channel: 1 }), on: false },
        Action::Switch { what: Off::Map { stage: 1, channel: 1 }, on: false },
        Action::SetCentre(at % 2 == 1),
        Action::SetErode(at % 3 == 1),
        Action::SetScale(turn(&[PixelScale::Byte, PixelScale::Unit], at)),
        Action::SetActivations(at.is_multiple_of(2)),
        Action::SetLoss(turn(&[Loss::SquaredError, Loss::CrossEntropy], at)),
    ]
}

fn view_actions(at: usize) -> Vec<Action> {
    let study = [
        StudyChange::Rule(turn(RuleChoice::ALL, at)),
        StudyChange::Rate(0.0123 * (at + 1) as f32),
        StudyChange::Schedule(turn(&[Schedule::Constant, Schedule::Falling], at)),
        StudyChange::Decay(0.001 * at as f32),
        StudyChange::Batch(7 + at),
        StudyChange::Seed(u32::MAX - at as u32),
        StudyChange::Tab(turn(StudyTab::ALL, at)),
    ];
    let look = [
        LookChange::Range(turn(&[RangeMode::PerMap, RangeMode::Common, RangeMode::Fixed], at)),
        LookChange::Fixed([-2.5 - at as f32, 0.1 + at as f32]),
        LookChange::Colours(ColourChoice::ALL[at]),
        LookChange::Composite(at % 2 == 1),
        LookChange::Rgb([at, 2, 63]),
        LookChange::Quantity(turn(&[Quantity::Value, Quantity::Gradient], at)),
        LookChange::Flow(at.is_multiple_of(2)),
    ];
    let rest = [
        Action::Select(Patch::Kernel { stage: 1, output: 1, input: at % 3 }),
        Action::Select(Patch::Linear { output: at * 2, channel: 1 }),
        Action::SetScope(turn(&[Scope::This, Scope::Output, Scope::Layer], at)),
        Action::SetPanel(Panel::Learn, at % 2 == 1),
        Action::SetPanel(Panel::Numbers, at % 3 == 1),
        Action::SetPanel(Panel::Matrix, at % 3 == 2),
        Action::SetTool(turn(&[Tool::Pen, Tool::Eraser], at)),
        Action::SetBrush(0.03 + 0.02 * at as f32),
        Action::SetWeightRange(turn(&WeightRange::ALL, at)),
        Action::SetSeed(at as u32 * 1_000_000_007 % u32::MAX),
        Action::SetStepSize(0.25 * (at + 1) as f32),
        Action::SetSwitching(at.is_multiple_of(3)),
    ];
    // First, since to choose one's own drawings shows them.
    let data = turn(&[DataChoice::Generated, DataChoice::Own, DataChoice::Mnist], at);
    let (study, look) = (study.map(Action::Study), look.map(Action::Look));
    std::iter::once(Action::SetData(data)).chain(study).chain(look).chain(rest).collect()
}

/// The lab of line `at` of `labs.txt`.
fn lab(at: usize) -> Lab {
    let mut lab = crate::five_channels();
    document_actions(at).into_iter().for_each(|action| lab.apply(action));
    view_actions(at).into_iter().for_each(|action| lab.apply(action));
    lab
}

/// The lab whose snapshots are `snapshots.txt`, but for their ids: those follow from the text.
fn lab_with_snapshots() -> Lab {
    let mut lab = crate::five_channels();
    for (at, name) in ["before", "「ふで」 \"1\" \\ 2"].into_iter().enumerate() {
        lab.apply(Action::ChooseNetwork(NetworkChoice::Notebook));
        document_actions(at).into_iter().for_each(|action| lab.apply(action));
        let id = ItemId::derived(at, name.as_bytes());
        lab.apply(Action::Snapshot(SnapshotChange::Take { id, name: name.into() }));
    }
    lab
}

/// The drawings of `drawings.json`, but for their ids.
fn drawings() -> OwnDrawings {
    let labels = (0..10).map(OwnLabel::Digit).chain([OwnLabel::NotFive]);
    let drawing = |(index, label): (usize, OwnLabel)| {
        let mut pixels = [0; 784];
        pixels[index * 70..][..40].fill(255 - index as u8);
        pixels[783] = index as u8;
        OwnDrawing { id: ItemId::derived(index, &[]), pixels, label }
    };
    labels.enumerate().map(drawing).collect()
}

/// A text without how its numbers are written.
fn json(text: &str) -> Value {
    fn plain(value: &mut Value) {
        match value {
            Value::Number(number) => *value = number.as_f64().into(),
            Value::Array(items) => items.iter_mut().for_each(plain),
            Value::Object(fields) => fields.values_mut().for_each(plain),
            _ => {}
        }
    }
    let mut value = serde_json::from_str(text).expect("JSON");
    plain(&mut value);
    value
}

const LAB_TEXTS: &str = include_str!("last_release/labs.txt");

#[test]
fn stored_labs_open_whole_and_are_written_as_they_were() {
    let mut texts = LAB_TEXTS.lines();
    let first = texts.next().expect("the lab of a first visit");
    assert_eq!(stored::read(first), Ok(Versioned { value: crate::five_channels(), newer: None }));
    for (at, text) in texts.enumerate() {
        let read = stored::read(text).expect("a stored lab");
        let expected = lab(at);
        assert!(read.value.document == expected.document, "{at}: the document");
        assert_eq!((read.value.view, read.newer), (expected.view, None), "{at}");
        // So that the last release can read it, too.
        assert!(json(&stored::write(&read.value)) == json(text), "{at}: what is written");
    }
    assert_eq!(LAB_TEXTS.lines().count(), LABS + 1);
}

#[test]
fn snapshots_open_whole() {
    let text = include_str!("last_release/snapshots.txt");
    let read = stored::read_snapshots(text).expect("snapshots");
    let expected = lab_with_snapshots().document.snapshots;
    assert_eq!(read.value.len(), expected.len());
    for (read, expected) in read.value.iter().zip(expected.iter()) {
        assert!(read.name == expected.name && read.network == expected.network, "{}", read.name);
    }
    // In another tab they have the same ids.
    assert_eq!(stored::read_snapshots(text).as_ref(), Ok(&read));
    assert_eq!(stored::read_snapshots(&stored::write_snapshots(&read.value)), Ok(read));
}

#[test]
fn drawings_open_whole_and_are_written_as_they_were() {
    let text = include_str!("last_release/drawings.json");
    let read = own::read(text).expect("drawings");
    let parts = |drawing: &Rc<OwnDrawing>| (drawing.pixels, drawing.label);
    assert!(read.value.iter().map(parts).eq(drawings().iter().map(parts)));
    assert_eq!(own::read(text).as_ref(), Ok(&read));
    let mut written = json(&own::write(&read.value));
    let items = written["drawings"].as_array_mut().expect("a list");
    // The last release passes over what it does not know of a drawing.
    assert!(
        items.iter_mut().all(|item| item
            .as_object_mut()
            .expect("a drawing")
            .remove("id")
            .is_some())
    );
    assert!(written == json(text));
}
