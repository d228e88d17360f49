//! Files that somebody opened, dropped or pasted.

use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, File, FileList};

/// The files of a list, which the browser may empty later.
pub fn all(list: &FileList) -> Vec<File> {
    (0..list.length()).filter_map(|index| list.get(index)).collect()
}

/// The first `count` bytes of a file; fewer if it has no more, or cannot be read.
pub async fn beginning(file: &Blob, count: usize) -> Vec<u8> {
    let Ok(head) = file.slice_with_i32_and_i32(0, count as i32) else { return Vec::new() };
    match JsFuture::from(head.array_buffer()).await {
        Ok(bytes) => js_sys::Uint8Array::new(&bytes).to_vec(),
        Err(_) => Vec::new(),
    }
}

/// The whole file as text; `None` if it cannot be read.
pub async fn text(file: &Blob) -> Option<String> {
    JsFuture::from(file.text()).await.ok()?.as_string()
}
