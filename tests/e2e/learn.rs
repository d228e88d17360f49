//! Training in the page: the panel, its settings, and what learning does to the lab.

use std::thread::sleep;
use std::time::Duration;

use crate::harness::{Page, Visit, handle, in_browser, kernel_cell, key};
use serde_json::json;

fn state(page: &Page) -> String {
    page.attribute(&handle("learn-status"), "data-state").expect("a state")
}

fn images(page: &Page) -> u64 {
    page.number(&handle("learn-status"), "data-images") as u64
}

/// The accuracy of the last test; none before the first.
fn accuracy(page: &Page) -> Option<f32> {
    page.attribute(&handle("learn-status"), "data-accuracy").expect("an accuracy").parse().ok()
}

fn play(page: &Page) {
    let before = images(page);
    page.click(&handle("learn-play"));
    page.until("it learns", || images(page) > before);
}

fn pause(page: &Page) {
    page.click(&handle("learn-pause"));
    page.until("it stands still", || state(page) == "paused");
}

/// Every weight of the selected kernel.
fn cells(page: &Page) -> Vec<f32> {
    (0..9).map(|cell| page.cell(cell / 3, cell % 3)).collect()
}

fn set(page: &Page, field: &str, text: &str) {
    page.focus(&handle(field));
    page.chord(&[key::CONTROL, "a"]);
    page.type_keys(&format!("{text}{}", key::ENTER));
}

fn value(page: &Page, picker: &str) -> String {
    page.attribute(&handle(picker), "data-value").expect("a value")
}

fn open_panel(page: &Page) {
    page.click(&handle("learn-toggle"));
    page.until("the panel is open", || page.count(&handle("learn-rate")) == 1);
}

#[test]
fn learning_on_generated_digits_raises_the_accuracy_and_changes_kernels_and_maps() {
    in_browser(Visit::default(), |page| {
        // From answers that mean nothing.
        let linear = format!("section:has({})", handle("linear-cell"));
        page.choose_in_select(&format!("{linear} {}", handle("scope")), "layer");
        page.click(&handle("edit-random-linear"));
        page.select_kernel(1, 0, 0);
        let (before, kernel) = (page.look(), cells(page));
        assert_eq!((state(page).as_str(), images(page)), ("idle", 0));
        play(page);
        assert_eq!(state(page), "running");
        page.until("a first test", || accuracy(page).is_some());
        let first = accuracy(page).expect("it was tested");
        page.until("it becomes better", || accuracy(page) > Some(first));
        pause(page);
        assert_ne!(cells(page), kernel);
        let after = page.look();
        for layer in ["conv1", "act1", "pool1", "conv2", "pool3"] {
            assert!(
                after.changed_since(&before).iter().any(|(changed, _)| changed == layer),
                "{layer} is as before"
            );
        }
        let status = handle("learn-status");
        assert!(page.number(&status, "data-epoch") > 0.0);
        assert!(page.number(&status, "data-loss") > 0.0);
        assert!(page.count(&format!("{} path.test[d^=M]", handle("learn-loss-curve"))) == 1);
    });
}

#[test]
fn paused_it_stands_still() {
    in_browser(Visit::default(), |page| {
        page.select_kernel(1, 0, 0);
        play(page);
        pause(page);
        let (seen, learned, kernel) = (page.look(), images(page), cells(page));
        // Nothing to wait for: that nothing happens is what is looked at.
        sleep(Duration::from_millis(700));
        assert_eq!((page.look(), images(page), cells(page)), (seen, learned, kernel));
        assert_eq!(page.number(&handle("learn-status"), "data-rate"), 0.0);
    });
}

#[test]
fn one_batch_is_as_many_images_as_the_setting_says() {
    in_browser(Visit::default(), |page| {
        open_panel(page);
        set(page, "learn-batch", "48");
        for learned in [48, 96] {
            page.click(&handle("learn-step"));
            page.until("one batch more", || images(page) == learned && state(page) == "paused");
        }
    });
}

