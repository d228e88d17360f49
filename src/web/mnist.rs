//! MNIST in a worker: kept from an earlier visit, given by the learner, or fetched from beside the page.

mod beside;
mod read;
mod slot;

use js_sys::Array;
use wasm_bindgen::prelude::*;
use web_sys::File;

use self::beside::{fetched, fit};
use self::read::read;
pub use self::slot::list_name;
use self::slot::{kept, kept_part, list, list_in, store, values};
use super::database::Database;
use crate::digits::mnist::{self, Mnist, Parts, Set, SetPart, Slot};
use crate::digits::{Idx, IdxError, IdxKind, Labelled};
use crate::formats::data_file::DataError;
use crate::keep::StorageTrouble;
use crate::training::{
    FileTrouble, Kept, Loading, MnistTrouble, Preview, Question, Reply, UnkeptReason,
};

/// Where a worker finds the data; made by the page, see [`super::mnist_page::source`].
pub struct SetSource {
    /// The page's address.
    base: String,
    /// Under which name they are kept.
    slot: Slot,
    /// Whether the images of `files` are to be turned.
    turn: bool,
    /// Files that the learner gave and the browser does not keep.
    files: Vec<File>,
}

impl SetSource {
    /// As it came from the page.
    pub fn of(message: &JsValue) -> Self {
        let parts = Array::from(message);
        Self {
            base: parts.get(0).as_string().unwrap_or_default(),
            slot: if parts.get(1).is_truthy() { Slot::Second } else { Slot::First },
            turn: parts.get(2).is_truthy(),
            files: parts.iter().skip(3).filter_map(|file| file.dyn_into().ok()).collect(),
        }
    }
}

/// Values for the database, with their names.
type Values = Vec<(String, JsValue)>;

/// The data, and what of them is to be kept for the next visit.
pub struct LoadedSet {
    /// The set.
    pub mnist: Mnist,
    keep: Option<(Vec<SetPart>, Values)>,
}

impl LoadedSet {
    /// Keeps what was fetched.
    pub async fn keep(self) {
        if let Some((parts, values)) = self.keep {
            // They stand beside the page: where they cannot be kept they come from there again.
            let _ = store(Slot::First, &parts, values).await;
        }
    }
}

/// The data: what the learner gave, or what is kept from an earlier visit, or what stands at `data/` beside the
/// page.
///
/// # Errors
/// If there are none, or a file beside the page is not what its name says.
pub async fn load(
    source: &SetSource,
    progress: &dyn Fn(Loading),
) -> Result<LoadedSet, MnistTrouble> {
    if !source.files.is_empty() {
        let (mut files, _) = read(&source.files, progress).await?;
        if source.turn {
            turn_images(&mut files);
        }
        let mut parts = Parts::default();
        parts.add(&parts_of(&files));
        if let Some(mnist) = parts.set().and_then(|set| assemble(set, files)) {
            return Ok(LoadedSet { mnist, keep: None });
        }
    }
    let kept = kept(source.slot, progress).await.map(|mnist| LoadedSet { mnist, keep: None });
    if kept.is_ok() || source.slot == Slot::Second {
        return kept;
    }
    match fetched(&source.base, progress).await? {
        Some((names, files)) => {
            let parts = parts_of(&files);
            let mut all = Parts::default();
            all.add(&parts);
            let set = all.set();
            if !matches!(set, Some(Set::Two { .. })) {
                fit(&names, &parts)?;
            }
            let keep = Some((parts, values(Slot::First, &files)));
            let missing = || MnistTrouble::Incomplete { missing: all.missing() };
            let mnist = set.and_then(|set| assemble(set, files)).ok_or_else(missing)?;
            Ok(LoadedSet { mnist, keep })
        }
        None => kept,
    }
}

/// Takes `files`, in any order, packed or not, told apart by what they hold, and keeps them. Where what is kept would
/// give way to them, `ask` says what is to happen. `None`: they are left.
///
/// # Errors
/// If any of them is not what it should be; then nothing has changed.
pub async fn take(
    files: &[File],
    progress: &dyn Fn(Loading),
    ask: impl AsyncFnOnce(Question) -> Reply,
) -> Result<Option<Kept>, MnistTrouble> {
    let (mut read, names) = read(files, progress).await?;
    let came = parts_of(&read);
    let before = list(Slot::First).await.unwrap_or_default();
    fits(&before, &came, &names)?;
    let answer = if gives_way(&before, &came, &read).await {
        let second = list(Slot::Second).await.is_some_and(|parts| !parts.0.is_empty());
        ask(Question { sample: Preview::of(&read), second }).await
    } else {
        Reply::Replace { turn: false }
    };
    let (slot, turn) = match answer {
        Reply::Leave => return Ok(None),
        Reply::Replace { turn } => (Slot::First, turn),
        Reply::KeepBoth { turn } => (Slot::Second, turn),
    };
    if turn {
        turn_images(&mut read);
    }
    Ok(Some(keep(slot, &read).await))
}

