//! How maps and kernels are looked at: colours, ranges, RGB.

use crate::harness::{Page, Visit, handle, in_browser, key, map};
use serde_json::json;

const ESCAPE: &str = "\u{e00c}";

/// Opens the menu, unless it is open.
#[track_caller]
fn open_menu(page: &Page) {
    if page.count(".display-menu[open]") == 0 {
        page.click(&handle("display-menu"));
        page.until("the menu", || page.count(".display-menu[open]") == 1);
    }
}

#[track_caller]
fn pick(page: &Page, picker: &str, value: &str) {
    open_menu(page);
    page.choose_in_select(&handle(picker), value);
    page.until(value, || page.option(picker) == value);
    page.settle();
}

/// Types into a field of the menu.
#[track_caller]
fn fill(page: &Page, field: &str, text: &str) {
    open_menu(page);
    page.run(
        "const e = document.querySelector(arguments[0]); e.focus(); e.select()",
        json!([handle(field)]),
    );
    page.type_keys(&format!("{text}{}", key::ENTER));
}

/// The colours of a legend from left to right, by what stands beside it.
fn legend(page: &Page, index: usize) -> (Vec<[u8; 3]>, String) {
    let script = "const legend = document.querySelectorAll('.legend')[arguments[0]];
        const colours = [...legend.querySelector('i').style.background.matchAll(/rgb\\((\\d+), (\\d+), (\\d+)\\)/g)];
        return [colours.map(found => found.slice(1).map(Number)), legend.innerText]";
    serde_json::from_value(page.run(script, json!([index]))).expect("colours and a text")
}

fn pixels(page: &Page, layer: &str, channel: usize) -> Vec<[u8; 3]> {
    page.picture(&map(layer, channel)).pixels
}

fn ends(page: &Page, layer: &str, channel: usize) -> [f32; 2] {
    ["data-min", "data-max"].map(|name| page.number(&map(layer, channel), name))
}

#[test]
fn the_legend_has_the_colours_that_are_painted_whichever_are_chosen() {
    in_browser(Visit::default(), |page| {
        page.draw_five();
        let numbers = page.look();
        let mut seen = Vec::new();
        for colours in ["viridis", "magma", "grey", "diverging", "viridis-everywhere"] {
            pick(page, "option-colours", colours);
            let around_zero = colours == "diverging";
            assert_eq!(page.count(".legend"), if around_zero { 1 } else { 2 }, "{colours}");
            // From the least to the greatest of each map that is not painted around zero.
            let sequential = if colours == "viridis-everywhere" { "conv2" } else { "act2" };
            let scale = legend(page, 0).0;
            let picture = pixels(page, sequential, 1);
            if !around_zero {
                for end in [scale[0], scale[scale.len() - 1]] {
                    assert!(
                        picture.contains(&end),
                        "{colours}: {end:?} is nowhere in {sequential}"
                    );
                }
            }
            // Around zero the end of the larger magnitude has the last colour.
            if colours != "viridis-everywhere" {
                let scale = legend(page, usize::from(!around_zero)).0;
                let [low, high] = ends(page, "conv2", 1);
                let [end, other] = if -low > high { [0, 15] } else { [15, 0] };
                let picture = pixels(page, "conv2", 1);
                assert!(picture.contains(&scale[end]), "{colours}: {:?}", scale[end]);
                assert!(!picture.contains(&scale[other]), "{colours}: {:?}", scale[other]);
            }
            let now = page.look();
            assert_eq!(now.values, numbers.values);
            for (place, map) in &now.maps {
                let before = &numbers.maps[place];
                assert_eq!((&map.min, &map.max), (&before.min, &before.max), "{place:?}");
            }
            seen.push(picture);
        }
        for (index, picture) in seen.iter().enumerate() {
            assert!(!seen[..index].contains(picture), "{index} looks like one before it");
        }
    });
}

#[test]
fn a_layers_range_has_one_map_at_each_end_and_each_maps_own_has_all() {
    in_browser(Visit::default(), |page| {
        page.draw_five();
        let brightest = |page: &Page| {
            let scale = legend(page, 0).0;
            let last = scale[scale.len() - 1];
            (0..5).map(|channel| pixels(page, "act2", channel).contains(&last)).collect::<Vec<_>>()
        };
        assert_eq!(brightest(page), [true; 5]);
        let greatest: Vec<f32> = (0..5).map(|channel| ends(page, "act2", channel)[1]).collect();
        let most = greatest.iter().copied().fold(f32::MIN, f32::max);
        pick(page, "option-range", "layer");
        // Two maps may be within the last colour's width of each other.
        let expected: Vec<bool> = greatest.iter().map(|&end| end == most).collect();
        let found = brightest(page);
        for channel in 0..5 {
            let near = most - greatest[channel] < 0.01;
            assert!(found[channel] == expected[channel] || near, "{found:?}, {greatest:?}");
        }
        assert!(found.contains(&false), "{greatest:?}");
        pick(page, "option-range", "map");
        assert_eq!(brightest(page), [true; 5]);
    });
}

