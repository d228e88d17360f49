//! A network's weights as a `.safetensors` file: `conv1.weight` `[C_out, C_in, k, k]`, `conv1.bias` `[C_out]`,
//! …, `linear.weight` `[M, N]`, `linear.bias` `[M]`, in 32-bit floats, with the architecture as JSON text in
//! `__metadata__.architecture`.
//!
//! The file: the header's length (8 bytes, little-endian), the header (JSON), the numbers.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::architecture::{self, ArchitectureTextError};
use super::record;
use super::weights::{self, WeightsError};
use crate::nn::{Architecture, Parameters};

/// Why bytes are not a network's weights.
#[derive(Clone, Debug, PartialEq)]
pub enum SafetensorsError {
    /// Fewer bytes, or more, than the file says of itself.
    Length {
        /// How many it should have.
        expected: u64,
        /// How many there were.
        found: u64,
    },
    /// The header is not one of this format.
    Header {
        /// Where it stops being one, from 1.
        column: usize,
    },
    /// The header does not say what the network is.
    NoArchitecture,
    /// It says something that is no network.
    Architecture(ArchitectureTextError),
    /// The network needs numbers that are not there.
    Missing {
        /// Their name.
        name: String,
    },
    /// Numbers that are there, but of another kind than 32-bit floats.
    Kind {
        /// Their name.
        name: String,
        /// What they are.
        found: String,
    },
    /// Numbers in another shape than the network's.
    Shape {
        /// Their name.
        name: String,
        /// What the network has.
        expected: Vec<usize>,
        /// What the file has.
        found: Vec<usize>,
    },
    /// A number that no weight can be: infinite, none at all, or larger than [`MAX_WEIGHT`](crate::nn::MAX_WEIGHT).
    Weight {
        /// The name of those among which it is.
        name: String,
        /// Which of them, from 0.
        index: usize,
        /// What it is.
        found: f32,
    },
}

/// Beside what is said of all stands each tensor under its name.
#[derive(Serialize, Deserialize)]
struct HeaderRecord {
    #[serde(default, rename = "__metadata__")]
    metadata: MetadataRecord,
    #[serde(flatten)]
    tensors: BTreeMap<String, TensorRecord>,
}

