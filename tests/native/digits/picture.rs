use hitofude::digits::{GreyImage, PictureError, prepare};

use super::{digit, drawn};

/// A 5 as 28×28 grey pixels, white on black.
fn five() -> Vec<u8> {
    prepare::as_drawn(&drawn(&digit(5, 1.0, 0.0, 0.0))).to_vec()
}

fn read(width: usize, pixels: &[[u8; 4]]) -> GreyImage {
    GreyImage::from_rgba(width, pixels.len() / width, pixels.as_flattened())
        .expect("a whole picture")
}

#[test]
fn digital_pictures_become_white_on_black_exactly() {
    let five = five();
    let grey = |level: u8| [level, level, level, 255];
    for (name, pixels) in [
        ("white on black", five.iter().map(|&ink| grey(ink)).collect::<Vec<_>>()),
        ("black on white", five.iter().map(|&ink| grey(255 - ink)).collect()),
        ("black on nothing", five.iter().map(|&ink| [0, 0, 0, ink]).collect()),
        ("white on nothing", five.iter().map(|&ink| [255, 255, 255, ink]).collect()),
    ] {
        assert_eq!(
            read(28, &pixels),
            GreyImage { width: 28, height: 28, pixels: five.clone() },
            "{name}"
        );
    }
}

#[test]
fn faint_ink_is_brought_up() {
    let pixels: Vec<[u8; 4]> = five()
        .iter()
        .map(|&ink| {
            let level = 200 - ink / 4;
            [level, level, level, 255]
        })
        .collect();
    let image = read(28, &pixels);
    for (found, expected) in image.pixels.iter().zip(five()) {
        assert!(found.abs_diff(expected) <= 5, "{found}, not {expected}");
    }
}

#[test]
fn coloured_ink_on_nothing_is_ink() {
    for colour in [[200, 30, 30], [30, 60, 220], [250, 240, 90]] {
        let [r, g, b] = colour;
        let pixels: Vec<[u8; 4]> = five().iter().map(|&ink| [r, g, b, ink]).collect();
        let image = read(28, &pixels);
        let strongest = image.pixels.iter().max();
        assert!(strongest >= Some(&190), "{colour:?}: {strongest:?}");
        assert_eq!(image.pixels[0], 0, "{colour:?}");
    }
}

/// Dark ink on paper that is darker to one side and grainy.
fn photograph(width: usize, height: usize) -> (Vec<[u8; 4]>, Vec<bool>) {
    let ink = drawn(&digit(5, 1.0, 0.0, 0.0));
    let mut grain = 12345u32;
    (0..width * height)
        .map(|index| {
            let (x, y) = (index % width, index / width);
            grain = grain.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let paper = 205.0 - 70.0 * x as f32 / width as f32 + (grain >> 24) as f32 / 32.0;
            let inked = ink.cells()[y * 280 / height * 280 + x * 280 / width];
            let level = (paper * (1.0 - 0.75 * f32::from(inked) / 255.0)) as u8;
            ([level, level, level.saturating_sub(20), 255], inked == 255)
        })
        .unzip()
}

#[test]
fn a_photograph_of_ink_on_paper_gets_black_paper() {
    let (pixels, inked) = photograph(280, 280);
    let image = read(280, &pixels);
    assert_eq!((image.width, image.height), (280, 280));
    let mean = |ink: bool| {
        let chosen: Vec<f32> = image
            .pixels
            .iter()
            .zip(&inked)
            .filter(|&(_, &inked)| inked == ink)
            .map(|(&pixel, _)| f32::from(pixel))
            .collect();
        chosen.iter().sum::<f32>() / chosen.len() as f32
    };
    assert!(mean(true) > 170.0, "ink at {}", mean(true));
    assert!(mean(false) < 4.0, "paper at {}", mean(false));
}

#[test]
fn large_pictures_shrink_to_the_pad_and_keep_their_aspect() {
    let (pixels, _) = photograph(1000, 500);
    let image = read(1000, &pixels);
    assert_eq!((image.width, image.height), (280, 280));
    let row = |y: usize| &image.pixels[y * 280..][..280];
    assert!((0..70).chain(210..280).all(|y| row(y).iter().all(|&pixel| pixel == 0)));
    assert!(row(140).iter().any(|&pixel| pixel > 127));
}

#[test]
fn small_pictures_keep_their_pixels_between_black_margins() {
    let mut pixels = [[0, 0, 0, 255]; 15];
    pixels[7] = [255; 4];
    for (width, side, inked) in [(5, 5, 2 * 5 + 2), (3, 5, 2 * 5 + 2)] {
        let mut expected = vec![0; side * side];
        expected[inked] = 255;
        assert_eq!(read(width, &pixels).pixels, expected, "{width} wide");
    }
}

