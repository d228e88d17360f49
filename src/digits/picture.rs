//! From a decoded picture of any size and kind to the pad's own: white ink on black.

use super::resample::{Axis, box_average};
use super::{GreyImage, Ink};

/// Why pixels are not a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureError {
    /// There is nothing in it.
    Empty {
        /// Columns.
        width: usize,
        /// Rows.
        height: usize,
    },
    /// Not four bytes a pixel.
    Length {
        /// 4 · width · height.
        expected: usize,
        /// How many bytes there were.
        found: usize,
    },
    /// All of it is paper.
    Blank,
}

/// Of this much (of 255) is paper uneven that is not perfectly even: privacy browsers add noise of up to 3 either way to
/// the bytes that they hand out, and its border shows only some of it.
const NOISE: f32 = 4.0;
/// What stands out from the paper by less than this is no ink: it is rounding, or such noise.
const FAINTEST: f32 = 8.0;

/// From here on (of 255) even paper's strongest ink keeps its level, so that a digital picture of
/// white on black comes through unchanged; fainter ink is brought up to 255.
const STRONG: f32 = 192.0;

impl GreyImage {
    /// The drawing in `rgba` (row-major, straight alpha), on a square of at most 280×280, black where the
    /// picture is not square. Smaller pictures keep their size.
    ///
    /// Ink is what differs from the paper, dark on light or light on dark, whichever there is more of. The
    /// paper is the plane through the picture's border, so that light that falls off to one side of a
    /// photograph does not count; neither does what is no more uneven than that border itself.
    /// Transparent parts are paper.
    ///
    /// # Errors
    /// No pixels at all, another number of bytes than the size asks for, or nothing on the paper.
    pub fn from_rgba(width: usize, height: usize, rgba: &[u8]) -> Result<Self, PictureError> {
        if width == 0 || height == 0 {
            return Err(PictureError::Empty { width, height });
        }
        let expected = width.saturating_mul(height).saturating_mul(4);
        if rgba.len() != expected {
            return Err(PictureError::Length { expected, found: rgba.len() });
        }
        let (grey, width, height) = shrink(flatten(rgba), width, height);
        let ink = ink_on_paper(&grey, width, height).ok_or(PictureError::Blank)?;
        Ok(square(&ink, width, height))
    }
}

/// Luma of one pixel by ITU-R BT.601, whose weights here add up to 256.
fn luma(r: u8, g: u8, b: u8) -> u8 {
    ((77 * u32::from(r) + 150 * u32::from(g) + 29 * u32::from(b)) >> 8) as u8
}

/// Luma of every pixel over an opaque ground: over white or black, whichever the visible part stands
/// out from, or, where most of the picture is visible and so brings its paper along, over that paper.
fn flatten(rgba: &[u8]) -> Vec<u8> {
    let mut visible = [0u64; 256];
    for &[r, g, b, a] in rgba.as_chunks().0 {
        visible[usize::from(luma(r, g, b))] += u64::from(a);
    }
    let total: u64 = visible.iter().sum();
    let mut below = 0;
    let median = visible.iter().position(|&weight| {
        below += weight;
        2 * below >= total
    });
    let median = median.unwrap_or(0) as u32;
    let most = 2 * total > 255 * (rgba.len() as u64 / 4);
    let ground = match median {
        paper if most => paper,
        ..128 => 255,
        _ => 0,
    };
    let over = |&[r, g, b, a]: &[u8; 4]| {
        let (ink, a) = (u32::from(luma(r, g, b)), u32::from(a));
        ((ink * a + ground * (255 - a) + 127) / 255) as u8
    };
    rgba.as_chunks().0.iter().map(over).collect()
}

/// The same picture with its longer side at most the pad's, and its new size.
fn shrink(grey: Vec<u8>, width: usize, height: usize) -> (Vec<u8>, usize, usize) {
    let longer = width.max(height);
    if longer <= Ink::SIDE {
        return (grey, width, height);
    }
    let side = |length: usize| {
        (length as f64 * Ink::SIDE as f64 / longer as f64).round().max(1.0) as usize
    };
    let (to_width, to_height) = (side(width), side(height));
    let (rows, columns) = (Axis::stretch(height, to_height), Axis::stretch(width, to_width));
    let mut small = vec![0; to_width * to_height];
    box_average(&grey, width, rows, columns, &mut vec![0.0; width], &mut small);
    (small, to_width, to_height)
}

