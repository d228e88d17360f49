//! The lab as text, so that it survives a reload: everything but the history; and, apart from it, its snapshots.

mod records;
mod snapshots;

use std::rc::Rc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;

use self::records::{
    DrawingRecord, LabRecord, PictureRecord, StrokeRecord, VersionRecord, ViewRecord,
};
pub use self::snapshots::{SNAPSHOTS, read_snapshots, write_snapshots};
use super::strokes::{from_steps, steps};
use super::{Document, Lab, Network, NetworkChoice, Off};
use crate::digits::{Drawing, GreyImage, PenPoint, Preparation, Stroke};
use crate::formats::architecture::{ArchitectureRecord, ArchitectureTextError};
use crate::formats::record::{self, Lenient, Misshapen, Versioned};
use crate::formats::weights::{self, WeightsError};
use crate::nn::{Architecture, Parameters};

/// The version that is written. Of a newer one as much is read as can be.
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
    /// Not snapshots.
    NotSnapshots,
    /// Of another version, of which nothing can be read.
    Version {
        /// Which one.
        found: u64,
    },
    /// Neither a drawing nor a network.
    Empty,
    /// JSON, but a field is missing, or of another kind.
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
    /// A weight that is not finite, or larger than [`MAX_WEIGHT`](super::MAX_WEIGHT).
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
    record::write(&LabRecord {
        version: VERSION,
        drawing: Some(write_drawing(drawing)),
        architecture: Some(ArchitectureRecord::of(&network.architecture)),
        weights: write_weights(&network.parameters),
        centre: preparation.centre,
        erode: preparation.erode,
        scale: preparation.scale,
        activations: *activations_on,
        truth: *truth,
        loss: *loss,
        off: network.off.iter().flat_map(|off| off.numbers()).collect(),
        view: ViewRecord::of(&lab.view, *data),
    })
}

/// Reads what [`write()`] wrote; of a newer version, as much as can be read.
///
/// # Errors
/// The first thing that is not as it should be, with what was found; of a newer version, if there is neither a drawing
/// nor a network that can be read.
pub fn read(text: &str) -> Result<Versioned<Lab>, StoredError> {
    let VersionRecord { version } = record::read(text).map_err(misshapen)?;
    if version > VERSION {
        let Lenient(readable) = record::read(text).map_err(misshapen)?;
        let value = lab(readable, true).map_err(|_| StoredError::Version { found: version })?;
        return Ok(Versioned { value, newer: Some(version) });
    }
    if version < VERSION {
        return Err(StoredError::Version { found: version });
    }
    let value = lab(record::read(text).map_err(misshapen)?, false)?;
    Ok(Versioned { value, newer: None })
}

/// What was read of a part; one that cannot be read counts as missing where the text is of a newer version.
fn part<T>(read: Option<Result<T, StoredError>>, newer: bool) -> Result<Option<T>, StoredError> {
    match read {
        Some(Err(_)) if newer => Ok(None),
        read => read.transpose(),
    }
}

fn read_truth(found: u8) -> Result<u8, StoredError> {
    if found <= 9 { Ok(found) } else { Err(StoredError::Truth { found }) }
}

/// The lab that a record describes, be it of a newer version or not.
fn lab(record: LabRecord, newer: bool) -> Result<Lab, StoredError> {
    let drawing = part(record.drawing.map(read_drawing), newer)?;
    let network = match record.architecture {
        Some(of) => Some(read_network(of, &record.weights)),
        None if record.weights.is_empty() => None,
        None => Some(Err(no_network(&record.weights))),
    };
    let network = part(network, newer)?;
    if drawing.is_none() && network.is_none() {
        return Err(StoredError::Empty);
    }
    let mut network = network.unwrap_or_else(|| NetworkChoice::FiveChannel.network());
    // What is none is no reason to refuse a person's work.
    let off = record.off.as_chunks().0.iter().filter_map(|&it| Off::read(it)).collect();
    network.off = Rc::new(off);
    let (view, data) = record.view.view();
    let document = Document {
        drawing: drawing.unwrap_or_default(),
        preparation: Preparation {
            centre: record.centre,
            erode: record.erode,
            scale: record.scale,
        },
        activations_on: record.activations,
        truth: part(record.truth.map(read_truth), newer)?,
        loss: record.loss,
        network,
        data,
        own: Rc::default(),
        snapshots: Rc::default(),
    };
    Ok(Lab::from_parts(document, view))
}

