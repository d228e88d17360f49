//! The X-ray: pointing at cells, what is outlined, and the arithmetic that stands in the panel.

use crate::harness::{Page, Visit, handle, in_browser, kernel_cell, key, map};
use serde_json::json;

const ESCAPE: &str = "\u{e00c}";

/// The panel's address: layer, channel, row, column.
fn address(page: &Page) -> (String, [usize; 3]) {
    let attribute = |name| page.attribute(&handle("xray"), name).unwrap_or_default();
    let place = ["data-channel", "data-row", "data-col"]
        .map(|name| attribute(name).parse().unwrap_or(usize::MAX));
    (attribute("data-layer"), place)
}

fn value(page: &Page) -> f32 {
    page.number(&handle("xray"), "data-value")
}

fn shown(page: &Page) -> bool {
    page.count(&format!("{}:not([data-state=off])", handle("xray"))) == 1
}

/// The middle of a cell of a map of `side` cells, in the map's unit square.
fn middle(row: usize, column: usize, side: usize) -> (f64, f64) {
    let part = |cell: usize| (cell as f64 + 0.5) / side as f64;
    (part(column), part(row))
}

/// Points at a cell of a map and waits for its numbers.
#[track_caller]
fn point(page: &Page, layer: &str, channel: usize, [row, column]: [usize; 2], side: usize) {
    page.hover(&map(layer, channel), &[middle(row, column, side)]);
    page.until("the cell that is pointed at", || {
        address(page) == (layer.to_owned(), [channel, row, column])
    });
}

/// Where an outline lies over a map, as cells: left, top, columns, rows; `None` where there is none.
fn outline(page: &Page, layer: &str, channel: usize) -> Option<[f64; 4]> {
    let script = "
        const canvas = document.querySelector(arguments[0]);
        const style = getComputedStyle(canvas.closest('.map'), '::after');
        if (style.content === 'none' || style.content === 'normal') return null;
        const [width, height] = [canvas.clientWidth, canvas.clientHeight];
        return [parseFloat(style.left) / width * canvas.width, parseFloat(style.top) / height * canvas.height,
            parseFloat(style.width) / width * canvas.width, parseFloat(style.height) / height * canvas.height];";
    let found = page.run(script, json!([map(layer, channel)]));
    serde_json::from_value(found).expect("four numbers or none")
}

#[track_caller]
fn expect_outline(page: &Page, layer: &str, channel: usize, cells: Option<[f64; 4]>) {
    let found = outline(page, layer, channel);
    let near = match (found, cells) {
        (Some(found), Some(cells)) => found.iter().zip(cells).all(|(a, b)| (a - b).abs() < 0.05),
        (found, cells) => found == cells,
    };
    assert!(near, "{layer} {channel}: {found:?}, expected {cells:?}");
}

#[test]
fn a_pointer_over_a_map_tells_the_cell_and_outlines_what_it_sees_and_feeds() {
    in_browser(Visit::default(), |page| {
        page.draw_five();
        assert!(!shown(page));
        point(page, "conv2", 2, [4, 5], 11);
        for channel in 0..5 {
            expect_outline(page, "pool1", channel, Some([5.0, 4.0, 3.0, 3.0]));
            expect_outline(page, "act1", channel, Some([10.0, 8.0, 6.0, 6.0]));
            expect_outline(page, "conv1", channel, Some([10.0, 8.0, 6.0, 6.0]));
            let own = (channel == 2).then_some([5.0, 4.0, 1.0, 1.0]);
            expect_outline(page, "conv2", channel, own);
            let pooled = (channel == 2).then_some([2.0, 2.0, 1.0, 1.0]);
            expect_outline(page, "pool2", channel, pooled);
            expect_outline(page, "conv3", channel, Some([1.0, 1.0, 2.0, 2.0]));
        }
        expect_outline(page, "input", 0, Some([10.0, 8.0, 8.0, 8.0]));
        let placed = page.count(&format!("i{}[style*=left]", handle("pixel-trace")));
        assert_eq!(placed, 2, "on the pad and on the network's input");
        // A cell in the row that pooling drops goes nowhere.
        point(page, "act2", 0, [10, 3], 11);
        expect_outline(page, "pool2", 0, None);
        expect_outline(page, "conv3", 0, None);
        page.hover(&handle("pad"), &[(0.5, 0.5)]);
        page.until("no X-ray away from the maps", || !shown(page));
        assert_eq!(address(page).0, "");
        expect_outline(page, "conv2", 2, None);
    });
}

