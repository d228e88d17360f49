//! The words of the X-ray.

pub(super) mod en;
pub(super) mod ja;

/// The words of the X-ray in one language. Maps, rows and columns come from 0, outputs are what they stand for.
#[allow(missing_docs, reason = "each field is the words that its name says")]
pub struct XrayText {
    pub title: &'static str,
    /// The layer's name, the map, the row, the column.
    pub map_cell: fn(&str, usize, usize, usize) -> String,
    /// Of a layer of one map.
    pub only_map_cell: fn(&str, usize, usize) -> String,
    pub vector_cell: fn(usize) -> String,
    pub output_cell: fn(usize) -> String,
    pub the_output: &'static str,
    pub to_pin: &'static str,
    pub let_go: &'static str,
    pub layer_back: &'static str,
    pub layer_on: &'static str,
    pub map_numbers: &'static str,
    pub map: fn(usize) -> String,
    pub weights: &'static str,
    pub weight_hint: &'static str,
    pub each_map: &'static str,
    pub largest: &'static str,
    pub winner: &'static str,
    pub mean: &'static str,
    pub goes_on: &'static str,
    pub stays_behind: &'static str,
    pub quarter_goes_on: &'static str,
    pub is_dropped: &'static str,
    /// The side of the maps before and after.
    pub drops: fn(usize, usize) -> String,
    pub not_pooled: &'static str,
    pub to_each_output: &'static str,
    /// The grey level, 0 to 255, and the number.
    pub pixel: fn(u8, &str) -> String,
    /// What stands before and after what this output costs: with its formula, and the whole loss.
    pub loss_share: fn(&str, &str) -> [String; 2],
    pub no_truth: &'static str,
    pub difference: &'static str,
    pub difference_hint: &'static str,
    pub difference_on: &'static str,
    pub nothing_changed: &'static str,
    pub see_before: &'static str,
    pub see_before_hint: &'static str,
    pub slide: &'static str,
    pub slide_play: &'static str,
    pub slide_hold: &'static str,
    pub slide_back: &'static str,
    pub slide_on: &'static str,
    pub slide_place: &'static str,
    pub slide_speed: &'static str,
    pub figure: &'static str,
    pub figure_hint: &'static str,
    pub figure_picture: &'static str,
    pub figure_picture_hint: &'static str,
    pub figure_weight_hint: &'static str,
    pub figure_map: &'static str,
    pub figure_use: &'static str,
    pub figure_use_hint: &'static str,
}
