//! English.

use super::OpenText;
use crate::text::number::grouped;

pub static TEXT: OpenText = OpenText {
    opened: |name| format!("“{name}” is open."),
    lab: "Its drawing, its network and its switches are here; undo brings back yours.",
    drawings: |added, left| {
        let added = if added == 1 { "1 drawing" } else { &format!("{added} drawings") };
        let left = match left {
            0 => String::new(),
            left => format!(" {left} were here already, or too many."),
        };
        format!("{added} added.{left}")
    },
    snapshots: |added, left| {
        let added = if added == 1 { "1 snapshot" } else { &format!("{added} snapshots") };
        let left = match left {
            0 => String::new(),
            left => format!(" {left} were here already, or too many."),
        };
        format!("{added} added.{left}")
    },
    newer: "It was saved by a newer version of this page: what this one does not know of it was left out.",
    refused_parts: |count| {
        if count == 1 {
            "1 part of it cannot be read.".into()
        } else {
            format!("{count} parts of it cannot be read.")
        }
    },
    refused: |name, why| format!("“{name}” was not opened: {why}. Everything is as it was."),
    no_json: |line, column| {
        format!(
            "expected something that this page saved (drawings, a lab, snapshots), found a text that stops being that at line {line}, column {column}"
        )
    },
    field: |line, column| {
        format!("expected a lab or snapshots, found something else at line {line}, column {column}")
    },
    unknown: "expected something that this page saved (drawings, a lab, snapshots), found JSON of another kind",
    empty: "expected a lab, found neither a drawing nor a network in it",
    version: |found| format!("found version {found}, of which this page can read nothing"),
    architecture: |why| format!("expected a network, found one that cannot be: {why}"),
    word: |field, found| {
        format!("found “{found}” where it says {field}, which this page does not know")
    },
    base64: |field| format!("expected base64 where it says {field}, found something else"),
    weights: |expected, found| {
        format!(
            "expected {} bytes of weights, found {}",
            grouped(expected as u64),
            grouped(found as u64)
        )
    },
    weight: |index, found| {
        format!(
            "expected weights from −1000 to 1000, found {found} as number {}",
            grouped(index as u64 + 1)
        )
    },
    picture: |width, height, found| {
        format!(
            "expected a picture of {width}×{height} pixels, found {} pixels",
            grouped(found as u64)
        )
    },
    stroke: |stroke, found| {
        format!(
            "expected three numbers for each point of a stroke, found {found} numbers in stroke {}",
            stroke + 1
        )
    },
    truth: |found| format!("expected a digit 0 to 9 as the truth, found {found}"),
    nothing_kept: |found| match found {
        0 => "expected what this page had kept, found nothing in it".into(),
        found => format!(
            "expected what this page had kept, found {found} texts of which none can be read"
        ),
    },
};
