//! The one door for every file that a person brings. Pictures and files of data are recognised here and read elsewhere, by
//! the browser and by a worker. Texts are read here: a lab, own drawings, snapshots, or all that the page kept, in one
//! file. What a text is, its contents say; where it was kept or what its file is called makes no difference, so that
//! what was set aside as unreadable, or of a newer version, can be opened again.
//!
//! It stands in `lab` and not in `formats`, since a lab comes out of it.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::IgnoredAny;

use super::stored::{self, SNAPSHOTS};
use super::{Lab, Snapshots, StoredError};
use crate::digits::OwnDrawings;
use crate::formats::kind::{self, FileKind, Other};
use crate::formats::own::{self, OwnError};
use crate::formats::record::{self, Lenient, Misshapen, Versioned};

/// What a file calls itself in which the page saved all that it kept.
const KEPT: &str = "hitofude-kept";
/// Its version. The texts in it have versions of their own.
const KEPT_VERSION: u64 = 1;

/// What somebody brought.
#[derive(Clone, Debug, PartialEq)]
pub enum Opened {
    /// A picture, or anything else that only the browser can tell.
    Picture,
    /// Images or labels in MNIST's form, packed or not, or a zip in which such files may be.
    DataFile,
    /// What this page saved, or set aside.
    Text(Box<OpenedText>),
}

/// What was in a text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OpenedText {
    /// Drawing, network and switches, and how they are looked at.
    pub lab: Option<Box<Lab>>,
    /// Drawings.
    pub own: OwnDrawings,
    /// Snapshots.
    pub snapshots: Snapshots,
    /// Whether some of it comes from a newer page: there may be more in the text than is here.
    pub newer: bool,
    /// The texts in it that cannot be read, by the keys under which they were kept.
    pub refused: Vec<(String, OpenError)>,
}

/// Why a file cannot be opened.
#[derive(Clone, Debug, PartialEq)]
pub enum OpenError {
    /// Something that is known, and that the page does not read.
    Other(Other),
    /// Not JSON.
    NotJson {
        /// Where it stops being JSON, from 1.
        line: usize,
        /// Where in that line, from 1.
        column: usize,
    },
    /// JSON, and nothing that this page saves.
    Unknown,
    /// A lab, and what is wrong with it.
    Lab(StoredError),
    /// Drawings, and what is wrong with them.
    Own(OwnError),
    /// Snapshots, and what is wrong with them.
    Snapshots(StoredError),
    /// All that was kept, as it says, and nothing that can be read.
    NothingKept {
        /// How many texts there are.
        found: usize,
    },
}

/// By what texts are told apart.
#[derive(Default, Deserialize)]
#[serde(default)]
struct TellingRecord {
    format: String,
    version: u64,
    drawing: Option<IgnoredAny>,
    architecture: Option<IgnoredAny>,
}

/// All that was kept: texts by their keys.
#[derive(Deserialize)]
struct KeptRecord {
    #[serde(default)]
    version: u64,
    texts: BTreeMap<String, String>,
}

/// What a page that was left could not keep any more: items under a key of its own.
#[derive(Deserialize)]
struct UnkeptRecord {
    /// Empty where the item is to be deleted.
    text: String,
}

/// Notes of the page that are nobody's work: how it speaks, whether it is dark, what it has asked the browser for.
const NOTES: &[&str] = &["preferences", "asked-to-persist"];
/// In the keys under which pages that were left wrote down what was not kept yet.
const UNKEPT: &str = ".unkept.";

/// How many of a file's first bytes tell what it is.
pub const HEAD: usize = kind::HEAD;

/// Whether [`open`] has to see all of the file `name` that begins with `head`: of a text, which it reads. Of any other
/// file the first [`HEAD`] bytes are enough.
pub fn needs_all(name: &str, head: &[u8]) -> bool {
    kind::kind(name, head) == FileKind::Text
}

