//! MNIST's files: given, kept, beside the page; and each that is not what it should be.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::json;

use crate::harness::{Page, Visit, handle, in_browser};

/// A file of `numbers`, then `body`.
pub fn file(numbers: &[u32], body: &[u8]) -> Vec<u8> {
    let header = numbers.iter().flat_map(|number| number.to_be_bytes());
    header.chain(body.iter().copied()).collect()
}

/// `count` images, each a bar whose place says its label; the labels go round.
pub fn images(count: u32) -> Vec<u8> {
    let image =
        |index: u32| (0..784).map(move |pixel| if pixel / 28 / 3 == index % 10 { 255 } else { 0 });
    let body: Vec<u8> = (0..count).flat_map(image).collect();
    file(&[2051, count, 28, 28], &body)
}

pub fn labels(count: u32) -> Vec<u8> {
    let body: Vec<u8> = (0..count).map(|index| (index % 10) as u8).collect();
    file(&[2049, count], &body)
}

pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).and_then(|()| encoder.finish()).expect("memory takes everything")
}

/// Waits for the notice called `code`; gives its words.
#[track_caller]
pub fn notice(page: &Page, code: &str) -> String {
    let notice = handle("notice");
    let mut last = None;
    page.until(&format!("the notice {code}"), || {
        last = page.attribute(&notice, "data-code");
        // Anything that is not on its way to another notice shows up here, and not after a wait in vain.
        assert!(
            last.is_none() || last.as_deref() == Some(code) || last.as_deref() == Some("reading"),
            "{last:?}: {}",
            page.text(&notice)
        );
        last.as_deref() == Some(code)
    });
    page.text(&notice)
}

#[track_caller]
pub fn close_notice(page: &Page) {
    page.click(&format!("{} .close", handle("notice")));
    page.until("the notice is gone", || page.count(&handle("notice")) == 0);
}

/// Learns from one batch of MNIST's images: gives how many images an epoch has.
#[track_caller]
pub fn learn_from_mnist(page: &Page) -> f32 {
    learn_from(page, "mnist")
}

/// The same with the images of a set.
#[track_caller]
pub fn learn_from(page: &Page, set: &str) -> f32 {
    page.choose("learn-data", set);
    page.click(&handle("learn-step"));
    let status = handle("learn-status");
    page.until("a batch has been learned from", || {
        let state = page.attribute(&status, "data-state");
        assert_ne!(
            state.as_deref(),
            Some("failed"),
            "{:?}",
            page.attribute(&handle("notice"), "data-code")
        );
        page.number(&status, "data-images") > 0.0 && state.as_deref() == Some("paused")
    });
    page.number(&status, "data-images") / page.number(&status, "data-epoch")
}

#[test]
fn a_pair_of_files_is_taken_learned_from_and_there_again_after_a_reload() {
    in_browser(Visit::default(), |page| {
        let (images, labels) = (gzip(&images(140)), labels(140));
        // Told apart by what they hold: the names are swapped.
        page.open_files(&[("train-labels-idx1-ubyte", &images), ("train-images.gz", &labels)]);
        let said = notice(page, "mnist-taken");
        assert!(said.contains("140"), "{said}");
        // Every seventh is for the test.
        assert_eq!(learn_from_mnist(page).round(), 120.0);
        page.reload();
        assert_eq!(learn_from_mnist(page).round(), 120.0);
    });
}

/// What learning takes its images from.
#[track_caller]
fn until_chosen(page: &Page, data: &str) {
    page.until(&format!("{data} is chosen"), || {
        page.attribute(&handle("learn-data"), "data-value").as_deref() == Some(data)
    });
}

#[test]
fn a_set_that_was_opened_is_what_is_learned_from_until_that_is_undone() {
    in_browser(Visit::default(), |page| {
        page.choose("learn-data", "own");
        page.open_files(&[("labels", &labels(70))]);
        notice(page, "mnist-incomplete");
        until_chosen(page, "own");
        close_notice(page);
        page.open_files(&[("images", &images(70))]);
        notice(page, "mnist-taken");
        until_chosen(page, "mnist");
        page.click(&handle("undo"));
        until_chosen(page, "own");
        page.click(&handle("redo"));
        until_chosen(page, "mnist");
        page.click(&handle("learn-step"));
        let status = handle("learn-status");
        page.until("it is learned from", || page.number(&status, "data-images") > 0.0);
        let drawings = br#"{"format":"hitofude-drawings","version":1,"drawings":[]}"#;
        close_notice(page);
        page.open_files(&[("mine.json", drawings)]);
        notice(page, "own-imported");
        until_chosen(page, "own");
    });
}

