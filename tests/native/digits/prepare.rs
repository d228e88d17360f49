use std::rc::Rc;

use hitofude::digits::prepare::{as_drawn, erode, prepare, scale};
use hitofude::digits::{Drawing, GreyImage, Ink, PixelScale, Pixels, Preparation, Tool};
use proptest::prelude::*;

use super::{digit, drawn, stroke};

fn centred(ink: &Ink) -> Pixels {
    prepare(ink, Preparation { centre: true, erode: false, scale: PixelScale::Byte })
}

fn picture(width: usize, height: usize, pixels: Vec<u8>) -> Drawing {
    Drawing { picture: Some(Rc::new(GreyImage { width, height, pixels })), strokes: vec![] }
}

/// How many columns and rows have ink, and its centre of mass from the field's corner.
fn measure(pixels: &Pixels) -> ((usize, usize), (f32, f32)) {
    let inked = |x: usize, y: usize| pixels[y * 28 + x] > 0;
    let columns = (0..28).filter(|&x| (0..28).any(|y| inked(x, y))).count();
    let rows = (0..28).filter(|&y| (0..28).any(|x| inked(x, y))).count();
    let mass: f32 = pixels.iter().map(|&pixel| f32::from(pixel)).sum();
    let moment = |at: fn(usize) -> usize| {
        let weigh = |(index, &pixel): (usize, &u8)| (at(index) as f32 + 0.5) * f32::from(pixel);
        pixels.iter().enumerate().map(weigh).sum::<f32>() / mass
    };
    ((columns, rows), (moment(|index| index % 28), moment(|index| index / 28)))
}

