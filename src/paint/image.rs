//! The picture of a map: one RGBA pixel a cell, row-major, opaque.

use super::{Range, Table};

/// Cells that are worked out together: their steps in vector registers, their colours then one by one.
const LANES: usize = 16;

/// How numbers become colours.
#[derive(Clone, Copy, Debug)]
pub struct Tones<'a> {
    /// Which numbers have the first and the last colour.
    pub range: Range,
    /// The colours.
    pub table: &'a Table,
    /// Whether what lies outside the range is seen to: it has the colours of [`Table::beyond`]. Otherwise it has the
    /// nearer end's.
    pub clips: bool,
}

impl Tones<'_> {
    /// Paints `cells` into `rgba` (four bytes a cell): a number's place within the range as a colour. Numbers
    /// that are not finite have [`super::NOT_A_NUMBER`] and its fellows, so that overflow shows as such.
    /// Where the range has no extent see [`super::ColourMap::table`]. Of cells and pixels, what there is more
    /// of is left alone.
    pub fn paint(self, cells: &[f32], rgba: &mut [u8]) {
        paint_scaled(cells, self.scale(), self.table, rgba);
    }

    /// The colour that a cell of this value gets.
    pub fn colour(self, value: f32) -> [u8; 4] {
        self.table.at(self.scale().step(value))
    }

    /// Paints small pictures of `rows` × `columns` cells each, which lie one after the other in `cells`: `abreast` of
    /// them in a line, a transparent pixel right of each and below. For the size see [`mosaic_size`].
    pub fn paint_mosaic(
        self,
        cells: &[f32],
        (rows, columns): (usize, usize),
        abreast: usize,
        rgba: &mut [u8],
    ) {
        rgba.fill(0);
        let width = abreast * (columns + 1);
        for (index, line) in cells.chunks_exact(columns).enumerate() {
            let (tile, row) = (index / rows, index % rows);
            let top = tile / abreast * (rows + 1) + row;
            let left = tile % abreast * (columns + 1);
            if let Some(pixels) = rgba.get_mut((top * width + left) * 4..) {
                self.paint(line, pixels);
            }
        }
    }

    fn scale(self) -> Scale {
        let scale = Scale::new(self.range, self.table.flat);
        // One step more on either side; without extent there is no outside.
        if self.clips && self.range.has_extent() {
            Scale { first: scale.first - 1.0, last: scale.last + 1.0, ..scale }
        } else {
            scale
        }
    }
}

/// The columns and rows of a mosaic of `count` small pictures of `rows` × `columns`, `abreast` of them in a line.
pub fn mosaic_size(
    count: usize,
    (rows, columns): (usize, usize),
    abreast: usize,
) -> (usize, usize) {
    (abreast * (columns + 1), count.div_ceil(abreast) * (rows + 1))
}

/// Paints `cells` as [`Tones::paint`] does over a range that does not clip.
pub fn paint(cells: &[f32], range: Range, table: &Table, rgba: &mut [u8]) {
    paint_scaled(cells, Scale::new(range, table.flat), table, rgba);
}

#[inline(never)]
fn paint_scaled(cells: &[f32], scale: Scale, table: &Table, rgba: &mut [u8]) {
    let pixels = rgba.as_chunks_mut().0;
    let length = cells.len().min(pixels.len());
    let (cells, cells_left) = cells[..length].as_chunks::<LANES>();
    let (pixels, pixels_left) = pixels[..length].as_chunks_mut::<LANES>();
    for (cells, pixels) in cells.iter().zip(pixels) {
        let steps = cells.map(|cell| scale.step(cell));
        for (pixel, step) in pixels.iter_mut().zip(steps) {
            *pixel = table.at(step);
        }
    }
    for (pixel, &cell) in pixels_left.iter_mut().zip(cells_left) {
        *pixel = table.at(scale.step(cell));
    }
}

/// Paints every pixel as [`paint`] does a map whose cells are all the same.
pub fn paint_flat(table: &Table, rgba: &mut [u8]) {
    rgba.as_chunks_mut().0.fill(table.at(table.flat));
}

