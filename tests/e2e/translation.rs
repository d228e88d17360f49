//! A browser's translation of the page: every text goes into elements of its own while the page goes on changing.

use serde_json::json;

use crate::harness::{Page, Visit, handle, in_browser, kernel_cell};

/// Does what translations do: puts each text into `<font><font>`, moved there itself or, as Chromium's does, replaced by
/// another, marked with « », and goes on with whatever text comes later. What carries `translate="no"` it leaves alone.
const TRANSLATE: &str = "
    const replaces = arguments[0];
    const left = '[translate=no], font, script, style, textarea, select';
    const translate = text => {
        if (!text.isConnected || !text.data.trim() || text.parentElement.closest(left)) return;
        const outer = document.createElement('font'), inner = document.createElement('font');
        outer.append(inner);
        text.replaceWith(outer);
        inner.append(replaces ? `«${text.data}»` : text);
    };
    const all = root => {
        const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT), texts = [];
        while (walk.nextNode()) texts.push(walk.currentNode);
        texts.forEach(translate);
    };
    all(document.body);
    new MutationObserver(changes => {
        for (const { type, target, addedNodes } of changes) {
            if (type === 'characterData') translate(target);
            for (const node of addedNodes) node.nodeType === Node.TEXT_NODE ? translate(node) : all(node);
        }
    }).observe(document.body, { childList: true, subtree: true, characterData: true });";

/// All that is to be read, but for the marks of a translation.
fn words(page: &Page) -> String {
    page.text("body").replace(['«', '»'], "")
}

fn language(page: &Page) -> Option<String> {
    page.attribute("html", "lang")
}

fn count_fonts(page: &Page) -> usize {
    page.count("font > font")
}

#[track_caller]
fn goes_on(page: &Page) {
    assert_eq!(page.attribute("html", "data-failed"), None, "the page has ended");
}

fn everything_goes_on(page: &Page, replaces: bool) {
    page.run(TRANSLATE, json!([replaces]));
    assert!(count_fonts(page) > 50, "{} texts are translated", count_fonts(page));
    page.clear_pad();
    page.draw_five();
    let drawn = page.look();
    page.select_kernel(1, 0, 0);
    let before = page.cell(0, 0);
    page.click(&kernel_cell(0, 0));
    page.until("another weight", || page.cell(0, 0) != before);
    page.press_undo();
    page.until("the weight before", || page.cell(0, 0) == before);
    assert_eq!(page.look(), drawn);
    for dialog in ["help", "architecture"] {
        page.click(&handle(dialog));
        page.until("an open dialog", || page.count("dialog[open]") == 1);
        page.click(&format!("dialog {}", handle("close")));
        page.until("no dialog", || page.count("dialog") == 0);
        goes_on(page);
    }
    page.click(&handle("learn-play"));
    page.until("it learns", || page.number(&handle("learn-status"), "data-images") > 0.0);
    page.click(&handle("learn-pause"));
    let state = || page.attribute(&handle("learn-status"), "data-state");
    page.until("it stands still", || state().as_deref() == Some("paused"));
    // A number that changes is what it is, and no translation of it.
    let images = page.attribute(&handle("learn-status"), "data-images").unwrap_or_default();
    let shown = page.text(&format!("{} dd", handle("learn-status")));
    assert_eq!(shown.replace([',', ' '], ""), images);
    page.click(&handle("compare"));
    page.click(&handle("snapshot-take"));
    page.until("a snapshot", || page.count(&handle("snapshot")) == 1);
    page.choose_network("five-channel");
    page.select_kernel(1, 0, 0);
    goes_on(page);
    page.click(&handle("language"));
    page.until("Japanese", || language(page).as_deref() == Some("ja"));
    page.look();
    goes_on(page);
    let translated = words(page);
    // Learning is not kept, and so it has other words after the reload.
    let status = page.text(&handle("learn-status"));
    assert!(status.contains('枚'), "the status in Japanese: {status}");
    page.reload();
    page.look();
    let strange: Vec<&str> = translated
        .lines()
        .filter(|line| line.chars().any(|c| c.is_alphabetic()) && line.is_ascii())
        .filter(|line| !words(page).contains(line.trim()))
        .collect();
    assert!(strange.is_empty(), "left in English: {strange:?}");
}

/// Presses every button there is, and every one that comes of it, but for those that open or save files. Gives how many
/// there were.
#[track_caller]
fn press_everything(page: &Page) -> u64 {
    // Some of them at a time: no script may run for long.
    loop {
        let pressed = page.run_async(
            "const frame = () => new Promise(requestAnimationFrame), pressed = globalThis.pressed ??= new Set();
             const name = ({ dataset: { testid, key, row, col, stage, out, index, layer, channel }, className }) =>
                 [testid, key, row, col, stage, out, index, layer, channel, className].join();
             const left = /download|save|open-file|copy|language|failed|reload/, begun = Date.now();
             for (const button of document.querySelectorAll('button, [role=switch], [role=tab]')) {
                 if (!button.isConnected || button.disabled || !button.getClientRects().length) continue;
                 if (pressed.has(name(button)) || left.test(name(button))) continue;
                 pressed.add(name(button));
                 button.click();
                 await frame();
                 if (document.documentElement.dataset.failed) return `the page ended at ${name(button)}`;
                 if (Date.now() - begun > 3000) return 'more';
             }
             return globalThis.before === (globalThis.before = pressed.size) ? pressed.size : 'more'",
        );
        if pressed != "more" {
            return pressed.as_u64().unwrap_or_else(|| panic!("{pressed}"));
        }
    }
}

#[test]
fn every_button_does_what_it_does_also_under_a_translation() {
    for replaces in [false, true] {
        in_browser(Visit::default(), |page| {
            page.run(TRANSLATE, json!([replaces]));
            let pressed = press_everything(page);
            assert!(pressed > 60, "{pressed} buttons");
        });
    }
}

#[test]
fn texts_that_a_translation_moves_are_found_where_they_went() {
    in_browser(Visit::default(), |page| everything_goes_on(page, false));
}

#[test]
fn texts_that_a_translation_replaces_come_back_when_they_change() {
    in_browser(Visit::default(), |page| everything_goes_on(page, true));
}

#[test]
fn numbers_that_change_are_not_for_translation() {
    in_browser(Visit::default(), |page| {
        page.draw_five();
        page.select_kernel(1, 0, 0);
        page.look();
        let script = "
            const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
            while (walk.nextNode()) {
                const text = walk.currentNode, parent = text.parentElement;
                if (/^[-−+]?[0-9.,]+%?$/.test(text.data.trim()) && !parent.closest('[translate=no], select, font')
                    && parent.getClientRects().length)
                    found.push(`${parent.parentElement.className} > ${parent.tagName}.${parent.className}: ${text.data}`);
            }
            return found;";
        assert_eq!(page.run(script, json!([])), json!([]), "numbers that a translation may change");
    });
}
