//! English.

use super::XrayText;

pub static TEXT: XrayText = XrayText {
    title: "X-ray",
    map_cell: |layer, map, row, column| {
        format!("{layer}, map {}, row {}, column {}", map + 1, row + 1, column + 1)
    },
    only_map_cell: |layer, row, column| format!("{layer}, row {}, column {}", row + 1, column + 1),
    vector_cell: |place| format!("Vector, place {}", place + 1),
    output_cell: |output| format!("Output {output}"),
    the_output: "Output",
    to_pin: "Click to pin",
    let_go: "Let go (Esc)",
    layer_back: "One layer back, to where most of it comes from",
    layer_on: "One layer on, to what it goes into",
    map_numbers: "The whole map as numbers, and how often which values occur in its layer",
    map: |map| format!("map {}", map + 1),
    weights: "weights",
    weight_hint: "A click raises this weight by 0.25, Shift+click lowers it, the wheel scrubs; F2 or digits: type it",
    each_map: "Sum for each map",
    largest: "Largest",
    winner: "the largest of the four",
    mean: "the mean of the four",
    goes_on: "the largest of its four goes on",
    stays_behind: "not the largest of its four",
    quarter_goes_on: "a quarter of it goes on",
    is_dropped: "dropped: an odd row or column",
    drops: |before, after| {
        format!("{before}×{before} → {after}×{after}: the odd last row and column are dropped")
    },
    not_pooled: "no pooling: the same number",
    to_each_output: "What it adds to each output, w·x",
    pixel: |grey, value| format!("grey level {grey} of 255, read as {value}"),
    loss_share: |formula, share, loss| format!("{formula} <b>{share}</b> of the loss {loss}"),
    no_truth: "Choose the truth, and its share of the loss stands here.",
    difference: "Difference",
    difference_hint: "Show in every map what the last change of weights has done: now − before",
    difference_on: "Every map shows now − before the last change of weights: orange more, blue less.",
    nothing_changed: "Change a weight, and every map shows by how much each of its cells has changed.",
    see_before: "See before",
    see_before_hint: "Hold (or hold B): the network as it was before the last change of weights",
    slide: "Sliding window",
    slide_play: "Slide the window over the map",
    slide_hold: "Hold the window where it is",
    slide_back: "One cell back",
    slide_on: "One cell on",
    slide_place: "Where the window is",
    slide_speed: "Cells a second",
};