#[derive(Default, Serialize, Deserialize)]
struct MetadataRecord {
    #[serde(default)]
    architecture: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct TensorRecord {
    dtype: String,
    shape: Vec<usize>,
    data_offsets: (usize, usize),
}

/// The names and shapes of a network's weights, in the order of [`Parameters::slices`]; a bias that a layer does
/// not have is left out there too.
fn layout(architecture: &Architecture) -> Vec<Option<(String, Vec<usize>)>> {
    let mut layout = Vec::new();
    let stages = architecture.stages().iter().zip(architecture.shapes());
    for (number, (stage, shapes)) in (1..).zip(stages) {
        let shape = vec![stage.channels, shapes.input.channels, stage.kernel, stage.kernel];
        layout.push(Some((format!("conv{number}.weight"), shape)));
        layout.push(stage.bias.then(|| (format!("conv{number}.bias"), vec![stage.channels])));
    }
    let head = architecture.head();
    let shape = vec![head.outputs, architecture.flattened().len()];
    layout.push(Some(("linear.weight".into(), shape)));
    layout.push(head.bias.then(|| ("linear.bias".into(), vec![head.outputs])));
    layout
}

/// The network as a file.
pub fn write(architecture: &Architecture, parameters: &Parameters) -> Vec<u8> {
    let mut tensors = BTreeMap::new();
    let mut numbers = Vec::new();
    for (place, slice) in layout(architecture).into_iter().zip(parameters.slices()) {
        let Some((name, shape)) = place else { continue };
        let start = numbers.len();
        numbers.extend(weights::to_bytes(slice));
        let data_offsets = (start, numbers.len());
        tensors.insert(name, TensorRecord { dtype: "F32".into(), shape, data_offsets });
    }
    let metadata = MetadataRecord { architecture: Some(architecture::write(architecture)) };
    let mut header = record::write(&HeaderRecord { metadata, tensors }).into_bytes();
    // The numbers begin at a multiple of eight bytes.
    header.resize(header.len().next_multiple_of(8), b' ');
    let mut file = (header.len() as u64).to_le_bytes().to_vec();
    file.extend(header);
    file.extend(numbers);
    file
}

/// Reads what [`write()`] wrote, or anything else in the same format and names.
///
/// # Errors
/// The first thing that is not as it should be, with what was expected and found.
pub fn read(bytes: &[u8]) -> Result<(Architecture, Parameters), SafetensorsError> {
    use SafetensorsError as E;
    let found = bytes.len() as u64;
    let Some((length, rest)) = bytes.split_first_chunk() else {
        return Err(E::Length { expected: 8, found });
    };
    let length = u64::from_le_bytes(*length);
    let header = usize::try_from(length).ok().and_then(|length| rest.split_at_checked(length));
    let Some((header, numbers)) = header else {
        return Err(E::Length { expected: length.saturating_add(8), found });
    };
    let header = str::from_utf8(header)
        .map_err(|error| error.valid_up_to() + 1)
        .and_then(|header| record::read(header).map_err(|misshapen| misshapen.column));
    let HeaderRecord { metadata, tensors } = header.map_err(|column| E::Header { column })?;
    let text = metadata.architecture.ok_or(E::NoArchitecture)?;
    let architecture = architecture::read(&text).map_err(E::Architecture)?;
    let end = tensors.values().map(|tensor| tensor.data_offsets.1 as u64).max();
    let expected = length.saturating_add(8).saturating_add(end.unwrap_or(0));
    if expected != found {
        return Err(E::Length { expected, found });
    }

    let mut parameters = Parameters::zeros(&architecture);
    for (place, slice) in layout(&architecture).into_iter().zip(parameters.slices_mut()) {
        let Some((name, expected)) = place else { continue };
        let Some(tensor) = tensors.get(&name) else { return Err(E::Missing { name }) };
        if tensor.dtype != "F32" {
            return Err(E::Kind { name, found: tensor.dtype.clone() });
        }
        if tensor.shape != expected {
            return Err(E::Shape { name, expected, found: tensor.shape.clone() });
        }
        let (start, end) = tensor.data_offsets;
        let found = numbers.get(start..end).unwrap_or_default();
        weights::from_bytes(found, [slice]).map_err(|error| match error {
            WeightsError::Weight { index, found } => E::Weight { name, index, found },
            WeightsError::Length { expected, found } => {
                E::Length { expected: expected as u64, found: found as u64 }
            }
        })?;
    }
    Ok((architecture, parameters))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nn::{Activation, Head, OutputActivation, Pooling, Stage, WeightRange, initialise};
    use rand::SeedableRng;
    use rand_pcg::Pcg32;

    fn network() -> (Architecture, Parameters) {
        let stage = |channels, bias| Stage {
            channels,
            kernel: 3,
            activation: Activation::Relu,
            pooling: Pooling::Max,
            bias,
        };
        let head = Head { outputs: 10, activation: OutputActivation::Softmax, bias: true };
        let architecture = Architecture::new(vec![stage(2, true), stage(3, false)], head).unwrap();
        let mut parameters = Parameters::zeros(&architecture);
        let mut rng = Pcg32::seed_from_u64(1);
        for slice in parameters.slices_mut() {
            initialise::fill(WeightRange::Normal, 1, &mut rng, slice);
        }
        (architecture, parameters)
    }

    #[test]
    fn what_was_written_comes_back_to_the_bit() {
        let (architecture, parameters) = network();
        let file = write(&architecture, &parameters);
        assert_eq!(read(&file), Ok((architecture, parameters)));
        let length = u64::from_le_bytes(*file.first_chunk().unwrap());
        let header: serde_json::Value =
            serde_json::from_slice(&file[8..][..length as usize]).unwrap();
        assert_eq!(header["conv2.weight"]["shape"], serde_json::json!([3, 2, 3, 3]));
        assert!(header.get("conv2.bias").is_none());
    }

    /// The file with one text of its header exchanged for another.
    fn altered(from: &str, to: &str) -> Vec<u8> {
        let (architecture, parameters) = network();
        let file = write(&architecture, &parameters);
        let length = u64::from_le_bytes(*file.first_chunk().unwrap()) as usize;
        let header = str::from_utf8(&file[8..][..length]).unwrap();
        assert!(header.contains(from));
        let header = header.replacen(from, to, 1);
        [&(header.len() as u64).to_le_bytes()[..], header.as_bytes(), &file[8 + length..]].concat()
    }

    #[test]
    fn what_is_wrong_is_said_with_what_was_expected_and_found() {
        use SafetensorsError as E;
        let (architecture, parameters) = network();
        let file = write(&architecture, &parameters);
        let whole = file.len() as u64;
        let name = || "conv1.weight".to_string();
        let (expected, found) = (vec![2, 1, 3, 3], vec![2, 1, 9]);
        let mut too_large = file.clone();
        too_large[file.len() - 4..].copy_from_slice(&1001f32.to_le_bytes());
        for (bytes, expected) in [
            (vec![1, 2], E::Length { expected: 8, found: 2 }),
            (vec![255; 20], E::Length { expected: u64::MAX, found: 20 }),
            (
                file[..20].to_vec(),
                E::Length {
                    expected: 8 + u64::from(file[0]) + 256 * u64::from(file[1]),
                    found: 20,
                },
            ),
            (file[..file.len() - 1].to_vec(), E::Length { expected: whole, found: whole - 1 }),
            ([&file[..], &[0]].concat(), E::Length { expected: whole, found: whole + 1 }),
            (altered("{", "?"), E::Header { column: 1 }),
            (altered("\"architecture\"", "\"model\""), E::NoArchitecture),
            (altered("\"conv1.weight\"", "\"conv9.weight\""), E::Missing { name: name() }),
            (
                altered("\"shape\":[2,1,3,3]", "\"shape\":[2,1,9]"),
                E::Shape { name: name(), expected, found },
            ),
            (
                altered(
                    "\"conv1.weight\":{\"dtype\":\"F32\"",
                    "\"conv1.weight\":{\"dtype\":\"F16\"",
                ),
                E::Kind { name: name(), found: "F16".into() },
            ),
            (too_large, E::Weight { name: "linear.bias".into(), index: 9, found: 1001.0 }),
        ] {
            assert_eq!(read(&bytes), Err(expected));
        }
        assert!(matches!(read(&altered("relu", "rely")), Err(E::Architecture(_))));
    }
}
