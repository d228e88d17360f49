//! Weights as bytes: `f32`, little-endian, one after the other. The only way of weights into a file, a text or a message
//! to a worker, and out of it: what comes out is finite and within ±[`MAX_WEIGHT`], or refused.

use crate::nn::MAX_WEIGHT;

/// Why bytes are not the weights of a network.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum WeightsError {
    /// More bytes, or fewer, than the network has.
    Length {
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
}

/// `weights` as bytes.
pub fn to_bytes<'a>(weights: impl IntoIterator<Item = &'a f32>) -> Vec<u8> {
    weights.into_iter().flat_map(|weight| weight.to_le_bytes()).collect()
}

/// Puts the weights of `bytes` into `slices`, one after the other, which have as many.
///
/// # Errors
/// Of another length nothing is taken; of a weight that cannot be, only those before it.
pub fn from_bytes<'a>(
    bytes: &[u8],
    slices: impl IntoIterator<Item = &'a mut [f32]>,
) -> Result<(), WeightsError> {
    let slices: Vec<&mut [f32]> = slices.into_iter().collect();
    let count: usize = slices.iter().map(|slice| slice.len()).sum();
    let (expected, found) = (count * size_of::<f32>(), bytes.len());
    if expected != found {
        return Err(WeightsError::Length { expected, found });
    }
    let weights = slices.into_iter().flatten();
    for (index, (weight, bytes)) in weights.zip(bytes.as_chunks().0).enumerate() {
        let found = f32::from_le_bytes(*bytes);
        if found.is_nan() || found.abs() > MAX_WEIGHT {
            return Err(WeightsError::Weight { index, found });
        }
        *weight = found;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_come_back_to_the_bit_and_what_is_none_is_refused() {
        let weights = [0.1, -1000.0, 1000.0, f32::MIN_POSITIVE];
        let mut back = [0.0; 4];
        assert_eq!(from_bytes(&to_bytes(&weights), [&mut back[..]]), Ok(()));
        assert_eq!(back, weights);
        let refused = |found: f32| from_bytes(&to_bytes(&[1.0, found]), [&mut [0.0; 2][..]]);
        for found in [1000.1, -1e9, f32::INFINITY] {
            assert_eq!(refused(found), Err(WeightsError::Weight { index: 1, found }));
        }
        assert!(matches!(refused(f32::NAN), Err(WeightsError::Weight { index: 1, .. })));
        let expected = WeightsError::Length { expected: 8, found: 7 };
        assert_eq!(from_bytes(&[0; 7], [&mut [0.0; 2][..]]), Err(expected));
    }
}
