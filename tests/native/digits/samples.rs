use hitofude::digits::prepare::prepare;
use hitofude::digits::{Handwriting, PixelScale, Pixels, Preparation, samples};

use super::drawn;

#[test]
fn every_hand_writes_the_ten_digits() {
    for hand in [Handwriting::Plain, Handwriting::European, Handwriting::Quick] {
        let digits: Vec<u8> = samples()
            .iter()
            .filter(|sample| sample.hand == hand)
            .map(|sample| sample.digit)
            .collect();
        assert_eq!(digits, (0..10).collect::<Vec<u8>>(), "{hand:?}");
    }
    assert_eq!(
        samples()[..10].iter().filter(|sample| sample.hand == Handwriting::Plain).count(),
        10
    );
}

#[test]
fn samples_are_placed_as_a_person_would_place_them() {
    for sample in samples() {
        let ink = drawn(&sample.drawing());
        let rows: Vec<usize> = (0..280)
            .filter(|y| ink.cells()[y * 280..][..280].iter().any(|&cell| cell > 127))
            .collect();
        let (top, bottom) = (rows[0], rows[rows.len() - 1] + 1);
        let height = (bottom - top) as f32 / 280.0;
        let middle = (bottom + top) as f32 / 560.0;
        assert!((0.58..0.7).contains(&height), "{sample:?} is {height} of the pad high");
        assert!((middle - 0.5).abs() < 0.03, "{sample:?} is around {middle}");
    }
}

#[test]
fn no_two_samples_look_the_same() {
    let preparation = Preparation { centre: true, erode: false, scale: PixelScale::Byte };
    let images: Vec<Pixels> =
        samples().iter().map(|sample| prepare(&drawn(&sample.drawing()), preparation)).collect();
    for (index, image) in images.iter().enumerate() {
        for (other, that) in images.iter().enumerate().skip(index + 1) {
            let apart: u32 = image.iter().zip(that).map(|(&a, &b)| u32::from(a.abs_diff(b))).sum();
            assert!(apart > 3000, "{:?} and {:?}: {apart}", samples()[index], samples()[other]);
        }
    }
}

#[test]
fn samples_are_written_with_a_living_pressure() {
    for sample in samples() {
        for stroke in sample.drawing().strokes {
            let pressures: Vec<f32> = stroke.points.iter().map(|point| point.pressure).collect();
            let (first, last) = (pressures[0], pressures[pressures.len() - 1]);
            assert!(first > last + 0.1 && pressures.is_sorted_by(|a, b| a >= b), "{sample:?}");
            assert!(pressures.iter().all(|pressure| (0.3..0.7).contains(pressure)), "{sample:?}");
        }
    }
}
