//! What a text of known shape holds.

use super::Shape;

/// What stands at a place of a text of known shape. What is asked of it in another way than its shape says is 0,
/// `false` or empty, and so is whatever was left out.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// `null`, or left out.
    Nothing,
    /// `true` or `false`.
    Flag(bool),
    /// A whole number; of a [`Shape::Word`], which one it is.
    Whole(i64),
    /// Any number.
    Number(f32),
    /// A string.
    Text(String),
    /// A list's items, or an object's fields as they stand in the shape; then, where there may be others, a list of
    /// their names and what they hold in turn.
    List(Vec<Value>),
}

impl Value {
    /// Whether it is this string.
    pub fn is(&self, text: &str) -> bool {
        matches!(self, Self::Text(it) if it == text)
    }

    /// `None` if it is nothing.
    pub fn some(self) -> Option<Self> {
        (self != Self::Nothing).then_some(self)
    }

    /// As `true` or `false`.
    pub fn flag(&self) -> bool {
        *self == Self::Flag(true)
    }

    /// As a number of [`Shape::Signed`].
    pub fn signed(&self) -> i32 {
        self.whole() as i32
    }

    /// As a number of [`Shape::Whole`].
    pub fn whole(&self) -> u64 {
        match self {
            Self::Whole(number) => number.cast_unsigned(),
            _ => 0,
        }
    }

    /// As a number of [`SIZE`].
    pub fn size(&self) -> usize {
        self.whole() as usize
    }

    /// As any number.
    pub fn number(&self) -> f32 {
        match self {
            Self::Number(number) => *number,
            _ => 0.0,
        }
    }

    /// As a string.
    pub fn text(self) -> String {
        match self {
            Self::Text(text) => text,
            _ => String::new(),
        }
    }

    /// As a list.
    pub fn list(self) -> Vec<Self> {
        match self {
            Self::List(values) => values,
            _ => Vec::new(),
        }
    }

    pub(super) fn items(&self) -> &[Self] {
        match self {
            Self::List(values) => values,
            _ => &[],
        }
    }

    /// As a list of [`Shape::Signed`].
    pub fn numbers(&self) -> Vec<i32> {
        self.items().iter().map(Self::signed).collect()
    }

    /// As an object.
    pub fn fields(self) -> Fields {
        Fields(self.list().into_iter())
    }
}

/// An object's fields, in the order of its shape.
#[derive(Debug)]
pub struct Fields(std::vec::IntoIter<Value>);

impl Fields {
    /// The next one.
    #[inline(never)]
    pub fn take(&mut self) -> Value {
        self.0.next().unwrap_or(Value::Nothing)
    }
}

/// Strings that stand for the variants of a type.
#[derive(Debug)]
pub struct Words<T: 'static> {
    /// The strings.
    pub words: &'static [&'static str],
    /// What each stands for.
    pub meanings: &'static [T],
}

impl<T: Copy + PartialEq> Words<T> {
    /// One of them.
    pub const fn shape(&self) -> Shape {
        Shape::Word(self.words)
    }

    /// The one that stands for `meaning`.
    pub fn of(&self, meaning: T) -> Value {
        self.meanings.iter().position(|it| *it == meaning).unwrap_or_default().into()
    }

    /// What it stands for.
    pub fn meaning(&self, word: &Value) -> T {
        self.meanings[word.size().min(self.meanings.len() - 1)]
    }
}

/// All variants of a type with their words: `words!(SCALES: PixelScale { Byte = "byte", Unit = "unit" })`.
macro_rules! words {
    ($name:ident: $type:ty { $($variant:ident = $word:literal),+ $(,)? }) => {
        pub(crate) const $name: $crate::formats::json::Words<$type> = $crate::formats::json::Words {
            words: &[$($word),+],
            meanings: &[$(<$type>::$variant),+],
        };
        // Each variant has its word.
        const _: fn($type) = |it| match it { $(<$type>::$variant => ()),+ };
    };
}
pub(crate) use words;

impl From<bool> for Value {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

impl From<i32> for Value {
    fn from(number: i32) -> Self {
        Self::Whole(number.into())
    }
}

impl From<u32> for Value {
    fn from(number: u32) -> Self {
        Self::Whole(number.into())
    }
}

impl From<usize> for Value {
    fn from(number: usize) -> Self {
        Self::Whole(number as i64)
    }
}

impl From<f32> for Value {
    fn from(number: f32) -> Self {
        Self::Number(number)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.into())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl<V: Into<Self>> FromIterator<V> for Value {
    fn from_iter<I: IntoIterator<Item = V>>(values: I) -> Self {
        Self::List(values.into_iter().map(Into::into).collect())
    }
}
