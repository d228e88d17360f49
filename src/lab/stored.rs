//! The lab as text, so that it survives a reload: everything but the history; and, apart from it, its snapshots.

mod snapshots;
mod wire;

use std::rc::Rc;

pub use self::snapshots::{read_snapshots, write_snapshots};
use super::strokes::{from_steps, steps};
use super::{
    ColourChoice, DataChoice, Document, Lab, MAX_WEIGHT, Network, Off, Patch, Study, StudyChange,
    View,
};
use crate::digits::{Drawing, GreyImage, ItemId, PenPoint, Preparation, Stroke};
use crate::formats::architecture::{self, ArchitectureTextError};
use crate::formats::base64;
use crate::formats::json::{Misshapen, Value};
use crate::nn::architecture::MAX_CHANNELS;
use crate::nn::{Architecture, Parameters};

/// The version that is written, and the only one that is read.
pub const VERSION: u64 = 1;

/// Why a text is not a stored lab.
#[derive(Clone, Debug, PartialEq)]
pub enum StoredError {
    /// Not JSON.
    NotJson {
        /// Where it stops being JSON, from 1.
        line: usize,
        /// Where in that line, from 1.
        column: usize,
    },
    /// Not snapshots, or those of another version.
    NotSnapshots,
    /// Of another version.
    Version {
        /// Which one.
        found: u64,
    },
    /// JSON, but a field is missing, unknown, or of another kind.
    NotALab {
        /// Where, from 1.
        line: usize,
        /// Where in that line, from 1.
        column: usize,
    },
    /// Its architecture is none.
    Architecture(ArchitectureTextError),
    /// Bytes that are not base64.
    Base64 {
        /// The field that holds them.
        field: &'static str,
    },
    /// More or fewer bytes of weights than the architecture has.
    Weights {
        /// How many it has.
        expected: usize,
        /// How many there were.
        found: usize,
    },
    /// A weight that is not finite, or larger than [`MAX_WEIGHT`].
    Weight {
        /// Which one, from 0.
        index: usize,
        /// What it was.
        found: f32,
    },
    /// A picture without pixels, or with more or fewer than its size.
    Picture {
        /// Columns.
        width: usize,
        /// Rows.
        height: usize,
        /// How many pixels there were.
        found: usize,
    },
    /// Points that are not x, y and pressure each, or none at all.
    Stroke {
        /// Which stroke, from 0.
        stroke: usize,
        /// How many numbers there were.
        found: usize,
    },
    /// A truth that is no digit.
    Truth {
        /// What it was.
        found: u8,
    },
}

/// The lab as JSON text: [`read()`] gives back an equal one, without the history.
pub fn write(lab: &Lab) -> String {
    let Document { drawing, network, preparation, activations_on, truth, loss, data, .. } =
        &lab.document;
    wire::LAB.write(&Value::List(vec![
        (VERSION as u32).into(),
        write_drawing(drawing),
        architecture::to_value(&network.architecture),
        write_weights(&network.parameters).into(),
        preparation.centre.into(),
        preparation.erode.into(),
        wire::SCALES.of(preparation.scale),
        (*activations_on).into(),
        truth.map_or(Value::Nothing, |digit| u32::from(digit).into()),
        wire::LOSSES.of(*loss),
        network.off.iter().flat_map(|off| off.numbers()).collect(),
        write_view(&lab.view, *data),
    ]))
}

/// Reads what [`write()`] wrote.
///
/// # Errors
/// The first thing that is not as it should be, with what was found.
pub fn read(text: &str) -> Result<Lab, StoredError> {
    let found = wire::VERSION.read(text).map_err(misshapen)?.fields().take().whole();
    if found != VERSION {
        return Err(StoredError::Version { found });
    }
    let mut of = wire::LAB.read(text).map_err(misshapen)?.fields();
    let (_version, drawing) = (of.take(), of.take());
    let (architecture, weights) = (of.take(), of.take().text());
    let preparation = Preparation {
        centre: of.take().flag(),
        erode: of.take().flag(),
        scale: wire::SCALES.meaning(&of.take()),
    };
    let activations_on = of.take().flag();
    let truth = of.take().some().map(|digit| digit.whole() as u8);
    if let Some(found) = truth.filter(|&digit| digit > 9) {
        return Err(StoredError::Truth { found });
    }
    let architecture = architecture::of_value(architecture).map_err(StoredError::Architecture)?;
    let parameters = read_weights(&architecture, &weights)?;
    let mut document = Document {
        drawing: read_drawing(drawing)?,
        preparation,
        activations_on,
        truth,
        loss: wire::LOSSES.meaning(&of.take()),
        network: Network {
            architecture: Rc::new(architecture),
            parameters: Rc::new(parameters),
            // What is none is no reason to refuse a person's work.
            off: Rc::new(
                of.take().numbers().as_chunks().0.iter().filter_map(|&it| Off::read(it)).collect(),
            ),
        },
        data: DataChoice::Generated,
        own: Rc::default(),
        snapshots: Rc::default(),
    };
    let view = read_view(of.take(), &mut document.data);
    Ok(Lab::from_parts(document, view))
}

