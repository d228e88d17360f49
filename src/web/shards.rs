//! Parts of a data set on their way from the worker that deals them out to those that learn from them.

use js_sys::{Array, Float64Array, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::MessagePort;

use crate::digits::Labelled;
use crate::training::{Half, Shard};

/// Sends `shard` through `port`.
pub fn give(port: &MessagePort, shard: &Shard) {
    let (message, buffers) = (Array::new(), Array::new());
    for Half { held, count, first, step } in [&shard.train, &shard.test] {
        let numbers = [*count, *first, *step].map(|number| number as f64);
        let labels = Uint8Array::from(&held.labels[..]);
        let images = Uint8Array::from(held.images.as_flattened());
        buffers.push(&labels.buffer());
        buffers.push(&images.buffer());
        message.push(&Array::of3(&Float64Array::from(&numbers[..]), &labels, &images));
    }
    // A worker that is gone takes nothing; the page will notice.
    let _ = port.post_message_with_transferable(&message, &buffers);
}

/// What [`give`] sent.
pub fn given(message: &JsValue) -> Option<Shard> {
    let halves = message.dyn_ref::<Array>()?;
    let half = |index| {
        let parts: Array = halves.get(index).dyn_into().ok()?;
        let numbers: Float64Array = parts.get(0).dyn_into().ok()?;
        let labels: Uint8Array = parts.get(1).dyn_into().ok()?;
        let pixels: Uint8Array = parts.get(2).dyn_into().ok()?;
        let [count, first, step] = numbers.to_vec()[..] else { return None };
        let labels = labels.to_vec();
        let mut images = vec![[0; 784]; labels.len()];
        if pixels.length() as usize != images.as_flattened().len() {
            return None;
        }
        pixels.copy_to(images.as_flattened_mut());
        let held = Labelled { images, labels };
        Some(Half { held, count: count as usize, first: first as usize, step: step as usize })
    };
    Some(Shard { train: half(0)?, test: half(1)? })
}
