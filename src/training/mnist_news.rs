//! What there is to tell of MNIST's files, and how a worker tells it: as a few numbers.

use super::Loading;
use crate::digits::mnist::{Part, Set};
use crate::digits::{IdxError, IdxKind};

/// Why a file that should be one of the four is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileTrouble {
    /// Its bytes, unpacked, are no such file.
    Idx(IdxError),
    /// It begins as gzip does and cannot be unpacked: it is damaged or cut short.
    Gzip,
    /// It is packed, and this browser unpacks nothing.
    NoGzip,
    /// The browser could not read it to its end.
    Unreadable,
    /// The others are there, and it is not.
    Missing,
}

/// Why something is not kept for the next visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unkept {
    /// The browser keeps nothing: switched off, or a private window.
    Unavailable,
    /// There is no room left.
    Full,
}

/// What became of files that were given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The set that there is now.
    pub set: Option<Set>,
    /// What is missing beside what has come.
    pub missing: Vec<Part>,
    /// Why it is not kept; `None` if it is. It can be used all the same while the page is open.
    pub unkept: Option<Unkept>,
}

/// Why there are no data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MnistTrouble {
    /// There are none: neither kept nor beside the page.
    Absent,
    /// Only some of what makes a set.
    Incomplete {
        /// What is missing.
        missing: Vec<Part>,
    },
    /// A file is not what it should be.
    File {
        /// Its name.
        name: String,
        /// What is wrong with it.
        trouble: FileTrouble,
    },
    /// The worker that reads them could not be started, or died.
    NoWorker,
}

/// News of files on their way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MnistNews {
    /// Some of their bytes have come.
    Loading(Loading),
    /// They are taken. The last news.
    Kept(Kept),
    /// They are not, and nothing has changed. The last news.
    Trouble(MnistTrouble),
}

impl MnistNews {
    /// The news as numbers and a name, for [`MnistNews::read`]. Counts of bytes stay below 2⁵³ and so stay whole.
    pub fn write(&self) -> (Vec<f64>, &str) {
        let mut numbers = Vec::new();
        let mut name = "";
        match self {
            Self::Loading(Loading { done, of }) => {
                numbers.extend([0.0, *done as f64]);
                numbers.extend(of.map(|of| of as f64));
            }
            Self::Kept(Kept { set, missing, unkept }) => {
                let (train, test) = match *set {
                    None => (0, 0),
                    Some(Set::One { count }) => (count, 0),
                    Some(Set::Two { train, test }) => (train, test),
                };
                let unkept = match unkept {
                    None => 0.0,
                    Some(Unkept::Unavailable) => 1.0,
                    Some(Unkept::Full) => 2.0,
                };
                numbers.extend([1.0, f64::from(train), f64::from(test), unkept]);
                write_parts(missing, &mut numbers);
            }
            Self::Trouble(MnistTrouble::Absent) => numbers.push(2.0),
            Self::Trouble(MnistTrouble::NoWorker) => numbers.push(3.0),
            Self::Trouble(MnistTrouble::Incomplete { missing }) => {
                numbers.push(4.0);
                write_parts(missing, &mut numbers);
            }
            Self::Trouble(MnistTrouble::File { name: file, trouble }) => {
                name = file;
                numbers.push(5.0);
                write_trouble(*trouble, &mut numbers);
            }
        }
        (numbers, name)
    }

    /// The news that [`MnistNews::write`] wrote; `None` for anything else.
    pub fn read(numbers: &[f64], name: &str) -> Option<Self> {
        Some(match *numbers {
            [0.0, done, ref rest @ ..] => {
                Self::Loading(Loading { done: done as u64, of: rest.first().map(|&of| of as u64) })
            }
            [1.0, train, test, unkept, ref rest @ ..] => Self::Kept(Kept {
                set: match (train as u32, test as u32) {
                    (0, _) => None,
                    (count, 0) => Some(Set::One { count }),
                    (train, test) => Some(Set::Two { train, test }),
                },
                missing: read_parts(rest),
                unkept: match unkept {
                    0.0 => None,
                    1.0 => Some(Unkept::Unavailable),
                    _ => Some(Unkept::Full),
                },
            }),
            [2.0] => Self::Trouble(MnistTrouble::Absent),
            [3.0] => Self::Trouble(MnistTrouble::NoWorker),
            [4.0, ref rest @ ..] => {
                Self::Trouble(MnistTrouble::Incomplete { missing: read_parts(rest) })
            }
            [5.0, ref rest @ ..] => Self::Trouble(MnistTrouble::File {
                name: name.into(),
                trouble: read_trouble(rest)?,
            }),
            _ => return None,
        })
    }
}

/// Images as positive counts, labels as negative ones: no part is empty.
fn write_parts(parts: &[Part], numbers: &mut Vec<f64>) {
    numbers.extend(parts.iter().map(|part| match part.kind {
        IdxKind::Images => f64::from(part.count),
        IdxKind::Labels => -f64::from(part.count),
    }));
}

