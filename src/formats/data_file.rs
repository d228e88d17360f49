//! Files of MNIST's form as they come: as they are, packed with gzip (members one after the other, zeros behind them),
//! or several in a zip. Nothing is unpacked that nobody asked for: a bomb costs no more than its header promised.

use std::io::{self, Read, Seek, Write};

use flate2::write::GzDecoder;
use serde::{Deserialize, Serialize};
use zip::ZipArchive;
use zip::result::ZipError;

use super::kind::{self, FileKind};
use crate::digits::{Idx, IdxError, IdxReader};

/// What gzip begins with.
const GZIP: [u8; 2] = [0x1f, 0x8b];
/// So much of a zip's file is unpacked at a time.
const PIECE: usize = 64 << 10;
/// So many bytes the files of one zip may have, unpacked: twice the largest that one file may have.
const MOST: u64 = 512 << 20;
/// So many bytes are unpacked after the first that is wrong, to find out whether gzip itself is whole.
const MOST_DROPPED: usize = 1 << 20;

/// Why a file of data is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DataError {
    /// Its bytes, unpacked, are no such file.
    Idx(IdxError),
    /// It begins as gzip does and cannot be unpacked: it is damaged or cut short.
    Gzip,
    /// Behind what gzip packed stands something else.
    BehindGzip,
    /// It begins as a zip does and cannot be read: it is damaged or cut short.
    Zip,
    /// What is in the zip is packed in another way than "deflate", or with a password.
    ZipMethod,
    /// There is no such file in the zip.
    ZipWithout {
        /// How many others are.
        found: usize,
    },
    /// More is in the zip than there is room for.
    TooMuch {
        /// Bytes that there is room for.
        most: u64,
    },
}

/// Takes a file in pieces of any size, packed or not, and stops at the first thing that is wrong.
#[derive(Debug)]
pub struct DataReader {
    state: State,
}

#[derive(Debug)]
enum State {
    /// Not enough has come to tell whether it is packed.
    Begun(Vec<u8>),
    Plain(Sink),
    Packed(GzDecoder<Sink>),
    /// A member of gzip has ended, and these first bytes of what comes then are no zeros.
    Behind(Sink, Vec<u8>),
}

/// Where unpacked bytes go. What is wrong with them stands here until the packing is known to be whole: damaged gzip, too,
/// unpacks to something for a while.
#[derive(Debug, Default)]
struct Sink {
    idx: IdxReader,
    taken: u64,
    error: Option<IdxError>,
    /// How many bytes came after that, and were dropped.
    dropped: usize,
}

impl Sink {
    fn take(&mut self, piece: &[u8]) -> Result<(), DataError> {
        self.taken += piece.len() as u64;
        self.idx.take(piece).map_err(DataError::Idx)
    }
}

