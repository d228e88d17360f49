//! The numbers of the Learn panel as people type them.

use super::decimal;
use super::weight_input::to_ascii;

/// The smallest learning rate: with less, nobody sees a weight move.
pub const MIN_RATE: f32 = 1e-6;
/// The largest learning rate: far more than any network bears, so that one can see what too much does.
pub const MAX_RATE: f32 = 1000.0;
/// The largest weight decay: with a rate of 1 every step would clear the weights.
pub const MAX_DECAY: f32 = 1.0;
/// The largest batch.
pub const MAX_BATCH: usize = 1024;

/// Why a text is not such a number. Each has what stood there, without the spaces around it.
#[derive(Clone, Debug, PartialEq)]
pub enum SettingError {
    /// Not a finite number.
    NotANumber {
        /// What stood there.
        found: String,
    },
    /// A number, but not a whole one.
    NotWhole {
        /// What stood there.
        found: String,
    },
    /// Too small or too large.
    OutOfRange {
        /// What stood there.
        found: String,
        /// The smallest that is allowed.
        low: f64,
        /// The largest that is allowed.
        high: f64,
    },
}

/// Reads a learning rate, [`MIN_RATE`] to [`MAX_RATE`].
///
/// # Errors
/// What was found instead.
pub fn parse_rate(text: &str) -> Result<f32, SettingError> {
    real(text, MIN_RATE, MAX_RATE)
}

/// Reads a weight decay, 0 to [`MAX_DECAY`].
///
/// # Errors
/// What was found instead.
pub fn parse_decay(text: &str) -> Result<f32, SettingError> {
    // The one zero that is written "0".
    real(text, 0.0, MAX_DECAY).map(f32::abs)
}

/// Reads any number.
///
/// # Errors
/// What was found instead.
pub fn parse_number(text: &str) -> Result<f32, SettingError> {
    real(text, f32::MIN, f32::MAX)
}

/// Reads a batch size, 1 to [`MAX_BATCH`].
///
/// # Errors
/// What was found instead.
pub fn parse_batch(text: &str) -> Result<usize, SettingError> {
    Ok(whole(text, 1.0, MAX_BATCH as f64)? as usize)
}

/// Reads a seed, 0 to 4,294,967,295.
///
/// # Errors
/// What was found instead.
pub fn parse_seed(text: &str) -> Result<u32, SettingError> {
    Ok(whole(text, 0.0, f64::from(u32::MAX))? as u32)
}

fn plain(text: &str) -> String {
    text.trim().chars().map(to_ascii).collect()
}

fn real(text: &str, low: f32, high: f32) -> Result<f32, SettingError> {
    let found = || text.trim().to_owned();
    let value = match decimal::read(&plain(text)) {
        Some(value) => value as f32,
        None => return Err(SettingError::NotANumber { found: found() }),
    };
    let has_digits = text.chars().any(|c| to_ascii(c).is_ascii_digit());
    if !has_digits {
        // `read` also reads "inf" and "NaN".
        return Err(SettingError::NotANumber { found: found() });
    }
    if !(low..=high).contains(&value) {
        let (low, high) = (as_written(low), as_written(high));
        return Err(SettingError::OutOfRange { found: found(), low, high });
    }
    Ok(value)
}

/// As it is written: 0.000001, not the 0.00000099999999747… that the nearest f32 is.
fn as_written(value: f32) -> f64 {
    // The shortest decimal of a finite number always reads back.
    decimal::read(&value.to_string()).unwrap_or_default()
}

fn whole(text: &str, low: f64, high: f64) -> Result<f64, SettingError> {
    let found = || text.trim().to_owned();
    let value = match decimal::read(&plain(text)) {
        Some(value) => value,
        None => return Err(SettingError::NotANumber { found: found() }),
    };
    if !text.chars().any(|c| to_ascii(c).is_ascii_digit()) {
        return Err(SettingError::NotANumber { found: found() });
    }
    if value.is_finite() && value.fract() != 0.0 {
        return Err(SettingError::NotWhole { found: found() });
    }
    if !(low..=high).contains(&value) {
        return Err(SettingError::OutOfRange { found: found(), low, high });
    }
    Ok(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_numbers_as_people_type_them() {
        for (text, value) in
            [("0.01", 0.01), (" 1e-3 ", 0.001), ("０．５", 0.5), ("1000", 1000.0), (".1", 0.1)]
        {
            assert_eq!(parse_rate(text), Ok(value), "{text:?}");
        }
        assert_eq!(parse_decay("0"), Ok(0.0));
        assert_eq!(parse_decay("-0").map(f32::to_bits), Ok(0));
        for (text, value) in [("1", 1), ("６４", 64), ("1e2", 100), ("1024", 1024), ("32.0", 32)]
        {
            assert_eq!(parse_batch(text), Ok(value), "{text:?}");
        }
        assert_eq!(parse_seed("4294967295"), Ok(u32::MAX));
        assert_eq!(parse_seed("0"), Ok(0));
    }

    #[test]
    fn refuses_what_is_no_number() {
        for text in ["", "a", "NaN", "inf", "-inf", "1,5", "∞", "1/2", "六"] {
            let expected = SettingError::NotANumber { found: text.to_owned() };
            assert_eq!(parse_rate(text), Err(expected.clone()), "{text:?}");
            assert_eq!(parse_batch(text), Err(expected), "{text:?}");
        }
    }

    #[test]
    fn refuses_what_is_out_of_range_and_says_the_range() {
        let error = |found: &str, low, high| SettingError::OutOfRange {
            found: found.to_owned(),
            low,
            high,
        };
        for text in ["0", "-1", "1e-9", "1000.1", "1e999", "-1e999"] {
            assert_eq!(parse_rate(text), Err(error(text, 1e-6, 1000.0)), "{text:?}");
        }
        for text in ["-0.1", "1.5"] {
            assert_eq!(parse_decay(text), Err(error(text, 0.0, 1.0)), "{text:?}");
        }
        for text in ["0", "-5", "1025", "1e999"] {
            assert_eq!(parse_batch(text), Err(error(text, 1.0, 1024.0)), "{text:?}");
        }
        assert_eq!(parse_seed("4294967296"), Err(error("4294967296", 0.0, 4_294_967_295.0)));
    }

    #[test]
    fn refuses_what_is_not_whole() {
        let expected = SettingError::NotWhole { found: "1.5".into() };
        assert_eq!(parse_batch("1.5"), Err(expected.clone()));
        assert_eq!(parse_seed(" 1.5 "), Err(expected));
    }
}
