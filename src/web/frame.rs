//! One animation frame at a time, only when something asks for it.

use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;

use super::page::now;

/// Calls `then` once what begins now has been rendered and painted, with how many milliseconds that took the page. In a
/// tab that is not seen nothing is painted, and nothing called.
pub fn once_painted(then: impl FnOnce(f64) + 'static) {
    let begun = now();
    let rendered = Rc::new(Cell::new(0.0));
    // A timer comes when the present work is done, and one that is set in an animation frame when that is painted.
    soon({
        let rendered = rendered.clone();
        move || rendered.set(now() - begun)
    });
    // The first of its frame, since it is asked for before anything is rendered. (The time that a frame is given may be
    // that of a frame before.)
    let frame = Closure::once_into_js(move || {
        let begun = now();
        soon(move || then(rendered.get() + now() - begun));
    });
    let _ = web_sys::window().map(|window| window.request_animation_frame(frame.unchecked_ref()));
}

fn soon(then: impl FnOnce() + 'static) {
    later(0, then);
}

/// Calls `then` after so many milliseconds.
pub fn later(milliseconds: i32, then: impl FnOnce() + 'static) {
    let then = Closure::once_into_js(then);
    let then = then.unchecked_ref();
    let _ = web_sys::window().map(|window| {
        window.set_timeout_with_callback_and_timeout_and_arguments_0(then, milliseconds)
    });
}

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
