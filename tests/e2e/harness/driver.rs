//! The WebDriver protocol, as far as the tests need it: one chromedriver, one browser, a fresh profile.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};
use ureq::Agent;

/// A running browser and the chromedriver that drives it. Both are gone when this is dropped, and
/// so is the browser's profile.
pub struct Driver {
    chromedriver: Child,
    agent: Agent,
    session: String,
}

impl Driver {
    /// Opens a browser with Chromium's command line `arguments`, on an empty tab.
    pub fn open(arguments: &[String]) -> Self {
        let (chromedriver, address) = start_chromedriver();
        let agent = Agent::config_builder()
            .timeout_global(Some(Duration::from_secs(120)))
            .http_status_as_error(false)
            .proxy(None)
            .build()
            .new_agent();
        let mut driver = Self { chromedriver, agent, session: format!("{address}/session") };
        let capabilities = json!({
            "goog:chromeOptions": { "args": arguments },
            "goog:loggingPrefs": { "browser": "ALL" },
        });
        let opened = driver.post("", &json!({ "capabilities": { "alwaysMatch": capabilities } }));
        let id = opened["sessionId"].as_str().expect("a session's id");
        driver.session = format!("{}/{id}", driver.session);
        driver
    }

    /// The session's name, which no other has.
    pub fn id(&self) -> &str {
        self.session.rsplit('/').next().unwrap_or_default()
    }

    /// Issues the session's command `path` and gives its value.
    #[track_caller]
    pub fn post(&self, path: &str, body: &Value) -> Value {
        self.try_post(path, body)
            .unwrap_or_else(|error| panic!("the browser refuses {path}: {error}"))
    }

    /// Issues the session's command `path`: its value, or what chromedriver says against it.
    pub fn try_post(&self, path: &str, body: &Value) -> Result<Value, String> {
        let answer = self.agent.post(format!("{}{path}", self.session)).send(body.to_string());
        value_of(answer)
    }

    /// Asks for the session's `path`.
    #[track_caller]
    pub fn get(&self, path: &str) -> Value {
        let answer = self.agent.get(format!("{}{path}", self.session)).call();
        value_of(answer).unwrap_or_else(|error| panic!("the browser refuses {path}: {error}"))
    }

    /// Calls a method of Chromium's own protocol (CDP).
    #[track_caller]
    pub fn devtools(&self, method: &str, parameters: Value) -> Value {
        self.post("/goog/cdp/execute", &json!({ "cmd": method, "params": parameters }))
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // Closing the session first: a killed chromedriver would leave its browser behind.
        let _ = self.agent.delete(&self.session).call();
        let _ = self.chromedriver.kill();
        let _ = self.chromedriver.wait();
    }
}

fn value_of(
    answer: Result<ureq::http::Response<ureq::Body>, ureq::Error>,
) -> Result<Value, String> {
    let mut answer = answer.map_err(|error| error.to_string())?;
    let succeeded = answer.status().is_success();
    // A screenshot is a long text: no limit.
    let text = answer.body_mut().with_config().limit(u64::MAX).read_to_string();
    let text = text.map_err(|error| error.to_string())?;
    let mut body: Value =
        serde_json::from_str(&text).map_err(|error| format!("{error} in {text}"))?;
    let value = body["value"].take();
    if succeeded {
        Ok(value)
    } else {
        Err(value["message"].as_str().unwrap_or("no message").to_owned())
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
