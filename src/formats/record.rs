//! JSON texts as records: structs from which serde derives reader and writer. Fields that a record does not know are
//! passed over, those that are missing have a default, so that an older and a newer page can read each other's texts.

use std::collections::BTreeMap;

use serde::de::{DeserializeOwned, Deserializer};
use serde::{Deserialize, Serialize};
use serde_json::error::Category;
use serde_json::value::RawValue;

/// What a text held.
#[derive(Clone, Debug, PartialEq)]
pub struct Versioned<T> {
    /// As much of it as could be read.
    pub value: T,
    /// The text's version, where it is a newer one than this page writes: then there may be more in the text than
    /// in `value`, and it must not be overwritten.
    pub newer: Option<u64>,
}

/// How a text that says what it is begins, whatever its version. Labs say only their version.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct HeadRecord {
    /// Empty where it says nothing.
    pub format: String,
    /// 0 where it says nothing.
    pub version: u64,
}

/// Why a text is not a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Misshapen {
    /// Whether it is JSON at all.
    pub json: bool,
    /// Where it stops being as it should, from 1.
    pub line: usize,
    /// Where in that line, from 1.
    pub column: usize,
}

/// The record that `text` holds.
///
/// # Errors
/// The first place where it is none.
pub fn read<T: DeserializeOwned>(text: &str) -> Result<T, Misshapen> {
    serde_json::from_str(text).map_err(|error| {
        let json = error.classify() == Category::Data;
        Misshapen { json, line: error.line(), column: error.column() }
    })
}

/// The record as text, on one line.
pub fn write<T: Serialize>(record: &T) -> String {
    // It fails only for maps whose keys are no strings.
    serde_json::to_string(record).unwrap_or_default()
}

/// Reads those fields that can be read; the others are as if they were missing. For what is no reason to refuse a
/// person's work: how things are shown, and texts of a newer version.
///
/// # Errors
/// Where there is no object at all.
pub fn lenient<'de, T, D>(from: D) -> Result<T, D::Error>
where
    T: DeserializeOwned + Default,
    D: Deserializer<'de>,
{
    // Each field stays text until it is known whether it can be read.
    let fields = BTreeMap::<String, Box<RawValue>>::deserialize(from)?;
    let fields = fields.iter().map(|(name, value)| format!("{}:{value}", write(name)));
    let object = |fields: &str| read::<T>(&format!("{{{fields}}}"));
    let readable: Vec<String> = fields.filter(|field| object(field).is_ok()).collect();
    Ok(object(&readable.join(",")).unwrap_or_default())
}

/// A record of which [`lenient`] reads as much as there is.
#[derive(Debug, Default)]
pub struct Lenient<T>(pub T);

impl<'de, T: DeserializeOwned + Default> Deserialize<'de> for Lenient<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        lenient(from).map(Self)
    }
}

/// An item of a list, if it can be read.
#[derive(Debug)]
pub struct IfReadable<T>(pub Option<T>);

impl<'de, T: DeserializeOwned> Deserialize<'de> for IfReadable<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let item = Box::<RawValue>::deserialize(from)?;
        Ok(Self(read(item.get()).ok()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    #[serde(default)]
    struct Some {
        number: u8,
        text: String,
    }

    impl Default for Some {
        fn default() -> Self {
            Self { number: 7, text: "seven".into() }
        }
    }

    #[test]
    fn what_is_unknown_is_passed_over_and_what_is_missing_has_a_default() {
        let expected = Some { number: 1, ..Some::default() };
        assert_eq!(read(r#"{"colour":{"red":[1]},"number":1}"#), Ok(expected));
        let text = r#"{"number":7,"text":"\"\u0001é"}"#;
        assert_eq!(read::<Some>(text).map(|it| write(&it)).as_deref(), Ok(text));
    }

    #[test]
    fn the_place_of_what_is_wrong_is_said() {
        for (text, json, line, column) in [
            ("", false, 1, 0),
            ("{\n  \"number\": 1", false, 2, 13),
            (r#"{"number":1}}"#, false, 1, 13),
            (r#"{"number":256}"#, true, 1, 13),
            (r#"{"text":1}"#, true, 1, 9),
        ] {
            assert_eq!(read::<Some>(text), Err(Misshapen { json, line, column }), "{text}");
        }
    }

    #[test]
    fn of_what_is_read_leniently_only_the_field_is_lost_that_is_wrong() {
        let read = read::<Lenient<Some>>;
        for (text, number, words) in [
            (r#"{"number":-1,"text":"it"}"#, 7, "it"),
            (r#"{"text":{},"number":3}"#, 3, "seven"),
            ("{}", 7, "seven"),
        ] {
            let expected = Some { number, text: words.into() };
            assert_eq!(read(text).map(|it| it.0), Ok(expected), "{text}");
        }
        assert!(read("[]").is_err());
    }
}
