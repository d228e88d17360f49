//! A pad on which nothing is drawn.

use crate::harness::{Visit, handle, in_browser};

#[test]
fn a_blank_pad_does_not_predict() {
    in_browser(Visit::default(), |page| {
        page.clear_pad();
        for network in ["five-channel", "notebook"] {
            page.choose_network(network);
            let blank = page.look();
            assert_eq!((blank.values.as_str(), blank.label.as_str()), ("", ""), "{network}");
            assert!(
                !page.text(&handle("output")).trim().is_empty(),
                "{network}: it says that nothing is drawn"
            );
            assert!(
                blank.maps.values().all(|map| map.painted),
                "{network}: the maps are there all the same"
            );
        }
    });
}

#[test]
fn editing_a_kernel_over_a_blank_pad_does_not_predict() {
    in_browser(Visit::default(), |page| {
        page.clear_pad();
        page.select_kernel(1, 0, 0);
        page.click(&crate::harness::kernel_cell(0, 0));
        let blank = page.look();
        assert_eq!((blank.values.as_str(), blank.label.as_str()), ("", ""));
    });
}
