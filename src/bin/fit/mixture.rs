//! What one epoch shows the network: every image another way each time.

use hitofude::digits::vary::{Variation, VariationRange};
use hitofude::digits::{Ink, generated, samples};
use rand::{Rng, RngExt};

use super::data::{DigitSet, Written, centred};

/// How much of what, in one epoch.
#[derive(Clone, Copy, Debug)]
pub struct Mixture {
    /// How MNIST's images are bent.
    pub bend: VariationRange,
    /// Which part of them is left as it is.
    pub plain: f32,
    /// How often each digit that somebody wrote comes, varied.
    pub written: usize,
    /// How often each of the page's samples comes as it is.
    pub samples: usize,
    /// How many generated digits there are.
    pub generated: usize,
}

/// Bent as little as two scans of one hand differ.
pub const SCANS: VariationRange = VariationRange {
    turn: 0.02,
    slant: 0.12,
    stretch: 0.1,
    scale: (0.92, 1.1),
    shift: 0.035,
    wobble: 0.012,
};

/// Bent as people's hands differ, for a network that can learn it all.
pub const PEOPLE: VariationRange = VariationRange {
    turn: 0.035,
    slant: 0.2,
    stretch: 0.15,
    scale: (0.88, 1.18),
    shift: 0.06,
    wobble: 0.02,
};

/// What people's strokes vary by: they bring their own slants and shapes.
const PENS: VariationRange = VariationRange {
    turn: 0.025,
    slant: 0.18,
    stretch: 0.18,
    scale: (0.8, 1.1),
    shift: 0.0,
    wobble: 0.014,
};

/// One epoch's images, not yet shuffled.
pub fn epoch(
    mixture: &Mixture,
    mnist: &DigitSet,
    strokes: &[&Written],
    rng: &mut impl Rng,
) -> DigitSet {
    let (mut set, mut ink) = (DigitSet::default(), Ink::new());
    for (image, &digit) in mnist.images.iter().zip(&mnist.digits) {
        let image = if rng.random::<f32>() < mixture.plain {
            *image
        } else {
            Variation::random(&mixture.bend, rng).of_pixels(image)
        };
        set.push(image, digit);
    }
    for _ in 0..mixture.written {
        for written in strokes {
            // The pad's line from half as wide to half as wide again.
            let width = 0.5 * 3.0_f32.powf(rng.random());
            let drawing = Variation::random(&PENS, rng).of_drawing(&written.drawing, width);
            set.push(centred(&drawing, &mut ink), written.digit);
        }
    }
    let drawn: Vec<_> =
        samples().iter().map(|s| (centred(&s.drawing(), &mut ink), s.digit)).collect();
    for &(image, digit) in (0..mixture.samples).flat_map(|_| &drawn) {
        set.push(image, digit);
    }
    for _ in 0..mixture.generated {
        let (image, digit) = generated::image(&mut ink, rng);
        set.push(image, digit);
    }
    set
}
