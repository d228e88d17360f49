//! Files that are saved, and what there is where none can be.

use std::thread::sleep;
use std::time::Duration;

use crate::harness::{Page, Visit, handle, in_browser};
use serde_json::json;

/// Has something to be saved: a lab that cannot be read, whose text can be.
#[track_caller]
fn open_with_a_text(page: &Page) {
    page.store("hitofude.lab", "no lab at all");
    page.open();
    page.until("its text is offered", || page.count(&handle("download-unreadable")) > 0);
}

#[test]
fn the_address_of_a_download_lives_for_a_minute() {
    in_browser(Visit::unopened(), |page| {
        page.before_start(
            "window.revoked = []; window.pauses = [];
             const { createObjectURL, revokeObjectURL } = URL, later = setTimeout;
             window.made = [];
             URL.createObjectURL = blob => { const url = createObjectURL.call(URL, blob); made.push(url); return url; };
             URL.revokeObjectURL = url => { revoked.push(url); revokeObjectURL.call(URL, url); };
             window.setTimeout = (then, pause, ...rest) => { pauses.push(pause); return later(then, pause, ...rest); };",
        );
        open_with_a_text(page);
        page.run("window.made.length = 0; window.pauses.length = 0", json!([]));
        let saved = page.download(&handle("download-unreadable"));
        assert_eq!(saved, b"no lab at all");
        // Nothing to wait for: that nothing happens is what is looked at.
        sleep(Duration::from_secs(1));
        let addresses =
            page.run("return made.filter(url => !revoked.includes(url)).length", json!([]));
        assert_eq!(addresses, 1, "its address is still there");
        assert_eq!(page.run("return pauses.includes(60000)", json!([])), true);
    });
}

#[test]
fn where_no_download_can_start_the_text_is_offered_to_be_copied() {
    let no_attribute = "delete HTMLAnchorElement.prototype.download;";
    let no_address = "delete URL.createObjectURL;";
    let in_an_app = "Object.defineProperty(Navigator.prototype, 'userAgent', { get: () =>
        'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148' });";
    let no_clipboard = "delete Navigator.prototype.clipboard;";
    let no_copying = "document.execCommand = () => false; delete Navigator.prototype.clipboard;";
    for (language, lacking, copying, said) in [
        ("en", no_attribute, "", "Copied."),
        ("ja", no_address, no_clipboard, "コピーしました。"),
        ("en", in_an_app, no_copying, "selected"),
    ] {
        in_browser(Visit { language, ..Visit::unopened() }, |page| {
            page.before_start(&format!("{lacking}{copying}"));
            open_with_a_text(page);
            page.click(&handle("download-unreadable"));
            let dialog = handle("copy-dialog");
            page.until("the text", || page.count(&dialog) == 1);
            let text = "return document.querySelector(arguments[0]).value";
            assert_eq!(page.run(text, json!([handle("copy-text")])), "no lab at all");
            page.click(&handle("copy"));
            page.until("what came of it", || page.text(&handle("copy-status")).contains(said));
            let selected = "const field = document.querySelector(arguments[0]);
                return field.value.slice(field.selectionStart, field.selectionEnd)";
            assert_eq!(page.run(selected, json!([handle("copy-text")])), "no lab at all");
            page.screenshot(&format!("copying-{language}"));
            page.click(&format!("{dialog} {}", handle("close")));
            page.until("it is closed", || page.count(&dialog) == 0);
        });
    }
}
