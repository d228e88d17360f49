//! The picture of a map: one RGBA pixel a cell, row-major, opaque.

use super::{Range, Table};

/// Cells that are worked out together: their steps in vector registers, their colours then one by one.
const LANES: usize = 16;

/// Paints `cells` into `rgba` (four bytes a cell): a number's place within `range` as a colour. Numbers
/// that are not finite have [`super::NOT_A_NUMBER`] and its fellows, so that overflow shows as such.
/// Where the range has no extent see [`super::ColourMap::table`]. Of cells and pixels, what there is more
/// of is left alone.
pub fn paint(cells: &[f32], range: Range, table: &Table, rgba: &mut [u8]) {
    let scale = Scale::new(range, table.flat);
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
    let scales = maps.map(|map| map.map(|(cells, range)| (cells, Scale::new(range, 0))));
    let cells = scales.iter().flatten().map(|(cells, _)| cells.len()).min().unwrap_or(0);
    for (index, pixel) in rgba.as_chunks_mut().0.iter_mut().take(cells).enumerate() {
        let steps = scales.map(|map| map.map_or(0, |(cells, scale)| scale.step(cells[index])));
        *pixel = match steps.iter().find_map(|&step| Table::special(step)) {
            Some(colour) => colour,
            // No special step: each is below 256.
            None => [steps[0] as u8, steps[1] as u8, steps[2] as u8, 255],
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

/// From a number to a table's step: (cell/2 − low/2) · factor + offset, within 0…255.
#[derive(Clone, Copy)]
struct Scale {
    half_low: f32,
    factor: f32,
    /// Half a step, to round; and the flat step where there is no extent.
    offset: f32,
}

impl Scale {
    fn new(range: Range, flat: u16) -> Self {
        let half_low = 0.5 * range.low;
        match range.scale() {
            Some(factor) => Self { half_low, factor, offset: 0.5 },
            None => Self { half_low: 0.0, factor: 0.0, offset: f32::from(flat) + 0.5 },
        }
    }

    /// Selections and no branches, so that many cells go at once.
    fn step(self, cell: f32) -> u16 {
        let step = (0.5 * cell - self.half_low) * self.factor + self.offset;
        let step = if step > 0.0 { step } else { 0.0 };
        let step = if step < 255.0 { step } else { 255.0 };
        let step = step as i32 as u16;
        let infinite = if cell > 0.0 { Table::PLUS_INFINITY } else { Table::MINUS_INFINITY };
        let special = if cell.is_nan() { Table::NOT_A_NUMBER } else { infinite };
        if cell.abs() <= f32::MAX { step } else { special }
    }
}
