//! English.

use super::ProbeText;

pub static TEXT: ProbeText = ProbeText {
    switch: "Switch off",
    switch_hint: "Switch maps and kernels off by a click, and see what they were for",
    switch_lead: "A click on a map or a kernel switches it off, another on again. Under each pooled map: what the answer’s number would change by without it.",
    switched: |count, was, is, before, now| {
        let reads = if was == is { format!("still {is}") } else { format!("now {is}") };
        format!("{count} off. {was}: {before} → {now}, {reads}.")
    },
    switched_blank: |count| format!("{count} off."),
    learns_whole: "Learning goes on with everything on.",
    all_on: "All on",
    off: "off",
    this_kernel: "kernel",
    this_kernel_hint: "Off: this kernel counts as zeros, and its weights are kept",
    this_map: "map",
    this_map_hint: "Off: nothing after this map reads it",
    counts_as_zeros: "switched off: counts as zeros",
};
