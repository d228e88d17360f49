//! A blank patch over the network's image: where the answer depends on it.

use crate::harness::{Page, Visit, handle, in_browser};
use serde_json::json;

const ESCAPE: &str = "\u{e00c}";
const RIGHT: &str = "\u{e014}";

fn state(page: &Page) -> String {
    page.attribute(&handle("occlusion"), "data-state").unwrap_or_default()
}

fn told(page: &Page) -> String {
    page.text(&handle("occlusion-told"))
}

/// Pixels of a picture over the drawing or the image that are not transparent.
fn painted(page: &Page, canvas: &str) -> usize {
    let script = "
        const canvas = document.querySelector(arguments[0]);
        if (!canvas.clientWidth) return 0;
        const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
        return data.filter((byte, index) => index % 4 === 3 && byte > 0).length;";
    page.run(script, json!([handle(canvas)])).as_u64().expect("a number") as usize
}

#[test]
fn a_patch_slides_over_the_image_all_maps_follow_and_the_drawing_is_back_at_the_end() {
    in_browser(Visit::default(), |page| {
        page.draw_five();
        let drawn = page.look();
        assert_eq!((painted(page, "saliency"), painted(page, "occlusion-hand")), (0, 0));
        page.click(&handle("occlusion"));
        page.until("it slides", || state(page) == "running");
        page.until("a pixel that matters", || painted(page, "occlusion-hand") > 500);
        page.type_keys(ESCAPE);
        page.until("it stands", || state(page) == "held");
        let held = page.look();
        assert_ne!(held.values, drawn.values);
        assert_ne!(held.maps[&("pool1".into(), 0)], drawn.maps[&("pool1".into(), 0)]);
        assert!(told(page).contains(&format!("→ {:.3}", held.outputs()[5])), "{}", told(page));
        page.click(&handle("occlusion"));
        page.until("it goes on", || state(page) == "running");
        page.until("it has been everywhere", || state(page) == "held");
        assert_eq!(page.look(), drawn, "the patch is away");
        assert!(painted(page, "saliency") > 2000 && told(page).contains('→'));
        page.click(&handle("occlusion-drop"));
        page.until("all gone", || state(page) == "none" && painted(page, "saliency") == 0);
        assert_eq!(told(page), "");
    });
}

#[test]
fn a_hand_puts_the_patch_where_it_wants_by_pointer_and_by_key() {
    in_browser(Visit::default(), |page| {
        page.devtools(
            "Emulation.setEmulatedMedia",
            json!({ "features": [{ "name": "prefers-reduced-motion", "value": "reduce" }] }),
        );
        page.reload();
        let drawn = page.look();
        let whole = page.input().inked();
        page.choose_in_select(&handle("occlusion-side"), "9");
        page.click(&handle("occlusion"));
        page.until("all at once", || state(page) == "held" && painted(page, "saliency") > 2000);
        assert_eq!(page.look(), drawn);
        page.hover(&handle("occlusion-hand"), &[(0.5, 0.4)]);
        page.until("the image is covered", || page.input().inked() < whole);
        let covered = page.look();
        assert_ne!(covered.values, drawn.values);
        page.hover(&handle("clear"), &[(0.5, 0.5)]);
        page.until("the image is whole", || page.input().inked() == whole);
        assert_eq!(page.look(), drawn);
        page.focus(&handle("occlusion-hand"));
        page.type_keys(RIGHT);
        page.until("covered by key", || page.input().inked() < whole);
        let there = told(page);
        page.type_keys(RIGHT);
        page.until("one place on", || told(page) != there);
        page.stroke(&[(0.2, 0.9), (0.8, 0.9)]);
        page.until("drawing ends it", || state(page) == "none");
    });
}

#[test]
fn an_edit_ends_it_and_a_finger_works_too() {
    in_browser(Visit::phone(), |page| {
        page.click(&handle("occlusion"));
        page.until("it has been everywhere", || state(page) == "held");
        let drawn = page.look();
        page.touch_drag(&handle("occlusion-hand"), &[(0.4, 0.4), (0.5, 0.5), (0.6, 0.6)]);
        page.until("lifted with the finger", || page.look() == drawn);
        assert_eq!(state(page), "held");
        page.choose_network("notebook");
        page.until("another network, another answer", || state(page) == "none");
        assert_eq!(painted(page, "saliency"), 0);
    });
}
