//! One of MNIST's files on its way: streamed, unpacked if it is packed, never all of it in memory twice; or several in a
//! zip, which is read where it lies.

use std::io::{self, BufReader, Read, Seek, SeekFrom};

use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, FileReaderSync, ReadableStream, ReadableStreamDefaultReader};

use crate::digits::Idx;
use crate::formats::data_file::{self, DataError, DataReader};
use crate::training::FileTrouble;

/// So much of a zip is read at a time.
const PIECE: usize = 256 << 10;

/// A file of which the beginning has been read.
pub struct DataFile {
    bytes: ReadableStreamDefaultReader,
    data: DataReader,
}

impl DataFile {
    /// Reads the beginning of `stream`.
    ///
    /// # Errors
    /// If that is not the beginning of such a file, packed or not.
    pub async fn open(stream: &ReadableStream) -> Result<Self, FileTrouble> {
        let bytes = ReadableStreamDefaultReader::new(stream.unchecked_ref())
            .map_err(|_| FileTrouble::Unreadable)?;
        let mut file = Self { bytes, data: DataReader::new() };
        while file.data.expected().is_none() && file.advance().await? {}
        Ok(file)
    }

    /// The bytes that it should have, unpacked; `None` if it ended before its header did.
    pub fn expected(&self) -> Option<u64> {
        self.data.expected()
    }

    /// The bytes that have come, unpacked.
    pub fn taken(&self) -> u64 {
        self.data.taken()
    }

    /// Takes the next piece; gives whether there was one.
    ///
    /// # Errors
    /// At the first thing that is wrong. Nothing more is read then.
    pub async fn advance(&mut self) -> Result<bool, FileTrouble> {
        let piece = piece(&self.bytes).await.map_err(|_| FileTrouble::Unreadable)?;
        let Some(piece) = piece else { return Ok(false) };
        self.data.take(&piece).map(|()| true).map_err(|error| {
            // Whoever sends the rest may stop; nobody waits until it does.
            let _ = self.bytes.cancel();
            FileTrouble::Data(error)
        })
    }

    /// The file, after its last piece.
    ///
    /// # Errors
    /// If there should have been more, or a label is no digit.
    pub fn finish(self) -> Result<Idx, FileTrouble> {
        self.data.finish().map_err(FileTrouble::Data)
    }
}

/// The next bytes; `None` after the last.
async fn piece(reader: &ReadableStreamDefaultReader) -> Result<Option<Vec<u8>>, JsValue> {
    let read = JsFuture::from(reader.read()).await?;
    if Reflect::get(&read, &"done".into())?.is_truthy() {
        return Ok(None);
    }
    let bytes: Uint8Array = Reflect::get(&read, &"value".into())?.dyn_into()?;
    Ok(Some(bytes.to_vec()))
}

/// The files of data in a zip, with their names. `progress` hears how many bytes have been unpacked.
///
/// # Errors
/// The name of what is wrong in it, empty for the zip itself, and why it is.
pub fn read_zip(
    zip: &Blob,
    progress: &mut dyn FnMut(u64),
) -> Result<Vec<(String, Idx)>, (String, FileTrouble)> {
    let unreadable = |_| (String::new(), FileTrouble::Unreadable);
    let reader = FileReaderSync::new().map_err(unreadable)?;
    let blob = BlobReader { blob: zip.clone(), reader, at: 0, failed: false };
    let mut blob = BufReader::with_capacity(PIECE, blob);
    let read = data_file::read_zip(&mut blob, progress);
    // What the browser cannot read is not the zip's fault.
    let failed = blob.get_ref().failed;
    read.map_err(|(name, error)| match error {
        DataError::Zip if failed => (name, FileTrouble::Unreadable),
        error => (name, FileTrouble::Data(error)),
    })
}

/// A blob read at any place, a piece at a time. Only workers can.
struct BlobReader {
    blob: Blob,
    reader: FileReaderSync,
    at: u64,
    failed: bool,
}

impl Read for BlobReader {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let end = (self.at + to.len() as u64) as f64;
        let piece = self.blob.slice_with_f64_and_f64(self.at as f64, end);
        let Ok(piece) = piece.and_then(|piece| self.reader.read_as_array_buffer(&piece)) else {
            self.failed = true;
            return Err(io::ErrorKind::Other.into());
        };
        let bytes = Uint8Array::new(&piece);
        let length = bytes.length() as usize;
        bytes.copy_to(&mut to[..length]);
        self.at += length as u64;
        Ok(length)
    }
}

impl Seek for BlobReader {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let (from, by) = match to {
            SeekFrom::Start(at) => (at, 0),
            SeekFrom::End(by) => (self.blob.size() as u64, by),
            SeekFrom::Current(by) => (self.at, by),
        };
        self.at = from.checked_add_signed(by).ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.at)
    }
}
