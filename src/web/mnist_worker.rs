//! The worker's side of [`super::mnist_page`].

use std::cell::RefCell;

use js_sys::{Array, Function, Promise, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{DedicatedWorkerGlobalScope, File};

use super::mnist;
use crate::digits::mnist::Slot;
use crate::training::{MnistNews, Question, Reply, wire};

/// What a message with files to take begins with.
pub const TAKE: &str = "mnist";
/// With an answer.
pub const ANSWER: &str = "mnist-answer";
/// With a set whose images are to be turned: the slot, whether they are, and the set's files where it is not kept.
pub const TURN: &str = "mnist-turn";

thread_local! {
    /// Hears the answer to the question that was asked.
    static ASKED: RefCell<Option<Function>> = const { RefCell::new(None) };
}

/// Does what `message` asks, if it is about files; gives whether it was. News go to `page`.
pub fn handle(page: &DedicatedWorkerGlobalScope, message: &JsValue) -> bool {
    if !Array::is_array(message) {
        return false;
    }
    let mut order = Array::from(message).to_vec().into_iter();
    let what = order.next().and_then(|first| first.as_string()).unwrap_or_default();
    let page = page.clone();
    let files =
        |order: std::vec::IntoIter<JsValue>| order.filter_map(|it| it.dyn_into().ok()).collect();
    match what.as_str() {
        TAKE => {
            let files: Vec<File> = files(order);
            wasm_bindgen_futures::spawn_local(async move { take(&page, &files).await });
        }
        TURN => {
            let [second, turn] = [(); 2].map(|()| order.next().is_some_and(|it| it.is_truthy()));
            let files: Vec<File> = files(order);
            let slot = if second { Slot::Second } else { Slot::First };
            wasm_bindgen_futures::spawn_local(async move {
                let turned = mnist::turn(slot, &files, turn).await;
                report(&page, &turned.map_or_else(MnistNews::Trouble, MnistNews::Kept));
            });
        }
        ANSWER => {
            if let Some(asked) = ASKED.take() {
                // The promise hears it later.
                let _ = asked.call1(&JsValue::NULL, &order.next().unwrap_or_default());
            }
        }
        _ => return false,
    }
    true
}

fn report(page: &DedicatedWorkerGlobalScope, news: &MnistNews) {
    // A page that is gone hears nothing more.
    let _ = page.post_message(&Array::of1(&Uint8Array::from(&wire::write(news)[..])));
}

async fn take(page: &DedicatedWorkerGlobalScope, files: &[File]) {
    let progress = |loading| report(page, &MnistNews::Loading(loading));
    let ask = async |question: Question| {
        report(page, &MnistNews::Ask(question));
        let answer = Promise::new(&mut |resolve, _| _ = ASKED.replace(Some(resolve)));
        let answer = JsFuture::from(answer).await.ok().and_then(|answer| answer.dyn_into().ok());
        answer.and_then(|answer: Uint8Array| wire::read(&answer.to_vec())).unwrap_or(Reply::Leave)
    };
    let news = match mnist::take(files, &progress, ask).await {
        Ok(Some(kept)) => MnistNews::Kept(kept),
        Ok(None) => MnistNews::Left,
        Err(trouble) => MnistNews::Trouble(trouble),
    };
    report(page, &news);
}
