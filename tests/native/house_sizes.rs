//! A file that has grown too long has two jobs: it is to be cut where one ends.

use std::path::Path;

use super::house::rust_files;

/// So many lines a file of `src` may have. About 400 is the aim.
const MOST: usize = 420;

#[test]
fn no_file_is_longer_than_a_reader_has_patience_for() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut long = Vec::new();
    for path in rust_files(&src) {
        // Tests that stand in a file of their own are read one at a time.
        if path.file_stem().is_some_and(|name| name == "tests") {
            continue;
        }
        let lines = std::fs::read_to_string(&path).expect("a readable file").lines().count();
        if lines > MOST {
            let file = path.strip_prefix(&src).expect("a file of src");
            long.push(format!("src/{} has {lines} lines, more than {MOST}", file.display()));
        }
    }
    assert!(long.is_empty(), "\n{}", long.join("\n"));
}
