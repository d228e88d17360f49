//! The worker's side of [`super::mnist_page::take`].

use js_sys::{Array, Float64Array};
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, File};

use super::mnist;
use crate::training::MnistNews;

/// What a message with files begins with.
pub const MESSAGE: &str = "mnist";

/// Takes the files that `message` brings, if that is what it does; gives whether it was. News go to `page`.
pub fn handle(page: &DedicatedWorkerGlobalScope, message: &JsValue) -> bool {
    if !Array::is_array(message) {
        return false;
    }
    let mut order = Array::from(message).to_vec().into_iter();
    if order.next().and_then(|first| first.as_string()).as_deref() != Some(MESSAGE) {
        return false;
    }
    let files: Vec<File> = order.filter_map(|file| file.dyn_into().ok()).collect();
    let page = page.clone();
    wasm_bindgen_futures::spawn_local(async move {
        let tell = |news: MnistNews| {
            let (numbers, name) = news.write();
            let message = Array::of2(&Float64Array::from(&numbers[..]), &name.into());
            // A page that is gone hears nothing more.
            let _ = page.post_message(&message);
        };
        let taken = mnist::take(&files, &|loading| tell(MnistNews::Loading(loading))).await;
        tell(taken.map_or_else(MnistNews::Trouble, MnistNews::Kept));
    });
    true
}
