//! The learner's own drawings as a file, and as they are kept for the next visit: one JSON text,
//! `{"format": "hitofude-drawings", "version": 1, "drawings": [{"label": "5", "image": "…", "id": "…"}, …]}`. A label is
//! `"0"` to `"9"` or `"not-5"`, an image the base64 of 784 bytes: 28 rows of 28, 0 is paper, 255 is ink. An id is 16
//! hexadecimal digits; where there is none, it follows from the drawing and its place.

use std::rc::Rc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde::{Deserialize, Serialize};

use super::record::{self, HeadRecord, IfReadable, Misshapen, Versioned};
use crate::digits::{ItemId, OwnDrawing, OwnDrawings, OwnLabel, Pixels};

/// What the file calls itself.
pub const FORMAT: &str = "hitofude-drawings";
/// The version that is written, and the only one so far.
pub const VERSION: u64 = 1;
/// Bytes of an image.
pub const IMAGE: usize = 784;

/// Why a text is no file of drawings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OwnError {
    /// Not JSON, or not of this shape: where it stops being so, from 1.
    Text {
        /// The line.
        line: usize,
        /// The column.
        column: usize,
    },
    /// JSON, and something else than drawings.
    Format,
    /// A version that this page does not know, and of which it can read nothing.
    Version {
        /// The one it knows.
        expected: u64,
        /// The file's.
        found: u64,
    },
    /// More drawings than are kept.
    Count {
        /// The most.
        expected: usize,
        /// How many there are.
        found: usize,
    },
    /// A label that is neither a digit nor "not-5".
    Label {
        /// Of which drawing, from 0.
        index: usize,
        /// What it says.
        found: String,
    },
    /// An image that is not 784 bytes in base64.
    Image {
        /// Of which drawing, from 0.
        index: usize,
        /// Its bytes; `None` if it is no base64.
        found: Option<usize>,
    },
}

#[derive(Serialize, Deserialize)]
struct FileRecord<T> {
    #[serde(default)]
    format: String,
    version: u64,
    drawings: Vec<T>,
}

#[derive(Serialize, Deserialize)]
struct OwnRecord {
    label: String,
    image: String,
    #[serde(default)]
    id: Option<String>,
}

/// The name of a label, here and for scripts.
pub fn label_name(label: OwnLabel) -> &'static str {
    const DIGITS: [&str; 10] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
    match label {
        OwnLabel::Digit(digit) => DIGITS.get(usize::from(digit)).copied().unwrap_or_default(),
        OwnLabel::NotFive => "not-5",
    }
}

fn label_of(name: &str) -> Option<OwnLabel> {
    match name.as_bytes() {
        [digit @ b'0'..=b'9'] => Some(OwnLabel::Digit(digit - b'0')),
        b"not-5" => Some(OwnLabel::NotFive),
        _ => None,
    }
}

/// `drawings` as a text.
pub fn write(drawings: &OwnDrawings) -> String {
    let drawing = |drawing: &Rc<OwnDrawing>| OwnRecord {
        label: label_name(drawing.label).into(),
        image: BASE64.encode(drawing.pixels),
        id: Some(drawing.id.to_string()),
    };
    let drawings = drawings.iter().map(drawing).collect();
    record::write(&FileRecord { format: FORMAT.into(), version: VERSION, drawings })
}

/// The drawings that `text` holds; of a newer version, those that can be read.
///
/// # Errors
/// The first thing that is not as it should be; of a newer version, if no drawing can be read.
pub fn read(text: &str) -> Result<Versioned<OwnDrawings>, OwnError> {
    let HeadRecord { format, version } = record::read(text).map_err(place)?;
    if format != FORMAT {
        return Err(OwnError::Format);
    }
    if version < VERSION {
        return Err(OwnError::Version { expected: VERSION, found: version });
    }
    if version > VERSION {
        return newer(text, version);
    }
    let FileRecord { drawings, .. } = record::read::<FileRecord<_>>(text).map_err(place)?;
    let found = drawings.len();
    if found > OwnDrawings::MOST {
        return Err(OwnError::Count { expected: OwnDrawings::MOST, found });
    }
    let drawings = drawings.into_iter().enumerate().map(|(index, record)| drawing(index, record));
    Ok(Versioned { value: drawings.collect::<Result<_, _>>()?, newer: None })
}