/// Tells what the file `name` is that has these `bytes`, and reads it if it is a text.
///
/// # Errors
/// What it is, and the first thing that is not as it should be.
pub fn open(name: &str, bytes: &[u8]) -> Result<Opened, OpenError> {
    match kind::kind(name, bytes) {
        FileKind::Picture => Ok(Opened::Picture),
        FileKind::Data | FileKind::Zip => Ok(Opened::DataFile),
        FileKind::Other(other) => Err(OpenError::Other(other)),
        FileKind::Text => {
            let text = bytes.strip_prefix(kind::BYTE_ORDER_MARK).unwrap_or(bytes);
            let opened = open_text(&String::from_utf8_lossy(text))?;
            Ok(Opened::Text(Box::new(opened)))
        }
    }
}

/// Tells what `text` is, and reads it.
///
/// # Errors
/// What it is, and the first thing that is not as it should be.
fn open_text(text: &str) -> Result<OpenedText, OpenError> {
    // Snapshots of version 1 are no JSON.
    if text.starts_with(SNAPSHOTS) {
        return snapshots(text);
    }
    let Lenient(head) = record::read::<Lenient<TellingRecord>>(text).map_err(|misshapen| {
        let Misshapen { json, line, column } = misshapen;
        if json { OpenError::Unknown } else { OpenError::NotJson { line, column } }
    })?;
    let is_lab = head.version > 0 && (head.drawing.is_some() || head.architecture.is_some());
    match head.format.as_str() {
        own::FORMAT => drawings(text),
        SNAPSHOTS => snapshots(text),
        KEPT => kept(text),
        "" if is_lab => lab(text),
        _ => Err(OpenError::Unknown),
    }
}

fn lab(text: &str) -> Result<OpenedText, OpenError> {
    let Versioned { value, newer } = stored::read(text).map_err(OpenError::Lab)?;
    Ok(OpenedText { lab: Some(Box::new(value)), newer: newer.is_some(), ..OpenedText::default() })
}

fn drawings(text: &str) -> Result<OpenedText, OpenError> {
    let Versioned { value: own, newer } = own::read(text).map_err(OpenError::Own)?;
    Ok(OpenedText { own, newer: newer.is_some(), ..OpenedText::default() })
}

fn snapshots(text: &str) -> Result<OpenedText, OpenError> {
    let read = stored::read_snapshots(text).map_err(OpenError::Snapshots)?;
    let Versioned { value: snapshots, newer } = read;
    Ok(OpenedText { snapshots, newer: newer.is_some(), ..OpenedText::default() })
}

/// Opens each of the texts. The lab is the one that was in use, or else the one that was set aside last; drawings and
/// snapshots come together.
fn kept(text: &str) -> Result<OpenedText, OpenError> {
    let KeptRecord { version, texts } = record::read(text).map_err(|_| OpenError::Unknown)?;
    let found = texts.len();
    let mut all = OpenedText { newer: version > KEPT_VERSION, ..OpenedText::default() };
    // Keys tell when a text was set aside, so the last comes last; what was in use comes after them.
    let (aside, in_use): (Vec<_>, Vec<_>) =
        texts.into_iter().partition(|(key, _)| key.contains("aside"));
    for (key, text) in aside.into_iter().chain(in_use) {
        if NOTES.iter().any(|note| key.ends_with(note)) {
            continue;
        }
        for text in texts_under(&key, text) {
            match open_text(&text) {
                Ok(opened) => all.add(opened),
                Err(error) => all.refused.push((key.clone(), error)),
            }
        }
    }
    if all.is_empty() { Err(OpenError::NothingKept { found }) } else { Ok(all) }
}

/// The texts under a key: several where a page wrote down what it could not keep any more.
fn texts_under(key: &str, text: String) -> Vec<String> {
    let unkept = key.contains(UNKEPT).then(|| record::read::<Vec<UnkeptRecord>>(&text));
    match unkept {
        Some(Ok(items)) => {
            items.into_iter().map(|item| item.text).filter(|text| !text.is_empty()).collect()
        }
        _ => vec![text],
    }
}

impl OpenedText {
    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.lab.is_none() && self.own.is_empty() && self.snapshots.is_empty()
    }

    fn add(&mut self, other: Self) {
        self.lab = other.lab.or(self.lab.take());
        self.own.merge(&other.own);
        other.snapshots.iter().for_each(|snapshot| self.snapshots.put(snapshot.clone()));
        self.newer |= other.newer;
        self.refused.extend(other.refused);
    }
}