#[test]
fn a_fixed_range_is_the_one_that_was_typed_and_shows_what_it_clips() {
    in_browser(Visit::default(), |page| {
        page.draw_five();
        let own = ends(page, "act2", 1);
        assert!(own[0] < 0.2 && own[1] > 0.6, "{own:?}: choose another map for this test");
        let clipped = |layer| page.attribute(&map(layer, 1), "data-clipped").unwrap_or_default();
        pick(page, "option-range", "fixed");
        assert_eq!(page.option("range-low"), "0");
        assert_eq!(page.option("range-high"), "1");
        assert_eq!((legend(page, 0).1, legend(page, 1).1), ("0 → 1".into(), "−1 · 0 · 1".into()));
        assert_eq!((clipped("act2"), clipped("conv2")), (String::new(), "low high".into()));
        fill(page, "range-high", "０．５");
        page.until("the range that was typed", || page.option("range-high") == "0.5");
        fill(page, "range-low", "0.25");
        page.until("the range that was typed", || legend(page, 0).1 == "0.25 → 0.5");
        assert_eq!(clipped("act2"), "low high");
        let scale = legend(page, 0).0;
        let (below, above) = (scale[0], scale[scale.len() - 1]);
        let picture = pixels(page, "act2", 1);
        assert!(picture.contains(&below) && picture.contains(&above), "{below:?}, {above:?}");
        assert_eq!(ends(page, "act2", 1), own, "what a map holds is still told");
        // What makes no range is refused, and stays as it was.
        let code = || page.attribute(&handle("range-problem"), "data-code");
        for (field, text) in [("range-low", "0.5"), ("range-high", "-3"), ("range-low", "five")] {
            fill(page, field, text);
            page.until("why not", || page.text(&handle("range-problem")).contains(text));
            assert_eq!(code().as_deref(), Some("no-range"));
            assert_eq!(page.option("range-low"), "0.25");
            let shown = page
                .run("return document.querySelector(arguments[0]).value", json!([handle(field)]));
            assert_eq!(shown, page.option(field));
        }
        for high in ["0.75", "0.5"] {
            fill(page, "range-high", high);
            page.until("the range that was typed", || page.option("range-high") == high);
            assert_eq!(code().as_deref(), Some(""), "nothing is wrong any more");
        }
        page.run_async("await new Promise(done => setTimeout(done, 400))");
        page.reload();
        assert_eq!(page.option("option-range"), "fixed");
        assert_eq!(legend(page, 0).1, "0.25 → 0.5", "for the next visit");
        pick(page, "option-range", "map");
        assert_eq!(clipped("act2"), "");
        assert_eq!(legend(page, 0).1, "low → high");
    });
}

#[test]
fn any_three_maps_are_red_green_and_blue() {
    in_browser(Visit::default(), |page| {
        page.draw_five();
        let composite = |layer: &str| format!("{}[data-layer=\"{layer}\"]", handle("composite"));
        let picture = |layer: &str| page.picture(&composite(layer)).pixels;
        open_menu(page);
        assert_eq!(page.turn("option-rgb"), "true");
        let first = picture("act1");
        pick(page, "rgb-blue", "4");
        let other = picture("act1");
        assert!(first.iter().zip(&other).all(|(a, b)| a[..2] == b[..2]), "red and green stay");
        assert_ne!(first, other);
        let label = page.attribute(&composite("act1"), "aria-label").unwrap_or_default();
        assert!(label.contains("map 5 blue"), "{label}");
        pick(page, "rgb-red", "4");
        pick(page, "rgb-green", "4");
        assert!(picture("act2").iter().all(|[r, g, b]| r == g && g == b), "one map is grey");
        page.type_keys(ESCAPE);
        // The notebook's network has one map a layer: all three are that.
        page.choose_network("notebook");
        assert!(picture("act2").iter().all(|[r, g, b]| r == g && g == b));
        page.choose_network("five-channel");
        assert_eq!(page.option("rgb-red"), "4", "the choice is kept");
    });
}

