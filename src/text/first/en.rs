//! English.

use super::FirstText;

pub static TEXT: FirstText = FirstText {
    lead: "Draw a digit, and see everything that goes on in the network that reads it.",
    steps_label: "Three first steps",
    steps: ["Draw a digit", "Click a cell of the kernel", "See its map change"],
    steps_hint: [
        "On the black pad, with mouse or finger: any digit you like.",
        "A kernel is a small table of numbers. Click any cell: its number goes up.",
        "On the right as it is now, on the left as it was: another kernel finds other shapes.",
    ],
    dismiss: "Close",
    draw_here: "Draw here",

    more: "More",
    less: "Less",
    everything: "Show everything",
    everything_hint: "Shows every tool there is",
    basics: "Basics",
    basics_hint: "Shows only what one needs at first",
    another: "Another digit",
    another_hint: "Puts drawn samples on the pad, one after the other",

    map_title: "The map that this kernel makes",
    before: "before",
    now: "now",
    click_a_cell: "A click raises a cell, a right-click lowers it",
    tap_a_cell: "A tap raises a cell; − lowers it",

    forget: "Forget and learn again",
    forget_short: "Relearn",
    forget_hint: "Makes all weights random, and learns from the beginning (undo brings them back)",
    has_learned: "Has learned",
    reads: |share| format!(": reads {share} of new digits right"),
    reads_hint: "Tried on 300 digits that it has not learned from. Change a kernel, and this changes too",
};
