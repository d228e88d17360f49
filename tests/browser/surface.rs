//! Pixels on canvases.

use hitofude::digits::Area;
use hitofude::web::surface::{Painter, Surface, read};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlCanvasElement;

fn canvas(width: u32, height: u32) -> HtmlCanvasElement {
    let document = web_sys::window().and_then(|window| window.document()).expect("a document");
    let canvas: HtmlCanvasElement =
        document.create_element("canvas").expect("a canvas").dyn_into().expect("of its own type");
    canvas.set_width(width);
    canvas.set_height(height);
    canvas
}

/// Opaque pixels, each different from its neighbours; `seed` makes other ones.
fn pattern(seed: u8, rgba: &mut [u8]) {
    for (index, byte) in rgba.iter_mut().enumerate() {
        *byte = if index % 4 == 3 { 255 } else { (index * 7) as u8 ^ seed };
    }
}

fn patterned(seed: u8, length: usize) -> Vec<u8> {
    let mut rgba = vec![0; length];
    pattern(seed, &mut rgba);
    rgba
}

#[wasm_bindgen_test]
fn what_is_painted_is_what_is_shown() {
    let mut painter = Painter::default();
    for (width, height) in [(1, 1), (2, 2), (26, 26), (280, 280), (1, 256)] {
        let canvas = canvas(width, height);
        let surface = Surface::of(&canvas).expect("a surface");
        painter.paint(&surface, |rgba| pattern(3, rgba));
        let shown = read(&canvas).expect("pixels");
        assert_eq!(shown.0, patterned(3, (width * height * 4) as usize), "{width}×{height}");
    }
}

#[wasm_bindgen_test]
fn surfaces_of_one_size_do_not_mix() {
    let mut painter = Painter::default();
    let canvases = [canvas(5, 5), canvas(5, 5)];
    for (seed, canvas) in canvases.iter().enumerate() {
        painter.paint(&Surface::of(canvas).expect("a surface"), |rgba| pattern(seed as u8, rgba));
    }
    for (seed, canvas) in canvases.iter().enumerate() {
        assert_eq!(read(canvas).expect("pixels").0, patterned(seed as u8, 100));
    }
}

#[wasm_bindgen_test]
fn a_part_is_repainted_and_the_rest_stays() {
    let mut painter = Painter::default();
    let canvas = canvas(6, 4);
    let surface = Surface::of(&canvas).expect("a surface");
    painter.paint(&surface, |rgba| pattern(0, rgba));
    let area = Area { x0: 2, y0: 1, x1: 5, y1: 3 };
    // It gets the rows 1 and 2, whole; of them only the columns 2 to 4 are shown.
    painter.paint_rows(&surface, area, |rows| {
        assert_eq!(rows.len(), 2 * 6 * 4);
        rows.fill(255);
    });
    let shown = read(&canvas).expect("pixels").0;
    let before = patterned(0, 6 * 4 * 4);
    for y in 0..4 {
        for x in 0..6 {
            let pixel = (y * 6 + x) * 4..(y * 6 + x) * 4 + 4;
            let inside = (2..5).contains(&x) && (1..3).contains(&y);
            let expected = if inside { [255; 4].as_slice() } else { &before[pixel.clone()] };
            assert_eq!(&shown[pixel], expected, "at {x}, {y}");
        }
    }
}

#[wasm_bindgen_test]
fn painting_goes_on_after_the_memory_has_grown() {
    let mut painter = Painter::default();
    let canvas = canvas(16, 16);
    let surface = Surface::of(&canvas).expect("a surface");
    painter.paint(&surface, |rgba| pattern(1, rgba));
    // More than a fresh module has, so that its memory has to grow, which takes every view into it away.
    let big = vec![1_u8; 64 << 20];
    painter.paint(&surface, |rgba| pattern(big[big.len() - 1] + 1, rgba));
    assert_eq!(read(&canvas).expect("pixels").0, patterned(2, 16 * 16 * 4));
}