fn read_parts(numbers: &[f64]) -> Vec<Part> {
    let kind = |number| if number > 0.0 { IdxKind::Images } else { IdxKind::Labels };
    let part = |&number: &f64| Part { kind: kind(number), count: number.abs() as u32 };
    numbers.iter().map(part).collect()
}

fn write_trouble(trouble: FileTrouble, numbers: &mut Vec<f64>) {
    let f = |number: usize| number as f64;
    match trouble {
        FileTrouble::Gzip => numbers.push(0.0),
        FileTrouble::NoGzip => numbers.push(1.0),
        FileTrouble::Unreadable => numbers.push(2.0),
        FileTrouble::Missing => numbers.push(11.0),
        FileTrouble::Idx(error) => match error {
            IdxError::NoHeader { expected, found } => {
                numbers.extend([3.0, f(expected), f(found)]);
            }
            IdxError::Magic { expected, found } => {
                numbers.extend([4.0, expected.into(), found.into()]);
            }
            IdxError::Size { expected, found } => {
                let sides = [expected.0, expected.1, found.0, found.1].map(f64::from);
                numbers.push(5.0);
                numbers.extend(sides);
            }
            IdxError::Kind { found } => numbers.extend([6.0, found.into()]),
            IdxError::Count { most, found } => numbers.extend([7.0, most.into(), found.into()]),
            IdxError::Length { expected, found } => {
                numbers.extend([8.0, expected as f64, found as f64]);
            }
            IdxError::Label { index, found } => numbers.extend([9.0, f(index), found.into()]),
            IdxError::Mismatch { images, labels } => {
                numbers.extend([10.0, f(images), f(labels)]);
            }
        },
    }
}

fn read_trouble(numbers: &[f64]) -> Option<FileTrouble> {
    let error = match *numbers {
        [0.0] => return Some(FileTrouble::Gzip),
        [1.0] => return Some(FileTrouble::NoGzip),
        [2.0] => return Some(FileTrouble::Unreadable),
        [11.0] => return Some(FileTrouble::Missing),
        [3.0, a, b] => IdxError::NoHeader { expected: a as usize, found: b as usize },
        [4.0, a, b] => IdxError::Magic { expected: a as u32, found: b as u32 },
        [5.0, a, b, c, d] => {
            IdxError::Size { expected: (a as u32, b as u32), found: (c as u32, d as u32) }
        }
        [6.0, a] => IdxError::Kind { found: a as u32 },
        [7.0, a, b] => IdxError::Count { most: a as u32, found: b as u32 },
        [8.0, a, b] => IdxError::Length { expected: a as u64, found: b as u64 },
        [9.0, a, b] => IdxError::Label { index: a as usize, found: b as u8 },
        [10.0, a, b] => IdxError::Mismatch { images: a as usize, labels: b as usize },
        _ => return None,
    };
    Some(FileTrouble::Idx(error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn news_come_over_as_they_are() {
        let part = |kind, count| Part { kind, count };
        let missing = vec![part(IdxKind::Labels, 60_000), part(IdxKind::Images, 1)];
        let kept = |set, unkept| MnistNews::Kept(Kept { set, missing: missing.clone(), unkept });
        let file =
            |trouble| MnistNews::Trouble(MnistTrouble::File { name: "数字.gz".into(), trouble });
        let mut all = vec![
            MnistNews::Loading(Loading { done: 0, of: None }),
            MnistNews::Loading(Loading { done: 1 << 50, of: Some(u64::from(u32::MAX)) }),
            kept(None, None),
            kept(Some(Set::One { count: 100 }), Some(Unkept::Unavailable)),
            kept(Some(Set::Two { train: 60_000, test: 10_000 }), Some(Unkept::Full)),
            MnistNews::Trouble(MnistTrouble::Absent),
            MnistNews::Trouble(MnistTrouble::NoWorker),
            MnistNews::Trouble(MnistTrouble::Incomplete { missing: missing.clone() }),
            MnistNews::Trouble(MnistTrouble::Incomplete { missing: Vec::new() }),
            file(FileTrouble::Gzip),
            file(FileTrouble::NoGzip),
            file(FileTrouble::Unreadable),
            file(FileTrouble::Missing),
        ];
        all.extend(
            [
                IdxError::NoHeader { expected: 16, found: 3 },
                IdxError::Magic { expected: 2051, found: u32::MAX },
                IdxError::Size { expected: (28, 28), found: (32, 31) },
                IdxError::Kind { found: u32::from_be_bytes(*b"<!DO") },
                IdxError::Count { most: 300_000, found: 0 },
                IdxError::Length { expected: 3_367_254_359_056, found: 16 },
                IdxError::Label { index: 59_999, found: 255 },
                IdxError::Mismatch { images: 60_000, labels: 10_000 },
            ]
            .map(|error| file(FileTrouble::Idx(error))),
        );
        for news in all {
            let (numbers, name) = news.write();
            assert_eq!(MnistNews::read(&numbers, name).as_ref(), Some(&news), "{numbers:?}");
        }
        for numbers in [&[][..], &[9.0], &[5.0], &[5.0, 3.0], &[f64::NAN]] {
            assert_eq!(MnistNews::read(numbers, ""), None, "{numbers:?}");
        }
    }
}
