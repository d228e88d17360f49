//! Which colour a number has.

use std::fmt::Write;

/// A way of showing numbers as colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColourMap {
    /// Dark violet over green to yellow, evenly to the eye: what the notebook's `imshow` shows.
    /// (van der Walt and Smith's colours for matplotlib, CC0.)
    Viridis,
    /// Black over magenta to cream, evenly to the eye. (The same authors, CC0.)
    Magma,
    /// Black to white.
    Grey,
    /// Signed numbers: blue, over near white for zero, to brown. For light pages.
    Diverging,
    /// Signed numbers: light blue, over near black for zero, to light orange. For dark pages, into which
    /// zero recedes.
    DivergingDark,
}

/// Of a cell that is not a number. Together with the other two it is a colour that no map has, and that
/// stands out from light and from dark.
pub const NOT_A_NUMBER: [u8; 4] = [255, 0, 255, 255];
/// Of a cell that has run away upwards: red.
pub const PLUS_INFINITY: [u8; 4] = [255, 0, 40, 255];
/// Of a cell that has run away downwards: cyan.
pub const MINUS_INFINITY: [u8; 4] = [0, 229, 255, 255];

/// Steps of a table.
const STEPS: usize = 256;

/// The colours of one map, ready to be looked up: 256, lowest first, opaque; on both sides of them one for what
/// lies beyond a range that clips; then those of the numbers that are not finite.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// What lies below, the 256, what lies above, then [`NOT_A_NUMBER`], [`PLUS_INFINITY`], [`MINUS_INFINITY`]; a
    /// power of two in all, so that an index that is masked needs no check.
    colours: [[u8; 4]; Self::LEN],
    /// The step of a map whose cells are all the same.
    pub(super) flat: u16,
}

impl Table {
    const LEN: usize = 512;
    /// The steps of the lowest and of the highest colour. A step less and a step more are beyond them.
    pub(super) const LOWEST: u16 = 1;
    pub(super) const HIGHEST: u16 = STEPS as u16;
    pub(super) const NOT_A_NUMBER: u16 = STEPS as u16 + 2;
    pub(super) const PLUS_INFINITY: u16 = STEPS as u16 + 3;
    pub(super) const MINUS_INFINITY: u16 = STEPS as u16 + 4;

    /// The 256 colours, lowest first.
    pub fn colours(&self) -> &[[u8; 4]] {
        &self.colours[1..=STEPS]
    }

    /// The colours of what lies below and above a range that clips. The map has neither.
    pub fn beyond(&self) -> [[u8; 4]; 2] {
        [self.colours[0], self.colours[STEPS + 1]]
    }

    /// The colour of a step below `LEN`; the mask is for the compiler.
    #[inline]
    pub(super) fn at(&self, step: u16) -> [u8; 4] {
        self.colours[usize::from(step) % Self::LEN]
    }

    /// The colour of a step that stands for a number that is not finite.
    pub(super) fn special(step: u16) -> Option<[u8; 4]> {
        match step {
            Self::NOT_A_NUMBER => Some(NOT_A_NUMBER),
            Self::PLUS_INFINITY => Some(PLUS_INFINITY),
            Self::MINUS_INFINITY => Some(MINUS_INFINITY),
            _ => None,
        }
    }

    fn empty(flat: u16, beyond: [u32; 2]) -> Self {
        let mut colours = [NOT_A_NUMBER; Self::LEN];
        colours[usize::from(Self::PLUS_INFINITY)] = PLUS_INFINITY;
        colours[usize::from(Self::MINUS_INFINITY)] = MINUS_INFINITY;
        let [below, above] = beyond.map(|colour| mix(colour, colour, 0.0));
        (colours[0], colours[STEPS + 1]) = (below, above);
        Self { colours, flat }
    }

    /// A table that runs evenly through `anchors` and shows flat maps as the lowest.
    fn through(anchors: &[u32], beyond: [u32; 2]) -> Self {
        let mut table = Self::empty(Self::LOWEST, beyond);
        run(anchors, &mut table.colours[1..=STEPS]);
        table
    }
}

/// Fills `colours` with an even run through evenly spaced `anchors` (0xRRGGBB; at least two).
fn run(anchors: &[u32], colours: &mut [[u8; 4]]) {
    let (last_anchor, last_colour) = (anchors.len() - 1, colours.len() - 1);
    for (step, colour) in colours.iter_mut().enumerate() {
        let position = (step * last_anchor) as f32 / last_colour as f32;
        let from = (position as usize).min(last_anchor - 1);
        *colour = mix(anchors[from], anchors[from + 1], position - from as f32);
    }
}

