//! The snapshots as text. They are kept apart from the lab, which is written at every stroke: each holds a whole
//! network. `{"format": "hitofude-snapshots", "version": 2, "snapshots": [{"id": "…", "name": "…",
//! "architecture": {…}, "weights": "…"}, …]}`. Where there is no id, it follows from the others and the place.
//!
//! Version 1 had lines: the head `hitofude-snapshots 1` and two words, then ids or none, and for each snapshot three: its
//! name, its architecture as JSON, its weights.

use std::rc::Rc;

use serde::{Deserialize, Serialize};

use super::{StoredError, Versioned, misshapen, read_network, write_weights};
use crate::digits::ItemId;
use crate::formats::architecture::ArchitectureRecord;
use crate::formats::record::{self, HeadRecord, IfReadable};
use crate::lab::snapshots::clean;
use crate::lab::{Snapshot, Snapshots};

/// What the text calls itself, and how it begins where it is of version 1.
pub const SNAPSHOTS: &str = "hitofude-snapshots";
/// The version that is written.
const VERSION: u64 = 2;
/// How texts of version 1 begin.
const LINES: &str = "hitofude-snapshots 1 ";

#[derive(Serialize, Deserialize)]
struct SnapshotsRecord<T> {
    format: String,
    version: u64,
    snapshots: Vec<T>,
}

#[derive(Serialize, Deserialize)]
struct SnapshotRecord {
    #[serde(default)]
    id: Option<String>,
    #[serde(default)]
    name: String,
    architecture: ArchitectureRecord,
    weights: String,
}

/// The snapshots as text: [`read_snapshots()`] gives back equal ones.
pub fn write_snapshots(snapshots: &Snapshots) -> String {
    let snapshot = |snapshot: &Rc<Snapshot>| SnapshotRecord {
        id: Some(snapshot.id.to_string()),
        name: (*snapshot.name).into(),
        architecture: ArchitectureRecord::of(&snapshot.network.architecture),
        weights: write_weights(&snapshot.network.parameters),
    };
    record::write(&SnapshotsRecord {
        format: SNAPSHOTS.into(),
        version: VERSION,
        snapshots: snapshots.iter().map(snapshot).collect(),
    })
}

/// Reads what [`write_snapshots()`] wrote; of a newer version, the snapshots that can be read.
///
/// # Errors
/// The first thing that is not as it should be, with what was found; of a newer version, if no snapshot can be read.
pub fn read_snapshots(text: &str) -> Result<Versioned<Snapshots>, StoredError> {
    if let Some(rest) = text.strip_prefix(LINES) {
        return Ok(Versioned { value: read_lines(rest)?, newer: None });
    }
    let HeadRecord { format, version } = record::read(text).map_err(misshapen)?;
    if format != SNAPSHOTS {
        return Err(StoredError::NotSnapshots);
    }
    if version > VERSION {
        return newer(text, version).ok_or(StoredError::Version { found: version });
    }
    if version < VERSION {
        return Err(StoredError::Version { found: version });
    }
    let of: SnapshotsRecord<SnapshotRecord> = record::read(text).map_err(misshapen)?;
    let all = of.snapshots.into_iter().enumerate().map(|(index, record)| snapshot(index, record));
    Ok(Versioned { value: all.collect::<Result<_, _>>()?, newer: None })
}

/// The snapshots of a newer version that can be read, if there are any.
fn newer(text: &str, version: u64) -> Option<Versioned<Snapshots>> {
    let of: SnapshotsRecord<IfReadable<SnapshotRecord>> = record::read(text).ok()?;
    let all = of.snapshots.into_iter().enumerate();
    let readable = all.filter_map(|(index, record)| snapshot(index, record.0?).ok());
    let value: Snapshots = readable.collect();
    (!value.is_empty()).then_some(Versioned { value, newer: Some(version) })
}

fn snapshot(index: usize, record: SnapshotRecord) -> Result<Snapshot, StoredError> {
    let SnapshotRecord { id, name, architecture, weights } = record;
    let derived = || {
        let contents = [&name[..], &record::write(&architecture), &weights].concat();
        ItemId::derived(index, contents.as_bytes())
    };
    let id = id.as_deref().and_then(ItemId::read).unwrap_or_else(derived);
    let network = read_network(architecture, &weights)?;
    // A name that is none is no reason to refuse a person's work.
    let name = clean(&name).unwrap_or_else(|| "?".into());
    Ok(Snapshot { id, name, network })
}

/// What comes after the beginning of a text of version 1.
fn read_lines(text: &str) -> Result<Snapshots, StoredError> {
    let mut lines = text.split('\n');
    let mut ids = lines.next().unwrap_or_default().split(' ').skip(2);
    let mut all = Vec::new();
    while let Some(name) = lines.next() {
        let architecture = record::read(lines.next().unwrap_or_default()).map_err(misshapen)?;
        let weights = lines.next().unwrap_or_default().into();
        let (id, name) = (ids.next().map(Into::into), name.into());
        all.push(snapshot(all.len(), SnapshotRecord { id, name, architecture, weights })?);
    }
    Ok(all.into_iter().collect())
}
