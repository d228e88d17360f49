//! A signed map to be laid over a picture: a mark in each cell, the stronger the more it shows.

use std::ops;

use super::Range;

/// Pixels along each side of a cell's mark.
pub const SIGN_SIDE: usize = 5;
/// Of a cell below zero: more there lowers what is being looked at. Light blue, seen on black and on white.
const MORE: [u8; 3] = [64, 156, 240];
/// Of a cell above zero. Orange.
const LESS: [u8; 3] = [240, 120, 20];
/// The line around a patch, and how wide it is.
const PATCH: [u8; 4] = [255, 90, 75, 255];
const FRAME: usize = 2;

/// Paints the gradient `slopes` (`columns` a row) as marks of [`SIGN_SIDE`]² pixels: `+` where more of the cell
/// lowers the loss, `−` where less does, the more opaque the steeper within `range`, which is symmetric. What is
/// flat or not finite stays transparent. Around its mark a cell has the same colour up to the opacity `ground`. `rgba`
/// is not premultiplied.
pub fn paint_signs(slopes: &[f32], columns: usize, range: Range, ground: u8, rgba: &mut [u8]) {
    let pixels = rgba.as_chunks_mut::<4>().0;
    let line = columns * SIGN_SIDE;
    if line == 0 {
        return;
    }
    let rows = slopes.chunks_exact(columns).zip(pixels.chunks_exact_mut(line * SIGN_SIDE));
    for (slopes, pixels) in rows {
        for (y, pixels) in pixels.chunks_exact_mut(line).enumerate() {
            for (slope, pixels) in slopes.iter().zip(pixels.as_chunks_mut::<SIGN_SIDE>().0) {
                let share = slope.abs() / range.high;
                let [r, g, b] = if *slope < 0.0 { MORE } else { LESS };
                for (x, pixel) in pixels.iter_mut().enumerate() {
                    let most = if marks(*slope, x, y) { 255 } else { ground };
                    let most = if share.is_finite() { f32::from(most) } else { 0.0 };
                    // `as` saturates; the square root lets the weaker half be seen too.
                    let alpha = (share.sqrt() * most) as u8;
                    *pixel = [r, g, b, alpha];
                }
            }
        }
    }
}

/// Draws a line around the cells in `rows` and `columns` of what [`paint_signs`] has painted.
pub fn frame_cells(
    side: usize,
    rows: ops::Range<usize>,
    columns: ops::Range<usize>,
    rgba: &mut [u8],
) {
    let pixels = rgba.as_chunks_mut::<4>().0;
    let line = side * SIGN_SIDE;
    let [rows, columns] =
        [rows, columns].map(|cells| cells.start * SIGN_SIDE..cells.end * SIGN_SIDE);
    let edge =
        |at: usize, cells: &ops::Range<usize>| at < cells.start + FRAME || at + FRAME >= cells.end;
    for y in rows.clone() {
        for x in columns.clone() {
            if (edge(y, &rows) || edge(x, &columns))
                && let Some(pixel) = pixels.get_mut(y * line + x)
            {
                *pixel = PATCH;
            }
        }
    }
}

/// Whether the mark of a cell covers the pixel: a bar, and for a plus another across it.
fn marks(slope: f32, x: usize, y: usize) -> bool {
    let middle = SIGN_SIDE / 2;
    let inside = |at: usize| at > 0 && at < SIGN_SIDE - 1;
    (y == middle && inside(x)) || (slope < 0.0 && x == middle && inside(y))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plus_stands_where_more_would_help_and_a_minus_where_less_would() {
        let mut rgba = [7; 3 * SIGN_SIDE * SIGN_SIDE * 4];
        let slopes = [-1.0, 0.25, f32::NAN];
        paint_signs(&slopes, 3, Range { low: -1.0, high: 1.0 }, 0, &mut rgba);
        let pixels = rgba.as_chunks::<4>().0;
        let rows: Vec<String> = pixels
            .chunks_exact(3 * SIGN_SIDE)
            .map(|row| {
                row.iter()
                    .map(|[.., alpha]| [' ', '.', '#'][usize::from(*alpha).div_ceil(128)])
                    .collect()
            })
            .collect();
        assert_eq!(
            rows,
            [
                "               ",
                "  #            ",
                " ###  ...      ",
                "  #            ",
                "               "
            ]
        );
    }
}
