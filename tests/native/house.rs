//! The house rules that code can break without a compiler saying a word: which room may use which, and who
//! may touch the browser. ARCHITECTURE.md says why.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// A folder of `src`.
struct Room {
    name: &'static str,
    /// The rooms that it may use beside itself. A new arrow is one word here, and a decision.
    uses: &'static [&'static str],
    browser: Browser,
}

/// What a room may know of the browser, of the clock and of the world outside.
#[derive(Clone, Copy, PartialEq)]
enum Browser {
    /// Nothing: it runs natively, and gives the same for the same.
    Unknown,
    /// `web-sys` and `js-sys` at will, but no components.
    Spoken,
    /// No browser, but files and the clock: a tool, not a part of the page.
    Absent,
    /// Events and elements, as Yew hands them over; for anything else it asks `web`.
    Seen,
}

/// From the ground up: a room uses only rooms that stand before it.
const ROOMS: &[Room] = &[
    Room { name: "nn", uses: &[], browser: Browser::Unknown },
    Room { name: "digits", uses: &[], browser: Browser::Unknown },
    Room { name: "paint", uses: &[], browser: Browser::Unknown },
    Room { name: "text", uses: &[], browser: Browser::Unknown },
    Room { name: "formats", uses: &["nn", "digits"], browser: Browser::Unknown },
    Room { name: "keep", uses: &[], browser: Browser::Unknown },
    Room { name: "lab", uses: &["nn", "digits", "formats"], browser: Browser::Unknown },
    Room { name: "training", uses: &["nn", "digits", "formats"], browser: Browser::Unknown },
    Room { name: "session", uses: &["nn", "digits", "lab", "training"], browser: Browser::Unknown },
    Room {
        name: "web",
        uses: &["digits", "nn", "formats", "keep", "training"],
        browser: Browser::Spoken,
    },
    Room {
        name: "view",
        uses: &[
            "nn", "digits", "paint", "text", "formats", "keep", "lab", "training", "session", "web",
        ],
        browser: Browser::Seen,
    },
    // A tool beside the page: it trains natively what the page ships.
    Room {
        name: "bin/fit",
        uses: &["nn", "digits", "formats", "lab", "training"],
        browser: Browser::Absent,
    },
    Room { name: "bin", uses: &["view", "web"], browser: Browser::Unknown },
    // The list of modules: it re-exports nothing, so that every path names its room.
    Room { name: "lib.rs", uses: &[], browser: Browser::Unknown },
];

/// Crates that are the browser, or that are only there for it.
const BROWSER: &[&str] = &[
    "gloo_events",
    "gloo_timers",
    "js_sys",
    "wasm_bindgen",
    "wasm_bindgen_futures",
    "web_sys",
    "yew",
];
/// What of the standard library reaches out of a computation.
const OUTSIDE: &[&str] = &["env", "fs", "net", "process", "thread", "time"];
/// Where the page's own listeners hang on the window: keys, the wheel, paste, leaving.
const LISTENS_ON_THE_WINDOW: &[&str] = &["view/app.rs", "view/keep/keeper.rs", "view/shortcuts.rs"];

#[test]
fn every_arrow_goes_down_and_only_web_reaches_for_the_browser() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut offences = Vec::new();
    let mut rooms = BTreeSet::new();
    for path in rust_files(&src) {
        let file = path.strip_prefix(&src).expect("a file of src").to_str().expect("ASCII names");
        let source = std::fs::read_to_string(&path).expect("a readable file");
        rooms.insert(room_name(file).to_owned());
        offences.extend(check(file, &source));
    }
    assert!(offences.is_empty(), "\n{}", offences.join("\n"));
    assert_eq!(rooms, ROOMS.iter().map(|room| room.name.to_owned()).collect());
}

#[test]
fn rooms_stand_on_rooms_that_are_already_there() {
    for (height, room) in ROOMS.iter().enumerate() {
        for used in room.uses {
            let below = ROOMS[..height].iter().any(|below| below.name == *used);
            assert!(below, "{} uses {used}, which is not below it", room.name);
        }
    }
}

/// `line`, in `file`, offends against the rule whose complaint has these `words`; none: it is fine.
#[track_caller]
fn expect(file: &str, line: &str, words: Option<&str>) {
    let found = check(file, line);
    match words {
        None => assert!(found.is_empty(), "{file}: {line}: {found:?}"),
        Some(words) => {
            assert_eq!(found.len(), 1, "{file}: {line}: {found:?}");
            assert!(found[0].contains(words), "{file}: {line}: {found:?}");
        }
    }
}

