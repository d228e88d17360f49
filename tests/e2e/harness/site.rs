//! A static host, as plain as they come, that serves `dist/` under a path of its own.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::thread;

/// Where the page is put: anywhere but at the root, so that an absolute address in it is found out.
const BASE: &str = "/somewhere/hitofude/";

/// With these the browser's clock ticks in 5 µs and not in 100.
const ISOLATED: &str =
    "Cross-Origin-Opener-Policy: same-origin\r\nCross-Origin-Embedder-Policy: require-corp\r\n";
const PLAIN: &str = "Access-Control-Allow-Origin: *\r\n";

/// One test's host, on a port of its own, so that its requests are this test's requests. It serves until
/// the tests end.
pub struct Site {
    address: SocketAddr,
    /// What browsers call this machine.
    host: String,
    requests: Arc<Mutex<Vec<String>>>,
    offered: Arc<Mutex<HashMap<String, Vec<u8>>>>,
    manner: Arc<Mutex<Manner>>,
}

/// How the host serves, beside what it serves.
#[derive(Clone, Debug, Default)]
struct Manner {
    /// What runs in the page before anything of its own.
    script: String,
    /// A Content-Security-Policy.
    policy: Option<String>,
    /// A file that is not there.
    missing: Option<String>,
    /// Whether everybody may read it, and it isolates nothing: as most hosts of static pages do.
    plain: bool,
}

/// Notes what goes wrong where the driver does not tell: for the whole visit, reloads included.
const RECORDER: &str = "{
    const name = 'errors on the console';
    const note = text => {
        try {
            const kept = JSON.parse(sessionStorage.getItem(name) ?? '[]');
            sessionStorage.setItem(name, JSON.stringify([...kept, text]));
        } catch {}
    };
    addEventListener('error', event => note(`${event.message ?? event.target?.outerHTML}`), true);
    addEventListener('unhandledrejection', event => note(`${event.reason}`));
    const error = console.error;
    console.error = (...words) => { note(words.join(' ')); error(...words); };
}
";

impl Site {
    /// Starts serving. The page must have been built.
    pub fn serve(host: &str) -> Self {
        let dist = dist();
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port on 127.0.0.1");
        let address = listener.local_addr().expect("the port that it got");
        let requests = Arc::new(Mutex::new(Vec::new()));
        let log = requests.clone();
        let offered = Arc::default();
        let extra = Arc::clone(&offered);
        let manner: Arc<Mutex<Manner>> = Arc::default();
        let how = Arc::clone(&manner);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (log, extra, dist) = (log.clone(), Arc::clone(&extra), dist.clone());
                let how = how.lock().unwrap().clone();
                // A browser that leaves before the answer has come is no failure.
                thread::spawn(move || {
                    answer(stream, &log, &extra, &dist, &how).unwrap_or_default();
                });
            }
        });
        Self { address, host: host.to_owned(), requests, offered, manner }
    }

    /// From now on it sends what the hosts of static pages send that let everybody read them.
    pub fn be_plain(&self) {
        self.manner.lock().unwrap().plain = true;
    }

    /// From now on `script` runs in the page before anything of its own, after what was given before.
    pub fn before_start(&self, script: &str) {
        self.manner.lock().unwrap().script += &format!("<script>{script}</script>");
    }

    /// From now on there is something else in the place of the page's own file, or nothing.
    pub fn offer_instead(&self, path: &str, bytes: Option<Vec<u8>>) {
        self.manner.lock().unwrap().missing = bytes.is_none().then(|| format!("{BASE}{path}"));
        self.offer(path, bytes.as_deref());
    }

    /// From now on the page's own file is there again.
    pub fn offer_own(&self, path: &str) {
        self.manner.lock().unwrap().missing = None;
        self.offer(path, None);
    }

    /// From now on everything is served with this Content-Security-Policy.
    pub fn set_policy(&self, policy: &str) {
        self.manner.lock().unwrap().policy = Some(policy.to_owned());
    }

    /// From now on the page notes what goes wrong in it, where the browser's driver cannot tell.
    pub fn record_errors(&self) {
        self.before_start(RECORDER);
    }

    /// From now on there is a file beside the page, or none any more.
    pub fn offer(&self, path: &str, bytes: Option<&[u8]>) {
        let (mut offered, path) = (self.offered.lock().unwrap(), format!("{BASE}{path}"));
        match bytes {
            Some(bytes) => offered.insert(path, bytes.to_owned()),
            None => offered.remove(&path),
        };
    }

    /// The page's address for somebody who wants all of it at once, before three stages of five channels.
    pub fn page(&self) -> String {
        self.address(BASE) + "#network=five-channel&show=everything"
    }

    /// The page's address as a visitor has it.
    pub fn first_page(&self) -> String {
        self.address(BASE)
    }

    /// An empty page of the same origin: storage can be filled there before the page opens.
    pub fn empty_page(&self) -> String {
        self.address("/empty")
    }

    fn address(&self, path: &str) -> String {
        format!("http://{}:{}{path}", self.host, self.address.port())
    }

    /// Every path that was asked for, in order.
    pub fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }

    /// Those of them that this host does not have under the page's path.
    pub fn strays(&self) -> Vec<String> {
        let known = |path: &String| path == "/empty" || file(&dist(), path).is_some();
        self.requests().into_iter().filter(|path| !known(path)).collect()
    }
}

