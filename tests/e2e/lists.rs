//! Lists show what is so, also after somebody has touched them: then a browser no longer looks at which option is marked.

use serde_json::{Value, json};

use crate::harness::{Engine, Page, Visit, handle, in_browser, in_engine};

/// What a list shows.
#[track_caller]
fn shown(page: &Page, list: &str) -> String {
    let shown =
        page.run("return document.querySelector(arguments[0]).value", json!([handle(list)]));
    shown.as_str().expect("a list").to_owned()
}

#[track_caller]
fn until_shown(page: &Page, list: &str, value: &str) {
    let mut last = String::new();
    page.until(&format!("{list} shows {value:?}"), || {
        last = shown(page, list);
        last == value
    });
}

/// The lists that show something else than they say.
#[track_caller]
fn wrong(page: &Page) -> Value {
    let script = "return [...document.querySelectorAll('select[data-value]')]
        .filter(list => list.value !== list.dataset.value)
        .map(list => `${list.dataset.testid} shows ${list.value}, it is ${list.dataset.value}`)";
    page.run(script, json!([]))
}

#[test]
fn undo_a_sample_and_another_network_change_what_touched_lists_show() {
    in_browser(Visit::unopened(), touched_lists);
    // Each engine has its own idea of which option of a touched list is chosen.
    in_engine(Engine::Firefox, touched_lists);
    in_engine(Engine::WebKit, touched_lists);
}

fn touched_lists(page: &Page) {
    page.open();
    page.choose_network("five-channel");
    // What goes wrong is an option that was picked once: marking it is not enough any more.
    for digit in ["3", "5", "7", ""] {
        page.choose("truth", digit);
    }
    page.press_undo();
    until_shown(page, "truth", "7");
    page.press_undo();
    until_shown(page, "truth", "5");
    page.click(&format!("{}[data-digit=\"7\"]", handle("sample")));
    until_shown(page, "truth", "7");
    page.choose("loss-kind", "cross-entropy");
    page.choose("loss-kind", "squared-error");
    page.press_undo();
    until_shown(page, "loss-kind", "cross-entropy");
    page.choose("learn-data", "mnist");
    page.choose("learn-data", "generated");
    page.press_undo();
    until_shown(page, "learn-data", "mnist");
    page.choose("dream-toward", "2");
    page.choose_network("notebook");
    until_shown(page, "dream-toward", "0");
    page.press_undo();
    until_shown(page, "network", "five-channel");
    until_shown(page, "dream-toward", "2");
}

#[test]
fn whatever_happens_every_list_shows_what_it_says() {
    in_browser(Visit::default(), |page| {
        page.choose_network("five-channel");
        page.click(&handle("learn-toggle"));
        page.until("the settings", || page.count(&handle("learn-rule")) == 1);
        let script = "return [...document.querySelectorAll('select[data-value]')]
            .filter(list => list.getClientRects().length > 0).map(list => list.dataset.testid)";
        let lists = page.run(script, json!([]));
        let lists = lists.as_array().expect("lists");
        assert!(lists.len() >= 7, "{lists:?}");
        for list in lists {
            let name = list.as_str().expect("a name");
            // What is offered may have changed with the lists before.
            let script = "const { options } = document.querySelector(arguments[0]);
                return [options[0].value, options[options.length - 1].value]";
            let ends = page.run(script, json!([handle(name)]));
            for end in [1, 0, 1, 0] {
                page.choose(name, ends[end].as_str().expect("a value"));
            }
            page.settle();
            assert_eq!(wrong(page), json!([]), "after {name} was touched");
        }
        for step in 0..6 {
            page.press_undo();
            page.settle();
            assert_eq!(wrong(page), json!([]), "after {step} steps back");
        }
        page.click(&format!("{}[data-digit=\"4\"]", handle("sample")));
        page.settle();
        assert_eq!(wrong(page), json!([]), "after a sample");
        page.click(&handle("language"));
        page.settle();
        assert_eq!(wrong(page), json!([]), "in the other language");
    });
}

#[test]
fn the_lists_of_the_architecture_follow_undo() {
    in_browser(Visit::default(), |page| {
        page.choose_network("five-channel");
        page.click(&handle("architecture"));
        for list in ["stage-kernel", "stage-activation", "stage-pooling", "output-activation"] {
            let before = shown(page, list);
            for other in ["0", "1", "2"] {
                page.choose(list, other);
            }
            until_shown(page, list, "2");
            for _ in 0..3 {
                page.press_undo();
            }
            until_shown(page, list, &before);
        }
    });
}

#[test]
fn lists_that_are_written_anew_in_another_language_show_what_was_chosen() {
    in_browser(Visit::default(), |page| {
        page.choose_network("five-channel");
        page.choose("occlusion-side", "9");
        page.click(&handle("language"));
        page.settle();
        assert_eq!(shown(page, "occlusion-side"), "9");
    });
}