fn misshapen(Misshapen { json, line, column }: Misshapen) -> StoredError {
    if json { StoredError::NotALab { line, column } } else { StoredError::NotJson { line, column } }
}

fn write_weights(parameters: &Parameters) -> String {
    let stages = parameters.stages.iter().flat_map(|stage| stage.kernels.iter().chain(&stage.bias));
    let linear = parameters.linear.weights.iter().chain(&parameters.linear.bias);
    let bytes: Vec<u8> = stages.chain(linear).flat_map(|weight| weight.to_le_bytes()).collect();
    base64::write(&bytes)
}

fn read_weights(architecture: &Architecture, text: &str) -> Result<Parameters, StoredError> {
    let bytes = decode("weights", text)?;
    let mut parameters = Parameters::zeros(architecture);
    let stages =
        parameters.stages.iter_mut().flat_map(|stage| [&mut stage.kernels, &mut stage.bias]);
    let linear = [&mut parameters.linear.weights, &mut parameters.linear.bias];
    let weights: Vec<&mut f32> = stages.chain(linear).flatten().collect();
    let expected = weights.len() * size_of::<f32>();
    if bytes.len() != expected {
        return Err(StoredError::Weights { expected, found: bytes.len() });
    }
    let (numbers, _) = bytes.as_chunks();
    for (index, (weight, &bytes)) in weights.into_iter().zip(numbers).enumerate() {
        let found = f32::from_le_bytes(bytes);
        if found.is_nan() || found.abs() > MAX_WEIGHT {
            return Err(StoredError::Weight { index, found });
        }
        *weight = found;
    }
    Ok(parameters)
}

fn write_drawing(drawing: &Drawing) -> Value {
    let picture = drawing.picture.as_ref().map_or(Value::Nothing, |picture| {
        let pixels = base64::write(&picture.pixels);
        Value::List(vec![picture.width.into(), picture.height.into(), pixels.into()])
    });
    let strokes = drawing.strokes.iter().map(|stroke| {
        let points = stroke.points.iter().flat_map(|at| [at.x, at.y, at.pressure].map(steps));
        let width = steps(stroke.width).into();
        Value::List(vec![wire::TOOLS.of(stroke.tool), width, points.collect()])
    });
    Value::List(vec![picture, strokes.collect()])
}

fn read_drawing(text: Value) -> Result<Drawing, StoredError> {
    let mut of = text.fields();
    let picture = of.take().some().map(|picture| {
        let mut of = picture.fields();
        let (width, height) = (of.take().size(), of.take().size());
        let pixels = decode("pixels", &of.take().text())?;
        if pixels.is_empty() || width.checked_mul(height) != Some(pixels.len()) {
            return Err(StoredError::Picture { width, height, found: pixels.len() });
        }
        Ok(Rc::new(GreyImage { width, height, pixels }))
    });
    let strokes = of.take().list().into_iter().enumerate().map(|(stroke, text)| {
        let mut of = text.fields();
        let tool = wire::TOOLS.meaning(&of.take());
        let width = from_steps(of.take().signed());
        let numbers = of.take().numbers();
        let (points, rest) = numbers.as_chunks();
        if points.is_empty() || !rest.is_empty() {
            return Err(StoredError::Stroke { stroke, found: numbers.len() });
        }
        let points = points.iter().map(|numbers| {
            let [x, y, pressure] = numbers.map(from_steps);
            PenPoint { x, y, pressure }
        });
        Ok(Rc::new(Stroke { tool, width, points: points.collect() }))
    });
    Ok(Drawing { picture: picture.transpose()?, strokes: strokes.collect::<Result<_, _>>()? })
}

fn decode(field: &'static str, text: &str) -> Result<Vec<u8>, StoredError> {
    base64::read(text).ok_or(StoredError::Base64 { field })
}

fn write_view(view: &View, data: DataChoice) -> Value {
    Value::List(vec![
        write_patch(view.kernel),
        write_patch(view.linear),
        wire::SCOPES.of(view.scope),
        wire::RANGES.of(view.range),
        view.composite.into(),
        view.numbers.into(),
        wire::TOOLS.of(view.tool),
        steps(view.brush).into(),
        wire::WEIGHT_RANGES.of(view.weight_range),
        view.seed.into(),
        write_study(view.study, data),
        steps(view.step_size).into(),
        view.gradients.into(),
        write_look(view).into_iter().collect(),
        view.switching.into(),
        view.flow.into(),
        view.against.map_or(Value::Nothing, |id| id.to_string().into()),
    ])
}