#[test]
fn an_arrow_that_goes_up_is_found_however_it_is_written() {
    for (file, line, words) in [
        ("nn/conv.rs", "use crate::lab::Lab;", "nn uses lab"),
        ("nn/conv.rs", "fn f(lab: &crate::lab::Lab) {}", "nn uses lab"),
        ("nn/conv.rs", "use crate::{nn::{Maps, Shape}, digits::{Ink}};", "nn uses digits"),
        ("nn/conv.rs", "use super::super::lab::Lab;", "nn uses lab"),
        ("nn/conv.rs", "mod tests { use super::super::super::lab::Lab; }", "nn uses lab"),
        ("nn/conv.rs", "use super::{Maps, super::lab::Lab};", "nn uses lab"),
        ("nn/mod.rs", "use super::lab::Lab;", "nn uses lab"),
        ("lab/scene/layer.rs", "use crate::text::Text;", "lab uses text"),
        ("lab/edit.rs", "use crate::paint::Range;", "lab uses paint"),
        ("text/en.rs", "use crate::nn::Loss;", "text uses nn"),
        ("web/page.rs", "let lab = crate::lab::Lab::new();", "web uses lab"),
        ("web/page.rs", "use crate::view::mount;", "web uses view"),
        ("bin/app.rs", "hitofude::lab::Lab::new();", "bin uses lab"),
        ("bin/fit/main.rs", "hitofude::view::mount();", "bin/fit uses view"),
        ("view/draw/pad.rs", "use crate::*;", "names no room"),
        ("view/draw/pad.rs", "use crate::Lab;", "names no room"),
        ("lib.rs", "pub use crate::lab::Lab;", "lib.rs uses lab"),
        ("course/mod.rs", "", "no such room"),
    ] {
        expect(file, line, Some(words));
    }
}

#[test]
fn the_browser_is_found_outside_its_room() {
    for (file, line, words) in [
        ("nn/conv.rs", "use web_sys::console;", "web_sys"),
        ("bin/fit/main.rs", "use yew::prelude::*;", "yew"),
        ("lab/lab.rs", "use yew::prelude::*;", "yew"),
        ("digits/ink.rs", "let now = js_sys::Date::now();", "js_sys"),
        ("text/mod.rs", "use ::wasm_bindgen::JsValue;", "wasm_bindgen"),
        ("lab/lab.rs", "let now = std::time::Instant::now();", "std::time"),
        ("formats/architecture.rs", "use std::{fmt, fs::File};", "std::fs"),
        ("web/page.rs", "use yew::prelude::*;", "yew"),
        ("view/draw/pad.rs", "let now = js_sys::Date::now();", "js_sys"),
        ("view/draw/pad.rs", "let window = web_sys::window();", "web_sys::window"),
        ("view/app.rs", "web_sys::console::log_0();", "web_sys::console"),
        ("view/draw/pad.rs", "use web_sys::{Element, window};", "web_sys::window"),
        ("view/draw/pad.rs", "use wasm_bindgen::prelude::*;", "wasm_bindgen::prelude"),
    ] {
        expect(file, line, Some(words));
    }
}

#[test]
fn what_the_house_allows_is_left_alone() {
    for (file, line) in [
        ("lab/scene.rs", "use super::{Document, view::View}; use crate::nn::{Maps, Shape};"),
        ("lab/edit.rs", "mod tests { use super::super::view::View; use crate::digits::Tool; }"),
        ("lab/edit.rs", "mod tests { fn f() {} } pub(super) fn g(x: &'static str) -> char { '{' }"),
        ("nn/conv.rs", "/// As [`crate::lab`] shows it.\n// use crate::lab::Lab;\nfn f() {}"),
        ("nn/conv.rs", "/* crate::lab /* web_sys */ yew */ const S: &str = \"crate::lab\";"),
        ("nn/conv.rs", "const S: &str = r#\"\" crate::lab::Lab \"#; const Q: char = '\\'';"),
        ("web/surface.rs", "use web_sys::{console, window}; use crate::digits::Area;"),
        ("view/draw/pad.rs", "use web_sys::{Element, Event}; use wasm_bindgen::JsCast as _;"),
        ("view/draw/pad.rs", "use yew::prelude::*; use crate::{lab::Lab, paint::{self, Range}};"),
        ("view/app.rs", "let listeners = web_sys::window().map(listen);"),
        ("bin/app.rs", "fn main() { hitofude::view::mount(); }"),
        ("bin/fit/main.rs", "use hitofude::nn::Maps; use std::time::Instant; use std::fs;"),
    ] {
        expect(file, line, None);
    }
}

/// The room of `file`: its first folder, or a folder in it that is a room of its own.
fn room_name(file: &str) -> &str {
    let inner = ROOMS.iter().map(|room| room.name).filter(|name| name.contains('/'));
    let inner = inner.into_iter().find(|name| Path::new(file).starts_with(name));
    inner.unwrap_or_else(|| file.split('/').next().unwrap_or_default())
}

