//! MNIST's own files: IDX, as bytes, unpacked.
//!
//! Images: the numbers 2051, how many, 28, 28, then 784 pixels each; labels: 2049, how many, then one byte
//! each. All four numbers are big-endian, 32 bits.

use serde::{Deserialize, Serialize};

use super::prepare::Pixels;

/// The number that a file of images begins with.
const IMAGES: u32 = 2051;
/// The number that a file of labels begins with.
const LABELS: u32 = 2049;
/// Rows and columns of each image.
const SIDE: u32 = 28;

/// What an IDX file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum IdxKind {
    /// 28×28 images, 0 to 255.
    Images,
    /// Digits, 0 to 9.
    Labels,
}

/// Why bytes are not the IDX file that they should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum IdxError {
    /// Too short to say what it is.
    NoHeader {
        /// The bytes that a header has.
        expected: usize,
        /// How many there were.
        found: usize,
    },
    /// It begins with another number: another kind of file, or something else under its name.
    Magic {
        /// 2051 for images, 2049 for labels.
        expected: u32,
        /// The first four bytes as a number.
        found: u32,
    },
    /// The images have another size.
    Size {
        /// Rows and columns that each should have.
        expected: (u32, u32),
        /// Rows and columns that the header tells.
        found: (u32, u32),
    },
    /// It begins as neither images nor labels do.
    Kind {
        /// The first four bytes as a number.
        found: u32,
    },
    /// None at all, or more than there is room for.
    Count {
        /// The most that are taken.
        most: u32,
        /// What the header tells.
        found: u32,
    },
    /// Fewer bytes, or more, than the header promises.
    Length {
        /// The bytes that the whole file should have.
        expected: u64,
        /// How many there were; of a stream that is too long, how many had come when reading stopped.
        found: u64,
    },
    /// A label that is no digit.
    Label {
        /// Which one, from 0.
        index: usize,
        /// What it says.
        found: u8,
    },
    /// As many labels as images there should be.
    Mismatch {
        /// How many images there were.
        images: usize,
        /// How many labels there were.
        labels: usize,
    },
}

/// What `bytes` begin as; `None` for anything that is no IDX file of ours. For telling files apart by their
/// contents.
pub fn kind(bytes: &[u8]) -> Option<IdxKind> {
    match number(bytes, 0)? {
        IMAGES => Some(IdxKind::Images),
        LABELS => Some(IdxKind::Labels),
        _ => None,
    }
}

/// The images of a whole IDX file.
///
/// # Errors
/// The first thing that is not as it should be, with what was expected and found.
pub fn images(bytes: &[u8]) -> Result<&[Pixels], IdxError> {
    let pixels = body(bytes, 16, image_count(bytes)?, 784)?;
    Ok(pixels.as_chunks().0)
}

/// How many images the header promises.
pub(super) fn image_count(bytes: &[u8]) -> Result<u32, IdxError> {
    let [count, rows, columns] = header(bytes, IMAGES)?;
    if (rows, columns) != (SIDE, SIDE) {
        return Err(IdxError::Size { expected: (SIDE, SIDE), found: (rows, columns) });
    }
    Ok(count)
}

/// How many labels the header promises.
pub(super) fn label_count(bytes: &[u8]) -> Result<u32, IdxError> {
    let [count] = header(bytes, LABELS)?;
    Ok(count)
}

/// The labels of a whole IDX file, each 0 to 9.
///
/// # Errors
/// The first thing that is not as it should be, with what was expected and found.
pub fn labels(bytes: &[u8]) -> Result<&[u8], IdxError> {
    digits(body(bytes, 8, label_count(bytes)?, 1)?)
}

/// `labels`, if each is 0 to 9.
pub(super) fn digits(labels: &[u8]) -> Result<&[u8], IdxError> {
    match labels.iter().position(|&label| label > 9) {
        Some(index) => Err(IdxError::Label { index, found: labels[index] }),
        None => Ok(labels),
    }
}

/// Images with their labels.
///
/// # Errors
/// If there are not as many of the one as of the other.
pub fn pair<'a>(
    images: &'a [Pixels],
    labels: &'a [u8],
) -> Result<impl ExactSizeIterator<Item = (&'a Pixels, u8)>, IdxError> {
    if images.len() != labels.len() {
        return Err(IdxError::Mismatch { images: images.len(), labels: labels.len() });
    }
    Ok(images.iter().zip(labels.iter().copied()))
}

