//! Numbers as people type them, in every field of the page: in ASCII or as Japanese keyboards give them (１．５, −1, ー1), with
//! a point or a comma before the decimals. What is no such number is refused, and never read as another one.

use super::decimal;
use crate::nn::MAX_WEIGHT;
use crate::nn::architecture::MAX_CHANNELS;

/// The smallest learning rate: with less, nobody sees a weight move.
pub const MIN_RATE: f32 = 1e-6;
/// The largest learning rate: far more than any network bears, so that one can see what too much does.
pub const MAX_RATE: f32 = 1000.0;
/// The largest weight decay: with a rate of 1 every step would clear the weights.
pub const MAX_DECAY: f32 = 1.0;
/// The largest batch.
pub const MAX_BATCH: usize = 1024;

/// Which numbers a field takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Wanted {
    low: f64,
    high: f64,
    whole: bool,
    /// Whether what lies beyond becomes the nearest one that does not.
    clamps: bool,
}

/// A number that was read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Number {
    /// Finite, and one that is wanted.
    pub value: f64,
    /// Whether more than that was asked for.
    pub clamped: bool,
}

/// Why a text is not such a number. Each has what stood there, without the spaces around it.
#[derive(Clone, Debug, PartialEq)]
pub enum NumberError {
    /// Not a number.
    NotANumber {
        /// What stood there.
        found: String,
        /// Whether a whole one is wanted.
        whole: bool,
    },
    /// Infinity, or "not a number" by name, where any weight would do.
    NotFinite {
        /// What stood there.
        found: String,
    },
    /// 1,000: a thousand to some, one to others.
    Ambiguous {
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
        /// The smallest that is wanted.
        low: f64,
        /// The largest.
        high: f64,
    },
}

impl Wanted {
    /// A weight: beyond ±[`MAX_WEIGHT`] it is the nearest that is allowed.
    pub const WEIGHT: Self = {
        let limit = MAX_WEIGHT as f64;
        Self { low: -limit, high: limit, whole: false, clamps: true }
    };
    /// A learning rate, 0.000001 to 1000: [`MIN_RATE`] to [`MAX_RATE`].
    pub const RATE: Self = Self::real(1e-6, MAX_RATE as f64);
    /// A weight decay, 0 to [`MAX_DECAY`].
    pub const DECAY: Self = Self::real(0.0, MAX_DECAY as f64);
    /// The size of a step on the drawing, 0.001 to 1000.
    pub const STEP: Self = Self::real(0.001, 1000.0);
    /// Any number that is an `f32`.
    pub const ANY: Self = Self::real(f32::MIN as f64, f32::MAX as f64);
    /// A batch, 1 to [`MAX_BATCH`].
    pub const BATCH: Self = Self::whole(1.0, MAX_BATCH as f64);
    /// A seed, 0 to 4,294,967,295.
    pub const SEED: Self = Self::whole(0.0, u32::MAX as f64);
    /// The maps of a stage.
    pub const CHANNELS: Self = Self::whole(1.0, MAX_CHANNELS as f64);

    const fn real(low: f64, high: f64) -> Self {
        Self { low, high, whole: false, clamps: false }
    }

    const fn whole(low: f64, high: f64) -> Self {
        Self { low, high, whole: true, clamps: false }
    }

    /// Whether only whole numbers are.
    pub fn is_whole(self) -> bool {
        self.whole
    }

    /// Whether some of them are less than 0.
    pub fn is_signed(self) -> bool {
        self.low < 0.0
    }

    /// Reads such a number.
    ///
    /// # Errors
    /// What was found instead.
    pub fn read(self, text: &str) -> Result<Number, NumberError> {
        let found = text.trim().to_owned();
        let plain: String = found.chars().map(to_ascii).collect();
        let Some(value) = read(&plain) else {
            return Err(NumberError::NotANumber { found, whole: self.whole });
        };
        // "inf" and "NaN" are read too; digits that overflow are a number that is too large.
        if !plain.contains(|letter: char| letter.is_ascii_digit()) {
            return Err(if self.clamps {
                NumberError::NotFinite { found }
            } else {
                NumberError::NotANumber { found, whole: self.whole }
            });
        }
        if is_ambiguous(&plain) {
            return Err(NumberError::Ambiguous { found });
        }
        if self.whole && value.is_finite() && value.fract() != 0.0 {
            return Err(NumberError::NotWhole { found });
        }
        let clamped = !(self.low..=self.high).contains(&value);
        if clamped && !self.clamps {
            return Err(NumberError::OutOfRange { found, low: self.low, high: self.high });
        }
        // The one zero that is written "0".
        Ok(Number { value: value.clamp(self.low, self.high) + 0.0, clamped })
    }
}

/// A decimal with a point or a comma, of which there is one at most.
fn read(plain: &str) -> Option<f64> {
    match plain {
        "∞" | "+∞" => Some(f64::INFINITY),
        "-∞" => Some(f64::NEG_INFINITY),
        // With two signs of decimals it is refused: a number has one point.
        _ => decimal::read(&plain.replace(',', ".")),
    }
}

/// Whether a comma may stand for thousands: three digits follow it, and what is before it does not begin with 0.
fn is_ambiguous(plain: &str) -> bool {
    let digits = |text: &str| text.bytes().all(|letter| letter.is_ascii_digit());
    plain.trim_start_matches(['-', '+']).split_once(',').is_some_and(|(before, after)| {
        let before_it = matches!(before.len(), 1..=3) && !before.starts_with('0');
        before_it && digits(before) && after.len() == 3 && digits(after)
    })
}

/// Digits, signs and points as Japanese keyboards give them, in ASCII.
pub(super) fn to_ascii(c: char) -> char {
    match c {
        // Minus sign, hyphens and dashes, and the long-vowel mark that sits on the minus key.
        '−' | '‐' | '‑' | '–' | '—' | '―' | 'ー' | 'ｰ' => '-',
        // The keys of the point and of the comma type these in Japanese.
        '。' | '｡' => '.',
        '、' | '､' => ',',
        // The full-width forms ！ to ～ mirror ASCII.
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        _ => c,
    }
}
