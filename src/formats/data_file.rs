//! Files of MNIST's form as they come: as they are, packed with gzip (members one after the other, zeros behind them),
//! or several in a zip. Nothing is unpacked that nobody asked for: a bomb costs a mebibyte more than its header promised.

#[cfg(test)]
mod tests;

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
