//! Numbers as they are shown: short, with a real minus sign, and honest where they run away.

const MINUS: char = '−';

/// About three digits, whatever the size: `0.042`, `−1.37`, `8489`, `1.2e9`, `∞`.
pub fn short(value: f32) -> String {
    let size = value.abs();
    if !value.is_finite() {
        return not_finite(value);
    }
    let digits = match size {
        _ if size == 0.0 => return "0".into(),
        100.0..1e6 => 0,
        10.0..100.0 => 1,
        0.095..10.0 => 2,
        0.0005..0.095 => 3,
        _ => return with_minus(format!("{value:.1e}")),
    };
    with_minus(format!("{value:.digits$}"))
}

/// As few letters as tell the size, for a caption under a small map: `0.07`, `−2.6`, `678`, `24k`, `1e9`.
pub fn tight(value: f32) -> String {
    let size = value.abs();
    if !value.is_finite() {
        return not_finite(value);
    }
    with_minus(match size {
        _ if size == 0.0 => "0".into(),
        ..0.005 => format!("{value:.0e}"),
        ..9.95 => format!("{value:.2}"),
        ..999.5 => format!("{value:.0}"),
        ..9950.0 => format!("{:.1}k", value / 1e3),
        ..999_500.0 => format!("{:.0}k", value / 1e3),
        ..9.95e6 => format!("{:.1}M", value / 1e6),
        ..999.5e6 => format!("{:.0}M", value / 1e6),
        _ => format!("{value:.0e}"),
    })
}

/// A weight in the field that it can be typed in: as it is where that is short, and otherwise as [`tight`] as the field is.
pub fn field(value: f32) -> String {
    let exact = value.to_string();
    // With the sign that a keyboard has.
    if exact.len() <= 5 { exact } else { tight(value).replace(MINUS, "-") }
}

/// As much as a small cell holds, four letters or so: `.42`, `−1.4`, `137`, `4e−9`.
pub fn tiny(value: f32) -> String {
    if !value.is_finite() {
        return not_finite(value);
    }
    let text = match value.abs() {
        0.0 => "0".into(),
        ..0.005 => format!("{value:.0e}"),
        ..0.995 => format!("{value:.2}").replacen("0.", ".", 1),
        ..9.95 => format!("{value:.1}"),
        ..9999.5 => format!("{value:.0}"),
        _ => format!("{value:.0e}"),
    };
    with_minus(text)
}

/// A weight in its cell: two decimals and always a sign, fewer decimals for large ones.
pub fn cell(value: f32) -> String {
    if !value.is_finite() {
        return not_finite(value);
    }
    let digits = match value.abs() {
        100.0.. => 0,
        10.0..100.0 => 1,
        _ => 2,
    };
    let text = format!("{value:+.digits$}");
    // A zero, and what rounds to it, has no sign.
    if text.chars().all(|letter| "+-0.".contains(letter)) {
        return format!("{:.digits$}", 0.0);
    }
    with_minus(text)
}

/// A change, always with its sign: two decimals, or its size where that is less or much more: `−0.87`, `+3e−4`, `−8.5k`.
pub fn signed(change: f32) -> String {
    match change.abs() {
        0.005..99.5 => cell(change),
        _ if change > 0.0 => format!("+{}", tight(change)),
        _ => tight(change),
    }
}

/// A step beside its weight: which way by a mark, and how far in about two digits, where that is at least
/// 0.0005: `▲.03`, `▼1.2`, `▲`, and `·` for none at all.
pub fn step(step: f32) -> String {
    let mark = step_mark(step);
    let amount = match step.abs() {
        size if size.is_nan() => String::new(),
        ..0.0005 => String::new(),
        size @ ..0.0095 => format!("{size:.3}"),
        size @ ..0.995 => format!("{size:.2}"),
        size @ ..9.95 => format!("{size:.1}"),
        size @ ..9999.5 => format!("{size:.0}"),
        f32::INFINITY => "∞".into(),
        size => format!("{size:.0e}"),
    };
    format!("{mark}{}", amount.trim_start_matches('0'))
}

/// Which way a step goes: `▲`, `▼`, `·` for none at all, `?` where that is no number.
pub fn step_mark(step: f32) -> char {
    match step {
        _ if step > 0.0 => '▲',
        _ if step < 0.0 => '▼',
        _ if step == 0.0 => '·',
        _ => '?',
    }
}

/// An output: three decimals inside 0…1, like [`short`] outside.
pub fn answer(value: f32) -> String {
    if (0.0..=1.0).contains(&value) { format!("{value:.3}") } else { short(value) }
}

/// A pixel in its tiny cell: `.42`, or `0`, `1`, `137`.
pub fn pixel(value: f32) -> String {
    if value == value.trunc() {
        return format!("{value:.0}");
    }
    format!("{value:.2}").trim_start_matches('0').to_string()
}

/// A count with its thousands apart: `1,234,567`.
pub fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A share as a percentage: `98.7 %`. It says `100 %` and `0 %` only where that is the whole truth.
pub fn percent(share: f32) -> String {
    if share == 0.0 || share == 1.0 {
        return format!("{:.0} %", share * 100.0);
    }
    let tenths = (share * 1000.0).round().clamp(1.0, 999.0);
    format!("{:.1} %", tenths / 10.0)
}

