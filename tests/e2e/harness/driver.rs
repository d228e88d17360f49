//! The browser: one chromedriver, one session, a fresh profile; fantoccini speaks the WebDriver protocol.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder};
use http::Method;
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Map, Value, json};
use tokio::runtime::{Builder, Runtime};
use url::{ParseError, Url};

/// A running browser and the chromedriver that drives it. Both are gone when this is dropped, and
/// so is the browser's profile.
pub struct Driver {
    chromedriver: Child,
    /// The tests wait for every answer: one thread will do.
    runtime: Runtime,
    client: Client,
    session: String,
}

impl Driver {
    /// Opens a browser with Chromium's command line `arguments`, on an empty tab.
    pub fn open(arguments: &[String]) -> Self {
        let (chromedriver, address) = start_chromedriver();
        let runtime =
            Builder::new_current_thread().enable_all().build().expect("a runtime can be built");
        let mut capabilities = Map::new();
        capabilities.insert("goog:chromeOptions".into(), json!({ "args": arguments }));
        capabilities.insert("goog:loggingPrefs".into(), json!({ "browser": "ALL" }));
        let mut builder = ClientBuilder::new(HttpConnector::new());
        let connecting = builder.capabilities(capabilities).connect(&address);
        let client = runtime.block_on(connecting).expect("chromedriver opens a browser");
        let session = runtime.block_on(client.session_id()).ok().flatten().expect("a session's id");
        Self { chromedriver, runtime, client, session }
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
        self.issue(Method::GET, path, None)
            .unwrap_or_else(|error| panic!("the browser refuses {path}: {error}"))
    }

    /// Calls a method of Chromium's own protocol (CDP).
    #[track_caller]
    pub fn devtools(&self, method: &str, parameters: Value) -> Value {
        self.post("/goog/cdp/execute", &json!({ "cmd": method, "params": parameters }))
    }

    fn issue(&self, method: Method, path: &str, body: Option<String>) -> Result<Value, String> {
        let command = SessionCommand { method, path: path.to_owned(), body };
        let answer = self.runtime.block_on(self.client.issue_cmd(command));
        answer.map_err(|error| error.to_string())
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
        // Closing the session first: a killed chromedriver would leave its browser behind.
        let _ = self.runtime.block_on(self.client.clone().close());
        let _ = self.chromedriver.kill();
        let _ = self.chromedriver.wait();
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