#[test]
fn learning_goes_on_from_an_edit_made_while_it_was_paused() {
    in_browser(Visit::default(), |page| {
        page.select_kernel(1, 0, 0);
        page.click(&handle("learn-step"));
        page.until("one batch", || state(page) == "paused" && images(page) > 0);
        page.focus(&kernel_cell(0, 0));
        page.type_keys(&format!("40{}", key::ENTER));
        page.until("the edit", || page.cell(0, 0) == 40.0);
        let learned = images(page);
        page.click(&handle("learn-step"));
        page.until("another batch", || state(page) == "paused" && images(page) > learned);
        page.settle();
        // No batch moves a weight from 2 to 40, nor from 40 to 2.
        assert!((page.cell(0, 0) - 40.0).abs() < 1.0, "{}", page.cell(0, 0));
    });
}

#[test]
fn an_edit_made_while_it_learns_reaches_the_workers() {
    in_browser(Visit::default(), |page| {
        page.select_kernel(1, 0, 0);
        play(page);
        page.focus(&kernel_cell(0, 0));
        page.type_keys(&format!("40{}", key::ENTER));
        let learned = images(page);
        page.until("it goes on", || images(page) > learned + 2000);
        pause(page);
        page.settle();
        assert!(page.cell(0, 0) > 20.0, "{}", page.cell(0, 0));
    });
}

#[test]
fn reset_brings_back_the_exact_start_and_undo_what_was_learned() {
    in_browser(Visit::default(), |page| {
        page.select_kernel(1, 0, 0);
        let (start, kernel) = (page.look(), cells(page));
        play(page);
        pause(page);
        play(page);
        pause(page);
        let (learned, learned_kernel) = (page.look(), cells(page));
        assert_ne!(learned_kernel, kernel);
        page.click(&handle("learn-reset"));
        page.until("it has not learned", || state(page) == "idle" && images(page) == 0);
        assert_eq!((page.look(), cells(page)), (start, kernel));
        page.press_undo();
        assert_eq!((page.look(), cells(page)), (learned, learned_kernel));
    });
}

#[test]
fn a_whole_run_is_one_step_of_undo() {
    in_browser(Visit::default(), |page| {
        page.select_kernel(1, 0, 0);
        let (start, kernel) = (page.look(), cells(page));
        play(page);
        pause(page);
        play(page);
        pause(page);
        page.press_undo();
        assert_eq!((page.look(), cells(page)), (start, kernel));
    });
}

#[test]
fn undo_while_it_learns_pauses_it() {
    in_browser(Visit::default(), |page| {
        page.select_kernel(1, 0, 0);
        let kernel = cells(page);
        play(page);
        page.press_undo();
        page.until("it stands still", || state(page) == "paused");
        page.settle();
        assert_eq!(cells(page), kernel);
    });
}

#[test]
fn undo_while_it_learns_takes_back_the_stroke_and_it_goes_on() {
    in_browser(Visit::default(), |page| {
        page.clear_pad();
        play(page);
        page.draw_five();
        let drawn = images(page);
        page.until("it learns on", || images(page) > drawn + 1000);
        page.press_undo();
        page.until("the stroke is gone", || page.input().inked() == 0);
        let undone = images(page);
        page.until("it still learns", || images(page) > undone + 1000);
        page.press_redo();
        page.until("the stroke is back", || page.input().inked() > 20);
        assert_eq!(state(page), "running");
        pause(page);
    });
}

#[test]
fn drawing_works_while_it_learns() {
    in_browser(Visit::default(), |page| {
        page.clear_pad();
        play(page);
        let learned = images(page);
        page.draw_five();
        page.until("an answer", || {
            !page.attribute(&handle("output"), "data-label").unwrap_or_default().is_empty()
        });
        page.until("it still learns", || images(page) > learned + 1000);
        assert_eq!(state(page), "running");
        pause(page);
        assert!(page.input().inked() > 20);
    });
}

