//! Hands on weights: trackpads, fingers, and keys of other keyboards.

use serde_json::json;

use crate::harness::{Page, Visit, handle, in_browser, kernel_cell, key, map};

/// A swipe of so many pieces of three pixels, towards the person: about one notch of a wheel.
const SWIPE: [(f64, f64); 40] = [(0.0, 3.0); 40];

fn near(found: f32, expected: f32) -> bool {
    (found - expected).abs() < 1e-5
}

/// A weight in the panel that explains a number, and its value.
fn xray_weight(index: usize) -> String {
    format!("{} [data-index=\"{index}\"]", handle("xray"))
}

#[track_caller]
fn pin(page: &Page) {
    page.click(&map("conv1", 0));
    page.until("its weights", || page.count(&xray_weight(4)) == 1);
}

/// How often the browser was kept from what it does with the wheel, from now on.
fn count_prevented(page: &Page) {
    let script = "window.prevented = 0; window.turned = 0;
        addEventListener('wheel', event => { turned++; prevented += event.defaultPrevented; })";
    page.run(script, json!([]));
}

fn prevented(page: &Page) -> serde_json::Value {
    page.run("return [turned, prevented]", json!([]))
}

#[test]
fn a_trackpads_swipe_is_about_one_notch_and_one_undo() {
    in_browser(Visit::default(), |page| {
        page.select_kernel(1, 0, 0);
        let start = page.cell(1, 1);
        page.swipe(&kernel_cell(1, 1), &SWIPE);
        page.until("a tenth less", || near(page.cell(1, 1), start - 0.1));
        page.press_undo();
        page.until("one undo", || page.cell(1, 1) == start);
        page.press_redo();
        page.until("a tenth less again", || near(page.cell(1, 1), start - 0.1));
        page.press_undo();
        // In the panel with the arithmetic too, and there too it is one undo, however many notches it has.
        pin(page);
        page.swipe(&xray_weight(4), &[(0.0, 30.0); 12]);
        page.until("as many notches", || near(page.cell(1, 1), start - 0.4));
        page.press_undo();
        page.until("one undo", || page.cell(1, 1) == start);
    });
}

#[test]
fn two_turns_between_two_frames_both_count() {
    in_browser(Visit::default(), |page| {
        page.select_kernel(1, 0, 0);
        let start = page.cell(1, 1);
        pin(page);
        let script = "const weight = document.querySelector(arguments[0]);
            for (let notch = 0; notch < 3; notch++)
                weight.dispatchEvent(new WheelEvent('wheel',
                    { deltaY: -100, bubbles: true, cancelable: true }))";
        for cell in [xray_weight(4), kernel_cell(1, 1)] {
            let before = page.cell(1, 1);
            page.run(script, json!([cell]));
            page.until("three notches", || near(page.cell(1, 1), before + 0.3));
        }
        assert!(near(page.cell(1, 1), start + 0.6));
    });
}

#[test]
fn a_pinch_and_what_is_no_turn_are_left_to_the_browser() {
    in_browser(Visit::default(), |page| {
        page.select_kernel(1, 0, 0);
        pin(page);
        let start = page.cell(1, 1);
        count_prevented(page);
        for cell in [kernel_cell(1, 1), xray_weight(4)] {
            page.pinch(&cell, &[(0.0, 30.0); 10]);
            page.run_async("await new Promise(done => setTimeout(done, 700))");
            page.swipe(&cell, &[(40.0, 2.0); 10]);
            page.run_async("await new Promise(done => setTimeout(done, 700))");
        }
        assert_eq!(page.cell(1, 1), start);
        assert_eq!(prevented(page), json!([40, 0]));
    });
}

#[test]
fn a_scroll_that_began_elsewhere_goes_on_over_a_weight() {
    in_browser(Visit::default(), |page| {
        page.select_kernel(1, 0, 0);
        let start = page.cell(1, 1);
        count_prevented(page);
        // As a column that scrolls carries the weight under the pointer.
        let script = "const [elsewhere, cell] = [...arguments].map(s => document.querySelector(s));
            const turn = () => new WheelEvent('wheel', { deltaY: 60, bubbles: true, cancelable: true });
            for (let piece = 0; piece < 20; piece++)
                (piece < 3 ? elsewhere : cell).dispatchEvent(turn())";
        page.run(script, json!(["h1", kernel_cell(1, 1)]));
        page.settle();
        assert_eq!(page.cell(1, 1), start);
        assert_eq!(prevented(page), json!([20, 0]));
        page.run_async("await new Promise(done => setTimeout(done, 700))");
        page.wheel(&kernel_cell(1, 1), 1);
        page.until("the wheel is the weight's again", || near(page.cell(1, 1), start + 0.1));
    });
}

