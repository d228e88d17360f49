//! Fields for numbers: every one of them reads them as people type them, and refuses the rest in words.

use serde_json::json;

use crate::harness::{Page, Visit, handle, in_browser, kernel_cell, key};

/// A number field: its selector, and where it says what is wrong.
struct Field {
    selector: String,
    problem: &'static str,
    /// Whether it takes only whole numbers.
    whole: bool,
}

impl Field {
    fn new(selector: &str, problem: &'static str, whole: bool) -> Self {
        Self { selector: selector.to_owned(), problem, whole }
    }

    /// Gives it the keyboard; one stands in a menu.
    #[track_caller]
    fn enter(&self, page: &Page) {
        let script = "document.querySelector('.display-menu').open = arguments[0]";
        page.run(script, json!([self.problem == "range-problem"]));
        page.focus(&self.selector);
    }

    fn shown(&self, page: &Page) -> String {
        let script = "return document.querySelector(arguments[0]).value";
        page.run(script, json!([self.selector])).as_str().unwrap_or_default().to_owned()
    }

    /// Types `text` in the place of what stands there.
    #[track_caller]
    fn fill(&self, page: &Page, text: &str) {
        self.enter(page);
        page.chord(&[key::CONTROL, "a"]);
        page.type_keys(text);
    }

    fn said(&self, page: &Page) -> Option<String> {
        page.attribute(&handle(self.problem), "data-code").filter(|code| !code.is_empty())
    }
}

/// Opens whatever a number field stands in, and gives all of them.
#[track_caller]
fn fields(page: &Page) -> Vec<Field> {
    // Its maps have biases.
    page.choose_network("digits");
    page.run("document.querySelector('.display-menu').open = true", json!([]));
    page.choose_in_select(&handle("option-range"), "fixed");
    page.run("document.querySelector('.display-menu').open = false", json!([]));
    page.select_kernel(1, 0, 0);
    page.click(&handle("learn-toggle"));
    page.until("the settings", || page.count(&handle("learn-rate")) == 1);
    let inspector = format!("section:has({})", handle("kernel-cell"));
    let card = format!("section:has({})", handle("linear-cell"));
    let weight = handle("weight-value");
    let mut fields = vec![
        Field::new(&format!("{inspector} {weight}"), "weight-problem", false),
        Field::new(&format!("{card} {weight}"), "weight-problem", false),
        Field::new(&handle("bias"), "weight-problem", false),
    ];
    for (name, problem, whole) in [
        ("step-size", "step-problem", false),
        ("seed", "seed-problem", true),
        ("range-low", "range-problem", false),
        ("learn-rate", "learn-problem", false),
        ("learn-decay", "learn-problem", false),
        ("learn-batch", "learn-problem", true),
        ("learn-seed", "learn-problem", true),
    ] {
        fields.push(Field::new(&handle(name), problem, whole));
    }
    fields
}

#[test]
fn every_field_reads_full_width_digits_and_both_decimal_signs() {
    in_browser(Visit::default(), |page| {
        for field in fields(page) {
            let texts: &[(&str, &str)] = if field.whole {
                &[("１２", "12"), ("3", "3")]
            } else {
                &[("０．５", "0.5"), ("0,25", "0.25"), ("，５", "0.5")]
            };
            for (text, value) in texts {
                field.fill(page, &format!("{text}{}", key::ENTER));
                page.until(&format!("{text} in {}", field.selector), || {
                    field.shown(page) == *value
                });
                assert_eq!(field.said(page), None, "{text} in {}", field.selector);
            }
        }
    });
}

#[test]
fn every_field_refuses_in_words_and_stays_as_it_was() {
    in_browser(Visit::default(), |page| {
        for field in fields(page) {
            let before = field.shown(page);
            for text in ["1/2", "abc", "1,000"] {
                field.fill(page, &format!("{text}{}", key::ENTER));
                page.until(&format!("a sentence about {text} in {}", field.selector), || {
                    field.said(page).is_some()
                });
                let words = page.text(&handle(field.problem));
                assert!(words.contains(text), "{}: {words}", field.selector);
                page.until("as it was", || field.shown(page) == before);
            }
            // Escape leaves it, whatever was typed.
            field.fill(page, "0.75");
            page.type_keys("\u{e00c}");
            page.until("as it was", || field.shown(page) == before);
            // What is wrong is said until something is right.
            let right = if field.problem == "range-problem" { "-1" } else { "1" };
            field.fill(page, &format!("{right}{}", key::ENTER));
            page.until("all is well", || field.said(page).is_none());
        }
    });
}

