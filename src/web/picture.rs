//! Picture files to grey images, decoded by the browser.

use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, CanvasRenderingContext2d, HtmlCanvasElement, ImageBitmap};

use crate::digits::GreyImage;

/// Decoded pictures are taken in at most this wide and high: the pad holds no more, and a camera's full
/// picture would need a hundred megabytes.
const LARGEST_SIDE: f64 = 560.0;

/// Why a file is no picture for the pad.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureError {
    /// The browser does not read it as a picture.
    NotAPicture,
    /// It has no pixels.
    Empty,
}

/// Reads a picture file: whatever format the browser knows (PNG, JPEG, WebP, …), any size.
///
/// # Errors
/// Where the browser does not take it for a picture, or it has no pixels.
pub async fn read(file: &Blob) -> Result<GreyImage, PictureError> {
    let window = web_sys::window().ok_or(PictureError::NotAPicture)?;
    let promise =
        window.create_image_bitmap_with_blob(file).map_err(|_| PictureError::NotAPicture)?;
    let bitmap: ImageBitmap =
        JsFuture::from(promise).await.map_err(|_| PictureError::NotAPicture)?.unchecked_into();
    let (width, height) = (f64::from(bitmap.width()), f64::from(bitmap.height()));
    if width < 1.0 || height < 1.0 {
        return Err(PictureError::Empty);
    }
    let shrink = (LARGEST_SIDE / width.max(height)).min(1.0);
    let (width, height) = ((width * shrink).round().max(1.0), (height * shrink).round().max(1.0));
    let rgba = pixels(&bitmap, width, height).ok_or(PictureError::NotAPicture)?;
    bitmap.close();
    GreyImage::from_rgba(width as usize, height as usize, &rgba).map_err(|_| PictureError::Empty)
}

fn pixels(bitmap: &ImageBitmap, width: f64, height: f64) -> Option<Vec<u8>> {
    let document = web_sys::window()?.document()?;
    let canvas: HtmlCanvasElement = document.create_element("canvas").ok()?.dyn_into().ok()?;
    canvas.set_width(width as u32);
    canvas.set_height(height as u32);
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    context.draw_image_with_image_bitmap_and_dw_and_dh(bitmap, 0.0, 0.0, width, height).ok()?;
    Some(context.get_image_data(0.0, 0.0, width, height).ok()?.data().0)
}
