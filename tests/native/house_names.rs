//! One name, one meaning: a public type's name is no other public type's. Whoever reads a name knows what it is, without
//! looking from where it comes.

use std::collections::BTreeMap;
use std::path::Path;

use super::house::{Token, rust_files, tokens};

#[test]
fn no_two_public_types_share_a_name() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut homes: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for path in rust_files(&src) {
        let source = std::fs::read_to_string(&path).expect("a readable file");
        let file = path.strip_prefix(&src).expect("a file of src").display().to_string();
        for name in public_types(&tokens(&source)) {
            homes.entry(name).or_default().push(file.clone());
        }
    }
    assert!(homes.len() > 200, "the reader of types finds only {}", homes.len());
    let shared: Vec<_> = homes.iter().filter(|(_, files)| files.len() > 1).collect();
    assert!(shared.is_empty(), "{shared:?}");
}

#[test]
fn public_types_are_found_and_others_are_left_alone() {
    let source = "pub struct A; pub(super) enum B {} struct C; impl D for A { type E = u8; } pub type F = u8;
        pub(in crate::x) trait G {} pub fn struct_h() {} mod tests { pub struct I; } // pub struct J;";
    assert_eq!(public_types(&tokens(source)), ["A", "B", "F", "G", "I"]);
}

/// The names of types that are seen outside their file, in a part of the crate at least.
fn public_types(tokens: &[Token]) -> Vec<String> {
    let text = |at: usize| tokens.get(at).map_or("", |token| token.text.as_str());
    let mut names = Vec::new();
    for at in (0..tokens.len()).filter(|&at| text(at) == "pub") {
        let mut at = at + 1;
        if text(at) == "(" {
            while !matches!(text(at), ")" | "") {
                at += 1;
            }
            at += 1;
        }
        if matches!(text(at), "struct" | "enum" | "trait" | "type") {
            names.push(text(at + 1).to_owned());
        }
    }
    names
}
