//! Which way learning would go: arrows in the cells, steps, maps of gradients, and dreams.

use std::thread::sleep;
use std::time::Duration;

use crate::harness::{Page, Visit, handle, in_browser, kernel_cell, key, linear_cell};
use serde_json::json;

const ESCAPE: &str = "\u{e00c}";

/// Opens the first visit's 5 and says that it is a 3: something to learn.
fn with_a_wrong_answer(visit: Visit, test: impl FnOnce(&Page)) {
    in_browser(visit, |page| {
        page.choose_network("five-channel");
        page.choose("truth", "3");
        page.until("a step to take", || step(page, &kernel_cell(0, 0)).is_some());
        test(page);
    });
}

/// What a cell says one step would do to it.
fn step(page: &Page, cell: &str) -> Option<f32> {
    page.attribute(cell, "data-step").map(|text| text.parse().expect("a step is a number"))
}

/// The squared error against the 3, from the outputs: the page shows it in three digits.
fn loss(page: &Page) -> f32 {
    let outputs = page.look().outputs();
    let wanted = |digit: usize| if digit == 3 { 1.0 } else { 0.0 };
    outputs.iter().enumerate().map(|(digit, p)| (p - wanted(digit)).powi(2)).sum()
}

#[test]
fn the_arrow_in_a_cell_is_the_way_in_which_a_hand_finds_less_loss() {
    with_a_wrong_answer(Visit::default(), |page| {
        page.select_kernel(1, 2, 0);
        for cell in [kernel_cell(0, 0), kernel_cell(1, 1), kernel_cell(2, 1), linear_cell(5, 3)] {
            let told = step(page, &cell).expect("there is a loss");
            assert!(told.abs() > 1e-6, "{cell}: {told}");
            let arrow = page.text(&cell);
            let mark = if told > 0.0 { '▲' } else { '▼' };
            assert!(arrow.contains(mark), "{told} as {arrow:?}");
            let words = page.attribute(&cell, "aria-description").unwrap_or_default();
            let word = if told > 0.0 { "raise" } else { "lower" };
            assert!(words.contains(word), "{told} as {words:?}");
            assert!(page.attribute(&cell, "title").is_some_and(|title| title.contains(&words)));
            let (before, weight) = (loss(page), page.number(&cell, "data-value"));
            let by_hand = weight + 0.02 * told.signum();
            page.focus(&cell);
            page.type_keys(&format!("{by_hand}{}", key::ENTER));
            page.until("the value typed", || page.number(&cell, "data-value") == by_hand);
            let after = loss(page);
            assert!(after < before, "{cell}, {told}: from {before} to {after}");
            page.press_undo();
        }
    });
}

#[test]
fn arrows_follow_the_pen_and_are_there_only_with_a_drawing_and_its_truth() {
    with_a_wrong_answer(Visit::default(), |page| {
        let cell = kernel_cell(1, 1);
        let before = step(page, &cell);
        page.pen_down((0.2, 0.9), &[(0.4, 0.9), (0.6, 0.9), (0.8, 0.9)]);
        let drawing = step(page, &cell);
        assert!(drawing.is_some() && drawing != before, "{before:?}, then {drawing:?}");
        page.pen_up();
        page.choose("truth", "");
        page.until("no step without a truth", || step(page, &cell).is_none());
        assert!(!page.text(&cell).contains(['▲', '▼']), "{:?}", page.text(&cell));
        page.choose("truth", "7");
        page.until("a step again", || step(page, &cell).is_some());
        page.click(&handle("clear"));
        page.until("no step on an empty pad", || step(page, &cell).is_none());
        let disabled = page.attribute(&handle("take-step-all"), "disabled");
        assert!(disabled.is_some(), "there is no step to take");
    });
}

