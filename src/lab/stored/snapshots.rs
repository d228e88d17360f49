//! The snapshots as text. They are kept apart from the lab, which is written at every stroke: each holds a whole
//! network. Lines, since names have none: the head `hitofude-snapshots 1 TAKEN AGAINST`, where a `-` is against none, and
//! for each snapshot three: its name, its architecture as JSON, its weights in base64.

use std::fmt::Write as _;
use std::rc::Rc;

use super::{StoredError, misshapen, read_weights, write_weights};
use crate::formats::architecture;
use crate::lab::snapshots::clean;
use crate::lab::{Network, Snapshot, Snapshots};

/// How the text begins, its version at the end.
const HEAD: &str = "hitofude-snapshots 1 ";

/// The snapshots as text: [`read_snapshots()`] gives back equal ones, but for what could be undeleted.
pub fn write_snapshots(snapshots: &Snapshots) -> String {
    let against = snapshots.against().map_or("-".to_owned(), |index| index.to_string());
    let mut text = format!("{HEAD}{} {against}", snapshots.taken());
    for Snapshot { name, network } in snapshots.all() {
        let architecture = architecture::write(&network.architecture);
        let weights = write_weights(&network.parameters);
        // Writing to a string cannot fail.
        let _ = write!(text, "\n{name}\n{architecture}\n{weights}");
    }
    text
}

/// Reads what [`write_snapshots()`] wrote.
///
/// # Errors
/// The first thing that is not as it should be, with what was found.
pub fn read_snapshots(text: &str) -> Result<Snapshots, StoredError> {
    let mut lines = text.split('\n');
    let head = lines.next().and_then(|line| line.strip_prefix(HEAD)?.split_once(' '));
    let (taken, against) = head.ok_or(StoredError::NotSnapshots)?;
    let mut all = Vec::new();
    while let Some(name) = lines.next() {
        let text = lines.next().unwrap_or_default();
        let architecture = architecture::SHAPE.read(text).map_err(misshapen)?;
        let architecture =
            architecture::of_value(architecture).map_err(StoredError::Architecture)?;
        let parameters = Rc::new(read_weights(&architecture, lines.next().unwrap_or_default())?);
        // A name that is none is no reason to refuse a person's work.
        let name = clean(name).unwrap_or_else(|| "?".into());
        let network =
            Network { architecture: Rc::new(architecture), parameters, off: Rc::default() };
        all.push(Snapshot { name, network });
    }
    Ok(Snapshots::from_parts(all, against.parse().ok(), taken.parse().unwrap_or_default()))
}