#[test]
fn a_page_that_paints_slowly_is_not_asked_to_paint_ever_more_often() {
    in_browser(Visit::default(), |page| {
        let slow = "
            const next = requestAnimationFrame.bind(window);
            window.requestAnimationFrame = work => next(time => {
                const end = performance.now() + 40;
                while (performance.now() < end);
                work(time);
            });
            const status = document.querySelector(arguments[0]), shown = globalThis.shown = new Set();
            new MutationObserver(() => shown.add(status.dataset.images)).observe(status, { attributes: true });
        ";
        page.run(slow, json!([handle("learn-status")]));
        play(page);
        // Time for whatever grows to grow.
        sleep(Duration::from_secs(8));
        page.run("shown.clear()", json!([]));
        sleep(Duration::from_secs(5));
        let shown = page.run("return shown.size", json!([])).as_u64().expect("a number");
        // Twice a second, and once more where a tab that is not seen would be asked.
        assert!((2..=25).contains(&shown), "{shown} times in five seconds");
    });
}

#[test]
fn another_network_ends_the_run() {
    in_browser(Visit::default(), |page| {
        play(page);
        page.choose_network("notebook");
        page.until("it has not learned", || state(page) == "idle" && images(page) == 0);
        play(page);
        page.until("a test", || accuracy(page).is_some());
        pause(page);
        page.click(&handle("learn-tab-confusion"));
        page.until("two by two", || {
            page.count(&format!("{} td[data-count]", handle("learn-confusion"))) == 4
        });
    });
}

#[test]
fn a_setting_that_changes_while_it_learns_takes_hold_and_it_goes_on() {
    in_browser(Visit::default(), |page| {
        play(page);
        for (field, text) in
            [("learn-rate", "0.003"), ("learn-decay", "0.01"), ("learn-batch", "16")]
        {
            set(page, field, text);
            page.until("it is set", || value(page, field) == text);
            let learned = images(page);
            page.until("it goes on", || state(page) == "running" && images(page) > learned);
        }
        page.choose("learn-rule", "momentum");
        let learned = images(page);
        page.until("it goes on", || state(page) == "running" && images(page) > learned);
        pause(page);
    });
}

#[test]
fn a_mistake_that_is_pressed_comes_onto_the_pad_with_its_truth() {
    in_browser(Visit::default(), |page| {
        page.choose_network("wide");
        page.click(&handle("learn-step"));
        open_panel(page);
        let wrong = handle("learn-wrong-image");
        page.until("mistakes", || page.count(&wrong) > 0);
        let truth = page.attribute(&wrong, "data-truth").expect("a truth");
        let before = page.look();
        page.click(&wrong);
        page.until("its truth", || value(page, "truth") == truth);
        assert!(page.look().changed_since(&before).iter().any(|(layer, _)| layer == "input"));
        page.click(&handle("learn-tab-confusion"));
        page.until("the matrix", || {
            page.count(&format!("{} td[data-count]", handle("learn-confusion"))) == 100
        });
    });
}

#[test]
fn settings_survive_a_reload() {
    in_browser(Visit::default(), |page| {
        open_panel(page);
        let fields = [
            ("learn-rate", "0.125"),
            ("learn-batch", "7"),
            ("learn-decay", "0.5"),
            ("learn-seed", "99"),
        ];
        page.choose("learn-rule", "sgd");
        page.choose("learn-data", "mnist");
        for (field, text) in fields {
            set(page, field, text);
        }
        page.click(&handle("learn-tab-confusion"));
        page.settle();
        page.reload();
        for (field, text) in fields {
            assert_eq!(value(page, field), text, "{field}");
            let shown = page
                .run("return document.querySelector(arguments[0]).value", json!([handle(field)]));
            assert_eq!(shown, text, "{field}");
        }
        assert_eq!(
            (value(page, "learn-rule"), value(page, "learn-data")),
            ("sgd".into(), "mnist".into())
        );
        let tab = page.attribute(&handle("learn-tab-confusion"), "aria-selected");
        assert_eq!(tab.as_deref(), Some("true"));
    });
}

