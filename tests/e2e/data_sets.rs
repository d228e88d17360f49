//! Sets of MNIST's form in folders, zips and odd gzips, and what is asked before one takes the place of another.

use std::io::{Cursor, Write};

use serde_json::{Value, json};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::data::{close_notice, file, gzip, images, labels, learn_from, learn_from_mnist, notice};
use crate::harness::{Page, Visit, handle, in_browser};

const STORED: zip::CompressionMethod = zip::CompressionMethod::Stored;
const DEFLATED: zip::CompressionMethod = zip::CompressionMethod::Deflated;

fn zip_of(files: &[(&str, &[u8], zip::CompressionMethod)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes, method) in files {
        let options = SimpleFileOptions::default().compression_method(*method);
        zip.start_file(*name, options).expect("a file in the zip");
        zip.write_all(bytes).expect("memory takes everything");
    }
    zip.finish().expect("a zip").into_inner()
}

/// `count` images like [`images`], lying on their side.
fn lying(count: u32) -> Vec<u8> {
    let image =
        |index: u32| (0..784).map(move |pixel| if pixel % 28 / 3 == index % 10 { 255 } else { 0 });
    let body: Vec<u8> = (0..count).flat_map(image).collect();
    file(&[2051, count, 28, 28], &body)
}

/// Where the first of the shown pictures has ink: the middle of its upper edge, of its left one, or neither.
fn first_picture(page: &Page, inside: &str) -> Value {
    let script = "const canvas = document.querySelector(arguments[0] + ' canvas');
        const at = (x, y) => canvas.getContext('2d').getImageData(x, y, 1, 1).data[0] > 128;
        return at(14, 1) && !at(1, 14) ? 'upper' : at(1, 14) && !at(14, 1) ? 'left' : 'neither'";
    page.run(script, json!([format!("{inside} {}", handle("set-pictures"))]))
}

#[test]
fn a_zip_of_the_files_is_read_stored_and_deflated() {
    in_browser(Visit::default(), |page| {
        let zip = zip_of(&[
            ("mnist/read me.txt", b"hello", DEFLATED),
            ("mnist/labels", &labels(140), STORED),
            ("mnist/images", &images(140), DEFLATED),
            ("__MACOSX/mnist/._images-idx3-ubyte", b"\0\x05\x16\x07", STORED),
        ]);
        page.open_files(&[("mnist.zip", &zip)]);
        assert!(notice(page, "mnist-taken").contains("140"));
        assert_eq!(learn_from_mnist(page).round(), 120.0);
        close_notice(page);
        // As EMNIST comes: gzips in a zip. It makes a set with what is there.
        let zip = zip_of(&[
            ("gzip/images.gz", &gzip(&images(20)), STORED),
            ("gzip/labels.gz", &gzip(&labels(20)), DEFLATED),
        ]);
        page.reload();
        page.drop_files("main", &[("gzip.zip", &zip)]);
        page.until("a question", || page.count(&handle("set-dialog")) == 1);
    });
}

#[test]
fn gzip_in_members_or_with_zeros_behind_it_is_read() {
    in_browser(Visit::default(), |page| {
        let images = images(70);
        let (begin, end) = images.split_at(20_000);
        let members = [gzip(begin), gzip(end)].concat();
        let padded = [gzip(&labels(70)), vec![0; 3000]].concat();
        page.open_files(&[("images.gz", &members), ("labels.gz", &padded)]);
        notice(page, "mnist-taken");
        assert_eq!(learn_from_mnist(page).round(), 60.0);
    });
}

#[test]
fn what_is_something_else_is_named_for_what_it_is() {
    in_browser(Visit::default(), |page| {
        let seen = page.look();
        let packed = gzip(&labels(30));
        let whole = zip_of(&[("labels", &labels(30), STORED)]);
        let none = zip_of(&[("a.txt", b"hello", STORED), ("b.txt", b"", STORED)]);
        let cut = zip_of(&[("sub/labels-idx1-ubyte", &labels(30)[..20], DEFLATED)]);
        let tar = [&b"train"[..], &[0; 252], b"ustar\0", &[0; 300]].concat();
        let refused: [(&str, &[u8], &str, &[&str]); 8] = [
            ("mnist.7z", b"7z\xbc\xaf\x27\x1c\0\x04", "other-kind", &["7z"]),
            ("mnist.tar", &tar, "other-kind", &["tar"]),
            ("x_train.npy", b"\x93NUMPY\x01\0", "other-kind", &["NumPy"]),
            ("emnist.mat", b"MATLAB 5.0 MAT-file, Platform", "other-kind", &["MATLAB"]),
            ("cut.zip", &whole[..whole.len() - 30], "zip-damaged", &["zip"]),
            ("texts.zip", &none, "zip-without", &["2 files"]),
            ("part.zip", &cut, "idx-length", &["38", "20", "sub/labels-idx1-ubyte"]),
            ("more.gz", &[&packed[..], b"more"].concat(), "gzip-behind", &["gzip"]),
        ];
        for (name, bytes, code, words) in refused {
            page.open_files(&[(name, bytes)]);
            let said = notice(page, code);
            for word in words.iter().chain([&name]) {
                assert!(said.contains(word), "{name}: {word} is not in {said}");
            }
            close_notice(page);
        }
        assert_eq!(page.look(), seen);
    });
}

