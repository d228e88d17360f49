//! Pointer events to pen points.

use wasm_bindgen::prelude::*;
use web_sys::{Element, MouseEvent, PointerEvent};

use super::lacking;
use crate::digits::{PenPoint, Pointer, PointerKind, gathered};

#[wasm_bindgen]
extern "C" {
    /// A pointer event with its fractional place; web-sys rounds it to whole pixels.
    type FinePointer;
    #[wasm_bindgen(method, getter, js_name = clientX)]
    fn client_x(this: &FinePointer) -> f64;
    #[wasm_bindgen(method, getter, js_name = clientY)]
    fn client_y(this: &FinePointer) -> f64;
}

/// Who the event is about.
pub fn of(event: &PointerEvent) -> Pointer {
    let kind = match event.pointer_type().as_str() {
        "pen" => PointerKind::Pen,
        "touch" => PointerKind::Finger,
        _ => PointerKind::Mouse,
    };
    Pointer { id: event.pointer_id(), kind, first: event.is_primary() }
}

/// Where the pointer was since it was at `before`, the last event's place: every place that the device reported, in
/// the unit square of `pad`; at least one. Browsers gather several moves into one event a frame; the line would have
/// corners without them.
pub fn points(event: &PointerEvent, pad: &Element, before: Option<PenPoint>) -> Vec<PenPoint> {
    let bounds = pad.get_bounding_client_rect();
    let place = |x: f64, y: f64| {
        (
            ((x - bounds.left()) / bounds.width()) as f32,
            ((y - bounds.top()) / bounds.height()) as f32,
        )
    };
    let is_pen = event.pointer_type() == "pen";
    let point = |event: &PointerEvent| {
        let fine = event.unchecked_ref::<FinePointer>();
        let (x, y) = place(fine.client_x(), fine.client_y());
        // Only a pen's pressure means something: a mouse says 0.5, and fingers say what their screen likes.
        PenPoint { x, y, pressure: if is_pen { event.pressure() } else { 0.5 } }
    };
    let together = lacking::gathered_events(event).iter().map(point).collect();
    gathered::passed(before, together, point(event), place(0.0, 0.0))
}

/// Keeps every later event of this pointer coming to `element`, wherever it goes.
pub fn capture(event: &PointerEvent, element: &Element) {
    // Fails only where the pointer is gone already; then there is nothing left to follow.
    let _ = element.set_pointer_capture(event.pointer_id());
}

/// Whether a pointer that moves over `element` was let go elsewhere: without a capture nobody hears of that.
pub fn slipped_away(event: &PointerEvent, element: &Element) -> bool {
    event.buttons() == 0 && !lacking::is_captured(event, element)
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
