//! The page in the other two engines: that it draws, lets a kernel be changed, learns and keeps what was made.

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
}

#[test]
fn a_visit_in_firefox() {
    in_engine(Engine::Firefox, a_visit);
}

#[test]
fn a_visit_in_webkit() {
    in_engine(Engine::WebKit, a_visit);
}
