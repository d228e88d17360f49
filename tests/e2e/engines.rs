//! The page in the other two engines: that it draws, lets a kernel be changed, learns and keeps what was made.

use serde_json::json;

use crate::harness::{Engine, Page, handle, in_engine, kernel_cell};

fn state(page: &Page) -> String {
    page.attribute(&handle("learn-status"), "data-state").expect("a state")
}

fn a_visit(page: &Page) {
    page.open();
    page.clear_pad();
    page.draw_five();
    let answer = page.look();
    assert!(!answer.label.is_empty(), "no answer");
    assert!(answer.maps.values().all(|map| map.painted), "a map is not painted");
    page.select_kernel(1, 0, 0);
    let before = page.cell(0, 0);
    page.click(&kernel_cell(0, 0));
    page.until("another weight", || page.cell(0, 0) != before);
    page.click(&handle("learn-play"));
    page.until("it learns", || page.number(&handle("learn-status"), "data-images") > 0.0);
    page.click(&handle("learn-pause"));
    page.until("it stands still", || state(page) == "paused");
    let (weight, ink) = (page.cell(0, 0), page.input().ink());
    assert_ne!(weight, before);
    page.reload();
    page.select_kernel(1, 0, 0);
    assert_eq!(page.cell(0, 0), weight, "the weight after a reload");
    assert_eq!(page.input().ink(), ink, "the drawing after a reload");
    keeps_drawings(page);
}

/// What goes into the database: a drawing, a second one out of a file, undo over both.
fn keeps_drawings(page: &Page) {
    let own = || page.number(&handle("own-count"), "data-count");
    page.choose("learn-data", "own");
    page.until("the panel of own drawings", || page.count(&handle("own-count")) == 1);
    page.click(&format!("{}[data-label=\"5\"]", handle("own-add")));
    page.until("a drawing", || own() == 1.0);
    let pixels = "A".repeat(1044) + "AA==";
    let file = json!({ "format": "hitofude-drawings", "version": 1,
        "drawings": [{ "label": "7", "image": pixels }] });
    page.open_files(&[("drawings.json", file.to_string().as_bytes())]);
    page.until("another one", || own() == 2.0);
    page.press_undo();
    page.until("the first one alone", || own() == 1.0);
    page.reload();
    page.until("it is there again", || page.count(&handle("own-count")) == 1 && own() == 1.0);
}

#[test]
fn a_visit_in_firefox() {
    in_engine(Engine::Firefox, a_visit);
}

#[test]
fn a_visit_in_webkit() {
    in_engine(Engine::WebKit, a_visit);
}
