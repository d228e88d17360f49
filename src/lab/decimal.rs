//! Decimal numbers, read. The standard library's reader is right to the last bit for every text there can be, and
//! carries a table of 10 KiB for that: a fortieth of the whole page. This one is right to the last bit of an `f32` for
//! whatever an `f32` is written as, and nearly so for the rest.

/// The largest power of ten that is an `f64`.
const EXACT: i32 = 22;

/// Reads decimal digits with an optional sign, point and exponent; also "inf", "infinity" and "nan" in any case, as
/// [`str::parse`] does. `None` for anything else. Beyond all `f64` it gives an infinity.
pub(super) fn read(text: &str) -> Option<f64> {
    let (negative, text) = match text.as_bytes().first()? {
        b'-' => (true, &text[1..]),
        b'+' => (false, &text[1..]),
        _ => (false, text),
    };
    let is = |word: &str| text.eq_ignore_ascii_case(word);
    let size = if is("inf") || is("infinity") {
        f64::INFINITY
    } else if is("nan") {
        f64::NAN
    } else {
        size(text)?
    };
    Some(if negative { -size } else { size })
}

/// The same without a sign, digits only.
fn size(text: &str) -> Option<f64> {
    let (number, exponent) = match text.split_once(['e', 'E']) {
        Some((number, exponent)) => (number, Some(exponent)),
        None => (text, None),
    };
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    if whole.is_empty() && part.is_empty() {
        return None;
    }
    let (mut digits, mut scale) = (0_u64, 0_i32);
    for (place, digit) in whole.bytes().chain(part.bytes()).enumerate() {
        let digit = u64::from(digit.checked_sub(b'0').filter(|digit| *digit < 10)?);
        let after = place >= whole.len();
        // What comes after 19 digits is less than a rounding.
        if digits < u64::MAX / 10 - 9 {
            digits = 10 * digits + digit;
            scale -= i32::from(after);
        } else {
            scale += i32::from(!after);
        }
    }
    if let Some(exponent) = exponent {
        // One that is no `i32` is a number all the same.
        let (sign, places) = match exponent.as_bytes().first()? {
            b'-' => (-1, &exponent[1..]),
            b'+' => (1, &exponent[1..]),
            _ => (1, exponent),
        };
        if places.is_empty() {
            return None;
        }
        let mut size = 0_i32;
        for digit in places.bytes() {
            let digit = i32::from(digit.checked_sub(b'0').filter(|digit| *digit < 10)?);
            size = (10 * size + digit).min(9_999);
        }
        scale = scale.saturating_add(sign * size);
    }
    let mut value = digits as f64;
    while scale != 0 && value != 0.0 && value.is_finite() {
        let step = scale.clamp(-EXACT, EXACT);
        let power = 10_f64.powi(step.abs());
        value = if step < 0 { value / power } else { value * power };
        scale -= step;
    }
    Some(value)
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::read;
    use proptest::prelude::*;

    #[test]
    fn reads_what_the_standard_library_reads() {
        for text in [
            "0",
            "-0",
            "1",
            "+1",
            "-1",
            ".5",
            "5.",
            "1.25",
            "-12.75e2",
            "1e-3",
            "1E3",
            "1e+3",
            "0.000001",
            "1e22",
            "123456789",
            "0e99999",
            "inf",
            "-Infinity",
            "NaN",
            "1e-7",
            "00012.50",
            "4294967295",
        ] {
            let (found, expected) = (read(text), text.parse::<f64>().ok());
            assert_eq!(found.map(f64::to_bits), expected.map(f64::to_bits), "{text}");
        }
        assert_eq!(read("1e99999999999"), Some(f64::INFINITY));
        assert_eq!(read("-1e400"), Some(f64::NEG_INFINITY));
        assert_eq!(read("1e-99999999999"), Some(0.0));
        for text in
            ["", ".", "e1", ".e1", "1e", "1e+", "--1", "1 2", "1,5", "0x10", "a", "1.2.3", "-"]
        {
            assert_eq!(read(text), None, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn every_f32_is_read_back_from_its_shortest_decimal(bits: u32) {
            let value = f32::from_bits(bits);
            prop_assume!(value.is_finite());
            let text = value.to_string();
            prop_assert_eq!(read(&text).map(|read| (read as f32).to_bits()), Some(bits), "{}", text);
        }

        #[test]
        fn long_numbers_are_read_to_nearly_the_last_bit(whole: u64, part in "[0-9]{0,30}", exponent in -30..30) {
            let text = format!("{whole}.{part}e{exponent}");
            let expected: f64 = text.parse().expect("a number");
            let found = read(&text).expect("a number");
            prop_assert!((found - expected).abs() <= 4.0 * f64::EPSILON * expected.abs(), "{}", text);
        }

        #[test]
        fn any_text_is_refused_or_read_as_the_standard_library_does(text in "[-+.eE0-9a ]{0,9}") {
            prop_assert_eq!(read(&text).is_some(), text.parse::<f64>().is_ok(), "{:?}", text);
        }
    }
}