fn misshapen(Misshapen { json, line, column }: Misshapen) -> StoredError {
    if json { StoredError::NotALab { line, column } } else { StoredError::NotJson { line, column } }
}

/// What is wrong with weights of no network.
fn no_network(weights: &str) -> StoredError {
    match decode("weights", weights) {
        Ok(bytes) => StoredError::Weights { expected: 0, found: bytes.len() },
        Err(error) => error,
    }
}

/// A network with nothing switched off.
fn read_network(architecture: ArchitectureRecord, weights: &str) -> Result<Network, StoredError> {
    let architecture = architecture.architecture().map_err(StoredError::Architecture)?;
    let parameters = Rc::new(read_weights(&architecture, weights)?);
    Ok(Network { architecture: Rc::new(architecture), parameters, off: Rc::default() })
}

fn write_weights(parameters: &Parameters) -> String {
    BASE64.encode(weights::to_bytes(parameters.slices().flatten()))
}

fn read_weights(architecture: &Architecture, text: &str) -> Result<Parameters, StoredError> {
    let bytes = decode("weights", text)?;
    let mut parameters = Parameters::zeros(architecture);
    match weights::from_bytes(&bytes, parameters.slices_mut()) {
        Ok(()) => Ok(parameters),
        Err(WeightsError::Length { expected, found }) => {
            Err(StoredError::Weights { expected, found })
        }
        Err(WeightsError::Weight { index, found }) => Err(StoredError::Weight { index, found }),
    }
}

fn write_drawing(drawing: &Drawing) -> DrawingRecord {
    let picture = drawing.picture.as_ref().map(|picture| PictureRecord {
        width: picture.width,
        height: picture.height,
        pixels: BASE64.encode(&picture.pixels),
    });
    let stroke = |stroke: &Rc<Stroke>| StrokeRecord {
        tool: stroke.tool,
        width: steps(stroke.width),
        points: stroke.points.iter().flat_map(|at| [at.x, at.y, at.pressure].map(steps)).collect(),
    };
    DrawingRecord { picture, strokes: drawing.strokes.iter().map(stroke).collect() }
}

fn read_drawing(record: DrawingRecord) -> Result<Drawing, StoredError> {
    let strokes = record.strokes.into_iter().enumerate();
    Ok(Drawing {
        picture: record.picture.map(read_picture).transpose()?,
        strokes: strokes
            .map(|(index, stroke)| read_stroke(index, stroke))
            .collect::<Result<_, _>>()?,
    })
}

fn read_picture(record: PictureRecord) -> Result<Rc<GreyImage>, StoredError> {
    let PictureRecord { width, height, pixels } = record;
    let pixels = decode("pixels", &pixels)?;
    if pixels.is_empty() || width.checked_mul(height) != Some(pixels.len()) {
        return Err(StoredError::Picture { width, height, found: pixels.len() });
    }
    Ok(Rc::new(GreyImage { width, height, pixels }))
}

fn read_stroke(stroke: usize, record: StrokeRecord) -> Result<Rc<Stroke>, StoredError> {
    let StrokeRecord { tool, width, points } = record;
    let (numbers, rest) = points.as_chunks();
    if numbers.is_empty() || !rest.is_empty() {
        return Err(StoredError::Stroke { stroke, found: points.len() });
    }
    let point = |numbers: &[i32; 3]| {
        let [x, y, pressure] = numbers.map(from_steps);
        PenPoint { x, y, pressure }
    };
    let points = numbers.iter().map(point).collect();
    Ok(Rc::new(Stroke { tool, width: from_steps(width), points }))
}

fn decode(field: &'static str, text: &str) -> Result<Vec<u8>, StoredError> {
    BASE64.decode(text).map_err(|_| StoredError::Base64 { field })
}
