//! Endless digits of our own: the samples' hands and some more, as any number of people would have them.

use rand::{Rng, RngExt};

use super::more_hands::MORE;
use super::vary::{Spread, Variation};
use super::{Drawing, Ink, PixelScale, Preparation, Sample, prepare, samples};

/// The thinnest and the widest line, in parts of the pad's side.
const WIDTHS: (f32, f32) = (0.035, 0.13);
/// The most that a point that leads a line is off, along each axis.
const SLIP: f32 = 0.022;

/// A digit and its strokes, all from `rng`: a hand, its points each a little off, turned, slanted, scaled and
/// bent within [`Spread::HANDS`], with a pen of any width.
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
    let variation = Variation::random(&Spread::HANDS, rng);
    (variation.of_drawing(&drawn, width / samples::WIDTH), digit)
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
                assert!((0.0..1.0).contains(&point.x) && (0.0..1.0).contains(&point.y));
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
