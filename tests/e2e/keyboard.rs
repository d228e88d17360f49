//! Everything by keys alone, the pad included.

use crate::harness::{Visit, handle, in_browser, key};

#[test]
fn the_pad_can_be_drawn_on_with_keys() {
    in_browser(Visit::default(), |page| {
        page.clear_pad();
        page.focus(&handle("pad"));
        page.type_keys(&key::RIGHT.repeat(6));
        assert_eq!(page.look().label, "", "the pen is up: moving leaves nothing");
        page.type_keys(" ");
        page.type_keys(&key::DOWN.repeat(6));
        page.type_keys(&key::RIGHT.repeat(6));
        page.type_keys(" ");
        let drawn = page.look();
        assert!(!drawn.values.is_empty());
        let inked = page.input().inked();
        assert!(inked > 8, "{inked} pixels");
        page.type_keys(&key::UP.repeat(6));
        assert_eq!(page.look(), drawn, "the pen is up again");
        page.press_undo();
        assert_eq!(
            page.look().label,
            "",
            "what was drawn between pen down and pen up is one stroke"
        );
    });
}

#[test]
fn every_control_can_be_reached_with_tab_and_shows_it() {
    in_browser(Visit::default(), |page| {
        page.draw_five();
        page.select_kernel(1, 0, 0);
        // From the top: Tab goes on from where the person last was.
        page.focus(&handle("network"));
        let mut reached = vec!["network".to_owned()];
        for _ in 0..400 {
            page.type_keys("\u{e004}");
            let script = "const e = document.activeElement; if (e === document.body) return null;
                // A ring stands on the element, or on the frame around it.
                const ring = style => style.outlineStyle !== 'none' || style.boxShadow !== 'none';
                const shown = [e, e.parentElement].some(each => ring(getComputedStyle(each)));
                return [e.dataset.testid ?? '', shown, e.outerHTML.slice(0, 120)]";
            let at = page.run(script, serde_json::json!([]));
            let Some(at) = at.as_array() else { break };
            assert_eq!(at[1], true, "the focus cannot be seen on {}", at[2]);
            reached.push(at[0].as_str().unwrap_or_default().to_owned());
        }
        for control in [
            "pad",
            "clear",
            "language",
            "option-center",
            "option-erode",
            "option-scale",
            "option-activation",
            "kernel",
            "kernel-cell",
            "undo",
        ] {
            assert!(
                reached.iter().any(|name| name == control),
                "Tab does not reach {control}: {reached:?}"
            );
        }
    });
}

#[test]
fn undo_and_redo_have_their_keys() {
    in_browser(Visit::default(), |page| {
        let blank = page.look();
        page.draw_five();
        let five = page.look();
        page.press_undo();
        assert_eq!(page.look(), blank);
        page.press_redo();
        assert_eq!(page.look(), five);
        page.press_undo();
        page.chord(&[key::CONTROL, "y"]);
        assert_eq!(page.look(), five, "Ctrl+Y redoes as well");
    });
}
