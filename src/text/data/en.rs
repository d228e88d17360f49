//! English.

use super::DataText;
use crate::text::number::grouped;

pub static TEXT: DataText = DataText {
    own_title: "Your own drawings",
    own_tab: "Yours",
    own_keep: "Keep the drawing as",
    own_not_five: "not 5",
    own_add: |label| format!("Keep the drawing as {label}"),
    own_item: |label| format!("Kept as {label}"),
    own_delete: |label| format!("Delete this {label}"),
    own_count: |count| {
        if count == 1 { "1 drawing kept".into() } else { format!("{count} drawings kept") }
    },
    own_empty: "Draw, then press what it is. A handful of each already trains.",
    own_blank: "There is nothing on the pad to keep: draw first.",
    own_left_out: |count| {
        let they = if count == 1 { "1 drawing is" } else { &format!("{count} drawings are") };
        format!(
            "{they} kept as “not 5” only. Ten outputs have to know which digit it is, so they do not learn from that."
        )
    },
    own_full: |most| format!("{most} drawings are as many as are kept. Delete some to add others."),
    own_export: "Save as a file",
    own_export_hint: "All drawings with their labels in one file. Open it on this page to add them again",
    own_clear: "Delete all",
    own_clear_note: "Undo brings them back",
    own_imported: |name, added, known| {
        let added = if added == 1 { "1 drawing" } else { &format!("{added} drawings") };
        let known = if known == 0 {
            String::new()
        } else {
            format!(" {known} were here already, or too many.")
        };
        format!("{added} added from “{name}”.{known}")
    },
    own_unavailable: "This browser lets the page keep nothing: your drawings last until you leave. Save them as a file.",
    own_storage_full: "The browser's storage is full: your latest drawings last until you leave. Save them as a file.",
    own_unreadable: "The drawings that you kept on an earlier visit could not be read: expected drawings of this page, found something else. They are not lost:",

    own_refused: |name, why| format!("“{name}” was not added: {why}. Your drawings are unchanged."),
    mnist_refused: |name, why| format!("“{name}” was not taken: {why}. The data are as they were."),
    found_no_json: |line, column| {
        format!(
            "expected drawings saved by this page (JSON), found something that stops being that at line {line}, column {column}"
        )
    },
    found_other_json: "expected drawings saved by this page, found JSON of another kind",
    found_version: |expected, found| format!("expected version {expected}, found version {found}"),
    found_too_many: |expected, found| {
        format!("expected 1 to {}, found {}", grouped(expected), grouped(found))
    },
    found_label_name: |index, found| {
        format!("expected a label “0” to “9” or “not-5”, found “{found}” at drawing {}", index + 1)
    },
    found_image: |index, found| {
        let found = found.map_or("no base64".into(), |found| format!("{found} bytes"));
        format!("expected 784 bytes an image, found {found} at drawing {}", index + 1)
    },
    found_bytes: |expected, found| {
        let (only, cut) =
            if found < expected { ("only ", ": it is cut short") } else { ("at least ", "") };
        format!("expected {} bytes, found {only}{}{cut}", grouped(expected), grouped(found))
    },
    found_short_header: |expected, found| {
        format!("expected at least {expected} bytes of header, found {found} in all")
    },
    found_web_page: "expected MNIST's images or labels, found a web page (HTML)",
    found_other_kind: |found| {
        format!(
            "expected MNIST's images (a file that begins with 2051) or labels (2049), found one that begins with {found}"
        )
    },
    found_size: |rows, columns| format!("expected images of 28×28, found {rows}×{columns}"),
    found_label: |index, found| {
        format!("expected labels 0 to 9, found {found} as number {}", grouped(index as u64 + 1))
    },
    found_mismatch: |images, labels| {
        format!(
            "expected as many labels as images, found {} images and {} labels",
            grouped(images as u64),
            grouped(labels as u64)
        )
    },
    found_bad_gzip: "expected gzip, found a beginning of it that cannot be unpacked: damaged or cut short",
    found_behind_gzip: "expected nothing behind what gzip packed, found more that is neither gzip nor zeros",
    found_bad_zip: "expected a zip, found a beginning of one that cannot be read: damaged or cut short",
    found_zip_method: "expected a zip that is packed in the usual way (deflate) and without a password, found another; unpack it first",
    found_zip_without: |found| match found {
        0 => "expected MNIST's images or labels in the zip, found nothing in it".into(),
        1 => "expected MNIST's images or labels in the zip, found 1 file that is neither".into(),
        found => format!(
            "expected MNIST's images or labels in the zip, found {found} files that are neither"
        ),
    },
    found_too_large: |most| format!("expected at most {most} megabytes when unpacked, found more"),
    found_unreadable: "the browser could not read it to its end",
    other_packed: |name, what| {
        format!(
            "“{name}” was not opened: it is packed with {what}, which this page cannot unpack. Unpack it first; zip and gzip are read as they are."
        )
    },
    other_data: |name, what| {
        format!(
            "“{name}” was not opened: it is data in the form {what}, which this page does not read. Expected pictures, MNIST's files, or what this page saved."
        )
    },
    other_document: |name, what| {
        format!(
            "“{name}” was not opened: it is a {what}. Expected pictures, MNIST's files, or what this page saved."
        )
    },
    empty_folder: |name| format!("There is no file in the folder “{name}”."),
    found_missing: "expected all four files in one place, found others there and not this one",

    reading: |percent| {
        percent.map_or("Reading the data …".into(), |percent| {
            format!("Reading the data: {percent} %")
        })
    },
    mnist_ready: |train, test| {
        format!(
            "{} images to learn from and {} to be tested on.",
            grouped(train.into()),
            grouped(test.into())
        )
    },
    mnist_one_pair: |count| {
        format!("{} images; every seventh is for the test.", grouped(count.into()))
    },
    mnist_missing: |what| format!("Still missing: {what}. Open or drop them, too."),
    mnist_left: "The files were left alone. The data are as they were.",
    set_title: "Another data set",
    set_question: "Another set is kept already. These are the first pictures of the one that came. Do they stand upright, and do the labels fit?",
    set_sample: "The first pictures, with their labels",
    set_item: |label| format!("Labelled {label}"),
    set_turn: "Turn",
    set_turn_hint: "Exchange rows and columns of every picture: EMNIST’s lie on their side",
    set_replace: "Replace",
    set_keep_both: "Keep both",
    set_replace_second: "Replace the second set",
    set_leave: "Cancel",
    set_files: "Files…",
    set_files_hint: "Open MNIST’s four files, packed or not, or a zip of them",
    set_folder: "Folder…",
    set_folder_hint: "Open a folder with MNIST’s four files",
    mnist_kept: "Kept for your next visit.",
    mnist_unavailable: "This browser lets the page keep nothing: they last until you leave.",
    mnist_storage_full: "The browser's storage has no room for them: they last until you leave.",
    mnist_absent: "There is no MNIST here: neither kept from an earlier visit nor beside this page. Drop its four files onto the page, packed or not.",
    no_worker: "The browser started no worker to read the files. The data are as they were.",
    images: |count| match count {
        60_000 => "60,000 training images (train-images)".into(),
        10_000 => "10,000 test images (t10k-images)".into(),
        count => format!("{} images", grouped(count.into())),
    },
    labels: |count| match count {
        60_000 => "60,000 training labels (train-labels)".into(),
        10_000 => "10,000 test labels (t10k-labels)".into(),
        count => format!("{} labels", grouped(count.into())),
    },
    list_comma: ", ",
    between_sentences: " ",
};
