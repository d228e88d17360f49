//! English.

use super::CompareText;

pub static TEXT: CompareText = CompareText {
    button: "A / B",
    button_hint: "Keep snapshots of the network, bring them back, and see what has changed since, by how much and where",
    title: "Compare: A is now, B is what you choose",
    name: "Name of the snapshot",
    default_name: |number, network| format!("{number} · {network}"),
    take: "Take a snapshot",
    take_hint: "Keep the network as it stands now, under this name",
    full: |most| format!("{most} snapshots are as many as are kept. Delete one to take another."),
    compared_with: "B, which now is compared with",
    before: "Before the last change",
    compare_hint: "Compare with this one: the maps’ differences, the B key and the table of changes are then about it",
    other_architecture: "another architecture",
    bring_back: "Bring back",
    bring_back_hint: "Make this the network again; undo takes that back",
    delete: "Delete; undo takes that back",
    nothing: "Change a weight, and here stands what has changed, by how much, and where. Take a snapshot first to compare with that.",
    not_alike: "Another architecture: its maps have no counterparts to be compared with, its answer has. Bring it back to see it.",
    answer: "Answer",
    largest: "largest Δw",
    largest_hint: "Show this kernel",
    mean: "mean |Δw|",
    maps: "mean |Δ| of the maps",
    maps_hint: "Explain the cell that has changed most",
    difference: |name| format!("Every map shows now − “{name}”: orange more, blue less."),
    no_difference: |name| {
        format!("“{name}” has another architecture: map by map there is nothing to compare.")
    },
    not_kept: "The snapshots cannot be kept for your next visit: the browser gives no room for them. They last until you leave the page.",
    unreadable: "The snapshots of your last visit could not be read. Their text is not lost:",
};