impl Write for Sink {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        if self.error.is_none() {
            self.taken += piece.len() as u64;
            self.error = self.idx.take(piece).err();
        } else {
            self.dropped += piece.len();
            if self.dropped > MOST_DROPPED {
                return Err(io::ErrorKind::InvalidData.into());
            }
        }
        Ok(piece.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Default for DataReader {
    fn default() -> Self {
        Self { state: State::Begun(Vec::new()) }
    }
}

impl DataReader {
    /// Nothing has come yet.
    pub fn new() -> Self {
        Self::default()
    }

    fn sink(&self) -> Option<&Sink> {
        match &self.state {
            State::Begun(_) => None,
            State::Plain(sink) | State::Behind(sink, _) => Some(sink),
            State::Packed(decoder) => Some(decoder.get_ref()),
        }
    }

    /// The bytes that it should have, unpacked, once its header has come.
    pub fn expected(&self) -> Option<u64> {
        self.sink()?.idx.expected()
    }

    /// The bytes that have come, unpacked.
    pub fn taken(&self) -> u64 {
        self.sink().map_or(0, |sink| sink.taken)
    }

    /// Takes the next piece.
    ///
    /// # Errors
    /// As soon as the bytes are not those of such a file.
    pub fn take(&mut self, mut piece: &[u8]) -> Result<(), DataError> {
        while !piece.is_empty() {
            let length = match &mut self.state {
                State::Begun(head) => {
                    head.push(piece[0]);
                    if head.len() == GZIP.len() {
                        let head = std::mem::take(head);
                        self.begin(&head)?;
                    }
                    1
                }
                State::Plain(sink) => {
                    sink.take(piece)?;
                    piece.len()
                }
                State::Packed(decoder) => match decoder.write(piece) {
                    // It takes nothing more: a member has ended.
                    Ok(0) => {
                        self.end_member()?;
                        0
                    }
                    Ok(length) => length,
                    Err(_) => return Err(why(decoder)),
                },
                State::Behind(_, head) => {
                    if !head.is_empty() || piece[0] != 0 {
                        head.push(piece[0]);
                    }
                    if head.len() == GZIP.len() {
                        self.next_member()?;
                    }
                    1
                }
            };
            piece = &piece[length..];
        }
        Ok(())
    }

    fn begin(&mut self, head: &[u8]) -> Result<(), DataError> {
        self.state = if head == GZIP {
            let mut decoder = GzDecoder::new(Sink::default());
            decoder.write_all(head).map_err(|_| DataError::Gzip)?;
            State::Packed(decoder)
        } else {
            let mut sink = Sink::default();
            sink.take(head)?;
            State::Plain(sink)
        };
        Ok(())
    }

    /// Checks a member of gzip that has ended.
    fn end_member(&mut self) -> Result<(), DataError> {
        if let State::Packed(decoder) = &mut self.state {
            if decoder.try_finish().is_err() {
                return Err(why(decoder));
            }
            let sink = std::mem::take(decoder.get_mut());
            if let Some(error) = sink.error {
                return Err(DataError::Idx(error));
            }
            self.state = State::Behind(sink, Vec::new());
        }
        Ok(())
    }

    fn next_member(&mut self) -> Result<(), DataError> {
        if let State::Behind(sink, head) = &mut self.state {
            if head[..] != GZIP {
                return Err(DataError::BehindGzip);
            }
            let mut decoder = GzDecoder::new(std::mem::take(sink));
            decoder.write_all(&GZIP).map_err(|_| DataError::Gzip)?;
            self.state = State::Packed(decoder);
        }
        Ok(())
    }

    /// Nothing more comes: the file.
    ///
    /// # Errors
    /// If there should have been more, or a label is no digit.
    pub fn finish(mut self) -> Result<Idx, DataError> {
        self.end_member()?;
        let idx = match self.state {
            State::Begun(head) => {
                let mut idx = IdxReader::new();
                idx.take(&head).map_err(DataError::Idx)?;
                idx
            }
            State::Behind(_, head) if !head.is_empty() => return Err(DataError::BehindGzip),
            State::Plain(sink) | State::Behind(sink, _) => sink.idx,
            // `end_member` has left none.
            State::Packed(_) => return Err(DataError::Gzip),
        };
        idx.finish().map_err(DataError::Idx)
    }
}

/// Why a decoder does not go on.
fn why(decoder: &GzDecoder<Sink>) -> DataError {
    let sink = decoder.get_ref();
    sink.error.filter(|_| sink.dropped > MOST_DROPPED).map_or(DataError::Gzip, DataError::Idx)
}

/// Every file of data in a zip, with its name, in the zip's order; other files are passed over. `progress` hears how many
/// bytes have been unpacked.
///
/// # Errors
/// The name of what is wrong, empty for the zip itself, and why it is.
pub fn read_zip(
    zip: impl Read + Seek,
    progress: &mut dyn FnMut(u64),
) -> Result<Vec<(String, Idx)>, (String, DataError)> {
    let mut zip = ZipArchive::new(zip).map_err(|error| (String::new(), zip_error(&error)))?;
    let (mut files, mut found, mut done) = (Vec::new(), 0, 0);
    for index in 0..zip.len() {
        let name = zip.name_for_index(index).unwrap_or_default().to_owned();
        if name.ends_with('/') || is_of_the_system(&name) {
            continue;
        }
        let of = |error| (name.clone(), error);
        let mut file = zip.by_index(index).map_err(|error| of(zip_error(&error)))?;
        let read = read_entry(&mut file, &name, done, progress).map_err(of)?;
        match read {
            Some((idx, taken)) => {
                done += taken;
                files.push((name, idx));
            }
            None => found += 1,
        }
    }
    if files.is_empty() {
        return Err((String::new(), DataError::ZipWithout { found }));
    }
    Ok(files)
}

/// A file of a zip and the bytes that it had, unpacked; `None` if it is no file of data. `done` were unpacked before it.
fn read_entry(
    file: &mut dyn Read,
    name: &str,
    done: u64,
    progress: &mut dyn FnMut(u64),
) -> Result<Option<(Idx, u64)>, DataError> {
    let mut reader = DataReader::new();
    let mut piece = vec![0; PIECE];
    let mut first = true;
    loop {
        let length = fill(file, &mut piece).map_err(|_| DataError::Zip)?;
        if first && kind::kind(name, &piece[..length.min(kind::HEAD)]) != FileKind::Data {
            return Ok(None);
        }
        first = false;
        reader.take(&piece[..length])?;
        if done + reader.expected().unwrap_or(0) > MOST {
            return Err(DataError::TooMuch { most: MOST });
        }
        if length == piece.len() {
            progress(done + reader.taken());
            continue;
        }
        let idx = reader.finish()?;
        let taken = match &idx {
            Idx::Images(images) => 16 + size_of_val(&images[..]) as u64,
            Idx::Labels(labels) => 8 + labels.len() as u64,
        };
        progress(done + taken);
        return Ok(Some((idx, taken)));
    }
}

/// Reads until `piece` is full or nothing more comes.
fn fill(file: &mut dyn Read, piece: &mut [u8]) -> io::Result<usize> {
    let mut length = 0;
    while length < piece.len() {
        match file.read(&mut piece[length..])? {
            0 => break,
            more => length += more,
        }
    }
    Ok(length)
}

fn zip_error(error: &ZipError) -> DataError {
    match error {
        ZipError::UnsupportedArchive(_)
        | ZipError::CompressionMethodNotSupported(_)
        | ZipError::InvalidPassword => DataError::ZipMethod,
        _ => DataError::Zip,
    }
}

/// What a Mac puts beside every file of a zip or of a folder: under the file's name, and nothing that anybody wants.
pub fn is_of_the_system(path: &str) -> bool {
    path.split('/').any(|part| part == "__MACOSX" || part.starts_with("._"))
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use flate2::Compression;
    use flate2::write::GzEncoder;
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn labels(count: usize) -> Vec<u8> {
        let header = [2049, count as u32].into_iter().flat_map(u32::to_be_bytes);
        header.chain((0..count).map(|index| (index % 10) as u8)).collect()
    }

    fn images(count: usize) -> Vec<u8> {
        let header = [2051, count as u32, 28, 28].into_iter().flat_map(u32::to_be_bytes);
        header.chain((0..count * 784).map(|index| (index % 251) as u8)).collect()
    }

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(bytes).and_then(|()| encoder.finish()).expect("memory takes everything")
    }

    /// What becomes of `bytes` that come in pieces of `size`.
    fn read(bytes: &[u8], size: usize) -> Result<Idx, DataError> {
        let mut reader = DataReader::new();
        for piece in bytes.chunks(size) {
            reader.take(piece)?;
        }
        reader.finish()
    }

    fn plain(bytes: &[u8]) -> Idx {
        let mut reader = IdxReader::new();
        reader.take(bytes).and_then(|()| reader.finish()).expect("a file of data")
    }

    #[test]
    fn a_file_is_the_same_however_it_is_packed_and_comes() {
        let bytes = images(3);
        let (begin, end) = bytes.split_at(1000);
        let two = [gzip(begin), gzip(end)].concat();
        for packed in [
            bytes.clone(),
            gzip(&bytes),
            two.clone(),
            [&gzip(&bytes)[..], &[0; 700]].concat(),
            [&two[..], &[0]].concat(),
            [gzip(&[]), gzip(&bytes), gzip(&[])].concat(),
        ] {
            for size in [1, 2, 7, 1000, 100_000] {
                assert_eq!(read(&packed, size), Ok(plain(&bytes)), "{} by {size}", packed.len());
            }
        }
    }

    #[test]
    fn what_is_wrong_with_a_packed_file_is_said() {
        use DataError as E;
        let packed = gzip(&labels(500));
        let mut damaged = packed.clone();
        let middle = damaged.len() / 2;
        damaged[middle..middle + 4].fill(0xff);
        let mut wrong_sum = packed.clone();
        wrong_sum[packed.len() - 8] ^= 1;
        let length = |expected, found| E::Idx(IdxError::Length { expected, found });
        for (bytes, expected) in [
            (packed[..packed.len() - 1].to_vec(), E::Gzip),
            (packed[..20].to_vec(), E::Gzip),
            (damaged, E::Gzip),
            (wrong_sum, E::Gzip),
            ([&packed[..], &GZIP].concat(), E::Gzip),
            ([&packed[..], b"more"].concat(), E::BehindGzip),
            ([&packed[..], &[0, 0, 7]].concat(), E::BehindGzip),
            (gzip(&labels(500)[..400]), length(508, 400)),
            (gzip(b"<!doctype html>"), E::Idx(IdxError::Kind { found: 0x3c21_646f })),
            (vec![], E::Idx(IdxError::NoHeader { expected: 8, found: 0 })),
            (vec![0], E::Idx(IdxError::NoHeader { expected: 8, found: 1 })),
        ] {
            for size in [1, 5, 10_000] {
                assert_eq!(read(&bytes, size), Err(expected), "{} by {size}", bytes.len());
            }
        }
    }

    #[test]
    fn a_member_too_many_is_found_as_soon_as_it_comes() {
        let packed = gzip(&labels(500));
        let twice = read(&[&packed[..], &packed[..]].concat(), 100);
        assert!(matches!(twice, Err(DataError::Idx(IdxError::Length { expected: 508, .. }))));
    }

    #[test]
    fn a_bomb_costs_no_more_than_its_header_promised() {
        let bomb = gzip(&[images(1), vec![0; 100 << 20]].concat());
        let mut reader = DataReader::new();
        let error = bomb.chunks(1000).find_map(|piece| reader.take(piece).err());
        assert!(matches!(error, Some(DataError::Idx(IdxError::Length { expected: 800, .. }))));
        assert!(reader.taken() < 1 << 20, "{}", reader.taken());
    }

    fn zip_of(files: &[(&str, &[u8], zip::CompressionMethod)]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes, method) in files {
            let options = SimpleFileOptions::default().compression_method(*method);
            zip.start_file(*name, options).expect("a file in the zip");
            zip.write_all(bytes).expect("memory takes everything");
        }
        zip.finish().expect("a zip").into_inner()
    }

