//! What came of a file that somebody opened, in words.

use super::data_words;
use crate::formats::architecture::ArchitectureTextError;
use crate::lab::open::OpenError;
use crate::lab::{Imported, StoredError};
use crate::text::Text;
use crate::view::kit::naming::Naming as _;

/// What a file of drawings alone is called.
const DRAWINGS: &str = "own-imported";

/// What came of it.
pub fn opened(text: &Text, of: &Imported) -> String {
    let words = text.opening;
    if opened_code(of) == DRAWINGS && !of.newer && of.refused == 0 {
        return (text.data.own_imported)(&of.name, of.added, of.left);
    }
    let mut sentences = vec![(words.opened)(&of.name)];
    if of.lab {
        sentences.push(words.lab.into());
    }
    if of.added + of.left > 0 {
        sentences.push((words.drawings)(of.added, of.left));
    }
    if of.snapshots_added + of.snapshots_left > 0 {
        sentences.push((words.snapshots)(of.snapshots_added, of.snapshots_left));
    }
    if of.newer {
        sentences.push(words.newer.into());
    }
    if of.refused > 0 {
        sentences.push((words.refused_parts)(of.refused));
    }
    sentences.join(text.data.between_sentences)
}

/// What is opened, for scripts.
pub fn opened_code(of: &Imported) -> &'static str {
    let only_drawings = !of.lab && of.snapshots_added + of.snapshots_left == 0;
    if only_drawings { DRAWINGS } else { "opened" }
}

/// Why it was refused.
pub fn refused(text: &Text, name: &str, error: &OpenError) -> String {
    let words = text.opening;
    let why = match error {
        OpenError::Other(other) => return data_words::other(text.data, name, *other),
        OpenError::Own(error) => return data_words::own_error(text.data, name, error),
        OpenError::NotJson { line, column } => (words.no_json)(*line, *column),
        OpenError::Unknown => words.unknown.into(),
        OpenError::Lab(error) | OpenError::Snapshots(error) => stored(text, error),
        OpenError::NothingKept { found } => (words.nothing_kept)(*found),
    };
    (words.refused)(name, &why)
}

/// The name of what is wrong with it, for scripts.
pub fn refused_code(error: &OpenError) -> &'static str {
    match error {
        OpenError::Other(_) => "other-kind",
        OpenError::NotJson { .. } | OpenError::Unknown => "own-format",
        OpenError::Own(error) => data_words::own_code(error),
        OpenError::Lab(_) => "lab-damaged",
        OpenError::Snapshots(_) => "snapshots-damaged",
        OpenError::NothingKept { .. } => "nothing-kept",
    }
}

fn stored(text: &Text, error: &StoredError) -> String {
    let words = text.opening;
    match error {
        StoredError::NotJson { line, column } => (words.no_json)(*line, *column),
        StoredError::NotALab { line, column } => (words.field)(*line, *column),
        StoredError::NotSnapshots => words.unknown.into(),
        StoredError::Version { found } => (words.version)(*found),
        StoredError::Empty => words.empty.into(),
        StoredError::Architecture(error) => architecture(text, error),
        StoredError::Base64 { field } => (words.base64)(field),
        StoredError::Weights { expected, found } => (words.weights)(*expected, *found),
        StoredError::Weight { index, found } => (words.weight)(*index, *found),
        StoredError::Picture { width, height, found } => (words.picture)(*width, *height, *found),
        StoredError::Stroke { stroke, found } => (words.stroke)(*stroke, *found),
        StoredError::Truth { found } => (words.truth)(*found),
    }
}

fn architecture(text: &Text, error: &ArchitectureTextError) -> String {
    let words = text.opening;
    match error {
        ArchitectureTextError::NotJson { line, column } => (words.no_json)(*line, *column),
        ArchitectureTextError::NotAnArchitecture { line, column } => (words.field)(*line, *column),
        ArchitectureTextError::UnknownWord { field, found } => (words.word)(field, found),
        ArchitectureTextError::Impossible(error) => {
            (words.architecture)(&text.architecture_error(error))
        }
    }
}
