//! What is kept for the next visit, whatever the browser does meanwhile and however many tabs there are.

use serde_json::{Value, json};

use crate::harness::{Page, Visit, handle, in_browser, kernel_cell};

const LAB: &str = "hitofude.lab";

/// What lies in the database under names that begin with the first word, as names and texts.
const LYING: &str = "const asked = indexedDB.open('hitofude');
    const base = await new Promise(done => asked.onsuccess = () => done(asked.result));
    const store = base.transaction('data').objectStore('data');
    const [names, texts] = [store.getAllKeys(), store.getAll()];
    await new Promise(done => texts.onsuccess = done);
    base.close();
    return names.result.map((name, at) => [name, texts.result[at]]).filter(([name]) => name.startsWith(BEGIN))";

/// Every text in the database under `shelf`, deleted ones left out.
#[track_caller]
pub fn lying(page: &Page, shelf: &str) -> Vec<(String, String)> {
    let found = page.run_async(&LYING.replace("BEGIN", &json!(shelf).to_string()));
    let pair = |pair: &Value| Some((pair[0].as_str()?.to_owned(), pair[1].as_str()?.to_owned()));
    let all = found.as_array().unwrap_or_else(|| panic!("{found}")).iter().filter_map(pair);
    all.filter(|(_, text)| !text.is_empty()).collect()
}

/// How many own drawings or snapshots lie in the database, each in a text of its own.
#[track_caller]
fn kept(page: &Page, shelf: &str) -> usize {
    lying(page, &format!("{shelf}/")).len()
}

#[track_caller]
pub fn until_kept(page: &Page, shelf: &str, count: usize) {
    page.until(&format!("{count} of {shelf} are kept"), || kept(page, shelf) == count);
}

/// Puts texts into the database, before the page itself opens.
#[track_caller]
fn lay(page: &Page, texts: &[(&str, &str)]) {
    page.visit(&page.site.empty_page());
    let script = "const asked = indexedDB.open('hitofude', 1);
        asked.onupgradeneeded = () => asked.result.createObjectStore('data');
        const base = await new Promise(done => asked.onsuccess = () => done(asked.result));
        const all = base.transaction('data', 'readwrite');
        for (const [name, text] of TEXTS) all.objectStore('data').put(text, name);
        await new Promise(done => all.oncomplete = done);
        base.close();
        return true";
    assert_eq!(page.run_async(&script.replace("TEXTS", &json!(texts).to_string())), json!(true));
}

/// Runs `script` in the page before its own, whenever it opens from now on.
#[track_caller]
fn before_the_page(page: &Page, script: &str) -> Value {
    page.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script }))
}

#[track_caller]
fn open_own(page: &Page) {
    page.choose("learn-data", "own");
    page.until("the panel of own drawings", || page.count(&handle("own-count")) == 1);
}

#[track_caller]
fn drawings(page: &Page) -> usize {
    page.count(&handle("own-item"))
}

/// Keeps what is on the pad as a 5.
#[track_caller]
fn keep_five(page: &Page) {
    let before = drawings(page);
    page.click(&format!("{}[data-label=\"5\"]", handle("own-add")));
    page.until("one more drawing", || drawings(page) == before + 1);
}

#[track_caller]
fn open_snapshots(page: &Page) {
    page.click(&handle("compare"));
    page.until("the panel", || page.count(&handle("compare-panel")) == 1);
}

#[track_caller]
fn take_snapshot(page: &Page) {
    let before = page.count(&handle("snapshot"));
    page.click(&handle("snapshot-take"));
    page.until("one more snapshot", || page.count(&handle("snapshot")) == before + 1);
}

#[track_caller]
fn until_notice(page: &Page, code: &str) -> String {
    let notice = format!("{}[data-code=\"{code}\"]", handle("notice"));
    page.until(code, || page.count(&notice) >= 1);
    page.text(&notice)
}

/// The texts of local storage whose names begin so.
#[track_caller]
fn stored(page: &Page, begin: &str) -> Vec<(String, String)> {
    let script = "return Object.entries(localStorage).filter(([name]) => name.startsWith(arguments[0])).sort()";
    let found = page.run(script, json!([begin]));
    let pair = |pair: &Value| Some((pair[0].as_str()?.to_owned(), pair[1].as_str()?.to_owned()));
    found.as_array().expect("a list").iter().filter_map(pair).collect()
}