#[test]
fn a_card_with_transparent_corners_keeps_its_paper() {
    let (five, clear) = (five(), [0, 0, 0, 0]);
    let mut pixels: Vec<[u8; 4]> =
        five.iter().map(|&ink| [255 - ink, 255 - ink, 255 - ink, 255]).collect();
    for corner in [0, 1, 26, 27, 28, 55, 728, 755, 756, 757, 782, 783] {
        pixels[corner] = clear;
    }
    assert_eq!(read(28, &pixels).pixels, five);
}

#[test]
fn a_picture_of_nothing_is_told_to_be_blank() {
    for colour in
        [[0, 0, 0, 0], [255, 255, 255, 255], [0, 0, 0, 255], [90, 140, 30, 255], [1, 2, 3, 40]]
    {
        for (width, height) in [(6, 5), (1, 1)] {
            let pixels = vec![colour; width * height];
            let found = GreyImage::from_rgba(width, height, pixels.as_flattened());
            assert_eq!(found, Err(PictureError::Blank), "{colour:?}, {width}×{height}");
        }
    }
}

#[test]
fn a_picture_without_pixels_or_with_too_few_bytes_is_refused() {
    for (width, height, bytes, expected) in [
        (0, 0, 0, PictureError::Empty { width: 0, height: 0 }),
        (0, 7, 0, PictureError::Empty { width: 0, height: 7 }),
        (7, 0, 28, PictureError::Empty { width: 7, height: 0 }),
        (2, 2, 15, PictureError::Length { expected: 16, found: 15 }),
        (2, 2, 17, PictureError::Length { expected: 16, found: 17 }),
        (usize::MAX, 2, 16, PictureError::Length { expected: usize::MAX, found: 16 }),
    ] {
        assert_eq!(GreyImage::from_rgba(width, height, &vec![0; bytes]), Err(expected));
    }
}

/// Every byte off by up to `most`, one in `every` of them.
fn with_noise(pixels: &[[u8; 4]], most: i16, every: u32) -> Vec<[u8; 4]> {
    let mut noise = 9u32;
    let mut next = || {
        noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        noise >> 8
    };
    let mut off = |byte: u8| {
        let by = (next() % (2 * most as u32 + 1)) as i16 - most;
        let by = if next() % every == 0 { by } else { 0 };
        (i16::from(byte) + by).clamp(0, 255) as u8
    };
    pixels.iter().map(|pixel| pixel.map(&mut off)).collect()
}

#[test]
fn the_noise_of_a_privacy_browser_leaves_the_same_drawing() {
    let five = five();
    let grey = |level: u8| [level, level, level, 255];
    for (name, pixels) in [
        ("white on black", five.iter().map(|&ink| grey(ink)).collect::<Vec<_>>()),
        ("black on white", five.iter().map(|&ink| grey(255 - ink)).collect()),
        ("black on nothing", five.iter().map(|&ink| [0, 0, 0, ink]).collect()),
        ("white on nothing", five.iter().map(|&ink| [255, 255, 255, ink]).collect()),
        (
            "brown on yellow",
            five.iter().map(|&ink| [200 - ink / 2, 170 - ink / 2, 60, 255]).collect(),
        ),
    ] {
        let clean = read(28, &pixels);
        for every in [1, 4, 50] {
            let noisy = read(28, &with_noise(&pixels, 3, every));
            let furthest =
                noisy.pixels.iter().zip(&clean.pixels).map(|(a, b)| a.abs_diff(*b)).max();
            // Ink of half the contrast comes with twice the noise.
            assert!(furthest <= Some(20), "{name}, one in {every}: {furthest:?}");
            let paper = noisy.pixels.iter().zip(&clean.pixels).filter(|(_, clean)| **clean == 0);
            // Where so little is off, the border does not tell of it, and what is off is seen as it is.
            let specks = paper.map(|(noisy, _)| *noisy).max();
            assert!(
                specks <= Some(if every < 50 { 0 } else { 3 }),
                "{name}, one in {every}: {specks:?}"
            );
        }
    }
}

#[test]
fn noise_alone_is_no_drawing() {
    for colour in [[255, 255, 255, 255], [0, 0, 0, 0], [120, 90, 30, 255]] {
        for every in [1, 4, 50, 500] {
            let pixels = with_noise(&vec![colour; 40 * 40], 3, every);
            let found = GreyImage::from_rgba(40, 40, pixels.as_flattened());
            assert_eq!(found, Err(PictureError::Blank), "{colour:?}, one in {every}");
        }
    }
}