/// Paints up to three maps of one size as red, green and blue, each from black at its range's low end
/// to full at its high end, and black where it has no extent or there is no map. A cell that is not
/// finite in any of them has its special colour, that of the first such map.
pub fn composite(maps: [Option<(&[f32], Range)>; 3], rgba: &mut [u8]) {
    let scales =
        maps.map(|map| map.map(|(cells, range)| (cells, Scale::new(range, Table::LOWEST))));
    let cells = scales.iter().flatten().map(|(cells, _)| cells.len()).min().unwrap_or(0);
    for (index, pixel) in rgba.as_chunks_mut().0.iter_mut().take(cells).enumerate() {
        let none = Table::LOWEST;
        let steps = scales.map(|map| map.map_or(none, |(cells, scale)| scale.step(cells[index])));
        *pixel = match steps.iter().find_map(|&step| Table::special(step)) {
            Some(colour) => colour,
            // No special step: each is 1 to 256.
            None => {
                let [red, green, blue] = steps.map(|step| (step - Table::LOWEST) as u8);
                [red, green, blue, 255]
            }
        };
    }
}

/// Paints the cells of the pad that lie in `columns` and `rows`: from `paper` (0) to `ink` (255). `cells`
/// and `rgba` are the whole pad, `side` × `side`; what lies outside of it is passed over.
pub fn paint_ink(
    cells: &[u8],
    side: usize,
    columns: std::ops::Range<usize>,
    rows: std::ops::Range<usize>,
    [paper, ink]: [[u8; 3]; 2],
    rgba: &mut [u8],
) {
    let between = |paper: u8, ink: u8, cell: u8| {
        let (paper, ink, cell) = (u32::from(paper), u32::from(ink), u32::from(cell));
        ((paper * (255 - cell) + ink * cell + 127) / 255) as u8
    };
    let mut shades = [[255; 4]; 256];
    for (shade, cell) in shades.iter_mut().zip(0..=255) {
        for channel in 0..3 {
            shade[channel] = between(paper[channel], ink[channel], cell);
        }
    }
    let columns = columns.start.min(side)..columns.end.min(side);
    let pixels = rgba.as_chunks_mut().0.chunks_exact_mut(side.max(1));
    let lines = cells.chunks_exact(side.max(1)).zip(pixels).take(rows.end).skip(rows.start);
    for (cells, pixels) in lines {
        // Empty where the end lies before the start.
        let cells = cells.get(columns.clone()).unwrap_or_default();
        for (pixel, &cell) in pixels.iter_mut().skip(columns.start).zip(cells) {
            *pixel = shades[usize::from(cell)];
        }
    }
}

/// From a number to a table's step: (cell/2 − low/2) · factor + offset, from `first` to `last`.
#[derive(Clone, Copy)]
struct Scale {
    half_low: f32,
    factor: f32,
    /// The lowest step, and half a step to round; the flat step where there is no extent.
    offset: f32,
    first: f32,
    last: f32,
}

impl Scale {
    fn new(range: Range, flat: u16) -> Self {
        let half_low = 0.5 * range.low;
        let (first, last) = (f32::from(Table::LOWEST), f32::from(Table::HIGHEST));
        match range.scale() {
            Some(factor) => Self { half_low, factor, offset: first + 0.5, first, last },
            None => Self { half_low: 0.0, factor: 0.0, offset: f32::from(flat) + 0.5, first, last },
        }
    }

    /// Selections and no branches, so that many cells go at once.
    fn step(self, cell: f32) -> u16 {
        let step = (0.5 * cell - self.half_low) * self.factor + self.offset;
        let step = if step > self.first { step } else { self.first };
        let step = if step < self.last { step } else { self.last };
        let step = step as i32 as u16;
        let infinite = if cell > 0.0 { Table::PLUS_INFINITY } else { Table::MINUS_INFINITY };
        let special = if cell.is_nan() { Table::NOT_A_NUMBER } else { infinite };
        if cell.abs() <= f32::MAX { step } else { special }
    }
}
