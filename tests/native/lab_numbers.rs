//! Numbers as people type them, whatever field they are typed into.

use hitofude::lab::{Number, NumberError, Wanted};

const EVERY: [Wanted; 8] = [
    Wanted::WEIGHT,
    Wanted::RATE,
    Wanted::DECAY,
    Wanted::STEP,
    Wanted::ANY,
    Wanted::BATCH,
    Wanted::SEED,
    Wanted::CHANNELS,
];

#[track_caller]
fn reads(wanted: Wanted, text: &str, value: f64) {
    let read = wanted.read(text).unwrap_or_else(|error| panic!("{text:?}: {error:?}"));
    assert_eq!((read.value as f32, read.clamped), (value as f32, false), "{text:?}");
}

#[test]
fn numbers_are_read_as_people_type_them() {
    for (text, value) in [
        ("1", 1.0),
        (" -0.25 ", -0.25),
        ("+3", 3.0),
        (".5", 0.5),
        ("2.", 2.0),
        ("1e-3", 0.001),
        ("１．５", 1.5),
        ("０．５", 0.5),
        ("－１", -1.0),
        ("１２", 12.0),
        ("－２", -2.0),
        ("−2", -2.0),
        ("ー２。５", -2.5),
        ("＋１ｅ２", 100.0),
        ("\u{3000}7\u{3000}", 7.0),
        ("1000", 1000.0),
        ("-0", 0.0),
    ] {
        reads(Wanted::WEIGHT, text, value);
        reads(Wanted::ANY, text, value);
    }
    // Every kind of field reads full-width digits.
    for wanted in EVERY {
        reads(wanted, "１", 1.0);
        reads(wanted, " 1.0 ", 1.0);
    }
    assert_eq!(Wanted::DECAY.read("-0").map(|read| read.value.to_bits()), Ok(0));
    reads(Wanted::BATCH, "６４", 64.0);
    reads(Wanted::BATCH, "1e2", 100.0);
    reads(Wanted::SEED, "4294967295", f64::from(u32::MAX));
}

#[test]
fn a_comma_is_a_decimal_sign_like_a_point() {
    for (text, value) in [
        ("0,5", 0.5),
        ("-1,25", -1.25),
        ("，5", 0.5),
        ("０，５", 0.5),
        ("１、５", 1.5),
        ("0,125", 0.125),
        ("1,2345", 1.2345),
        ("1,0", 1.0),
        ("1,5e2", 150.0),
    ] {
        reads(Wanted::WEIGHT, text, value);
        reads(Wanted::ANY, text, value);
    }
    reads(Wanted::STEP, "0,5", 0.5);
    reads(Wanted::RATE, "0,01", 0.01);
}

#[test]
fn what_may_be_a_thousand_or_one_is_neither() {
    for wanted in EVERY {
        for text in ["1,000", "１，０００", "+64,000", "123,456"] {
            let found = text.to_owned();
            assert_eq!(wanted.read(text), Err(NumberError::Ambiguous { found }), "{text:?}");
        }
    }
}

#[test]
fn what_is_no_number_is_refused_and_told() {
    for wanted in EVERY {
        for text in [
            "", "  ", "a", "abc", "1 2", "--1", "0x10", "1e", "五", "-", "1/2", "1.2.3", "1,2,3",
            "1,234.5", "12px", "1+1", ",", "-,",
        ] {
            let found = text.trim().to_owned();
            let whole = wanted.is_whole();
            assert_eq!(
                wanted.read(text),
                Err(NumberError::NotANumber { found, whole }),
                "{text:?}"
            );
        }
    }
}

#[test]
fn what_is_not_finite_is_refused() {
    for text in ["NaN", "nan", "inf", "-inf", "Infinity", "∞", "−∞", "ｉｎｆ", "-NaN"] {
        let found = text.to_owned();
        assert_eq!(Wanted::WEIGHT.read(text), Err(NumberError::NotFinite { found }), "{text:?}");
        let found = text.to_owned();
        let error = NumberError::NotANumber { found, whole: false };
        assert_eq!(Wanted::RATE.read(text), Err(error), "{text:?}");
    }
}

#[test]
fn a_weight_that_is_too_large_is_the_largest() {
    for (text, value) in
        [("1000.5", 1000.0), ("-1e9", -1000.0), ("1e999", 1000.0), ("−９９９９", -1000.0)]
    {
        assert_eq!(Wanted::WEIGHT.read(text), Ok(Number { value, clamped: true }), "{text:?}");
    }
}

#[test]
fn any_other_number_that_is_out_of_range_is_refused_with_the_range() {
    for (wanted, text, low, high) in [
        (Wanted::RATE, "0", 1e-6, 1000.0),
        (Wanted::RATE, "-1", 1e-6, 1000.0),
        (Wanted::RATE, "1e-9", 1e-6, 1000.0),
        (Wanted::RATE, "1000.1", 1e-6, 1000.0),
        (Wanted::RATE, "1e999", 1e-6, 1000.0),
        (Wanted::DECAY, "-0.1", 0.0, 1.0),
        (Wanted::DECAY, "1,5", 0.0, 1.0),
        (Wanted::STEP, "0.0001", 0.001, 1000.0),
        (Wanted::BATCH, "0", 1.0, 1024.0),
        (Wanted::BATCH, "-5", 1.0, 1024.0),
        (Wanted::BATCH, "1025", 1.0, 1024.0),
        (Wanted::BATCH, "1e999", 1.0, 1024.0),
        (Wanted::SEED, "4294967296", 0.0, 4_294_967_295.0),
        (Wanted::SEED, "-1", 0.0, 4_294_967_295.0),
        (Wanted::CHANNELS, "0", 1.0, 64.0),
        (Wanted::CHANNELS, "65", 1.0, 64.0),
    ] {
        let found = text.to_owned();
        assert_eq!(
            wanted.read(text),
            Err(NumberError::OutOfRange { found, low, high }),
            "{text:?}"
        );
    }
    reads(Wanted::RATE, "0.000001", 1e-6);
    reads(Wanted::RATE, "1000", 1000.0);
}

#[test]
fn what_is_not_whole_is_refused_where_wholes_are_wanted() {
    for wanted in [Wanted::BATCH, Wanted::SEED, Wanted::CHANNELS] {
        for text in ["1.5", "0,5", "２．５"] {
            let found = text.to_owned();
            assert_eq!(wanted.read(text), Err(NumberError::NotWhole { found }), "{text:?}");
        }
    }
}
