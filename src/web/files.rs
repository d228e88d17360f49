//! Files and folders that somebody opened, dropped or pasted.

use js_sys::{Array, Function, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, DataTransfer, DataTransferItem, File, FileList, FileSystemDirectoryEntry,
    FileSystemEntry, FileSystemFileEntry,
};

use super::lacking;

/// So many files of a folder are looked at.
const MOST: usize = 1000;

/// What somebody brought: taken at once, since the browser empties its own list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Brought {
    /// Files.
    pub files: Vec<File>,
    /// Folders; what is in them [`files_in`] finds out.
    pub folders: Vec<FileSystemDirectoryEntry>,
}

impl Brought {
    /// The files of a list.
    pub fn of(list: &FileList) -> Self {
        let files = (0..list.length()).filter_map(|index| list.get(index)).collect();
        Self { files, folders: Vec::new() }
    }

    /// What came with a drop or a paste.
    pub fn carried(data: &DataTransfer) -> Self {
        let items = data.items();
        let mut brought = Self::default();
        for item in (0..items.length()).filter_map(|index| items.get(index)) {
            match folder(&item) {
                Some(folder) => brought.folders.push(folder),
                None => brought.files.extend(item.get_as_file().ok().flatten()),
            }
        }
        if brought.is_empty() {
            brought = data.files().map_or_else(Self::default, |list| Self::of(&list));
        }
        brought
    }

    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty() && self.folders.is_empty()
    }
}

/// The folder that an item is, if it is one.
fn folder(item: &DataTransferItem) -> Option<FileSystemDirectoryEntry> {
    // Not every browser has it; what it throws then is no reason to leave a file.
    let entry = item.webkit_get_as_entry().ok().flatten()?;
    entry.is_directory().then(|| entry.unchecked_into())
}

/// The files in a folder and in the folders in it, with their paths from it on; a thousand at most. What cannot be read is
/// left out.
pub async fn files_in(folder: FileSystemDirectoryEntry) -> Vec<(String, File)> {
    let mut files = Vec::new();
    let mut folders = vec![folder];
    while let Some(folder) = folders.pop() {
        let Some(reader) = lacking::folder_reader(&folder) else { continue };
        // It gives its entries in pieces, the last of which is empty.
        while files.len() < MOST {
            let read = answered(&|good, bad| {
                reader.read_entries_with_callback_and_callback(good, bad).is_ok()
            });
            let Some(entries) = read.await else { break };
            let entries = Array::from(&entries);
            if entries.length() == 0 {
                break;
            }
            for entry in entries.iter() {
                let entry: FileSystemEntry = entry.unchecked_into();
                if entry.is_directory() {
                    folders.push(entry.unchecked_into());
                    continue;
                }
                let path = entry.full_path();
                let entry: FileSystemFileEntry = entry.unchecked_into();
                let file = answered(&|good, bad| lacking::ask_for_file(&entry, good, bad));
                files.extend(file.await.map(|file| (path, file.unchecked_into())));
            }
        }
    }
    files
}

/// What one of two callbacks hears: `None` if it is the second, or if nothing could be asked.
fn answered(
    ask: &dyn Fn(&Function, &Function) -> bool,
) -> impl Future<Output = Option<JsValue>> + use<> {
    let promise = Promise::new(&mut |good, bad| {
        if !ask(&good, &bad) {
            // Nobody else will.
            let _ = bad.call0(&JsValue::NULL);
        }
    });
    async { JsFuture::from(promise).await.ok() }
}

/// The first `count` bytes of a file; fewer if it has no more, or cannot be read.
pub async fn beginning(file: &Blob, count: usize) -> Vec<u8> {
    match file.slice_with_i32_and_i32(0, count as i32) {
        Ok(head) => bytes(&head).await,
        Err(_) => Vec::new(),
    }
}

/// All bytes of a file; none if it cannot be read.
pub async fn bytes(file: &Blob) -> Vec<u8> {
    match JsFuture::from(file.array_buffer()).await {
        Ok(bytes) => js_sys::Uint8Array::new(&bytes).to_vec(),
        Err(_) => Vec::new(),
    }
}

/// The whole file as text; `None` if it cannot be read.
pub async fn text(file: &Blob) -> Option<String> {
    JsFuture::from(file.text()).await.ok()?.as_string()
}
