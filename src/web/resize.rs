//! When an element has another size.

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Element, ResizeObserver};

/// Watches an element until it is dropped.
pub struct Resized {
    observer: ResizeObserver,
    _then: Closure<dyn FnMut(JsValue)>,
}

impl Resized {
    /// Calls `then` whenever `element` has another size, and once at first.
    pub fn watch(element: &Element, mut then: impl FnMut() + 'static) -> Option<Self> {
        let then: Closure<dyn FnMut(JsValue)> = Closure::new(move |_| then());
        let observer = ResizeObserver::new(then.as_ref().unchecked_ref()).ok()?;
        observer.observe(element);
        Some(Self { observer, _then: then })
    }
}

impl Drop for Resized {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
