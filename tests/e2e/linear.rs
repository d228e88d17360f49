//! The linear layer's weights.

use crate::harness::{Visit, handle, in_browser, key, linear_cell};

#[test]
fn a_weight_changes_the_output_and_no_map() {
    in_browser(Visit::default(), |page| {
        page.choose_network("notebook");
        page.draw_five();
        let before = page.look();
        let cell = linear_cell(0, 0);
        let weight = page.number(&cell, "data-value");
        page.click(&cell);
        page.until("a heavier weight", || page.number(&cell, "data-value") > weight);
        let after = page.look();
        assert_eq!(after.maps, before.maps);
        assert_ne!(after.values, before.values);
        page.press_undo();
        page.until("the weight as it was", || page.number(&cell, "data-value") == weight);
        assert_eq!(page.look(), before);
    });
}

#[test]
fn weights_are_edited_as_kernels_are() {
    in_browser(Visit::default(), |page| {
        page.choose_network("notebook");
        page.draw_five();
        let cell = linear_cell(0, 2);
        let weight = || page.number(&cell, "data-value");
        let start = weight();
        page.shift_click(&cell);
        assert!(weight() < start, "shift-click");
        page.wheel(&cell, 3);
        let scrubbed = weight();
        assert!(scrubbed > start, "wheel: {scrubbed}");
        page.focus(&cell);
        page.type_keys(&format!("-2.5{}", key::ENTER));
        page.until("the value typed", || weight() == -2.5);
        page.focus(&cell);
        page.type_keys(key::DELETE);
        page.until("zero", || weight() == 0.0);
    });
}

#[test]
fn every_weight_of_the_notebooks_network_is_shown() {
    in_browser(Visit::default(), |page| {
        page.choose_network("notebook");
        assert_eq!(page.count(&handle("linear-cell")), 4);
    });
}
