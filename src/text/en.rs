//! English.

use std::cmp::Ordering;

use super::{Language, PresetText, Text};

pub static TEXT: Text = Text {
    language: Language::English,
    title: "Hitofude: draw a digit, edit the kernels, see what the network sees",

    network: "Network",
    network_first: "First network: 5 kernels, digits 0–9",
    network_notebook: "Notebook: 1 channel, is it a 5?",
    network_five_channel: "5 channels, digits 0–9",
    network_is_five: "Is it a 5? 5 channels, trained",
    network_is_five_single: "Is it a 5? 1 channel, trained",
    network_digits: "Reads your digits, 0–9",
    network_untrained: "Untrained: 8 · 16 · 40 channels",
    network_wide: "16 · 32 · 64 channels, ReLU",
    custom_network: "Your own design",
    architecture: "Design…",
    architecture_hint: "Change stages, channels, kernel sizes, activations, pooling and outputs",
    activation: "Activations",
    activation_hint: "Switch every activation function off, and watch the values run away",
    activations_off: "Activations are off: nothing holds the values, so they grow from stage to stage. Read the ranges under the maps.",
    undo: "Undo",
    undo_hint: "Undo (Ctrl+Z)",
    redo: "Redo",
    redo_hint: "Redo (Ctrl+Shift+Z)",
    help: "What you can do here",
    theme: "Dark or light",
    other_language: "日本語で表示",
    close: "Close",

    draw: "Draw a digit",
    draw_hint: "",
    pad: "Drawing pad",
    pad_keys: "Arrow keys move the pen, Shift makes it slow. Space puts it down and lifts it. E changes between pen and eraser, Delete clears the pad.",
    eraser: "Eraser",
    eraser_hint: "Draw with the eraser (E on the pad; the right mouse button erases too)",
    brush: "Brush width ( [ and ] )",
    clear: "Clear",
    clear_hint: "Clear the pad (Delete on the pad)",
    open: "Open a picture",
    open_hint: "Open a picture: any size; or drop it, or paste it",
    samples: "Drawn samples",
    sample: |digit| format!("A drawn {digit}. Press again for another hand."),

    received: "The network’s input",
    as_drawn: "as drawn",
    prepared: "prepared",
    centre: "Centre",
    centre_hint: "Fit into 20×20 pixels and put the centre of mass in the middle, the way MNIST was made",
    erode: "Erode 3×3",
    erode_hint: "Thin the lines: each pixel becomes the smallest of its 3×3 neighbours",
    unit_scale: "0–1",
    unit_scale_hint: "On: pixels enter as 0 to 1. Off: as 0 to 255, and the sigmoid saturates",
    numbers: "Numbers",
    numbers_hint: "Show the image as its 784 numbers",
    numbers_title: "The image as the network reads it: 28×28 numbers",

    pipeline: "Pipeline",
    legend_low_high: "low → high",
    legend_signed: "− 0 +",
    input: "Input",
    kernels: "Kernels",
    vector: "Vector",
    linear: "Linear",
    stage: |number| format!("Stage {number}"),
    map_of: |layer, channel| format!("{layer}, map {}", channel + 1),
    kernel_of: |stage, input, output| {
        format!("Conv {stage} kernel, from map {} to map {}", input + 1, output + 1)
    },
    linear_weights: |output, channel| {
        format!("Weights of output {output} over map {}", channel + 1)
    },

    is_it_a_five: "Is it a 5?",
    which_digit: "Which digit is it?",
    five: "a 5",
    not_five: "not a 5",
    draw_something: "Nothing is drawn yet.",
    output_hint: |output| format!("Show the weights of output {output}"),
    truth: "Truth",
    loss: "Loss",
    loss_hint: "How far the answer is from the truth",
    loss_squared: "squared error",
    loss_cross_entropy: "cross-entropy",
    squared_error: |prediction, truth, loss| format!("({prediction} − {truth})² = {loss}"),

    kernel_title: |stage| format!("Conv {stage} kernel"),
    from_map: "map",
    to_map: "map",
    to_output: "output",
    previous: |what| format!("Previous {what}"),
    next: |what| format!("Next {what}"),
    bias: "bias",
    value: "Value of the chosen cell",
    value_hint: "Type a number and press Enter",
    raise: "Raise by 0.25",
    lower: "Lower by 0.25",
    kernel_cell: |row, column, value| format!("Row {}, column {}: {value}", row + 1, column + 1),
    linear_cell: |index, value| format!("Weight of vector place {}: {value}", index + 1),
    cell_hint: "Click raises, Shift+click lowers, drag or wheel scrubs, or type a number",
    weight_clamped: |typed, limit| {
        format!("“{typed}” is beyond ±{limit}: set to the nearest value allowed.")
    },
    not_a_number: |typed, example| {
        format!("Expected a number, such as {example}; found “{typed}”. Nothing was changed.")
    },
    not_finite: |typed, limit| {
        format!(
            "Expected a finite number from −{limit} to {limit}; found “{typed}”. Nothing was changed."
        )
    },
    ambiguous_number: |typed| {
        format!(
            "“{typed}” may be a thousand or a decimal: expected digits without that comma, or with a point. Nothing was changed."
        )
    },
    not_whole: |typed| format!("Expected a whole number; found “{typed}”. Nothing was changed."),
    out_of_range: |typed, low, high| {
        format!("Expected a number from {low} to {high}; found “{typed}”. Nothing was changed.")
    },
    presets: "Kernels by name",
    preset: PresetText {
        vertical: ("│", "Vertical lines"),
        horizontal: ("─", "Horizontal lines"),
        diagonal_down: ("╲", "Diagonal lines, falling"),
        diagonal_up: ("╱", "Diagonal lines, rising"),
        notebook_vertical: ("book │", "The notebook's first kernel: a column of ones"),
        notebook_diagonal: ("book ╱", "The notebook's second kernel: ones on the rising diagonal"),
        blur: ("Blur", "The mean of the neighbourhood"),
        sharpen: ("Sharpen", "The pixel, raised over its neighbours"),
        edge: ("Edge", "What differs from all neighbours"),
        sobel_x: ("Sobel x", "Brighter on the right than on the left"),
        sobel_y: ("Sobel y", "Brighter below than above"),
        laplacian: ("Laplace", "Second derivative: rows and columns against the centre"),
        centre_surround: ("Spot", "A bright spot on a dark surround"),
        identity: ("Identity", "The map as it is"),
    },
    rotate: "Rotate a quarter turn",
    mirror_horizontal: "Mirror left and right",
    mirror_vertical: "Mirror top and bottom",
    negate: "Negate: w becomes −w",
    normalise: "Normalise: (w − mean) / std",
    zero: "Set to zero",
    scope: "What the tools change",
    scope_this_kernel: "this kernel",
    scope_this_map: "all into this map",
    scope_this_stage: "whole stage",
    scope_this_piece: "this map's part",
    scope_this_output: "this output",
    scope_this_layer: "whole layer",
    random: "Random",
    random_hint: "New random weights; the seed then moves on by one",
    random_range: "From which range random weights are drawn",
    range_scaled: "√(2/n)·randn (He)",
    seed: "seed",
    linear_title: "Linear layer",
    linear_of: |output| format!("Weights of output {output}"),
    inner_product: |logit, activation, output| {
        let sum = format!("Inner product = {logit}");
        if activation.is_empty() { sum } else { format!("{sum} → {activation} → {output}") }
    },

    browser: &super::browser::en::TEXT,
    compare: &super::compare::en::TEXT,
    first: &super::first::en::TEXT,
    opening: &super::open::en::TEXT,
    data: &super::data::en::TEXT,
    keep: &super::keep::en::TEXT,
    learn: &super::learn::en::TEXT,
    look: &super::look::en::TEXT,
    xray: &super::xray::en::TEXT,
    probe: &super::probe::en::TEXT,
    step_group: "One step of learning on this drawing",
    step_size: "Step ×",
    step_size_hint: "Size of a step: the learning rate",
    step_cell: "cell",
    step_cell_hint: "Take this step: the chosen weight alone (G on a weight)",
    step_kernel: "kernel",
    step_kernel_hint: "Take this step: every weight of this kernel",
    step_all: "all",
    step_all_hint: "Take this step: every weight of the network",
    step_marks: "▲ ▼ in a cell: where one step would move it",
    step_impossible: "Draw something and choose its truth: then there is a loss to lower.",
    step_words: |way, amount| match way {
        Ordering::Greater => format!("One step would raise it by {amount}"),
        Ordering::Less => format!("One step would lower it by {amount}"),
        Ordering::Equal => "One step would leave it as it is".to_string(),
    },
    step_verdict: |change| match change {
        Ordering::Less => "lower",
        Ordering::Equal => "the same",
        Ordering::Greater => "higher: too far",
    },
    gradients: "Gradients",
    gradients_hint: "Show ∂loss/∂cell in every map, and on the pad where more or less ink would lower the loss",
    gradients_on: "Every map shows ∂loss/∂cell: orange, raising the cell raises the loss; blue, it lowers it. On the pad: + where more ink would lower the loss, − where less would.",
    legend_gradient: "∂loss/∂cell: − 0 +",
    dream: "The image it would like better",
    dream_hint: "Learning, turned round: the weights stay, and the pixels go where the loss gets smaller",
    dream_toward: "as a",
    dream_start: "Start",
    dream_stop: "Stop (Esc)",
    dream_step: "A few steps",
    dream_keep: "Keep it",
    dream_keep_hint: "Keeping puts it onto the pad, with Centre and Erode off, so that the network sees exactly this image.",
    dream_drop: "Back to the drawing",
    dream_drop_hint: "Drop it: the network sees the drawing again",

    architecture_title: "Design the network",
    architecture_lead: "Every change takes effect at once, and undo takes it back. Weights stay wherever their layer keeps its shape.",
    channels: "Channels",
    kernel: "Kernel",
    activation_function: "Activation",
    pooling: "Pooling 2×2",
    size: "Map side",
    add_stage: "+ Add a stage",
    remove_stage: |number| format!("Remove stage {number}"),
    outputs: "Outputs",
    outputs_one: "1: is it a 5?",
    outputs_ten: "10: one a digit",
    output_activation: "At the end",
    none: "none",
    max_pooling: "max",
    average_pooling: "average",
    architecture_sum: |vector, weights| {
        format!("Vector of {vector} values; {weights} weights in all.")
    },
    too_many_stages: |found| format!("A network has 1 to 4 stages; this one has {found}."),
    impossible_channels: |stage, found| {
        format!("Stage {stage}: a stage has 1 to 64 channels; this one has {found}.")
    },
    impossible_kernel: |stage, found| {
        format!("Stage {stage}: kernels are 1×1 to 7×7; this one is {found}×{found}.")
    },
    kernel_too_large: |stage, kernel, map| {
        format!("Stage {stage}: a {kernel}×{kernel} kernel does not fit into maps of {map}×{map}.")
    },
    nothing_left_to_pool: |stage, map| {
        format!("Stage {stage}: pooling 2×2 over maps of {map}×{map} leaves nothing.")
    },
    impossible_outputs: |found| format!("A network has 1 or 10 outputs; this one has {found}."),
    network_stays: "Until that is mended, the network stays as it was.",

    help_lead: "Draw, and every picture follows the pen. Click a cell of a kernel, and its map, every later map and the answer change at once.",
    help_keys: &[
        (
            "On the pad",
            &[
                ("drag", "draw; the right button, or a pen's other end, erases"),
                ("← → ↑ ↓", "move the keyboard's pen (with Shift: finely)"),
                ("Space", "pen down, pen up"),
                ("E", "pen or eraser"),
                ("[ ]", "thinner, wider"),
                ("Delete", "clear"),
            ],
        ),
        (
            "On a weight",
            &[
                ("click", "raise by 0.25"),
                ("Shift+click", "lower (right-click and a long press, too)"),
                ("Enter", "raise, with Shift lower"),
                ("wheel", "scrub (with Shift: finely)"),
                ("drag", "up and down: scrub (with Shift: finely); a finger scrolls the page"),
                ("0–9 −", "type a value, Enter sets it, Escape leaves it"),
                ("F2", "change the value that stands there"),
                ("← → ↑ ↓", "another cell"),
                ("Home End", "the first, the last cell of the row"),
                ("PageUp PageDown", "raise, lower"),
                ("Delete", "zero"),
                ("G", "one step of gradient descent on the drawing"),
                (
                    "X-ray",
                    "a weight that stands there takes the same clicks and keys, but for arrows and G",
                ),
            ],
        ),
        (
            "On a map",
            &[
                ("hover", "explain the number under the pointer"),
                ("click", "pin it; again to let go"),
                ("← → ↑ ↓", "another cell"),
                ("Enter", "pin it"),
                (
                    "Switch off",
                    "while it is on, a click or Enter switches the map, or the kernel, off and on",
                ),
            ],
        ),
        (
            "On ⊞, all kernels",
            &[
                ("← → ↑ ↓", "another kernel"),
                ("Home End", "the first, the last of the row"),
                ("Enter", "edit it"),
                ("Escape", "close"),
            ],
        ),
        (
            "On the prepared image, with a patch",
            &[("hover", "move the patch"), ("← → ↑ ↓", "the same")],
        ),
        (
            "Anywhere",
            &[
                ("Escape", "let go of what is pinned, stop what runs"),
                (
                    "B",
                    "held: the network as it was before the last change of weights, or the snapshot chosen in A / B",
                ),
                ("A/B", "above: snapshots of the network, and what has changed since"),
                ("5×5", "beside a kernel: how it slides over a picture, to play with"),
                ("Ctrl+Z", "undo"),
                ("Ctrl+Shift+Z", "redo (Ctrl+Y, too)"),
                ("Ctrl+V", "paste a picture onto the pad"),
                ("⌘", "on a Mac in place of Ctrl"),
            ],
        ),
    ],

    stored_state_unreadable: "What was kept from your last visit could not be read: expected a Hitofude lab, found something else. The page has started fresh. The old text is not lost:",
    kept_newer: "What was kept comes from a newer version of this page. As much of it as this version understands is here; to be safe, keep the whole of it:",
    download_unreadable: "Download it",
    storage_unavailable: "This browser lets the page keep nothing. Everything works, but drawing and kernels will be gone after a reload.",
    storage_full: "The browser's storage is full: the latest changes are not kept for a reload. What was kept before stays.",
    not_a_picture: |name, kind| {
        format!(
            "“{name}” could not be opened: expected a picture (PNG, JPEG, WebP …), found {kind}. The pad is unchanged."
        )
    },
    unknown_kind: "a file of unknown kind",
    empty_picture: |name| format!("“{name}” has no pixels. The pad is unchanged."),
    one_picture_at_a_time: |found| {
        format!("{found} files came at once; the pad shows the first picture of them.")
    },
};
