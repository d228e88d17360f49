//! The two other engines: which programs drive them, and what is asked of those. Only commands of the WebDriver standard
//! reach them, so a test for all engines keeps to those.

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::{Map, Value, json};

/// A browser's engine beside Chromium's, which `in_browser` has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Firefox, by its geckodriver.
    Firefox,
    /// What Safari is made of: WebKitGTK's small browser, by its WebKitWebDriver, on a screen of its own.
    WebKit,
}

/// A running driver, what it needs, and how to ask it for a browser.
pub struct Started {
    pub programs: Vec<Program>,
    pub address: String,
    pub capabilities: Map<String, Value>,
    /// Where what is downloaded goes, where that can be said beforehand.
    pub downloads: PathBuf,
}

impl Engine {
    /// Starts its driver; or what is missing here.
    pub fn start(self, language: &str) -> Result<Started, String> {
        match self {
            Self::Firefox => firefox(language),
            Self::WebKit => webkit(language),
        }
    }
}

fn firefox(language: &str) -> Result<Started, String> {
    let browser = find("firefox-esr").or_else(|| find("firefox")).ok_or("there is no Firefox")?;
    let local = Path::new(env!("CARGO_MANIFEST_DIR")).join(".tools/bin/geckodriver");
    let geckodriver = Some(local).filter(|path| path.is_file()).or_else(|| find("geckodriver"));
    let geckodriver = geckodriver.ok_or("there is no geckodriver")?;
    let mut command = Command::new(geckodriver);
    command.args(["--port=0", "--websocket-port=0"]);
    let (driver, line) = Program::said(command, |line| line.contains("Listening on"))?;
    let port = line.rsplit(':').next().unwrap_or_default().trim().to_owned();
    let downloads = own_folder("downloads");
    let preferences = json!({
        "intl.accept_languages": language,
        "layout.css.prefers-color-scheme.content-override": 1,
        "browser.download.folderList": 2,
        "browser.download.dir": downloads,
        "browser.download.alwaysOpenPanel": false,
    });
    let options = json!({ "binary": browser, "args": ["-headless"], "prefs": preferences });
    let capabilities = Map::from_iter([("moz:firefoxOptions".to_owned(), options)]);
    let address = format!("http://127.0.0.1:{port}");
    Ok(Started { programs: vec![driver], address, capabilities, downloads })
}

fn webkit(language: &str) -> Result<Started, String> {
    let driver = find("WebKitWebDriver").ok_or("there is no WebKitWebDriver")?;
    let browser = mini_browser().ok_or("there is no MiniBrowser of WebKitGTK")?;
    let xvfb = find("Xvfb").ok_or("there is no Xvfb, the screen that WebKit needs")?;
    let mut command = Command::new(xvfb);
    // It takes a free number and says which.
    command.args(["-displayfd", "1", "-screen", "0", "1480x1100x24", "-nolisten", "tcp"]);
    let (screen, number) = Program::said(command, |line| !line.trim().is_empty())?;
    // A home of its own: nothing of another visit.
    let home = own_folder("webkit");
    let locale = if language == "ja" { "ja_JP.UTF-8" } else { "C.UTF-8" };
    for _ in 0..5 {
        let port = free_port()?;
        let mut command = Command::new(&driver);
        command.args([format!("--port={port}"), "--host=127.0.0.1".into()]);
        command.env("DISPLAY", format!(":{}", number.trim()));
        command.envs([("LANG", locale), ("LC_ALL", locale), ("NO_AT_BRIDGE", "1")]);
        command.envs([("HOME", &home), ("XDG_RUNTIME_DIR", &home)]);
        // The fast renderer: the other one paints a third of the frames.
        command.env("WEBKIT_DISABLE_DMABUF_RENDERER", "1");
        let mut driver = Program::start(command)?;
        if driver.listens(port) {
            let options = json!({ "binary": browser, "args": ["--automation"] });
            let capabilities = Map::from_iter([("webkitgtk:browserOptions".to_owned(), options)]);
            let address = format!("http://127.0.0.1:{port}");
            // The driver goes before its screen.
            let programs = vec![driver, screen];
            return Ok(Started { programs, address, capabilities, downloads: home });
        }
    }
    Err("WebKitWebDriver does not take a port".into())
}

/// Debian has it beside WebKitGTK's other programs, which are in no PATH.
fn mini_browser() -> Option<PathBuf> {
    let folders = std::fs::read_dir("/usr/lib").ok()?.flatten();
    let path = |version| move |folder: PathBuf| folder.join(version).join("MiniBrowser");
    let folders: Vec<_> = folders.map(|folder| folder.path()).collect();
    ["webkit2gtk-4.1", "webkitgtk-6.0", "webkit2gtk-4.0"]
        .into_iter()
        .flat_map(|version| folders.iter().cloned().map(path(version)))
        .find(|path| path.is_file())
}

fn find(program: &str) -> Option<PathBuf> {
    let folders = std::env::var_os("PATH")?;
    std::env::split_paths(&folders).map(|folder| folder.join(program)).find(|path| path.is_file())
}

fn free_port() -> Result<u16, String> {
    let listener = TcpListener::bind("127.0.0.1:0").map_err(|error| error.to_string())?;
    Ok(listener.local_addr().map_err(|error| error.to_string())?.port())
}

/// A folder that no other test has.
fn own_folder(name: &str) -> PathBuf {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let own = format!("{}-{number}", std::process::id());
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target").join(name).join(own);
    std::fs::create_dir_all(&folder).expect("target/ can be written to");
    folder
}

/// A program that ends, with all that it has started, when this is dropped.
pub struct Program(Child);

impl Program {
    fn start(mut command: Command) -> Result<Self, String> {
        let name = format!("{:?}", command.get_program());
        // A group of its own: what the driver has started goes with it.
        command.process_group(0).stdout(Stdio::null()).stderr(Stdio::null());
        command.spawn().map(Self).map_err(|error| format!("{name} does not start: {error}"))
    }

    /// Starts a program that says where it is to be found: gives the first line for which `is_it` holds.
    fn said(mut command: Command, is_it: fn(&str) -> bool) -> Result<(Self, String), String> {
        let name = format!("{:?}", command.get_program());
        command.process_group(0).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child =
            command.spawn().map_err(|error| format!("{name} does not start: {error}"))?;
        let output = BufReader::new(child.stdout.take().expect("a piped output"));
        let program = Self(child);
        let mut lines = output.lines().map_while(Result::ok);
        let line = lines.find(|line| is_it(line)).ok_or(format!("{name} ended by itself"))?;
        // Read on, or the program would stand still once the pipe is full.
        std::thread::spawn(move || lines.for_each(drop));
        Ok((program, line))
    }

    /// Waits until something listens at `port`; whether it does.
    fn listens(&mut self, port: u16) -> bool {
        for _ in 0..500 {
            if std::net::TcpStream::connect(("127.0.0.1", port)).is_ok() {
                return matches!(self.0.try_wait(), Ok(None));
            }
            if !matches!(self.0.try_wait(), Ok(None)) {
                return false;
            }
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
        false
    }
}

impl From<Child> for Program {
    fn from(child: Child) -> Self {
        Self(child)
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let group = format!("-{}", self.0.id());
        // Where it leads no group there is none to end.
        let _ = Command::new("kill").args(["-9", "--", &group]).stderr(Stdio::null()).status();
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
