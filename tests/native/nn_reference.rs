//! The engine against values computed elsewhere.

use std::io::Read;
use std::path::{Path, PathBuf};

use crate::cases;

fn unpacked(path: &Path) -> String {
    let file = std::fs::File::open(path).expect("reference cases");
    let mut json = String::new();
    flate2::read::GzDecoder::new(file).read_to_string(&mut json).expect("gzip of UTF-8");
    json
}

#[test]
fn every_map_agrees_with_our_own_reference() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reference/cases.json.gz");
    assert_eq!(cases::check_own(&unpacked(&path)), 7);
}

#[test]
fn every_map_agrees_with_the_shared_reference() {
    let data = std::env::var_os("HITOFUDE_DATA")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"), PathBuf::from);
    let path = data.join("reference/cases.json.gz");
    if !path.exists() {
        eprintln!("SKIPPED: the shared reference is not there (HITOFUDE_DATA, default ../shared)");
        return;
    }
    assert_eq!(cases::check_notebook(&unpacked(&path)), 48);
}