#[test]
fn the_value_is_the_maps_own_and_follows_the_pen() {
    in_browser(Visit::default(), |page| {
        page.choose_network("notebook");
        // Somewhere is the largest cell of the map.
        let largest = page.number(&map("pool3", 0), "data-max");
        let values: Vec<f32> = (0..4)
            .map(|cell| {
                point(page, "pool3", 0, [cell / 2, cell % 2], 2);
                value(page)
            })
            .collect();
        assert!(values.contains(&largest), "{values:?}: {largest}");
        page.click(&map("input", 0));
        let before = value(page);
        assert!((0.0..=1.0).contains(&before));
        page.turn("option-center");
        page.stroke(&[(0.1, 0.5), (0.5, 0.5), (0.9, 0.5)]);
        page.until("a value that followed the pen", || value(page) == 1.0);
    });
}

#[test]
fn a_click_pins_and_selects_the_kernel_and_escape_lets_go() {
    in_browser(Visit::default(), |page| {
        page.click(&map("conv2", 3));
        page.until("a pin", || {
            page.attribute(&handle("xray"), "data-state").as_deref() == Some("pinned")
        });
        let pinned = address(page);
        assert_eq!((pinned.0.as_str(), pinned.1[0]), ("conv2", 3));
        // The kernel of the map is in the editor, beside its arithmetic.
        let kernel = format!("{}[aria-pressed=true]", handle("kernel"));
        assert_eq!(page.attribute(&kernel, "data-out").as_deref(), Some("3"));
        page.hover(&map("pool1", 0), &[(0.3, 0.3)]);
        page.settle();
        assert_eq!(address(page), pinned, "what is pinned stays");
        assert_eq!(page.count(&handle("xray-weight")), 9);
        page.type_keys(ESCAPE);
        page.until("nothing explained", || !shown(page));
        page.click(&map("conv2", 3));
        page.until("a pin", || shown(page));
        page.click(&handle("xray-close"));
        page.until("nothing explained", || !shown(page));
        assert_eq!(page.count(&handle("kernel-cell")), 9);
        page.select_kernel(1, 0, 0);
        assert!(!shown(page), "whose kernel is chosen is not explained");
    });
}

/// Pins a cell of the notebook's first map; the middle one of the nine weights that its arithmetic shows.
fn the_middle_weight(page: &Page) -> String {
    page.choose_network("notebook");
    page.draw_five();
    page.click(&map("conv1", 0));
    page.until("the weights", || page.count(&handle("xray-weight")) == 9);
    format!("{}[data-index=\"4\"]", handle("xray-weight"))
}

#[test]
fn weights_are_changed_in_the_panel_and_the_value_follows() {
    in_browser(Visit::default(), |page| {
        let weight = the_middle_weight(page);
        let (start, before) = (page.number(&weight, "data-value"), page.look());
        let edits: [(&dyn Fn(), f32); 4] = [
            (&|| page.click(&weight), 0.25),
            (&|| page.shift_click(&weight), -0.25),
            (&|| page.right_click(&weight), -0.25),
            (&|| page.wheel(&weight, 1), 0.1),
        ];
        for (edit, by) in edits {
            edit();
            page.until("the weight changed", || {
                (page.number(&weight, "data-value") - start - by).abs() < 1e-5
            });
            assert!((page.cell(1, 1) - start - by).abs() < 1e-5, "in the editor too");
            assert_ne!(page.look().maps, before.maps);
            page.press_undo();
            assert_eq!(page.look(), before);
        }
        // And the editor's own cell changes what stands here.
        page.click(&kernel_cell(1, 1));
        page.until("the weight changed", || page.number(&weight, "data-value") > start);
    });
}

