//! The kernel editor, and what an edit brings about.

use crate::harness::{Page, Visit, handle, in_browser, kernel_cell, key};

/// Opens a drawn 5 with the first kernel of the first stage selected; gives the cell to edit.
fn with_a_kernel(test: impl FnOnce(&Page, &str)) {
    in_browser(Visit::default(), |page| {
        page.draw_five();
        page.select_kernel(1, 0, 0);
        test(page, &kernel_cell(1, 1));
    });
}

#[test]
fn a_click_raises_and_shift_or_the_right_button_lowers_by_one_step() {
    with_a_kernel(|page, cell| {
        let start = page.cell(1, 1);
        page.click(cell);
        let raised = page.cell(1, 1);
        let step = raised - start;
        assert!(step > 0.0, "a click: from {start} to {raised}");
        page.shift_click(cell);
        assert!((page.cell(1, 1) - start).abs() < 1e-6, "a shift-click takes the step back");
        page.right_click(cell);
        assert!(
            (start - page.cell(1, 1) - step).abs() < 1e-6,
            "a right click: from {start} to {}",
            page.cell(1, 1)
        );
    });
}

#[test]
fn the_wheel_scrubs_both_ways() {
    with_a_kernel(|page, cell| {
        let start = page.cell(1, 1);
        page.wheel(cell, 2);
        let up = page.cell(1, 1);
        assert!(up > start, "away from the person: from {start} to {up}");
        page.wheel(cell, -4);
        assert!(page.cell(1, 1) < start, "towards the person: from {up} to {}", page.cell(1, 1));
    });
}

#[test]
fn the_cells_stay_under_the_pointer_while_the_answer_changes() {
    with_a_kernel(|page, cell| {
        let place = page.place(cell);
        for notches in [1, 2, -3, -5, 8] {
            page.wheel(cell, notches);
            assert_eq!(page.place(cell), place, "after {notches} notches");
        }
    });
}

#[test]
fn a_vertical_drag_scrubs_and_is_one_step_of_undo() {
    with_a_kernel(|page, cell| {
        let start = page.cell(1, 1);
        let before = page.look();
        let up: Vec<_> = (0..12).map(|step| (0.5, 0.5 - f64::from(step) * 0.1)).collect();
        page.drag(cell, &up);
        let raised = page.cell(1, 1);
        assert!(raised > start, "upwards: from {start} to {raised}");
        assert_ne!(page.look().values, before.values);
        page.press_undo();
        assert_eq!(page.cell(1, 1), start, "one undo takes the whole drag back");
        assert_eq!(page.look(), before);
        let down: Vec<_> = (0..12).map(|step| (0.5, 0.5 + f64::from(step) * 0.1)).collect();
        page.drag(cell, &down);
        assert!(page.cell(1, 1) < start, "downwards: from {start} to {}", page.cell(1, 1));
    });
}

#[test]
fn typing_sets_the_value() {
    with_a_kernel(|page, cell| {
        page.focus(cell);
        page.type_keys(&format!("-1.25{}", key::ENTER));
        page.until("the value typed", || page.cell(1, 1) == -1.25);
        page.focus(cell);
        page.type_keys(&format!("0.1{}", key::ENTER));
        page.until("the shortest decimal", || {
            page.attribute(cell, "data-value").as_deref() == Some("0.1")
        });
    });
}

#[test]
fn arrow_keys_move_between_cells_and_delete_zeroes() {
    with_a_kernel(|page, cell| {
        let focused = || {
            let script = "const d = document.activeElement.dataset; return [d.testid, d.row, d.col].join(' ')";
            page.run(script, serde_json::json!([])).as_str().unwrap_or_default().to_owned()
        };
        page.focus(cell);
        for (arrow, at) in [
            (key::UP, "kernel-cell 0 1"),
            (key::LEFT, "kernel-cell 0 0"),
            (key::DOWN, "kernel-cell 1 0"),
            (key::RIGHT, "kernel-cell 1 1"),
        ] {
            page.type_keys(arrow);
            assert_eq!(focused(), at);
        }
        page.type_keys(&format!("3{}", key::ENTER));
        page.until("the value typed", || page.cell(1, 1) == 3.0);
        page.focus(cell);
        page.type_keys(key::DELETE);
        page.until("zero", || page.attribute(cell, "data-value").as_deref() == Some("0"));
    });
}

