//! A and B: snapshots of the network, what is compared with them, and what lies between.

use serde_json::json;

use crate::harness::{Page, Visit, handle, in_browser, kernel_cell, key, map};
use crate::keep::lying;

const ESCAPE: &str = "\u{e00c}";

/// Something of the snapshot number `index`, from 0.
fn of(name: &str, index: usize) -> String {
    format!("{}[data-index=\"{index}\"] {}", handle("snapshot"), handle(name))
}

#[track_caller]
fn open(page: &Page) {
    page.click(&handle("compare"));
    page.until("the panel", || page.count(&handle("compare-panel")) == 1);
}

/// Takes a snapshot; with a name, under that.
#[track_caller]
fn take(page: &Page, name: Option<&str>) {
    let before = page.count(&handle("snapshot"));
    if let Some(name) = name {
        type_into(page, &handle("snapshot-name"), name);
    }
    page.click(&handle("snapshot-take"));
    page.until("one more", || page.count(&handle("snapshot")) == before + 1);
}

/// Types in place of what stands in a field, and goes on with Enter.
#[track_caller]
fn type_into(page: &Page, field: &str, text: &str) {
    page.focus(field);
    page.chord(&[key::CONTROL, "a"]);
    page.type_keys(text);
}

fn names(page: &Page) -> serde_json::Value {
    let script = "return [...document.querySelectorAll(arguments[0])].map(e => e.value)";
    page.run(script, json!([handle("snapshot-rename")]))
}

fn weights(layer: &str) -> String {
    format!("{}[data-layer=\"{layer}\"]", handle("apart-weights"))
}

fn maps(layer: &str) -> String {
    format!("{}[data-layer=\"{layer}\"]", handle("apart-map"))
}

#[track_caller]
fn until_kept(page: &Page, name: &str) {
    let kept = || lying(page, "snapshots/").iter().any(|(_, text)| text.contains(name));
    page.until(&format!("{name} is kept"), kept);
}

#[test]
fn maps_the_b_key_and_the_table_compare_with_the_snapshot_that_was_chosen() {
    in_browser(Visit::default(), |page| {
        page.choose_network("five-channel");
        let start = page.look();
        open(page);
        assert_eq!(page.attribute(&handle("apart"), "data-state").as_deref(), Some("none"));
        take(page, Some("as it <came> & 'stands'"));
        page.select_kernel(2, 2, 1);
        page.click(&kernel_cell(0, 2));
        page.select_kernel(1, 4, 0);
        page.click(&kernel_cell(1, 1));
        // Before the last change there was the first one already.
        page.until("the last change", || page.number(&weights("conv1"), "data-largest") == 0.25);
        assert_eq!(page.number(&weights("conv2"), "data-largest"), 0.0);
        page.click(&of("snapshot-compare", 0));
        page.until("both changes", || page.number(&weights("conv2"), "data-largest") == 0.25);
        let place = ["data-out", "data-in", "data-cell"]
            .map(|name| page.attribute(&weights("conv2"), name).unwrap_or_default());
        assert_eq!(place, ["2", "1", "2"]);
        assert_eq!(page.option("option-difference"), "true", "who compares wants to see it");
        let note = page.text(".difference-note");
        assert!(note.contains("“as it <came> & 'stands'”"), "{note}");
        let difference = page.look();
        let [conv1, conv2] = [("conv1".into(), 4), ("conv2".into(), 2)];
        for (place, map) in &difference.maps {
            let differs = map.min != "0" || map.max != "0";
            let expected = match place.0.as_str() {
                "input" => false,
                "conv1" | "act1" | "pool1" => place.1 == 4,
                _ => true,
            };
            assert_eq!(differs, expected, "{place:?}");
        }
        assert!(difference.maps.contains_key(&conv1) && difference.maps.contains_key(&conv2));
        page.key_down("b");
        page.until("the snapshot's maps", || page.look() == start);
        page.key_up("b");
        page.until("the difference again", || page.look() == difference);
        // The mean of a map's layer is what its cells say.
        let mean = page.number(&maps("conv3"), "data-mean");
        assert!(mean > 0.0, "{mean}");
        page.draw_five();
        page.until("the table follows the pen", || {
            page.number(&maps("conv3"), "data-mean") != mean
        });
    });
}

