//! Which colours the page paints with: tables made once, and what is shown in which of them.

use std::sync::LazyLock;

use crate::lab::{ColourChoice, Layer, RangeMode, Scene};
use crate::paint::{ColourMap, Range, Table, Tones};
use crate::view::live::Display;

/// The tables, in the order of [`ColourMap`].
static TABLES: LazyLock<[Table; 5]> = LazyLock::new(|| {
    [
        ColourMap::Viridis,
        ColourMap::Magma,
        ColourMap::Grey,
        ColourMap::Diverging,
        ColourMap::DivergingDark,
    ]
    .map(ColourMap::table)
});

fn table(map: ColourMap) -> &'static Table {
    &TABLES[map as usize]
}

/// The colours of signed values: kernels, maps before their activation, gradients.
pub fn signed(dark: bool) -> &'static Table {
    table(if dark { ColourMap::DivergingDark } else { ColourMap::Diverging })
}

/// The colours of weights and what is made of them, around zero, full at `largest`.
pub fn of_weights(largest: f32, dark: bool) -> Tones<'static> {
    Tones { range: Range { low: -largest, high: largest }, table: signed(dark), clips: false }
}

/// The colours that maps have at first, over `range`.
pub fn of_maps(range: Range) -> Tones<'static> {
    Tones { range, table: table(ColourMap::Viridis), clips: false }
}

impl Display {
    /// Whether a layer's values are painted around zero.
    pub fn is_signed(&self, layer: Layer) -> bool {
        match self.look.colours {
            ColourChoice::Diverging => true,
            ColourChoice::Everywhere => false,
            _ => matches!(layer, Layer::Conv(_)),
        }
    }

    /// The fixed range, where maps are painted over one.
    pub fn fixed_range(&self) -> Option<Range> {
        let [low, high] = self.look.fixed;
        (self.look.range == RangeMode::Fixed).then_some(Range { low, high })
    }

    /// The colours of maps, around zero or not.
    pub fn table(&self, signed_values: bool) -> &'static Table {
        match self.look.colours {
            _ if signed_values => signed(self.dark),
            ColourChoice::Magma => table(ColourMap::Magma),
            ColourChoice::Grey => table(ColourMap::Grey),
            _ => table(ColourMap::Viridis),
        }
    }

    /// How maps are painted, around zero or not; over `range` unless another one is fixed.
    pub fn tones(&self, signed_values: bool, range: Range) -> Tones<'static> {
        let fixed = self.fixed_range();
        let range = fixed.unwrap_or(range);
        let range = if signed_values { range.symmetric() } else { range };
        Tones { range, table: self.table(signed_values), clips: fixed.is_some() }
    }

    /// How the values of map `channel` of `layer` are painted.
    pub fn tones_of(&self, scene: &Scene, layer: Layer, channel: usize) -> Tones<'static> {
        let cells = match self.look.range {
            RangeMode::Common => scene.maps(layer),
            _ => scene.channel(layer, channel),
        };
        self.tones(self.is_signed(layer), Range::of(cells))
    }
}

/// The CSS colour of a signed value, full at `largest`, and whether it needs light writing.
pub fn cell(value: f32, largest: f32, dark: bool) -> (String, bool) {
    shade(value, of_weights(largest, dark))
}

/// The CSS colour of a value, and whether it needs light writing.
pub fn shade(value: f32, tones: Tones) -> (String, bool) {
    let [red, green, blue, _] = tones.colour(value);
    let luminance = 0.299 * f32::from(red) + 0.587 * f32::from(green) + 0.114 * f32::from(blue);
    (format!("rgb({red} {green} {blue})"), luminance < 140.0)
}
