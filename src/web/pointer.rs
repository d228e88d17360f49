//! Pointer events to pen points.

use wasm_bindgen::prelude::*;
use web_sys::{Element, MouseEvent, PointerEvent};

use crate::digits::PenPoint;

#[wasm_bindgen]
extern "C" {
    /// A pointer event with its fractional place; web-sys rounds it to whole pixels.
    type FinePointer;
    #[wasm_bindgen(method, getter, js_name = clientX)]
    fn client_x(this: &FinePointer) -> f64;
    #[wasm_bindgen(method, getter, js_name = clientY)]
    fn client_y(this: &FinePointer) -> f64;
}

/// Where the pointer was since the last event: every place that the device reported, in the unit square of
/// `pad`. Browsers gather several moves into one event a frame; the line would have corners without them.
pub fn points(event: &PointerEvent, pad: &Element) -> Vec<PenPoint> {
    let bounds = pad.get_bounding_client_rect();
    let point = |event: &PointerEvent| {
        let fine = event.unchecked_ref::<FinePointer>();
        PenPoint {
            x: ((fine.client_x() - bounds.left()) / bounds.width()) as f32,
            y: ((fine.client_y() - bounds.top()) / bounds.height()) as f32,
            // Only a pen's pressure means something: a mouse says 0.5, and fingers say what their screen likes.
            pressure: if event.pointer_type() == "pen" { event.pressure() } else { 0.5 },
        }
    };
    let gathered = event.get_coalesced_events();
    if gathered.length() == 0 {
        return vec![point(event)];
    }
    gathered.iter().filter_map(|event| event.dyn_into().ok()).map(|event| point(&event)).collect()
}

/// Keeps every later event of this pointer coming to `element`, wherever it goes.
pub fn capture(event: &PointerEvent, element: &Element) {
    // Fails only where the pointer is gone already; then there is nothing left to follow.
    let _ = element.set_pointer_capture(event.pointer_id());
}

/// Over which cell of `element` the pointer is, if that is divided into so many rows and columns: row and column. The
/// nearest one, if it is beside the element.
pub fn cell(event: &MouseEvent, element: &Element, rows: usize, columns: usize) -> (usize, usize) {
    let bounds = element.get_bounding_client_rect();
    // Below 0 a cast gives 0.
    let part = |at: i32, start: f64, size: f64, cells: usize| {
        (((f64::from(at) - start) / size * cells as f64) as usize).min(cells - 1)
    };
    let row = part(event.client_y(), bounds.top(), bounds.height(), rows);
    (row, part(event.client_x(), bounds.left(), bounds.width(), columns))
}
