//! Sets of MNIST's form in the database: a list of parts under the slot's name, and one value a part.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;

use super::assemble;
use crate::digits::mnist::{Mnist, Parts, Set, SetPart, Slot};
use crate::digits::{Idx, IdxKind};
use crate::keep::StorageTrouble;
use crate::training::{Loading, MnistTrouble};
use crate::web::database::Database;

/// Under which name the list of a slot's parts is kept, and how the parts' own names begin.
pub fn list_name(slot: Slot) -> &'static str {
    match slot {
        Slot::First => "mnist",
        Slot::Second => "mnist-2",
    }
}

/// Under which name a part is kept.
fn name(slot: Slot, part: SetPart) -> String {
    let kind = match part.kind {
        IdxKind::Images => "images",
        IdxKind::Labels => "labels",
    };
    format!("{}-{kind}-{}", list_name(slot), part.count)
}

/// The values to keep of `files`: their bytes without a header, in memory that is not the worker's.
pub fn values(slot: Slot, files: &[Idx]) -> Vec<(String, JsValue)> {
    let value = |file: &Idx| {
        let bytes = match file {
            Idx::Images(images) => images.as_flattened(),
            Idx::Labels(labels) => labels,
        };
        (name(slot, SetPart::of(file)), Uint8Array::from(bytes).into())
    };
    files.iter().map(value).collect()
}

/// Keeps `came` beside what is kept already; a second set takes the place of the one that was there. Gives the parts that
/// there are then.
pub async fn store(
    slot: Slot,
    came: &[SetPart],
    mut values: Vec<(String, JsValue)>,
) -> Result<Parts, StorageTrouble> {
    let database = Database::open().await?;
    let mut parts = list_in(&database, slot).await.unwrap_or_default();
    let mut gone = Vec::new();
    if slot == Slot::Second {
        gone = std::mem::take(&mut parts.0);
    }
    gone.extend(parts.add(came));
    let gone: Vec<String> = gone.into_iter().map(|part| name(slot, part)).collect();
    values.push((list_name(slot).into(), write_list(&parts)));
    database.write(&gone, &values).await?;
    Ok(parts)
}

/// The list of parts, as it is kept: each count, labels' negative.
fn write_list(parts: &Parts) -> JsValue {
    let number = |part: &SetPart| match part.kind {
        IdxKind::Images => f64::from(part.count),
        IdxKind::Labels => -f64::from(part.count),
    };
    parts.0.iter().map(|part| JsValue::from(number(part))).collect::<Array>().into()
}

pub async fn list(slot: Slot) -> Option<Parts> {
    list_in(&Database::open().await.ok()?, slot).await
}

pub async fn list_in(database: &Database, slot: Slot) -> Option<Parts> {
    let list = database.read(list_name(slot)).await.ok()?;
    let numbers: Array = list.dyn_into().ok()?;
    let part = |number: f64| SetPart {
        kind: if number > 0.0 { IdxKind::Images } else { IdxKind::Labels },
        count: number.abs() as u32,
    };
    Some(Parts(numbers.iter().filter_map(|number| number.as_f64()).map(part).collect()))
}

/// What is kept from an earlier visit.
pub async fn kept(slot: Slot, progress: &dyn Fn(Loading)) -> Result<Mnist, MnistTrouble> {
    let database = Database::open().await.map_err(|_| MnistTrouble::Absent)?;
    let parts = list_in(&database, slot).await.unwrap_or_default();
    if parts.0.is_empty() {
        return Err(MnistTrouble::Absent);
    }
    let set = parts.set().ok_or_else(|| MnistTrouble::Incomplete { missing: parts.missing() })?;
    let counts = match set {
        Set::One { count } => vec![count],
        Set::Two { train, test } => vec![train, test],
    };
    let of = counts.iter().map(|&count| u64::from(count) * 785).sum();
    let mut done = 0;
    let mut files = Vec::new();
    for count in counts {
        for kind in [IdxKind::Images, IdxKind::Labels] {
            let part = SetPart { kind, count };
            // A database that has lost a part has lost all: as if nothing had been kept.
            let file = kept_part(&database, slot, part).await.ok_or(MnistTrouble::Absent)?;
            done += u64::from(count) * if kind == IdxKind::Images { 784 } else { 1 };
            files.push(file);
            progress(Loading { done, of: Some(of) });
        }
    }
    assemble(set, files).ok_or(MnistTrouble::Absent)
}

/// A part as it is kept, if it is whole.
pub async fn kept_part(database: &Database, slot: Slot, part: SetPart) -> Option<Idx> {
    let bytes: Uint8Array = database.read(&name(slot, part)).await.ok()?.dyn_into().ok()?;
    let count = part.count as usize;
    match part.kind {
        IdxKind::Images => {
            let mut images = vec![[0; 784]; count];
            if bytes.length() as usize != count * 784 {
                return None;
            }
            bytes.copy_to(images.as_flattened_mut());
            Some(Idx::Images(images))
        }
        IdxKind::Labels => {
            let labels = bytes.to_vec();
            (labels.len() == count && labels.iter().all(|&label| label <= 9))
                .then_some(Idx::Labels(labels))
        }
    }
}
