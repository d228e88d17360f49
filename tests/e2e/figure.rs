//! The notebook's first figure: 5×5, 3×3, 3×3.

use serde_json::json;

use crate::harness::{Page, Visit, handle, in_browser, key, map};

const ESCAPE: &str = "\u{e00c}";

fn cell(of: &str, row: usize, column: usize) -> String {
    format!("{}[data-row=\"{row}\"][data-col=\"{column}\"]", handle(of))
}

/// The map as far as it is made: one text a cell.
fn made(page: &Page) -> Vec<String> {
    let script = "return [...document.querySelectorAll(arguments[0])].map(e => e.dataset.value)";
    serde_json::from_value(page.run(script, json!([handle("figure-made")]))).expect("nine texts")
}

fn place(page: &Page) -> String {
    page.attribute(&handle("figure"), "data-place").unwrap_or_default()
}

fn shown(page: &Page) -> bool {
    let script = "return document.querySelector(arguments[0]).getBoundingClientRect().height > 0";
    page.run(script, json!([handle("figure")])) == true
}

#[track_caller]
fn open(page: &Page) {
    assert!(!shown(page));
    page.click(&handle("figure-open"));
    page.until("the figure", || shown(page));
}

#[test]
fn the_window_slides_and_the_map_fills_in() {
    in_browser(Visit::default(), |page| {
        open(page);
        let first = ["0", "", "", "", "", "", "", "", ""];
        assert_eq!(made(page), first);
        page.click(&handle("figure-on"));
        page.click(&handle("figure-on"));
        page.until("three cells", || made(page)[..4] == ["0", "3", "1", ""]);
        // What stands under it is the sum of this very cell.
        let sum = page.text(&handle("figure-sum")).replace(char::is_whitespace, "");
        assert_eq!(sum, "0·1+0·0+0·1+1·0+1·1+0·0+0·1+1·0+0·1=1");
        page.click(&handle("figure-back"));
        page.until("two cells", || place(page) == "1");
        page.click(&cell("figure-made", 2, 1));
        page.until("eight cells", || place(page) == "7");
        page.click(&handle("figure-play"));
        page.until("all of it", || made(page) == ["0", "3", "1", "2", "3", "2", "2", "2", "2"]);
        page.click(&handle("figure-play"));
        page.until("from the first cell again", || {
            page.attribute(&handle("figure"), "data-state").as_deref() == Some("running")
        });
        page.until("by itself", || place(page) == "2");
        page.click(&handle("figure-play"));
        page.until("held", || {
            page.attribute(&handle("figure"), "data-state").as_deref() == Some("held")
        });
        let held = place(page);
        page.hover(&map("conv1", 0), &[(0.5, 0.5)]);
        page.until("the arithmetic in its place", || !shown(page));
        page.hover(&handle("pad"), &[(0.5, 0.5)]);
        page.until("the figure as it stood", || shown(page));
        assert_eq!(place(page), held);
        page.click(&handle("figure-close"));
        page.until("closed", || !shown(page));
    });
}

#[test]
fn pixels_turn_over_weights_rise_and_fall_and_the_kernel_can_be_used() {
    in_browser(Visit::default(), |page| {
        page.choose_network("five-channel");
        page.select_kernel(1, 3, 0);
        let before = page.look();
        open(page);
        page.click(&cell("figure-pixel", 0, 0));
        page.until("one more", || made(page)[0] == "1");
        page.click(&cell("figure-weight", 0, 0));
        page.until("twice", || made(page)[0] == "2");
        for _ in 0..3 {
            page.shift_click(&cell("figure-weight", 0, 0));
        }
        page.until("less than nothing", || made(page)[0] == "−1");
        page.right_click(&cell("figure-weight", 0, 0));
        page.until("still less", || made(page)[0] == "−2");
        assert_eq!(page.look(), before, "the network is left alone");
        page.click(&handle("figure-use"));
        page.until("its kernel", || page.cell(0, 0) == -2.0);
        let row = |row| [0, 1, 2].map(|column| page.cell(row, column));
        assert_eq!([row(0), row(1), row(2)], [[-2.0, 0.0, 1.0], [0.0, 1.0, 0.0], [1.0, 0.0, 1.0]]);
        page.press_undo();
        page.until("one step", || page.look() == before);
        // A 2×2 kernel has no room for it.
        page.select_kernel(3, 0, 0);
        assert_eq!(page.run("return getComputedStyle(document.querySelector('[data-testid=figure-use]')).display", json!([])), "none");
    });
}

#[test]
fn it_goes_by_the_keyboard_and_without_motion() {
    in_browser(Visit::default(), |page| {
        page.devtools(
            "Emulation.setEmulatedMedia",
            json!({ "features": [{ "name": "prefers-reduced-motion", "value": "reduce" }] }),
        );
        page.focus(&handle("figure-open"));
        page.type_keys(" ");
        page.until("the figure", || shown(page));
        for step in ["1", "2", "3"] {
            page.focus(&handle("figure-play"));
            page.type_keys(key::ENTER);
            page.until("one step", || place(page) == step);
        }
        page.focus(&cell("figure-pixel", 0, 0));
        page.type_keys(&format!("{}{}{}", key::RIGHT, key::DOWN, key::ENTER));
        page.until("turned over", || {
            page.attribute(&cell("figure-pixel", 1, 1), "data-value").as_deref() == Some("1")
        });
        let focused =
            "return [document.activeElement.dataset.row, document.activeElement.dataset.col]";
        assert_eq!(page.run(focused, json!([])), json!(["1", "1"]), "it keeps the keyboard");
        page.focus(&cell("figure-weight", 0, 0));
        page.type_keys("\u{e00f}\u{e00f}");
        page.until("lower", || {
            page.attribute(&cell("figure-weight", 0, 0), "data-value").as_deref() == Some("−1")
        });
        page.type_keys(ESCAPE);
        page.until("closed", || !shown(page));
    });
}

#[test]
fn it_fits_into_the_right_column() {
    for language in ["en", "ja"] {
        in_browser(Visit { language, ..Visit::default() }, |page| {
            open(page);
            for network in ["notebook", "five-channel", "wide", "digits", "untrained"] {
                page.choose_network(network);
                let script = "return ['.answer-side', '.xray'].map(side => {
                    const e = document.querySelector(side); return e.scrollHeight - e.clientHeight })";
                let over = page.run(script, json!([]));
                assert_eq!(over, json!([0, 0]), "{network} in {language}");
            }
        });
    }
}

#[test]
fn on_a_phone_it_comes_up_from_the_kernels_sheet() {
    in_browser(Visit::phone(), |page| {
        page.choose_network("five-channel");
        page.click(&format!("{}[data-stage=\"1\"]", handle("kernel")));
        page.until("the kernel's sheet", || page.count("[data-panels~=sheet]") == 1);
        open(page);
        let sheet = page.place(&handle("xray"));
        assert!(sheet.y + sheet.height <= 845.0 && sheet.height < 420.0, "{sheet:?}");
        let pixel = page.place(&cell("figure-pixel", 0, 0));
        assert!(pixel.width >= 24.0 && pixel.height >= 24.0, "{pixel:?}");
        page.touch_drag(&cell("figure-pixel", 0, 0), &[(0.5, 0.5)]);
        page.until("one more", || made(page)[0] == "1");
        page.click(&handle("figure-close"));
        page.until("the kernel's sheet again", || !shown(page));
    });
}
