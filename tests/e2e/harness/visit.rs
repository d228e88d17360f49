//! A visit: who comes, with what; and that everything is closed after it.

use std::io::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use serde_json::json;

use super::driver::Driver;
use super::engine::Engine;
use super::page::Page;
use super::site::Site;

/// The colours that the person's system asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    Light,
    Dark,
}

/// Who visits, and with what.
#[derive(Clone, Copy, Debug)]
pub struct Visit {
    /// The browser's first language.
    pub language: &'static str,
    /// The page's width and height in CSS pixels.
    pub viewport: (u32, u32),
    /// A phone: touch, and a viewport as a phone's browser has it.
    pub phone: bool,
    pub theme: Theme,
    /// Whether the page is opened before the test begins.
    pub open: bool,
    /// Whether the host is another machine that speaks plain http: no secure context.
    pub insecure: bool,
}

/// What a browser takes for another machine.
const OTHER_MACHINE: &str = "class.test";

impl Default for Visit {
    fn default() -> Self {
        Self {
            language: "en",
            viewport: (1280, 800),
            phone: false,
            theme: Theme::Light,
            open: true,
            insecure: false,
        }
    }
}

impl Visit {
    /// A phone held upright.
    pub fn phone() -> Self {
        Self { viewport: (390, 844), phone: true, ..Self::default() }
    }

    /// A browser on an empty tab: the test opens the page itself.
    pub fn unopened() -> Self {
        Self { open: false, ..Self::default() }
    }
}

/// Runs `test` in a browser of its own, which is gone afterwards whatever happens. Where the test
/// fails, its last sight is kept. The browser's console must stay free of errors.
#[track_caller]
pub fn in_browser(visit: Visit, test: impl FnOnce(&Page)) {
    let host = if visit.insecure { OTHER_MACHINE } else { "127.0.0.1" };
    let page = Page::new(Driver::open(&arguments(visit)), Site::serve(host), None);
    if visit.insecure {
        // Without a secure context the browser takes no notice of what isolates a page, and complains.
        page.site.be_plain();
    }
    attend(page, |page| {
        dress(page, visit);
        if visit.open {
            page.open();
        }
        test(page);
    });
}

/// Runs `test` in a browser of another engine, on an empty tab: the test opens the page itself. Only commands of the
/// WebDriver standard are to be had there. Where the engine cannot be had the test says so, but on CI, which has it.
#[track_caller]
pub fn in_engine(engine: Engine, test: impl FnOnce(&Page)) {
    let visit = Visit::unopened();
    match engine.start(visit.language) {
        Ok(started) => {
            let page = Page::new(Driver::of(started), Site::serve("127.0.0.1"), Some(engine));
            page.site.record_errors();
            attend(page, |page| {
                page.resize(visit.viewport);
                test(page);
            });
        }
        Err(missing) if std::env::var("CI").is_ok_and(|ci| ci == "true") => {
            panic!("{engine:?} is to be had on CI, but {missing}")
        }
        // Past the harness, which shows what a test prints only if it fails.
        Err(missing) => _ = writeln!(std::io::stderr(), "SKIPPED in {engine:?}: {missing}"),
    }
}

/// Runs `visiting`; the page must have stayed free of errors.
#[track_caller]
fn attend(page: Page, visiting: impl FnOnce(&Page)) {
    let outcome = catch_unwind(AssertUnwindSafe(|| visiting(&page)));
    if let Err(failure) = outcome {
        let name = std::thread::current().name().unwrap_or("test").replace("::", "-");
        eprintln!(
            "{name}: the page as it failed is in {:?}",
            page.try_screenshot(&format!("failed-{name}"))
        );
        eprintln!("{name}: its console: {:#?}", page.console_errors());
        drop(page);
        resume_unwind(failure);
    }
    let errors = page.console_errors();
    assert!(errors.is_empty(), "on the browser's console: {errors:#?}");
}

fn arguments(visit: Visit) -> Vec<String> {
    let (width, height) = visit.viewport;
    let mut arguments = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--force-color-profile=srgb",
    ]
    .map(String::from)
    .to_vec();
    arguments.push(format!("--window-size={width},{height}"));
    arguments.push(format!("--accept-lang={}", visit.language));
    arguments.push(format!("--host-resolver-rules=MAP {OTHER_MACHINE} 127.0.0.1"));
    arguments
}

fn dress(page: &Page, visit: Visit) {
    let (width, height) = visit.viewport;
    let size =
        json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": visit.phone });
    page.devtools("Emulation.setDeviceMetricsOverride", size);
    if visit.phone {
        let touch = json!({ "enabled": true, "maxTouchPoints": 5 });
        page.devtools("Emulation.setTouchEmulationEnabled", touch);
    }
    let scheme = match visit.theme {
        Theme::Light => "light",
        Theme::Dark => "dark",
    };
    let scheme = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
    page.devtools("Emulation.setEmulatedMedia", scheme);
}
