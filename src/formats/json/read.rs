//! Reading of what a [`Shape`] says, and the first place where something else stands.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::{Shape, Value};

/// What has no parts, as it stands in the text.
enum Plain<'a> {
    Null,
    Flag(bool),
    Whole(u64),
    Negative(i64),
    Number(f64),
    Text(&'a str),
}

impl Shape {
    /// A value without parts.
    fn plain(self, found: Plain) -> Option<Value> {
        Some(match (self.itself(), found) {
            (Self::Any, _) => Value::Nothing,
            (_, Plain::Null) if matches!(self, Self::Maybe(_)) => Value::Nothing,
            (Self::Flag, Plain::Flag(flag)) => Value::Flag(flag),
            (Self::Whole(most), Plain::Whole(number)) if number <= most => {
                Value::Whole(number.cast_signed())
            }
            (Self::Signed, Plain::Whole(number)) => {
                Value::Whole(i32::try_from(number).ok()?.into())
            }
            (Self::Signed, Plain::Negative(number)) => {
                Value::Whole(i32::try_from(number).ok()?.into())
            }
            (Self::Number, Plain::Whole(number)) => Value::Number(number as f32),
            (Self::Number, Plain::Negative(number)) => Value::Number(number as f32),
            (Self::Number, Plain::Number(number)) => Value::Number(number as f32),
            (Self::Text, Plain::Text(text)) => Value::Text(text.into()),
            (Self::Word(words), Plain::Text(text)) => {
                Value::Whole(words.iter().position(|word| *word == text)? as i64)
            }
            _ => return None,
        })
    }

    /// An object's fields, if all that must be there are.
    fn object(self, mut found: Vec<Option<Value>>, others: Vec<Value>) -> Option<Value> {
        match self.itself() {
            Self::Fields(fields, more) => {
                for (value, (_, shape)) in found.iter_mut().zip(fields) {
                    if value.is_none() && matches!(shape, Self::Maybe(_) | Self::Later(_)) {
                        *value = Some(Value::Nothing);
                    }
                }
                found.extend(more.map(|_| Some(Value::List(others))));
                found.into_iter().collect::<Option<_>>().map(Value::List)
            }
            Self::OneOf(_) if found.iter().flatten().count() != 1 => None,
            _ => Some(Value::List(
                found.into_iter().map(|value| value.unwrap_or(Value::Nothing)).collect(),
            )),
        }
    }
}

/// It is told where by the reader.
fn misshapen<E: Error>() -> E {
    E::custom("")
}

impl<'de> DeserializeSeed<'de> for Shape {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Value, D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Shape {
    type Value = Value;

    fn expecting(&self, _: &mut fmt::Formatter) -> fmt::Result {
        Ok(())
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        self.plain(Plain::Null).ok_or_else(misshapen)
    }

    fn visit_bool<E: Error>(self, flag: bool) -> Result<Value, E> {
        self.plain(Plain::Flag(flag)).ok_or_else(misshapen)
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Value, E> {
        self.plain(Plain::Whole(number)).ok_or_else(misshapen)
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Value, E> {
        self.plain(Plain::Negative(number)).ok_or_else(misshapen)
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Value, E> {
        self.plain(Plain::Number(number)).ok_or_else(misshapen)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Value, E> {
        self.plain(Plain::Text(text)).ok_or_else(misshapen)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut from: A) -> Result<Value, A::Error> {
        let item = match self.itself() {
            Self::List(item) | Self::Pair(item) => *item,
            Self::Any => Self::Any,
            _ => return Err(misshapen()),
        };
        let mut values = Vec::new();
        while let Some(value) = from.next_element_seed(item)? {
            values.push(value);
        }
        if matches!(self.itself(), Self::Pair(_)) && values.len() != 2 {
            return Err(misshapen());
        }
        Ok(Value::List(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut from: A) -> Result<Value, A::Error> {
        let (fields, more) = match self.itself() {
            Self::Fields(fields, more) => (fields, more),
            Self::OneOf(fields) => (fields, None),
            Self::Any => (&[][..], Some(&Self::Any)),
            _ => return Err(misshapen()),
        };
        let mut found = vec![None; fields.len()];
        let mut others = Vec::new();
        while let Some(name) = from.next_key_seed(Self::Text)? {
            let known = fields.iter().zip(&mut found).find(|((known, _), _)| name.is(known));
            match (known, more) {
                (Some(((_, shape), value)), _) if value.is_none() => {
                    *value = Some(from.next_value_seed(*shape)?);
                }
                (None, Some(shape)) => others.extend([name, from.next_value_seed(*shape)?]),
                _ => return Err(misshapen()),
            }
        }
        self.object(found, others).ok_or_else(misshapen)
    }
}