#[test]
fn the_menu_is_opened_and_closed_by_key_by_finger_and_by_a_press_elsewhere() {
    in_browser(Visit::default(), |page| {
        let open = || page.count(".display-menu[open]") == 1;
        page.focus(&handle("display-menu"));
        page.type_keys(key::ENTER);
        page.until("the menu", open);
        page.focus(&handle("option-range"));
        page.type_keys(ESCAPE);
        page.until("no menu", || !open());
        let script = "return document.activeElement.dataset.testid";
        assert_eq!(page.run(script, json!([])), "display-menu");
        open_menu(page);
        page.hover("main", &[(0.4, 0.9)]);
        page.drag("main", &[(0.4, 0.9)]);
        page.until("no menu", || !open());
    });
    in_browser(Visit::phone(), |page| {
        page.touch_drag(&handle("display-menu"), &[(0.5, 0.5)]);
        page.until("the menu", || page.count(".display-menu[open]") == 1);
        page.touch_drag(&handle("option-rgb"), &[(0.5, 0.5)]);
        page.until("RGB", || page.option("option-rgb") == "true");
        let panel = page.place(".display-menu .panel");
        assert!(panel.x >= 0.0 && panel.x + panel.width <= 390.0, "{panel:?}");
        let script =
            "return [...document.querySelectorAll('.display-menu select, .display-menu button')]
            .map(e => e.getBoundingClientRect()).every(box => box.height >= 24 && box.width >= 24)";
        assert_eq!(page.run(script, json!([])), true);
    });
}

/// Where a kernel lies in the matrix, in its unit square.
fn of_matrix(page: &Page, out: usize, input: usize) -> (f64, f64) {
    let count = |name| page.number(&handle("kernel-matrix"), name) as f64;
    let part = |at: usize, count: f64| (at as f64 + 0.4) / count;
    (part(input, count("aria-colcount")), part(out, count("aria-rowcount")))
}

/// Which kernel the matrix is about: output, input.
fn at_matrix(page: &Page) -> (usize, usize) {
    let [out, input] =
        ["data-out", "data-in"].map(|name| page.number(&handle("kernel-matrix"), name) as usize);
    (out, input)
}

/// The kernel in the editor: stage, output, input.
fn chosen(page: &Page) -> [Option<String>; 3] {
    let kernel = format!("{}[aria-pressed=true]", handle("kernel"));
    ["data-stage", "data-out", "data-in"].map(|name| page.attribute(&kernel, name))
}

#[test]
fn the_matrix_has_every_kernel_where_its_maps_say_and_opens_it_in_the_editor() {
    in_browser(Visit::default(), |page| {
        page.click(&format!("{}[data-stage=\"2\"]", handle("open-matrix")));
        page.until("the matrix", || page.count(&handle("kernel-matrix")) == 1);
        // Each kernel has the pixels of its thumbnail.
        let matrix = page.picture(&format!("{} canvas", handle("kernel-matrix")));
        assert_eq!((matrix.width, matrix.height), (20, 20));
        for (out, input) in [(0, 0), (2, 1), (4, 3), (1, 4)] {
            let small = page.picture(&format!("{} canvas", crate::harness::kernel(2, out, input)));
            for (index, pixel) in small.pixels.iter().enumerate() {
                let (row, column) = (out * 4 + index / 3, input * 4 + index % 3);
                assert_eq!(*pixel, matrix.pixels[row * 20 + column], "{out} {input} {index}");
            }
        }
        page.hover(&handle("kernel-matrix"), &[of_matrix(page, 3, 1)]);
        page.until("the kernel under the pointer", || at_matrix(page) == (3, 1));
        assert!(page.text(".matrix .told").contains("from map 2 to map 4"));
        page.drag(&handle("kernel-matrix"), &[of_matrix(page, 3, 1)]);
        page.until("that kernel in the editor", || {
            chosen(page) == ["2", "3", "1"].map(|part| Some(part.to_owned()))
        });
        let weights: Vec<f32> = (0..9).map(|index| page.cell(index / 3, index % 3)).collect();
        let largest = page.number(&handle("kernel-matrix"), "data-value");
        assert!(weights.contains(&largest) && weights.iter().all(|w| w.abs() <= largest.abs()));
        // It follows the weights.
        let before = page.picture(&format!("{} canvas", handle("kernel-matrix"))).pixels;
        page.click(&crate::harness::kernel_cell(1, 1));
        page.until("other weights in the matrix", || {
            page.picture(&format!("{} canvas", handle("kernel-matrix"))).pixels != before
        });
        page.click(".matrix .close");
        page.until("no matrix", || page.count(&handle("kernel-matrix")) == 0);
    });
}