    const STORED: zip::CompressionMethod = zip::CompressionMethod::Stored;
    const DEFLATED: zip::CompressionMethod = zip::CompressionMethod::Deflated;

    fn unzip(bytes: &[u8]) -> Result<Vec<(String, Idx)>, (String, DataError)> {
        read_zip(Cursor::new(bytes), &mut |_| {})
    }

    #[test]
    fn files_of_data_are_found_in_a_zip_and_others_passed_over() {
        let (images, labels) = (images(200), labels(200));
        let bytes = zip_of(&[
            ("mnist/", b"", STORED),
            ("mnist/read me.txt", b"hello", DEFLATED),
            ("mnist/images", &images, DEFLATED),
            ("mnist/._images-idx3-ubyte", b"\0\x05\x16\x07", STORED),
            ("__MACOSX/mnist/labels-idx1-ubyte", b"\0\x05\x16\x07", STORED),
            ("mnist/labels.gz", &gzip(&labels), STORED),
        ]);
        let expected = [("mnist/images", plain(&images)), ("mnist/labels.gz", plain(&labels))];
        let mut last = 0;
        let read = read_zip(Cursor::new(&bytes), &mut |done| last = done);
        assert_eq!(read, Ok(expected.map(|(name, idx)| (name.to_owned(), idx)).into()));
        assert_eq!(last, (images.len() + labels.len()) as u64);
    }