#[test]
fn what_no_run_could_use_is_refused_with_the_reason() {
    in_browser(Visit::default(), |page| {
        open_panel(page);
        let problem = handle("learn-problem");
        for (field, text, code) in [
            ("learn-rate", "fast", "not-a-number"),
            ("learn-rate", "0", "out-of-range"),
            ("learn-rate", "-1", "out-of-range"),
            ("learn-rate", "inf", "not-a-number"),
            ("learn-decay", "2", "out-of-range"),
            ("learn-batch", "1.5", "not-whole"),
            ("learn-batch", "100000", "out-of-range"),
            ("learn-seed", "-3", "out-of-range"),
            ("learn-seed", " ", "not-a-number"),
        ] {
            let before = value(page, field);
            set(page, field, text);
            page.until(&format!("a sentence about {text}"), || {
                page.attribute(&problem, "data-code").as_deref() == Some(code)
            });
            assert!(!page.text(&problem).trim().is_empty());
            assert_eq!(value(page, field), before, "{field} after {text:?}");
            assert_eq!(page.attribute(&handle(field), "aria-invalid").as_deref(), Some("true"));
            set(page, field, &before);
            set(page, "learn-rate", "0.02");
            page.until("the sentence is gone", || page.count(&problem) == 0);
        }
    });
}

#[test]
fn a_rate_that_makes_the_loss_infinite_stops_it_and_offers_the_last_good_weights() {
    in_browser(Visit::default(), |page| {
        // With a sigmoid at the end the loss stays below 10, whatever the weights.
        page.turn("option-activation");
        open_panel(page);
        page.choose("learn-rule", "sgd");
        set(page, "learn-rate", "100");
        page.click(&handle("learn-play"));
        let notice = format!("{}[data-code=\"diverged\"]", handle("notice"));
        page.until("it says so", || page.count(&notice) == 1);
        assert_eq!(state(page), "failed");
        page.click(&handle("take-good"));
        page.until("the notice is gone", || page.count(&notice) == 0);
        assert!(page.look().outputs().iter().all(|output| output.is_finite()));
    });
}

#[test]
fn without_mnist_files_it_says_how_to_get_them() {
    in_browser(Visit::default(), |page| {
        page.choose("learn-data", "mnist");
        page.click(&handle("learn-play"));
        let notice = format!("{}[data-code=\"no-mnist\"]", handle("notice"));
        page.until("it says so", || page.count(&notice) == 1);
        assert_eq!(state(page), "failed");
        // What the browser says of files that are not there is not the page's error.
        page.console_errors();
    });
}

#[test]
fn the_panel_fits_desk_and_phone_in_both_languages() {
    let overflow = "const e = document.scrollingElement;
        return [e.scrollWidth - e.clientWidth, e.scrollHeight - e.clientHeight]";
    let small =
        "return [...document.querySelectorAll('.learn button, .learn select, .learn input')]
        .map(e => [e.outerHTML.slice(0, 120), e.getBoundingClientRect()])
        .filter(([, box]) => box.width > 0 && (box.height < 24 || box.width < 24))
        .map(([html, box]) => `${html}: ${box.width}×${box.height}`)";
    for (visit, phone) in [(Visit::default(), false), (Visit::phone(), true)] {
        for language in ["en", "ja"] {
            in_browser(Visit { language, ..visit }, |page| {
                page.click(&handle("learn-step"));
                page.until("a test", || accuracy(page).is_some());
                open_panel(page);
                for tab in ["learn-tab-wrong", "learn-tab-confusion"] {
                    page.click(&handle(tab));
                    page.settle();
                    let [wide, high]: [i64; 2] =
                        serde_json::from_value(page.run(overflow, json!([]))).expect("two numbers");
                    assert_eq!(wide, 0, "{tab} in {language}");
                    assert!(phone || high == 0, "{tab} in {language}: {high}");
                    assert_eq!(page.run(small, json!([])), json!([]), "{tab} in {language}");
                }
                let size = if phone { "phone" } else { "desk" };
                page.screenshot(&format!("learn-{size}-{language}"));
            });
        }
    }
}
