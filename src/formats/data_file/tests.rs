//! Files of data: packed, zipped, damaged, and too much.

use std::io::Cursor;

use flate2::Compression;
use flate2::write::GzEncoder;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;

fn labels(count: usize) -> Vec<u8> {
    let header = [2049, count as u32].into_iter().flat_map(u32::to_be_bytes);
    header.chain((0..count).map(|index| (index % 10) as u8)).collect()
}

fn images(count: usize) -> Vec<u8> {
    let header = [2051, count as u32, 28, 28].into_iter().flat_map(u32::to_be_bytes);
    header.chain((0..count * 784).map(|index| (index % 251) as u8)).collect()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).and_then(|()| encoder.finish()).expect("memory takes everything")
}

/// What becomes of `bytes` that come in pieces of `size`.
fn read(bytes: &[u8], size: usize) -> Result<Idx, DataError> {
    let mut reader = DataReader::new();
    for piece in bytes.chunks(size) {
        reader.take(piece)?;
    }
    reader.finish()
}

fn plain(bytes: &[u8]) -> Idx {
    let mut reader = IdxReader::new();
    reader.take(bytes).and_then(|()| reader.finish()).expect("a file of data")
}

#[test]
fn a_file_is_the_same_however_it_is_packed_and_comes() {
    let bytes = images(3);
    let (begin, end) = bytes.split_at(1000);
    let two = [gzip(begin), gzip(end)].concat();
    for packed in [
        bytes.clone(),
        gzip(&bytes),
        two.clone(),
        [&gzip(&bytes)[..], &[0; 700]].concat(),
        [&two[..], &[0]].concat(),
        [gzip(&[]), gzip(&bytes), gzip(&[])].concat(),
    ] {
        for size in [1, 2, 7, 1000, 100_000] {
            assert_eq!(read(&packed, size), Ok(plain(&bytes)), "{} by {size}", packed.len());
        }
    }
}

#[test]
fn what_is_wrong_with_a_packed_file_is_said() {
    use DataError as E;
    let packed = gzip(&labels(500));
    let mut damaged = packed.clone();
    let middle = damaged.len() / 2;
    damaged[middle..middle + 4].fill(0xff);
    let mut wrong_sum = packed.clone();
    wrong_sum[packed.len() - 8] ^= 1;
    let length = |expected, found| E::Idx(IdxError::Length { expected, found });
    for (bytes, expected) in [
        (packed[..packed.len() - 1].to_vec(), E::Gzip),
        (packed[..20].to_vec(), E::Gzip),
        (damaged, E::Gzip),
        (wrong_sum, E::Gzip),
        ([&packed[..], &GZIP].concat(), E::Gzip),
        ([&packed[..], b"more"].concat(), E::BehindGzip),
        ([&packed[..], &[0, 0, 7]].concat(), E::BehindGzip),
        (gzip(&labels(500)[..400]), length(508, 400)),
        (gzip(b"<!doctype html>"), E::Idx(IdxError::Kind { found: 0x3c21_646f })),
        (vec![], E::Idx(IdxError::NoHeader { expected: 8, found: 0 })),
        (vec![0], E::Idx(IdxError::NoHeader { expected: 8, found: 1 })),
    ] {
        for size in [1, 5, 10_000] {
            assert_eq!(read(&bytes, size), Err(expected), "{} by {size}", bytes.len());
        }
    }
}

#[test]
fn a_member_too_many_is_found_as_soon_as_it_comes() {
    let packed = gzip(&labels(500));
    let twice = read(&[&packed[..], &packed[..]].concat(), 100);
    assert!(matches!(twice, Err(DataError::Idx(IdxError::Length { expected: 508, .. }))));
}

#[test]
fn a_bomb_costs_little_more_than_its_header_promised() {
    let bomb = gzip(&[images(1), vec![0; 100 << 20]].concat());
    let mut reader = DataReader::new();
    let error = bomb.chunks(1000).find_map(|piece| reader.take(piece).err());
    assert!(matches!(error, Some(DataError::Idx(IdxError::Length { expected: 800, .. }))));
    assert!(reader.taken() < 1 << 20, "{}", reader.taken());
}

fn zip_of(files: &[(&str, &[u8], zip::CompressionMethod)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes, method) in files {
        let options = SimpleFileOptions::default().compression_method(*method);
        zip.start_file(*name, options).expect("a file in the zip");
        zip.write_all(bytes).expect("memory takes everything");
    }
    zip.finish().expect("a zip").into_inner()
}

const STORED: zip::CompressionMethod = zip::CompressionMethod::Stored;
const DEFLATED: zip::CompressionMethod = zip::CompressionMethod::Deflated;

fn unzip(bytes: &[u8]) -> Result<Vec<(String, Idx)>, (String, DataError)> {
    read_zip(Cursor::new(bytes), &mut |_| {})
}

#[test]
fn files_of_data_are_found_in_a_zip_and_others_passed_over() {
    let (images, labels) = (images(200), labels(200));
    let bytes = zip_of(&[
        ("mnist/", b"", STORED),
        ("mnist/read me.txt", b"hello", DEFLATED),
        ("mnist/images", &images, DEFLATED),
        ("mnist/._images-idx3-ubyte", b"\0\x05\x16\x07", STORED),
        ("__MACOSX/mnist/labels-idx1-ubyte", b"\0\x05\x16\x07", STORED),
        ("mnist/labels.gz", &gzip(&labels), STORED),
    ]);
    let expected = [("mnist/images", plain(&images)), ("mnist/labels.gz", plain(&labels))];
    let mut last = 0;
    let read = read_zip(Cursor::new(&bytes), &mut |done| last = done);
    assert_eq!(read, Ok(expected.map(|(name, idx)| (name.to_owned(), idx)).into()));
    assert_eq!(last, (images.len() + labels.len()) as u64);
}

#[test]
fn what_is_wrong_with_a_zip_is_said_with_the_file_that_it_is() {
    use DataError as E;
    let labels = labels(9);
    let whole = zip_of(&[("labels", &labels, STORED)]);
    let other = zip_of(&[("a.txt", b"hello", STORED), ("b.png", b"\x89PNG", DEFLATED)]);
    let cut = zip_of(&[("labels", &labels[..12], DEFLATED)]);
    let at = whole.len() - 22;
    let mut method = whole.clone();
    // Where the directory at the end says how the file is packed: 12, which is bzip2.
    let directory = u32::from_le_bytes(whole[at + 16..at + 20].try_into().expect("four bytes"));
    method[directory as usize + 10] = 12;
    let length = E::Idx(IdxError::Length { expected: 17, found: 12 });
    for (bytes, name, expected) in [
        (whole[..whole.len() - 30].to_vec(), "", E::Zip),
        (b"PK\x03\x04".to_vec(), "", E::Zip),
        (zip_of(&[]), "", E::ZipWithout { found: 0 }),
        (other, "", E::ZipWithout { found: 2 }),
        (cut, "labels", length),
        (method, "labels", E::ZipMethod),
    ] {
        assert_eq!(unzip(&bytes), Err((name.to_owned(), expected)), "{name} {expected:?}");
    }
}

#[test]
fn a_zip_of_many_large_files_is_refused_before_it_is_all_unpacked() {
    let large = labels(300_000);
    let names: Vec<String> = (0..2000).map(|index| index.to_string()).collect();
    let files: Vec<_> = names.iter().map(|name| (&name[..], &large[..], DEFLATED)).collect();
    let most = DataError::TooMuch { most: MOST };
    assert_eq!(unzip(&zip_of(&files)).map(|files| files.len()), Err(("1789".into(), most)));
}
