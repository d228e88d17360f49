//! News of the data sets in words.

use crate::digits::mnist::{Set, SetPart};
use crate::digits::{IdxError, IdxKind};
use crate::formats::data_file::DataError;
use crate::formats::kind::Other;
use crate::formats::own::OwnError;
use crate::text::DataText;
use crate::training::{FileTrouble, Kept, Loading, MnistTrouble, UnkeptReason};

/// How far the data have come.
pub fn loading(text: &DataText, loading: Loading) -> String {
    let percent = loading.of.filter(|of| *of > 0).map(|of| loading.done * 100 / of);
    (text.reading)(percent)
}

/// What became of MNIST's files.
pub fn kept(text: &DataText, kept: &Kept) -> String {
    let mut sentences = Vec::new();
    sentences.extend(kept.set.map(|set| match set {
        Set::Two { train, test } => (text.mnist_ready)(train, test),
        Set::One { count } => (text.mnist_one_pair)(count),
    }));
    if !kept.missing.is_empty() {
        sentences.push((text.mnist_missing)(&parts(text, &kept.missing)));
    }
    sentences.push(match kept.unkept {
        None => text.mnist_kept.into(),
        Some(UnkeptReason::Unavailable) => text.mnist_unavailable.into(),
        Some(UnkeptReason::Full) => text.mnist_storage_full.into(),
    });
    sentences.join(text.between_sentences)
}

/// Why there are no MNIST data.
pub fn mnist_trouble(text: &DataText, trouble: &MnistTrouble) -> String {
    match trouble {
        MnistTrouble::Absent => text.mnist_absent.into(),
        MnistTrouble::Incomplete { missing } => (text.mnist_missing)(&parts(text, missing)),
        MnistTrouble::File { name, trouble } => (text.mnist_refused)(name, &file(text, *trouble)),
        MnistTrouble::NoWorker => text.no_worker.into(),
    }
}

/// The name of what is wrong with MNIST's files, for scripts.
pub fn mnist_code(trouble: &MnistTrouble) -> &'static str {
    match trouble {
        MnistTrouble::Absent => "mnist-absent",
        MnistTrouble::Incomplete { .. } => "mnist-incomplete",
        MnistTrouble::NoWorker => "no-worker",
        MnistTrouble::File { trouble, .. } => match trouble {
            FileTrouble::Unreadable => "file-unreadable",
            FileTrouble::Missing => "file-missing",
            FileTrouble::Data(error) => data_code(error),
        },
    }
}

fn data_code(error: &DataError) -> &'static str {
    match error {
        DataError::Gzip => "gzip-damaged",
        DataError::BehindGzip => "gzip-behind",
        DataError::Zip => "zip-damaged",
        DataError::ZipMethod => "zip-method",
        DataError::ZipWithout { .. } => "zip-without",
        DataError::TooMuch { .. } => "zip-large",
        DataError::Idx(error) => match error {
            IdxError::NoHeader { .. } => "idx-header",
            IdxError::Magic { .. } | IdxError::Kind { .. } => "idx-kind",
            IdxError::Size { .. } => "idx-size",
            IdxError::Count { .. } => "idx-count",
            IdxError::Length { .. } => "idx-length",
            IdxError::Label { .. } => "idx-label",
            IdxError::Mismatch { .. } => "idx-mismatch",
        },
    }
}

/// A file of a kind that the page does not read.
pub fn other(text: &DataText, name: &str, other: Other) -> String {
    match other {
        Other::Packed(what) => (text.other_packed)(name, what),
        Other::Data(what) => (text.other_data)(name, what),
        Other::Document(what) => (text.other_document)(name, what),
    }
}

/// Why a file of drawings was refused.
pub fn own_error(text: &DataText, name: &str, error: &OwnError) -> String {
    let why = match error {
        OwnError::Text { line, column } => (text.found_no_json)(*line, *column),
        OwnError::Format => text.found_other_json.into(),
        OwnError::Version { expected, found } => (text.found_version)(*expected, *found),
        OwnError::Count { expected, found } => {
            (text.found_too_many)(*expected as u64, *found as u64)
        }
        OwnError::Label { index, found } => (text.found_label_name)(*index, found),
        OwnError::Image { index, found } => (text.found_image)(*index, *found),
    };
    (text.own_refused)(name, &why)
}

/// The name of what is wrong with a file of drawings, for scripts.
pub fn own_code(error: &OwnError) -> &'static str {
    match error {
        OwnError::Text { .. } | OwnError::Format => "own-format",
        OwnError::Version { .. } => "own-version",
        OwnError::Count { .. } => "own-count",
        OwnError::Label { .. } => "own-label",
        OwnError::Image { .. } => "own-image",
    }
}

fn parts(text: &DataText, parts: &[SetPart]) -> String {
    let name = |part: &SetPart| match part.kind {
        IdxKind::Images => (text.images)(part.count),
        IdxKind::Labels => (text.labels)(part.count),
    };
    parts.iter().map(name).collect::<Vec<_>>().join(text.list_comma)
}

fn file(text: &DataText, trouble: FileTrouble) -> String {
    let error = match trouble {
        FileTrouble::Unreadable => return text.found_unreadable.into(),
        FileTrouble::Missing => return text.found_missing.into(),
        FileTrouble::Data(DataError::Gzip) => return text.found_bad_gzip.into(),
        FileTrouble::Data(DataError::BehindGzip) => return text.found_behind_gzip.into(),
        FileTrouble::Data(DataError::Zip) => return text.found_bad_zip.into(),
        FileTrouble::Data(DataError::ZipMethod) => return text.found_zip_method.into(),
        FileTrouble::Data(DataError::ZipWithout { found }) => {
            return (text.found_zip_without)(found);
        }
        FileTrouble::Data(DataError::TooMuch { most }) => {
            return (text.found_too_large)(most >> 20);
        }
        FileTrouble::Data(DataError::Idx(error)) => error,
    };
    match error {
        IdxError::NoHeader { expected, found } => {
            (text.found_short_header)(expected as u64, found as u64)
        }
        IdxError::Magic { found, .. } | IdxError::Kind { found } => {
            if found.to_be_bytes()[0] == b'<' {
                text.found_web_page.into()
            } else {
                (text.found_other_kind)(found)
            }
        }
        IdxError::Size { found: (rows, columns), .. } => (text.found_size)(rows, columns),
        IdxError::Count { most, found } => (text.found_too_many)(most.into(), found.into()),
        IdxError::Length { expected, found } => (text.found_bytes)(expected, found),
        IdxError::Label { index, found } => (text.found_label)(index, found),
        IdxError::Mismatch { images, labels } => (text.found_mismatch)(images, labels),
    }
}
