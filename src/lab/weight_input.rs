//! A weight as people type it.

use super::decimal;
use super::lab::bounded;
use crate::nn::MAX_WEIGHT;

/// A weight that was read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weight {
    /// Finite, and at most [`MAX_WEIGHT`] in size.
    pub value: f32,
    /// Whether more than that was asked for.
    pub clamped: bool,
}

/// Why a text is not a weight.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WeightError {
    /// Not a number.
    NotANumber {
        /// What stood there, without the spaces around it.
        found: String,
    },
    /// Infinity, or "not a number" by name.
    NotFinite {
        /// What stood there, without the spaces around it.
        found: String,
    },
}

/// Reads a weight: decimal digits with an optional sign, point and exponent, in ASCII or as Japanese
/// keyboards give them (１．５, －１, −1, ー1).
///
/// # Errors
/// What was found instead of a finite number.
pub fn parse_weight(text: &str) -> Result<Weight, WeightError> {
    let found = text.trim();
    let plain: String = found.chars().map(to_ascii).collect();
    let not_a_number = || WeightError::NotANumber { found: found.to_owned() };
    let value: f32 = match plain.as_str() {
        "∞" | "+∞" | "-∞" => f32::INFINITY,
        plain => decimal::read(plain).ok_or_else(not_a_number)? as f32,
    };
    // `read` also reads "inf" and "NaN"; digits that overflow are a finite number that is too large.
    if !plain.contains(|c: char| c.is_ascii_digit()) {
        return Err(WeightError::NotFinite { found: found.to_owned() });
    }
    Ok(Weight { value: bounded(value), clamped: value.abs() > MAX_WEIGHT })
}

/// Digits, signs and points as Japanese keyboards give them, in ASCII.
pub(super) fn to_ascii(c: char) -> char {
    match c {
        // Minus sign, hyphens and dashes, and the long-vowel mark that sits on the minus key.
        '−' | '‐' | '‑' | '–' | '—' | '―' | 'ー' | 'ｰ' => '-',
        // The key of the point types a full stop in Japanese.
        '。' | '｡' => '.',
        // The full-width forms ！ to ～ mirror ASCII.
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_numbers_as_people_type_them() {
        for (text, value) in [
            ("1", 1.0),
            (" -0.25 ", -0.25),
            ("+3", 3.0),
            (".5", 0.5),
            ("2.", 2.0),
            ("1e-3", 0.001),
            ("１．５", 1.5),
            ("－２", -2.0),
            ("−2", -2.0),
            ("ー２。５", -2.5),
            ("＋１ｅ２", 100.0),
            ("\u{3000}7\u{3000}", 7.0),
            ("1000", 1000.0),
        ] {
            assert_eq!(parse_weight(text), Ok(Weight { value, clamped: false }), "{text:?}");
        }
    }

    #[test]
    fn clamps_what_is_too_large() {
        for (text, value) in
            [("1000.5", 1000.0), ("-1e9", -1000.0), ("1e999", 1000.0), ("−９９９９", -1000.0)]
        {
            assert_eq!(parse_weight(text), Ok(Weight { value, clamped: true }), "{text:?}");
        }
    }

    #[test]
    fn refuses_what_is_not_finite_and_says_what_it_was() {
        for text in ["NaN", "nan", "inf", "-inf", "Infinity", "∞", "−∞", "ｉｎｆ", "-NaN"]
        {
            let found = text.to_owned();
            assert_eq!(parse_weight(text), Err(WeightError::NotFinite { found }), "{text:?}");
        }
    }

    #[test]
    fn refuses_what_is_no_number_and_says_what_it_was() {
        for text in ["", "  ", "a", "1,5", "1 2", "--1", "0x10", "1e", "五", "-", "1/2"] {
            let found = text.trim().to_owned();
            assert_eq!(parse_weight(text), Err(WeightError::NotANumber { found }), "{text:?}");
        }
    }
}
