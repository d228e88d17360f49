//! Canvases as surfaces of pixels.

use std::collections::HashMap;
use wasm_bindgen::{Clamped, JsCast as _, JsValue};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, ImageData};

use crate::digits::Area;

/// A canvas of constant size, in its own pixels; CSS scales it.
pub struct Surface {
    context: CanvasRenderingContext2d,
    width: usize,
    height: usize,
}

impl Surface {
    /// The surface of `canvas`; `None` where the browser gives no 2D context (it may run out of them).
    pub fn of(canvas: &HtmlCanvasElement) -> Option<Self> {
        // Opaque pixels need no blending.
        Self::with(canvas, JsValue::FALSE)
    }

    /// The surface of a `canvas` through which one sees what lies below it.
    pub fn overlay(canvas: &HtmlCanvasElement) -> Option<Self> {
        Self::with(canvas, JsValue::TRUE)
    }

    fn with(canvas: &HtmlCanvasElement, alpha: JsValue) -> Option<Self> {
        let options = js_sys::Object::new();
        // Read-frequently keeps these tiny canvases out of the GPU, so that each `putImageData` is a copy in
        // memory and not an upload.
        js_sys::Reflect::set(&options, &"alpha".into(), &alpha).ok()?;
        js_sys::Reflect::set(&options, &"willReadFrequently".into(), &JsValue::TRUE).ok()?;
        let context =
            canvas.get_context_with_context_options("2d", &options).ok()??.dyn_into().ok()?;
        Some(Self { context, width: canvas.width() as usize, height: canvas.height() as usize })
    }
}

/// The pixels on their way to surfaces: for each size one JavaScript-owned image, used again and again. (A
/// view into wasm memory would be lost whenever that memory grows.)
#[derive(Default)]
pub struct Painter {
    images: HashMap<(usize, usize), Image>,
    rgba: Vec<u8>,
}

struct Image {
    bytes: js_sys::Uint8ClampedArray,
    data: ImageData,
}

impl Painter {
    /// Fills the whole `surface` with what `fill` writes: RGBA, row-major.
    pub fn paint(&mut self, surface: &Surface, fill: impl FnOnce(&mut [u8])) {
        let whole = Area { x0: 0, y0: 0, x1: surface.width, y1: surface.height };
        self.paint_rows(surface, whole, fill);
    }

    /// Repaints `area` only. `fill` gets whole rows, `area.y0` to `area.y1`.
    pub fn paint_rows(&mut self, surface: &Surface, area: Area, fill: impl FnOnce(&mut [u8])) {
        let (width, height) = (surface.width, surface.height);
        let bytes = width * (area.y1 - area.y0) * 4;
        if self.rgba.len() < bytes {
            self.rgba.resize(bytes, 0);
        }
        let rgba = &mut self.rgba[..bytes];
        fill(rgba);
        let Some(image) = self.image(width, height) else { return };
        let start = (width * area.y0 * 4) as u32;
        image.bytes.subarray(start, start + bytes as u32).copy_from(&self.rgba[..bytes]);
        // Fails only for sizes that are not finite, which these are.
        let _ = surface
            .context
            .put_image_data_with_dirty_x_and_dirty_y_and_dirty_width_and_dirty_height(
                &image.data,
                0.0,
                0.0,
                area.x0 as f64,
                area.y0 as f64,
                (area.x1 - area.x0) as f64,
                (area.y1 - area.y0) as f64,
            );
    }

    fn image(&mut self, width: usize, height: usize) -> Option<Image> {
        if let Some(image) = self.images.get(&(width, height)) {
            return Some(Image { bytes: image.bytes.clone(), data: image.data.clone() });
        }
        let bytes = js_sys::Uint8ClampedArray::new_with_length((width * height * 4) as u32);
        let data =
            ImageData::new_with_js_u8_clamped_array_and_sh(&bytes, width as u32, height as u32)
                .ok()?;
        self.images.insert((width, height), Image { bytes: bytes.clone(), data: data.clone() });
        Some(Image { bytes, data })
    }
}

/// The pixels that a canvas shows now, for tests and for export.
pub fn read(canvas: &HtmlCanvasElement) -> Option<Clamped<Vec<u8>>> {
    let surface = Surface::of(canvas)?;
    let (width, height) = (f64::from(canvas.width()), f64::from(canvas.height()));
    let data = surface.context.get_image_data(0.0, 0.0, width, height).ok()?;
    Some(data.data())
}
