//! MNIST in a worker: kept from an earlier visit, given by the learner, or fetched from beside the page.

use js_sys::{Array, Promise, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, Response};

use super::data_file::DataFile;
use super::database::Database;
use crate::digits::mnist::{Mnist, Part, Parts, Set};
use crate::digits::{Idx, IdxError, IdxKind, Labelled};
use crate::keep::Trouble;
use crate::training::{FileTrouble, Kept, Loading, MnistTrouble, Unkept};

#[wasm_bindgen]
extern "C" {
    /// The same in a page and in a worker.
    #[wasm_bindgen(js_name = fetch)]
    fn fetch(address: &str) -> Promise;
}

/// The four files as MNIST names them; a host may have them packed, with `.gz` after the name.
const NAMES: [&str; 4] = [
    "train-images-idx3-ubyte",
    "train-labels-idx1-ubyte",
    "t10k-images-idx3-ubyte",
    "t10k-labels-idx1-ubyte",
];
/// Under which name the list of parts is kept.
const LIST: &str = "mnist";

/// Where a worker finds the data; made by the page, see [`super::mnist_page::source`].
pub struct Source {
    /// The page's address.
    base: String,
    /// Files that the learner gave and the browser does not keep.
    files: Vec<File>,
}

impl Source {
    /// As it came from the page.
    pub fn of(message: &JsValue) -> Self {
        let parts = Array::from(message);
        Self {
            base: parts.get(0).as_string().unwrap_or_default(),
            files: parts.iter().skip(1).filter_map(|file| file.dyn_into().ok()).collect(),
        }
    }
}

/// Values for the database, with their names.
type Values = Vec<(String, JsValue)>;

/// The data, and what of them is to be kept for the next visit.
pub struct Loaded {
    /// The set.
    pub mnist: Mnist,
    keep: Option<(Vec<Part>, Values)>,
}

impl Loaded {
    /// Keeps what was fetched.
    pub async fn keep(self) {
        if let Some((parts, values)) = self.keep {
            // They stand beside the page: where they cannot be kept they come from there again.
            let _ = store(&parts, values).await;
        }
    }
}

/// The data: what the learner gave, or what is kept from an earlier visit, or what stands at `data/` beside the
/// page.
///
/// # Errors
/// If there are none, or a file beside the page is not what its name says.
pub async fn load(source: &Source, progress: &dyn Fn(Loading)) -> Result<Loaded, MnistTrouble> {
    if !source.files.is_empty() {
        let (files, _) = read(&source.files, progress).await?;
        let mut parts = Parts::default();
        parts.add(&parts_of(&files));
        if let Some(mnist) = parts.set().and_then(|set| assemble(set, files)) {
            return Ok(Loaded { mnist, keep: None });
        }
    }
    let kept = kept(progress).await.map(|mnist| Loaded { mnist, keep: None });
    if kept.is_ok() {
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
            let keep = Some((parts, values(&files)));
            let missing = || MnistTrouble::Incomplete { missing: all.missing() };
            let mnist = set.and_then(|set| assemble(set, files)).ok_or_else(missing)?;
            Ok(Loaded { mnist, keep })
        }
        None => kept,
    }
}

/// Takes `files`, in any order, packed or not, told apart by what they hold, and keeps them.
///
/// # Errors
/// If any of them is not what it should be; then nothing has changed.
pub async fn take(files: &[File], progress: &dyn Fn(Loading)) -> Result<Kept, MnistTrouble> {
    let (read, names) = read(files, progress).await?;
    let came = parts_of(&read);
    let before = list().await.unwrap_or_default();
    if let Some((images, labels)) = before.mismatch(&came) {
        let name = |part: Part| {
            let at = came.iter().position(|came| *came == part);
            at.and_then(|at| names.get(at)).map_or("", String::as_str)
        };
        return Err(MnistTrouble::File {
            name: format!("{}, {}", name(images), name(labels)),
            trouble: FileTrouble::Idx(IdxError::Mismatch {
                images: images.count as usize,
                labels: labels.count as usize,
            }),
        });
    }
    let stored = store(&came, values(&read)).await;
    let parts = stored.clone().unwrap_or_else(|_| {
        let mut parts = Parts::default();
        parts.add(&came);
        parts
    });
    let unkept = stored.err().map(|error| match error {
        Trouble::Unavailable | Trouble::Refused | Trouble::NoAnswer => Unkept::Unavailable,
        Trouble::Full => Unkept::Full,
    });
    Ok(Kept { set: parts.set(), missing: parts.missing(), unkept })
}

