//! Random weights, in ranges that have names. The random source is passed in.

use std::f64::consts::TAU;

use rand::{Rng, RngExt};

/// Where random weights come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WeightRange {
    /// Uniform in 0…1: NumPy's `rand`.
    ZeroToOne,
    /// Uniform in −0.5…1.5: the notebook's `rand*2-0.5`.
    MinusHalfToOneAndHalf,
    /// Uniform in −1…1: `rand*2-1`, what the notebook's comment says of the range above.
    MinusOneToOne,
    /// Normal, mean 0 and standard deviation 0.4: `randn*0.4`.
    Normal,
    /// Normal, mean 0 and standard deviation √(2 / fan-in), so that signals keep their size from
    /// stage to stage (He et al., "Delving Deep into Rectifiers", 2015).
    Scaled,
}

impl WeightRange {
    /// Every range, in the order in which they are offered.
    pub const ALL: [Self; 5] = [
        Self::ZeroToOne,
        Self::MinusHalfToOneAndHalf,
        Self::MinusOneToOne,
        Self::Normal,
        Self::Scaled,
    ];
}

/// Fills `weights` with random values from `range`. `fan_in` is how many products one output adds
/// up (C_in·k² for kernels, N for the linear layer); only [`WeightRange::Scaled`] reads it.
pub fn fill(range: WeightRange, fan_in: usize, rng: &mut impl Rng, weights: &mut [f32]) {
    match range {
        WeightRange::ZeroToOne => uniform(1.0, 0.0, rng, weights),
        WeightRange::MinusHalfToOneAndHalf => uniform(2.0, -0.5, rng, weights),
        WeightRange::MinusOneToOne => uniform(2.0, -1.0, rng, weights),
        WeightRange::Normal => normal(0.4, rng, weights),
        WeightRange::Scaled => normal((2.0 / fan_in.max(1) as f64).sqrt(), rng, weights),
    }
}

fn uniform(width: f32, lowest: f32, rng: &mut impl Rng, weights: &mut [f32]) {
    weights.fill_with(|| rng.random::<f32>() * width + lowest);
}

/// Box and Muller's transform: two uniform numbers make two normal ones, √(−2 ln u)·cos 2πv and
/// √(−2 ln u)·sin 2πv. In `f64`, since libraries differ in the last place of ln, cos and sin, and
/// the same seed should give the same `f32` in every browser and natively.
fn normal(deviation: f64, rng: &mut impl Rng, weights: &mut [f32]) {
    for pair in weights.chunks_mut(2) {
        // 1 − u lies in (0, 1]: its logarithm is finite.
        let radius = deviation * (-2.0 * (1.0 - rng.random::<f64>()).ln()).sqrt();
        let (sin, cos) = (TAU * rng.random::<f64>()).sin_cos();
        for (weight, direction) in pair.iter_mut().zip([cos, sin]) {
            *weight = (radius * direction) as f32;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;
    use rand_pcg::Pcg32;

    fn drawn(range: WeightRange, fan_in: usize, seed: u64) -> Vec<f32> {
        // An odd number: the last normal number has no partner.
        let mut weights = vec![f32::NAN; 9_999];
        fill(range, fan_in, &mut Pcg32::seed_from_u64(seed), &mut weights);
        weights
    }

    #[test]
    fn each_range_has_its_mean_and_its_spread() {
        for (range, fan_in, mean, deviation) in [
            (WeightRange::ZeroToOne, 9, 0.5, 0.2887),
            (WeightRange::MinusHalfToOneAndHalf, 9, 0.5, 0.5774),
            (WeightRange::MinusOneToOne, 9, 0.0, 0.5774),
            (WeightRange::Normal, 9, 0.0, 0.4),
            (WeightRange::Scaled, 50, 0.0, 0.2),
        ] {
            let weights = drawn(range, fan_in, 1);
            let count = weights.len() as f32;
            let found_mean = weights.iter().sum::<f32>() / count;
            let variance = weights.iter().map(|w| (w - found_mean).powi(2)).sum::<f32>() / count;
            assert!((found_mean - mean).abs() < 0.02, "{range:?}: mean {found_mean}");
            assert!((variance.sqrt() / deviation - 1.0).abs() < 0.03, "{range:?}: {variance}");
        }
    }

    #[test]
    fn uniform_ranges_are_filled_to_their_ends_and_not_left() {
        for (range, lowest, highest) in [
            (WeightRange::ZeroToOne, 0.0, 1.0),
            (WeightRange::MinusHalfToOneAndHalf, -0.5, 1.5),
            (WeightRange::MinusOneToOne, -1.0, 1.0),
        ] {
            let weights = drawn(range, 1, 2);
            assert!(weights.iter().all(|w| (lowest..=highest).contains(w)), "{range:?}");
            assert!(weights.iter().any(|&w| w < lowest + 0.01), "{range:?}");
            assert!(weights.iter().any(|&w| w > highest - 0.01), "{range:?}");
        }
    }

    #[test]
    fn a_seed_gives_the_same_weights_again_and_another_seed_others() {
        for range in WeightRange::ALL {
            assert_eq!(drawn(range, 9, 3), drawn(range, 9, 3));
            assert_ne!(drawn(range, 9, 3), drawn(range, 9, 4));
        }
    }
}
