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
