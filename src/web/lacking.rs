//! What some browsers that can run the page lack, or have only in a secure context (https, or this machine itself).
//!
//! A call that is missing throws, and what a browser throws ends the page in the middle of what it did. So whatever may
//! be missing is called here, or by a function of web-sys that gives a `Result`; nothing else may be called that is not
//! in the list of `tests/e2e/poor_browsers.rs`.

use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Element, FileSystemDirectoryEntry, FileSystemDirectoryReader, FileSystemFileEntry,
    HtmlCanvasElement, HtmlElement, MediaQueryList, Navigator, Performance, PointerEvent,
};

#[wasm_bindgen]
extern "C" {
    /// Any object of the browser, with what it may not have.
    type Lacking;
    #[wasm_bindgen(method, catch, js_name = getCoalescedEvents)]
    fn get_coalesced_events(this: &Lacking) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch, js_name = hasPointerCapture)]
    fn has_pointer_capture(this: &Lacking, id: i32) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch, js_name = showModal)]
    fn show_modal(this: &Lacking) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch, js_name = showPopover)]
    fn show_popover(this: &Lacking) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch, js_name = hidePopover)]
    fn hide_popover(this: &Lacking) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    fn mark(this: &Lacking, name: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn measure(this: &Lacking, name: &str, options: &Object) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch, js_name = clearMeasures)]
    fn clear_measures(this: &Lacking, name: &str) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch, js_name = execCommand)]
    fn exec_command(this: &Lacking, command: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch, js_name = writeText)]
    fn write_text(this: &Lacking, text: &str) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch, js_name = createReader)]
    fn create_reader(this: &Lacking) -> Result<FileSystemDirectoryReader, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn file(this: &Lacking, good: &Function, bad: &Function) -> Result<(), JsValue>;

    /// A frame of a film, as decoders and encoders of films have it.
    type VideoFrame;
    #[wasm_bindgen(constructor, catch)]
    fn new(canvas: &HtmlCanvasElement, options: &Object) -> Result<VideoFrame, JsValue>;
    #[wasm_bindgen(method, catch, js_name = copyTo)]
    fn copy_to(this: &VideoFrame, to: &Uint8Array, options: &Object) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn close(this: &VideoFrame) -> Result<(), JsValue>;
}

/// Whether `object` has something of this name.
pub fn has(object: &JsValue, name: &str) -> bool {
    Reflect::get(object, &name.into()).is_ok_and(|found| !found.is_undefined())
}

/// The moves that the browser gathered into one event. Safari has them since 18.2, others in a secure context only.
pub fn gathered_events(event: &PointerEvent) -> Vec<PointerEvent> {
    let gathered = event.unchecked_ref::<Lacking>().get_coalesced_events();
    let gathered = gathered.ok().and_then(|gathered| gathered.dyn_into::<Array>().ok());
    gathered.into_iter().flat_map(|all| all.to_vec()).filter_map(|e| e.dyn_into().ok()).collect()
}

/// Whether every later event of this pointer comes to `element`.
pub fn is_captured(event: &PointerEvent, element: &Element) -> bool {
    let captured = element.unchecked_ref::<Lacking>().has_pointer_capture(event.pointer_id());
    captured.is_ok_and(|captured| captured.is_truthy())
}

/// Opens a `<dialog>` over everything else, and says whether the browser can. Firefox can since 98.
pub fn show_modal(dialog: &HtmlElement) -> bool {
    dialog.unchecked_ref::<Lacking>().show_modal().is_ok()
}

/// Puts a popover above everything, dialogs too. Safari can since 17, Firefox since 125; elsewhere it is only an element
/// above the page.
pub fn show_popover(popover: &HtmlElement) {
    let _ = popover.unchecked_ref::<Lacking>().show_popover();
}

/// Takes it away again.
pub fn hide_popover(popover: &HtmlElement) {
    let _ = popover.unchecked_ref::<Lacking>().hide_popover();
}