pub fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// What in `source`, the text of `file` (from `src` on), is against the rules: one sentence each.
fn check(file: &str, source: &str) -> Vec<String> {
    let name = room_name(file);
    let Some(room) = ROOMS.iter().find(|room| room.name == name) else {
        return vec![format!("src/{file}: {name}: no such room; add it to ROOMS where it belongs")];
    };
    let paths = paths(&tokens(source), &module(file));
    let complaint = |path: &UsedPath| {
        let fault = arrow_fault(room, path).or_else(|| browser_fault(room, file, path))?;
        Some(format!("src/{file}:{}: {fault} ({})", path.line, path.names.join("::")))
    };
    paths.iter().filter_map(complaint).collect()
}

fn arrow_fault(room: &Room, path: &UsedPath) -> Option<String> {
    let [root, used, ..] = &path.names[..] else { return None };
    let own = room.name.split('/').next() == Some(used);
    if root != "crate" || own || room.uses.contains(&used.as_str()) {
        return None;
    }
    Some(if ROOMS.iter().any(|other| other.name == used) {
        format!("{} uses {used}", room.name)
    } else {
        format!("`crate::{used}` names no room")
    })
}

fn browser_fault(room: &Room, file: &str, path: &UsedPath) -> Option<String> {
    let [root, used, ..] = &path.names[..] else { return None };
    let (root, used) = (root.as_str(), used.as_str());
    let outside = BROWSER.contains(&root) || root == "std" && OUTSIDE.contains(&used);
    let is_type = used.starts_with(char::is_uppercase);
    let allowed = match (room.browser, root) {
        _ if !outside => true,
        (Browser::Unknown, _) => false,
        (Browser::Absent, root) => root == "std",
        (Browser::Spoken, root) => !matches!(root, "yew" | "gloo_events" | "gloo_timers"),
        (Browser::Seen, "js_sys" | "wasm_bindgen_futures" | "std") => false,
        (Browser::Seen, "wasm_bindgen") => used == "JsCast",
        (Browser::Seen, "web_sys") => {
            is_type || used == "window" && LISTENS_ON_THE_WINDOW.contains(&file)
        }
        (Browser::Seen, _) => true,
    };
    (!allowed).then(|| format!("{} is not the place for {root}::{used}", room.name))
}

/// The module in `file`, from the crate on: none for `lib.rs`.
pub fn module(file: &str) -> Vec<String> {
    let parts = file.trim_end_matches(".rs").split('/');
    parts.filter(|part| !matches!(*part, "mod" | "lib")).map(str::to_owned).collect()
}

/// A path, from `crate` or from another crate on.
pub struct UsedPath {
    pub names: Vec<String>,
    pub line: usize,
}

pub struct Token {
    pub text: String,
    pub line: usize,
}

/// Every path of at least two names in the code of `module`, groups spread out, `super` and `self` resolved.
pub fn paths(tokens: &[Token], module: &[String]) -> Vec<UsedPath> {
    let text = |at: usize| tokens.get(at).map_or("", |token| token.text.as_str());
    let mut found = Vec::new();
    let mut braces = 0;
    // The modules written out in the file: at how many braces each began.
    let mut inline: Vec<usize> = Vec::new();
    for at in 0..tokens.len() {
        match text(at) {
            "{" => {
                braces += 1;
                if at >= 2 && text(at - 2) == "mod" {
                    inline.push(braces);
                }
            }
            "}" => {
                inline.pop_if(|began| *began == braces);
                braces = braces.saturating_sub(1);
            }
            _ => {}
        }
        // After a keyword `::` begins a path.
        let begun =
            |name: &str| is_name(name) && !matches!(name, "use" | "as" | "dyn" | "in" | "return");
        let goes_on = at >= 2 && text(at - 1) == "::" && begun(text(at - 2));
        if is_name(text(at)) && text(at + 1) == "::" && !goes_on {
            let mut names = Vec::new();
            spread(tokens, at, Vec::new(), &mut names);
            let line = tokens[at].line;
            let absolute = names.into_iter().map(|names| absolute(names, module, inline.len()));
            found.extend(absolute.map(|names| UsedPath { names, line }));
        }
    }
    found
}

/// Reads the path or the group at `at` and adds every path in it to `found`. Gives the place after it.
fn spread(
    tokens: &[Token],
    mut at: usize,
    mut names: Vec<String>,
    found: &mut Vec<Vec<String>>,
) -> usize {
    let text = |at: usize| tokens.get(at).map_or("", |token| token.text.as_str());
    while is_name(text(at)) || text(at) == "*" {
        names.push(text(at).to_owned());
        if text(at + 1) != "::" {
            found.push(names);
            return at + 1;
        }
        at += 2;
    }
    if text(at) != "{" {
        found.push(names);
        return at;
    }
    while !matches!(text(at), "}" | "") {
        at = spread(tokens, at + 1, names.clone(), found);
        // Over `as name`.
        while !matches!(text(at), "," | "}" | "") {
            at += 1;
        }
    }
    at + 1
}