    #[test]
    fn what_is_wrong_with_a_zip_is_said_with_the_file_that_it_is() {
        use DataError as E;
        let labels = labels(9);
        let whole = zip_of(&[("labels", &labels, STORED)]);
        let other = zip_of(&[("a.txt", b"hello", STORED), ("b.png", b"\x89PNG", DEFLATED)]);
        let cut = zip_of(&[("labels", &labels[..12], DEFLATED)]);
        let at = whole.len() - 22;
        let mut method = whole.clone();
        // Where the directory at the end says how the file is packed: 12, which is bzip2.
        let directory = u32::from_le_bytes(whole[at + 16..at + 20].try_into().expect("four bytes"));
        method[directory as usize + 10] = 12;
        let length = E::Idx(IdxError::Length { expected: 17, found: 12 });
        for (bytes, name, expected) in [
            (whole[..whole.len() - 30].to_vec(), "", E::Zip),
            (b"PK\x03\x04".to_vec(), "", E::Zip),
            (zip_of(&[]), "", E::ZipWithout { found: 0 }),
            (other, "", E::ZipWithout { found: 2 }),
            (cut, "labels", length),
            (method, "labels", E::ZipMethod),
        ] {
            assert_eq!(unzip(&bytes), Err((name.to_owned(), expected)), "{name} {expected:?}");
        }
    }

    #[test]
    fn a_zip_of_many_large_files_is_refused_before_it_is_all_unpacked() {
        let large = labels(300_000);
        let names: Vec<String> = (0..2000).map(|index| index.to_string()).collect();
        let files: Vec<_> = names.iter().map(|name| (&name[..], &large[..], DEFLATED)).collect();
        let most = DataError::TooMuch { most: MOST };
        assert_eq!(unzip(&zip_of(&files)).map(|files| files.len()), Err(("1789".into(), most)));
    }
}
