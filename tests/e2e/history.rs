//! Undo and redo, over everything.

use crate::harness::{Visit, handle, in_browser, kernel_cell};

#[test]
fn undo_and_redo_go_back_and_forth_over_strokes_kernels_switches_and_networks() {
    in_browser(Visit::default(), |page| {
        page.select_kernel(1, 0, 0);
        let mut states = vec![page.look()];
        page.draw_five();
        states.push(page.look());
        page.stroke(&[(0.2, 0.9), (0.8, 0.9)]);
        states.push(page.look());
        page.click(&kernel_cell(0, 1));
        states.push(page.look());
        page.turn("option-erode");
        states.push(page.look());
        page.turn("option-scale");
        states.push(page.look());
        let other =
            if page.attribute(&handle("network"), "data-value").as_deref() == Some("notebook") {
                "five-channel"
            } else {
                "notebook"
            };
        page.choose_network(other);
        states.push(page.look());
        page.click(&handle("clear"));
        states.push(page.look());

        for (step, state) in states.iter().enumerate().rev().skip(1) {
            page.click(&handle("undo"));
            assert_eq!(&page.look(), state, "undo, back to state {step}");
        }
        for (step, state) in states.iter().enumerate().skip(1) {
            page.click(&handle("redo"));
            assert_eq!(&page.look(), state, "redo, on to state {step}");
        }
    });
}

#[test]
fn undo_and_redo_are_off_where_there_is_nothing_to_do() {
    in_browser(Visit::default(), |page| {
        let off = |name: &str| {
            page.count(&format!("{0}:disabled, {0}[aria-disabled=true]", handle(name))) == 1
        };
        assert!(off("undo") && off("redo"), "at the start");
        page.draw_five();
        assert!(!off("undo") && off("redo"), "after a stroke");
        page.click(&handle("undo"));
        assert!(off("undo") && !off("redo"), "after undoing it");
        page.stroke(&[(0.5, 0.2), (0.5, 0.8)]);
        assert!(!off("undo") && off("redo"), "a new stroke leaves nothing to redo");
    });
}
