//! The house rules within `view`: which of its parts may use which, and HTML as text in one place only; and no
//! circles of files, here or in another room. ARCHITECTURE.md says what the parts are.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::house::{module, paths, rust_files, texts, tokens};

/// The parts of `view`, from the ground up, with the others that each may use. What lies at the top of `view` is the page
/// itself, which puts them together and may use them all.
const PARTS: &[(&str, &[&str])] = &[
    ("live", &[]),
    ("kit", &["live"]),
    ("explain", &["kit"]),
    ("draw", &["live", "kit"]),
    ("weights", &["live", "kit"]),
    ("xray", &["live", "kit"]),
    ("compare", &["live", "kit"]),
    ("keep", &["kit"]),
    ("pipeline", &["live", "kit", "weights", "xray"]),
    ("answer", &["live", "kit", "weights", "xray"]),
    ("learn", &["kit", "keep"]),
];
/// The page itself.
const PAGE: &str = "the page";

/// A module by its path from `view` on, and those that it uses.
type Arrows = BTreeMap<Vec<String>, BTreeSet<Vec<String>>>;

#[test]
fn every_arrow_within_view_goes_down() {
    let files = files("view");
    let faults: Vec<_> = files.iter().flat_map(|(file, source)| faults(file, source)).collect();
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
    let there: BTreeSet<_> = files.iter().filter_map(|(file, _)| part(file)).collect();
    assert_eq!(there, PARTS.iter().map(|(name, _)| (*name).to_owned()).collect());
    for (height, (name, uses)) in PARTS.iter().enumerate() {
        let below = |used: &&str| PARTS[..height].iter().any(|(below, _)| below == used);
        assert!(uses.iter().all(below), "{name} uses a part that is not below it");
    }
}

#[test]
fn an_arrow_within_view_that_goes_up_is_found_however_it_is_written() {
    for (file, line, words) in [
        ("view/kit/choice.rs", "use crate::view::draw::Pad;", "kit uses draw"),
        ("view/kit/choice.rs", "use super::super::draw::Pad;", "kit uses draw"),
        ("view/kit/mod.rs", "use super::draw::Pad;", "kit uses draw"),
        ("view/xray/sum.rs", "use crate::view::{kit::store, weights::mark};", "xray uses weights"),
        (
            "view/xray/sum.rs",
            "fn f() { crate::view::pipeline::Pipeline::f() }",
            "xray uses pipeline",
        ),
        ("view/live/image.rs", "use crate::view::kit::store::Store;", "live uses kit"),
        ("view/live.rs", "use super::kit::store::Store;", "live uses kit"),
        ("view/learn/panel.rs", "use crate::view::sides::DrawSide;", "learn uses the page"),
        ("view/course/panel.rs", "", "no such part"),
    ] {
        let found = faults(file, line);
        assert_eq!(found.len(), 1, "{file}: {line}: {found:?}");
        assert!(found[0].contains(words), "{file}: {line}: {found:?}");
    }
    for (file, line) in [
        (
            "view/sides.rs",
            "use super::live::Live; use crate::view::{draw::Pad, learn::LearnPanel};",
        ),
        ("view/learn/panel.rs", "use super::status::Status; use crate::view::keep::desk::Desk;"),
        ("view/learn/panel.rs", "mod tests { use super::Status; use super::super::status::It; }"),
        ("view/live/image.rs", "use super::{Live, State}; use crate::lab::view::View;"),
    ] {
        assert!(faults(file, line).is_empty(), "{file}: {line}: {:?}", faults(file, line));
    }
}

#[test]
fn no_files_of_a_room_stand_in_a_circle() {
    for room in ["formats", "keep", "lab", "training", "session", "web", "view"] {
        let circle = circle(arrows(&files(room)));
        assert!(circle.is_empty(), "{room}: in a circle, or using one: {circle:?}");
    }
}

#[test]
fn a_circle_of_files_is_found() {
    let file = |name: &str, source: &str| (name.to_owned(), source.to_owned());
    let a = file("view/a.rs", "use super::b::B;");
    let b = file("view/b.rs", "use super::c::{C, D};");
    let harmless = file("view/c.rs", "mod d; use self::d::D; use super::text::Text;");
    // A file and those in its folder are one thing in several files.
    let child = file("view/c/d.rs", "use super::C;");
    assert!(circle(arrows(&[a.clone(), b.clone(), harmless, child])).is_empty());
    let closes = file("view/c.rs", "fn c() { crate::view::a::A::new() }");
    assert_eq!(circle(arrows(&[a, b, closes])), [["a"], ["b"], ["c"]]);
}

/// The one file in which text becomes a part of the page.
const WRITES: &str = "view/kit/written.rs";
/// What makes elements of text.
const WRITERS: &[&str] = &["insert_adjacent_html", "set_inner_html", "set_outer_html"];