#[test]
fn files_that_come_one_after_the_other_make_a_set_in_the_end() {
    in_browser(Visit::default(), |page| {
        page.drop_files("header", &[("a", &labels(60))]);
        let said = notice(page, "mnist-incomplete");
        assert!(said.contains("60 images"), "{said}");
        page.reload();
        page.drop_files(&handle("pad"), &[("b", &images(60))]);
        notice(page, "mnist-taken");
        close_notice(page);
        page.drop_files("main", &[("c", &images(20))]);
        assert!(notice(page, "mnist-taken").contains("20 labels"));
        close_notice(page);
        page.drop_files("main", &[("d", &gzip(&labels(20)))]);
        let said = notice(page, "mnist-taken");
        assert!(said.contains("60") && said.contains("20"), "{said}");
        assert_eq!(learn_from_mnist(page).round(), 60.0);
    });
}

#[test]
fn what_is_no_such_file_is_refused_with_what_was_expected_and_found() {
    in_browser(Visit::default(), |page| {
        page.draw_five();
        page.open_files(&[("images", &images(70)), ("labels", &labels(70))]);
        notice(page, "mnist-taken");
        close_notice(page);
        let seen = page.look();
        let html = b"<!doctype html><title>Not found</title>".to_vec();
        let bomb = gzip(&file(&[2051, 1, 28, 28], &vec![0; 64 << 20]));
        let packed = gzip(&images(20));
        let mut damaged = packed.clone();
        let middle = damaged.len() / 2;
        damaged[middle..middle + 8].fill(0xff);
        let mut ten = labels(3);
        ten[9] = 10;
        let refused: [(&str, Vec<u8>, &str, &[&str]); 14] = [
            ("cut-idx3-ubyte", images(2)[..1500].to_vec(), "idx-length", &["1,584", "1,500"]),
            ("long-idx3-ubyte", [images(1), vec![0; 9]].concat(), "idx-length", &["800", "809"]),
            ("cut-labels-idx1-ubyte", labels(9)[..12].to_vec(), "idx-length", &["17", "12"]),
            ("header-idx3-ubyte", images(1)[..10].to_vec(), "idx-header", &["16", "10"]),
            ("empty-idx3-ubyte", vec![], "idx-header", &["0"]),
            ("train-images-idx3-ubyte", html.clone(), "idx-kind", &["HTML"]),
            ("train-images-idx3-ubyte.gz", html, "idx-kind", &["HTML"]),
            ("floats", file(&[0x0d03, 1, 28, 28], &[0; 9]), "idx-kind", &["2051", "3331"]),
            ("large", file(&[2051, 1, 32, 32], &[0; 1024]), "idx-size", &["28×28", "32×32"]),
            ("many", file(&[2051, u32::MAX, 28, 28], &[0; 9]), "idx-count", &["300,000"]),
            ("none", file(&[2049, 0], &[]), "idx-count", &["0"]),
            ("ten", ten, "idx-label", &["9", "10", "number 2"]),
            ("bomb.gz", bomb, "idx-length", &["800"]),
            ("damaged.gz", damaged, "gzip-damaged", &["gzip"]),
        ];
        for (name, bytes, code, words) in &refused {
            page.open_files(&[(name, bytes)]);
            let said = notice(page, code);
            for word in words.iter().chain([name]) {
                assert!(said.contains(word), "{name}: {word} is not in {said}");
            }
            close_notice(page);
        }
        page.open_files(&[("cut.gz", &packed[..packed.len() - 12])]);
        notice(page, "gzip-damaged");
        close_notice(page);
        page.open_files(&[("three", &images(3)), ("two", &labels(2))]);
        let said = notice(page, "idx-mismatch");
        assert!(said.contains("3 images") && said.contains("2 labels"), "{said}");
        // One that is wrong among ones that are right: none is taken.
        page.reload();
        page.open_files(&[
            ("right", &images(5)),
            ("right", &labels(5)),
            ("wrong", &labels(5)[..9]),
        ]);
        notice(page, "idx-length");
        assert_eq!(page.look(), seen);
        assert_eq!(learn_from_mnist(page).round(), 60.0, "the set from before");
    });
}

#[test]
fn files_beside_the_page_are_found_packed_or_not() {
    in_browser(Visit::default(), |page| {
        page.site.offer("data/train-images-idx3-ubyte.gz", Some(&gzip(&images(80))));
        page.site.offer("data/train-labels-idx1-ubyte", Some(&labels(80)));
        page.site.offer("data/t10k-images-idx3-ubyte", Some(&images(20)));
        page.site.offer("data/t10k-labels-idx1-ubyte.gz", Some(&gzip(&labels(20))));
        assert_eq!(learn_from_mnist(page).round(), 80.0);
        // The console tells of the two names under which there is nothing.
        page.console_errors();
    });
}

