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
    flow: "Flow",
    flow_hint: "Lines from map to map: what each adds (solid) or takes away (dashed), the wider the more, as a mean over the map’s cells; of a pinned cell what its own sum is made of",
    counts_as_zeros: "switched off: counts as zeros",
    occlusion: "What the answer depends on",
    occlusion_hint: "A blank patch slides over the image: + where the answer’s number falls with the patch there, − where it rises. Point at the prepared image to put it there yourself",
    occlusion_hand: "A blank patch over the network’s image: the arrow keys move it",
    occlusion_drop: "Take away",
    patch: "Size of the patch",
    covered: |output, before, now, row, column| {
        format!("Patch at row {}, column {}: {output} {before} → {now}", row + 1, column + 1)
    },
    most: |output, before, now, row, column| {
        format!(
            "Most at row {}, column {}: {output} {before} → {now}. + counts for it, − against",
            row + 1,
            column + 1
        )
    },
};