#[test]
fn one_click_in_stage_2_changes_that_map_and_later_ones_and_nothing_before() {
    in_browser(Visit::default(), |page| {
        page.choose_network("five-channel");
        page.draw_five();
        page.select_kernel(2, 2, 1);
        let before = page.look();
        page.click(&kernel_cell(0, 2));
        let after = page.look();
        for (place, map) in &after.maps {
            let (layer, channel) = (place.0.as_str(), place.1);
            let changed = before.maps[place] != *map;
            let expected = match layer {
                "conv2" | "act2" | "pool2" => channel == 2,
                "conv3" | "act3" | "pool3" | "vector" => true,
                _ => false,
            };
            assert_eq!(changed, expected, "{layer} {channel}");
        }
        assert_ne!(after.values, before.values, "the output");
    });
}

#[test]
fn every_kernel_of_every_stage_can_be_selected_and_edited() {
    in_browser(Visit::default(), |page| {
        page.choose_network("five-channel");
        page.draw_five();
        for (stage, out, input, side) in [(1, 4, 0, 3), (2, 0, 4, 3), (3, 4, 4, 2)] {
            page.select_kernel(stage, out, input);
            assert_eq!(page.count(&handle("kernel-cell")), side * side, "stage {stage}");
            let last = side - 1;
            let before = (page.cell(last, last), page.look().values);
            page.click(&kernel_cell(last, last));
            assert!(page.cell(last, last) > before.0, "stage {stage}");
            assert_ne!(page.look().values, before.1, "stage {stage}");
        }
    });
}

#[test]
fn each_preset_sets_the_kernel() {
    with_a_kernel(|page, _| {
        let values = || -> Vec<f32> { (0..9).map(|i| page.cell(i / 3, i % 3)).collect() };
        let presets = page.run(
            "return [...document.querySelectorAll('[data-testid^=preset-]')].map(e => e.dataset.testid)",
            serde_json::json!([]),
        );
        let presets: Vec<String> = serde_json::from_value(presets).expect("handles");
        assert!(presets.len() >= 10, "{presets:?}");
        let mut seen = Vec::new();
        for preset in &presets {
            page.click(&handle(preset));
            assert!(!seen.contains(&values()), "{preset} is a kernel of its own: {:?}", values());
            seen.push(values());
        }
    });
}

#[test]
fn rotate_mirror_negate_normalise_and_zero_do_what_they_say() {
    with_a_kernel(|page, _| {
        let set = |values: [f32; 9]| {
            for (index, value) in values.iter().enumerate() {
                page.focus(&kernel_cell(index / 3, index % 3));
                page.type_keys(&format!("{value}{}", key::ENTER));
            }
        };
        let values = || -> Vec<f32> { (0..9).map(|i| page.cell(i / 3, i % 3)).collect() };
        let start = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.5];
        set(start);
        assert_eq!(values(), start);
        let apply = |name: &str| {
            let tool = handle(&format!("edit-{name}"));
            page.click(&format!("section:has({}) {tool}", handle("kernel-cell")));
        };
        apply("negate");
        assert_eq!(values(), start.map(|value| -value));
        apply("negate");
        apply("mirror-horizontal");
        assert_eq!(values(), [3.0, 2.0, 1.0, 6.0, 5.0, 4.0, 9.5, 8.0, 7.0]);
        apply("mirror-horizontal");
        for _ in 0..4 {
            apply("rotate");
        }
        assert_eq!(values(), start, "four quarter turns");
        apply("normalise");
        let normal = values();
        let mean = normal.iter().sum::<f32>() / 9.0;
        let variance = normal.iter().map(|value| (value - mean).powi(2)).sum::<f32>() / 9.0;
        assert!(
            mean.abs() < 1e-5 && (variance - 1.0).abs() < 1e-4,
            "mean {mean}, variance {variance}"
        );
        apply("zero");
        assert_eq!(values(), [0.0; 9]);
    });
}
