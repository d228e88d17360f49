//! The switches between the pad and the network, and the activation's.

use crate::harness::{Visit, in_browser};

#[test]
fn centring_brings_a_drawing_to_the_middle() {
    in_browser(Visit::default(), |page| {
        page.clear_pad();
        page.set("option-center", false);
        page.stroke(&[(0.1, 0.1), (0.2, 0.15), (0.25, 0.3)]);
        let (x, y) = page.input().centre_of_ink();
        assert!(x < 0.3 && y < 0.3, "as drawn: {x}, {y}");
        page.set("option-center", true);
        let (x, y) = page.input().centre_of_ink();
        assert!((x - 0.5).abs() < 0.06 && (y - 0.5).abs() < 0.06, "centred: {x}, {y}");
    });
}

#[test]
fn erosion_makes_the_lines_thinner() {
    in_browser(Visit::default(), |page| {
        page.set("option-erode", false);
        page.draw_five();
        let thick: u32 = page.input().ink().iter().sum();
        page.set("option-erode", true);
        let thin: u32 = page.input().ink().iter().sum();
        assert!(thin < thick * 3 / 4, "{thick} before, {thin} after");
    });
}

#[test]
fn the_scale_is_0_to_255_or_0_to_1() {
    in_browser(Visit::default(), |page| {
        page.draw_five();
        let first = page.receives_bytes();
        let before = page.look();
        page.turn("option-scale");
        assert_ne!(page.receives_bytes(), first);
        let after = page.look();
        assert_ne!(after.values, before.values);
        page.turn("option-scale");
        assert_eq!(page.look(), before, "there and back");
    });
}

#[test]
fn without_the_activation_the_values_run_away() {
    in_browser(Visit::default(), |page| {
        page.choose_network("notebook");
        page.draw_five();
        if !page.receives_bytes() {
            page.turn("option-scale");
        }
        let with = page.look();
        assert!(
            with.outputs().iter().all(|output| (0.0..=1.0).contains(output)),
            "with: {}",
            with.values
        );
        page.turn("option-activation");
        let without = page.look();
        assert!(without.outputs()[0].abs() > 100.0, "without: {}", without.values);
        page.turn("option-activation");
        assert_eq!(page.look(), with, "there and back");
    });
}

#[test]
fn every_option_changes_the_answer_and_can_be_taken_back() {
    in_browser(Visit::default(), |page| {
        page.draw_five();
        for name in ["option-center", "option-erode", "option-scale", "option-activation"] {
            let before = page.look();
            page.turn(name);
            assert_ne!(page.look().values, before.values, "{name}");
            page.press_undo();
            assert_eq!(page.look(), before, "{name} undone");
        }
    });
}
