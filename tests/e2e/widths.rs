//! The page fits at every width: nothing scrolls sideways, is cut, lies over something else, stands one letter per line, or
//! is too small to read.
//!
//! Measured in the page as it opens, calm and with everything, in both languages. What opens later (dialogs, the sheet of
//! numbers, the X-ray) is not measured here, and neither is a choice's closed field, which may shorten its name. Nor is the
//! page with all of its words twice as long.

use serde_json::{Value, json};

use crate::harness::{Page, Visit, in_browser};

/// What the page finds to say against itself: a list of sentences.
const MEASURE: &str = include_str!("widths.js");

/// Widths and heights in CSS pixels, of phones, tablets and desks. A desk's screen at 200 % is half of it: 640×400,
/// 960×540.
const SCREENS: &[(u32, u32)] = &[
    (320, 640),
    (360, 740),
    (390, 844),
    (600, 900),
    (640, 360),
    (640, 400),
    (820, 1180),
    (901, 900),
    (960, 540),
    (1024, 768),
    (1280, 800),
    (1366, 768),
    (1920, 1080),
    (2560, 1440),
];

/// A root font of so many hundredths of the browser's own: all type is measured in it, so this is what a person gets who
/// asks for larger type by 30 %.
const LARGER_TYPE: &str = "81.25%";

/// As a browser of this size lays the page out, with fingers where the screen is small.
fn resize(page: &Page, (width, height): (u32, u32)) {
    let small = width <= 900;
    let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": small });
    page.devtools("Emulation.setDeviceMetricsOverride", size);
    page.devtools("Emulation.setTouchEmulationEnabled", json!({ "enabled": small }));
    page.settle();
}

/// What does not fit on each of the screens.
fn findings(page: &Page, screens: &[(u32, u32)], what: &str) -> Vec<String> {
    let mut findings = Vec::new();
    for &(width, height) in screens {
        resize(page, (width, height));
        let found = page.run(MEASURE, json!([]));
        let found = found.as_array().expect("a list").iter().filter_map(Value::as_str);
        findings.extend(found.map(|one| format!("{width}×{height} {what}: {one}")));
    }
    findings
}

/// Opens the page anew for each way to see each of the networks, and measures it.
fn walk(language: &'static str, networks: &[&str], screens: &[(u32, u32)], prepare: &str) {
    in_browser(Visit { language, ..Visit::unopened() }, |page| {
        let mut found = Vec::new();
        for network in networks {
            for show in ["basics", "everything"] {
                // Another fragment alone would not open the page anew.
                page.visit(&page.site.empty_page());
                page.run("localStorage.clear()", json!([]));
                let address = page.site.first_page();
                page.visit(&format!("{address}#network={network}&show={show}"));
                page.until_ready();
                page.run(prepare, json!([]));
                found.extend(findings(page, screens, &format!("{language} {network} {show}")));
            }
        }
        assert!(found.is_empty(), "{} findings:\n{}", found.len(), found.join("\n"));
    });
}

#[test]
fn everything_fits_in_english() {
    walk("en", &["first", "five-channel"], SCREENS, "");
}

#[test]
fn everything_fits_in_japanese() {
    walk("ja", &["first", "five-channel"], SCREENS, "");
}

#[test]
fn other_networks_fit_too() {
    walk("en", &["notebook", "wide"], &[(390, 844), (1024, 768), (1280, 800), (1920, 1080)], "");
}

#[test]
fn larger_type_fits_too() {
    let prepare = format!("document.documentElement.style.fontSize = '{LARGER_TYPE}'");
    let screens = &[(390, 844), (820, 1180), (1024, 768), (1280, 800), (1920, 1080)];
    for language in ["en", "ja"] {
        walk(language, &["first"], screens, &prepare);
    }
}

/// The measure finds what it is there for.
#[test]
fn what_does_not_fit_is_found() {
    in_browser(Visit { open: false, ..Visit::default() }, |page| {
        page.open_as_a_visitor();
        assert_eq!(findings(page, &[(1280, 800)], "as it is"), Vec::<String>::new());
        for (style, said) in [
            ("main { min-width: 1400px; }", "scrolls sideways"),
            (".learn-status { width: 10px; flex: none; }", "one letter per line"),
            (".range { font-size: 9px; }", "is 9 px"),
            (".more { margin-left: -90px !important; }", "overlap"),
            ("h2 { width: 60px; overflow: hidden; white-space: nowrap; }", "is cut"),
        ] {
            let script = "const style = document.createElement('style');
                style.id = 'worse';
                style.textContent = arguments[0];
                document.getElementById('worse')?.remove();
                document.body.append(style)";
            page.run(script, json!([style]));
            let found = findings(page, &[(1280, 800)], "worse");
            assert!(found.iter().any(|one| one.contains(said)), "{style}: {found:#?}");
        }
    });
}