#[test]
fn a_step_of_a_cell_a_kernel_or_everything_lowers_the_loss_and_is_one_undo() {
    with_a_wrong_answer(Visit::default(), |page| {
        page.select_kernel(1, 1, 0);
        let start = page.look();
        let result = handle("step-result");
        let take = |what: &str, act: &dyn Fn()| {
            let loss_before = loss(page);
            act();
            page.until("the loss before and after", || {
                page.attribute(&result, "data-after").is_some()
            });
            let told = ["data-before", "data-after"].map(|name| page.number(&result, name));
            let loss_after = loss(page);
            assert!(loss_after < loss_before, "{what}: from {loss_before} to {loss_after}");
            for (told, found) in told.iter().zip([loss_before, loss_after]) {
                assert!((told - found).abs() < 1e-5, "{what}: {told} stands there, {found} it is");
            }
            page.press_undo();
            assert_eq!(page.look(), start, "{what}, undone");
            assert_eq!(page.attribute(&result, "data-after"), None, "{what}, undone");
        };
        page.focus(&kernel_cell(1, 1));
        let (weight, told) = (page.cell(1, 1), step(page, &kernel_cell(1, 1)).unwrap_or(0.0));
        let clicked = |name: &'static str| move || page.click(&handle(name));
        take("the G key", &|| {
            page.type_keys("g");
            page.until("the step taken", || (page.cell(1, 1) - weight - told).abs() < 1e-6);
        });
        take("a cell", &clicked("take-step-cell"));
        take("a kernel", &clicked("take-step-kernel"));
        take("everything", &clicked("take-step-all"));
        take("a linear weight", &clicked("take-step-cell-linear"));
    });
}

#[test]
fn the_step_size_scales_the_arrows_and_is_kept_for_the_next_visit() {
    with_a_wrong_answer(Visit::default(), |page| {
        let cell = kernel_cell(0, 0);
        let small = step(page, &cell).expect("there is a loss");
        let field = || {
            let script = "const e = document.querySelector(arguments[0]); e.focus(); e.select(); return e.value";
            page.run(script, json!([handle("step-size")]))
        };
        let size: f32 = field().as_str().and_then(|size| size.parse().ok()).expect("a number");
        // On a machine that is busy the field may be written anew between the two.
        page.until("the size stands there", || {
            field();
            page.type_keys("2");
            field() == "2"
        });
        page.type_keys(key::ENTER);
        let scaled = |found: f32| (found * size / 2.0 - small).abs() < 1e-3 * small.abs();
        page.until("larger steps", || step(page, &cell).is_some_and(scaled));
        page.run_async("await new Promise(done => setTimeout(done, 400))");
        page.reload();
        page.until("larger steps again", || step(page, &cell).is_some_and(scaled));
    });
}

#[test]
fn maps_show_their_gradients_while_they_are_asked_to() {
    with_a_wrong_answer(Visit::default(), |page| {
        let values = page.look();
        assert_eq!(page.turn("option-gradients"), "true");
        let gradients = page.look();
        assert_eq!(gradients.values, values.values);
        for (place, map) in &gradients.maps {
            assert_ne!(values.maps[place].pixels, map.pixels, "{place:?}");
            let ends = [&map.min, &map.max].map(|end| end.parse::<f32>().expect("a number"));
            assert!(ends[0] <= 0.0 && ends[1] >= 0.0, "{place:?}: {ends:?}");
        }
        let overlay = handle("saliency");
        let placed = || {
            let script = "const box = document.querySelector(arguments[0]).getBoundingClientRect(); return box.width";
            page.run(script, json!([overlay])).as_f64().unwrap_or(0.0)
        };
        let centred = placed();
        assert!(centred > 0.0, "more or less ink, on the drawing");
        assert!(page.picture(&overlay).pixels.iter().any(|pixel| *pixel != [0; 3]));
        page.set("option-center", false);
        let pad = page.place(&handle("pad")).width;
        assert!((placed() - pad).abs() < 2.0, "without centring it covers the pad");
        page.set("option-center", true);
        page.stroke(&[(0.2, 0.9), (0.8, 0.9)]);
        assert_ne!(page.look().maps, gradients.maps, "gradients follow the pen");
        page.choose("truth", "");
        let none = page.look();
        assert!(none.maps.values().all(|map| map.min.is_empty()), "no truth, no gradients");
        page.choose("truth", "3");
        page.press_undo();
        page.press_undo();
        page.press_undo();
        assert_eq!(page.turn("option-gradients"), "false");
        assert_eq!(placed(), 0.0);
    });
}

fn dream_state(page: &Page) -> String {
    page.attribute(&handle("dream"), "data-state").unwrap_or_default()
}

/// Starts a dream of a 3 and waits until it has got there.
fn dream_of_a_three(page: &Page) {
    page.click(&handle("dream"));
    page.until("an answer that is a 3, and a dream that has come to its end", || {
        page.attribute(&handle("output"), "data-label").as_deref() == Some("3")
            && dream_state(page) == "held"
    });
}

