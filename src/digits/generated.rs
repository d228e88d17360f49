//! Endless digits of our own: the samples' hands and some more, as any number of people would have them.

use std::rc::Rc;

use rand::{Rng, RngExt};

use super::more_hands::MORE;
use super::vary::{Variation, VariationRange};
use super::{Drawing, Ink, PenPoint, PixelScale, Preparation, Sample, Stroke, prepare, samples};

/// The thinnest and the widest line, in parts of the pad's side.
const WIDTHS: (f32, f32) = (0.035, 0.15);
/// The most that a point that leads a line is off, along each axis.
const SLIP: f32 = 0.03;
/// How near to the pad's edge a point may be, in parts of its side.
const MARGIN: f32 = 0.05;

/// A digit and its strokes, all from `rng`: a hand, its points each a little off, turned, slanted, scaled and
/// bent within [`VariationRange::HANDS`], with a pen of any width.
pub fn drawing(rng: &mut impl Rng) -> (Drawing, u8) {
    // Every digit as often as any other, and each of its ways of writing as often as the next.
    let digit = rng.random_range(0..10);
    let ways = samples::samples().iter().chain(&MORE);
    let ways: Vec<&Sample> = ways.filter(|way| way.digit == digit).collect();
    let way = ways[rng.random_range(0..ways.len())];
    let slip = SLIP * rng.random::<f32>();
    let drawn = way.drawn_through(|(x, y)| {
        let mut off = || slip * (2.0 * rng.random::<f32>() - 1.0);
        (x + off(), y + off())
    });
    let width = WIDTHS.0 * (WIDTHS.1 / WIDTHS.0).powf(rng.random());
    let variation = Variation::random(&VariationRange::HANDS, rng);
    (onto_the_pad(variation.of_drawing(&drawn, width / samples::WIDTH)), digit)
}

/// `drawing` moved, and made smaller where it has to be, so that none of its points is nearer to the edge than
/// [`MARGIN`]: people stay on the pad, and ink beside it would be lost.
fn onto_the_pad(drawing: Drawing) -> Drawing {
    let points = || drawing.strokes.iter().flat_map(|stroke| &stroke.points);
    let fit = |along: fn(&PenPoint) -> f32| {
        let low = points().map(along).fold(f32::INFINITY, f32::min);
        let high = points().map(along).fold(f32::NEG_INFINITY, f32::max);
        (low, high)
    };
    let (across, down) = (fit(|point| point.x), fit(|point| point.y));
    let room = 1.0 - 2.0 * MARGIN;
    let longest = (across.1 - across.0).max(down.1 - down.0);
    let scale = (room / longest).min(1.0);
    let moved = |(low, high): (f32, f32), value: f32| {
        let length = scale * (high - low);
        let nearest = MARGIN + 0.5 * length;
        let middle = (0.5 * (low + high)).min(1.0 - nearest).max(nearest);
        middle + scale * (value - 0.5 * (low + high))
    };
    let strokes = drawing.strokes.iter().map(|stroke| {
        let points = stroke.points.iter().map(|&point| PenPoint {
            x: moved(across, point.x),
            y: moved(down, point.y),
            ..point
        });
        Rc::new(Stroke { points: points.collect(), ..**stroke })
    });
    Drawing { strokes: strokes.collect(), ..drawing }
}

/// A digit and its image as the network receives it, centred, in 0 to 255. `ink` is where it is drawn.
pub fn image(ink: &mut Ink, rng: &mut impl Rng) -> (prepare::Pixels, u8) {
    let (drawing, digit) = drawing(rng);
    ink.draw(&drawing);
    let preparation = Preparation { centre: true, erode: false, scale: PixelScale::Byte };
    (prepare::prepare(ink, preparation), digit)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;
    use rand_pcg::Pcg32;

    #[test]
    fn a_seed_gives_the_same_digits_again_and_no_two_are_alike() {
        let drawn = |seed| {
            let mut rng = Pcg32::seed_from_u64(seed);
            (0..20).map(|_| drawing(&mut rng)).collect::<Vec<_>>()
        };
        let first = drawn(1);
        assert_eq!(first, drawn(1));
        for (index, one) in first.iter().enumerate() {
            assert!(!first[..index].contains(one) && !drawn(2).contains(one));
        }
    }

    #[test]
    fn every_digit_comes_often_stays_on_the_pad_and_leaves_ink() {
        let mut rng = Pcg32::seed_from_u64(3);
        let mut counts = [0; 10];
        for _ in 0..600 {
            let (drawing, digit) = drawing(&mut rng);
            counts[usize::from(digit)] += 1;
            let points = drawing.strokes.iter().flat_map(|stroke| &stroke.points);
            for point in points {
                let pad = MARGIN - 1e-5..1.0 - MARGIN + 1e-5;
                assert!(pad.contains(&point.x) && pad.contains(&point.y));
            }
        }
        assert!(counts.iter().all(|&count| count > 30), "{counts:?}");
        let mut ink = Ink::new();
        for _ in 0..20 {
            let (pixels, digit) = image(&mut ink, &mut rng);
            let ink: u32 = pixels.iter().map(|&pixel| u32::from(pixel)).sum();
            assert!((20 * 255..350 * 255).contains(&ink), "a {digit} of {ink}");
        }
    }
}
