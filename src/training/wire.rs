//! Bytes between page and workers: numbers one after the other, little-endian. Both ends are of one build, so
//! there is no version; what is cut short reads as `None`.

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::formats::weights;
use crate::nn::{Architecture, Parameters};

/// Any message as bytes, by what serde derives for it. Both ends know its form, so no names go with it.
pub fn write<T: Serialize>(message: &T) -> Vec<u8> {
    // It fails only for what has no known length.
    postcard::to_allocvec(message).unwrap_or_default()
}

/// What [`write`] wrote; `None` for anything else.
pub fn read<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    postcard::from_bytes(bytes).ok()
}

/// Writes numbers.
#[derive(Debug, Default)]
pub(super) struct Writer {
    pub bytes: Vec<u8>,
}

impl Writer {
    pub fn u8(&mut self, value: u8) {
        self.bytes.push(value);
    }

    pub fn u32(&mut self, value: u32) {
        self.bytes.extend(value.to_le_bytes());
    }

    pub fn u64(&mut self, value: u64) {
        self.bytes.extend(value.to_le_bytes());
    }

    pub fn f32(&mut self, value: f32) {
        self.bytes.extend(value.to_le_bytes());
    }

    pub fn f64(&mut self, value: f64) {
        self.bytes.extend(value.to_le_bytes());
    }

    /// `None` is 0, anything else one more than it is.
    pub fn option(&mut self, value: Option<u64>) {
        self.u64(value.map_or(0, |value| value.saturating_add(1)));
    }

    pub fn parameters(&mut self, parameters: &Parameters) {
        self.bytes.extend(weights::to_bytes(parameters.slices().flatten()));
    }

    /// A length, then the bytes.
    pub fn block(&mut self, bytes: &[u8]) {
        self.u64(bytes.len() as u64);
        self.bytes.extend(bytes);
    }
}

/// Reads what a [`Writer`] wrote.
#[derive(Debug)]
pub(super) struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    pub fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (value, rest) = self.rest.split_first_chunk()?;
        self.rest = rest;
        Some(*value)
    }

    pub fn u8(&mut self) -> Option<u8> {
        self.array().map(|[value]| value)
    }

    pub fn u32(&mut self) -> Option<u32> {
        self.array().map(u32::from_le_bytes)
    }

    pub fn u64(&mut self) -> Option<u64> {
        self.array().map(u64::from_le_bytes)
    }

    pub fn size(&mut self) -> Option<usize> {
        self.u64()?.try_into().ok()
    }

    pub fn f32(&mut self) -> Option<f32> {
        self.array().map(f32::from_le_bytes)
    }

    pub fn f64(&mut self) -> Option<f64> {
        self.array().map(f64::from_le_bytes)
    }

    pub fn option(&mut self) -> Option<Option<u64>> {
        Some(self.u64()?.checked_sub(1))
    }

    pub fn fill<'f>(&mut self, values: impl IntoIterator<Item = &'f mut f32>) -> Option<()> {
        for value in values {
            *value = self.f32()?;
        }
        Some(())
    }

    /// The weights of a network of this architecture.
    pub fn parameters(&mut self, architecture: &Architecture) -> Option<Parameters> {
        let mut parameters = Parameters::zeros(architecture);
        self.parameters_into(&mut parameters)?;
        Some(parameters)
    }

    /// The same, into `parameters` of that architecture.
    pub fn parameters_into(&mut self, parameters: &mut Parameters) -> Option<()> {
        let count: usize = parameters.slices().map(<[f32]>::len).sum();
        let (weights, rest) = self.rest.split_at_checked(count * size_of::<f32>())?;
        self.rest = rest;
        weights::from_bytes(weights, parameters.slices_mut()).ok()
    }

    pub fn block(&mut self) -> Option<&'a [u8]> {
        let length = self.size()?;
        let (block, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(block)
    }
}