/// The first three times that the database is to open, it fails; as Safari's does.
const FAILS_AT_FIRST: &str = "
    const open = IDBFactory.prototype.open;
    let left = 3;
    IDBFactory.prototype.open = function (...of) {
        if (left-- <= 0) return open.apply(this, of);
        const asked = new EventTarget();
        setTimeout(() => asked.onerror?.(new Event('error')), 5);
        return asked;
    };";

#[test]
fn a_database_that_fails_to_open_at_first_loses_nothing() {
    in_browser(Visit::default(), |page| {
        page.choose_network("notebook");
        open_own(page);
        (0..6).for_each(|_| keep_five(page));
        open_snapshots(page);
        take_snapshot(page);
        until_kept(page, "own", 6);
        until_kept(page, "snapshots", 1);
        before_the_page(page, FAILS_AT_FIRST);
        page.reload();
        // Before the others are there.
        page.click(&format!("{}[data-label=\"5\"]", handle("own-add")));
        assert!(!until_notice(page, "own-not-read").trim().is_empty());
        page.until("all drawings", || drawings(page) == 7);
        until_kept(page, "own", 7);
        open_snapshots(page);
        page.until("the snapshot", || page.count(&handle("snapshot")) == 1);
        take_snapshot(page);
        until_kept(page, "snapshots", 2);
    });
}

#[test]
fn a_database_that_never_answers_is_said_and_what_was_made_comes_back() {
    in_browser(Visit::unopened(), |page| {
        let silent = "IDBFactory.prototype.open = () => new EventTarget();";
        let silent = before_the_page(page, silent);
        page.open();
        page.choose_network("notebook");
        open_own(page);
        keep_five(page);
        assert!(!until_notice(page, "own-not-kept").trim().is_empty());
        page.devtools("Page.removeScriptToEvaluateOnNewDocument", silent);
        page.reload();
        page.until("the drawing", || drawings(page) == 1);
        until_kept(page, "own", 1);
    });
}

#[test]
fn drawings_of_two_tabs_come_together_and_what_one_deletes_stays_deleted() {
    in_browser(Visit::default(), |page| {
        page.choose_network("notebook");
        open_own(page);
        let older = page.tab();
        let newer = page.open_another_tab();
        (0..4).for_each(|_| keep_five(page));
        until_kept(page, "own", 4);
        page.drive(&older);
        page.until("the other tab's drawings", || drawings(page) == 4);
        keep_five(page);
        until_kept(page, "own", 5);
        page.drive(&newer);
        page.until("the older tab's drawing", || drawings(page) == 5);
        page.click(&handle("own-delete"));
        page.until("one is gone", || drawings(page) == 4);
        until_kept(page, "own", 4);
        page.drive(&older);
        page.until("it is gone here, too", || drawings(page) == 4);
        keep_five(page);
        until_kept(page, "own", 5);
        for tab in [&older, &newer] {
            page.drive(tab);
            page.reload();
            page.until("all", || drawings(page) == 5);
        }
    });
}

/// In one tab five drawings and a weight, in an older one a click on a cell. Leaves the older one in front, asking.
fn two_tabs_disagree(page: &Page) -> Value {
    open_own(page);
    let older = page.tab();
    let newer = page.open_another_tab();
    (0..5).for_each(|_| keep_five(page));
    page.click(&kernel_cell(0, 0));
    page.click(&kernel_cell(0, 0));
    until_kept(page, "own", 5);
    // It keeps what it has at once when it is left for another.
    page.run("dispatchEvent(new Event('blur'))", json!([]));
    page.drive(&older);
    page.click(&kernel_cell(2, 2));
    assert!(!until_notice(page, "other-work").trim().is_empty());
    page.until("the other tab's drawings", || drawings(page) == 5);
    newer
}

#[test]
fn a_tab_that_sees_newer_work_asks_and_takes_it_over() {
    in_browser(Visit::default(), |page| {
        page.choose_network("notebook");
        page.select_kernel(1, 0, 0);
        let [first, last] = [page.cell(0, 0), page.cell(2, 2)];
        two_tabs_disagree(page);
        assert_eq!([page.cell(0, 0), page.cell(2, 2)], [first, last + 0.25]);
        page.click(&handle("take-over"));
        page.until("the other tab's weight", || page.cell(0, 0) == first + 0.5);
        assert_eq!(page.cell(2, 2), last);
        // Its own work lies beside, and an undo away.
        assert_eq!(stored(page, "hitofude.aside.").len(), 1);
        page.press_undo();
        page.until("its own", || [page.cell(0, 0), page.cell(2, 2)] == [first, last + 0.25]);
        page.reload();
        page.until("all drawings", || drawings(page) == 5);
        assert_eq!([page.cell(0, 0), page.cell(2, 2)], [first, last + 0.25]);
    });
}