/// Reads all of `files`; gives their names, too.
async fn read(
    files: &[File],
    progress: &dyn Fn(Loading),
) -> Result<(Vec<Idx>, Vec<String>), MnistTrouble> {
    let mut open = Vec::new();
    for file in files {
        let name = file.name();
        match DataFile::open(&file.stream()).await {
            Ok(file) => open.push((name, file)),
            Err(trouble) => return Err(MnistTrouble::File { name, trouble }),
        }
    }
    let names = open.iter().map(|(name, _)| name.clone()).collect();
    Ok((finish(open, progress).await?, names))
}

/// Reads files to their ends.
async fn finish(
    mut open: Vec<(String, DataFile)>,
    progress: &dyn Fn(Loading),
) -> Result<Vec<Idx>, MnistTrouble> {
    let of = open.iter().filter_map(|(_, file)| file.expected()).sum();
    let mut done: u64 = open.iter().map(|(_, file)| file.taken()).sum();
    progress(Loading { done, of: Some(of) });
    for (name, file) in &mut open {
        let mut said = done;
        loop {
            let before = file.taken();
            let more = file
                .advance()
                .await
                .map_err(|trouble| MnistTrouble::File { name: name.clone(), trouble })?;
            if !more {
                break;
            }
            done += file.taken() - before;
            // A megabyte at a time: often enough to see it move.
            if done - said >= 1 << 20 {
                said = done;
                progress(Loading { done, of: Some(of) });
            }
        }
    }
    progress(Loading { done, of: Some(of) });
    let finish = |(name, file): (String, DataFile)| {
        file.finish().map_err(|trouble| MnistTrouble::File { name, trouble })
    };
    open.into_iter().map(finish).collect()
}

fn parts_of(files: &[Idx]) -> Vec<Part> {
    files.iter().map(Part::of).collect()
}

