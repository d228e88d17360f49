//! Maps and kernels that are switched off.

use crate::harness::{Page, Visit, handle, in_browser, kernel, key, map};
use serde_json::json;

fn off(page: &Page, selector: &str) -> bool {
    let script =
        "return document.querySelector(arguments[0]).closest('button').hasAttribute('data-off')";
    page.run(script, json!([selector])).as_bool().expect("yes or no")
}

fn count(page: &Page) -> Option<String> {
    let note = handle("switched-off");
    (page.count(&note) > 0).then(|| page.attribute(&note, "data-count").unwrap_or_default())
}

/// What stands under a pooled map.
fn use_of(page: &Page, layer: &str, channel: usize) -> String {
    let script = "return document.querySelector(arguments[0]).closest('button').dataset.use ?? ''";
    let found = page.run(script, json!([map(layer, channel)]));
    found.as_str().unwrap_or_default().to_owned()
}

#[test]
fn a_click_takes_a_map_out_of_the_network_and_another_brings_it_back() {
    in_browser(Visit::default(), |page| {
        page.draw_five();
        let whole = page.look();
        page.set("option-switch", true);
        page.until("what every map is for", || !use_of(page, "pool3", 4).is_empty());
        // Two decimals of the answer's number.
        let told: f32 = use_of(page, "pool2", 1).replace('−', "-").parse().expect("a number");
        page.click(&map("act2", 1));
        page.until("the map is off", || off(page, &map("pool2", 1)));
        assert_eq!(count(page).as_deref(), Some("1"));
        let without = page.look();
        let changed = without.changed_since(&whole);
        let layers: Vec<&str> = changed.iter().map(|(layer, _)| layer.as_str()).collect();
        assert!(layers.contains(&"conv3") && layers.contains(&"vector"), "{layers:?}");
        assert!(!layers.iter().any(|layer| layer.ends_with('1') || layer.ends_with('2')));
        let five = |lab: &crate::harness::Lab| lab.outputs()[5];
        assert_eq!(whole.label, "5");
        let lost = five(&without) - five(&whole);
        assert!((lost - told).abs() < 0.006, "{told} was told, {lost} it is");
        let note = page.text(&handle("switched-off"));
        assert!(note.contains(&format!("{:.3} → {:.3}", five(&whole), five(&without))), "{note}");
        page.click(&map("conv2", 1));
        page.until("the map is on again", || !off(page, &map("pool2", 1)));
        assert_eq!(page.look(), whole);
    });
}

#[test]
fn a_kernel_is_switched_by_key_kept_for_the_next_visit_and_taken_back() {
    in_browser(Visit::default(), |page| {
        let whole = page.look();
        page.set("option-switch", true);
        let (chosen, beside) = (kernel(2, 3, 1), kernel(2, 3, 2));
        page.focus(&chosen);
        page.type_keys(key::ENTER);
        page.until("the kernel is off", || off(page, &chosen));
        assert!(!off(page, &beside) && !off(page, &map("conv2", 3)));
        // It is the one in the editor now: its switch stands there.
        page.until("its switch", || page.option("switch-kernel") == "false");
        assert_eq!(page.option("switch-map"), "true");
        let without = page.look();
        assert_ne!(without.values, whole.values);
        let said = page.attribute(&chosen, "aria-description");
        assert_eq!(said.as_deref(), Some("off"), "and not by colour and line alone");
        page.set("option-switch", false);
        page.run_async("await new Promise(done => setTimeout(done, 400))");
        page.reload();
        page.until("it is still off", || off(page, &chosen));
        assert_eq!(page.look().values, without.values);
        assert_eq!(page.option("option-switch"), "false");
        page.click(&handle("switch-all-on"));
        page.until("all on", || !off(page, &chosen) && count(page).is_none());
        assert_eq!(page.look().values, whole.values);
        page.press_undo();
        page.until("one step back: off", || off(page, &chosen));
        page.choose_network("notebook");
        page.until("another network has nothing off", || count(page).is_none());
    });
}

#[test]
fn a_finger_switches_a_map_off_and_no_sheet_comes_up() {
    in_browser(Visit::phone(), |page| {
        page.set("option-switch", true);
        let map = map("conv1", 2);
        page.touch_drag(&map, &[(0.5, 0.5)]);
        page.until("the map is off", || off(page, &map));
        page.touch_drag(&kernel(1, 0, 0), &[(0.5, 0.5)]);
        page.until("two are off", || count(page).as_deref() == Some("2"));
        assert_eq!(page.count("[data-panels~=sheet]"), 0);
    });
}

#[test]
fn what_is_off_changes_in_the_panel_as_it_is() {
    in_browser(Visit::default(), |page| {
        page.set("option-switch", true);
        page.click(&kernel(2, 0, 0));
        page.until("it is off", || off(page, &kernel(2, 0, 0)));
        page.set("option-switch", false);
        let before = page.cell(0, 0);
        page.click(&map("conv2", 0));
        page.select_kernel(2, 0, 0);
        page.click(&map("conv2", 0));
        let weight = format!("{}[data-index=\"0\"]", handle("xray-weight"));
        page.until("its weights count as zeros", || {
            page.attribute(&weight, "data-value").as_deref() == Some("0")
        });
        page.click(&weight);
        page.until("the real weight is larger", || (page.cell(0, 0) - before - 0.25).abs() < 2e-3);
    });
}

#[test]
fn the_wide_network_says_what_its_maps_are_for_once_the_pen_rests() {
    in_browser(Visit::default(), |page| {
        page.choose_network("wide");
        page.set("option-switch", true);
        page.until("the last map's use", || !use_of(page, "pool3", 63).is_empty());
        let before: Vec<String> = (0..16).map(|channel| use_of(page, "pool1", channel)).collect();
        page.clear_pad();
        page.until("nothing is drawn", || use_of(page, "pool3", 63).is_empty());
        page.stroke(&[(0.3, 0.2), (0.7, 0.8)]);
        page.until("the last map's use", || !use_of(page, "pool3", 63).is_empty());
        let after: Vec<String> = (0..16).map(|channel| use_of(page, "pool1", channel)).collect();
        assert_ne!(before, after);
    });
}
