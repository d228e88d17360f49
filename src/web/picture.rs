//! Picture files to grey images, decoded by the browser.

use js_sys::{Array, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, CanvasRenderingContext2d, DomParser, Element, HtmlCanvasElement,
    HtmlImageElement, ImageBitmap, ImageData, SupportedType, Url, XmlSerializer,
};

use super::{files, lacking};
use crate::digits::proof::{self, Handed};
use crate::digits::{self, GreyImage};

/// Decoded pictures are taken in at most this wide and high: the pad holds no more, and a camera's full
/// picture would need a hundred megabytes.
const LARGEST_SIDE: f64 = 560.0;
/// A drawing of lines of more bytes than this is not looked at.
const LARGEST_SVG: f64 = 16e6;
/// The size of a drawing of lines that says none.
const NO_SIZE: (f64, f64) = (300.0, 150.0);
/// Of how many pixels the strip of known colours is at least.
const STRIP: usize = 32;

/// Why a file is no picture for the pad.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureFileError {
    /// The browser does not read it as a picture.
    NotAPicture,
    /// It has no pixels.
    Empty,
    /// There is nothing on its paper.
    Blank,
    /// The browser hands out other pixels than the picture's.
    Guarded,
}

/// A picture that the browser has decoded.
enum Decoded {
    Bitmap(ImageBitmap),
    Image(HtmlImageElement),
}

/// Reads a picture file: whatever format the browser knows (PNG, JPEG, WebP, SVG, …), any size.
///
/// # Errors
/// Where the browser does not take it for a picture, does not hand out its pixels, or there is nothing in it.
pub async fn read(file: &Blob) -> Result<GreyImage, PictureFileError> {
    let decoded = decode(file).await.ok_or(PictureFileError::NotAPicture)?;
    let (width, height) = decoded.size();
    if width < 1.0 || height < 1.0 {
        return Err(PictureFileError::Empty);
    }
    let shrink = (LARGEST_SIDE / width.max(height)).min(1.0);
    let side = |length: f64| (length * shrink).round().max(1.0) as usize;
    let (width, height) = (side(width), side(height));
    let canvas = Canvas::draw(&decoded, width, height).ok_or(PictureFileError::NotAPicture)?;
    decoded.close();
    let rgba = canvas.pixels().await.ok_or(PictureFileError::Guarded)?;
    GreyImage::from_rgba(width, height, &rgba).map_err(|error| match error {
        digits::PictureError::Blank => PictureFileError::Blank,
        digits::PictureError::Empty { .. } | digits::PictureError::Length { .. } => {
            PictureFileError::Empty
        }
    })
}

async fn decode(file: &Blob) -> Option<Decoded> {
    let bitmap = web_sys::window()?.create_image_bitmap_with_blob(file);
    if let Ok(promise) = bitmap
        && let Ok(bitmap) = JsFuture::from(promise).await
    {
        return Some(Decoded::Bitmap(bitmap.unchecked_into()));
    }
    // Nobody makes a bitmap of an SVG file, and some browsers of none.
    let file = svg(file).await.unwrap_or_else(|| file.clone());
    image(&file).await.map(Decoded::Image)
}

/// The file as an `<img>` shows it: no script runs in it, and it fetches nothing.
async fn image(file: &Blob) -> Option<HtmlImageElement> {
    let url = Url::create_object_url_with_blob(file).ok()?;
    let image = HtmlImageElement::new().ok()?;
    let loaded = JsFuture::from(Promise::new(&mut |resolve, reject| {
        image.set_onload(Some(&resolve));
        image.set_onerror(Some(&reject));
        image.set_src(&url);
    }));
    let loaded = loaded.await.is_ok();
    let _ = Url::revoke_object_url(&url);
    loaded.then_some(image)
}

/// An SVG file as large as the pad takes pictures; `None` if it is none. Those without a size have none in some browsers.
async fn svg(file: &Blob) -> Option<Blob> {
    if file.size() > LARGEST_SVG {
        return None;
    }
    let text = files::text(file).await.filter(|text| text.contains("<svg"))?;
    let parser = DomParser::new().ok()?;
    let document = parser.parse_from_string(&text, SupportedType::ImageSvgXml).ok()?;
    let root = document.document_element().filter(|root| root.local_name() == "svg")?;
    let (width, height) = svg_size(&root);
    // A root that has a size and no view box has the one that this size is.
    if root.get_attribute("viewBox").is_none() {
        root.set_attribute("viewBox", &format!("0 0 {width} {height}")).ok()?;
    }
    let grow = LARGEST_SIDE / width.max(height);
    root.set_attribute("width", &(width * grow).to_string()).ok()?;
    root.set_attribute("height", &(height * grow).to_string()).ok()?;
    let text = XmlSerializer::new().ok()?.serialize_to_string(&document).ok()?;
    let kind = BlobPropertyBag::new();
    kind.set_type("image/svg+xml");
    Blob::new_with_str_sequence_and_options(&Array::of1(&text.into()), &kind).ok()
}

