//! How maps are shown.

use crate::nn::architecture::MAX_CHANNELS;

/// Over what the colours of a map are stretched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RangeMode {
    /// Each map over its own minimum and maximum.
    PerMap,
    /// Every map of a layer over the same minimum and maximum.
    Common,
    /// Every map over [`Look::fixed`], whatever it holds.
    Fixed,
}

/// Which colours numbers have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColourChoice {
    /// Viridis; what is signed, such as a convolution before its activation, around zero in two hues.
    Viridis,
    /// Magma; what is signed as with viridis.
    Magma,
    /// Black to white; what is signed as with viridis.
    Grey,
    /// Every map around zero in two hues.
    Diverging,
    /// Every map in viridis, a convolution before its activation too, as the notebook's `imshow` paints it. Gradients
    /// and differences are still around zero.
    Everywhere,
}

impl ColourChoice {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 5] =
        [Self::Viridis, Self::Magma, Self::Grey, Self::Diverging, Self::Everywhere];
}

/// What the cells of a map show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantity {
    /// Their values.
    Value,
    /// ∂loss/∂ each of them.
    Gradient,
    /// By how much they differ from those of the network that is compared.
    Difference,
}

/// How maps are shown: nothing of it changes what the network computes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Look {
    /// The maps' colour range.
    pub range: RangeMode,
    /// The range of [`RangeMode::Fixed`], from its low to its high end: finite, and the low one is less.
    pub fixed: [f32; 2],
    /// The maps' colours.
    pub colours: ColourChoice,
    /// Whether three maps of each layer are also shown as one RGB picture.
    pub composite: bool,
    /// Which three: red, green, blue. A layer that does not have one has its last one there: [`Look::rgb_of`].
    pub rgb: [usize; 3],
    /// What cells show.
    pub quantity: Quantity,
    /// Whether lines show what flows from map to map.
    pub flow: bool,
}

/// One thing about it, changed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum LookChange {
    /// The maps' colour range.
    Range(RangeMode),
    /// The ends of the fixed range, low and high; nothing happens where they are none.
    Fixed([f32; 2]),
    /// The maps' colours.
    Colours(ColourChoice),
    /// Whether there are RGB pictures of three maps.
    Composite(bool),
    /// Which maps are their red, green and blue.
    Rgb([usize; 3]),
    /// What cells show.
    Quantity(Quantity),
    /// Whether lines show what flows from map to map.
    Flow(bool),
}

impl Look {
    /// Which maps of a layer of `channels` are the red, the green and the blue of `rgb`.
    pub fn rgb_of(rgb: [usize; 3], channels: usize) -> [usize; 3] {
        rgb.map(|channel| channel.min(channels.saturating_sub(1)))
    }

    /// The range at first: where a sigmoid ends.
    pub const FIXED: [f32; 2] = [0.0, 1.0];

    /// Whether a range can be painted over: its ends are finite, the low one less, and there is room between them.
    pub fn is_range([low, high]: [f32; 2]) -> bool {
        // Halves, since the whole way from the least to the greatest `f32` is not an `f32`.
        let half = 0.5 * high - 0.5 * low;
        half > 0.0 && half.is_finite() && (255.0 / half).is_finite()
    }

    /// Whether maps show gradients.
    pub fn gradients(&self) -> bool {
        self.quantity == Quantity::Gradient
    }

    /// Whether they show differences.
    pub fn differences(&self) -> bool {
        self.quantity == Quantity::Difference
    }

    /// Does what `change` says.
    pub(super) fn change(&mut self, change: LookChange) {
        match change {
            LookChange::Range(range) => self.range = range,
            LookChange::Fixed(ends) => {
                if Self::is_range(ends) {
                    // The one zero that is written "0".
                    self.fixed = ends.map(|end| end + 0.0);
                }
            }
            LookChange::Colours(colours) => self.colours = colours,
            LookChange::Composite(composite) => self.composite = composite,
            LookChange::Rgb(rgb) => self.rgb = Self::rgb_of(rgb, MAX_CHANNELS),
            LookChange::Quantity(quantity) => self.quantity = quantity,
            LookChange::Flow(flow) => self.flow = flow,
        }
    }

    /// This, as far as it is kept, on a page that shows `page`: differences are the page's own.
    pub(super) fn on(self, page: Self) -> Self {
        let quantity = match (self.quantity, page.quantity) {
            (Quantity::Gradient, _) => Quantity::Gradient,
            (_, Quantity::Difference) => Quantity::Difference,
            _ => Quantity::Value,
        };
        Self { quantity, ..self }
    }
}

impl Default for Look {
    fn default() -> Self {
        Self {
            range: RangeMode::PerMap,
            fixed: Self::FIXED,
            colours: ColourChoice::Viridis,
            composite: false,
            rgb: [0, 1, 2],
            quantity: Quantity::Value,
            flow: false,
        }
    }
}
