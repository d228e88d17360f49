//! The page on a plain static host, under a path.

use std::io::Write;

use crate::harness::{Visit, dist, handle, in_browser, kernel_cell};
use serde_json::json;

/// What the first visit may weigh, compressed: everything served, what learns and the shipped models included.
pub const HEAVIEST: usize = 600 * 1024;

#[test]
fn everything_is_found_under_the_pages_own_path() {
    in_browser(Visit::default(), |page| {
        assert_eq!(page.site.strays(), Vec::<String>::new(), "asked for, and not there");
        assert!(page.site.requests().len() > 2);
    });
}

#[test]
fn nothing_is_requested_after_the_page_has_loaded() {
    in_browser(Visit::default(), |page| {
        let loaded = page.site.requests();
        page.draw_five();
        for network in ["notebook", "five-channel"] {
            page.choose_network(network);
        }
        page.turn("option-center");
        page.select_kernel(1, 0, 0);
        page.click(&kernel_cell(0, 0));
        page.click(&handle("language"));
        page.click(&handle("learn-play"));
        page.until("it has learned", || page.number(&handle("learn-status"), "data-images") > 0.0);
        assert_eq!(page.site.requests(), loaded);
        let elsewhere = "return performance.getEntriesByType('resource').map(e => e.name)
            .filter(name => !name.startsWith(location.origin) && !name.startsWith('data:') && !name.startsWith('blob:'))";
        assert_eq!(page.run(elsewhere, json!([])), json!([]));
    });
}

#[test]
fn the_page_is_light() {
    let mut total = 0;
    let mut parts = Vec::new();
    for entry in std::fs::read_dir(dist()).expect("dist/ can be listed") {
        let path = entry.expect("an entry of dist/").path();
        let bytes = std::fs::read(&path).unwrap_or_default();
        let compressed = brotli(&bytes);
        total += compressed;
        parts.push(format!("{} {} B, compressed {compressed} B", path.display(), bytes.len()));
    }
    assert!(total <= HEAVIEST, "{total} B compressed, {HEAVIEST} B allowed: {parts:#?}");
}

/// How many bytes brotli makes of these, at the level of a static host.
pub fn brotli(bytes: &[u8]) -> usize {
    let mut writer = brotli::CompressorWriter::new(Vec::new(), 1 << 16, 11, 22);
    writer.write_all(bytes).expect("memory takes everything");
    writer.into_inner().len()
}
