//! The learner's own drawings as a file, and as they are kept for the next visit: one JSON text,
//! `{"format": "hitofude-drawings", "version": 1, "drawings": [{"label": "5", "image": "…", "id": "…"}, …]}`. A label is
//! `"0"` to `"9"` or `"not-5"`, an image the base64 of 784 bytes: 28 rows of 28, 0 is paper, 255 is ink. An id is 16
//! hexadecimal digits; where there is none, it follows from the drawing and its place.

use super::base64;
use super::json::{Fields, Misshapen, Shape, Value};
use crate::digits::{ItemId, OwnDrawing, OwnDrawings, OwnLabel, Pixels};

/// What the file calls itself.
const FORMAT: &str = "hitofude-drawings";
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
    /// A version that this page does not know.
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

/// What every version has.
const HEAD: Shape = Shape::Fields(
    &[("format", Shape::Maybe(&Shape::Text)), ("version", Shape::Maybe(&Shape::Whole(u64::MAX)))],
    Some(&Shape::Any),
);
const FILE: Shape = Shape::Fields(
    &[
        ("format", Shape::Text),
        ("version", Shape::Whole(u64::MAX)),
        ("drawings", Shape::List(&DRAWING)),
    ],
    Some(&Shape::Any),
);
const DRAWING: Shape = Shape::Fields(
    &[("label", Shape::Text), ("image", Shape::Text), ("id", Shape::Maybe(&Shape::Text))],
    Some(&Shape::Any),
);

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
    let drawings = drawings.iter().map(|drawing| {
        Value::List(vec![
            label_name(drawing.label).into(),
            base64::write(&drawing.pixels).into(),
            drawing.id.to_string().as_str().into(),
        ])
    });
    FILE.write(&Value::List(vec![FORMAT.into(), (VERSION as u32).into(), drawings.collect()]))
}

/// The drawings that `text` holds.
///
/// # Errors
/// The first thing that is not as it should be.
pub fn read(text: &str) -> Result<OwnDrawings, OwnError> {
    let mut head = HEAD.read(text).map_err(place)?.fields();
    if !head.take().is(FORMAT) {
        return Err(OwnError::Format);
    }
    let found = head.take().whole();
    if found != VERSION {
        return Err(OwnError::Version { expected: VERSION, found });
    }
    let mut file = FILE.read(text).map_err(place)?.fields();
    let (_format, _version, drawings) = (file.take(), file.take(), file.take().list());
    let count = drawings.len();
    if count > OwnDrawings::MOST {
        return Err(OwnError::Count { expected: OwnDrawings::MOST, found: count });
    }
    drawings.into_iter().enumerate().map(|(index, of)| drawing(index, of.fields())).collect()
}

fn place(Misshapen { line, column, .. }: Misshapen) -> OwnError {
    OwnError::Text { line, column }
}

fn drawing(index: usize, mut of: Fields) -> Result<OwnDrawing, OwnError> {
    let (label, image, id) = (of.take().text(), of.take().text(), of.take().some());
    let label = label_of(&label).ok_or(OwnError::Label { index, found: label })?;
    let bytes = base64::read(&image).ok_or(OwnError::Image { index, found: None })?;
    let found = Some(bytes.len());
    let pixels: Pixels = bytes.try_into().map_err(|_| OwnError::Image { index, found })?;
    let id = id.and_then(|id| ItemId::read(&id.text()));
    let derived = || ItemId::derived(index, &[label_name(label).as_bytes(), &pixels[..]].concat());
    Ok(OwnDrawing { id: id.unwrap_or_else(derived), pixels, label })
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
            assert_eq!(read(&write(&drawings)), Ok(drawings));
        }
    }

    #[test]
    fn drawings_without_ids_get_the_same_ones_wherever_they_are_read() {
        let text = write(&some()).replace(",\"id\":\"1", ",\"other\":\"1");
        let (once, again) = (read(&text).expect("drawings"), read(&text).expect("drawings"));
        assert_eq!(once, again);
        assert!(once.iter().all(|drawing| drawing.id.is_derived()));
        let labels =
            |own: &OwnDrawings| own.iter().map(|drawing| drawing.label).collect::<Vec<_>>();
        assert_eq!(labels(&once), labels(&some()), "in the order of the text");
    }

    #[test]
    fn what_is_no_file_of_drawings_is_refused_with_what_was_found() {
        let whole = write(&some());
        let cut = whole.len() / 2;
        let image = base64::write(&[0; 783]);
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
}