/// The built page.
pub fn dist() -> PathBuf {
    let dist = Path::new(env!("CARGO_MANIFEST_DIR")).join("dist");
    assert!(dist.join("index.html").exists(), "the page is not built: run `make build` first");
    dist
}

fn file(dist: &Path, url: &str) -> Option<PathBuf> {
    let path = url.split(['?', '#']).next()?.strip_prefix(BASE)?;
    // Whoever built the page may have put data there: a test offers what it needs itself.
    if path.starts_with("data/") {
        return None;
    }
    let path = dist.join(if path.is_empty() { "index.html" } else { path });
    (path.is_file() && !path.components().any(|part| part.as_os_str() == "..")).then_some(path)
}

/// Reads one request and answers it; each connection serves one.
fn answer(
    stream: TcpStream,
    log: &Mutex<Vec<String>>,
    offered: &Mutex<HashMap<String, Vec<u8>>>,
    dist: &Path,
    how: &Manner,
) -> std::io::Result<()> {
    let mut lines = BufReader::new(&stream).lines();
    // Browsers open connections in reserve, and close them without a word.
    let Some(request) = lines.next().transpose()? else { return Ok(()) };
    while lines.next().transpose()?.is_some_and(|header| !header.is_empty()) {}
    let url = request.split(' ').nth(1).unwrap_or_default();
    log.lock().unwrap().push(url.to_owned());

    let offered = offered.lock().unwrap().get(url).cloned();
    let (status, kind, body) = if let Some(body) = offered {
        ("200 OK", kind(Path::new(url)), body)
    } else if url == "/empty" {
        let page = b"<!doctype html><link rel=icon href=data:,>".to_vec();
        ("200 OK", "text/html; charset=utf-8", page)
    } else if let Some(path) = file(dist, url).filter(|_| how.missing.as_deref() != Some(url)) {
        let mut body = std::fs::read(&path)?;
        if kind(&path).starts_with("text/html") && !how.script.is_empty() {
            let page = String::from_utf8_lossy(&body);
            // The first thing in the head that a minified page still has.
            body = page.replacen("<meta", &format!("{}<meta", how.script), 1).into_bytes();
        }
        ("200 OK", kind(&path), body)
    } else {
        ("404 Not Found", "text/plain; charset=utf-8", b"not here".to_vec())
    };
    let headers = if how.plain { PLAIN } else { ISOLATED };
    let policy = how.policy.as_ref().map(|policy| format!("Content-Security-Policy: {policy}\r\n"));
    let policy = policy.unwrap_or_default();
    let head = format!(
        "HTTP/1.1 {status}\r\n{policy}Content-Type: {kind}\r\nContent-Length: {}\r\nCache-Control: no-store\r\n\
         Connection: close\r\n{headers}\r\n",
        body.len()
    );
    (&stream).write_all(head.as_bytes())?;
    (&stream).write_all(&body)
}

fn kind(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("json" | "webmanifest") => "application/json",
        _ => "application/octet-stream",
    }
}