#[test]
fn a_dream_changes_the_answer_stops_by_itself_and_can_be_dropped() {
    with_a_wrong_answer(Visit::default(), |page| {
        let drawn = page.look();
        assert_eq!(drawn.label, "5");
        dream_of_a_three(page);
        let dreamt = page.look();
        assert_eq!(dreamt.changed_since(&drawn).len(), drawn.maps.len(), "all maps follow");
        let script = "window.asked = 0;
            const original = window.requestAnimationFrame;
            window.requestAnimationFrame = callback => { window.asked++; return original(callback); };";
        page.run(script, json!([]));
        // Nothing to wait for: that nothing happens is what is looked at.
        sleep(Duration::from_millis(400));
        assert_eq!(page.run("return window.asked", json!([])), 0, "frames asked for at rest");
        page.click(&handle("dream-drop"));
        page.until("the drawing again", || dream_state(page) == "none");
        assert_eq!(page.look(), drawn);
        assert_eq!(page.count(&handle("dream-keep")), 0);
    });
}

#[test]
fn a_dream_that_is_kept_is_the_picture_on_the_pad_and_one_undo_takes_it_back() {
    with_a_wrong_answer(Visit::default(), |page| {
        let drawn = page.look();
        dream_of_a_three(page);
        let dreamt = page.look();
        page.click(&handle("dream-keep"));
        page.until("no dream any more", || dream_state(page) == "none");
        assert_eq!(page.look(), dreamt, "the network sees exactly this image");
        assert_eq!(page.option("option-center"), "false");
        let raw = page.picture(&handle("raw"));
        assert!(raw.pixels == page.input().pixels, "what is on the pad is what it sees");
        page.press_undo();
        assert_eq!(page.look(), drawn);
        assert_eq!(page.option("option-center"), "true");
        page.press_redo();
        assert_eq!(page.look(), dreamt);
    });
}

#[test]
fn escape_stops_a_dream_and_drawing_ends_it() {
    with_a_wrong_answer(Visit::default(), |page| {
        // The widest network takes longest.
        page.choose_network("wide");
        page.choose("dream-toward", "1");
        page.click(&handle("dream"));
        page.until("a running dream", || dream_state(page) == "running");
        page.type_keys(ESCAPE);
        page.until("a dream that was stopped", || dream_state(page) == "held");
        let held = page.look();
        page.settle();
        assert_eq!(page.look(), held, "it stays where it was stopped");
        page.stroke(&[(0.2, 0.9), (0.8, 0.9)]);
        page.until("the drawing again", || dream_state(page) == "none");
    });
}

#[test]
fn who_wants_less_motion_takes_the_steps_of_a_dream_one_press_at_a_time() {
    in_browser(Visit::default(), |page| {
        page.devtools(
            "Emulation.setEmulatedMedia",
            json!({ "features": [{ "name": "prefers-reduced-motion", "value": "reduce" }] }),
        );
        page.reload();
        page.choose("truth", "3");
        let drawn = page.look();
        page.click(&handle("dream"));
        page.until("some steps, and rest", || dream_state(page) == "held");
        let first = page.look();
        assert_ne!(first.maps, drawn.maps);
        page.settle();
        assert_eq!(page.look(), first, "nothing moves by itself");
        page.click(&handle("dream"));
        page.until("more steps", || page.look().maps != first.maps);
    });
}

#[test]
fn a_phone_takes_steps_and_dreams_too() {
    with_a_wrong_answer(Visit::phone(), |page| {
        page.select_kernel(1, 0, 0);
        page.click(&handle("take-step-all"));
        page.until("the loss before and after", || {
            page.attribute(&handle("step-result"), "data-after").is_some()
        });
        let told =
            ["data-before", "data-after"].map(|name| page.number(&handle("step-result"), name));
        assert!(told[1] < told[0], "{told:?}");
        page.click("[class*=inspector] .close");
        dream_of_a_three(page);
        page.click(&handle("dream-drop"));
        page.until("the drawing again", || dream_state(page) == "none");
    });
}

#[test]
fn the_right_column_holds_everything_without_scrolling() {
    for language in ["en", "ja"] {
        with_a_wrong_answer(Visit { language, ..Visit::default() }, |page| {
            for network in ["notebook", "five-channel", "wide"] {
                page.choose_network(network);
                page.click(&handle("take-step-all"));
                page.look();
                let script = "return ['.answer-side', '.draw-side'].map(side => {
                    const e = document.querySelector(side); return e.scrollHeight - e.clientHeight })";
                assert_eq!(page.run(script, json!([])), json!([0, 0]), "{network} in {language}");
            }
        });
    }
}
