//! The engine in the browser's wasm against values computed elsewhere.

use wasm_bindgen::prelude::*;
use wasm_bindgen_test::{console_log, wasm_bindgen_test};

use crate::cases;

#[wasm_bindgen(inline_js = "export async function unpacked(path) {
    const answer = await fetch(path);
    if (!answer.ok) return undefined;
    return await new Response(answer.body.pipeThrough(new DecompressionStream('gzip'))).text();
}")]
extern "C" {
    /// The text in a gzipped file of the project, which the tests' runner serves; `undefined` where there is none.
    async fn unpacked(path: &str) -> JsValue;
}

#[wasm_bindgen_test]
async fn every_map_agrees_with_our_own_reference() {
    let json = unpacked("/tests/reference/cases.json.gz").await.as_string();
    assert_eq!(cases::check_own(&json.expect("the project's own cases")), 7);
}

#[wasm_bindgen_test]
async fn every_map_agrees_with_the_shared_reference() {
    // `make browser` puts it there if it is at hand.
    match unpacked("/target/shared-cases.json.gz").await.as_string() {
        Some(json) => assert_eq!(cases::check_notebook(&json), 48),
        None => console_log!(
            "SKIPPED: the shared reference is not there (HITOFUDE_DATA, default ../shared)"
        ),
    }
}
