//! One animation frame at a time, only when something asks for it.

use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;

/// Runs its work in the next animation frame after a [`request`](FrameLoop::request), however many requests
/// came before it. Nothing runs when nothing was requested.
pub struct FrameLoop {
    pending: Rc<Cell<bool>>,
    callback: Closure<dyn FnMut()>,
}

impl FrameLoop {
    /// A loop at rest that will run `work`.
    pub fn new(mut work: impl FnMut() + 'static) -> Self {
        let pending = Rc::new(Cell::new(false));
        let taken = pending.clone();
        // Only requests that come from now on count for the next frame.
        let callback = Closure::new(move || {
            taken.set(false);
            work();
        });
        Self { pending, callback }
    }

    /// Asks for one frame, unless one is on its way.
    pub fn request(&self) {
        if self.pending.replace(true) {
            return;
        }
        let asked = web_sys::window()
            .map(|window| window.request_animation_frame(self.callback.as_ref().unchecked_ref()));
        if !matches!(asked, Some(Ok(_))) {
            self.pending.set(false);
        }
    }
}