/// The big-endian number at `index` of the header.
fn number(bytes: &[u8], index: usize) -> Option<u32> {
    let bytes = bytes.get(4 * index..)?.first_chunk()?;
    Some(u32::from_be_bytes(*bytes))
}

/// The `N` numbers after the first, which has to be `magic`.
fn header<const N: usize>(bytes: &[u8], magic: u32) -> Result<[u32; N], IdxError> {
    let short = IdxError::NoHeader { expected: 4 * (N + 1), found: bytes.len() };
    match number(bytes, 0) {
        None => return Err(short),
        Some(found) if found != magic => return Err(IdxError::Magic { expected: magic, found }),
        Some(_) => {}
    }
    let mut numbers = [0; N];
    for (index, value) in numbers.iter_mut().enumerate() {
        *value = number(bytes, index + 1).ok_or(short)?;
    }
    Ok(numbers)
}

/// The `count` things of `size` bytes after a header of `start` bytes, and nothing else.
fn body(bytes: &[u8], start: usize, count: u32, size: u64) -> Result<&[u8], IdxError> {
    let (expected, found) = (start as u64 + u64::from(count) * size, bytes.len() as u64);
    match bytes.get(start..) {
        Some(body) if expected == found => Ok(body),
        _ => Err(IdxError::Length { expected, found }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(numbers: &[u32], body: &[u8]) -> Vec<u8> {
        let header = numbers.iter().flat_map(|number| number.to_be_bytes());
        header.chain(body.iter().copied()).collect()
    }

    #[test]
    fn images_and_labels_come_back() {
        let mut body = vec![0; 2 * 784];
        (body[0], body[783], body[784]) = (1, 2, 3);
        let bytes = file(&[2051, 2, 28, 28], &body);
        let images = images(&bytes).unwrap();
        assert_eq!(images.len(), 2);
        assert_eq!((images[0][0], images[0][783], images[1][0]), (1, 2, 3));
        assert_eq!(kind(&bytes), Some(IdxKind::Images));

        let bytes = file(&[2049, 2], &[9, 0]);
        let labels = labels(&bytes).unwrap();
        assert_eq!(labels, [9, 0]);
        assert_eq!(kind(&bytes), Some(IdxKind::Labels));
        let pairs: Vec<u8> = pair(images, labels).unwrap().map(|(_, label)| label).collect();
        assert_eq!(pairs, [9, 0]);
        let missing = pair(images, &labels[1..]).map(|_| ());
        assert_eq!(missing, Err(IdxError::Mismatch { images: 2, labels: 1 }));
    }

    #[test]
    fn what_is_wrong_is_said_with_what_was_expected_and_found() {
        use IdxError as E;
        let html = u32::from_be_bytes(*b"<!DO");
        let many = 16 + 784 * u64::from(u32::MAX);
        for (bytes, expected) in [
            (vec![], E::NoHeader { expected: 16, found: 0 }),
            (file(&[2051, 1, 28], &[0; 3]), E::NoHeader { expected: 16, found: 15 }),
            (b"<!DOCTYPE html><html>".to_vec(), E::Magic { expected: 2051, found: html }),
            (file(&[2049, 1], &[5]), E::Magic { expected: 2051, found: 2049 }),
            (file(&[2051, 1, 28, 27], &[]), E::Size { expected: (28, 28), found: (28, 27) }),
            (file(&[2051, 2, 28, 28], &[0; 1567]), E::Length { expected: 1584, found: 1583 }),
            (file(&[2051, 1, 28, 28], &[0; 785]), E::Length { expected: 800, found: 801 }),
            (file(&[2051, u32::MAX, 28, 28], &[]), E::Length { expected: many, found: 16 }),
        ] {
            assert_eq!(images(&bytes).map(<[Pixels]>::len), Err(expected));
        }
        for (bytes, expected) in [
            (file(&[2049], &[0]), E::NoHeader { expected: 8, found: 5 }),
            (file(&[2051, 0, 28, 28], &[]), E::Magic { expected: 2049, found: 2051 }),
            (file(&[2049, 3], &[1, 2]), E::Length { expected: 11, found: 10 }),
            (file(&[2049, 3], &[1, 10, 11]), E::Label { index: 1, found: 10 }),
        ] {
            assert_eq!(labels(&bytes), Err(expected));
        }
    }
}
