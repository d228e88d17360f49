//! The page in the browser: opening it, asking it, waiting for it.

use std::path::PathBuf;
use std::thread::sleep;
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};

use super::driver::Driver;
use super::engine::Engine;
use super::site::Site;

/// How long anything may take before a test gives up on it. Far more than it should: a busy
/// machine is no failure.
const PATIENCE: Duration = Duration::from_secs(30);

/// The page, in a browser of this test's own.
pub struct Page {
    driver: Driver,
    pub site: Site,
    /// `None`: Chromium.
    engine: Option<Engine>,
}

/// The selector of a handle, one of the contract's `data-testid` values.
pub fn handle(name: &str) -> String {
    format!("[data-testid=\"{name}\"]")
}

impl Page {
    pub(super) fn new(driver: Driver, site: Site, engine: Option<Engine>) -> Self {
        Self { driver, site, engine }
    }

    /// Gives the page this width and height, in CSS pixels.
    #[track_caller]
    pub(super) fn resize(&self, (width, height): (u32, u32)) {
        let (mut outer_width, mut outer_height) = (i64::from(width), i64::from(height));
        // The window's frame is what the first attempt lacked.
        for _ in 0..3 {
            let size = json!({ "width": outer_width, "height": outer_height });
            self.driver.post("/window/rect", &size);
            let inner = self.run("return [innerWidth, innerHeight]", json!([]));
            outer_width += i64::from(width) - inner[0].as_i64().unwrap_or_default();
            outer_height += i64::from(height) - inner[1].as_i64().unwrap_or_default();
        }
    }

    /// Runs `script` before anything else whenever the page opens from now on.
    pub fn before_start(&self, script: &str) {
        self.site.before_start(script);
    }

    /// Opens the page and waits until it is ready.
    #[track_caller]
    pub fn open(&self) {
        self.visit(&self.site.page());
        self.until_ready();
    }

    /// Opens the page as a visitor does, and waits until it is ready.
    #[track_caller]
    pub fn open_as_a_visitor(&self) {
        self.visit(&self.site.first_page());
        self.until_ready();
    }

    /// Opens an address and waits for its `load` event, no longer.
    #[track_caller]
    pub fn visit(&self, address: &str) {
        self.driver.post("/url", &json!({ "url": address }));
    }

    /// As a person reloads it.
    #[track_caller]
    pub fn reload(&self) {
        self.driver.post("/refresh", &json!({}));
        self.until_ready();
    }

    /// Waits for `<html data-ready="true">`.
    #[track_caller]
    pub fn until_ready(&self) {
        self.until("<html data-ready=\"true\">", || {
            self.attribute("html", "data-ready").as_deref() == Some("true")
        });
    }

    /// Puts a text into the page's storage before the page itself opens.
    #[track_caller]
    pub fn store(&self, key: &str, text: &str) {
        self.visit(&self.site.empty_page());
        self.run("localStorage.setItem(arguments[0], arguments[1])", json!([key, text]));
    }

    /// Opens another tab, which stands before this one from now on: nothing here is painted any more.
    pub fn go_behind_another_tab(&self) {
        let tab = self.driver.post("/window/new", &json!({ "type": "tab" }));
        // A new tab alone does not hide this one.
        self.devtools("Target.activateTarget", json!({ "targetId": tab["handle"] }));
    }

    /// The tab that is driven.
    #[track_caller]
    pub fn tab(&self) -> Value {
        self.driver.get("/window")
    }

    /// Opens the page in another tab of the same profile, which is driven from now on.
    #[track_caller]
    pub fn open_another_tab(&self) -> Value {
        let tab = self.driver.post("/window/new", &json!({ "type": "tab" }));
        self.drive(&tab["handle"]);
        self.open();
        self.tab()
    }

    /// Drives `tab` from now on, and brings it to the front.
    #[track_caller]
    pub fn drive(&self, tab: &Value) {
        self.driver.post("/window", &json!({ "handle": tab }));
    }

    /// Calls a method of Chromium's own protocol.
    #[track_caller]
    pub fn devtools(&self, method: &str, parameters: Value) -> Value {
        self.driver.devtools(method, parameters)
    }

    /// As [`Page::before_start`], in Chromium, until what this gives is handed to [`Page::withdraw`].
    #[track_caller]
    pub fn inject(&self, script: &str) -> Value {
        let script = json!({ "source": script });
        self.devtools("Page.addScriptToEvaluateOnNewDocument", script)["identifier"].clone()
    }

    /// Takes back a script that was injected, from the next page on.
    #[track_caller]
    pub fn withdraw(&self, script: &Value) {
        let script = json!({ "identifier": script });
        self.devtools("Page.removeScriptToEvaluateOnNewDocument", script);
    }

