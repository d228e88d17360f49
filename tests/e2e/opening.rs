//! The one door for texts: what the page saved or set aside is opened again, told apart by its contents.

use serde_json::json;

use crate::harness::{Page, Visit, handle, in_browser, kernel_cell};

const KEY: &str = "hitofude.lab";

#[track_caller]
fn until_notice(page: &Page, code: &str) -> String {
    let notice = format!("{}[data-code=\"{code}\"]", handle("notice"));
    page.until(code, || page.count(&notice) == 1);
    page.text(&notice)
}

#[track_caller]
fn close_notice(page: &Page) {
    page.click(&format!("{} .close", handle("notice")));
    page.until("the notice is gone", || page.count(&handle("notice")) == 0);
}

/// The text of the lab, as the browser keeps it.
fn stored(page: &Page) -> String {
    page.visit(&page.site.empty_page());
    let text = page.run("return localStorage.getItem(arguments[0])", json!([KEY]));
    page.open();
    text.as_str().expect("the page stores its state").to_owned()
}

#[test]
fn a_stored_lab_opens_through_the_file_input_as_one_step() {
    in_browser(Visit::default(), |page| {
        page.choose_network("notebook");
        page.draw_five();
        page.select_kernel(2, 0, 0);
        page.click(&kernel_cell(1, 1));
        let theirs = page.look();
        let text = stored(page);
        page.choose_network("five-channel");
        page.clear_pad();
        page.stroke(&[(0.2, 0.2), (0.8, 0.8)]);
        page.settle();
        let mine = page.look();
        // Whatever the file is called.
        page.open_files(&[("hitofude-unreadable.txt", text.as_bytes())]);
        assert!(until_notice(page, "opened").contains("hitofude-unreadable.txt"));
        assert_eq!(page.look(), theirs);
        page.press_undo();
        page.until("mine again", || page.look() == mine);
        close_notice(page);
        for (name, text, code, found) in [
            ("cut.json", &text[..text.len() / 2], "own-format", "line 1"),
            ("other.json", "{\"cells\":[]}", "own-format", "another kind"),
            (
                "lab.json",
                &text.replace("\"weights\":\"", "\"weights\":\"?"),
                "lab-damaged",
                "weights",
            ),
        ] {
            page.open_files(&[(name, text.as_bytes())]);
            let said = until_notice(page, code);
            assert!(said.contains(name) && said.contains(found), "{said}");
            close_notice(page);
            assert_eq!(page.look(), mine, "{name}");
        }
    });
}

#[test]
fn all_that_was_kept_comes_back_out_of_one_file() {
    in_browser(Visit::default(), |page| {
        page.draw_five();
        let lab = stored(page);
        let pixels = "A".repeat(1044) + "AA==";
        let drawing = |label: &str| {
            json!({ "format": "hitofude-drawings", "version": 1,
                "drawings": [{ "label": label, "image": pixels }] })
            .to_string()
        };
        let snapshots = include_str!("../native/last_release/snapshots.txt");
        let kept = json!({ "format": "hitofude-kept", "version": 1, "texts": {
            "hitofude.lab": lab,
            "hitofude.preferences": "{\"language\":null,\"theme\":\"dark\"}",
            "own/0000000000000001": drawing("3"),
            "own/0000000000000002": drawing("7"),
            "aside/2026-11-28T09:00:00Z/own": "{\"format\":\"hitofude-draw",
            "snapshots": snapshots,
        } });
        let seen = page.look();
        page.clear_pad();
        page.settle();
        page.open_files(&[("hitofude-kept.json", kept.to_string().as_bytes())]);
        let said = until_notice(page, "opened");
        for word in ["2 drawings", "2 snapshots", "1 part"] {
            assert!(said.contains(word), "{word} is not in {said}");
        }
        assert_eq!(page.look(), seen);
        page.click(&handle("compare"));
        assert_eq!(page.count(&handle("snapshot")), 2);
        page.choose("learn-data", "own");
        page.until("the drawings", || page.count(&handle("own-item")) == 2);
    });
}

#[test]
fn a_lab_of_a_newer_version_is_opened_as_far_as_it_goes_and_that_is_said() {
    in_browser(Visit::default(), |page| {
        page.draw_five();
        let seen = page.look();
        let newer = stored(page).replacen("\"version\":1", "\"version\":2,\"tabs\":[]", 1);
        page.clear_pad();
        page.settle();
        page.open_files(&[("lab.json", newer.as_bytes())]);
        assert!(until_notice(page, "opened").contains("newer version"));
        assert_eq!(page.look(), seen);
    });
}
