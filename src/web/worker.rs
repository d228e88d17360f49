//! One worker, seen from the page.
//!
//! Its program is the page's own, which becomes a worker where there is no window (`src/bin/app.rs`): the page hands
//! over its compiled WebAssembly and the text of its JavaScript, so that a worker asks the host for nothing, however
//! long after the page's loading it starts.

use std::cell::RefCell;

use js_sys::{Array, Promise, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    Blob, BlobPropertyBag, Event, MessageEvent, MessagePort, RequestCache, RequestInit, Response,
    Url, Worker, WorkerOptions, WorkerType,
};

use crate::training::ToWorker;

#[wasm_bindgen]
extern "C" {
    /// Where the page's JavaScript came from.
    #[wasm_bindgen(thread_local_v2, js_namespace = ["import", "meta"], js_name = url)]
    static SCRIPT: String;

    #[wasm_bindgen(js_name = fetch)]
    fn fetch(address: &str, init: &RequestInit) -> Promise;
}

thread_local! {
    /// The page's JavaScript once more, kept in the browser: where it has its address there.
    static KEPT: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Keeps the page's JavaScript for workers to come. The browser has just loaded it: it is not asked for again.
pub fn prepare() {
    spawn_local(async {
        let kept: Result<String, JsValue> = async {
            let init = RequestInit::new();
            init.set_cache(RequestCache::ForceCache);
            let answer: Response =
                JsFuture::from(SCRIPT.with(|script| fetch(script, &init))).await?.dyn_into()?;
            let text = JsFuture::from(answer.text()?).await?;
            if answer.ok() { javascript(&text) } else { Err(text) }
        }
        .await;
        // Else workers ask the host for it.
        KEPT.set(kept.ok());
    });
}

/// The address of a text that is JavaScript.
fn javascript(text: &JsValue) -> Result<String, JsValue> {
    let kind = BlobPropertyBag::new();
    kind.set_type("text/javascript");
    Url::create_object_url_with_blob(&Blob::new_with_str_sequence_and_options(
        &Array::of1(text),
        &kind,
    )?)
}

/// Starts it.
///
/// # Errors
/// If the browser does not.
pub fn start() -> Result<Worker, JsValue> {
    let script = KEPT.with_borrow(Clone::clone).unwrap_or_else(|| SCRIPT.with(Clone::clone));
    // What fails while it begins is told as any error in a worker is.
    let program = format!(
        "import begin from \"{script}\";
         onmessage = event => {{
             onmessage = null;
             begin({{ module_or_path: event.data }}).catch(error => setTimeout(() => {{ throw error }}));
         }}"
    );
    let program = javascript(&program.into())?;
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    let worker = Worker::new_with_options(&program, &options);
    let _ = Url::revoke_object_url(&program);
    let worker = worker?;
    worker.post_message(&wasm_bindgen::module())?;
    Ok(worker)
}

/// A function that is called with each message.
pub type MessageListener = Closure<dyn FnMut(MessageEvent)>;

/// What comes from a worker.
pub enum WorkerEvent {
    /// A message.
    Message(Vec<u8>),
    /// It could not be loaded, or it failed.
    Died,
}

/// A worker that runs. Dropping it ends it.
pub struct Handle {
    worker: Worker,
    _onmessage: MessageListener,
    _onerror: Closure<dyn FnMut(Event)>,
}

impl Handle {
    /// Starts a worker; `None` if the browser does not.
    pub fn start(on_event: impl Fn(WorkerEvent) + Clone + 'static) -> Option<Self> {
        let worker = start().ok()?;
        let onmessage = MessageListener::new({
            let on_event = on_event.clone();
            move |event: MessageEvent| {
                if let Ok(bytes) = event.data().dyn_into::<Uint8Array>() {
                    on_event(WorkerEvent::Message(bytes.to_vec()));
                }
            }
        });
        let onerror = Closure::<dyn FnMut(Event)>::new(move |_| on_event(WorkerEvent::Died));
        worker.set_onmessage(Some(onmessage.as_ref().unchecked_ref()));
        worker.set_onerror(Some(onerror.as_ref().unchecked_ref()));
        Some(Self { worker, _onmessage: onmessage, _onerror: onerror })
    }

    /// Sends a message with something beside it, and ports.
    pub fn post(&self, message: &ToWorker, beside: &JsValue, ports: &[MessagePort]) {
        let bytes = Uint8Array::from(&message.write()[..]);
        let handed = Array::of1(&bytes.buffer());
        ports.iter().for_each(|port| _ = handed.push(port));
        // A worker that is gone hears nothing; its silence tells.
        let _ = self.worker.post_message_with_transfer(&Array::of2(&bytes, beside), &handed);
    }
}

impl Drop for Handle {
    fn drop(&mut self) {
        // What it said before may still be on its way.
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}