/// The set of `files`, the last of each part; `None` if one is missing.
fn assemble(set: Set, files: Vec<Idx>) -> Option<Mnist> {
    let mut files = files;
    let mut pair = |count: u32| -> Option<Labelled> {
        let mut one = |kind| {
            let at = files.iter().rposition(|file| Part::of(file) == Part { kind, count })?;
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

/// Whether each two of the files, which are in the order of [`NAMES`], have as many labels as images.
fn fit(names: &[String], parts: &[Part]) -> Result<(), MnistTrouble> {
    for (names, parts) in names.chunks(2).zip(parts.chunks(2)) {
        let count = |kind| {
            let counts = parts.iter().filter(|part| part.kind == kind);
            counts.map(|part| part.count as usize).sum()
        };
        let (images, labels) = (count(IdxKind::Images), count(IdxKind::Labels));
        if images != labels {
            return Err(MnistTrouble::File {
                name: names.join(", "),
                trouble: FileTrouble::Idx(IdxError::Mismatch { images, labels }),
            });
        }
    }
    Ok(())
}

/// What stands beside the page, and under which names; `None` if nothing does.
async fn fetched(
    base: &str,
    progress: &dyn Fn(Loading),
) -> Result<Option<(Vec<String>, Vec<Idx>)>, MnistTrouble> {
    let (mut open, mut lacking) = (Vec::new(), None);
    for name in NAMES {
        match beside(base, name).await? {
            Ok(file) => open.push(file),
            Err(trouble) => _ = lacking.get_or_insert((format!("data/{name}"), trouble)),
        }
    }
    match lacking {
        Some(_) if open.is_empty() => Ok(None),
        Some((name, trouble)) => Err(MnistTrouble::File { name, trouble }),
        None => {
            let names = open.iter().map(|(name, _)| name.clone()).collect();
            Ok(Some((names, finish(open, progress).await?)))
        }
    }
}

/// The file called `name`, packed or not; or what is there instead, where the host has none: it says so, or sends a
/// page.
async fn beside(
    base: &str,
    name: &str,
) -> Result<Result<(String, DataFile), FileTrouble>, MnistTrouble> {
    let mut instead = FileTrouble::Missing;
    for name in [format!("data/{name}.gz"), format!("data/{name}")] {
        let Ok(address) = web_sys::Url::new_with_base(&name, base) else {
            continue;
        };
        let Ok(answer) = JsFuture::from(fetch(&address.href())).await else { continue };
        let answer: Response = answer.unchecked_into();
        let Some(body) = answer.body().filter(|_| answer.ok()) else { continue };
        match DataFile::open(&body).await {
            Ok(file) => return Ok(Ok((name, file))),
            Err(page @ FileTrouble::Idx(IdxError::Kind { found })) if is_page(found) => {
                instead = page;
            }
            Err(trouble) => return Err(MnistTrouble::File { name, trouble }),
        }
    }
    Ok(Err(instead))
}

/// Whether a file whose first four bytes are `found` is a web page.
fn is_page(found: u32) -> bool {
    found.to_be_bytes().trim_ascii_start().first() == Some(&b'<')
}

/// Under which name a part is kept.
fn name(part: Part) -> String {
    let kind = match part.kind {
        IdxKind::Images => "images",
        IdxKind::Labels => "labels",
    };
    format!("{LIST}-{kind}-{}", part.count)
}

/// The values to keep of `files`: their bytes without a header, in memory that is not the worker's.
fn values(files: &[Idx]) -> Values {
    let value = |file: &Idx| {
        let bytes = match file {
            Idx::Images(images) => images.as_flattened(),
            Idx::Labels(labels) => labels,
        };
        (name(Part::of(file)), Uint8Array::from(bytes).into())
    };
    files.iter().map(value).collect()
}

/// Keeps `came` beside what is kept already. Gives the parts that there are then.
async fn store(came: &[Part], mut values: Vec<(String, JsValue)>) -> Result<Parts, Trouble> {
    let database = Database::open().await?;
    let mut parts = list_in(&database).await.unwrap_or_default();
    let gone: Vec<String> = parts.add(came).into_iter().map(name).collect();
    values.push((LIST.into(), write_list(&parts)));
    database.write(&gone, &values).await?;
    Ok(parts)
}

/// The list of parts, as it is kept: each count, labels' negative.
fn write_list(parts: &Parts) -> JsValue {
    let number = |part: &Part| match part.kind {
        IdxKind::Images => f64::from(part.count),
        IdxKind::Labels => -f64::from(part.count),
    };
    parts.0.iter().map(|part| JsValue::from(number(part))).collect::<Array>().into()
}

async fn list() -> Option<Parts> {
    list_in(&Database::open().await.ok()?).await
}

async fn list_in(database: &Database) -> Option<Parts> {
    let list = database.read(LIST).await.ok()?;
    let numbers: Array = list.dyn_into().ok()?;
    let part = |number: f64| Part {
        kind: if number > 0.0 { IdxKind::Images } else { IdxKind::Labels },
        count: number.abs() as u32,
    };
    Some(Parts(numbers.iter().filter_map(|number| number.as_f64()).map(part).collect()))
}

/// What is kept from an earlier visit.
async fn kept(progress: &dyn Fn(Loading)) -> Result<Mnist, MnistTrouble> {
    let database = Database::open().await.map_err(|_| MnistTrouble::Absent)?;
    let parts = list_in(&database).await.unwrap_or_default();
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
            let part = Part { kind, count };
            // A database that has lost a part has lost all: as if nothing had been kept.
            let file = kept_part(&database, part).await.ok_or(MnistTrouble::Absent)?;
            done += u64::from(count) * if kind == IdxKind::Images { 784 } else { 1 };
            files.push(file);
            progress(Loading { done, of: Some(of) });
        }
    }
    assemble(set, files).ok_or(MnistTrouble::Absent)
}

/// A part as it is kept, if it is whole.
async fn kept_part(database: &Database, part: Part) -> Option<Idx> {
    let bytes: Uint8Array = database.read(&name(part)).await.ok()?.dyn_into().ok()?;
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