#[test]
fn the_figures_weights_take_the_wheel_and_drags() {
    in_browser(Visit::default(), |page| {
        page.select_kernel(1, 0, 0);
        page.click(&handle("figure-open"));
        let cell = format!("{}[data-row=\"0\"][data-col=\"1\"]", handle("figure-weight"));
        let shown = |value: &str| page.attribute(&cell, "data-value").as_deref() == Some(value);
        page.until("the figure", || shown("0"));
        page.swipe(&cell, &[(0.0, -3.0); 40]);
        page.until("one notch", || shown("1"));
        page.wheel(&cell, 2);
        page.until("two more", || shown("3"));
        let down: Vec<_> = (0..9).map(|step| (0.5, 0.5 + f64::from(step) * 0.3)).collect();
        page.drag(&cell, &down);
        page.until("dragged down", || shown("0"));
    });
}

/// Every weight of the cells that stand there.
fn weights(page: &Page) -> serde_json::Value {
    let script = "return [...document.querySelectorAll('[data-cell]')].map(e => e.dataset.value)";
    page.run(script, json!([]))
}

#[test]
fn a_finger_taps_and_rests_on_a_weight_and_scrolls_over_it() {
    // Some browsers tell of a long press by a menu, an iPhone does not.
    for menu in [true, false] {
        in_browser(Visit::phone(), |page| {
            if !menu {
                let script = "addEventListener('contextmenu', event => {
                    event.stopImmediatePropagation(); event.preventDefault(); }, true)";
                page.run(script, json!([]));
            }
            page.click(&format!("{}[data-stage=\"1\"]", handle("kernel")));
            page.until("the kernel's sheet", || page.count("[data-panels~=sheet]") == 1);
            let cell = kernel_cell(1, 1);
            page.place(&cell);
            let start = page.cell(1, 1);
            page.touch_drag(&cell, &[(0.5, 0.5)]);
            page.until("a tap raises", || near(page.cell(1, 1), start + 0.25));
            page.finger_down(&cell);
            page.until("a long press lowers", || near(page.cell(1, 1), start));
            page.run_async("await new Promise(done => setTimeout(done, 300))");
            page.fingers_up();
            page.run_async("await new Promise(done => setTimeout(done, 400))");
            assert!(near(page.cell(1, 1), start), "once, and letting go does not raise again");
            page.touch_drag(&cell, &[(0.5, 0.5)]);
            page.until("the next tap counts", || near(page.cell(1, 1), start + 0.25));
        });
    }
    in_browser(Visit::phone(), |page| {
        let cell = "[data-testid=linear-cell]";
        page.place(cell);
        let (before, scrolled) = (weights(page), page.run("return scrollY", json!([])));
        // It is near the page's end: the page can only go down.
        let height = page.place(cell).height;
        let up: Vec<_> = (0..12).map(|step| (0.5, 0.5 + f64::from(step) * 12.0 / height)).collect();
        page.touch_drag(cell, &up);
        assert_eq!(weights(page), before, "a swipe over cells changes none");
        assert_ne!(page.run("return scrollY", json!([])), scrolled, "it scrolls");
        let selects = "const style = getComputedStyle(document.querySelector(arguments[0]));
            return [style.userSelect, style.touchAction]";
        assert_eq!(page.run(selects, json!([cell])), json!(["none", "manipulation"]));
    });
}

