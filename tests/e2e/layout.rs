//! How the page fits: desk and phone, both languages, light and dark.

use crate::harness::{Page, Theme, Visit, handle, in_browser};
use serde_json::json;

/// How far the document is wider and higher than the viewport.
fn overflow(page: &Page) -> (i64, i64) {
    let script = "const e = document.scrollingElement;
        return [e.scrollWidth - e.clientWidth, e.scrollHeight - e.clientHeight]";
    serde_json::from_value(page.run(script, json!([]))).expect("two numbers")
}

#[test]
fn the_desk_screen_does_not_scroll() {
    for language in ["en", "ja"] {
        in_browser(Visit { language, ..Visit::default() }, |page| {
            page.draw_five();
            for network in ["notebook", "five-channel"] {
                page.choose_network(network);
                assert_eq!(overflow(page), (0, 0), "{network} in {language}");
            }
        });
    }
}

#[test]
fn the_phone_screen_never_scrolls_sideways() {
    for language in ["en", "ja"] {
        in_browser(Visit { language, ..Visit::phone() }, |page| {
            for network in ["notebook", "five-channel"] {
                page.choose_network(network);
                assert_eq!(overflow(page).0, 0, "{network} in {language}");
            }
            let pad = page.place(&handle("pad"));
            assert!(pad.width >= 195.0, "the pad takes half of the width at least: {pad:?}");
            assert!(pad.x >= 0.0 && pad.x + pad.width <= 390.0, "{pad:?}");
        });
    }
}

#[test]
fn a_finger_can_hit_every_control() {
    in_browser(Visit::phone(), |page| {
        let script =
            "return [...document.querySelectorAll('button, select, [role=switch], [role=tab]')]
            .map(e => [e.outerHTML.slice(0, 120), e.getBoundingClientRect()])
            .filter(([, box]) => box.width > 0 && (box.height < 24 || box.width < 24))
            .map(([html, box]) => `${html}: ${box.width}×${box.height}`)";
        for network in ["notebook", "five-channel"] {
            page.choose_network(network);
            assert_eq!(page.run(script, json!([])), json!([]), "smaller than 24 × 24 in {network}");
        }
    });
}

#[test]
fn every_control_has_an_accessible_name() {
    in_browser(Visit::default(), |page| {
        page.draw_five();
        let controls = "button, select, input:not([type=hidden]), [role=switch], [role=button], [role=option], \
            [data-testid=pad], [data-testid=kernel-cell], [data-testid=linear-cell]";
        let nameless: Vec<_> = page
            .accessible_names(controls)
            .into_iter()
            .filter(|(_, name)| name.trim().is_empty())
            .collect();
        assert!(nameless.is_empty(), "without a name: {nameless:#?}");
    });
}

#[test]
fn the_theme_follows_the_system() {
    let brightness = |theme| {
        let mut brightness = 0;
        in_browser(Visit { theme, ..Visit::default() }, |page| {
            let script = "const c = getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number);
                return c[0] + c[1] + c[2]";
            brightness =
                page.run(script, json!([])).as_i64().expect("the body has a background colour");
        });
        brightness
    };
    let (light, dark) = (brightness(Theme::Light), brightness(Theme::Dark));
    assert!(light > 600 && dark < 200, "light {light}, dark {dark} of 765");
}

/// Not only looked at by a test: these are the pictures that people look at before a release.
#[test]
fn every_screen_is_photographed() {
    for (size, visit) in [("desk", Visit::default()), ("phone", Visit::phone())] {
        for language in ["en", "ja"] {
            for (colours, theme) in [("light", Theme::Light), ("dark", Theme::Dark)] {
                in_browser(Visit { language, theme, ..visit }, |page| {
                    page.choose_network("five-channel");
                    page.draw_five();
                    page.look();
                    let path = page.screenshot(&format!("{size}-{language}-{colours}"));
                    assert!(
                        path.metadata().is_ok_and(|file| file.len() > 10_000),
                        "{path:?} shows something"
                    );
                });
            }
        }
    }
}

#[test]
fn on_a_phone_nothing_comes_over_the_pad_however_far_one_scrolls() {
    in_browser(Visit::phone(), |page| {
        // Of points all over the pad, those at which something else is on top, at every place that can be scrolled to.
        let script = "
            const pad = document.querySelector(arguments[0]).parentElement, covered = [];
            const last = document.documentElement.scrollHeight - innerHeight;
            for (let top = 0; top <= last; top += 40) {
                scrollTo(0, top);
                const { left, top: y, width, height } = pad.getBoundingClientRect();
                for (const part of [0.1, 0.5, 0.9]) {
                    const found = document.elementFromPoint(left + width / 2, y + height * part);
                    if (!pad.contains(found)) covered.push([top, found.className]);
                }
            }
            return covered";
        let covered = page.run(script, json!([handle("pad")]));
        assert_eq!(covered, json!([]), "how far it was scrolled, and what stood there");
    });
}

#[test]
fn help_is_at_hand_on_a_phone() {
    in_browser(Visit::phone(), |page| {
        page.click(&handle("help"));
        page.until("help", || page.count(&handle("help-dialog")) == 1);
    });
}
