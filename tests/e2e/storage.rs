//! What survives a reload, and what becomes of stored state that cannot be read.

use crate::harness::{Visit, handle, in_browser, kernel_cell};
use serde_json::json;

const KEY: &str = "hitofude.lab";

#[test]
fn drawing_kernels_options_and_network_survive_a_reload() {
    in_browser(Visit::default(), |page| {
        let network =
            if page.attribute(&handle("network"), "data-value").as_deref() == Some("notebook") {
                "five-channel"
            } else {
                "notebook"
            };
        page.choose_network(network);
        page.draw_five();
        let options =
            ["option-center", "option-erode", "option-scale"].map(|name| (name, page.turn(name)));
        page.select_kernel(2, 0, 0);
        page.click(&kernel_cell(2, 2));
        let (weight, seen) = (page.cell(2, 2), page.look());
        page.reload();
        assert_eq!(page.attribute(&handle("network"), "data-value").as_deref(), Some(network));
        for (name, state) in options {
            assert_eq!(page.option(name), state, "{name}");
        }
        assert_eq!(page.look(), seen);
        page.select_kernel(2, 0, 0);
        assert_eq!(page.cell(2, 2), weight);
    });
}

#[test]
fn a_reload_right_after_the_pen_is_lifted_loses_nothing() {
    in_browser(Visit::default(), |page| {
        page.draw_five();
        page.reload();
        assert!(!page.look().values.is_empty());
    });
}

#[test]
fn unreadable_stored_state_starts_fresh_says_so_and_is_kept_for_download() {
    for corrupt in [
        "no JSON at all",
        "{}",
        "[]",
        "null",
        "{\"version\":",
        "\u{0}\u{1f}",
        "{\"version\":999999}",
    ] {
        in_browser(Visit::unopened(), |page| {
            page.store(KEY, corrupt);
            page.open();
            let notice = format!("{}[data-code=\"stored-state-unreadable\"]", handle("notice"));
            assert_eq!(page.count(&notice), 1, "for {corrupt:?}");
            assert!(!page.text(&notice).trim().is_empty());
            assert_eq!(page.download(&handle("download-unreadable")), corrupt.as_bytes());
            page.draw_five();
            assert!(!page.look().values.is_empty(), "the fresh page works");
            page.reload();
            assert_eq!(page.count(&notice), 0, "what was drawn since is readable");
            assert!(!page.look().values.is_empty());
        });
    }
}

#[test]
fn state_that_is_cut_short_or_damaged_starts_fresh() {
    in_browser(Visit::default(), |page| {
        let fresh = page.look();
        page.draw_five();
        let drawn = page.look();
        page.visit(&page.site.empty_page());
        let whole = page.run("return localStorage.getItem(arguments[0])", json!([KEY]));
        let whole = whole.as_str().expect("the page stores its state").to_owned();
        let notice = format!("{}[data-code=\"stored-state-unreadable\"]", handle("notice"));
        for part in [1, whole.len() / 2, whole.len() - 1] {
            page.store(KEY, &whole[..part]);
            page.open();
            assert_eq!(page.count(&notice), 1, "{part} of {} bytes", whole.len());
            assert_eq!(page.look(), fresh, "{part} of {} bytes", whole.len());
        }
        page.store(KEY, &whole);
        page.open();
        assert_eq!(page.count(&notice), 0, "the whole");
        assert_eq!(page.look(), drawn);
    });
}
