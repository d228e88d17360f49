//! The learner's own labelled drawings.

use serde_json::{Value, json};

use crate::harness::{Page, Visit, handle, in_browser};
use crate::keep::until_kept;

/// Opens the panel of own drawings.
#[track_caller]
fn open_own(page: &Page) {
    page.choose("learn-data", "own");
    page.until("the panel of own drawings", || page.count(&handle("own-count")) == 1);
}

fn button(name: &str, label: &str) -> String {
    format!("{}[data-label=\"{label}\"]", handle(name))
}

/// Keeps what is on the pad as `label`.
#[track_caller]
fn keep(page: &Page, label: &str) {
    let before = count(page);
    page.click(&button("own-add", label));
    page.until("one more drawing", || count(page) == before + 1);
}

#[track_caller]
fn count(page: &Page) -> usize {
    let counted = page.number(&handle("own-count"), "data-count") as usize;
    assert_eq!(page.count(&handle("own-item")), counted);
    counted
}

/// The labels of the drawings, in order.
#[track_caller]
fn labels(page: &Page) -> Value {
    let script = "return [...document.querySelectorAll(arguments[0])].map(e => e.dataset.label)";
    page.run(script, json!([handle("own-item")]))
}

/// The bytes of every small picture.
#[track_caller]
fn pictures(page: &Page) -> Value {
    let script =
        "return [...document.querySelectorAll(arguments[0] + ' canvas')].map(e => e.toDataURL())";
    page.run(script, json!([handle("own-item")]))
}

#[track_caller]
fn until_notice(page: &Page, code: &str) -> String {
    let notice = format!("{}[data-code=\"{code}\"]", handle("notice"));
    page.until(code, || page.count(&notice) == 1);
    page.text(&notice)
}

#[test]
fn drawings_are_kept_over_a_reload_deleted_and_brought_back_by_undo() {
    in_browser(Visit::default(), |page| {
        page.choose_network("five-channel");
        open_own(page);
        for label in ["5", "3", "0"] {
            page.clear_pad();
            page.click(&format!("{}[data-digit=\"{label}\"]", handle("sample")));
            page.settle();
            keep(page, label);
        }
        assert_eq!(labels(page), json!(["5", "3", "0"]));
        let drawn = pictures(page);
        let input = page.run(
            "return document.querySelector(arguments[0]).toDataURL()",
            json!([handle("input")]),
        );
        assert_eq!(drawn[2], input, "as the network receives it");
        until_kept(page, "own", 3);
        page.reload();
        page.until("the drawings are back", || page.count(&handle("own-item")) == 3);
        assert_eq!((labels(page), pictures(page)), (json!(["5", "3", "0"]), drawn.clone()));

        page.click(&format!("{} {}", button("own-item", "3"), handle("own-delete")));
        page.until("one is gone", || count(page) == 2);
        page.click(&handle("undo"));
        page.until("it is back", || count(page) == 3);
        page.click(&handle("own-clear"));
        page.until("all are gone", || count(page) == 0);
        page.click(&handle("undo"));
        page.until("all are back", || count(page) == 3);
        assert_eq!((labels(page), pictures(page)), (json!(["5", "3", "0"]), drawn));
        page.click(&format!("{} {}", button("own-item", "5"), handle("own-delete")));
        page.until("one is gone", || count(page) == 2);
        until_kept(page, "own", 2);
        page.reload();
        page.until("the others are back", || page.count(&handle("own-item")) == 2);
        assert_eq!(labels(page), json!(["3", "0"]));
    });
}

#[test]
fn whatever_came_after_undo_brings_back_all_that_were_deleted() {
    in_browser(Visit::default(), |page| {
        page.choose_network("five-channel");
        open_own(page);
        for number in 0..20 {
            keep(page, &(number % 10).to_string());
        }
        let twenty = (labels(page), pictures(page));
        let seen = page.look();
        page.click(&handle("own-clear"));
        page.until("all are gone", || count(page) == 0);
        keep(page, "3");
        page.click(&handle("undo"));
        page.until("none again", || count(page) == 0);
        page.click(&handle("undo"));
        page.until("all are back", || count(page) == 20);
        assert_eq!((labels(page), pictures(page)), twenty);
        assert_eq!(page.look(), seen);
        until_kept(page, "own", 20);
        page.reload();
        page.until("they are back", || page.count(&handle("own-item")) == 20);
        assert_eq!((labels(page), pictures(page)), twenty);
    });
}

/// A run that rests goes on as it was, whatever becomes of drawings that it does not learn from.
#[test]
fn undo_of_a_drawing_neither_ends_nor_starts_learning() {
    in_browser(Visit::default(), |page| {
        page.choose_network("notebook");
        open_own(page);
        page.choose("learn-data", "generated");
        page.click(&handle("learn-step"));
        let status = handle("learn-status");
        let state = || page.attribute(&status, "data-state").unwrap_or_default();
        page.until("a batch", || page.number(&status, "data-images") > 0.0 && state() == "paused");
        let images = page.number(&status, "data-images");
        let seen = page.look();
        keep(page, "5");
        page.click(&handle("undo"));
        page.until("it is taken back", || count(page) == 0);
        page.settle();
        assert_eq!((state(), page.number(&status, "data-images")), ("paused".into(), images));
        assert_eq!(page.look(), seen, "the weights are as they were learned");
        page.click(&handle("learn-step"));
        page.until("another batch", || page.number(&status, "data-images") == 2.0 * images);
    });
}