#[test]
fn weights_are_typed_into_the_panel_and_what_is_no_number_is_refused() {
    in_browser(Visit::default(), |page| {
        let weight = the_middle_weight(page);
        let field = handle("xray-value");
        let typing = || page.count(&format!("{field}[style]")) == 1;
        let focused = || {
            let script = "return document.activeElement.dataset.index ?? ''";
            page.run(script, json!([])) == "4"
        };
        let start = page.look();
        // The panel is written anew with every move of the window, and the field survives.
        page.choose_in_select(&handle("slide-speed"), "50");
        page.click(&handle("slide-play"));
        page.focus(&weight);
        page.type_keys("-1.5");
        page.until("a field", typing);
        let over = "const box = document.querySelector(arguments[0]).getBoundingClientRect();
            return document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2).dataset.testid";
        assert_eq!(page.run(over, json!([weight])), "xray-value", "it stands over its weight");
        let before = address(page);
        page.until("the window further on", || address(page) != before);
        // A mouse that passes by explains nothing else meanwhile.
        page.hover(&map("conv2", 0), &[(0.2, 0.2), (0.4, 0.7)]);
        assert!(typing() && address(page).0 == "conv1");
        page.type_keys(&format!("5{}", key::ENTER));
        page.until("the weight typed", || page.number(&weight, "data-value") == -1.55);
        assert_eq!(page.cell(1, 1), -1.55, "in the editor too");
        page.until("the keyboard back on the weight", || focused() && !typing());
        page.click(&handle("slide-play"));
        page.until("a window that stands", || slide_state(page) == "held");
        page.focus(&weight);
        // Escape leaves the weight as it is, and the pin too.
        page.type_keys(&format!("7{ESCAPE}"));
        page.until("no field", || !typing() && focused());
        assert_eq!(page.cell(1, 1), -1.55);
        assert!(shown(page));
        // From what stands there.
        page.type_keys(&format!("{}{}5{}", "\u{e032}", key::RIGHT, key::ENTER));
        page.until("a digit more", || page.number(&weight, "data-value") == -1.555);
        page.type_keys(&format!("1x{}", key::ENTER));
        let problem = handle("xray-problem");
        page.until("why not", || page.text(&problem).contains("1x"));
        assert_eq!(page.attribute(&problem, "data-code").as_deref(), Some("not-a-number"));
        assert_eq!(page.cell(1, 1), -1.555);
        page.type_keys(&format!("9999{}", key::ENTER));
        page.until("the largest weight", || page.number(&weight, "data-value") == 1000.0);
        assert_eq!(page.attribute(&problem, "data-code").as_deref(), Some("weight-clamped"));
        page.type_keys(key::DELETE);
        page.until("zero", || page.number(&weight, "data-value") == 0.0);
        // Leaving the field sets what stands in it.
        page.type_keys("2");
        page.until("a field", typing);
        page.click("h1");
        page.until("the weight typed", || page.number(&weight, "data-value") == 2.0);
        assert!(!typing());
        for _ in 0..5 {
            page.press_undo();
        }
        page.until("all of it undone", || page.look().maps == start.maps);
    });
}

#[test]
fn the_keyboard_walks_over_a_map_and_through_the_layers() {
    in_browser(Visit::default(), |page| {
        let button = format!(".choose:has({})", map("conv2", 1));
        page.focus(&button);
        page.type_keys(key::RIGHT);
        page.until("a cell in the middle", || address(page) == ("conv2".into(), [1, 5, 5]));
        page.type_keys(&format!("{}{}{}", key::RIGHT, key::RIGHT, key::UP));
        page.until("two to the right, one up", || address(page) == ("conv2".into(), [1, 4, 7]));
        page.type_keys(key::ENTER);
        page.until("a pin", || {
            page.attribute(&handle("xray"), "data-state").as_deref() == Some("pinned")
        });
        assert_eq!(address(page), ("conv2".into(), [1, 4, 7]));
        for layer in ["act2", "pool2", "conv3"] {
            page.focus(&handle("xray-on"));
            page.type_keys(key::ENTER);
            page.until(layer, || address(page).0 == layer);
        }
        for layer in ["pool2", "act2", "conv2", "pool1", "act1", "conv1", "input"] {
            page.focus(&handle("xray-back"));
            page.type_keys(key::ENTER);
            page.until(layer, || address(page).0 == layer);
        }
        page.type_keys(ESCAPE);
        page.until("nothing explained", || !shown(page));
    });
}