/// `names` from the crate on, where they begin in `module`, or in one written out so many braces deep in it.
fn absolute(names: Vec<String>, module: &[String], inline: usize) -> Vec<String> {
    let climbs = |name: &&String| matches!(name.as_str(), "self" | "super");
    let leading = names.iter().take_while(climbs).count();
    let supers = names[..leading].iter().filter(|name| *name == "super").count();
    let (from, rest) = match names[0].as_str() {
        "hitofude" => (&[][..], &names[1..]),
        "super" | "self" if leading < names.len() && supers >= inline => {
            (&module[..module.len().saturating_sub(supers - inline)], &names[leading..])
        }
        _ => return names,
    };
    ["crate".to_owned()].iter().chain(from).chain(rest).cloned().collect()
}

fn is_name(text: &str) -> bool {
    text.starts_with(|letter: char| letter.is_alphabetic() || letter == '_')
}

/// The names and signs of Rust code, without its comments and its texts.
pub fn tokens(source: &str) -> Vec<Token> {
    pieces(source).into_iter().filter_map(|(token, is_code)| is_code.then_some(token)).collect()
}

/// The texts in Rust code, with their quotes.
pub fn texts(source: &str) -> Vec<Token> {
    let is_text = |piece: &str| !piece.starts_with(char::is_whitespace) && !piece.starts_with('/');
    let skipped = pieces(source).into_iter().filter(|(_, is_code)| !is_code);
    skipped.map(|(token, _)| token).filter(|token| is_text(&token.text)).collect()
}

/// Everything in Rust code, each piece with whether it is code, and not a blank, a comment or a literal.
fn pieces(source: &str) -> Vec<(Token, bool)> {
    let mut pieces = Vec::new();
    let mut rest = source;
    let mut line = 1;
    while let Some(first) = rest.chars().next() {
        let skipped = skipped(rest);
        let length = skipped.unwrap_or_else(|| {
            let word = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
            match first {
                ':' if rest.starts_with("::") => 2,
                _ => word.max(first.len_utf8()),
            }
        });
        pieces.push((Token { text: rest[..length].to_owned(), line }, skipped.is_none()));
        line += rest[..length].matches('\n').count();
        rest = &rest[length..];
    }
    pieces
}

/// How long the blank, the comment or the literal is that `code` begins with; `None` for anything else.
fn skipped(code: &str) -> Option<usize> {
    let until = |end: &str, from: usize| {
        code[from..].find(end).map_or(code.len(), |found| from + found + end.len())
    };
    let mut letters = code.chars();
    let first = letters.next()?;
    if first.is_whitespace() {
        return Some(first.len_utf8());
    }
    if code.starts_with("//") {
        return Some(code.find('\n').unwrap_or(code.len()));
    }
    if code.starts_with("/*") {
        return Some(block_comment(code));
    }
    let raw = code.strip_prefix("br").or_else(|| code.strip_prefix('r'));
    if let Some(raw) = raw {
        let hashes = raw.len() - raw.trim_start_matches('#').len();
        if raw[hashes..].starts_with('"') {
            let opening = code.len() - raw.len() + hashes + 1;
            return Some(until(&format!("\"{}", "#".repeat(hashes)), opening));
        }
    }
    let quoted = code.strip_prefix('b').unwrap_or(code);
    let opening = code.len() - quoted.len() + 1;
    if quoted.starts_with('"') {
        return Some(closing(code, opening, '"'));
    }
    let mut letters = quoted.chars().skip(1);
    let is_letter = match (letters.next(), letters.next()) {
        (Some('\\'), _) => true,
        // Otherwise it is a lifetime.
        (_, second) => second == Some('\''),
    };
    (quoted.starts_with('\'') && is_letter).then(|| closing(code, opening, '\''))
}

fn block_comment(code: &str) -> usize {
    let (mut at, mut open) = (2, 1);
    while open > 0 {
        let (begins, ends) = (code[at..].find("/*"), code[at..].find("*/"));
        let Some(ends) = ends else { return code.len() };
        match begins.filter(|&begins| begins < ends) {
            Some(begins) => (at, open) = (at + begins + 2, open + 1),
            None => (at, open) = (at + ends + 2, open - 1),
        }
    }
    at
}

/// The place after the `quote` that ends what began before `opening`.
fn closing(code: &str, opening: usize, quote: char) -> usize {
    let mut escaped = false;
    for (place, letter) in code[opening..].char_indices() {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if letter == quote => return opening + place + 1,
            _ => {}
        }
    }
    code.len()
}
