//! JSON texts of a fixed shape. One reader and one writer serve them all, each told by a [`Shape`] what stands where:
//! a reader and a writer for every type, as serde derives them, would be a tenth of what the page weighs.

mod read;
mod value;

use std::fmt::{self, Write as _};

use serde::de::DeserializeSeed;
use serde_json::error::Category;

pub(crate) use self::value::words;
pub use self::value::{Fields, Value, Words};

/// What may stand at a place of a text.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// Anything, and nobody reads it.
    Any,
    /// `true` or `false`.
    Flag,
    /// A whole number from 0 to this one.
    Whole(u64),
    /// A whole number of 32 bits, with a sign.
    Signed,
    /// Any number.
    Number,
    /// Any string.
    Text,
    /// One of these strings.
    Word(&'static [&'static str]),
    /// Any number of such.
    List(&'static Shape),
    /// Two of such.
    Pair(&'static Shape),
    /// Such a thing, or `null`, or left out.
    Maybe(&'static Shape),
    /// Such a thing, or left out: texts from before it was invented have none.
    Later(&'static Shape),
    /// An object with these fields; what others there may be, `None` if none.
    Fields(&'static [Field], Option<&'static Shape>),
    /// An object with one of these fields.
    OneOf(&'static [Field]),
}

/// The name of a field, and what stands there.
pub type Field = (&'static str, Shape);

/// A length or an index.
pub const SIZE: Shape = Shape::Whole(usize::MAX as u64);

/// Why a text is not of a shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Misshapen {
    /// Whether it is JSON at all.
    pub json: bool,
    /// Where it stops being as it should, from 1.
    pub line: usize,
    /// Where in that line, from 1.
    pub column: usize,
}

impl Shape {
    /// Reads a text of this shape.
    ///
    /// # Errors
    /// The first place where it is not.
    pub fn read(self, text: &str) -> Result<Value, Misshapen> {
        let mut from = serde_json::Deserializer::from_str(text);
        let value = self.deserialize(&mut from).and_then(|value| from.end().map(|()| value));
        value.map_err(|error| {
            let json = error.classify() == Category::Data;
            Misshapen { json, line: error.line(), column: error.column() }
        })
    }

    /// A value of this shape as text, on one line.
    pub fn write(self, value: &Value) -> String {
        let mut text = String::new();
        // Writing to a string cannot fail.
        let _ = self.put(value, &mut text);
        text
    }

    /// The shape of what is there if anything is.
    fn itself(self) -> Self {
        match self {
            Self::Maybe(shape) | Self::Later(shape) => *shape,
            shape => shape,
        }
    }

    fn put(self, value: &Value, to: &mut String) -> fmt::Result {
        match (self.itself(), value) {
            (_, Value::Nothing) => to.write_str("null"),
            (_, Value::Flag(flag)) => write!(to, "{flag}"),
            (Self::Word(words), Value::Whole(index)) => {
                put_text(words.get(*index as usize).copied().unwrap_or_default(), to)
            }
            (_, Value::Whole(number)) => write!(to, "{number}"),
            (_, Value::Number(number)) => write!(to, "{number}"),
            (_, Value::Text(text)) => put_text(text, to),
            (Self::Fields(fields, more), Value::List(values)) => {
                let known = fields.iter().zip(values).map(|(&(name, shape), it)| (name, shape, it));
                let rest = values.get(fields.len()).map_or(&[][..], Value::items);
                let others = rest.as_chunks().0.iter().filter_map(|[name, value]| match name {
                    Value::Text(name) => Some((&**name, *more?, value)),
                    _ => None,
                });
                put_object(&mut known.chain(others), to)
            }
            (Self::OneOf(fields), Value::List(values)) => {
                let known = fields.iter().zip(values).map(|(&(name, shape), it)| (name, shape, it));
                put_object(&mut known.filter(|(_, _, it)| **it != Value::Nothing), to)
            }
            (shape, Value::List(values)) => {
                let item = match shape {
                    Self::List(item) | Self::Pair(item) => *item,
                    _ => Self::Any,
                };
                to.write_char('[')?;
                for (index, value) in values.iter().enumerate() {
                    if index > 0 {
                        to.write_char(',')?;
                    }
                    item.put(value, to)?;
                }
                to.write_char(']')
            }
        }
    }
}

fn put_object<'a>(
    fields: &mut dyn Iterator<Item = (&'a str, Shape, &'a Value)>,
    to: &mut String,
) -> fmt::Result {
    to.write_char('{')?;
    for (index, (name, shape, value)) in fields.enumerate() {
        if index > 0 {
            to.write_char(',')?;
        }
        put_text(name, to)?;
        to.write_char(':')?;
        shape.put(value, to)?;
    }
    to.write_char('}')
}

fn put_text(text: &str, to: &mut String) -> fmt::Result {
    to.write_char('"')?;
    for char in text.chars() {
        match char {
            '"' | '\\' => write!(to, "\\{char}")?,
            ..' ' => write!(to, "\\u{:04x}", u32::from(char))?,
            _ => to.write_char(char)?,
        }
    }
    to.write_char('"')
}

#[cfg(test)]
mod tests {
    use super::*;

    const INNER: Shape = Shape::Fields(&[("a", Shape::Number)], None);
    const SHAPE: Shape = Shape::Fields(
        &[
            ("text", Shape::Text),
            ("word", Shape::Maybe(&Shape::Word(&["one", "two"]))),
            ("pair", Shape::Later(&Shape::Pair(&Shape::Signed))),
            ("one", Shape::Later(&Shape::OneOf(&[("x", Shape::Flag), ("y", SIZE)]))),
        ],
        Some(&INNER),
    );

    #[test]
    fn a_text_comes_back_as_it_was() {
        for text in [
            r#"{"text":"a \"quoted\" \\ \u0001 é","word":"two","pair":[-5,2147483647],"one":{"y":7}}"#,
            r#"{"text":"","word":null,"pair":[0,-2147483648],"one":{"x":true},"more":{"a":0.01}}"#,
        ] {
            let value = SHAPE.read(text).expect("it is of the shape");
            assert_eq!(SHAPE.write(&value), text);
        }
    }

    #[test]
    fn what_may_be_missing_is_nothing() {
        let mut fields = SHAPE.read(r#"{"text":"it"}"#).expect("it is of the shape").fields();
        assert!(fields.take().is("it"));
        for _ in 0..3 {
            assert_eq!(fields.take(), Value::Nothing);
        }
    }

    #[test]
    fn what_is_not_of_the_shape_is_said_with_its_place() {
        for (text, json, column) in [
            ("", false, 0),
            (r#"{"text":"it""#, false, 12),
            (r#"{"text":"it"}}"#, false, 14),
            ("[]", true, 2),
            ("{}", true, 2),
            (r#"{"text":1}"#, true, 9),
            (r#"{"text":"it","text":"it"}"#, true, 19),
            (r#"{"text":"it","word":"three"}"#, true, 27),
            (r#"{"text":"it","pair":null}"#, true, 24),
            (r#"{"text":"it","pair":[1]}"#, true, 23),
            (r#"{"text":"it","pair":[1,2147483648]}"#, true, 33),
            (r#"{"text":"it","one":{}}"#, true, 21),
            (r#"{"text":"it","one":{"y":-1}}"#, true, 26),
            (r#"{"text":"it","one":{"x":true,"y":1}}"#, true, 35),
            (r#"{"text":"it","more":{"b":1}}"#, true, 24),
            (r#"{"text":"it","more":true}"#, true, 24),
        ] {
            let expected = Misshapen { json, line: 1, column };
            assert_eq!(SHAPE.read(text), Err(expected), "{text}");
        }
    }
}