/// The languages that the browser asks for, most wanted first.
pub fn languages(navigator: &Navigator) -> Vec<String> {
    let all = Reflect::get(navigator, &"languages".into()).ok();
    let all = all.and_then(|all| all.dyn_into::<Array>().ok());
    let first = || Reflect::get(navigator, &"language".into()).ok();
    let tags = all.map_or_else(|| first().into_iter().collect(), |all| all.to_vec());
    tags.iter().filter_map(JsValue::as_string).collect()
}

/// The question of a style sheet, if the browser also tells when its answer is another one.
pub fn telling(query: MediaQueryList) -> Option<MediaQueryList> {
    has(&query, "addEventListener").then_some(query)
}

/// Whether page or worker come from somewhere: in the sandbox of an `<iframe>` they have no origin, and keep nothing.
pub fn has_origin() -> bool {
    let origin = Reflect::get(&js_sys::global(), &"origin".into()).ok();
    origin.and_then(|origin| origin.as_string()).is_none_or(|origin| origin != "null")
}

/// Copies what is selected, the old way, and says whether that went well.
pub fn copy_selection() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    let copied = document.map(|document| document.unchecked_ref::<Lacking>().exec_command("copy"));
    copied.is_some_and(|copied| copied.is_ok_and(|copied| copied.is_truthy()))
}

/// Puts `text` on the clipboard, which only a secure context has, and says whether that went well.
pub async fn write_clipboard(text: &str) -> bool {
    let Some(window) = web_sys::window() else { return false };
    let clipboard = Reflect::get(&window.navigator(), &"clipboard".into()).ok();
    let Some(clipboard) = clipboard.filter(|clipboard| clipboard.is_object()) else { return false };
    match clipboard.unchecked_ref::<Lacking>().write_text(text) {
        Ok(written) => JsFuture::from(written).await.is_ok(),
        Err(_) => false,
    }
}

/// What reads a dropped folder: no standard says that every browser has it.
pub fn folder_reader(folder: &FileSystemDirectoryEntry) -> Option<FileSystemDirectoryReader> {
    folder.unchecked_ref::<Lacking>().create_reader().ok()
}

/// Asks for a file of a dropped folder, which one of the two callbacks then gets, or the reason why not. Whether it could
/// be asked for.
pub fn ask_for_file(entry: &FileSystemFileEntry, good: &Function, bad: &Function) -> bool {
    entry.unchecked_ref::<Lacking>().file(good, bad).is_ok()
}

/// Notes a moment in the browser's record.
pub fn mark(performance: &Performance, name: &str) {
    // What the browser does not note costs nobody anything; so in what follows.
    let _ = performance.unchecked_ref::<Lacking>().mark(name);
}

/// Notes how long something took, in milliseconds since the page was asked for.
pub fn measure(performance: &Performance, name: &str, start: f64, end: f64) {
    let options = object(&[("start", start.into()), ("end", end.into())]);
    let _ = performance.unchecked_ref::<Lacking>().measure(name, &options);
}

/// Forgets what was measured under this name.
pub fn clear_measures(performance: &Performance, name: &str) {
    let _ = performance.unchecked_ref::<Lacking>().clear_measures(name);
}

/// The pixels of a canvas of this size, RGBA, past what guards canvases.
pub async fn copy_frame(
    canvas: &HtmlCanvasElement,
    width: usize,
    height: usize,
) -> Option<Uint8Array> {
    let frame = VideoFrame::new(canvas, &object(&[("timestamp", 0.into())])).ok()?;
    let bytes = Uint8Array::new_with_length((width * height * 4) as u32);
    let layout = object(&[("offset", 0.into()), ("stride", (width as f64 * 4.0).into())]);
    let options = [("format", "RGBA".into()), ("layout", Array::of1(&layout).into())];
    let copied = match frame.copy_to(&bytes, &object(&options)) {
        Ok(copied) => JsFuture::from(copied).await.is_ok(),
        Err(_) => false,
    };
    let _ = frame.close();
    copied.then_some(bytes)
}

fn object(fields: &[(&str, JsValue)]) -> Object {
    let object = Object::new();
    for (name, value) in fields {
        // An object of our own takes everything.
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    object
}
