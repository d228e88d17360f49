//! A page that starts slowly, not at all, or fails: what is said then, and what can be done.

use std::fs;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::harness::{Page, Visit, dist, handle, in_browser};

/// The file of the built page that ends in this, with what is in it.
fn file(ending: &str) -> (String, Vec<u8>) {
    let entries = fs::read_dir(dist()).expect("dist/ can be listed").flatten();
    let name = |entry: fs::DirEntry| entry.file_name().into_string().ok();
    let found =
        entries.filter_map(name).find(|name| name.starts_with("app-") && name.ends_with(ending));
    let name = found.expect("a file of the page");
    let bytes = fs::read(dist().join(&name)).expect("a file that can be read");
    (name, bytes)
}

#[track_caller]
fn says(page: &Page, words: &str) {
    let shown = || page.text("body");
    page.until(&format!("{words:?} is said"), || shown().contains(words));
    let link = handle("reload");
    assert!(page.place(&link).height > 0.0, "there is no way to reload");
}

#[test]
fn a_file_that_is_missing_cut_short_or_another_is_named_and_reload_mends_it() {
    let page_instead = b"<!doctype html><title>Not found</title><p>There is no such page.".to_vec();
    for ending in [".js", ".wasm"] {
        let (name, bytes) = file(ending);
        let half = bytes[..bytes.len() / 2].to_vec();
        for instead in [None, Some(page_instead.clone()), Some(half)] {
            in_browser(Visit::unopened(), |page| {
                page.site.offer_instead(&name, instead.clone());
                page.visit(&page.site.page());
                says(page, "A file of this page did not arrive");
                if instead.is_none() && ending == ".js" {
                    assert!(page.text("body").contains(&name), "{name} is not named");
                }
                assert!(page.text("body").contains("受け取れませんでした"));
                page.console_errors();
                page.site.offer_own(&name);
                page.click(&handle("reload"));
                page.until_ready();
            });
        }
    }
}

#[test]
fn a_policy_that_refuses_the_page_is_told() {
    // Where no script of the page's own runs, the words alone must do.
    for (policy, words) in [
        ("default-src 'self'", "If nothing happens"),
        ("default-src 'self' 'unsafe-inline'", "security policy"),
    ] {
        in_browser(Visit::unopened(), |page| {
            page.site.set_policy(policy);
            page.visit(&page.site.page());
            says(page, words);
            page.console_errors();
        });
    }
}

#[test]
fn on_a_slow_line_there_is_a_word_at_once_and_progress() {
    in_browser(Visit::unopened(), |page| {
        page.visit(&page.site.empty_page());
        page.devtools("Network.enable", json!({}));
        let (_, program) = file(".wasm");
        let line = |speed: usize| json!({ "offline": false, "latency": 0, "downloadThroughput": speed, "uploadThroughput": speed });
        // The program takes ten seconds, whatever it weighs.
        page.devtools("Network.emulateNetworkConditions", line(program.len() / 10));
        let begun = Instant::now();
        page.run(
            "const to = arguments[0]; setTimeout(() => location.href = to)",
            json!([page.site.page()]),
        );
        page.until("a first word", || {
            let seen = "const first = document.querySelector('.starting');
                return first !== null && getComputedStyle(first).visibility === 'visible'";
            page.run(seen, json!([])) == true
        });
        assert!(begun.elapsed() < Duration::from_secs(6), "after {:?}", begun.elapsed());
        let share = || page.run("return document.getElementById('arrived')?.value ?? 1", json!([]));
        let mut seen = Vec::new();
        page.until("the page is there", || {
            seen.extend(share().as_f64().filter(|share| (0.01..0.99).contains(share)));
            page.attribute("html", "data-ready").is_some()
        });
        seen.dedup();
        assert!(seen.len() >= 3 && seen.is_sorted(), "progress that was seen: {seen:?}");
    });
}

/// What is kept in the database under names that `matching` finds.
fn in_database(page: &Page, matching: &str) -> Value {
    page.run_async(&format!(
        "const wait = request => new Promise((good, bad) => {{ request.onsuccess = () => good(request.result); request.onerror = bad; }});
         const database = await wait(indexedDB.open('hitofude'));
         const store = database.transaction('data').objectStore('data');
         const [keys, values] = [await wait(store.getAllKeys()), await wait(store.getAll())];
         database.close();
         return Object.fromEntries(keys.map((key, i) => [key, values[i]]).filter(([key]) => {matching}.test(key)))"
    ))
}

