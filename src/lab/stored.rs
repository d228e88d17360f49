//! The lab as text, so that it survives a reload: everything but the history; and, apart from it, its snapshots.

mod snapshots;
mod wire;

use std::rc::Rc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde_json::error::Category;

pub use self::snapshots::{read_snapshots, write_snapshots};
use self::wire::{DrawingText, LabText, PictureText, StrokeText, StudyText, VersionText, ViewText};
use super::strokes::{from_steps, steps};
use super::{
    ColourChoice, Document, Lab, MAX_WEIGHT, Network, Off, Patch, Study, StudyChange, View,
};
use crate::digits::{Drawing, GreyImage, PenPoint, Preparation, Stroke};
use crate::formats::architecture::{ArchitectureText, ArchitectureTextError};
use crate::nn::architecture::MAX_CHANNELS;
use crate::nn::{Architecture, Parameters, Schedule};

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
    let Document { drawing, network, preparation, activations_on, truth, loss } = &lab.document;
    let text = LabText {
        version: VERSION,
        drawing: write_drawing(drawing),
        architecture: ArchitectureText::from(&*network.architecture),
        weights: write_weights(&network.parameters),
        centre: preparation.centre,
        erode: preparation.erode,
        scale: preparation.scale.into(),
        activations: *activations_on,
        truth: *truth,
        loss: (*loss).into(),
        off: network.off.iter().flat_map(|off| off.numbers()).collect(),
        view: write_view(&lab.view),
    };
    // Strings, numbers and booleans under fixed names: serialising them cannot fail.
    serde_json::to_string(&text).unwrap_or_default()
}

/// Reads what [`write()`] wrote.
///
/// # Errors
/// The first thing that is not as it should be, with what was found.
pub fn read(text: &str) -> Result<Lab, StoredError> {
    let VersionText { version } = serde_json::from_str(text).map_err(json_error)?;
    if version != VERSION {
        return Err(StoredError::Version { found: version });
    }
    let text: LabText = serde_json::from_str(text).map_err(json_error)?;
    if let Some(found) = text.truth.filter(|&digit| digit > 9) {
        return Err(StoredError::Truth { found });
    }
    let architecture =
        Architecture::try_from(&text.architecture).map_err(StoredError::Architecture)?;
    let parameters = read_weights(&architecture, &text.weights)?;
    let document = Document {
        drawing: read_drawing(text.drawing)?,
        network: Network {
            architecture: Rc::new(architecture),
            parameters: Rc::new(parameters),
            // What is none is no reason to refuse a person's work.
            off: Rc::new(
                text.off.as_chunks().0.iter().filter_map(|&four| Off::read(four)).collect(),
            ),
        },
        preparation: Preparation {
            centre: text.centre,
            erode: text.erode,
            scale: text.scale.into(),
        },
        activations_on: text.activations,
        truth: text.truth,
        loss: text.loss.into(),
    };
    Ok(Lab::from_parts(document, read_view(text.view)))
}

fn json_error(error: serde_json::Error) -> StoredError {
    let (line, column) = (error.line(), error.column());
    match error.classify() {
        Category::Data => StoredError::NotALab { line, column },
        Category::Syntax | Category::Eof | Category::Io => StoredError::NotJson { line, column },
    }
}

