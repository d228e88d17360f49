//! An IDX file that comes piece by piece: what it is stands in its first bytes, and no more is taken than they
//! promise.

use super::idx::{self, IdxError, IdxKind};
use super::prepare::Pixels;

/// The most images or labels that a file may have: room for every set of digits of this form (EMNIST's have
/// 240,000), and none for a header that lies.
pub const MOST: u32 = 300_000;
/// Bytes of an image.
const IMAGE: usize = 784;

/// A whole IDX file, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Idx {
    /// 28×28 each, 0 to 255.
    Images(Vec<Pixels>),
    /// 0 to 9 each.
    Labels(Vec<u8>),
}

impl Idx {
    /// How many images or labels.
    pub fn len(&self) -> usize {
        match self {
            Self::Images(images) => images.len(),
            Self::Labels(labels) => labels.len(),
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Which of the two it is.
    pub fn kind(&self) -> IdxKind {
        match self {
            Self::Images(_) => IdxKind::Images,
            Self::Labels(_) => IdxKind::Labels,
        }
    }
}

/// Takes an IDX file in pieces of any size, and stops at the first thing that is wrong.
#[derive(Clone, Debug, Default)]
pub struct IdxReader {
    /// The bytes before the body, until there are enough of them.
    head: Vec<u8>,
    begun: Option<Begun>,
}

/// A file whose header has been read.
#[derive(Clone, Debug)]
struct Begun {
    /// What the body becomes: longer as it comes, so that a file that ends early costs no more than it has.
    body: Idx,
    /// Bytes that the header has and that the whole file should have; bytes of the body so far.
    header: u64,
    expected: u64,
    taken: usize,
}

impl IdxReader {
    /// Nothing has come yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The bytes that the whole file should have, once its header has come.
    pub fn expected(&self) -> Option<u64> {
        self.begun.as_ref().map(|begun| begun.expected)
    }

    /// Takes the next piece.
    ///
    /// # Errors
    /// As soon as the bytes are not those of a file of images or labels, or more of them come than the header
    /// promises.
    pub fn take(&mut self, piece: &[u8]) -> Result<(), IdxError> {
        if let Some(begun) = &mut self.begun {
            return begun.take(piece);
        }
        self.head.extend_from_slice(piece);
        let Some(kind) = self.kind()? else { return Ok(()) };
        let length = header_length(kind);
        if self.head.len() < length {
            return Ok(());
        }
        let head = std::mem::take(&mut self.head);
        self.begun.insert(Begun::new(kind, &head)?).take(&head[length..])
    }

    /// What the file begins as, once four bytes of it have come.
    fn kind(&self) -> Result<Option<IdxKind>, IdxError> {
        let Some(first) = self.head.first_chunk() else { return Ok(None) };
        let found = u32::from_be_bytes(*first);
        idx::kind(&self.head).map(Some).ok_or(IdxError::Kind { found })
    }

    /// Nothing more comes: the file.
    ///
    /// # Errors
    /// If there should have been more, or a label is no digit.
    pub fn finish(self) -> Result<Idx, IdxError> {
        match self.begun {
            Some(begun) => begun.finish(),
            None => {
                let kind = self.kind()?.unwrap_or(IdxKind::Labels);
                Err(IdxError::NoHeader { expected: header_length(kind), found: self.head.len() })
            }
        }
    }
}

/// Bytes before the first image or label.
fn header_length(kind: IdxKind) -> usize {
    match kind {
        IdxKind::Images => 16,
        IdxKind::Labels => 8,
    }
}

impl Begun {
    /// Reads the header that `head` begins with.
    fn new(kind: IdxKind, head: &[u8]) -> Result<Self, IdxError> {
        let (count, size) = match kind {
            IdxKind::Images => (idx::image_count(head)?, IMAGE as u64),
            IdxKind::Labels => (idx::label_count(head)?, 1),
        };
        if count == 0 || count > MOST {
            return Err(IdxError::Count { most: MOST, found: count });
        }
        let header = header_length(kind) as u64;
        let body = match kind {
            IdxKind::Images => Idx::Images(Vec::new()),
            IdxKind::Labels => Idx::Labels(Vec::new()),
        };
        Ok(Self { body, header, expected: header + u64::from(count) * size, taken: 0 })
    }

    fn take(&mut self, piece: &[u8]) -> Result<(), IdxError> {
        let end = self.taken + piece.len();
        let found = self.header + end as u64;
        if found > self.expected {
            return Err(IdxError::Length { expected: self.expected, found });
        }
        match &mut self.body {
            Idx::Labels(labels) => labels.extend_from_slice(piece),
            Idx::Images(images) => {
                let missing = end.div_ceil(IMAGE) - images.len();
                // All at once for a file of the usual size; a bigger one grows as it comes.
                if images.is_empty() {
                    let whole = (self.expected - self.header) as usize / IMAGE;
                    images.reserve_exact(whole.min(60_000));
                }
                images.extend(std::iter::repeat_n([0; IMAGE], missing));
                images.as_flattened_mut()[self.taken..end].copy_from_slice(piece);
            }
        }
        self.taken = end;
        Ok(())
    }

    fn finish(self) -> Result<Idx, IdxError> {
        let found = self.header + self.taken as u64;
        if found != self.expected {
            return Err(IdxError::Length { expected: self.expected, found });
        }
        if let Idx::Labels(labels) = &self.body {
            idx::digits(labels)?;
        }
        Ok(self.body)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(numbers: &[u32], body: &[u8]) -> Vec<u8> {
        let header = numbers.iter().flat_map(|number| number.to_be_bytes());
        header.chain(body.iter().copied()).collect()
    }

    /// What becomes of `bytes` that come in pieces of `size`.
    fn read(bytes: &[u8], size: usize) -> Result<Idx, IdxError> {
        let mut reader = IdxReader::new();
        for piece in bytes.chunks(size) {
            reader.take(piece)?;
        }
        reader.finish()
    }

    #[test]
    fn a_file_is_the_same_in_whatever_pieces_it_comes() {
        let body: Vec<u8> = (0..3 * 784).map(|index| (index % 251) as u8).collect();
        let images = file(&[2051, 3, 28, 28], &body);
        let labels = file(&[2049, 4], &[9, 0, 5, 3]);
        for size in [1, 3, 7, 16, 100, 784, 785, 10_000] {
            let Ok(Idx::Images(found)) = read(&images, size) else { panic!("images by {size}") };
            assert_eq!(found.as_flattened(), body, "by {size}");
            assert_eq!(read(&labels, size), Ok(Idx::Labels(vec![9, 0, 5, 3])), "by {size}");
        }
    }

    #[test]
    fn the_length_is_known_as_soon_as_the_header_is() {
        let mut reader = IdxReader::new();
        let bytes = file(&[2051, 60_000, 28, 28], &[]);
        reader.take(&bytes[..15]).unwrap();
        assert_eq!(reader.expected(), None);
        reader.take(&bytes[15..]).unwrap();
        assert_eq!(reader.expected(), Some(47_040_016));
    }

    #[test]
    fn what_is_wrong_is_said_with_what_was_expected_and_found() {
        use IdxError as E;
        for (bytes, expected) in [
            (vec![], E::NoHeader { expected: 8, found: 0 }),
            (vec![0, 0, 8], E::NoHeader { expected: 8, found: 3 }),
            (file(&[2051, 1, 28], &[0; 3]), E::NoHeader { expected: 16, found: 15 }),
            (b"<!DOCTYPE html>".to_vec(), E::Kind { found: u32::from_be_bytes(*b"<!DO") }),
            (file(&[2050, 1], &[5]), E::Kind { found: 2050 }),
            (file(&[2051, 1, 32, 32], &[]), E::Size { expected: (28, 28), found: (32, 32) }),
            (file(&[2051, 0, 28, 28], &[]), E::Count { most: MOST, found: 0 }),
            (file(&[2051, u32::MAX, 28, 28], &[]), E::Count { most: MOST, found: u32::MAX }),
            (file(&[2049, MOST + 1], &[1]), E::Count { most: MOST, found: MOST + 1 }),
            (file(&[2051, 2, 28, 28], &[0; 1567]), E::Length { expected: 1584, found: 1583 }),
            (file(&[2051, 1, 28, 28], &[0; 785]), E::Length { expected: 800, found: 801 }),
            (file(&[2049, 3], &[1, 2]), E::Length { expected: 11, found: 10 }),
            (file(&[2049, 1], &[1, 2]), E::Length { expected: 9, found: 10 }),
            (file(&[2049, 3], &[1, 10, 11]), E::Label { index: 1, found: 10 }),
        ] {
            for size in [1, 4, 1000] {
                let found = read(&bytes, size).map(|file| file.len());
                assert_eq!(found, Err(expected), "{bytes:?} by {size}");
            }
        }
    }

    #[test]
    fn reading_stops_at_the_first_byte_too_many() {
        let mut reader = IdxReader::new();
        reader.take(&file(&[2049, 2], &[1, 2])).unwrap();
        let more = vec![0; 1000];
        let expected = IdxError::Length { expected: 10, found: 1010 };
        assert_eq!(reader.take(&more), Err(expected));
    }
}
