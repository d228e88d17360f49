//! What is no weight, typed into a cell.

use crate::harness::{Page, Visit, handle, in_browser, kernel_cell, key};

/// Types `text` into a cell. Whatever becomes of it, the page says why in a sentence, the cell holds a finite
/// number, and every map is painted with finite values.
fn refused_or_clamped(page: &Page, text: &str) {
    // Letters that begin no number do nothing in a cell, so that the whole text goes into the field beside.
    page.focus(&field());
    page.chord(&[key::CONTROL, "a"]);
    page.type_keys(&format!("{text}{}", key::ENTER));
    page.until(&format!("a sentence about {text}"), || !said(page).trim().is_empty());
    let value = page.cell(1, 1);
    assert!(value.is_finite(), "{text} became {value}");
    let seen = page.look();
    for ((layer, channel), map) in &seen.maps {
        let finite = |text: &str| text.parse::<f32>().is_ok_and(f32::is_finite);
        assert!(map.painted, "{text} left {layer} {channel} blank");
        assert!(
            finite(&map.min) && finite(&map.max),
            "{text}: {layer} {channel} is {} to {}",
            map.min,
            map.max
        );
    }
    assert!(seen.outputs().iter().all(|output| output.is_finite()), "{text}: {}", seen.values);
}

/// The field of the chosen cell of the kernel.
fn field() -> String {
    format!("section:has({}) {}", handle("kernel-cell"), handle("weight-value"))
}

/// What is said to the person now: notices and everything that is announced as an alert.
fn said(page: &Page) -> String {
    let script = "return [...document.querySelectorAll('[role=alert], ' + arguments[0])]
        .filter(e => e.getClientRects().length > 0).map(e => e.innerText).join(' ')";
    page.run(script, serde_json::json!([handle("notice")])).as_str().unwrap_or_default().to_owned()
}

#[test]
fn what_is_no_number_or_too_large_is_refused_or_clamped_with_the_reason() {
    for text in ["abc", "NaN", "inf", "-inf", "1e99", "-1e99", "1,000", "--3"] {
        in_browser(Visit::default(), |page| {
            page.draw_five();
            page.select_kernel(1, 0, 0);
            page.click(&kernel_cell(1, 1));
            assert_eq!(said(page).trim(), "", "nothing is wrong yet");
            refused_or_clamped(page, text);
        });
    }
}

#[test]
fn a_long_weight_is_short_in_its_field_until_the_field_is_entered_and_stays_exact() {
    in_browser(Visit::default(), |page| {
        page.select_kernel(1, 0, 0);
        page.click(&kernel_cell(1, 1));
        let shown = || {
            let script = "return document.querySelector(arguments[0]).value";
            page.run(script, serde_json::json!([field()])).as_str().unwrap_or_default().to_owned()
        };
        page.focus(&field());
        page.chord(&[key::CONTROL, "a"]);
        page.type_keys(&format!("-0.1234567{}", key::ENTER));
        page.until("it is short", || shown() == "-0.12");
        assert_eq!(page.cell(1, 1), -0.123_456_7);
        page.focus(&field());
        page.until("it is exact", || shown() == "-0.1234567");
        // Who changes nothing changes nothing.
        page.type_keys(key::ENTER);
        page.until("it is short again", || shown() == "-0.12");
        assert_eq!(page.cell(1, 1), -0.123_456_7);
    });
}

#[test]
fn what_is_no_number_leaves_the_value_as_it_was() {
    in_browser(Visit::default(), |page| {
        page.draw_five();
        page.select_kernel(1, 0, 0);
        page.click(&kernel_cell(1, 1));
        let before = (page.cell(1, 1), page.look());
        refused_or_clamped(page, "abc");
        assert_eq!((page.cell(1, 1), page.look()), before);
    });
}

#[test]
fn a_huge_number_typed_into_a_cell_is_clamped_with_the_reason() {
    in_browser(Visit::default(), |page| {
        page.draw_five();
        page.select_kernel(1, 0, 0);
        page.focus(&kernel_cell(1, 1));
        page.type_keys(&format!("1e99{}", key::ENTER));
        page.until("a sentence about it", || !said(page).trim().is_empty());
        assert!(page.cell(1, 1).is_finite());
        page.focus(&kernel_cell(1, 1));
        page.type_keys(&format!("1{}", key::ENTER));
        page.until("the sentence is gone once the value is fine", || said(page).trim().is_empty());
    });
}

#[test]
fn overflow_without_the_sigmoid_shows_as_such() {
    in_browser(Visit::default(), |page| {
        page.choose_network("notebook");
        page.draw_five();
        page.turn("option-activation");
        for stage in 1..=3 {
            page.select_kernel(stage, 0, 0);
            for cell in [kernel_cell(0, 0), kernel_cell(1, 1)] {
                page.focus(&cell);
                page.type_keys(&format!("1e30{}", key::ENTER));
            }
        }
        let seen = page.look();
        assert!(seen.maps.values().all(|map| map.painted), "no map is blank");
        assert!(!seen.values.is_empty(), "the output says something: {:?}", seen.values);
        let shown = page.text(&handle("output"));
        assert!(!shown.contains("NaN"), "{shown}");
    });
}
