//! One worker, seen from the page.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{Event, MessageEvent, MessagePort, Worker, WorkerOptions, WorkerType};

use crate::training::ToWorker;

/// Where the worker's program is, beside the page.
const PROGRAM: &str = "./trainer_loader.js";

/// Starts it.
///
/// # Errors
/// If the browser does not.
pub fn start() -> Result<Worker, JsValue> {
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    Worker::new_with_options(PROGRAM, &options)
}

/// What comes of a worker.
pub enum Heard {
    /// A message.
    Words(Vec<u8>),
    /// It could not be loaded, or it failed.
    Died,
}

/// A worker that runs. Dropping it ends it.
pub struct Handle {
    worker: Worker,
    _onmessage: Closure<dyn FnMut(MessageEvent)>,
    _onerror: Closure<dyn FnMut(Event)>,
}

impl Handle {
    /// Starts a worker; `None` if the browser does not.
    pub fn start(hear: impl Fn(Heard) + Clone + 'static) -> Option<Self> {
        let worker = start().ok()?;
        let onmessage = Closure::<dyn FnMut(MessageEvent)>::new({
            let hear = hear.clone();
            move |event: MessageEvent| {
                if let Ok(bytes) = event.data().dyn_into::<Uint8Array>() {
                    hear(Heard::Words(bytes.to_vec()));
                }
            }
        });
        let onerror = Closure::<dyn FnMut(Event)>::new(move |_| hear(Heard::Died));
        worker.set_onmessage(Some(onmessage.as_ref().unchecked_ref()));
        worker.set_onerror(Some(onerror.as_ref().unchecked_ref()));
        Some(Self { worker, _onmessage: onmessage, _onerror: onerror })
    }

    /// Sends a message.
    pub fn tell(&self, message: &ToWorker) {
        self.tell_with(message, &JsValue::UNDEFINED, &[]);
    }

    /// Sends a message with something beside it, and ports.
    pub fn tell_with(&self, message: &ToWorker, beside: &JsValue, ports: &[MessagePort]) {
        let bytes = Uint8Array::from(&message.write()[..]);
        let handed = Array::of1(&bytes.buffer());
        ports.iter().for_each(|port| _ = handed.push(port));
        // A worker that is gone hears nothing; its silence tells.
        let _ = self.worker.post_message_with_transfer(&Array::of2(&bytes, beside), &handed);
    }
}

impl Drop for Handle {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}