/// How far each pixel is from the paper, 0 to 255; `None` where nothing is.
fn ink_on_paper(grey: &[u8], width: usize, height: usize) -> Option<Vec<u8>> {
    let paper = Plane::through_border(grey, width, height);
    let above = |(index, &level): (usize, &u8)| {
        f32::from(level) - paper.level((index % width) as f32, (index / width) as f32)
    };
    let excess: f32 = grey.iter().enumerate().map(above).sum();
    let sign = if excess < 0.0 { -1.0 } else { 1.0 };
    let unevenness = if paper.unevenness < 0.1 { 0.0 } else { paper.unevenness.max(NOISE) };
    let ink = |cell| sign * above(cell) - unevenness;
    let strongest = grey.iter().enumerate().map(ink).fold(0.0, f32::max);
    if strongest < FAINTEST {
        return None;
    }
    let even = unevenness < 1.0;
    let gain = if even && strongest >= STRONG { 1.0 } else { 255.0 / strongest };
    Some(grey.iter().enumerate().map(|cell| (gain * ink(cell)).round() as u8).collect())
}

/// The paper's level, as it changes over the picture: base + right·x + down·y.
struct Plane {
    base: f32,
    right: f32,
    down: f32,
    /// How much of a difference is still paper: three standard deviations of the border from the plane.
    unevenness: f32,
}

impl Plane {
    /// Fits the border's pixels by least squares, twice: the second time without those that are far
    /// from the first plane, since ink may run over the edge.
    fn through_border(grey: &[u8], width: usize, height: usize) -> Self {
        let on_border = |x: usize, y: usize| x == 0 || y == 0 || x == width - 1 || y == height - 1;
        let border: Vec<[f32; 3]> = grey
            .iter()
            .enumerate()
            .map(|(index, &level)| (index % width, index / width, level))
            .filter(|&(x, y, _)| on_border(x, y))
            .map(|(x, y, level)| [x as f32, y as f32, f32::from(level)])
            .collect();
        let first = Self::fit(&border);
        let near = |&[x, y, level]: &[f32; 3]| {
            (level - first.level(x, y)).abs() <= first.unevenness / 2.0 + 1.0
        };
        let near: Vec<[f32; 3]> = border.iter().copied().filter(near).collect();
        Self::fit(if near.is_empty() { &border } else { &near })
    }

    /// The least-squares plane through `[x, y, level]` points.
    fn fit(points: &[[f32; 3]]) -> Self {
        let count = points.len().max(1) as f32;
        let mean = |axis: usize| points.iter().map(|point| point[axis]).sum::<f32>() / count;
        let centre = [mean(0), mean(1), mean(2)];
        let moment = |a: usize, b: usize| {
            let product = |point: &[f32; 3]| (point[a] - centre[a]) * (point[b] - centre[b]);
            points.iter().map(product).sum::<f32>() / count
        };
        let (xx, xy, yy) = (moment(0, 0), moment(0, 1), moment(1, 1));
        let (xz, yz) = (moment(0, 2), moment(1, 2));
        let determinant = xx * yy - xy * xy;
        // A picture one pixel wide or high has no slope across.
        let (right, down) = if determinant > 1e-3 {
            ((xz * yy - yz * xy) / determinant, (yz * xx - xz * xy) / determinant)
        } else {
            (0.0, 0.0)
        };
        let base = centre[2] - right * centre[0] - down * centre[1];
        let plane = Self { base, right, down, unevenness: 0.0 };
        let square = |&[x, y, level]: &[f32; 3]| (level - plane.level(x, y)).powi(2);
        let variance = points.iter().map(square).sum::<f32>() / count;
        Self { unevenness: 3.0 * variance.sqrt(), ..plane }
    }

    fn level(&self, x: f32, y: f32) -> f32 {
        self.base + self.right * x + self.down * y
    }
}

/// `pixels` in the middle of a black square as large as their longer side.
fn square(pixels: &[u8], width: usize, height: usize) -> GreyImage {
    let side = width.max(height);
    let (left, top) = ((side - width) / 2, (side - height) / 2);
    let mut square = vec![0; side * side];
    for (row, line) in pixels.chunks_exact(width).enumerate() {
        square[(top + row) * side + left..][..width].copy_from_slice(line);
    }
    GreyImage { width: side, height: side, pixels: square }
}
