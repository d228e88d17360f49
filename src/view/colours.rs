//! The colour tables of the page, made once.

use std::sync::LazyLock;

use crate::lab::Layer;
use crate::paint::{ColourMap, Range, Table};

static VIRIDIS: LazyLock<Table> = LazyLock::new(|| ColourMap::Viridis.table());
static SIGNED_LIGHT: LazyLock<Table> = LazyLock::new(|| ColourMap::Diverging.table());
static SIGNED_DARK: LazyLock<Table> = LazyLock::new(|| ColourMap::DivergingDark.table());

/// The colour map of signed values on a page that is dark or not.
pub fn signed_map(dark: bool) -> ColourMap {
    if dark { ColourMap::DivergingDark } else { ColourMap::Diverging }
}

/// The colours of signed values: kernels, maps before their activation, gradients.
pub fn signed(dark: bool) -> &'static Table {
    if dark { &SIGNED_DARK } else { &SIGNED_LIGHT }
}

/// Whether a layer's values are painted around zero.
pub fn is_signed(layer: Layer) -> bool {
    matches!(layer, Layer::Conv(_))
}

/// The colours of a map, of signed values or not.
pub fn of(signed_values: bool, dark: bool) -> &'static Table {
    if signed_values { signed(dark) } else { &VIRIDIS }
}

/// The CSS colour of a signed value, full at `largest`, and whether it needs light writing.
pub fn cell(value: f32, largest: f32, dark: bool) -> (String, bool) {
    shade(value, Range { low: -largest, high: largest }, signed(dark))
}

/// The CSS colour of a value in a range, and whether it needs light writing. Without extent: the middle.
pub fn shade(value: f32, range: Range, table: &Table) -> (String, bool) {
    let extent = range.high - range.low;
    let share = if extent > 0.0 { ((value - range.low) / extent).clamp(0.0, 1.0) } else { 0.5 };
    let colours = table.colours();
    let [red, green, blue, _] = colours[(share * (colours.len() - 1) as f32).round() as usize];
    let luminance = 0.299 * f32::from(red) + 0.587 * f32::from(green) + 0.114 * f32::from(blue);
    (format!("rgb({red} {green} {blue})"), luminance < 140.0)
}
