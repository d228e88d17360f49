//! The browser: one driver, one session, a fresh profile; fantoccini speaks the WebDriver protocol.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder};
use http::Method;
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Map, Value, json};
use tokio::runtime::{Builder, Runtime};
use url::{ParseError, Url};

use super::engine::{Program, Started};

/// No call takes longer: a browser that hangs is a failed test, not a test that never ends.
const LONGEST_CALL: Duration = Duration::from_secs(100);

/// A running browser and the program that drives it. Both are gone when this is dropped, and
/// so is the browser's profile.
pub struct Driver {
    /// The driver first, then what it needs: they end in this order.
    _programs: Vec<Program>,
    /// The tests wait for every answer: one thread will do.
    runtime: Runtime,
    client: Client,
    session: String,
    /// Where what is downloaded goes, where it is known beforehand.
    downloads: Option<PathBuf>,
}

impl Driver {
    /// Opens a browser with Chromium's command line `arguments`, on an empty tab.
    pub fn open(arguments: &[String]) -> Self {
        let (chromedriver, address) = start_chromedriver();
        let mut capabilities = Map::new();
        capabilities.insert("goog:chromeOptions".into(), json!({ "args": arguments }));
        capabilities.insert("goog:loggingPrefs".into(), json!({ "browser": "ALL" }));
        let programs = vec![Program::from(chromedriver)];
        Self::connect(programs, &address, capabilities, None)
    }

    /// Opens a browser of another engine, on an empty tab.
    pub fn of(started: Started) -> Self {
        let Started { programs, address, capabilities, downloads } = started;
        Self::connect(programs, &address, capabilities, Some(downloads))
    }

    fn connect(
        programs: Vec<Program>,
        address: &str,
        capabilities: Map<String, Value>,
        downloads: Option<PathBuf>,
    ) -> Self {
        let runtime =
            Builder::new_current_thread().enable_all().build().expect("a runtime can be built");
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities(capabilities);
        let client = runtime
            .block_on(async { tokio::time::timeout(LONGEST_CALL, builder.connect(address)).await })
            .expect("a browser opens in time")
            .expect("the driver opens a browser");
        let session = runtime.block_on(client.session_id()).ok().flatten().expect("a session's id");
        Self { _programs: programs, runtime, client, session, downloads }
    }

    /// Where what is downloaded goes, where that was said when the browser began.
    pub fn downloads(&self) -> Option<&Path> {
        self.downloads.as_deref()
    }

    /// The session's name, which no other has.
    pub fn id(&self) -> &str {
        &self.session
    }

    /// Issues the session's command `path` and gives its value.
    #[track_caller]
    pub fn post(&self, path: &str, body: &Value) -> Value {
        self.try_post(path, body)
            .unwrap_or_else(|error| panic!("the browser refuses {path}: {error}"))
    }

    /// Issues the session's command `path`: its value, or what chromedriver says against it.
    pub fn try_post(&self, path: &str, body: &Value) -> Result<Value, String> {
        self.issue(Method::POST, path, Some(body.to_string()))
    }

    /// Asks for the session's `path`.
    #[track_caller]
    pub fn get(&self, path: &str) -> Value {
        self.try_get(path).unwrap_or_else(|error| panic!("the browser refuses {path}: {error}"))
    }

    /// The same: the answer, or what the driver says against it.
    pub fn try_get(&self, path: &str) -> Result<Value, String> {
        self.issue(Method::GET, path, None)
    }

    /// Calls a method of Chromium's own protocol (CDP).
    #[track_caller]
    pub fn devtools(&self, method: &str, parameters: Value) -> Value {
        self.post("/goog/cdp/execute", &json!({ "cmd": method, "params": parameters }))
    }

    fn issue(&self, method: Method, path: &str, body: Option<String>) -> Result<Value, String> {
        let command = SessionCommand { method, path: path.to_owned(), body };
        let name = command.path.clone();
        let answer = self.runtime.block_on(async {
            tokio::time::timeout(LONGEST_CALL, self.client.issue_cmd(command)).await
        });
        let late = |_| format!("{name} has no answer after {LONGEST_CALL:?}");
        answer.map_err(late)?.map_err(|error| error.to_string())
    }
}

/// A command of the running session, its path from the session's address on.
#[derive(Debug)]
struct SessionCommand {
    method: Method,
    path: String,
    body: Option<String>,
}

impl WebDriverCompatibleCommand for SessionCommand {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!("session/{}{}", session.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (self.method.clone(), self.body.clone())
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // Closing the session first: a killed driver would leave its browser behind.
        let closing = self.client.clone().close();
        let _ = self
            .runtime
            .block_on(async { tokio::time::timeout(Duration::from_secs(10), closing).await });
    }
}

fn start_chromedriver() -> (Child, String) {
    let program = std::env::var("CHROMEDRIVER").unwrap_or_else(|_| "chromedriver".into());
    // It looks for a free port and takes it a moment later: another one may have been quicker.
    for _ in 0..5 {
        let mut chromedriver = Command::new(&program)
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| {
                panic!("{program} does not start ({error}): run `make setup` first")
            });
        let output = BufReader::new(chromedriver.stdout.take().expect("a piped output"));
        let mut lines = output.lines().map_while(Result::ok);
        let port = lines.find_map(|line| {
            Some(line.split_once("successfully on port ")?.1.trim_end_matches('.').to_owned())
        });
        let Some(port) = port else {
            // Its output has ended, and so has it.
            let _ = chromedriver.wait();
            continue;
        };
        // Read on, or the driver would stand still once the pipe is full.
        std::thread::spawn(move || lines.for_each(drop));
        return (chromedriver, format!("http://127.0.0.1:{port}"));
    }
    panic!("{program} does not take a port");
}
