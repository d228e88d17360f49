//! Generated digits, drawn as fast as training needs them.

use std::rc::Rc;

use rand::Rng;

use crate::digits::prepare::{Pixels, prepare};
use crate::digits::{Drawing, Ink, PenPoint, PixelScale, Preparation, Stroke, generated};

/// How large a digit is drawn, as a part of what the pad has. It is fitted into the same 20 pixels whatever its
/// size: half leaves enough cells to each pixel, and takes a quarter of the time.
const SIZE: f32 = 0.5;
/// Points of a line that are nearer to the last one are left out, in parts of the pad's side, before the scaling:
/// under half the thinnest line's width.
const STEP: f32 = 0.016;

/// [`generated::image`], in much less time and with hardly a difference.
pub(super) fn image(ink: &mut Ink, rng: &mut impl Rng) -> (Pixels, u8) {
    let (drawing, digit) = generated::drawing(rng);
    let strokes = drawing.strokes.iter().map(|stroke| Rc::new(smaller(stroke))).collect();
    ink.draw(&Drawing { picture: None, strokes });
    let preparation = Preparation { centre: true, erode: false, scale: PixelScale::Byte };
    (prepare(ink, preparation), digit)
}

fn smaller(stroke: &Stroke) -> Stroke {
    let mut points: Vec<PenPoint> = Vec::with_capacity(stroke.points.len());
    let mut last = None;
    for (index, point) in stroke.points.iter().enumerate() {
        let near = |(x, y): (f32, f32)| (point.x - x).hypot(point.y - y) < STEP;
        if last.is_none_or(|last| !near(last)) || index + 1 == stroke.points.len() {
            last = Some((point.x, point.y));
            points.push(PenPoint { x: SIZE * point.x, y: SIZE * point.y, ..*point });
        }
    }
    Stroke { tool: stroke.tool, width: SIZE * stroke.width, points }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;
    use rand_pcg::Pcg32;

    #[test]
    fn the_images_are_those_that_the_pad_would_give() {
        let mut ink = Ink::new();
        let mut sum = 0.0;
        for seed in 0..40 {
            let (quick, digit) = image(&mut ink, &mut Pcg32::seed_from_u64(seed));
            let slow = generated::image(&mut ink, &mut Pcg32::seed_from_u64(seed));
            assert_eq!(digit, slow.1);
            let off = quick.iter().zip(&slow.0).map(|(a, b)| u32::from(a.abs_diff(*b)));
            let off = off.sum::<u32>() as f32 / 784.0;
            assert!(off < 5.0, "{off} of 255 off");
            sum += off;
        }
        assert!(sum < 40.0 * 1.5, "{} of 255 off on average", sum / 40.0);
    }
}