fn local(page: &Page) -> Value {
    page.run("return { ...localStorage }", json!([]))
}

/// A kept text that ends the page when it starts.
const UNLUCKY: &str = "if (localStorage['hitofude.unlucky']) Node.prototype.insertBefore = () => { throw new Error('unlucky') }";

#[test]
fn a_start_that_fails_again_and_again_offers_a_file_and_to_begin_afresh() {
    in_browser(Visit::unopened(), |page| {
        page.before_start(UNLUCKY);
        page.open();
        page.draw_five();
        let drawn = page.look();
        let kept = || local(page)["hitofude.lab"].as_str().map(String::from);
        page.until("the drawing is kept", || kept().is_some());
        page.run_async(
            "const open = indexedDB.open('hitofude', 1);
             await new Promise(good => { open.onsuccess = good; open.onupgradeneeded = () => open.result.createObjectStore('data'); });
             const all = open.result.transaction('data', 'readwrite');
             all.objectStore('data').put('a drawing', 'own');
             all.objectStore('data').put(new Uint8Array(3), 'mnist-images-3');
             await new Promise(good => all.oncomplete = good);
             open.result.close()",
        );
        page.run("localStorage.setItem('hitofude.unlucky', 'yes')", json!([]));
        let lab = kept().expect("the lab");
        // An address that differs after its # alone would not be loaded anew.
        page.visit(&page.site.empty_page());
        page.visit(&page.site.page());
        page.until("it says that it failed", || page.text("body").contains("Something went wrong"));
        assert_eq!(page.count(&format!("{}:not([hidden])", handle("begin-afresh"))), 0);
        page.click(&handle("failed-reload"));
        page.until("it fails again", || {
            page.count(&format!("[data-failed] {}:not([hidden])", handle("begin-afresh"))) == 1
        });
        let file = page.download(&handle("save-kept"));
        let saved: Value = serde_json::from_slice(&file).expect("JSON");
        assert_eq!((&saved["format"], &saved["version"]), (&json!("hitofude-kept"), &json!(1)));
        assert_eq!(saved["texts"]["hitofude.lab"], lab);
        assert_eq!(saved["texts"]["own"], "a drawing");
        page.screenshot("failed-start");
        page.console_errors();
        page.click(&handle("begin-afresh"));
        page.until_ready();
        // All of it is still there, under another name.
        let aside = local(page);
        let aside = aside.as_object().expect("the storage");
        let found = aside
            .iter()
            .find(|(key, _)| key.starts_with("hitofude.aside.") && key.ends_with(".hitofude.lab"));
        assert_eq!(found.expect("the lab, aside").1, &json!(lab));
        let database = in_database(page, "/^aside\\/.*\\/own$/");
        assert_eq!(database.as_object().map(|found| found.len()), Some(1), "{database}");
        assert_eq!(in_database(page, "/^mnist/").as_object().map(|found| found.len()), Some(1));
        page.clear_pad();
        assert_ne!(page.look(), drawn);
        // The file brings the work back; what was no drawing is said to be none.
        page.open_files(&[("hitofude-kept.json", &file)]);
        page.until("it is opened", || {
            page.attribute(&handle("notice"), "data-code").as_deref() == Some("opened")
        });
        // That is the "drawing", and what made it fail.
        assert!(page.text(&handle("notice")).contains("2 parts"));
        assert_eq!(page.look(), drawn);
        page.reload();
        assert_eq!(page.look(), drawn);
    });
}

#[test]
fn a_page_that_fails_later_offers_to_reload_and_to_save() {
    in_browser(Visit::default(), |page| {
        page.draw_five();
        // What comes by itself has come, so that the press is what fails.
        page.until("how well it reads", || page.count(&handle("reads")) == 1);
        page.run("Node.prototype.insertBefore = () => { throw new Error('unlucky') }", json!([]));
        page.click(&handle("help"));
        page.until("it says that it failed", || page.text("body").contains("Something went wrong"));
        let saved: Value =
            serde_json::from_slice(&page.download(&handle("save-kept"))).expect("JSON");
        assert_eq!(saved["format"], "hitofude-kept");
        page.console_errors();
        page.click(&handle("failed-reload"));
        page.until_ready();
    });
}