fn naive_erosion(pixels: &[u8]) -> Vec<u8> {
    let around = |at: usize| at.saturating_sub(1)..=(at + 1).min(27);
    (0..784)
        .map(|index| {
            around(index / 28)
                .flat_map(|y| around(index % 28).map(move |x| pixels[y * 28 + x]))
                .fold(255, u8::min)
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn erosion_is_the_minimum_of_the_neighbourhood(
        pixels in prop::collection::vec(prop_oneof![any::<u8>(), Just(255)], 784),
    ) {
        let image: Pixels = pixels[..].try_into()?;
        prop_assert_eq!(&erode(&image)[..], &naive_erosion(&pixels)[..]);
    }

    #[test]
    fn a_picture_of_28_by_28_comes_back_exactly(
        pixels in prop::collection::vec(any::<u8>(), 784),
    ) {
        let ink = drawn(&picture(28, 28, pixels.clone()));
        prop_assert_eq!(&as_drawn(&ink)[..], &pixels[..]);
        for (index, &cell) in ink.cells().iter().enumerate() {
            prop_assert_eq!(cell, pixels[index / 2800 * 28 + index % 280 / 10]);
        }
    }

    #[test]
    fn a_drawing_is_centred_wherever_and_however_large_it_was_drawn(
        which in 0usize..10, size in 0.5f32..1.2, right in -0.15f32..0.15, down in -0.15f32..0.15,
    ) {
        let pixels = centred(&drawn(&digit(which, size, right * (1.6 - size), down * (1.6 - size))));
        let ((columns, rows), (x, y)) = measure(&pixels);
        let longer = columns.max(rows);
        prop_assert!((20..=21).contains(&longer), "{} pixels long", longer);
        prop_assert!((x - 14.5).abs() < 0.15 && (y - 14.5).abs() < 0.15, "mass at {}, {}", x, y);

        let original = centred(&drawn(&digit(which, 1.0, 0.0, 0.0)));
        let differences = pixels.iter().zip(&original).map(|(&a, &b)| u32::from(a.abs_diff(b)));
        let mean = differences.sum::<u32>() as f32 / 784.0;
        prop_assert!(mean < 3.3, "{} grey levels from the original", mean);
    }
}

#[test]
fn as_drawn_is_the_rounded_mean_of_each_block() {
    let ink = drawn(&digit(5, 1.0, 0.013, 0.007));
    for (index, &pixel) in as_drawn(&ink).iter().enumerate() {
        let block = (0..100).map(|cell| {
            let (x, y) = (index % 28 * 10 + cell % 10, index / 28 * 10 + cell / 10);
            f64::from(ink.cells()[y * 280 + x])
        });
        let mean = block.sum::<f64>() / 100.0;
        assert_eq!(f64::from(pixel), (mean + 1e-9).round(), "pixel {index}");
    }
}

#[test]
fn blank_stays_blank_under_every_switch() {
    for (centre, erode) in [(false, false), (false, true), (true, false), (true, true)] {
        let preparation = Preparation { centre, erode, scale: PixelScale::Unit };
        assert_eq!(prepare(&Ink::new(), preparation), [0; 784], "{preparation:?}");
        let trace = drawn(&stroke(Tool::Pen, 0.0, &[(0.5, 0.5)]));
        assert_eq!(prepare(&trace, preparation), [0; 784], "a trace, {preparation:?}");
    }
}

#[test]
fn a_small_dot_is_scaled_up_to_a_disc() {
    let pixels = centred(&drawn(&stroke(Tool::Pen, 0.03, &[(0.11, 0.87)])));
    let ((columns, rows), _) = measure(&pixels);
    assert_eq!((columns, rows), (21, 21));
    assert_eq!(pixels[14 * 28 + 14], 255);
    let area = pixels.iter().map(|&pixel| f32::from(pixel)).sum::<f32>() / 255.0;
    let disc = std::f32::consts::PI * 100.0;
    assert!((area / disc - 1.0).abs() < 0.15, "{area} pixels, not about {disc}");
}

#[test]
fn the_aspect_is_kept() {
    for (to, expected) in [((0.2, 0.9), (2, 20)), ((0.9, 0.2), (20, 2)), ((0.55, 0.9), (11, 20))] {
        let pixels = centred(&drawn(&stroke(Tool::Pen, 0.07, &[(0.2, 0.2), to])));
        let ((columns, rows), _) = measure(&pixels);
        let near = |found: usize, expected: usize| (expected..=expected + 1).contains(&found);
        assert!(
            near(columns, expected.0) && near(rows, expected.1),
            "{columns}×{rows}, not {expected:?}"
        );
    }
}

#[test]
fn what_falls_off_the_field_is_cut() {
    // Nearly all of the mass is at the top, so that the tail runs off at the bottom.
    let mut drawing = stroke(Tool::Pen, 0.3, &[(0.3, 0.2), (0.7, 0.2)]);
    drawing.strokes.extend(stroke(Tool::Pen, 0.02, &[(0.5, 0.2), (0.5, 0.95)]).strokes);
    let pixels = centred(&drawn(&drawing));
    assert!(pixels[27 * 28..].iter().any(|&pixel| pixel > 0));
    assert!(pixels[..28].iter().all(|&pixel| pixel == 0));
}

#[test]
fn erosion_comes_after_centring() {
    let ink = drawn(&digit(8, 0.7, 0.1, 0.0));
    let eroded = prepare(&ink, Preparation { centre: true, erode: true, scale: PixelScale::Byte });
    assert_eq!(eroded[..], naive_erosion(&centred(&ink)));
    let eroded = prepare(&ink, Preparation { centre: false, erode: true, scale: PixelScale::Byte });
    assert_eq!(eroded[..], naive_erosion(&as_drawn(&ink)));
}

#[test]
fn faint_ink_is_found_among_fainter_noise() {
    let mut pixels: Vec<u8> = (0..784).map(|index| (index % 3) as u8).collect();
    for y in 2..9 {
        pixels[y * 28 + 3] = 40;
    }
    let ((columns, rows), _) = measure(&centred(&drawn(&picture(28, 28, pixels))));
    assert!((20..=21).contains(&rows) && (3..=4).contains(&columns), "{columns}×{rows}");
}

#[test]
fn strokes_lie_over_the_picture() {
    let mut drawing = picture(2, 2, vec![0, 100, 200, 50]);
    drawing.strokes = stroke(Tool::Pen, 0.1, &[(0.25, 0.25)]).strokes;
    drawing.strokes.extend(stroke(Tool::Eraser, 0.1, &[(0.25, 0.75)]).strokes);
    let pixels = as_drawn(&drawn(&drawing));
    let at = |x: usize, y: usize| pixels[y * 28 + x];
    assert_eq!(
        [at(7, 7), at(1, 1), at(20, 3), at(7, 21), at(1, 20), at(20, 20)],
        [255, 0, 100, 0, 200, 50]
    );
}

#[test]
fn a_picture_that_is_not_its_size_is_left_out() {
    for (width, height, length) in [(3, 3, 8), (0, 5, 0), (5, 0, 0), (usize::MAX, 2, 4)] {
        assert!(drawn(&picture(width, height, vec![255; length])).is_blank(), "{width}×{height}");
    }
}

#[test]
fn pixels_enter_as_bytes_or_as_shares() {
    let mut pixels = [0; 784];
    pixels[..3].copy_from_slice(&[255, 51, 1]);
    for (how, expected) in [
        (PixelScale::Byte, [255.0, 51.0, 1.0, 0.0]),
        (PixelScale::Unit, [1.0, 0.2, 1.0 / 255.0, 0.0]),
    ] {
        let mut input = [9.0; 784];
        scale(&pixels, how, &mut input);
        assert_eq!(input[..4], expected);
        assert_eq!(input[783], 0.0);
    }
}