#[test]
fn the_matrix_of_two_thousand_kernels_is_walked_over_by_key() {
    in_browser(Visit::default(), |page| {
        page.choose_network("wide");
        page.select_kernel(3, 0, 5);
        page.click(&handle("all-kernels"));
        page.until("the matrix", || page.count(&handle("kernel-matrix")) == 1);
        let matrix = handle("kernel-matrix");
        assert_eq!(page.number(&matrix, "aria-rowcount"), 64.0);
        assert_eq!(page.number(&matrix, "aria-colcount"), 32.0);
        let sheet = page.place(".matrix");
        assert!(sheet.y >= 0.0 && sheet.y + sheet.height <= 800.0, "{sheet:?}");
        page.focus(&matrix);
        page.type_keys(&format!("{}{}{}{}", key::DOWN, key::DOWN, key::RIGHT, key::UP));
        page.until("another kernel", || at_matrix(page) == (1, 6));
        let named = page.attribute("#matrix-cell", "aria-label").unwrap_or_default();
        assert!(named.contains("from map 7 to map 2"), "{named}");
        page.type_keys(key::ENTER);
        page.until("that kernel in the editor", || chosen(page)[1].as_deref() == Some("1"));
        assert_eq!(chosen(page)[2].as_deref(), Some("6"));
        // Live while it learns, and closed by key.
        let before = page.picture(&format!("{matrix} canvas")).pixels;
        page.click(&handle("learn-step"));
        page.until("what it learned", || {
            page.picture(&format!("{matrix} canvas")).pixels != before
        });
        page.focus(&matrix);
        page.type_keys(ESCAPE);
        page.until("no matrix", || page.count(&matrix) == 0);
    });
}

#[test]
fn on_a_phone_a_tap_in_the_matrix_opens_the_kernel() {
    in_browser(Visit::phone(), |page| {
        page.touch_drag(&format!("{}[data-stage=\"2\"]", handle("open-matrix")), &[(0.5, 0.5)]);
        page.until("the matrix", || page.count(&handle("kernel-matrix")) == 1);
        let sheet = page.place(".matrix");
        assert!(sheet.x >= 0.0 && sheet.x + sheet.width <= 390.0, "{sheet:?}");
        assert_eq!(page.count("[data-panels~=sheet]"), 0);
        page.touch_drag(&handle("kernel-matrix"), &[of_matrix(page, 2, 3)]);
        page.until("the kernel's sheet", || page.count("[data-panels~=sheet]") == 1);
        assert_eq!(chosen(page), ["2", "2", "3"].map(|part| Some(part.to_owned())));
    });
}

#[test]
fn the_numbers_say_where_the_activation_is_flat_and_how_far_values_have_run() {
    in_browser(Visit::default(), |page| {
        page.choose_network("notebook");
        let flat = || page.attribute(&handle("spread"), "data-flat").unwrap_or_default();
        page.click(&map("conv1", 0));
        page.click(&handle("xray-numbers"));
        page.until("how its values lie", || !flat().is_empty());
        let unit: f32 = flat().parse().expect("a share");
        let text = page.text(&handle("spread"));
        assert!(text.contains("sigmoid is flat"), "{text}");
        page.turn("option-scale");
        page.until("more that is saturated", || flat().parse().is_ok_and(|byte: f32| byte > unit));
        page.turn("option-activation");
        page.until("no activation to be flat", || flat().is_empty());
        let largest = page.number(&handle("spread"), "data-largest");
        let ends = ends(page, "conv1", 0);
        assert_eq!(largest, ends[0].abs().max(ends[1]));
    });
}

#[test]
fn what_marks_a_clipped_map_covers_none_also_while_maps_say_what_they_are_for() {
    in_browser(Visit::default(), |page| {
        page.click(&handle("display-menu"));
        page.choose("option-range", "fixed");
        page.click(&handle("display-menu"));
        // Of what is drawn over each map that is clipped, the largest part of its height.
        let covered = || {
            let script = "
                let most = 0;
                for (const map of document.querySelectorAll('[data-clipped]:not([data-clipped=\"\"])')) {
                    const button = map.closest('button'), { height } = map.getBoundingClientRect();
                    for (const mark of ['::before', '::after']) {
                        const style = getComputedStyle(button, mark);
                        if (style.content !== 'none') most = Math.max(most, parseFloat(style.height) / height);
                    }
                }
                return most";
            page.run(script, json!([])).as_f64().expect("a share")
        };
        page.until("marks", || covered() > 0.0);
        assert!(covered() < 0.5, "{} of a map", covered());
        page.set("option-switch", true);
        page.until("what maps are for", || page.count("button[data-use]:not([data-use=''])") == 15);
        assert!(covered() < 0.5, "{} of a map", covered());
    });
}