#[test]
fn a_row_of_the_table_leads_to_its_kernel_and_to_its_cell() {
    in_browser(Visit::default(), |page| {
        page.choose_network("five-channel");
        open(page);
        page.select_kernel(2, 3, 4);
        page.click(&kernel_cell(2, 0));
        page.select_kernel(1, 0, 0);
        page.until("the change", || page.number(&weights("conv2"), "data-largest") != 0.0);
        page.click(&weights("conv2"));
        let kernel = format!("{}[aria-pressed=true]", handle("kernel"));
        let chosen = || ["data-stage", "data-out", "data-in"].map(|it| page.attribute(&kernel, it));
        page.until("its kernel", || chosen() == ["2", "3", "4"].map(|it| Some(it.to_owned())));
        // By the keyboard: the button keeps it while the table is written anew.
        page.focus(&maps("pool3"));
        let place = ["data-channel", "data-row", "data-col"]
            .map(|name| page.attribute(&maps("pool3"), name));
        page.type_keys(key::ENTER);
        page.until("its cell", || {
            page.attribute(&handle("xray"), "data-state").as_deref() == Some("pinned")
        });
        let pinned = ["data-channel", "data-row", "data-col"]
            .map(|name| page.attribute(&handle("xray"), name));
        assert_eq!(pinned, place);
        assert_eq!(page.attribute(&handle("xray"), "data-layer").as_deref(), Some("pool3"));
        page.type_keys(ESCAPE);
        page.until("let go", || page.count(&format!("{}[data-state=off]", handle("xray"))) == 1);
        assert_eq!(page.count(&handle("compare-panel")), 1, "the cell goes first");
        page.type_keys(ESCAPE);
        page.until("closed", || page.count(&handle("compare-panel")) == 0);
        let focused = page.run("return document.activeElement.dataset.testid", json!([]));
        assert_eq!(focused, "compare");
    });
}

#[test]
fn snapshots_survive_a_reload_and_are_brought_back_renamed_and_deleted() {
    in_browser(Visit::default(), |page| {
        page.choose_network("notebook");
        open(page);
        take(page, Some("first"));
        let first = page.look();
        page.select_kernel(1, 0, 0);
        page.click(&kernel_cell(1, 1));
        take(page, None);
        page.click(&of("snapshot-compare", 1));
        page.until("it is compared", || {
            page.attribute(&format!("{}[data-index=\"1\"]", handle("snapshot")), "data-compared")
                .as_deref()
                == Some("true")
        });
        type_into(page, &of("snapshot-rename", 1), &format!("second{}", key::ENTER));
        page.until("its name", || names(page) == json!(["first", "second"]));
        until_kept(page, "second");
        page.reload();
        open(page);
        page.until("both", || names(page) == json!(["first", "second"]));
        let second = format!("{}[data-index=\"1\"]", handle("snapshot"));
        assert_eq!(page.attribute(&second, "data-compared").as_deref(), Some("true"));
        let edited = page.look();
        page.click(&of("snapshot-back", 0));
        page.until("the first", || page.look() == first);
        page.press_undo();
        page.until("undone", || page.look() == edited);
        page.click(&of("snapshot-delete", 0));
        page.until("one is left", || names(page) == json!(["second"]));
        page.click(&handle("undo"));
        page.until("both again", || names(page) == json!(["first", "second"]));
        assert_eq!(page.look(), edited, "the network is as it was");
    });
}

#[test]
fn undo_brings_back_snapshots_whatever_came_after() {
    in_browser(Visit::default(), |page| {
        page.choose_network("notebook");
        open(page);
        for name in ["one", "two", "three"] {
            take(page, Some(name));
        }
        let compared = || {
            let chosen = format!("{}[data-compared=true] input[type=text]", handle("snapshot"));
            page.run("return document.querySelector(arguments[0])?.value ?? ''", json!([chosen]))
        };
        page.click(&of("snapshot-compare", 1));
        page.until("it is compared", || compared() == "two");
        for left in [2, 1, 0] {
            page.click(&of("snapshot-delete", 0));
            page.until("one less", || page.count(&handle("snapshot")) == left);
        }
        take(page, Some("four"));
        type_into(page, &of("snapshot-rename", 0), &format!("five{}", key::ENTER));
        page.until("its name", || names(page) == json!(["five"]));
        for expected in [
            json!(["four"]),
            json!([]),
            json!(["three"]),
            json!(["two", "three"]),
            json!(["one", "two", "three"]),
        ] {
            page.click(&handle("undo"));
            page.until(&format!("{expected}"), || names(page) == expected);
        }
        assert_eq!(compared(), "two", "what it is compared with is the same one");
        page.click(&handle("redo"));
        page.until("redone", || names(page) == json!(["two", "three"]));
        assert_eq!(compared(), "two");
    });
}