fn with_minus(text: String) -> String {
    text.replace('-', &MINUS.to_string())
}

fn not_finite(value: f32) -> String {
    match value {
        f32::INFINITY => "∞".into(),
        f32::NEG_INFINITY => format!("{MINUS}∞"),
        _ => "NaN".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_keeps_about_three_digits() {
        let cases = [
            (0.0, "0"),
            (0.0004, "4.0e−4"),
            (0.0421, "0.042"),
            (-1.374, "−1.37"),
            (42.19, "42.2"),
            (8488.685, "8489"),
            (1.2e9, "1.2e9"),
            (-1.2e-9, "−1.2e−9"),
            (f32::INFINITY, "∞"),
            (f32::NEG_INFINITY, "−∞"),
            (f32::NAN, "NaN"),
        ];
        for (value, shown) in cases {
            assert_eq!(short(value), shown);
        }
    }

    #[test]
    fn a_field_shows_a_short_weight_exactly_and_any_other_shortly() {
        let cases = [
            (0.125, "0.125"),
            (-0.5, "-0.5"),
            (-1000.0, "-1000"),
            (0.348_123_1, "0.35"),
            (-0.048_123, "-0.05"),
            (-0.001_234_5, "-1e-3"),
            (-999.25, "-999"),
        ];
        for (value, shown) in cases {
            assert_eq!(field(value), shown);
        }
    }

    #[test]
    fn a_caption_is_at_most_six_letters_long() {
        let cases = [
            (0.0, "0"),
            (0.071, "0.07"),
            (0.0012, "1e−3"),
            (-2.62, "−2.62"),
            (678.4, "678"),
            (-8489.0, "−8.5k"),
            (-23973.0, "−24k"),
            (1.2e6, "1.2M"),
            (3.4e38, "3e38"),
            (f32::NEG_INFINITY, "−∞"),
        ];
        for (value, shown) in cases {
            assert_eq!(tight(value), shown);
            assert!(shown.chars().count() <= 6);
        }
    }

    #[test]
    fn a_weight_shows_its_sign_unless_it_is_zero() {
        for (value, shown) in
            [(0.5, "+0.50"), (-0.254, "−0.25"), (0.0, "0.00"), (-0.001, "0.00"), (-1000.0, "−1000")]
        {
            assert_eq!(cell(value), shown);
        }
    }

    #[test]
    fn a_change_shows_its_sign_whatever_its_size() {
        for (value, shown) in [
            (-0.874, "−0.87"),
            (0.12, "+0.12"),
            (3e-4, "+3e−4"),
            (-3e-4, "−3e−4"),
            (0.0, "0"),
            (-8489.0, "−8.5k"),
            (f32::INFINITY, "+∞"),
        ] {
            assert_eq!(signed(value), shown);
        }
    }

    #[test]
    fn a_step_shows_its_way_and_about_two_digits() {
        for (value, shown) in [
            (0.0343, "▲.03"),
            (-0.0042, "▼.004"),
            (0.0004, "▲"),
            (-1e-20, "▼"),
            (0.0, "·"),
            (-0.0, "·"),
            (0.999, "▲1.0"),
            (-12.3, "▼12"),
            (2e9, "▲2e9"),
            (f32::NEG_INFINITY, "▼∞"),
            (f32::NAN, "?"),
        ] {
            assert_eq!(step(value), shown);
        }
    }

    #[test]
    fn a_small_cell_holds_four_letters() {
        for (value, shown) in [
            (0.0, "0"),
            (-0.0, "0"),
            (0.4235, ".42"),
            (-0.06, "−.06"),
            (0.999, "1.0"),
            (-9.7, "−9.7"),
            (137.2, "137"),
            (-4e-9, "−4e−9"),
            (2.3e7, "2e7"),
            (f32::NEG_INFINITY, "−∞"),
        ] {
            assert_eq!(tiny(value), shown);
        }
    }

    #[test]
    fn an_output_inside_its_bounds_has_three_decimals() {
        assert_eq!(answer(0.96234), "0.962");
        assert_eq!(answer(8488.685), "8489");
    }

    #[test]
    fn thousands_stand_apart() {
        for (count, shown) in [(0, "0"), (999, "999"), (1000, "1,000"), (1_234_567, "1,234,567")] {
            assert_eq!(grouped(count), shown);
        }
    }

    #[test]
    fn only_the_whole_is_a_hundred_percent() {
        for (share, shown) in
            [(0.0, "0 %"), (1e-6, "0.1 %"), (0.9871, "98.7 %"), (0.9999, "99.9 %"), (1.0, "100 %")]
        {
            assert_eq!(percent(share), shown);
        }
    }

    #[test]
    fn a_pixel_fits_its_cell() {
        for (value, shown) in
            [(0.0, "0"), (1.0, "1"), (0.4235, ".42"), (137.0, "137"), (0.999, "1.00")]
        {
            assert_eq!(pixel(value), shown);
        }
    }
}