    /// From now on what is asked and pointed at is in the first frame of the page.
    #[track_caller]
    pub fn enter_frame(&self) {
        self.driver.post("/frame", &json!({ "id": 0 }));
    }

    /// Whether the page has shown its last words.
    #[track_caller]
    pub fn has_failed(&self) -> bool {
        self.attribute("html", "data-failed").is_some()
    }

    /// Runs JavaScript in the page and gives what it returns.
    #[track_caller]
    pub fn run(&self, script: &str, arguments: Value) -> Value {
        self.driver.post("/execute/sync", &json!({ "script": script, "args": arguments }))
    }

    /// Runs JavaScript in the page and waits for the value of the promise that it returns.
    #[track_caller]
    pub fn run_async(&self, script: &str) -> Value {
        let script = format!(
            "const done = arguments[0]; (async () => {{ {script} }})().then(done, e => done(`${{e}}`))"
        );
        self.driver.post("/execute/async", &json!({ "script": script, "args": [] }))
    }

    /// Performs pointer, key and wheel actions, as the WebDriver protocol writes them.
    #[track_caller]
    pub(super) fn perform(&self, sources: Value) {
        self.driver.post("/actions", &json!({ "actions": sources }));
    }

    /// Waits until `holds`, which `what` says in words.
    #[track_caller]
    pub fn until(&self, what: &str, mut holds: impl FnMut() -> bool) {
        let start = Instant::now();
        while !holds() {
            assert!(start.elapsed() < PATIENCE, "waited {PATIENCE:?} in vain for: {what}");
            sleep(Duration::from_millis(20));
        }
    }

    /// Lets two animation frames pass: all that an input has brought about is painted then.
    #[track_caller]
    pub fn settle(&self) {
        self.run_async("for (let i = 0; i < 2; i++) await new Promise(requestAnimationFrame)");
    }

    /// Picks an option of a `select`, with the `input` and `change` events that the browser sends.
    #[track_caller]
    pub fn choose_in_select(&self, selector: &str, value: &str) {
        let option = format!("{selector} option[value=\"{value}\"]");
        let found =
            self.driver.post("/element", &json!({ "using": "css selector", "value": option }));
        let id = element_id(&found);
        self.driver.post(&format!("/element/{id}/click"), &json!({}));
    }

    /// How many elements there are.
    #[track_caller]
    pub fn count(&self, selector: &str) -> usize {
        let count =
            self.run("return document.querySelectorAll(arguments[0]).length", json!([selector]));
        count.as_u64().expect("a count") as usize
    }

    /// The element's attribute; `None` where there is no such element, or it has none.
    #[track_caller]
    pub fn attribute(&self, selector: &str, name: &str) -> Option<String> {
        let script =
            "return document.querySelector(arguments[0])?.getAttribute(arguments[1]) ?? null";
        self.run(script, json!([selector, name])).as_str().map(String::from)
    }

    /// The element's attribute, which must be a number.
    #[track_caller]
    pub fn number(&self, selector: &str, name: &str) -> f32 {
        let text =
            self.attribute(selector, name).unwrap_or_else(|| panic!("no {name} at {selector}"));
        text.parse().unwrap_or_else(|_| panic!("{name}=\"{text}\" at {selector} is not a number"))
    }

    /// The text that stands in the element, as it is seen.
    #[track_caller]
    pub fn text(&self, selector: &str) -> String {
        let text = self.run(
            "return document.querySelector(arguments[0])?.innerText ?? null",
            json!([selector]),
        );
        text.as_str().unwrap_or_else(|| panic!("there is no {selector}")).to_owned()
    }

    /// The elements that are there for assistive technology, each with the name that it reads out.
    #[track_caller]
    pub fn accessible_names(&self, selector: &str) -> Vec<(String, String)> {
        let script = "return [...document.querySelectorAll(arguments[0])]
            .filter(e => e.getClientRects().length > 0 && !e.closest('[aria-hidden=true]'))
            .map(e => [e, e.outerHTML.slice(0, 160)])";
        let found = self.run(script, json!([selector]));
        let name = |found: &Value| {
            let label =
                self.driver.get(&format!("/element/{}/computedlabel", element_id(&found[0])));
            let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
            (text(&found[1]), text(&label))
        };
        found.as_array().into_iter().flatten().map(name).collect()
    }

    /// Opens files of these names and contents, as if they had been chosen.
    #[track_caller]
    pub fn open_files(&self, files: &[(&str, &[u8])]) {
        let script = "const input = document.querySelector(arguments[0]);
            input.files = arguments[1](arguments[2]).files;
            input.dispatchEvent(new Event('change', { bubbles: true }))";
        self.give(script, &handle("open-file"), files);
    }

