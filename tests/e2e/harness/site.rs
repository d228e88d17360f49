//! A static host, as plain as they come, that serves `dist/` under a path of its own.

use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::thread;

use tiny_http::{Header, Request, Response, Server};

/// Where the page is put: anywhere but at the root, so that an absolute address in it is found out.
const BASE: &str = "/somewhere/hitofude/";

/// One test's host, on a port of its own, so that its requests are this test's requests.
pub struct Site {
    server: Arc<Server>,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Site {
    /// Starts serving. The page must have been built.
    pub fn serve() -> Self {
        let dist = dist();
        let server = Arc::new(Server::http("127.0.0.1:0").expect("a free port on 127.0.0.1"));
        let requests = Arc::new(Mutex::new(Vec::new()));
        for _ in 0..4 {
            let (server, requests, dist) = (server.clone(), requests.clone(), dist.clone());
            thread::spawn(move || {
                while let Ok(request) = server.recv() {
                    requests.lock().unwrap().push(request.url().to_owned());
                    answer(request, &dist);
                }
            });
        }
        Self { server, requests }
    }

    /// The page's address.
    pub fn page(&self) -> String {
        self.address(BASE)
    }

    /// An empty page of the same origin: storage can be filled there before the page opens.
    pub fn empty_page(&self) -> String {
        self.address("/empty")
    }

    fn address(&self, path: &str) -> String {
        let address = self.server.server_addr().to_ip().expect("a TCP port");
        format!("http://{address}{path}")
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

impl Drop for Site {
    fn drop(&mut self) {
        for _ in 0..4 {
            self.server.unblock();
        }
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
    let path = dist.join(if path.is_empty() { "index.html" } else { path });
    (path.is_file() && !path.components().any(|part| part.as_os_str() == "..")).then_some(path)
}

fn answer(request: Request, dist: &Path) {
    let (status, kind, body) = if request.url() == "/empty" {
        (200, "text/html; charset=utf-8", b"<!doctype html><link rel=icon href=data:,>".to_vec())
    } else if let Some(path) = file(dist, request.url()) {
        (200, kind(&path), std::fs::read(&path).expect("a readable file in dist/"))
    } else {
        (404, "text/plain; charset=utf-8", b"not here".to_vec())
    };
    let header = |name: &str, value: &str| Header::from_bytes(name, value).expect("a plain header");
    let headers = vec![
        header("Content-Type", kind),
        header("Cache-Control", "no-store"),
        // With these two the browser's clock ticks in 5 µs and not in 100.
        header("Cross-Origin-Opener-Policy", "same-origin"),
        header("Cross-Origin-Embedder-Policy", "require-corp"),
    ];
    let length = body.len();
    // A browser that leaves before the answer has come is no failure.
    let _ = request.respond(Response::new(
        status.into(),
        headers,
        Cursor::new(body),
        Some(length),
        None,
    ));
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
