//! One of MNIST's files on its way: streamed, unpacked if it is packed, never all of it in memory twice.

use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{ReadableStream, ReadableStreamDefaultReader, ReadableWritablePair};

use crate::digits::{Idx, IdxReader};
use crate::training::FileTrouble;

#[wasm_bindgen]
extern "C" {
    /// The browser's inflate; web-sys still calls it unstable. Absent from browsers before 2023.
    type DecompressionStream;
    #[wasm_bindgen(constructor, catch)]
    fn new(format: &str) -> Result<DecompressionStream, JsValue>;
}

/// What gzip begins with.
const GZIP: [u8; 2] = [0x1f, 0x8b];

/// A file of which the beginning has been read.
pub struct DataFile {
    bytes: ReadableStreamDefaultReader,
    packed: bool,
    idx: IdxReader,
    taken: u64,
}

impl DataFile {
    /// Reads the beginning of `stream`.
    ///
    /// # Errors
    /// If that is not the beginning of such a file, packed or not.
    pub async fn open(stream: &ReadableStream) -> Result<Self, FileTrouble> {
        // One branch to look at, one to read.
        let branches = stream.tee();
        let (look, whole) = (branches.get(0), branches.get(1).unchecked_into::<ReadableStream>());
        let look = ReadableStreamDefaultReader::new(look.unchecked_ref())
            .map_err(|_| FileTrouble::Unreadable)?;
        let first = piece(&look).await.map_err(|_| FileTrouble::Unreadable)?;
        // Its promise waits for the other branch.
        let _ = look.cancel();
        let packed = first.is_some_and(|first| first.starts_with(&GZIP));
        let plain = if packed {
            let inflate = DecompressionStream::new("gzip").map_err(|_| FileTrouble::NoGzip)?;
            whole.pipe_through(inflate.unchecked_ref::<ReadableWritablePair>())
        } else {
            whole
        };
        let bytes =
            ReadableStreamDefaultReader::new(&plain).map_err(|_| FileTrouble::Unreadable)?;
        let mut file = Self { bytes, packed, idx: IdxReader::new(), taken: 0 };
        while file.idx.expected().is_none() && file.advance().await? {}
        Ok(file)
    }

    /// The bytes that it should have, unpacked; `None` if it ended before its header did.
    pub fn expected(&self) -> Option<u64> {
        self.idx.expected()
    }

    /// The bytes that have come, unpacked.
    pub fn taken(&self) -> u64 {
        self.taken
    }

    /// Takes the next piece; gives whether there was one.
    ///
    /// # Errors
    /// At the first thing that is wrong. Nothing more is read then.
    pub async fn advance(&mut self) -> Result<bool, FileTrouble> {
        let Some(piece) = piece(&self.bytes).await.map_err(|_| self.broken())? else {
            return Ok(false);
        };
        self.taken += piece.len() as u64;
        self.idx.take(&piece).map(|()| true).map_err(|error| {
            // Whoever sends the rest may stop; nobody waits until it does.
            let _ = self.bytes.cancel();
            FileTrouble::Idx(error)
        })
    }

    /// What it means that its bytes do not come.
    fn broken(&self) -> FileTrouble {
        if self.packed { FileTrouble::Gzip } else { FileTrouble::Unreadable }
    }

    /// The file, after its last piece.
    ///
    /// # Errors
    /// If there should have been more, or a label is no digit.
    pub fn finish(self) -> Result<Idx, FileTrouble> {
        self.idx.finish().map_err(FileTrouble::Idx)
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