#[test]
fn the_vector_and_the_outputs_are_explained_too() {
    in_browser(Visit::default(), |page| {
        page.hover(&map("vector", 0), &[(0.5, 0.26)]);
        page.until("a place of the vector", || address(page) == ("vector".into(), [0, 5, 0]));
        let values = page.look().outputs();
        for output in [5, 3] {
            page.hover(&format!("[data-layer=output][data-row=\"{output}\"]"), &[(0.5, 0.5)]);
            page.until("an output", || address(page) == ("output".into(), [0, output, 0]));
            assert_eq!(value(page), values[output]);
        }
    });
}

#[test]
fn a_finger_pins_and_the_sheet_is_closed_again() {
    in_browser(Visit::phone(), |page| {
        page.touch_drag(&map("conv1", 1), &[(0.5, 0.5)]);
        page.until("a pin", || address(page).0 == "conv1");
        let sheet = page.place(&handle("xray"));
        assert!(sheet.y + sheet.height <= 845.0 && sheet.height < 420.0, "{sheet:?}");
        page.click(&handle("xray-close"));
        page.until("nothing explained", || !shown(page));
    });
}

#[test]
fn another_network_lets_go_of_what_it_does_not_have() {
    in_browser(Visit::default(), |page| {
        page.click(&map("conv3", 4));
        page.until("a pin", || shown(page));
        page.choose_network("notebook");
        page.until("nothing explained", || !shown(page));
    });
}

#[test]
fn the_right_column_does_not_scroll_while_something_is_explained() {
    for language in ["en", "ja"] {
        in_browser(Visit { language, ..Visit::default() }, |page| {
            for network in ["notebook", "five-channel", "wide", "digits"] {
                page.choose_network(network);
                for layer in
                    ["output", "input", "conv1", "conv2", "act2", "pool2", "conv3", "vector"]
                {
                    if layer == "output" {
                        page.click("[data-layer=output]");
                    } else {
                        page.click(&map(layer, 0));
                    }
                    page.until("the X-ray", || address(page).0 == layer);
                    let script = "return ['.answer-side', '.xray'].map(side => {
                        const e = document.querySelector(side); return e.scrollHeight - e.clientHeight })";
                    let over = page.run(script, json!([]));
                    assert_eq!(over, json!([0, 0]), "{layer} of {network} in {language}");
                    page.type_keys(ESCAPE);
                }
            }
        });
    }
}

fn slide_state(page: &Page) -> String {
    page.attribute(&handle("slide"), "data-state").unwrap_or_default()
}

/// Whether a map is seen only as far as a window has come.
fn veiled(page: &Page, layer: &str, channel: usize) -> bool {
    let script = "return document.querySelector(arguments[0]).closest('[data-slide]') !== null";
    page.run(script, json!([map(layer, channel)])) == true
}

#[test]
fn a_window_slides_over_a_map_is_held_stepped_and_scrubbed() {
    in_browser(Visit::default(), |page| {
        page.click(&map("conv2", 1));
        page.until("a pin", || address(page) == ("conv2".into(), [1, 5, 5]));
        assert!(!veiled(page, "conv2", 1));
        // Slowly enough for a busy machine to hold it before its end.
        page.choose_in_select(&handle("slide-speed"), "12");
        page.click(&handle("slide-play"));
        page.until("it runs", || slide_state(page) == "running");
        assert!(veiled(page, "conv2", 1) && !veiled(page, "conv2", 0));
        page.until("the second row", || address(page).1[1] >= 1);
        page.click(&handle("slide-play"));
        page.until("it is held", || slide_state(page) == "held");
        let (_, [_, row, column]) = address(page);
        page.settle();
        assert_eq!(address(page).1, [1, row, column], "it stands");
        let place = row * 11 + column;
        let at = |place: usize| ("conv2".to_owned(), [1, place / 11, place % 11]);
        page.click(&handle("slide-on"));
        page.until("one on", || address(page) == at(place + 1));
        page.click(&handle("slide-back"));
        page.click(&handle("slide-back"));
        page.until("one back", || address(page) == at(place - 1));
        page.drag(&handle("slide-place"), &[(0.5, 0.5), (0.999, 0.5)]);
        page.until("the last place", || address(page) == at(120));
        page.click(&handle("slide-play"));
        page.until("from the first place again", || slide_state(page) == "running");
        page.choose_in_select(&handle("slide-speed"), "200");
        page.until("its end", || slide_state(page) == "held" && address(page) == at(120));
        page.type_keys(ESCAPE);
        page.until("the whole map", || !veiled(page, "conv2", 1));
    });
}