/// Exchanges rows and columns of every image that is kept on `slot`; of `held` files, which are not kept, where `turn`
/// says so.
///
/// # Errors
/// If there are none.
pub async fn turn(slot: Slot, held: &[File], turn: bool) -> Result<Kept, MnistTrouble> {
    let mut files = Vec::new();
    if held.is_empty() {
        let database = Database::open().await.map_err(|_| MnistTrouble::Absent)?;
        let parts = list_in(&database, slot).await.unwrap_or_default();
        for part in parts.0 {
            files.push(kept_part(&database, slot, part).await.ok_or(MnistTrouble::Absent)?);
        }
    } else {
        files = read(held, &|_| {}).await?.0;
    }
    if turn {
        turn_images(&mut files);
    }
    Ok(keep(slot, &files).await)
}

fn turn_images(files: &mut [Idx]) {
    for file in files {
        if let Idx::Images(images) = file {
            images.iter_mut().for_each(|image| *image = mnist::turned(image));
        }
    }
}

/// Whether images and labels that came belong together.
fn fits(before: &Parts, came: &[SetPart], names: &[String]) -> Result<(), MnistTrouble> {
    let Some((images, labels)) = before.mismatch(came) else { return Ok(()) };
    let name = |part: SetPart| {
        let at = came.iter().position(|came| *came == part);
        at.and_then(|at| names.get(at)).map_or("", String::as_str)
    };
    Err(MnistTrouble::File {
        name: format!("{}, {}", name(images), name(labels)),
        trouble: data_trouble(IdxError::Mismatch {
            images: images.count as usize,
            labels: labels.count as usize,
        }),
    })
}

/// Whether something else that is kept would give way to what came. The same files once more are nothing else.
async fn gives_way(before: &Parts, came: &[SetPart], files: &[Idx]) -> bool {
    let (displaced, pushed_out) = before.replaced_by(came);
    if pushed_out || displaced.is_empty() {
        return pushed_out;
    }
    let Ok(database) = Database::open().await else { return false };
    for part in displaced {
        let kept = kept_part(&database, Slot::First, part).await;
        let new = files.iter().rev().find(|file| SetPart::of(file) == part);
        if kept.as_ref() != new {
            return true;
        }
    }
    false
}

/// Keeps `files` on `slot`.
async fn keep(slot: Slot, files: &[Idx]) -> Kept {
    let came = parts_of(files);
    let stored = store(slot, &came, values(slot, files)).await;
    let parts = stored.clone().unwrap_or_else(|_| {
        let mut parts = Parts::default();
        parts.add(&came);
        parts
    });
    let unkept = stored.err().map(|error| match error {
        StorageTrouble::Unavailable | StorageTrouble::Refused | StorageTrouble::NoAnswer => {
            UnkeptReason::Unavailable
        }
        StorageTrouble::Full => UnkeptReason::Full,
    });
    let (set, missing) = (parts.set(), parts.missing());
    Kept { set, missing, unkept, slot, sample: Preview::of(files) }
}

fn parts_of(files: &[Idx]) -> Vec<SetPart> {
    files.iter().map(SetPart::of).collect()
}

/// The set of `files`, the last of each part; `None` if one is missing.
fn assemble(set: Set, files: Vec<Idx>) -> Option<Mnist> {
    let mut files = files;
    let mut pair = |count: u32| -> Option<Labelled> {
        let mut one = |kind| {
            let at = files.iter().rposition(|file| SetPart::of(file) == SetPart { kind, count })?;
            Some(files.remove(at))
        };
        match (one(IdxKind::Images)?, one(IdxKind::Labels)?) {
            (Idx::Images(images), Idx::Labels(labels)) => Some(Labelled { images, labels }),
            _ => None,
        }
    };
    Some(match set {
        Set::One { count } => Mnist::of_one(pair(count)?),
        Set::Two { train, test } => Mnist { train: pair(train)?, test: pair(test)? },
    })
}

fn data_trouble(error: IdxError) -> FileTrouble {
    FileTrouble::Data(DataError::Idx(error))
}
