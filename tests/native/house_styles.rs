//! A house rule of the style sheets. A browser that does not know `:has()` (Firefox before 121) leaves out every rule with
//! it: what is seen, and where, follows from the state that the markup carries.

use std::path::Path;

/// What a rule with `:has()` may set: what only decorates.
const DECORATIONS: &[&str] =
    &["background", "border-color", "box-shadow", "color", "outline", "outline-offset"];

#[test]
fn no_rule_with_has_decides_what_is_seen_or_where() {
    let sheets = Path::new(env!("CARGO_MANIFEST_DIR")).join("static");
    let mut offences = Vec::new();
    for entry in std::fs::read_dir(sheets).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.extension().is_some_and(|extension| extension == "css") {
            let sheet = std::fs::read_to_string(&path).expect("a readable file");
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            offences.extend(faults(&sheet).into_iter().map(|fault| format!("{name}: {fault}")));
        }
    }
    assert!(offences.is_empty(), "\n{}", offences.join("\n"));
}

#[test]
fn what_lays_out_is_found_and_what_decorates_is_left_alone() {
    for (sheet, found) in [
        (".a:has(b) { outline: 0; color: red }", 0),
        (".a:has(b) { display: none; }", 1),
        (
            "@media (width > 9px) {\n  .a, .b:has(:checked) > c { color: red; grid-area: 1 / 2 }\n}",
            1,
        ),
        ("@media print { a { color: red; } } .a:not(:has(b)) { flex: 1; inset: 0 }", 2),
        ("/* a:has(b) { */ .a { display: none; } /* } */", 0),
    ] {
        assert_eq!(faults(sheet).len(), found, "{sheet}: {:?}", faults(sheet));
    }
}

/// The rules of `sheet` with `:has()`, each with what it sets and may not.
fn faults(sheet: &str) -> Vec<String> {
    let mut pieces = sheet.split("/*");
    let first = pieces.next().unwrap_or_default().to_owned();
    let bare =
        pieces.fold(first, |bare, piece| bare + piece.split_once("*/").map_or("", |it| it.1));
    // Whatever ends in `}` and begins after the last `{` is the inside of a rule; what stands before that is its selector.
    let rules = bare.split('}').filter_map(|rule| rule.rsplit_once('{'));
    let with_has = rules.filter_map(|(before, inside)| {
        let selector = before.rsplit('{').next().unwrap_or_default().trim();
        selector.contains(":has(").then_some((selector, inside))
    });
    let set = with_has.flat_map(|(selector, inside)| {
        let names = inside.split(';').filter_map(|line| Some(line.split_once(':')?.0.trim()));
        names.map(move |name| (selector, name))
    });
    let wrong = set.filter(|(_, name)| !DECORATIONS.contains(name));
    wrong.map(|(selector, name)| format!("{selector} sets {name}")).collect()
}