fn write_weights(parameters: &Parameters) -> String {
    let stages = parameters.stages.iter().flat_map(|stage| stage.kernels.iter().chain(&stage.bias));
    let linear = parameters.linear.weights.iter().chain(&parameters.linear.bias);
    let bytes: Vec<u8> = stages.chain(linear).flat_map(|weight| weight.to_le_bytes()).collect();
    BASE64.encode(bytes)
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

fn write_drawing(drawing: &Drawing) -> DrawingText {
    let picture = drawing.picture.as_ref().map(|picture| PictureText {
        width: picture.width,
        height: picture.height,
        pixels: BASE64.encode(&picture.pixels),
    });
    let strokes = drawing.strokes.iter().map(|stroke| StrokeText {
        tool: stroke.tool.into(),
        width: steps(stroke.width),
        points: stroke.points.iter().flat_map(|at| [at.x, at.y, at.pressure].map(steps)).collect(),
    });
    DrawingText { picture, strokes: strokes.collect() }
}

fn read_drawing(text: DrawingText) -> Result<Drawing, StoredError> {
    let picture = text.picture.map(|PictureText { width, height, pixels }| {
        let pixels = decode("pixels", &pixels)?;
        if pixels.is_empty() || width.checked_mul(height) != Some(pixels.len()) {
            return Err(StoredError::Picture { width, height, found: pixels.len() });
        }
        Ok(Rc::new(GreyImage { width, height, pixels }))
    });
    let strokes = text.strokes.into_iter().enumerate().map(|(stroke, text)| {
        let (points, rest) = text.points.as_chunks();
        if points.is_empty() || !rest.is_empty() {
            return Err(StoredError::Stroke { stroke, found: text.points.len() });
        }
        let points = points.iter().map(|numbers| {
            let [x, y, pressure] = numbers.map(from_steps);
            PenPoint { x, y, pressure }
        });
        let tool = text.tool.into();
        Ok(Rc::new(Stroke { tool, width: from_steps(text.width), points: points.collect() }))
    });
    Ok(Drawing { picture: picture.transpose()?, strokes: strokes.collect::<Result<_, _>>()? })
}

fn decode(field: &'static str, text: &str) -> Result<Vec<u8>, StoredError> {
    BASE64.decode(text).map_err(|_| StoredError::Base64 { field })
}

fn write_view(view: &View) -> ViewText {
    ViewText {
        kernel: view.kernel.into(),
        linear: view.linear.into(),
        scope: view.scope.into(),
        range: view.range.into(),
        composite: view.composite,
        numbers: view.numbers,
        tool: view.tool.into(),
        brush: steps(view.brush),
        weight_range: view.weight_range.into(),
        seed: view.seed,
        study: Some(write_study(view.study)),
        step_size: Some(steps(view.step_size)),
        gradients: view.gradients,
        look: write_look(view),
        switching: view.switching,
        flow: view.flow,
    }
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

fn write_study(study: Study) -> StudyText {
    let Study { data, rule, rate, schedule, decay, batch, seed, open, tab } = study;
    let (data, rule, tab) = (data.into(), rule.into(), tab.into());
    let schedule = Some(schedule.into());
    StudyText { data, rule, rate, schedule, decay, batch, seed, open, tab }
}

/// A number that is not allowed is no reason to refuse a person's work: it stays as it is at first.
fn read_study(text: StudyText) -> Study {
    let mut study = Study::default();
    for change in [
        StudyChange::Data(text.data.into()),
        StudyChange::Rule(text.rule.into()),
        StudyChange::Rate(text.rate),
        StudyChange::Schedule(text.schedule.map_or(Schedule::Constant, Schedule::from)),
        StudyChange::Decay(text.decay),
        StudyChange::Batch(text.batch),
        StudyChange::Seed(text.seed),
        StudyChange::Open(text.open),
        StudyChange::Tab(text.tab.into()),
    ] {
        study.change(change);
    }
    study
}

fn read_view(text: ViewText) -> View {
    let View { mut kernel, mut linear, .. } = View::default();
    // A selection of the wrong kind is no reason to refuse a person's work.
    for patch in [text.kernel.into(), text.linear.into()] {
        match patch {
            Patch::Kernel { .. } => kernel = patch,
            Patch::Linear { .. } => linear = patch,
        }
    }
    let mut view = View {
        kernel,
        linear,
        scope: text.scope.into(),
        range: text.range.into(),
        composite: text.composite,
        numbers: text.numbers,
        tool: text.tool.into(),
        brush: from_steps(text.brush).clamp(View::THINNEST, View::THICKEST),
        weight_range: text.weight_range.into(),
        seed: text.seed,
        study: text.study.map_or_else(Study::default, read_study),
        step_size: text.step_size.map_or(View::default().step_size, |size| {
            from_steps(size).clamp(View::SMALLEST_STEP, View::LARGEST_STEP)
        }),
        gradients: text.gradients,
        switching: text.switching,
        flow: text.flow,
        ..View::default()
    };
    read_look(&text.look, &mut view);
    view
}
