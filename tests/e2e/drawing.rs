//! The pad: mouse, touch and pen.

use crate::harness::{Pointer, Theme, Visit, five_points, handle, in_browser};

#[test]
fn a_five_changes_every_map_and_the_output() {
    in_browser(Visit::default(), |page| {
        page.clear_pad();
        let blank = page.look();
        page.draw_five();
        let five = page.look();
        let same: Vec<_> =
            five.maps.keys().filter(|place| !five.changed_since(&blank).contains(place)).collect();
        assert!(same.is_empty(), "these maps did not change: {same:?}");
        assert_ne!(five.values, blank.values);
        assert!(!five.label.is_empty());
    });
}

#[test]
fn every_network_sees_the_five() {
    in_browser(Visit::default(), |page| {
        page.draw_five();
        for network in ["notebook", "five-channel"] {
            page.choose_network(network);
            let seen = page.look();
            assert!(
                seen.outputs().iter().all(|value| value.is_finite()),
                "{network}: {}",
                seen.values
            );
            assert!(seen.maps.values().all(|map| map.painted), "{network} leaves a map unpainted");
        }
    });
}

#[test]
fn maps_follow_the_pen_before_it_is_lifted() {
    in_browser(Visit::default(), |page| {
        page.clear_pad();
        let blank = page.look();
        let (down, rest) = (five_points()[0], &five_points()[1..]);
        page.pen_down(down, rest);
        let during = page.look();
        assert_eq!(
            during.changed_since(&blank).len(),
            during.maps.len(),
            "with the pen still down"
        );
        assert!(!during.values.is_empty());
        page.pen_up();
        assert_eq!(page.look(), during, "lifting the pen changes nothing");
    });
}

#[test]
fn a_click_leaves_a_dot() {
    in_browser(Visit::default(), |page| {
        page.clear_pad();
        page.click(&handle("pad"));
        assert!(page.input().inked() > 0);
        assert!(!page.look().values.is_empty());
    });
}

#[test]
fn a_harder_pen_draws_a_broader_line() {
    in_browser(Visit::default(), |page| {
        page.clear_pad();
        page.set("option-center", false);
        let line = [(0.2, 0.5), (0.4, 0.5), (0.6, 0.5), (0.8, 0.5)];
        let ink = |pressure| {
            page.stroke_with(Pointer::Pen, pressure, &line);
            let ink: u32 = page.input().ink().iter().sum();
            page.click(&handle("clear"));
            ink
        };
        let (soft, hard) = (ink(0.1), ink(0.9));
        assert!(hard > soft + soft / 4, "soft {soft}, hard {hard}");
    });
}

#[test]
fn a_fast_stroke_has_no_gaps() {
    in_browser(Visit::default(), |page| {
        page.clear_pad();
        // Two events a pad's width apart, which is all that a quick hand leaves.
        page.stroke(&[(0.1, 0.1), (0.9, 0.9)]);
        let input = page.input();
        let ink = input.ink();
        let rows =
            (0..28).filter(|&row| (0..28).any(|col| ink[row * 28 + col] > 0)).collect::<Vec<_>>();
        let (first, last) = (rows[0], rows[rows.len() - 1]);
        assert!(last - first > 15, "ink in rows {first} to {last}");
        assert_eq!(rows.len(), last - first + 1, "rows with ink: {rows:?}");
    });
}

#[test]
fn drawing_goes_on_when_the_pointer_leaves_the_pad_and_returns() {
    in_browser(Visit::default(), |page| {
        page.clear_pad();
        page.set("option-center", false);
        page.stroke(&[
            (0.3, 0.25),
            (0.7, 0.25),
            (1.2, 0.25),
            (1.2, 0.75),
            (0.7, 0.75),
            (0.3, 0.75),
        ]);
        let ink = page.input().ink();
        let in_rows = |rows: std::ops::Range<usize>| {
            ink[rows.start * 28..rows.end * 28].iter().filter(|&&ink| ink > 0).count()
        };
        assert!(in_rows(0..14) > 15, "before it left: {}", in_rows(0..14));
        assert!(in_rows(14..28) > 15, "after it returned: {}", in_rows(14..28));
        page.press_undo();
        assert_eq!(page.look().label, "", "it was one stroke");
    });
}

#[test]
fn a_finger_draws_and_the_phone_does_not_scroll() {
    in_browser(Visit::phone(), |page| {
        let scrolled = || page.run("return scrollY", serde_json::json!([])).as_f64();
        page.touch_drag("body", &[(0.02, 0.4), (0.02, 0.3), (0.02, 0.2), (0.02, 0.1)]);
        assert!(scrolled() > Some(0.0), "beside the pad the finger scrolls");
        page.clear_pad();
        page.place(&handle("pad"));
        let before = scrolled();
        page.stroke_with(
            Pointer::Touch,
            0.5,
            &[(0.5, 0.9), (0.5, 0.7), (0.5, 0.5), (0.5, 0.3), (0.5, 0.1)],
        );
        assert!(page.input().inked() > 10, "the finger left {} pixels", page.input().inked());
        assert_eq!(scrolled(), before);
        assert!(!page.look().values.is_empty());
    });
}

#[test]
fn every_kind_of_pointer_draws_the_same_five() {
    in_browser(Visit { theme: Theme::Dark, ..Visit::default() }, |page| {
        page.clear_pad();
        let drawn = |pointer| {
            page.stroke_with(pointer, 0.5, &five_points());
            let seen = page.look();
            page.click(&handle("clear"));
            seen
        };
        let mouse = drawn(Pointer::Mouse);
        // Fingers draw until a pen was seen.
        let finger = drawn(Pointer::Touch);
        assert_eq!(drawn(Pointer::Pen), mouse, "a pen at middle pressure");
        assert_eq!(finger.label, mouse.label);
        assert!(!finger.values.is_empty());
    });
}

#[test]
fn clear_empties_the_pad() {
    in_browser(Visit::default(), |page| {
        page.clear_pad();
        let blank = page.look();
        assert_eq!(page.input().inked(), 0);
        page.draw_five();
        page.click(&handle("clear"));
        assert_eq!(page.look(), blank);
    });
}

#[test]
fn the_eraser_takes_ink_away_where_it_passes() {
    in_browser(Visit::default(), |page| {
        page.clear_pad();
        page.set("option-center", false);
        page.stroke(&[(0.2, 0.5), (0.5, 0.5), (0.8, 0.5)]);
        let before = page.input().ink();
        page.click(&handle("eraser"));
        page.stroke(&[(0.6, 0.3), (0.6, 0.5), (0.6, 0.7)]);
        let after = page.input().ink();
        let column =
            |ink: &[u32], col: usize| -> u32 { (0..28).map(|row| ink[row * 28 + col]).sum() };
        assert!(column(&after, 16) < column(&before, 16) / 2, "where it passed");
        assert_eq!(column(&after, 8), column(&before, 8), "where it did not pass");
        page.press_undo();
        assert_eq!(page.input().ink(), before, "undo brings the ink back");
    });
}

#[test]
fn each_sample_is_drawn_and_seen() {
    in_browser(Visit::default(), |page| {
        let mut seen = Vec::new();
        for digit in 0..10 {
            page.click(&format!("{}[data-digit=\"{digit}\"]", handle("sample")));
            assert!(page.input().inked() > 20, "sample {digit}");
            seen.push(page.look());
        }
        seen.dedup();
        assert_eq!(seen.len(), 10, "each sample is another picture");
    });
}