fn write_patch(patch: Patch) -> Value {
    Value::List(match patch {
        Patch::Kernel { stage, output, input } => {
            vec![Value::from_iter([stage, output, input]), Value::Nothing]
        }
        Patch::Linear { output, channel } => {
            vec![Value::Nothing, Value::from_iter([output, channel])]
        }
    })
}

fn read_patch(text: Value) -> Patch {
    let mut of = text.fields();
    if let Some(kernel) = of.take().some() {
        let mut of = kernel.fields();
        let [stage, output, input] = [of.take(), of.take(), of.take()].map(|index| index.size());
        return Patch::Kernel { stage, output, input };
    }
    let mut of = of.take().fields();
    Patch::Linear { output: of.take().size(), channel: of.take().size() }
}

fn write_look(view: &View) -> Vec<i32> {
    let colours = ColourChoice::ALL.iter().position(|&each| each == view.colours);
    let maps = view.rgb.map(|map| map as i32);
    let ends = view.fixed.map(|end| end.to_bits().cast_signed());
    let colours = colours.unwrap_or_default() as i32;
    [&[colours][..], &ends, &maps, &[view.matrix.into()]].concat()
}

/// What cannot be stays as it is at first.
fn read_look(text: &[i32], view: &mut View) {
    let &[colours, low, high, red, green, blue, matrix] = text else { return };
    let colours = ColourChoice::ALL.get(colours as usize);
    view.colours = *colours.unwrap_or(&view.colours);
    let ends = [low, high].map(|bits| f32::from_bits(bits.cast_unsigned()));
    if View::is_range(ends) {
        view.fixed = ends;
    }
    view.rgb = View::rgb_of([red, green, blue].map(|map| map as usize), MAX_CHANNELS);
    view.matrix = matrix != 0 && !view.numbers;
}

fn write_study(study: Study, data: DataChoice) -> Value {
    let Study { rule, rate, schedule, decay, batch, seed, open, tab } = study;
    Value::List(vec![
        wire::DATA.of(data),
        wire::RULES.of(rule),
        rate.into(),
        wire::SCHEDULES.of(schedule),
        decay.into(),
        batch.into(),
        seed.into(),
        open.into(),
        wire::TABS.of(tab),
    ])
}

/// A number that is not allowed is no reason to refuse a person's work: it stays as it is at first.
fn read_study(text: Value, data: &mut DataChoice) -> Study {
    let mut study = Study::default();
    let mut of = text.fields();
    *data = wire::DATA.meaning(&of.take());
    for change in [
        StudyChange::Rule(wire::RULES.meaning(&of.take())),
        StudyChange::Rate(of.take().number()),
        StudyChange::Schedule(wire::SCHEDULES.meaning(&of.take())),
        StudyChange::Decay(of.take().number()),
        StudyChange::Batch(of.take().size()),
        StudyChange::Seed(of.take().whole() as u32),
        StudyChange::Open(of.take().flag()),
        StudyChange::Tab(wire::TABS.meaning(&of.take())),
    ] {
        study.change(change);
    }
    study
}

fn read_view(text: Value, data: &mut DataChoice) -> View {
    let View { mut kernel, mut linear, .. } = View::default();
    let mut of = text.fields();
    // A selection of the wrong kind is no reason to refuse a person's work.
    for patch in [read_patch(of.take()), read_patch(of.take())] {
        match patch {
            Patch::Kernel { .. } => kernel = patch,
            Patch::Linear { .. } => linear = patch,
        }
    }
    let mut view = View {
        kernel,
        linear,
        scope: wire::SCOPES.meaning(&of.take()),
        range: wire::RANGES.meaning(&of.take()),
        composite: of.take().flag(),
        numbers: of.take().flag(),
        tool: wire::TOOLS.meaning(&of.take()),
        brush: from_steps(of.take().signed()).clamp(View::THINNEST, View::THICKEST),
        weight_range: wire::WEIGHT_RANGES.meaning(&of.take()),
        seed: of.take().whole() as u32,
        study: of.take().some().map_or_else(Study::default, |study| read_study(study, data)),
        step_size: of.take().some().map_or(View::default().step_size, |size| {
            from_steps(size.signed()).clamp(View::SMALLEST_STEP, View::LARGEST_STEP)
        }),
        gradients: of.take().flag(),
        ..View::default()
    };
    read_look(&of.take().numbers(), &mut view);
    let (switching, flow) = (of.take().flag(), of.take().flag());
    let against = of.take().some().and_then(|id| ItemId::read(&id.text()));
    View { switching, flow, against, ..view }
}
