//! Browsers that lack something.

use std::collections::BTreeSet;

use crate::harness::{Page, Visit, dist, handle, in_browser, kernel_cell, key};
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
        assert!(!page.text(&handle("notice")).trim().is_empty());
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
            page.count(&handle("notice")) > 0 && !page.text(&handle("notice")).trim().is_empty()
        });
    });
}

/// What browsers lack that can run the page otherwise, and how it is taken from one that has it.
const LACKING: &[(&str, &str)] = &[
    ("gathered events", "delete PointerEvent.prototype.getCoalescedEvents"),
    (
        "pointer capture",
        "delete Element.prototype.setPointerCapture; delete Element.prototype.hasPointerCapture",
    ),
    ("ResizeObserver", "delete window.ResizeObserver"),
    ("showModal", "delete HTMLDialogElement.prototype.showModal"),
    ("dialogs", "delete HTMLDialogElement.prototype.showModal; delete window.HTMLDialogElement"),
    ("createImageBitmap", "delete window.createImageBitmap"),
    ("DecompressionStream", "delete window.DecompressionStream"),
    (
        "events of media queries",
        "Object.defineProperty(MediaQueryList.prototype, 'addEventListener', { value: undefined })",
    ),
    ("matchMedia", "delete window.matchMedia"),
    ("structuredClone", "delete window.structuredClone"),
    ("languages", "delete Navigator.prototype.languages"),
    ("cores", "delete Navigator.prototype.hardwareConcurrency"),
    (
        "performance.measure",
        "delete Performance.prototype.measure; delete Performance.prototype.clearMeasures",
    ),
    ("performance.mark", "delete Performance.prototype.mark"),
    ("OffscreenCanvas", "delete window.OffscreenCanvas"),
    ("MessageChannel", "delete window.MessageChannel"),
    ("workers", "delete window.Worker"),
    ("crypto", "delete window.crypto"),
    ("the clipboard", "delete Navigator.prototype.clipboard"),
    ("IndexedDB", "Object.defineProperty(window, 'indexedDB', { value: undefined })"),
    ("local storage", "Object.defineProperty(window, 'localStorage', { value: undefined })"),
    ("channels", "delete window.BroadcastChannel"),
    (
        "locks and lasting storage",
        "delete Navigator.prototype.locks; delete Navigator.prototype.storage",
    ),
    ("object URLs", "delete URL.createObjectURL; delete URL.revokeObjectURL"),
    ("frames of films", "delete window.VideoFrame; delete window.ImageDecoder"),
    ("queueMicrotask", "delete window.queueMicrotask"),
    ("inert", "delete HTMLElement.prototype.inert"),
];

/// Draws, changes a kernel, opens help and closes it again.
#[track_caller]
fn goes_on(page: &Page, without: &str) {
    page.clear_pad();
    page.draw_five();
    assert!(!page.look().values.is_empty(), "without {without} nothing is drawn");
    page.select_kernel(1, 0, 0);
    let before = page.cell(1, 1);
    page.click(&kernel_cell(1, 1));
    page.until("another weight", || page.cell(1, 1) != before);
    page.click(&handle("help"));
    let dialog = handle("help-dialog");
    page.until("help", || page.count(&dialog) == 1);
    page.place(&format!("{dialog} h2"));
    page.type_keys(key::ESCAPE);
    page.until("help is closed", || page.count(&dialog) == 0);
    assert!(!page.has_failed(), "without {without} the page has failed");
    let errors = page.console_errors();
    assert!(errors.is_empty(), "without {without}: {errors:#?}");
}

#[test]
fn whatever_one_thing_is_missing_the_page_goes_on() {
    in_browser(Visit::unopened(), |page| {
        for (without, script) in LACKING {
            println!("without {without}");
            let injected = page.inject(script);
            page.open();
            goes_on(page, without);
            page.withdraw(&injected);
        }
    });
}

#[test]
fn over_plain_http_from_another_machine_one_draws_and_learns() {
    in_browser(Visit { insecure: true, ..Visit::default() }, |page| {
        assert_eq!(page.run("return isSecureContext", json!([])), false);
        goes_on(page, "a secure context");
        page.click(&handle("learn-play"));
        page.until("it has learned", || page.number(&handle("learn-status"), "data-images") > 0.0);
    });
}

#[test]
fn in_a_sandbox_one_draws_and_hears_once_what_is_missing() {
    in_browser(Visit::unopened(), |page| {
        page.site.be_plain();
        let frame = format!(
            "<!doctype html><link rel=icon href=data:,><style>body {{ margin: 0 }} iframe {{ border: 0; width: 100vw; height: 100vh; display: block }}</style>
             <iframe sandbox=\"allow-scripts\" src=\"{}\"></iframe>",
            page.site.page()
        );
        page.site.offer("frame.html", Some(frame.as_bytes()));
        page.visit(&format!("{}frame.html", page.site.first_page()));
        page.enter_frame();
        page.until_ready();
        assert_eq!(page.run("return origin", json!([])), "null");
        let columns = "return getComputedStyle(document.querySelector('main')).display";
        assert_eq!(page.run(columns, json!([])), "grid", "the style sheets are there");
        let notice = handle("notice");
        page.until("a sentence about it", || page.count(&notice) > 0);
        page.settle();
        assert_eq!(page.count(&notice), 1, "one will do");
        assert_eq!(page.attribute(&notice, "data-code").as_deref(), Some("storage-unavailable"));
        assert!(page.text(&notice).trim().len() > 20);
        page.click(&format!("{notice} .close"));
        page.until("it is read", || page.count(&notice) == 0);
        goes_on(page, "an origin");
        assert_eq!(page.count(&notice), 0, "it is said once");
    });
}