#[test]
fn the_architectures_channels_are_read_and_refused_alike() {
    in_browser(Visit::default(), |page| {
        page.click(&handle("architecture"));
        let field = Field::new(&handle("stage-channels"), "channels-problem", true);
        field.fill(page, &format!("１２{}", key::ENTER));
        page.until("twelve", || field.shown(page) == "12");
        page.until("twelve maps", || page.count("[data-testid=map][data-layer=conv1]") == 12);
        for text in ["1/2", "0,5", "abc", "65", "1,000"] {
            field.fill(page, &format!("{text}{}", key::ENTER));
            page.until("a sentence", || page.text(&handle("channels-problem")).contains(text));
            assert_eq!(field.shown(page), "12", "{text}");
        }
        page.wheel(&handle("stage-channels"), 3);
        assert_eq!(field.shown(page), "12");
        // The form shows what the network is after an undo, too.
        page.run("document.activeElement.blur()", json!([]));
        page.press_undo();
        page.until("five again", || field.shown(page) == "5");
    });
}

#[test]
fn the_wheel_changes_no_field_that_has_the_keyboard() {
    in_browser(Visit::default(), |page| {
        for field in fields(page) {
            let before = field.shown(page);
            field.enter(page);
            let exact = field.shown(page);
            page.wheel(&field.selector, 3);
            assert_eq!(field.shown(page), exact, "{}", field.selector);
            page.run("document.activeElement.blur()", json!([]));
            page.until("as it was", || field.shown(page) == before);
        }
    });
}

#[test]
fn an_input_methods_enter_sets_nothing() {
    in_browser(Visit::default(), |page| {
        for field in fields(page).into_iter().filter(|field| field.problem != "range-problem") {
            field.fill(page, "1");
            let before = page.attribute(&field.selector, "data-value");
            for more in ["isComposing: true", "keyCode: 229"] {
                let script = format!(
                    "document.activeElement.dispatchEvent(new KeyboardEvent('keydown',
                        {{ key: 'Enter', code: 'Enter', bubbles: true, cancelable: true, {more} }}))"
                );
                page.run(&script, json!([]));
                page.settle();
                assert_eq!(field.shown(page), "1", "{more} in {}", field.selector);
                assert_eq!(page.attribute(&field.selector, "data-value"), before);
            }
            page.type_keys(key::ENTER);
            page.until("its own Enter does", || {
                page.attribute(&field.selector, "data-value").as_deref() == Some("1")
            });
        }
    });
}

#[test]
fn no_field_of_a_tablet_is_so_small_that_it_zooms() {
    let small = "return [...document.querySelectorAll('input:not([type=range], [type=checkbox], [type=radio], \
        [type=file]), select, textarea')]
        .filter(e => parseFloat(getComputedStyle(e).fontSize) < 16).map(e => e.outerHTML.slice(0, 120))";
    for language in ["en", "ja"] {
        for viewport in [(1180, 820), (820, 1180)] {
            in_browser(Visit { language, viewport, phone: true, ..Visit::default() }, |page| {
                // One sheet at a time: that of learning, that of a kernel.
                page.choose_network("digits");
                page.click(&handle("learn-toggle"));
                page.until("the settings", || page.count(&handle("learn-rate")) == 1);
                assert_eq!(page.run(small, json!([])), json!([]));
                page.click(&handle("learn-toggle"));
                page.select_kernel(1, 0, 0);
                page.click(&handle("compare"));
                assert_eq!(page.run(small, json!([])), json!([]));
                page.screenshot(&format!("tablet-{language}-{}", viewport.0));
                page.click(&handle("architecture"));
                assert_eq!(page.run(small, json!([])), json!([]));
                page.screenshot(&format!("tablet-architecture-{language}-{}", viewport.0));
            });
        }
    }
    in_browser(Visit::default(), |page| {
        page.click(&kernel_cell(1, 1));
        let script = "return getComputedStyle(document.querySelector(arguments[0])).fontSize";
        assert_eq!(page.run(script, json!([handle("weight-value")])), "12px", "but a desk's are");
    });
}