#[test]
fn html_as_text_is_escaped_and_enters_the_page_in_one_place() {
    let files = files("view");
    let faults: Vec<_> = files.iter().flat_map(|(file, source)| html(file, source)).collect();
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
    let writers = |(file, source): &(String, String)| {
        let all = tokens(source);
        all.iter().filter(|token| file == WRITES && WRITERS.contains(&&*token.text)).count()
    };
    assert_eq!(files.iter().map(writers).sum::<usize>(), 1, "one place in {WRITES}");
}

#[test]
fn html_in_a_text_is_found_and_components_are_not() {
    for (line, found) in [
        ("root.set_inner_html(words);", 1),
        ("let _ = write!(html, \"<p>{words}\");", 1),
        ("let end = r#\"</p class=\"a\">\"#;", 1),
        ("html! { <p title=\"a < b\">{ \"<\" }</p> }", 0),
        ("markup.open(\"p\").text(\"1 <2\"); // \"<p>\"", 0),
    ] {
        assert_eq!(html("view/draw/pad.rs", line).len(), found, "{line}");
    }
    assert!(html(WRITES, "root.set_inner_html(markup.html());").is_empty());
}

/// Where `file` writes HTML as text past `text::markup`, or puts it into the page.
fn html(file: &str, source: &str) -> Vec<String> {
    let is_tag = |text: &str| {
        let begins = |c: char| c.is_ascii_alphabetic() || c == '/' || c == '!';
        text.match_indices('<').any(|(at, _)| text[at + 1..].starts_with(begins))
    };
    let tags = texts(source).into_iter().filter(|token| is_tag(&token.text));
    let writers = tokens(source).into_iter();
    let writers = writers.filter(|token| file != WRITES && WRITERS.contains(&&*token.text));
    let fault = |token: super::house::Token| format!("src/{file}:{}: {}", token.line, token.text);
    tags.chain(writers).map(fault).collect()
}

/// Every file of a room: its name from `src` on, and its text.
fn files(room: &str) -> Vec<(String, String)> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let read = |path: std::path::PathBuf| {
        let name = path.strip_prefix(&src).expect("a file of src").to_str().expect("ASCII names");
        (name.to_owned(), std::fs::read_to_string(&path).expect("a readable file"))
    };
    rust_files(&src.join(room)).into_iter().map(read).collect()
}

/// Which part of `view` a file lies in; none: at the top.
fn part(file: &str) -> Option<String> {
    let module = module(file);
    let first = module.get(1)?;
    let is_part = module.len() > 2 || PARTS.iter().any(|(name, _)| name == first);
    is_part.then(|| first.clone())
}

/// The paths from its own room on that the code of `file` names, with their lines.
fn used(file: &str, source: &str) -> Vec<(Vec<String>, usize)> {
    let own = module(file);
    let paths = paths(&tokens(source), &own).into_iter();
    let within = paths.filter(|path| path.names.starts_with(&["crate".into(), own[0].clone()]));
    within.map(|path| (path.names[2..].to_vec(), path.line)).collect()
}

/// What in `source` is against the table: one sentence each.
fn faults(file: &str, source: &str) -> Vec<String> {
    let Some(own) = part(file) else { return Vec::new() };
    let Some((_, uses)) = PARTS.iter().find(|(name, _)| *name == own) else {
        return vec![format!("src/{file}: {own}: no such part of view; add it to PARTS")];
    };
    let fault = |(path, line): (Vec<String>, usize)| {
        let used =
            PARTS.iter().map(|part| part.0).find(|name| path.first().is_some_and(|it| it == name));
        let used = used.unwrap_or(PAGE);
        (used != own && !uses.contains(&used))
            .then(|| format!("src/{file}:{line}: {own} uses {used}"))
    };
    used(file, source).into_iter().filter_map(fault).collect()
}

/// Which file uses which; not those that one of them lies in the folder of.
fn arrows(files: &[(String, String)]) -> Arrows {
    let modules: Vec<_> = files.iter().map(|(file, _)| module(file)[1..].to_vec()).collect();
    let mut arrows: Arrows =
        modules.iter().map(|module| (module.clone(), BTreeSet::new())).collect();
    for ((file, source), from) in files.iter().zip(&modules) {
        for (path, _) in used(file, source) {
            let to = modules.iter().filter(|to| path.starts_with(to)).max_by_key(|to| to.len());
            let to = to.filter(|to| !to.starts_with(from) && !from.starts_with(to));
            arrows.entry(from.clone()).or_default().extend(to.cloned());
        }
    }
    arrows
}

/// Those files that stand in a circle or use one that does: what is left when all go that use only those that have gone.
fn circle(mut arrows: Arrows) -> Vec<Vec<String>> {
    loop {
        let before = arrows.len();
        let left: BTreeSet<_> = arrows.keys().cloned().collect();
        arrows.retain(|_, uses| uses.iter().any(|used| left.contains(used)));
        if arrows.len() == before {
            return left.into_iter().collect();
        }
    }
}
