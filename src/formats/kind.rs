//! What a file that somebody opened is, by its contents; its name only where they say nothing.

/// How many of a file's first bytes tell what it is.
pub const HEAD: usize = 512;

/// With what some programs begin a text; it is no part of it.
pub const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// What a file is taken for. Whether it is one shows when it is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// A picture, in whatever format the browser knows: anything else that is not known.
    Picture,
    /// Images or labels in MNIST's form, packed with gzip or not.
    Data,
    /// A zip, in which such files may be.
    Zip,
    /// What this page saved, or set aside: a text.
    Text,
    /// Something that is known and that the page does not read.
    Other(Other),
}

/// Something that the page does not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Other {
    /// Packed in another way than gzip or zip: what it is called.
    Packed(&'static str),
    /// Another form of data: what it is called.
    Data(&'static str),
    /// A document: what it is called.
    Document(&'static str),
}

/// What begins how.
const OTHERS: &[(&[u8], Other)] = &[
    (b"7z\xbc\xaf\x27\x1c", Other::Packed("7z")),
    (b"Rar!\x1a\x07", Other::Packed("RAR")),
    (b"\xfd7zXZ\0", Other::Packed("xz")),
    (b"BZh", Other::Packed("bzip2")),
    (b"\x28\xb5\x2f\xfd", Other::Packed("Zstandard")),
    (b"\x93NUMPY", Other::Data("NumPy (.npy)")),
    (b"\x89HDF\r\n", Other::Data("HDF5")),
    (b"MATLAB 5.0 MAT-file", Other::Data("MATLAB (.mat)")),
    (b"PAR1", Other::Data("Parquet")),
    (b"%PDF-", Other::Document("PDF")),
];

/// Where a tar file says that it is one.
const TAR: usize = 257;

/// What the file `name` is that begins with `head`, of which [`HEAD`] bytes count.
pub fn kind(name: &str, head: &[u8]) -> FileKind {
    let head = &head[..head.len().min(HEAD)];
    let name = name.to_ascii_lowercase();
    let other = OTHERS.iter().find(|(begin, _)| head.starts_with(begin));
    match head {
        // gzip; then IDX, whose third byte says what it is made of: pictures that begin with zeros have others there.
        [0x1f, 0x8b, ..] | [0, 0, 0x08..=0x0e, 1..=9, ..] => FileKind::Data,
        // With a file in it, or empty.
        [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => FileKind::Zip,
        _ if other.is_some() => {
            other.map_or(FileKind::Picture, |(_, other)| FileKind::Other(*other))
        }
        _ if head.get(TAR..).is_some_and(|head| head.starts_with(b"ustar")) => {
            FileKind::Other(Other::Packed("tar"))
        }
        // A file that is not what its name says is refused as that.
        _ if name.ends_with(".gz") || name.contains("-ubyte") || name.contains(".idx") => {
            FileKind::Data
        }
        _ if name.ends_with(".zip") => FileKind::Zip,
        _ if name.ends_with(".json") || is_text(head) => FileKind::Text,
        _ => FileKind::Picture,
    }
}

/// Whether it begins as texts of this page do, be they of an earlier release.
fn is_text(head: &[u8]) -> bool {
    let head = head.strip_prefix(BYTE_ORDER_MARK).unwrap_or(head);
    head.trim_ascii_start().starts_with(b"{") || head.starts_with(b"hitofude-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_told_apart_by_what_they_begin_with() {
        let tar = [&b"train-labels-idx1-ubyte"[..], &[0; TAR - 23], b"ustar\0"].concat();
        for (name, head, expected) in [
            ("a.png", &b"\x89PNG"[..], FileKind::Picture),
            ("a.jpg", b"\xff\xd8\xff", FileKind::Picture),
            ("a.ico", b"\0\0\x01\0", FileKind::Picture),
            ("a.avif", b"\0\0\0\x1cftypavif", FileKind::Picture),
            ("a.svg", b"<svg xmlns=", FileKind::Picture),
            ("notes.txt", b"hello", FileKind::Picture),
            ("", b"", FileKind::Picture),
            ("page", b"<!doctype html>", FileKind::Picture),
            ("anything.png", b"\0\0\x08\x03\0\0", FileKind::Data),
            ("anything", b"\0\0\x0d\x03\0\0", FileKind::Data),
            ("anything", b"\x1f\x8b\x08", FileKind::Data),
            ("train-labels-idx1-ubyte", b"<!doctype html>", FileKind::Data),
            ("T10K-IMAGES.IDX3-UBYTE", b"\0", FileKind::Data),
            ("t10k-images.gz", b"", FileKind::Data),
            ("train-images-idx3-ubyte.gz", b"PK\x03\x04", FileKind::Zip),
            ("empty", b"PK\x05\x06", FileKind::Zip),
            ("mnist.zip", b"", FileKind::Zip),
            ("anything", b" \n{\"format\"", FileKind::Text),
            ("anything", b"\xef\xbb\xbf{", FileKind::Text),
            ("drawings.json", b"<!doctype html>", FileKind::Text),
            ("hitofude-unreadable.txt", b"hitofude-snapshots 1 0 -", FileKind::Text),
            ("mnist.tar.gz", b"BZh9", FileKind::Other(Other::Packed("bzip2"))),
            ("train-labels-idx1-ubyte.xz", b"\xfd7zXZ\0", FileKind::Other(Other::Packed("xz"))),
            ("mnist", &tar, FileKind::Other(Other::Packed("tar"))),
            ("x_train.npy", b"\x93NUMPY\x01", FileKind::Other(Other::Data("NumPy (.npy)"))),
            ("emnist.mat", b"MATLAB 5.0 MAT-file, ", FileKind::Other(Other::Data("MATLAB (.mat)"))),
            ("paper.pdf", b"%PDF-1.7", FileKind::Other(Other::Document("PDF"))),
        ] {
            assert_eq!(kind(name, head), expected, "{name} {head:?}");
        }
    }
}