#[test]
fn who_wants_less_motion_takes_the_windows_steps_one_press_at_a_time() {
    in_browser(Visit::default(), |page| {
        page.devtools(
            "Emulation.setEmulatedMedia",
            json!({ "features": [{ "name": "prefers-reduced-motion", "value": "reduce" }] }),
        );
        page.click(&map("conv3", 1));
        page.until("a pin", || address(page).0 == "conv3");
        for place in 0..3 {
            page.click(&handle("slide-play"));
            page.until("one step", || address(page).1 == [1, 0, place]);
            assert_eq!(slide_state(page), "held");
        }
    });
}

#[test]
fn the_pinned_map_stands_there_as_numbers_that_can_be_pointed_at() {
    in_browser(Visit::default(), |page| {
        page.click(&map("conv2", 3));
        page.until("a pin", || address(page) == ("conv2".into(), [3, 5, 5]));
        page.click(&handle("xray-numbers"));
        let cells = format!("{} > span", handle("numbers"));
        page.until("the numbers of the map", || page.count(&cells) == 121);
        page.click(&format!("{cells}:nth-child(25)"));
        page.until("the cell pressed", || address(page) == ("conv2".into(), [3, 2, 2]));
        // With three digits at least, and a minus of its own.
        let number = page.text(&format!("{cells}:nth-child(25)")).replace('−', "-");
        let number: f32 = number.parse().expect("a number");
        assert!((number - value(page)).abs() <= 0.06 * value(page).abs(), "{number}");
        assert_eq!(page.count(".histogram i"), 32);
        page.type_keys(ESCAPE);
        page.until("the network's image", || page.count(&cells) == 784);
    });
}

#[test]
fn differences_show_what_an_edit_did_and_a_key_that_is_held_shows_before() {
    in_browser(Visit::default(), |page| {
        let start = page.look();
        assert_eq!(page.turn("option-difference"), "true");
        assert!(page.look().maps.values().all(|map| map.min.is_empty()), "nothing has changed");
        page.select_kernel(2, 2, 1);
        page.click(&kernel_cell(0, 2));
        page.until("a difference", || {
            page.attribute(&map("conv2", 2), "data-max").is_some_and(|most| !most.is_empty())
        });
        let difference = page.look();
        for ((layer, channel), found) in &difference.maps {
            let expected = match layer.as_str() {
                "conv2" | "act2" | "pool2" => *channel == 2,
                "conv3" | "act3" | "pool3" | "vector" => true,
                _ => false,
            };
            let differs = found.min != "0" || found.max != "0";
            assert_eq!(differs, expected, "{layer} {channel}: {found:?}");
        }
        page.key_down("b");
        page.until("the maps as they were before", || page.look() == start);
        page.key_up("b");
        page.until("the difference again", || page.look() == difference);
        page.turn("option-difference");
        let edited = page.look();
        assert_ne!(edited, start);
        page.key_down("b");
        page.until("the page as it was before", || page.look() == start);
        page.key_up("b");
        page.until("the page as it is", || page.look() == edited);
        // In a field it is a letter.
        page.focus(&handle("weight-value"));
        page.type_keys(&format!("b{ESCAPE}"));
        assert_eq!(page.look(), edited);
    });
}
