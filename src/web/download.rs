//! Handing a text to the person: as a file, or, where nothing can be downloaded, as something to copy.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::JsCast as _;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, HtmlElement, HtmlTextAreaElement, Url};

use super::frame::later;
use super::lacking;

/// How long the browser has to fetch what it saves, in milliseconds: some begin long after the click.
const FETCHED: i32 = 60_000;

/// A text that was to be saved.
#[derive(Clone, Debug, PartialEq)]
pub struct Unsaved {
    /// The file's name.
    pub name: String,
    /// What would be in it.
    pub text: String,
}

type Offer = Rc<dyn Fn(Unsaved)>;

thread_local! {
    /// Who offers a text to be copied.
    static OFFER: RefCell<Option<Offer>> = const { RefCell::new(None) };
}

/// From now on `offer` is handed every text that cannot be saved.
pub fn offer_to_copy(offer: impl Fn(Unsaved) + 'static) {
    OFFER.set(Some(Rc::new(offer)));
}

/// Hands `text` to the person as a file of this name, or, where no download can start, to be copied.
pub fn save(name: &str, kind: &str, text: &str) {
    if can_start() && start(name, kind, text).is_some() {
        return;
    }
    let offer = OFFER.with_borrow(Clone::clone);
    if let Some(offer) = offer {
        offer(Unsaved { name: name.to_owned(), text: text.to_owned() });
    }
}

/// Whether a download can start here, as far as a page can know. In a sandbox of an `<iframe>`, whose origin is none, it
/// is blocked without a word, and the browsers inside of other apps mostly do nothing.
fn can_start() -> bool {
    let Some(window) = web_sys::window() else { return false };
    let agent = window.navigator().user_agent().unwrap_or_default();
    let apple_app = agent.contains("Mobile/") && !agent.contains("Safari/");
    let android_app = agent.contains("; wv)");
    let anchor = window.document().and_then(|document| document.create_element("a").ok());
    let knows = anchor.is_some_and(|anchor| lacking::has(&anchor, "download"));
    knows && lacking::has_origin() && !(apple_app && agent.contains("AppleWebKit")) && !android_app
}

fn start(name: &str, kind: &str, text: &str) -> Option<()> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let parts = js_sys::Array::of1(&text.into());
    let blob = Blob::new_with_str_sequence_and_options(&parts, &options).ok()?;
    let document = web_sys::window()?.document()?;
    let anchor: HtmlAnchorElement = document.create_element("a").ok()?.dyn_into().ok()?;
    let url = Url::create_object_url_with_blob(&blob).ok()?;
    anchor.set_href(&url);
    anchor.set_download(name);
    anchor.click();
    later(FETCHED, move || _ = Url::revoke_object_url(&url));
    Some(())
}

/// Copies the text of a field, and tells `then` whether that went well. It stays selected, to be copied by hand.
pub fn copy(field: &HtmlTextAreaElement, then: impl FnOnce(bool) + 'static) {
    // Without the focus nothing is selected; it has it already if this fails.
    let _ = field.unchecked_ref::<HtmlElement>().focus();
    field.select();
    // The old way works without a secure context, too, and only within the click.
    if lacking::copy_selection() {
        return then(true);
    }
    let text = field.value();
    wasm_bindgen_futures::spawn_local(async move { then(lacking::write_clipboard(&text).await) });
}
