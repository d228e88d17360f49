//! The worker's entry.

use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use super::mnist_worker;

/// Listens to the page, and tells it that it does.
pub fn register() {
    let page: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let onmessage = Closure::<dyn FnMut(MessageEvent)>::new({
        let page = page.clone();
        move |event: MessageEvent| {
            mnist_worker::handle(&page, &event.data());
        }
    });
    page.set_onmessage(Some(onmessage.as_ref().unchecked_ref()));
    onmessage.forget();
    let _ = page.post_message(&"ready".into());
}