/// The size that an SVG's root asks for, or the shape of its view box.
fn svg_size(root: &Element) -> (f64, f64) {
    let length = |name| {
        let text = root.get_attribute(name).filter(|text| !text.contains('%'))?;
        Some(js_sys::parse_float(&text)).filter(|length| *length > 0.0)
    };
    let seen = || {
        let text = root.get_attribute("viewBox")?;
        let mut numbers = text.split([' ', ',', '\n', '\t']).filter(|number| !number.is_empty());
        let (width, height) = (numbers.nth(2)?, numbers.next()?);
        let size = (js_sys::parse_float(width), js_sys::parse_float(height));
        (size.0 > 0.0 && size.1 > 0.0).then_some(size)
    };
    length("width").zip(length("height")).or_else(seen).unwrap_or(NO_SIZE)
}

impl Decoded {
    fn size(&self) -> (f64, f64) {
        let (width, height) = match self {
            Self::Bitmap(bitmap) => (bitmap.width(), bitmap.height()),
            Self::Image(image) => (image.natural_width(), image.natural_height()),
        };
        (f64::from(width), f64::from(height))
    }

    fn close(&self) {
        if let Self::Bitmap(bitmap) = self {
            bitmap.close();
        }
    }
}

/// A picture on a canvas, with a strip of known colours below it.
struct Canvas {
    canvas: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
    width: usize,
    height: usize,
}

impl Canvas {
    fn draw(decoded: &Decoded, width: usize, height: usize) -> Option<Self> {
        let document = web_sys::window()?.document()?;
        let canvas: HtmlCanvasElement = document.create_element("canvas").ok()?.dyn_into().ok()?;
        let across = width.max(STRIP);
        canvas.set_width(across as u32);
        canvas.set_height(height as u32 + 1);
        let options = js_sys::Object::new();
        Reflect::set(&options, &"willReadFrequently".into(), &JsValue::TRUE).ok()?;
        let context = canvas.get_context_with_context_options("2d", &options).ok()??;
        let context: CanvasRenderingContext2d = context.dyn_into().ok()?;
        let (w, h) = (width as f64, height as f64);
        match decoded {
            Decoded::Bitmap(it) => {
                context.draw_image_with_image_bitmap_and_dw_and_dh(it, 0.0, 0.0, w, h)
            }
            Decoded::Image(it) => {
                context.draw_image_with_html_image_element_and_dw_and_dh(it, 0.0, 0.0, w, h)
            }
        }
        .ok()?;
        let strip = js_sys::Uint8ClampedArray::from(&proof::strip(across)[..]);
        let strip =
            ImageData::new_with_js_u8_clamped_array_and_sh(&strip, across as u32, 1).ok()?;
        context.put_image_data(&strip, 0.0, h).ok()?;
        Some(Self { canvas, context, width, height })
    }

    /// The picture's pixels, RGBA; `None` where the browser hands out others.
    async fn pixels(&self) -> Option<Vec<u8>> {
        let across = self.width.max(STRIP);
        let (w, h) = (across as f64, self.height as f64 + 1.0);
        let read = self.context.get_image_data(0.0, 0.0, w, h).ok();
        let read = read.map_or(Vec::new(), |image| image.data().0);
        let judge =
            |rgba: &[u8]| rgba.get(across * self.height * 4..).map_or(Handed::Other, proof::judge);
        let handed = judge(&read);
        if handed == Handed::AsDrawn {
            return Some(self.picture(&read));
        }
        // What guards canvases need not guard the frame of a film.
        let frame = lacking::copy_frame(&self.canvas, across, self.height + 1).await;
        let mut frame = frame.map_or(Vec::new(), |bytes: Uint8Array| bytes.to_vec());
        if judge(&frame) == Handed::Other {
            frame = proof::straight(&frame);
        }
        match (judge(&frame), handed) {
            (Handed::AsDrawn, _) => Some(self.picture(&frame)),
            (_, Handed::Noisy) => Some(self.picture(&read)),
            (Handed::Noisy, _) => Some(self.picture(&frame)),
            _ => None,
        }
    }

    /// The canvas without its strip, and without what is beside a narrow picture.
    fn picture(&self, rgba: &[u8]) -> Vec<u8> {
        let lines = rgba.chunks_exact(self.width.max(STRIP) * 4).take(self.height);
        lines.flat_map(|line| &line[..self.width * 4]).copied().collect()
    }
}
