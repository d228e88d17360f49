//! English.

use super::LookText;

pub static TEXT: LookText = LookText {
    display: "Display",
    display_hint: "Colours, range and RGB of the maps",
    colours: "Colours",
    colours_hint: "Kernels, gradients and differences are always around zero: blue below, orange above",
    colour_names: ["viridis", "magma", "grey", "around zero", "viridis, Conv too"],
    range: "Range",
    range_hint: "Between which numbers the colours of a map run",
    range_names: ["each map its own", "one for each layer", "fixed"],
    ends: ["from", "to"],
    no_range: |typed| {
        format!(
            "“{typed}” makes no range: expected two numbers, the first one smaller. The range is unchanged."
        )
    },
    legend: "From the least to the greatest number of a map",
    legend_kernels: "Kernels, and maps before their activation: zero is in the middle",
    clipped: "The caps are cells beyond the range; ▴ and ▾ mark maps that have some",
    rgb: "RGB",
    rgb_hint: "Show three maps of each layer as the red, green and blue of one picture",
    primaries: ["red", "green", "blue"],
    flat: |name, share| {
        format!(
            "{name} is flat (saturated) at {share} of this layer’s cells: hardly anything is learned there."
        )
    },
    largest: |largest, times| match times {
        None => format!("Largest magnitude: {largest}."),
        Some(times) => {
            format!("Values run away: largest magnitude {largest}, {times}× the image’s.")
        }
    },
    open_matrix: "All kernels of this stage as a matrix",
    matrix_title: |stage, inputs, outputs| {
        format!("Conv {stage}: all kernels, {inputs} in × {outputs} out")
    },
    matrix_axes: |from, to| {
        format!(
            "Columns →: the map of {from} that is read. Rows ↓: the map of {to} that is written. Click one to edit it."
        )
    },
    largest_weight: |kernel, weight| format!("{kernel}. Largest weight: {weight}"),
    composite_of: |layer, [red, green, blue]| {
        format!("{layer}: map {} red, map {} green, map {} blue", red + 1, green + 1, blue + 1)
    },
};
