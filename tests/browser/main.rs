//! What only a browser can tell: the engine in its wasm, the pixels on its canvases.

#![cfg(target_arch = "wasm32")]

#[path = "../support/cases.rs"]
mod cases;
mod reference;
mod surface;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