#[test]
fn the_ninth_is_refused_in_words() {
    in_browser(Visit::default(), |page| {
        open(page);
        for _ in 0..8 {
            take(page, None);
        }
        let problem = format!("{}[data-code=snapshots-full]", handle("compare-problem"));
        assert!(page.text(&problem).contains('8'));
        page.click(&handle("snapshot-take"));
        page.settle();
        assert_eq!(page.count(&handle("snapshot")), 8);
        page.click(&of("snapshot-delete", 7));
        page.until("room again", || page.count(&problem) == 0);
        take(page, None);
    });
}

#[test]
fn another_architecture_is_told_its_answer_compared_and_brought_back() {
    in_browser(Visit::default(), |page| {
        page.choose_network("notebook");
        open(page);
        take(page, Some("one channel"));
        let notebook = page.look();
        page.choose_network("five-channel");
        let five = page.look();
        page.click(&of("snapshot-compare", 0));
        page.until("another architecture", || {
            page.attribute(&handle("apart"), "data-state").as_deref() == Some("other")
        });
        assert_eq!(page.count(&handle("apart-answer")), 1);
        assert_eq!(page.count(&handle("apart-map")), 0);
        page.set("option-difference", true);
        assert_eq!(page.look(), five, "there is nothing to subtract");
        assert!(page.text(".difference-note").contains("one channel"));
        page.key_down("b");
        page.settle();
        assert_eq!(page.look(), five, "nor anything to see in these canvases");
        page.key_up("b");
        page.turn("option-difference");
        page.click(&of("snapshot-back", 0));
        page.until("the notebook's network", || page.look() == notebook);
    });
}

#[test]
fn snapshots_that_cannot_be_read_are_kept_for_download() {
    in_browser(Visit::default(), |page| {
        let script = "const asked = indexedDB.open('hitofude');
            const database = await new Promise(done => asked.onsuccess = () => done(asked.result));
            const all = database.transaction('data', 'readwrite');
            all.objectStore('data').put('no snapshots at all', 'snapshots');
            await new Promise(done => all.oncomplete = done);
            database.close();
            return true";
        page.run_async(script);
        page.reload();
        let notice = format!("{}[data-code=snapshots-unreadable]", handle("notice"));
        page.until("the notice", || page.count(&notice) == 1);
        assert_eq!(page.download(&handle("download-unreadable")), b"no snapshots at all");
        open(page);
        take(page, Some("fresh"));
        until_kept(page, "fresh");
    });
}

#[test]
fn on_a_phone_the_panel_gives_way_to_what_it_leads_to() {
    in_browser(Visit::phone(), |page| {
        page.choose_network("five-channel");
        open(page);
        let panel = page.place(&handle("compare-panel"));
        assert!(panel.y > 300.0 && panel.y + panel.height <= 845.0, "{panel:?}");
        take(page, None);
        page.click(&of("snapshot-compare", 0));
        page.until("a table", || page.count(&maps("conv2")) == 1);
        page.click(&maps("conv2"));
        let shown =
            "return document.querySelector(arguments[0]).getBoundingClientRect().height > 0";
        let shown = |name: &str| page.run(shown, json!([handle(name)])) == true;
        page.until("the arithmetic in its place", || shown("xray") && !shown("compare-panel"));
        page.click(&handle("xray-close"));
        page.until("the panel again", || shown("compare-panel"));
        let script = "const e = document.scrollingElement; return e.scrollWidth - e.clientWidth";
        assert_eq!(page.run(script, json!([])), 0);
        let wide =
            "const e = document.querySelector('.apart'); return e.scrollWidth - e.clientWidth";
        assert_eq!(page.run(wide, json!([])), 0, "the whole table is seen");
    });
}

#[test]
fn the_desk_screen_does_not_scroll_while_something_is_compared() {
    for language in ["en", "ja"] {
        in_browser(Visit { language, ..Visit::default() }, |page| {
            open(page);
            for network in ["five-channel", "notebook", "wide", "digits"] {
                page.choose_network(network);
                page.select_kernel(1, 0, 0);
                page.click(&kernel_cell(0, 0));
                page.until("a table", || page.count(&maps("conv2")) == 1);
                let script = "const over = ['html', '.pipeline-side', '.apart'].map(side => {
                    const e = document.querySelector(side);
                    return [e.scrollWidth - e.clientWidth, e.scrollHeight - e.clientHeight] });
                    return over.flat()";
                let over = page.run(script, json!([]));
                assert_eq!(over, json!([0, 0, 0, 0, 0, 0]), "{network} in {language}");
                assert_eq!(page.count(&map("conv1", 0)), 1);
            }
        });
    }
}