#[test]
fn a_tab_that_sees_newer_work_asks_and_keeps_its_own() {
    in_browser(Visit::default(), |page| {
        page.choose_network("notebook");
        page.select_kernel(1, 0, 0);
        let [first, last] = [page.cell(0, 0), page.cell(2, 2)];
        let newer = two_tabs_disagree(page);
        let theirs = stored(page, LAB)[0].1.clone();
        page.click(&handle("keep-this"));
        page.until("it is kept", || stored(page, LAB)[0].1 != theirs);
        assert_eq!(
            stored(page, "hitofude.aside.").iter().map(|it| &it.1).collect::<Vec<_>>(),
            [&theirs]
        );
        page.reload();
        page.until("all drawings", || drawings(page) == 5);
        assert_eq!([page.cell(0, 0), page.cell(2, 2)], [first, last + 0.25]);
        // The other's work can be had from the help.
        page.click(&handle("help"));
        page.until("what was set aside", || page.count(&handle("aside")) == 1);
        assert_eq!(page.download(&handle("aside-save")), theirs.as_bytes());
        // The other tab is told in its turn.
        page.drive(&newer);
        until_notice(page, "other-work");
    });
}

#[test]
fn a_question_that_nobody_answered_is_asked_again_after_a_reload() {
    in_browser(Visit::default(), |page| {
        page.choose_network("notebook");
        page.select_kernel(1, 0, 0);
        let [first, last] = [page.cell(0, 0), page.cell(2, 2)];
        two_tabs_disagree(page);
        for _ in 0..2 {
            page.reload();
            page.select_kernel(1, 0, 0);
            until_notice(page, "other-work");
            assert_eq!([page.cell(0, 0), page.cell(2, 2)], [first, last + 0.25], "its own work");
        }
        page.click(&handle("keep-this"));
        page.until("nothing lies beside but the other's", || {
            stored(page, "hitofude.aside.").len() == 1
        });
        page.reload();
        page.select_kernel(1, 0, 0);
        assert_eq!([page.cell(0, 0), page.cell(2, 2)], [first, last + 0.25]);
        page.settle();
        assert_eq!(page.count(&handle("notice")), 0);
    });
}

#[test]
fn what_is_learned_is_kept_while_it_is_learned() {
    in_browser(Visit::unopened(), |page| {
        before_the_page(
            page,
            "window.written = [];
            const set = Storage.prototype.setItem;
            Storage.prototype.setItem = function (name, text) {
                if (name === 'hitofude.lab') window.written.push(text);
                return set.call(this, name, text);
            };",
        );
        page.open();
        page.choose_network("notebook");
        page.click(&handle("learn-play"));
        let images = || page.number(&handle("learn-status"), "data-images");
        page.until("it learns", || images() > 0.0);
        page.run("window.written = []", json!([]));
        // Reports come ten times a second where the machine is not busy. How soon they are kept is tested natively.
        let written = || page.run("return window.written.length", json!([])).as_u64();
        page.until("it is kept again and again", || written() >= Some(4));
        page.click(&handle("learn-pause"));
    });
}

#[test]
fn what_a_press_makes_is_kept_even_if_the_page_is_left_at_once() {
    in_browser(Visit::default(), |page| {
        page.choose_network("notebook");
        open_snapshots(page);
        open_own(page);
        let leave =
            "document.querySelector(arguments[0]).click(); setTimeout(() => location.reload(), 80)";
        let press = |what: &str, shown: &str| {
            page.run("document.documentElement.dataset.ready = 'before'", json!([]));
            page.run(leave, json!([what]));
            page.until_ready();
            if page.count(&handle("compare-panel")) == 0 {
                open_snapshots(page);
            }
            page.until("it is there", || page.count(&handle(shown)) == 1);
        };
        press(&handle("snapshot-take"), "snapshot");
        press(&format!("{}[data-label=\"5\"]", handle("own-add")), "own-item");
        until_kept(page, "own", 1);
        until_kept(page, "snapshots", 1);
    });
}

#[test]
fn a_second_unreadable_lab_does_not_replace_the_first() {
    in_browser(Visit::unopened(), |page| {
        for text in ["the first", "the second"] {
            page.store(LAB, text);
            page.open();
            until_notice(page, "stored-state-unreadable");
            page.draw_five();
            page.until("it is kept anew", || stored(page, LAB)[0].1 != text);
        }
        let aside = stored(page, "hitofude.aside.");
        assert_eq!(aside.iter().map(|it| &*it.1).collect::<Vec<_>>(), ["the first", "the second"]);
    });
}

