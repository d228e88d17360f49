//! When work is done, and when none is.

use std::thread::sleep;
use std::time::Duration;

use crate::harness::{Page, Visit, handle, in_browser, kernel_cell};
use serde_json::json;

fn frames(page: &Page) -> Vec<f64> {
    let script =
        "return performance.getEntriesByName('hitofude:frame', 'measure').map(m => m.duration)";
    serde_json::from_value(page.run(script, json!([]))).expect("durations")
}

#[test]
fn the_ready_mark_comes_once_with_the_first_painted_answer() {
    in_browser(Visit::default(), |page| {
        let script = "return performance.getEntriesByName('hitofude:ready', 'mark').length";
        assert_eq!(page.run(script, json!([])), 1);
        assert!(page.look().maps.values().all(|map| map.painted));
        page.draw_five();
        assert_eq!(page.run(script, json!([])), 1);
    });
}

#[test]
fn every_frame_that_did_work_leaves_a_measure() {
    in_browser(Visit::default(), |page| {
        let before = frames(page).len();
        page.draw_five();
        let drawn = frames(page).len();
        assert!(drawn > before + 5, "{} frames for one stroke", drawn - before);
        page.select_kernel(1, 0, 0);
        let selected = frames(page).len();
        page.click(&kernel_cell(0, 0));
        assert!(frames(page).len() > selected, "a click on a kernel cell");
        assert!(frames(page).iter().all(|&duration| duration >= 0.0));
    });
}

#[test]
fn nothing_runs_when_nothing_changes() {
    in_browser(Visit::default(), |page| {
        page.draw_five();
        page.look();
        let script = "
            window.asked = 0;
            const original = window.requestAnimationFrame;
            window.requestAnimationFrame = callback => { window.asked++; return original(callback); };";
        page.run(script, json!([]));
        let before = frames(page).len();
        // Nothing to wait for: that nothing happens is what is looked at.
        sleep(Duration::from_millis(700));
        assert_eq!(frames(page).len(), before, "frames at rest");
        assert_eq!(page.run("return window.asked", json!([])), 0, "frames asked for at rest");
    });
}

#[test]
fn moving_the_pointer_over_the_pad_without_pressing_does_no_work() {
    in_browser(Visit::default(), |page| {
        page.draw_five();
        let before = page.look();
        let measured = frames(page).len();
        page.hover(&handle("pad"), &[(0.2, 0.2), (0.5, 0.5), (0.8, 0.8)]);
        assert_eq!(page.look(), before);
        assert_eq!(frames(page).len(), measured);
    });
}