#[test]
fn a_browser_that_throws_in_the_middle_of_a_frame_ends_nothing() {
    in_browser(Visit::default(), |page| {
        page.clear_pad();
        let blank = page.look();
        let throw_once = "
            const real = Object.getOwnPropertyDescriptor(Element.prototype, 'innerHTML');
            window.thrown = 0;
            Object.defineProperty(Element.prototype, 'innerHTML', { ...real, set(html) {
                if (this.className === 'xs-all' && !window.thrown++) throw new Error('out of sorts');
                real.set.call(this, html);
            } });";
        page.run(throw_once, json!([]));
        page.hover(&format!("{}[data-layer=\"input\"]", handle("map")), &[(0.4, 0.4), (0.5, 0.5)]);
        page.until("it has thrown", || page.run("return window.thrown", json!([])) == 1);
        page.console_errors();
        page.draw_five();
        let five = page.look();
        assert_eq!(five.changed_since(&blank).len(), five.maps.len(), "every map follows the pen");
        assert!(!page.has_failed());
    });
}

#[test]
fn without_dialogs_help_stands_over_the_page_and_keeps_the_focus() {
    in_browser(Visit::unopened(), |page| {
        page.before_start(
            "delete HTMLDialogElement.prototype.showModal; delete window.HTMLDialogElement",
        );
        page.open();
        for (button, dialog) in [("help", "help-dialog"), ("architecture", "architecture-dialog")] {
            page.focus(&handle(button));
            page.type_keys(key::ENTER);
            let dialog = handle(dialog);
            page.until("the dialog", || page.count(&dialog) == 1);
            page.place(&format!("{dialog} h2"));
            let inside = || {
                let script =
                    "return document.querySelector(arguments[0]).contains(document.activeElement)";
                page.run(script, json!([dialog])) == true
            };
            page.until("the focus is in it", inside);
            for _ in 0..40 {
                page.type_keys(key::TAB);
                // Past its end the focus may be nowhere for a moment, never on the page below.
                page.until("the focus is in it again", || {
                    inside()
                        || page.run("return document.activeElement === document.body", json!([]))
                            == true
                });
            }
            page.screenshot(&format!("plain-{button}"));
            page.focus(&format!("{dialog} {}", handle("close")));
            page.type_keys(key::ESCAPE);
            page.until("it is closed", || page.count(&dialog) == 0);
            let focused = "return document.activeElement.dataset.testid";
            assert_eq!(page.run(focused, json!([])), button, "the focus is back");
        }
    });
}

/// The calls of the page's program that end it where the browser throws: all that any browser has which can run it.
const EVERYWHERE: &[&str] = &[
    "_wbg_cb_unref",
    "arrayBuffer",
    "cancel",
    "clearInterval",
    "clearTimeout",
    "click",
    "close",
    "composedPath",
    "contains",
    "createTextNode",
    "disconnect",
    "error",
    "fetch",
    "from",
    "getAttribute",
    "getBoundingClientRect",
    "getElementById",
    "hasAttribute",
    "is",
    "isArray",
    "item",
    "now",
    "observe",
    "of",
    "parseFloat",
    "pipeThrough",
    "preventDefault",
    "push",
    "queueMicrotask",
    "random",
    "read",
    "resolve",
    "run",
    "select",
    "set",
    "setTimeout",
    "slice",
    "stopPropagation",
    "stream",
    "subarray",
    "tee",
    "terminate",
    "text",
    "then",
    "toISOString",
];

/// A new call is a word there, and a decision: what a browser may lack goes through `web/lacking.rs`, or through a function
/// of web-sys that gives a `Result`.
#[test]
fn whatever_a_browser_may_lack_is_asked_for_first() {
    let files = std::fs::read_dir(dist()).expect("dist/ can be listed").flatten();
    let is_program = |path: &std::path::PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with("app") && name.ends_with(".js")
    };
    let glue = files.map(|file| file.path()).find(is_program);
    let glue = std::fs::read_to_string(glue.expect("the program")).expect("a readable file");
    // Each import is `__wbg_{what it calls}_{sixteen digits}: function…`.
    let imports: Vec<(&str, &str)> = glue
        .split("__wbg_")
        .skip(1)
        .filter_map(|part| {
            let (name, body) = part.split_once(':')?;
            let (name, hash) = name.trim().rsplit_once('_')?;
            (hash.len() == 16 && body.trim_start().starts_with("function")).then_some((name, body))
        })
        .collect();
    assert!(imports.len() > 100, "only {} imports are found", imports.len());
    let throws = |(name, body): &&(&str, &str)| {
        let before = |at: usize| body[..at].chars().next_back();
        let call = format!("{name}(");
        let called = body
            .match_indices(&call)
            .any(|(at, _)| before(at).is_none_or(|c| !c.is_alphanumeric() && c != '_'));
        called && !body.contains("arguments)")
    };
    let found: BTreeSet<&str> = imports.iter().filter(throws).map(|(name, _)| *name).collect();
    assert!(found.contains("getBoundingClientRect"), "{found:?}");
    let unforeseen: Vec<_> = found.iter().filter(|name| !EVERYWHERE.contains(name)).collect();
    assert!(unforeseen.is_empty(), "these end the page where a browser lacks them: {unforeseen:?}");
}