fn mix(from: u32, to: u32, share: f32) -> [u8; 4] {
    let [_, r0, g0, b0] = from.to_be_bytes();
    let [_, r1, g1, b1] = to.to_be_bytes();
    let mix = |a: u8, b: u8| (f32::from(a) + share * (f32::from(b) - f32::from(a))).round() as u8;
    [mix(r0, r1), mix(g0, g1), mix(b0, b1), 255]
}

impl ColourMap {
    /// Its table. Made anew at each call: keep it.
    ///
    /// Where a map's cells are all the same there is no range to divide. Sequential maps then show their
    /// lowest colour, as the notebook's `imshow` does; diverging ones their middle, since nothing
    /// but zero has a range of zeros about it ([`super::Range::symmetric`]).
    pub fn table(self) -> Table {
        match self {
            Self::Viridis => Table::through(&VIRIDIS, [0x000000, 0xffffff]),
            Self::Magma => Table::through(&MAGMA, [0x006080, 0x80ffff]),
            Self::Grey => Table::through(&[0x000000, 0xffffff], [0x0046a0, 0xffbe3c]),
            Self::Diverging => diverging(&DIVERGING, [0x000f50, 0x460a00]),
            Self::DivergingDark => diverging(&DIVERGING_DARK, [0xc8ffff, 0xffffaa]),
        }
    }
}

impl Table {
    /// A CSS `linear-gradient` from left to right for a legend, with `stops` colours (at least two) from
    /// the same table that paints the maps; with `beyond` between caps of what lies beyond a range that clips.
    pub fn css_gradient(&self, stops: usize, beyond: bool) -> String {
        let stops = stops.clamp(2, STEPS);
        let mut css = String::from("linear-gradient(to right");
        let mut add = |[r, g, b, _]: [u8; 4], place: &str| {
            // Writing to a string cannot fail.
            let _ = write!(css, ",#{r:02x}{g:02x}{b:02x}{place}");
        };
        let [below, above] = self.beyond();
        if beyond {
            add(below, " 0 10%");
        }
        for stop in 0..stops {
            let place = match (beyond, stop) {
                (true, 0) => " 10%",
                (true, stop) if stop == stops - 1 => " 90%",
                _ => "",
            };
            add(self.colours()[stop * (STEPS - 1) / (stops - 1)], place);
        }
        if beyond {
            add(above, " 90% 100%");
        }
        css.push(')');
        css
    }
}

/// A table whose fifth anchor, zero, is in the middle. 256 colours have no middle, so zero gets two of
/// them, the 128th and the 129th, and each side runs over its own half.
fn diverging(anchors: &[u32; 9], beyond: [u32; 2]) -> Table {
    let mut table = Table::empty((STEPS / 2) as u16 + Table::LOWEST, beyond);
    let (below, above) = table.colours[1..=STEPS].split_at_mut(STEPS / 2);
    run(&anchors[..5], below);
    run(&anchors[4..], above);
    table
}

/// Every fifteenth of viridis' 256 colours.
const VIRIDIS: [u32; 18] = [
    0x440154, 0x481769, 0x472a7a, 0x433d84, 0x3d4e8a, 0x355e8d, 0x2e6d8e, 0x297b8e, 0x23898e,
    0x1f978b, 0x21a585, 0x2eb37c, 0x46c06f, 0x65cb5e, 0x89d548, 0xb0dd2f, 0xd8e219, 0xfde725,
];

/// Every fifteenth of magma's 256 colours.
const MAGMA: [u32; 18] = [
    0x000004, 0x090720, 0x1a1042, 0x311165, 0x4a1079, 0x621980, 0x792282, 0x912b81, 0xaa337d,
    0xc23b75, 0xd9466b, 0xec5860, 0xf7725c, 0xfc8e64, 0xfeaa74, 0xfec68a, 0xfde2a3, 0xfcfdbf,
];

const DIVERGING: [u32; 9] =
    [0x2166ac, 0x4c8fc6, 0x92c1de, 0xd0e2ee, 0xf7f7f7, 0xf8e0c8, 0xf1b67c, 0xd98336, 0xb35806];

const DIVERGING_DARK: [u32; 9] =
    [0x8cc4f5, 0x5096d6, 0x326ba3, 0x29445f, 0x22211f, 0x5a3b20, 0x96571c, 0xd17c27, 0xfab066];