/// The drawings of a newer version that can be read.
fn newer(text: &str, found: u64) -> Result<Versioned<OwnDrawings>, OwnError> {
    let unknown = OwnError::Version { expected: VERSION, found };
    let Ok(FileRecord { drawings, .. }) = record::read::<FileRecord<IfReadable<_>>>(text) else {
        return Err(unknown);
    };
    let drawings = drawings.into_iter().enumerate();
    let readable = drawings.filter_map(|(index, record)| drawing(index, record.0?).ok());
    let value: OwnDrawings = readable.collect();
    if value.is_empty() {
        return Err(unknown);
    }
    Ok(Versioned { value, newer: Some(found) })
}

fn place(Misshapen { line, column, .. }: Misshapen) -> OwnError {
    OwnError::Text { line, column }
}

fn drawing(index: usize, record: OwnRecord) -> Result<OwnDrawing, OwnError> {
    let OwnRecord { label, image, id } = record;
    let label = label_of(&label).ok_or(OwnError::Label { index, found: label })?;
    let bytes = BASE64.decode(image).map_err(|_| OwnError::Image { index, found: None })?;
    let found = Some(bytes.len());
    let pixels: Pixels = bytes.try_into().map_err(|_| OwnError::Image { index, found })?;
    let derived = || ItemId::derived(index, &[label_name(label).as_bytes(), &pixels[..]].concat());
    let id = id.as_deref().and_then(ItemId::read).unwrap_or_else(derived);
    Ok(OwnDrawing { id, pixels, label })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn some() -> OwnDrawings {
        let labels = (0..10).map(OwnLabel::Digit).chain([OwnLabel::NotFive]);
        let drawing = |(index, label)| {
            let mut pixels = [0; IMAGE];
            pixels[index] = 255;
            pixels[783] = index as u8;
            OwnDrawing { id: ItemId(index as u64 + (1 << 60)), pixels, label }
        };
        labels.enumerate().map(drawing).collect()
    }

    #[test]
    fn drawings_come_back_as_they_were() {
        for drawings in [OwnDrawings::default(), some()] {
            let text = write(&drawings);
            assert_eq!(read(&text), Ok(Versioned { value: drawings, newer: None }));
        }
    }

    #[test]
    fn what_is_no_file_of_drawings_is_refused_with_what_was_found() {
        let whole = write(&some());
        let cut = whole.len() / 2;
        let image = BASE64.encode([0; 783]);
        let of = |rest: &str| format!("{{\"format\":\"hitofude-drawings\",{rest}}}");
        let one = |label: &str, image: &str| {
            of(&format!(
                "\"version\":1,\"drawings\":[{{\"label\":\"{label}\",\"image\":\"{image}\"}}]"
            ))
        };
        let many = vec!["{\"label\":\"1\",\"image\":\"\"}"; OwnDrawings::MOST + 1].join(",");
        for (text, expected) in [
            (String::new(), OwnError::Text { line: 1, column: 0 }),
            ("<!doctype html>".into(), OwnError::Text { line: 1, column: 1 }),
            (whole[..cut].into(), OwnError::Text { line: 1, column: cut }),
            ("{}".into(), OwnError::Format),
            ("{\"version\":1,\"drawing\":{}}".into(), OwnError::Format),
            (of("\"version\":2"), OwnError::Version { expected: 1, found: 2 }),
            (of("\"drawings\":[]"), OwnError::Version { expected: 1, found: 0 }),
            (one("10", ""), OwnError::Label { index: 0, found: "10".into() }),
            (one("5", "§"), OwnError::Image { index: 0, found: None }),
            (one("not-5", &image), OwnError::Image { index: 0, found: Some(783) }),
            (
                of(&format!("\"version\":1,\"drawings\":[{many}]")),
                OwnError::Count { expected: 2000, found: 2001 },
            ),
        ] {
            assert_eq!(read(&text), Err(expected), "{}", &text[..text.len().min(80)]);
        }
    }

    #[test]
    fn fields_of_a_newer_page_are_passed_over() {
        let text = write(&some());
        let more = text.replace("\"label\"", "\"by\":{\"name\":[1]},\"label\"").replacen(
            "\"version\"",
            "\"made\":1e300,\"version\"",
            1,
        );
        assert_ne!(more, text);
        assert_eq!(read(&more), Ok(Versioned { value: some(), newer: None }));
    }

    #[test]
    fn of_a_newer_version_what_can_be_read_is_read() {
        let text = write(&some()).replacen("\"version\":1", "\"version\":3", 1);
        assert_eq!(read(&text), Ok(Versioned { value: some(), newer: Some(3) }));
        let other = text.replacen("\"label\":\"0\"", "\"label\":{\"digit\":0}", 1).replacen(
            "\"label\":\"1\"",
            "\"label\":\"one\"",
            1,
        );
        let left = read(&other).map(|drawings| drawings.value.len());
        assert_eq!(left, Ok(some().len() - 2));
    }
}
