//! The snapshots as text. They are kept apart from the lab, which is written at every stroke: each holds a whole
//! network. Lines, since names have none: the head `hitofude-snapshots 1 0 -`, which goes on with their ids, and for each
//! snapshot three: its name, its architecture as JSON, its weights in base64. Texts from before there were ids have other
//! words in the place of `0 -`, and ids that follow from what is in the three lines.

use std::fmt::Write as _;
use std::rc::Rc;

use super::{StoredError, misshapen, read_weights, write_weights};
use crate::digits::ItemId;
use crate::formats::architecture;
use crate::lab::snapshots::clean;
use crate::lab::{Network, Snapshot, Snapshots};

/// How the text begins, its version at the end.
const HEAD: &str = "hitofude-snapshots 1 ";

/// The snapshots as text: [`read_snapshots()`] gives back equal ones.
pub fn write_snapshots(snapshots: &Snapshots) -> String {
    let ids: String = snapshots.iter().map(|snapshot| format!(" {}", snapshot.id)).collect();
    let mut text = format!("{HEAD}0 -{ids}");
    for snapshot in snapshots.iter() {
        let Snapshot { name, network, .. } = &**snapshot;
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
    let head = lines.next().and_then(|line| line.strip_prefix(HEAD));
    let mut ids = head.ok_or(StoredError::NotSnapshots)?.split(' ').skip(2);
    let mut all = Vec::new();
    while let Some(name) = lines.next() {
        let [text, weights] = [(); 2].map(|()| lines.next().unwrap_or_default());
        let derived = || ItemId::derived(all.len(), [name, text, weights].concat().as_bytes());
        let id = ids.next().and_then(ItemId::read).unwrap_or_else(derived);
        let architecture = architecture::SHAPE.read(text).map_err(misshapen)?;
        let architecture =
            architecture::of_value(architecture).map_err(StoredError::Architecture)?;
        let parameters = Rc::new(read_weights(&architecture, weights)?);
        // A name that is none is no reason to refuse a person's work.
        let name = clean(name).unwrap_or_else(|| "?".into());
        let network =
            Network { architecture: Rc::new(architecture), parameters, off: Rc::default() };
        all.push(Snapshot { id, name, network });
    }
    Ok(all.into_iter().collect())
}
