//! What is said: errors until they are read, nothing twice, nothing over the pad, and nothing under a hand that is
//! about to press something.

use serde_json::{Value, json};

use crate::harness::{Page, Visit, handle, in_browser};

/// The names of all notices, the newest first.
#[track_caller]
fn codes(page: &Page) -> Value {
    let script = "return [...document.querySelectorAll(arguments[0])].map(e => e.dataset.code)";
    page.run(script, json!([handle("notice")]))
}

#[track_caller]
fn until_codes(page: &Page, expected: &[&str]) {
    page.until(&format!("the notices {expected:?}"), || codes(page) == json!(expected));
}

const NONE: (&str, &[u8]) =
    ("none.json", b"{\"format\":\"hitofude-drawings\",\"version\":1,\"drawings\":[]}");
const WRONG: (&str, &[u8]) = ("wrong.json", b"{\"version\":1}");
const HTML: (&str, &[u8]) = ("page.html", b"<!doctype html><title>Not found</title>");

#[test]
fn an_error_stays_until_it_is_read_and_is_not_said_twice() {
    in_browser(Visit::default(), |page| {
        page.open_files(&[WRONG]);
        until_codes(page, &["own-format"]);
        page.open_files(&[NONE]);
        until_codes(page, &["own-imported", "own-format"]);
        page.open_files(&[HTML]);
        until_codes(page, &["not-a-picture", "own-imported", "own-format"]);
        page.open_files(&[WRONG]);
        until_codes(page, &["own-format", "not-a-picture", "own-imported"]);
        page.open_files(&[NONE]);
        until_codes(page, &["own-imported", "own-format", "not-a-picture"]);
        let close = |code: &str| {
            page.click(&format!("{}[data-code={code}] .close", handle("notice")));
        };
        close("own-format");
        until_codes(page, &["own-imported", "not-a-picture"]);
        close("own-imported");
        until_codes(page, &["not-a-picture"]);
        assert!(page.text(&handle("notice")).contains("page.html"));
        close("not-a-picture");
        until_codes(page, &[]);
    });
}

#[test]
fn notices_leave_the_pad_where_it_is_and_uncovered() {
    for visit in [Visit::default(), Visit { language: "ja", ..Visit::phone() }] {
        in_browser(visit, |page| {
            let canvas = handle("pad");
            let before = page.place(&canvas);
            page.open_files(&[WRONG]);
            page.open_files(&[HTML]);
            page.open_files(&[("another.html", HTML.1)]);
            page.open_files(&[("a-third.html", HTML.1)]);
            page.open_files(&[NONE]);
            page.until("all of them", || page.count(&handle("notice")) == 5);
            page.settle();
            let size = visit.viewport.0;
            page.screenshot(&format!("notices-{size}"));
            assert_eq!(format!("{:?}", page.place(&canvas)), format!("{before:?}"));
            // At every corner, what lies uppermost is the pad.
            let script = "const pad = document.querySelector(arguments[0]);
                const { left, right, top, bottom } = pad.getBoundingClientRect();
                return [[left + 9, top + 9], [right - 9, top + 9], [left + 9, bottom - 9], [right - 9, bottom - 9]]
                    .map(([x, y]) => document.elementFromPoint(x, y)?.closest('.pad') !== null)";
            assert_eq!(page.run(script, json!([canvas])), json!([true, true, true, true]));
            let notice = "const { top, bottom } = document.querySelector(arguments[0]).getBoundingClientRect();
                return top >= 0 && bottom <= innerHeight + 1";
            assert_eq!(page.run(notice, json!([handle("notice")])), true, "the newest is in sight");
            page.draw_five();
        });
    }
}

#[test]
fn a_notice_moves_and_covers_nothing_that_somebody_is_about_to_press() {
    let tablet = Visit { viewport: (820, 1180), ..Visit::phone() };
    for visit in [Visit::default(), Visit::phone(), tablet] {
        in_browser(visit, |page| {
            let places = || {
                ["learn-play", "learn-step", "learn-reset", "learn-data", "clear", "undo"].map(
                    |name| {
                        let script = "const { left, top, width, height } =
                        document.querySelector(arguments[0]).getBoundingClientRect();
                        const found = document.elementFromPoint(left + width / 2, top + height / 2);
                        return [left, top, found?.closest('button, select')?.dataset.testid]";
                        page.run(script, json!([handle(name)]))
                    },
                )
            };
            let before = places();
            page.open_files(&[WRONG]);
            until_codes(page, &["own-format"]);
            page.settle();
            assert_eq!(places(), before, "{:?}", visit.viewport);
        });
    }
}

#[test]
fn that_there_was_nothing_to_learn_from_is_not_said_any_longer_than_it_is_so() {
    in_browser(Visit::default(), |page| {
        page.choose("learn-data", "own");
        page.click(&handle("learn-play"));
        until_codes(page, &["no-images"]);
        page.choose("learn-data", "generated");
        until_codes(page, &[]);
        page.choose("learn-data", "own");
        page.click(&handle("learn-play"));
        until_codes(page, &["no-images"]);
        page.click(&format!("{}[data-label=\"5\"]", handle("own-add")));
        until_codes(page, &[]);
    });
}

#[test]
fn the_button_that_starts_learning_is_the_one_that_stops_it_and_stays_where_it_is() {
    in_browser(Visit::default(), |page| {
        let before = page.place(&handle("learn-play"));
        page.click(&handle("learn-play"));
        page.until("it learns", || page.number(&handle("learn-status"), "data-images") > 0.0);
        let after = page.place(&handle("learn-pause"));
        assert_eq!((after.x, after.y), (before.x, before.y));
    });
}
