//! Random sources that depend on what they are for and on nothing else: not on who asks, nor on what was asked
//! before.

use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg32;

/// What a random source is for: no two uses share their numbers.
#[derive(Clone, Copy, Debug)]
pub(super) enum Use {
    /// The order of an epoch's images.
    Order = 1,
    /// A generated image to learn from.
    Image,
    /// Which generated image comes again.
    Again,
    /// A generated image to be tested on.
    Test,
    /// How a drawing of the learner's is varied.
    Vary,
}

/// A number that is as good as random for each other `(seed, purpose, a, b)`.
pub(super) fn number(seed: u32, purpose: Use, a: u64, b: u64) -> u64 {
    [u64::from(seed), purpose as u64, a, b].into_iter().fold(0, |state, part| mixed(state ^ part))
}

/// A source of random numbers for `(seed, purpose, a, b)`.
pub(super) fn source(seed: u32, purpose: Use, a: u64, b: u64) -> Pcg32 {
    Pcg32::seed_from_u64(number(seed, purpose, a, b))
}

/// `0..count` in the order of epoch `epoch`, another one for each `part` of the images.
pub(super) fn order(seed: u32, epoch: u64, part: u64, count: u32, into: &mut Vec<u32>) {
    let mut rng = source(seed, Use::Order, epoch, part);
    into.clear();
    into.extend(0..count);
    for last in (1..into.len()).rev() {
        into.swap(last, rng.random_range(0..=last));
    }
}

/// Every bit of the result depends on every bit of `value` (SplitMix64's step: Steele, Lea and Flood, "Fast
/// Splittable Pseudorandom Number Generators", 2014).
fn mixed(value: u64) -> u64 {
    let value = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}
