//! What a visitor meets: little at first, three steps, and more by asking.

use serde_json::json;

use crate::harness::{Page, Visit, handle, in_browser, kernel_cell};

/// What can be pressed or filled in and is seen without scrolling, but for what one looks at: maps, kernels and their
/// cells, and the answer's bars.
fn controls(page: &Page) -> Vec<String> {
    let found = page.run(
        "const all = document.querySelectorAll('button, select, input:not([hidden]), a[href], summary, textarea');
         const seen = it => {
           const { top, bottom, left, right, width, height } = it.getBoundingClientRect();
           return width > 0 && height > 0 && bottom > 0 && top < innerHeight && right > 0 && left < innerWidth
             && getComputedStyle(it).visibility === 'visible';
         };
         const looked = '.choose, .weights, .cell, .bar, .open-matrix';
         return [...all].filter(it => seen(it) && !it.matches(looked)).map(it => it.dataset.testid ?? it.textContent)",
        json!([]),
    );
    let found = found.as_array().expect("a list").iter();
    found.map(|name| name.as_str().unwrap_or_default().to_owned()).collect()
}

fn visited(visit: Visit, test: impl FnOnce(&Page)) {
    in_browser(Visit { open: false, ..visit }, |page| {
        page.open_as_a_visitor();
        test(page);
    });
}

fn step(page: &Page) -> Option<String> {
    page.attribute(".page", "data-step")
}

#[test]
fn a_dozen_controls_stand_on_the_first_screen() {
    visited(Visit::default(), |page| {
        let found = controls(page);
        assert!(found.len() <= 15, "{}: {found:?}", found.len());
        assert_eq!(page.attribute(&handle("output"), "data-label").as_deref(), Some("5"));
    });
}

#[test]
fn fifteen_at_most_stand_on_a_phones_first_screen() {
    visited(Visit::phone(), |page| {
        let found = controls(page);
        assert!(found.len() <= 15, "{}: {found:?}", found.len());
    });
}

#[test]
fn three_steps_go_on_when_they_are_done_and_never_come_again() {
    visited(Visit::default(), |page| {
        assert_eq!(step(page).as_deref(), Some("draw"));
        page.click(&handle("clear"));
        assert_eq!(page.text(".draw-here"), "Draw here");
        page.draw_five();
        assert_eq!(step(page).as_deref(), Some("click"));
        assert_eq!(page.attribute(&handle("kernel-map"), "data-changed").as_deref(), Some("false"));
        let now = page.picture(&handle("map-now")).pixels;
        page.click(&kernel_cell(0, 0));
        assert_eq!(step(page).as_deref(), Some("see"));
        page.until("the map before and after", || {
            page.attribute(&handle("kernel-map"), "data-changed").as_deref() == Some("true")
        });
        assert_eq!(page.picture(&handle("map-before")).pixels, now, "as it was");
        assert_ne!(page.picture(&handle("map-now")).pixels, now);
        page.click(&handle("more-pipeline"));
        page.until("the end of the first steps", || step(page).is_none());
        assert_eq!(page.count(&handle("option-flow")), 1, "what was asked for meanwhile stays");
        page.reload();
        assert_eq!((step(page), page.count(&handle("first-steps"))), (None, 0));
    });
}

#[test]
fn dismissed_steps_are_gone_for_good() {
    visited(Visit::default(), |page| {
        page.click(&handle("first-steps-close"));
        assert_eq!(page.count(&handle("first-steps")), 0);
        page.reload();
        assert_eq!((step(page), page.count(&handle("first-steps"))), (None, 0));
    });
}

#[test]
fn a_card_shows_more_by_asking_and_still_does_after_a_reload() {
    visited(Visit::default(), |page| {
        for (card, within) in [
            ("draw", "eraser"),
            ("pipeline", "option-flow"),
            ("answer", "truth"),
            ("kernel", "edit-rotate"),
            ("linear", "linear-cell"),
        ] {
            let more = handle(&format!("more-{card}"));
            assert_eq!(page.count(&handle(within)), 0, "{card}");
            page.click(&more);
            assert_ne!(page.count(&handle(within)), 0, "{card}");
            page.reload();
            assert_ne!(page.count(&handle(within)), 0, "{card}");
            page.click(&more);
            assert_eq!(page.count(&handle(within)), 0, "{card}");
        }
        page.click(&handle("learn-toggle"));
        assert_eq!(page.count(&handle("learn-step")) + page.count(".learn-settings"), 0);
        page.click(&handle("more-learn"));
        assert_eq!(page.count(&handle("learn-step")), 1);
    });
}

#[test]
fn everything_is_one_press_away_and_so_is_the_way_back() {
    visited(Visit::default(), |page| {
        let few = controls(page).len();
        page.click(&handle("everything"));
        for there in ["architecture", "theme", "compare", "eraser", "option-flow", "learn-data"] {
            assert_eq!(page.count(&handle(there)), 1, "{there}");
        }
        page.click(&handle("everything"));
        assert_eq!(controls(page).len(), few);
    });
}

#[test]
fn the_page_says_how_well_it_reads_and_a_broken_kernel_shows() {
    visited(Visit::default(), |page| {
        let reads = || {
            page.until("how well it reads", || page.count(&handle("reads")) == 1);
            page.number(&handle("reads"), "data-value")
        };
        let well = reads();
        assert!(well > 0.9, "{well}");
        page.click(&handle("more-kernel"));
        page.choose_in_select(".edit-tools .scope", "layer");
        page.click(&handle("edit-zero"));
        page.until("a worse share", || reads() < 0.3);
        page.click(&handle("undo"));
        page.until("the share from before", || reads() == well);
    });
}

#[test]
fn what_it_knows_is_forgotten_and_comes_again() {
    visited(Visit::default(), |page| {
        assert!(page.text(&handle("learn-status")).starts_with("Has learned"));
        let knew = page.look().values;
        page.click(&handle("learn-forget"));
        page.until("another answer", || page.look().values != knew);
        page.until("nine of ten right", || {
            let accuracy = page.attribute(&handle("learn-status"), "data-accuracy");
            accuracy.and_then(|text| text.parse().ok()).is_some_and(|share: f32| share > 0.9)
        });
        page.click(&handle("learn-pause"));
    });
}