    /// Drops files of these names and contents onto an element.
    #[track_caller]
    pub fn drop_files(&self, selector: &str, files: &[(&str, &[u8])]) {
        let script = "const dataTransfer = arguments[1](arguments[2]);
            const drop = new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer });
            document.querySelector(arguments[0]).dispatchEvent(drop)";
        self.give(script, selector, files);
    }

    /// Runs `script`, in which `arguments[0]` is `selector` and `arguments[1](arguments[2])` carries the files.
    #[track_caller]
    pub fn give(&self, script: &str, selector: &str, files: &[(&str, &[u8])]) {
        let files: Vec<_> =
            files.iter().map(|(name, bytes)| (name, BASE64_STANDARD.encode(bytes))).collect();
        let carry = "files => {
            const carried = new DataTransfer();
            for (const [name, bytes] of files)
                carried.items.add(new File([Uint8Array.from(atob(bytes), c => c.charCodeAt(0))], name));
            return carried;
        }";
        let script = script.replace("arguments[1](", &format!("({carry})("));
        self.run(&script.replace("arguments[2]", "arguments[1]"), json!([selector, files]));
    }

    /// The bytes of the file that a click on the element saves.
    #[track_caller]
    pub fn download(&self, selector: &str) -> Vec<u8> {
        // The session's own folder: other tests save files meanwhile.
        let folder = match self.driver.downloads() {
            Some(folder) => folder.to_owned(),
            None => {
                let folder = target().join("downloads").join(self.driver.id());
                let behaviour = json!({ "behavior": "allow", "downloadPath": folder });
                self.devtools("Page.setDownloadBehavior", behaviour);
                folder
            }
        };
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).expect("target/ can be written to");
        self.click(selector);
        let mut saved = None;
        self.until("a saved file", || {
            let paths = std::fs::read_dir(&folder)
                .into_iter()
                .flatten()
                .flatten()
                .map(|entry| entry.path());
            // While it is being written a file has another ending.
            let unfinished = |ending: &std::ffi::OsStr| ending == "crdownload" || ending == "part";
            let is_done = |path: &PathBuf| !path.extension().is_some_and(unfinished);
            // Firefox holds the place with an empty file.
            let has_bytes = |path: &PathBuf| path.metadata().is_ok_and(|file| file.len() > 0);
            let mut paths = paths.collect::<Vec<_>>().into_iter();
            saved = paths.find(|path| is_done(path) && has_bytes(path));
            saved.is_some()
        });
        let bytes =
            saved.and_then(|path| std::fs::read(path).ok()).expect("the saved file can be read");
        let _ = std::fs::remove_dir_all(&folder);
        bytes
    }

    /// What the browser's console has against the page since this was last asked.
    pub fn console_errors(&self) -> Vec<String> {
        if self.engine.is_some() {
            return self.recorded_errors();
        }
        let entries = self.driver.try_post("/se/log", &json!({ "type": "browser" }));
        let entries =
            entries.unwrap_or_else(|error| json!([{ "level": "SEVERE", "message": error }]));
        let severe = |entry: &&Value| entry["level"] == "SEVERE";
        let message = |entry: &Value| entry["message"].as_str().unwrap_or_default().to_owned();
        entries.as_array().into_iter().flatten().filter(severe).map(message).collect()
    }

    /// The same where only the page itself can tell.
    fn recorded_errors(&self) -> Vec<String> {
        let script = "const kept = sessionStorage.getItem('errors on the console') ?? '[]';
            sessionStorage.removeItem('errors on the console');
            return JSON.parse(kept)";
        let kept = self.driver.try_post("/execute/sync", &json!({ "script": script, "args": [] }));
        // Where there is no storage, as in an empty tab, there was no page.
        serde_json::from_value(kept.unwrap_or_default()).unwrap_or_default()
    }

    /// Keeps what is seen now as `target/screenshots/{name}.png`.
    #[track_caller]
    pub fn screenshot(&self, name: &str) -> PathBuf {
        self.try_screenshot(name).expect("a screenshot")
    }

    pub(super) fn try_screenshot(&self, name: &str) -> Result<PathBuf, String> {
        let folder = target().join("screenshots");
        let path = folder.join(format!("{name}.png"));
        let png = match self.engine {
            Some(_) => self.driver.try_get("/screenshot")?,
            None => {
                let command = json!({ "cmd": "Page.captureScreenshot", "params": {} });
                self.driver.try_post("/goog/cdp/execute", &command)?["data"].take()
            }
        };
        let png =
            BASE64_STANDARD.decode(png.as_str().unwrap_or_default()).map_err(|e| e.to_string())?;
        std::fs::create_dir_all(&folder)
            .and_then(|()| std::fs::write(&path, png))
            .map_err(|e| e.to_string())?;
        Ok(path)
    }
}

/// The name that WebDriver has given an element.
fn element_id(element: &Value) -> &str {
    let ids = element.as_object().and_then(|element| element.values().next()?.as_str());
    ids.expect("an element's id")
}

/// Where what the tests write goes.
fn target() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target")
}
