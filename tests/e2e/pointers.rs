//! Several pointers at the pad at once, and pointers that browsers tell of in their own ways.

use crate::harness::{Page, Visit, five_points, handle, in_browser};
use serde_json::{Value, json};

/// What the fingers do: `touchStart`, `touchMove` or `touchEnd`, and where all are that touch, in the pad's unit square.
#[track_caller]
fn fingers(page: &Page, what: &str, points: &[(f64, f64)]) {
    let pad = page.place(&handle("pad"));
    let points: Vec<Value> = points
        .iter()
        .enumerate()
        .map(|(id, &point)| {
            let (x, y) = pad.at(point);
            json!({ "x": x, "y": y, "id": id })
        })
        .collect();
    page.devtools("Input.dispatchTouchEvent", json!({ "type": what, "touchPoints": points }));
    page.settle();
}

/// What the pen does: `mousePressed`, `mouseMoved` or `mouseReleased`, and where.
#[track_caller]
fn pen(page: &Page, what: &str, point: (f64, f64)) {
    let (x, y) = page.place(&handle("pad")).at(point);
    let pen = json!({
        "type": what, "x": x, "y": y, "button": "left", "buttons": 1, "clickCount": 1, "force": 0.5,
        "pointerType": "pen",
    });
    page.devtools("Input.dispatchMouseEvent", pen);
    page.settle();
}

/// How much ink the network's image has in some rows.
#[track_caller]
fn ink_in_rows(page: &Page, rows: std::ops::Range<usize>) -> usize {
    let ink = page.input().ink();
    ink[rows.start * 28..rows.end * 28].iter().filter(|&&ink| ink > 0).count()
}

#[track_caller]
fn blank(page: &Page) {
    page.clear_pad();
    page.set("option-center", false);
    page.place(&handle("pad"));
}

#[test]
fn a_pen_takes_the_pad_from_the_palm_that_came_first() {
    in_browser(Visit::phone(), |page| {
        blank(page);
        fingers(page, "touchStart", &[(0.8, 0.9)]);
        page.until("the palm's dot", || ink_in_rows(page, 20..28) > 0);
        pen(page, "mousePressed", (0.2, 0.25));
        pen(page, "mouseMoved", (0.5, 0.25));
        pen(page, "mouseMoved", (0.8, 0.25));
        pen(page, "mouseReleased", (0.8, 0.25));
        fingers(page, "touchEnd", &[]);
        assert!(ink_in_rows(page, 0..14) > 10, "the pen has drawn: {}", ink_in_rows(page, 0..14));
        assert_eq!(ink_in_rows(page, 14..28), 0, "the palm's dot is gone");
        let drawn = page.input().pixels;
        fingers(page, "touchStart", &[(0.5, 0.6)]);
        fingers(page, "touchMove", &[(0.5, 0.8)]);
        fingers(page, "touchEnd", &[]);
        assert_eq!(page.input().pixels, drawn, "once a pen was seen, touches do not draw");
        page.press_undo();
        assert_eq!(page.look().label, "", "the pen's line was the only step");
    });
}

#[test]
fn two_fingers_leave_no_ink_and_no_step() {
    in_browser(Visit::phone(), |page| {
        blank(page);
        page.stroke(&five_points());
        let five = page.look();
        fingers(page, "touchStart", &[(0.4, 0.5)]);
        fingers(page, "touchMove", &[(0.4, 0.6)]);
        fingers(page, "touchStart", &[(0.4, 0.6), (0.6, 0.5)]);
        fingers(page, "touchMove", &[(0.39, 0.61), (0.61, 0.49)]);
        fingers(page, "touchMove", &[(0.38, 0.62), (0.62, 0.48)]);
        fingers(page, "touchEnd", &[]);
        assert_eq!(page.look(), five, "nothing is added");
        page.press_undo();
        assert_eq!(page.look().label, "", "and no step was made");
    });
}

#[test]
fn one_finger_draws_again_after_two() {
    in_browser(Visit::phone(), |page| {
        blank(page);
        fingers(page, "touchStart", &[(0.4, 0.5)]);
        fingers(page, "touchStart", &[(0.4, 0.5), (0.6, 0.5)]);
        fingers(page, "touchEnd", &[]);
        assert_eq!(page.input().inked(), 0);
        fingers(page, "touchStart", &[(0.3, 0.3)]);
        fingers(page, "touchMove", &[(0.6, 0.3)]);
        fingers(page, "touchEnd", &[]);
        assert!(page.input().inked() > 5);
    });
}

#[test]
fn gathered_events_in_the_windows_corner_draw_no_ray() {
    in_browser(Visit::unopened(), |page| {
        page.before_start(
            "const real = PointerEvent.prototype.getCoalescedEvents;
             PointerEvent.prototype.getCoalescedEvents = function () {
                 window.gathered = (window.gathered ?? 0) + 1;
                 return [new PointerEvent(this.type, { clientX: 0, clientY: 0 }), ...real.call(this)];
             };",
        );
        page.open();
        blank(page);
        page.stroke(&[(0.3, 0.6), (0.4, 0.6), (0.5, 0.6), (0.6, 0.6)]);
        assert!(page.run("return window.gathered", json!([])).as_f64() > Some(2.0));
        assert!(ink_in_rows(page, 14..20) > 8);
        assert_eq!(ink_in_rows(page, 0..12), 0, "no ray");
    });
}

#[test]
fn a_pointer_that_was_let_go_elsewhere_draws_no_more() {
    in_browser(Visit::unopened(), |page| {
        page.before_start("delete Element.prototype.setPointerCapture");
        page.open();
        blank(page);
        page.stroke(&[(0.3, 0.5), (0.5, 0.5), (0.5, 1.4)]);
        page.hover(&handle("pad"), &[(0.2, 0.2), (0.8, 0.2)]);
        assert!(ink_in_rows(page, 12..28) > 3);
        assert_eq!(ink_in_rows(page, 0..8), 0);
        page.press_undo();
        assert_eq!(page.look().label, "", "it was one stroke");
    });
}