#[test]
fn drawings_and_snapshots_that_cannot_be_read_whole_are_set_aside() {
    let later = "{\"format\":\"hitofude-drawings\",\"version\":7,\"drawings\":[]}";
    in_browser(Visit::unopened(), |page| {
        lay(page, &[("own", later), ("snapshots", "hitofude-snapshots 1 1 -\ncut sho")]);
        page.open();
        page.choose_network("notebook");
        open_own(page);
        keep_five(page);
        open_snapshots(page);
        take_snapshot(page);
        until_kept(page, "own", 1);
        until_kept(page, "snapshots", 1);
        page.until("both are set aside", || lying(page, "aside/").len() == 2);
        let aside = lying(page, "aside/");
        let text = |of: &str| aside.iter().find(|(name, _)| name.ends_with(of)).map(|it| &*it.1);
        assert_eq!(text("/own"), Some(later));
        assert_eq!(text("/snapshots"), Some("hitofude-snapshots 1 1 -\ncut sho"));
        assert!(!lying(page, "own").iter().any(|(name, _)| name == "own"));
    });
}

#[test]
fn what_a_later_version_kept_is_read_as_far_as_it_goes_and_never_overwritten() {
    let own = include_str!("../native/last_release/drawings.json");
    let later = own.replacen("\"version\":1", "\"version\":2,\"colour\":\"red\"", 1);
    assert_ne!(later, own);
    let labs = include_str!("../native/last_release/labs.txt");
    let lab = labs.lines().next().expect("a lab").replacen("\"version\":1", "\"version\":2", 1);
    in_browser(Visit::unopened(), |page| {
        lay(page, &[("own", &later)]);
        page.store(LAB, &lab);
        page.open();
        until_notice(page, "kept-newer");
        open_own(page);
        page.until("its drawings", || drawings(page) > 0);
        page.draw_five();
        page.until("it is written", || stored(page, LAB)[0].1 != lab);
        assert_eq!(stored(page, "hitofude.aside.")[0].1, lab);
        page.until("it is set aside", || lying(page, "aside/").len() == 1);
        assert_eq!(lying(page, "aside/")[0].1, later);
    });
}

#[test]
fn what_the_last_release_kept_is_carried_over() {
    in_browser(Visit::unopened(), |page| {
        let own = include_str!("../native/last_release/drawings.json");
        let snapshots = include_str!("../native/last_release/snapshots.txt");
        lay(page, &[("own", own), ("snapshots", snapshots)]);
        let lab = include_str!("../native/last_release/labs.txt").lines().next().expect("a lab");
        page.store(LAB, lab);
        page.open();
        assert_eq!(page.count(&handle("notice")), 0);
        open_own(page);
        let of: Value = serde_json::from_str(own).expect("JSON");
        let count = of["drawings"].as_array().expect("drawings").len();
        page.until("the drawings", || drawings(page) == count);
        until_kept(page, "own", count);
        page.until("the old texts are gone", || {
            ["own", "snapshots"]
                .iter()
                .all(|old| !lying(page, old).iter().any(|(name, _)| name == old))
        });
        let taken = kept(page, "snapshots");
        assert!(taken > 0);
        page.reload();
        open_snapshots(page);
        page.until("the snapshots", || page.count(&handle("snapshot")) == taken);
        assert_eq!((drawings(page), lying(page, "aside/").len()), (count, 0));
    });
}

#[test]
fn the_browser_is_asked_once_to_keep_it_and_the_help_says_how_to_keep_a_file() {
    for language in ["en", "ja"] {
        in_browser(Visit { language, ..Visit::unopened() }, |page| {
            before_the_page(
                page,
                "window.asked = 0; navigator.storage.persist = async () => { window.asked++; return false; };",
            );
            page.open();
            page.choose_network("notebook");
            let asked = || page.run("return window.asked", json!([]));
            open_own(page);
            assert_eq!(asked(), json!(0));
            keep_five(page);
            page.until("it is asked", || asked() == json!(1));
            keep_five(page);
            page.reload();
            page.until("they are back", || drawings(page) == 2);
            keep_five(page);
            assert_eq!(asked(), json!(0), "it was asked on the last visit");
            page.click(&handle("help"));
            page.until("the help", || page.count(&handle("help-keeping")) == 1);
            assert!(page.text(&handle("help-keeping")).contains("Safari"));
            page.run(
                "document.querySelector(arguments[0]).scrollIntoView()",
                json!([handle("help-keeping")]),
            );
            page.screenshot(&format!("help-keeping-{language}"));
        });
    }
}