/// Drops a folder, as far as a script can: a browser makes entries of real ones only.
fn drop_folder(page: &Page, files: &[(&str, &[u8])]) {
    let script = "const carried = arguments[1](arguments[2]);
        const files = [...carried.files].map(file => ({ isFile: true, isDirectory: false, name: file.name,
            fullPath: '/mnist/' + file.name, file: good => good(file) }));
        const folder = (name, inside) => ({ isFile: false, isDirectory: true, name, fullPath: '/' + name,
            createReader: () => { let pieces = [inside.slice(0, 1), inside.slice(1), []];
                return { readEntries: good => good(pieces.shift()) } } });
        const inner = folder('inner', files);
        const outer = folder('mnist', files.length ? [inner] : []);
        const items = [{ kind: 'file', webkitGetAsEntry: () => outer, getAsFile: () => null }];
        const drop = new DragEvent('drop', { bubbles: true, cancelable: true });
        Object.defineProperty(drop, 'dataTransfer', { value: { items, files: [] } });
        document.querySelector(arguments[0]).dispatchEvent(drop)";
    page.give(script, "main", files);
}

#[test]
fn a_dropped_folder_with_the_files_is_read_and_what_lies_beside_them_left() {
    in_browser(Visit::default(), |page| {
        page.draw_five();
        let seen = page.look();
        let (images, labels) = (gzip(&images(70)), labels(70));
        drop_folder(
            page,
            &[
                ("readme.txt", b"hello"),
                ("images.gz", &images),
                ("._images-idx3-ubyte", b"\0\x05\x16\x07"),
                ("labels", &labels),
            ],
        );
        notice(page, "mnist-taken");
        assert_eq!(page.look().maps, seen.maps);
        assert_eq!(learn_from_mnist(page).round(), 60.0);
        close_notice(page);
        drop_folder(page, &[]);
        assert!(notice(page, "empty-folder").contains("mnist"));
    });
}

#[test]
fn a_chosen_folder_is_read() {
    in_browser(Visit::default(), |page| {
        page.choose("learn-data", "mnist");
        page.until("where it is opened", || page.count(&handle("open-folder")) == 1);
        let script = "const input = document.querySelector(arguments[0]);
            input.files = arguments[1](arguments[2]).files;
            input.dispatchEvent(new Event('change', { bubbles: true }))";
        let folder = [("images", &images(70)[..]), ("labels", &labels(70))];
        page.give(script, &handle("open-folder"), &folder);
        notice(page, "mnist-taken");
        assert_eq!(learn_from_mnist(page).round(), 60.0);
    });
}

#[test]
fn nothing_that_is_kept_is_replaced_before_somebody_has_chosen() {
    in_browser(Visit::default(), |page| {
        page.open_files(&[("images", &images(70)), ("labels", &labels(70))]);
        notice(page, "mnist-taken");
        close_notice(page);
        assert_eq!(first_picture(page, ""), "upper");
        // As many, and lying on their side: as EMNIST's do.
        let other: [(&str, &[u8]); 2] = [("images", &lying(70)), ("labels", &labels(70))];
        page.open_files(&other);
        let dialog = handle("set-dialog");
        page.until("a question", || page.count(&dialog) == 1);
        assert_eq!(page.count(&format!("{dialog} {} li", handle("set-pictures"))), 16);
        let third = format!("{dialog} {} li:nth-child(3)", handle("set-pictures"));
        assert_eq!(page.attribute(&third, "data-label").as_deref(), Some("2"));
        assert_eq!(first_picture(page, &dialog), "left");
        page.click(&handle("set-cancel"));
        notice(page, "mnist-left");
        close_notice(page);
        page.reload();
        assert_eq!(learn_from_mnist(page).round(), 60.0, "the set from before");

        page.open_files(&other);
        page.until("a question", || page.count(&dialog) == 1);
        page.click(&handle("set-dialog-turn"));
        page.until("they are turned", || first_picture(page, &dialog) == "upper");
        page.click(&handle("set-replace"));
        notice(page, "mnist-taken");
        close_notice(page);
        page.until("they stand upright", || first_picture(page, "") == "upper");
        // The same once more is no question.
        page.open_files(&[("images", &images(70)), ("labels", &labels(70))]);
        notice(page, "mnist-taken");
        assert_eq!(page.count(&dialog), 0);
    });
}

#[test]
fn both_sets_are_kept_and_chosen_from() {
    in_browser(Visit::default(), |page| {
        page.open_files(&[("images", &images(70)), ("labels", &labels(70))]);
        notice(page, "mnist-taken");
        close_notice(page);
        let option = format!("{} option[value=mnist-2]", handle("learn-data"));
        assert_eq!(page.count(&option), 0);
        page.open_files(&[("images", &images(35)), ("labels", &labels(35))]);
        page.until("a question", || page.count(&handle("set-dialog")) == 1);
        page.click(&handle("set-keep-both"));
        notice(page, "mnist-taken");
        close_notice(page);
        let data = handle("learn-data");
        assert_eq!(page.attribute(&data, "data-value").as_deref(), Some("mnist-2"));
        assert_eq!(learn_from(page, "mnist-2").round(), 30.0);
        // A run that goes on with other data goes on counting.
        page.reload();
        assert_eq!(learn_from(page, "mnist").round(), 60.0);
        page.reload();
        page.until("both are offered", || page.count(&option) == 1);
        assert_eq!(learn_from(page, "mnist-2").round(), 30.0);
    });
}

#[test]
fn a_set_that_came_at_once_can_be_turned_afterwards() {
    in_browser(Visit::default(), |page| {
        page.open_files(&[("images", &lying(70)), ("labels", &labels(70))]);
        notice(page, "mnist-taken");
        close_notice(page);
        assert_eq!(first_picture(page, ""), "left");
        page.click(&handle("set-turn"));
        page.until("they stand upright", || first_picture(page, "") == "upper");
        close_notice(page);
        page.open_files(&[("images", &images(70)), ("labels", &labels(70))]);
        notice(page, "mnist-taken");
        assert_eq!(page.count(&handle("set-dialog")), 0, "they are the same then");
    });
}