#[test]
fn a_host_without_data_leaves_none_and_that_is_said() {
    in_browser(Visit::default(), |page| {
        // Some hosts send their page for whatever they do not have.
        for name in ["train-images-idx3-ubyte.gz", "train-images-idx3-ubyte"] {
            let answer = b"\n<!doctype html><title>Hello</title>";
            page.site.offer(&format!("data/{name}"), Some(answer));
        }
        page.choose("learn-data", "mnist");
        page.click(&handle("learn-step"));
        page.until("a notice", || page.count(&handle("notice")) > 0);
        assert_eq!(page.attribute(&handle("notice"), "data-code").as_deref(), Some("no-mnist"));
        page.console_errors();
    });
}

#[test]
fn where_nothing_can_be_kept_files_are_good_until_the_page_is_left() {
    in_browser(Visit::unopened(), |page| {
        let without = "Object.defineProperty(globalThis, 'indexedDB', { value: undefined });";
        page.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": without }));
        // The worker is a world of its own, whose program the page puts into a blob.
        let program = format!(
            "const Real = Blob;
             globalThis.Blob = function (parts, kind) {{
                 return new Real(kind?.type === 'text/javascript' ? [{without:?}, ...parts] : parts, kind);
             }};"
        );
        page.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": program }));
        page.open();
        page.open_files(&[("images", &images(70)), ("labels", &labels(70))]);
        notice(page, "mnist-not-kept");
        assert_eq!(learn_from_mnist(page).round(), 60.0);
    });
}

#[test]
fn files_beside_the_page_that_are_not_what_they_should_be_are_named_with_what_was_expected_and_found()
 {
    const NAMES: [&str; 4] = [
        "train-images-idx3-ubyte",
        "train-labels-idx1-ubyte",
        "t10k-images-idx3-ubyte",
        "t10k-labels-idx1-ubyte",
    ];
    let right = [images(80), labels(80), images(20), labels(20)];
    let html = b"<!doctype html><title>Not found</title>".to_vec();
    let packed = gzip(&images(20));
    /// Which of the four, what stands there instead, and what is said.
    type Wrong<'a> = (usize, Option<Vec<u8>>, &'a str, &'a [&'a str]);
    let wrong: [Wrong; 7] = [
        (0, Some(right[0][..1500].to_vec()), "idx-length", &["62,736", "1,500"]),
        (2, Some([images(20), vec![0; 9]].concat()), "idx-length", &["15,696", "15,705"]),
        (3, Some(html), "idx-kind", &["HTML"]),
        (2, Some(packed[..packed.len() - 12].to_vec()), "gzip-damaged", &["gzip"]),
        // The images once more in the place of the labels, and the labels of others.
        (1, Some(images(80)), "idx-mismatch", &["160 images", "0 labels", NAMES[0]]),
        (3, Some(labels(19)), "idx-mismatch", &["20 images", "19 labels", NAMES[2]]),
        (1, None, "file-missing", &["four files"]),
    ];
    in_browser(Visit::default(), |page| {
        page.draw_five();
        let seen = page.look();
        for (which, instead, code, words) in &wrong {
            for (index, name) in NAMES.iter().enumerate() {
                let bytes = if index == *which { instead.as_ref() } else { Some(&right[index]) };
                page.site.offer(&format!("data/{name}"), bytes.map(Vec::as_slice));
            }
            page.choose("learn-data", "mnist");
            page.click(&handle("learn-step"));
            let said = notice(page, code);
            let name = format!("data/{}", NAMES[*which]);
            for word in words.iter().chain([&name.as_str()]) {
                assert!(said.contains(word), "{code}: {word} is not in {said}");
            }
            let status = handle("learn-status");
            assert_eq!(page.attribute(&status, "data-state").as_deref(), Some("failed"));
            assert_eq!(page.number(&status, "data-images"), 0.0);
            assert_eq!(page.look(), seen, "{code}");
            close_notice(page);
        }
        // Nothing of them was kept: the right ones are taken as soon as they are there.
        for (name, bytes) in NAMES.iter().zip(&right) {
            page.site.offer(&format!("data/{name}"), Some(bytes));
        }
        assert_eq!(learn_from_mnist(page).round(), 80.0);
        page.console_errors();
    });
}
