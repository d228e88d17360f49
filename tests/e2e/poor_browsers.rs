//! Browsers that lack something.

use crate::harness::{Visit, in_browser};
use serde_json::json;

#[test]
fn without_webassembly_the_page_says_so() {
    in_browser(Visit::unopened(), |page| {
        let remove = json!({ "source": "delete globalThis.WebAssembly;" });
        page.devtools("Page.addScriptToEvaluateOnNewDocument", remove);
        page.visit(&page.site.page());
        page.until("a sentence about WebAssembly", || page.text("body").contains("WebAssembly"));
        page.console_errors();
    });
}

#[test]
fn without_scripts_the_page_says_so() {
    in_browser(Visit::unopened(), |page| {
        page.devtools("Emulation.setScriptExecutionDisabled", json!({ "value": true }));
        page.visit(&page.site.page());
        let text = page.text("body");
        assert!(text.trim().len() > 20, "{text:?}");
    });
}

#[test]
fn without_storage_the_page_works_and_says_what_is_missing() {
    in_browser(Visit::unopened(), |page| {
        let deny = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('denied', 'SecurityError'); } });";
        page.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": deny }));
        page.open();
        page.draw_five();
        assert!(!page.look().values.is_empty());
        assert!(!page.text(&crate::harness::handle("notice")).trim().is_empty());
    });
}

#[test]
fn a_full_storage_is_said_and_nothing_is_lost_on_the_page() {
    in_browser(Visit::unopened(), |page| {
        let full = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };";
        page.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": full }));
        page.open();
        page.draw_five();
        assert!(!page.look().values.is_empty());
        page.until("a sentence about it", || {
            page.count(&crate::harness::handle("notice")) > 0
                && !page.text(&crate::harness::handle("notice")).trim().is_empty()
        });
    });
}
