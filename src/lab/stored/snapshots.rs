//! The snapshots as text. They are kept apart from the lab, which is written at every stroke: each holds a whole
//! network.

use std::rc::Rc;

use serde::{Deserialize, Serialize};

use super::wire::VersionText;
use super::{StoredError, VERSION, json_error, read_weights, write_weights};
use crate::formats::architecture::ArchitectureText;
use crate::lab::snapshots::clean;
use crate::lab::{Network, Snapshot, Snapshots};
use crate::nn::Architecture;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SnapshotsText {
    version: u64,
    taken: u32,
    against: Option<usize>,
    snapshots: Vec<SnapshotText>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SnapshotText {
    name: String,
    architecture: ArchitectureText,
    /// As the lab's.
    weights: String,
}

/// The snapshots as JSON text: [`read_snapshots()`] gives back equal ones, but for what could be undeleted.
pub fn write_snapshots(snapshots: &Snapshots) -> String {
    let each = snapshots.all().iter().map(|Snapshot { name, network }| SnapshotText {
        name: name.to_string(),
        architecture: ArchitectureText::from(&*network.architecture),
        weights: write_weights(&network.parameters),
    });
    let text = SnapshotsText {
        version: VERSION,
        taken: snapshots.taken(),
        against: snapshots.against(),
        snapshots: each.collect(),
    };
    // Strings and numbers under fixed names: serialising them cannot fail.
    serde_json::to_string(&text).unwrap_or_default()
}

/// Reads what [`write_snapshots()`] wrote.
///
/// # Errors
/// The first thing that is not as it should be, with what was found.
pub fn read_snapshots(text: &str) -> Result<Snapshots, StoredError> {
    let VersionText { version } = serde_json::from_str(text).map_err(json_error)?;
    if version != VERSION {
        return Err(StoredError::Version { found: version });
    }
    let text: SnapshotsText = serde_json::from_str(text).map_err(json_error)?;
    let each = text.snapshots.into_iter().map(|SnapshotText { name, architecture, weights }| {
        let architecture =
            Architecture::try_from(&architecture).map_err(StoredError::Architecture)?;
        let parameters = Rc::new(read_weights(&architecture, &weights)?);
        // A name that is none is no reason to refuse a person's work.
        let name = clean(&name).unwrap_or_else(|| "?".into());
        Ok(Snapshot { name, network: Network { architecture: Rc::new(architecture), parameters } })
    });
    Ok(Snapshots::from_parts(each.collect::<Result<_, _>>()?, text.against, text.taken))
}