#[test]
fn drawings_are_saved_as_a_file_and_read_again() {
    in_browser(Visit::default(), |page| {
        page.choose_network("notebook");
        open_own(page);
        page.draw_five();
        keep(page, "5");
        page.clear_pad();
        page.stroke(&[(0.3, 0.3), (0.7, 0.6)]);
        page.settle();
        keep(page, "not-5");
        let drawn = pictures(page);
        let saved = page.download(&handle("own-export"));
        let text: Value = serde_json::from_slice(&saved).expect("JSON");
        assert_eq!((&text["version"], &text["drawings"][1]["label"]), (&json!(1), &json!("not-5")));
        page.click(&handle("own-clear"));
        page.until("all are gone", || count(page) == 0);
        page.open_files(&[("mine.json", &saved)]);
        assert!(until_notice(page, "own-imported").contains("mine.json"));
        assert_eq!((count(page), pictures(page)), (2, drawn.clone()));
        // What is there already is not there twice.
        page.drop_files("main", &[("again.json", &saved)]);
        page.until("another notice", || until_notice(page, "own-imported").contains("again.json"));
        assert_eq!((count(page), pictures(page)), (2, drawn));
    });
}

#[test]
fn a_file_of_drawings_is_what_is_learned_from_until_that_is_undone() {
    in_browser(Visit::default(), |page| {
        open_own(page);
        page.draw_five();
        keep(page, "5");
        let saved = page.download(&handle("own-export"));
        page.click(&handle("own-clear"));
        page.until("all are gone", || count(page) == 0);
        page.choose("learn-data", "mnist");
        page.open_files(&[("mine.json", &saved)]);
        let chosen = || page.attribute(&handle("learn-data"), "data-value");
        page.until("they are chosen", || chosen().as_deref() == Some("own"));
        assert_eq!(count(page), 1);
        page.click(&handle("undo"));
        page.until("what was chosen before", || chosen().as_deref() == Some("mnist"));
        assert_eq!(count(page), 0);
    });
}

#[test]
fn a_file_that_is_none_of_drawings_is_refused_and_changes_nothing() {
    in_browser(Visit::default(), |page| {
        page.choose_network("notebook");
        open_own(page);
        page.draw_five();
        keep(page, "5");
        let (drawn, seen) = (pictures(page), page.look());
        let of = |rest: &str| format!("{{\"format\":\"hitofude-drawings\",{rest}}}");
        for (text, code, found) in [
            ("<!doctype html>".into(), "own-format", "line 1, column 1"),
            ("{\"version\":1}".into(), "own-format", "another kind"),
            (of("\"version\":7,\"drawings\":[]"), "own-version", "version 7"),
            (
                of("\"version\":1,\"drawings\":[{\"label\":\"x\",\"image\":\"\"}]"),
                "own-label",
                "“x”",
            ),
            (
                of("\"version\":1,\"drawings\":[{\"label\":\"5\",\"image\":\"AAAA\"}]"),
                "own-image",
                "3 bytes",
            ),
        ] {
            page.open_files(&[("mine.json", text.as_bytes())]);
            let said = until_notice(page, code);
            assert!(said.contains("mine.json") && said.contains(found), "{text}: {said}");
            page.click(&format!("{} .close", handle("notice")));
        }
        assert_eq!((count(page), pictures(page), page.look()), (1, drawn, seen));
    });
}

#[test]
fn an_empty_pad_is_not_kept() {
    in_browser(Visit::default(), |page| {
        open_own(page);
        page.clear_pad();
        page.click(&handle("own-add"));
        page.until("a sentence", || page.count(&handle("own-problem")) == 1);
        assert_eq!(count(page), 0);
        page.draw_five();
        page.click(&handle("own-add"));
        page.until("it is kept", || count(page) == 1);
        assert_eq!(page.count(&handle("own-problem")), 0);
    });
}

#[test]
fn not_a_five_trains_one_output_and_is_left_out_for_ten() {
    in_browser(Visit::default(), |page| {
        page.choose_network("notebook");
        open_own(page);
        page.draw_five();
        keep(page, "5");
        keep(page, "not-5");
        assert_eq!(page.count(&handle("own-left-out")), 0);
        page.choose_network("five-channel");
        assert_eq!(page.attribute(&handle("own-left-out"), "data-count").as_deref(), Some("1"));
        assert_eq!(page.count(&handle("own-add")), 10);
        assert_eq!(count(page), 2);
        keep(page, "3");
        // No 3 is a 5: it is learned from as one that is not.
        page.choose_network("notebook");
        let counted = || page.text(&format!("{} small", button("own-add", "not-5")));
        page.until("both are counted", || counted() == "2");
    });
}

#[test]
fn a_handful_of_drawings_is_learned_from() {
    in_browser(Visit::default(), |page| {
        page.choose_network("notebook");
        open_own(page);
        for (digit, label) in [("5", "5"), ("1", "not-5"), ("0", "not-5")] {
            page.click(&format!("{}[data-digit=\"{digit}\"]", handle("sample")));
            page.settle();
            keep(page, label);
        }
        page.click(&handle("learn-step"));
        let status = handle("learn-status");
        page.until("a batch has been learned from", || page.number(&status, "data-images") > 0.0);
    });
}

#[test]
fn without_a_database_drawings_stay_on_the_page_and_that_is_said() {
    for (without, name) in [
        ("Object.defineProperty(window, 'indexedDB', { value: undefined });", "none"),
        (
            "IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError'); };",
            "full",
        ),
    ] {
        in_browser(Visit::unopened(), |page| {
            page.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": without }));
            page.open();
            page.choose_network("notebook");
            open_own(page);
            page.draw_five();
            keep(page, "5");
            assert!(!until_notice(page, "own-not-kept").is_empty(), "{name}");
            keep(page, "not-5");
            assert_eq!(labels(page), json!(["5", "not-5"]), "{name}");
        });
    }
}
