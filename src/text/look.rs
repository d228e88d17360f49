//! The words of how maps and kernels are looked at.

pub(super) mod en;
pub(super) mod ja;

/// The words of how maps and kernels are looked at, in one language.
#[allow(missing_docs, reason = "each field is the words that its name says")]
pub struct LookText {
    pub display: &'static str,
    pub display_hint: &'static str,
    pub colours: &'static str,
    pub colours_hint: &'static str,
    /// Viridis, magma, grey, around zero, viridis everywhere.
    pub colour_names: [&'static str; 5],
    pub range: &'static str,
    pub range_hint: &'static str,
    /// Of each map, of each layer, fixed.
    pub range_names: [&'static str; 3],
    /// The low and the high one.
    pub ends: [&'static str; 2],
    /// What was typed.
    pub no_range: fn(&str) -> String,
    /// What the legend means, and where what lies beyond a fixed range is seen.
    pub legend: &'static str,
    pub legend_kernels: &'static str,
    pub clipped: &'static str,
    pub rgb: &'static str,
    pub rgb_hint: &'static str,
    /// Red, green, blue.
    pub primaries: [&'static str; 3],
    /// The activation's name, and at which share of the cells it is flat.
    pub flat: fn(&str, &str) -> String,
    /// The largest magnitude, and how many times the image's it is where values have run away.
    pub largest: fn(&str, Option<&str>) -> String,
    pub open_matrix: &'static str,
    /// The stage from 1, how many maps are read and how many written.
    pub matrix_title: fn(usize, usize, usize) -> String,
    /// The layers that are read and written.
    pub matrix_axes: fn(&str, &str) -> String,
    /// Which kernel, and its weight of the largest magnitude.
    pub largest_weight: fn(&str, &str) -> String,
    /// The layer's name, and which of its maps, from 0, are red, green and blue.
    pub composite_of: fn(&str, [usize; 3]) -> String,
}
