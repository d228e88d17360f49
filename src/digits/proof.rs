//! Whether a browser hands out the pixels that were drawn: some hand out others, so that pages cannot tell machines
//! apart by them. A strip of known colours is drawn beside a picture and read back with it.

/// How far off a byte may be before it is another one.
const NOISE: u8 = 6;

/// What was handed out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Handed {
    /// What was drawn.
    AsDrawn,
    /// That with a little noise.
    Noisy,
    /// Something else.
    Other,
}

/// The strip of known colours: so many pixels, RGBA with straight alpha. Colours that are half seen are such that a
/// canvas keeps them exactly.
pub fn strip(pixels: usize) -> Vec<u8> {
    let colour = |place: usize| match place % 4 {
        0 => [255, 0, 255, 128],
        1 => [0, 255, 0, 128],
        _ => {
            let level = |factor: usize| (place * factor % 256) as u8;
            [level(37), level(101), level(59), 255]
        }
    };
    (0..pixels).flat_map(colour).collect()
}

/// What was handed out where the strip was drawn.
pub fn judge(handed: &[u8]) -> Handed {
    let drawn = strip(handed.len() / 4);
    match handed.iter().zip(&drawn).map(|(a, b)| a.abs_diff(*b)).max() {
        Some(0) => Handed::AsDrawn,
        Some(1..=NOISE) => Handed::Noisy,
        _ => Handed::Other,
    }
}

/// The same pixels with straight alpha, where each colour has been multiplied by it.
pub fn straight(rgba: &[u8]) -> Vec<u8> {
    let straight = |&[r, g, b, a]: &[u8; 4]| {
        let of = |c: u8| {
            let (c, a) = (u32::from(c), u32::from(a).max(1));
            ((c * 255 + a / 2) / a).min(255) as u8
        };
        [of(r), of(g), of(b), a]
    };
    rgba.as_chunks().0.iter().flat_map(straight).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn noise_is_told_from_other_pixels() {
        let drawn = strip(64);
        assert_eq!(judge(&drawn), Handed::AsDrawn);
        let off =
            |by: u8| drawn.iter().map(|byte| byte.wrapping_add(by).max(by)).collect::<Vec<_>>();
        assert_eq!(
            judge(&drawn.iter().map(|byte| byte.saturating_sub(3)).collect::<Vec<_>>()),
            Handed::Noisy
        );
        assert_eq!(judge(&off(40)), Handed::Other);
        assert_eq!(judge(&[255; 256]), Handed::Other, "all white");
        assert_eq!(judge(&[0; 256]), Handed::Other, "nothing");
        assert_eq!(judge(&[]), Handed::Other);
        // Red and blue the other way round, and colours that are seen through less than they should.
        let swapped: Vec<u8> =
            drawn.as_chunks().0.iter().flat_map(|&[r, g, b, a]| [b, g, r, a]).collect();
        assert_eq!(judge(&swapped), Handed::Other);
        let by_alpha = |c: u8, a: u8| (u16::from(c) * u16::from(a) / 255) as u8;
        let premultiplied: Vec<u8> = drawn
            .as_chunks()
            .0
            .iter()
            .flat_map(|&[r, g, b, a]| [by_alpha(r, a), by_alpha(g, a), by_alpha(b, a), a])
            .collect();
        assert_eq!(judge(&premultiplied), Handed::Other);
        assert_eq!(judge(&straight(&premultiplied)), Handed::AsDrawn);
    }
}