#[test]
fn before_is_let_go_when_the_window_loses_the_keyboard_or_under_control() {
    in_browser(Visit::default(), |page| {
        page.draw_five();
        page.select_kernel(1, 0, 0);
        let before = page.look();
        page.click(&kernel_cell(1, 1));
        let after = page.look();
        assert_ne!(after, before);
        page.focus("h2 button, button");
        page.key_of(true, "b", "KeyB", false);
        page.until("as it was", || page.look() == before);
        page.run("window.dispatchEvent(new Event('blur'))", json!([]));
        page.until("as it is: nobody hears the key any more", || page.look() == after);
        page.key_of(false, "b", "KeyB", false);
        for typed in ["и", "ㅠ", "b"] {
            page.key_of(true, typed, "KeyB", false);
            page.until("as it was", || page.look() == before);
            page.key_of(false, typed, "KeyB", true);
            page.until("as it is: let go under Ctrl", || page.look() == after);
        }
    });
}

#[test]
fn keys_of_other_keyboards_do_what_lies_in_their_place() {
    in_browser(Visit::default(), |page| {
        page.draw_five();
        page.select_kernel(1, 0, 0);
        let before = page.look();
        page.click(&kernel_cell(1, 1));
        let after = page.look();
        for typed in ["я", "ㅋ", "Process"] {
            page.key_of(true, typed, "KeyZ", true);
            page.until("undone", || page.look() == before);
            page.press_redo();
            page.until("redone", || page.look() == after);
        }
        let brush = || page.run("return document.querySelector('.brush').value", json!([]));
        let thick = brush();
        page.key_of(true, "х", "BracketLeft", false);
        page.until("a thinner brush", || brush() != thick);
        page.key_of(true, "ъ", "BracketRight", false);
        page.until("as it was", || brush() == thick);
        // On a weight with an input method on.
        page.focus(&kernel_cell(1, 1));
        page.type_keys(&format!("１．５{}", key::ENTER));
        page.until("full-width digits", || page.cell(1, 1) == 1.5);
    });
}

/// Whether all of the element is on the screen, and nothing else lies over its middle.
fn is_in_sight(page: &Page, selector: &str) -> bool {
    let script = "const element = document.querySelector(arguments[0]);
        const { left, top, right, bottom } = element.getBoundingClientRect();
        const whole = left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
        const found = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
        return whole && (element.contains(found) || found.contains(element))";
    page.run(script, json!([selector])) == json!(true)
}

#[test]
fn on_a_phone_a_tapped_cell_and_its_map_are_in_one_view_and_so_are_the_curves() {
    in_browser(Visit { open: false, ..Visit::phone() }, |page| {
        page.open_as_a_visitor();
        page.draw_five();
        page.touch_drag(&format!("{}[data-stage=\"1\"]", handle("kernel")), &[(0.5, 0.5)]);
        page.until("the kernel's sheet", || page.count("[data-panels~=sheet]") == 1);
        let (cell, map) = (kernel_cell(1, 1), handle("map-now"));
        let before = page.picture(&map).pixels;
        page.touch_drag(&cell, &[(0.5, 0.5)]);
        page.until("another map", || page.picture(&map).pixels != before);
        for seen in [&cell, &map, &handle("map-before")] {
            assert!(is_in_sight(page, seen), "{seen}");
        }
        let pad = "const { left, top } = document.querySelector(arguments[0]).getBoundingClientRect();
            return top >= 0 && document.elementFromPoint(left + 40, top + 20)?.dataset.testid === 'pad'";
        assert_eq!(page.run(pad, json!([handle("pad")])), json!(true), "the pad's top is in sight");
        let (values, scrolled) = (weights(page), page.run("return scrollY", json!([])));
        let up: Vec<_> = (0..12).map(|step| (0.5, 0.5 - f64::from(step) * 0.25)).collect();
        page.touch_drag(&cell, &up);
        assert_eq!(weights(page), values, "a swipe over cells changes none");
        assert_ne!(page.run("return scrollY", json!([])), scrolled, "it scrolls");
        page.run("document.querySelector('.inspector .sheet-only').click()", json!([]));
        page.until("no sheet", || page.count("[data-panels~=sheet]") == 0);
        page.touch_drag(&handle("learn-toggle"), &[(0.5, 0.5)]);
        page.until("curves", || page.count(".learn-curves") == 1);
        assert!(is_in_sight(page, ".learn-curves"));
        assert!(is_in_sight(page, &handle("learn-play")), "the bar is under them");
    });
}
