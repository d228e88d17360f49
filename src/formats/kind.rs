//! What a file that somebody opened is, by its contents; its name only where they say nothing.

/// How many of a file's first bytes tell what it is.
pub const HEAD: usize = 64;

/// What a file is taken for. Whether it is one shows when it is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// A picture, in whatever format the browser knows: anything else that is not known.
    Picture,
    /// Images or labels in MNIST's form, packed or not.
    Idx,
    /// The learner's drawings.
    Own,
}

/// What the file `name` is that begins with `head`.
pub fn kind(name: &str, head: &[u8]) -> FileKind {
    let name = name.to_ascii_lowercase();
    match head {
        // gzip; then IDX, whose third byte says what it is made of: pictures that begin with zeros have others there.
        [0x1f, 0x8b, ..] | [0, 0, 0x08..=0x0e, 1..=9, ..] => FileKind::Idx,
        // A file that is not what its name says is refused as that.
        _ if name.ends_with(".gz") || name.contains("-ubyte") || name.contains(".idx") => {
            FileKind::Idx
        }
        _ if name.ends_with(".json") || head.trim_ascii_start().starts_with(b"{") => FileKind::Own,
        _ => FileKind::Picture,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_told_apart_by_what_they_begin_with() {
        for (name, head, expected) in [
            ("a.png", &b"\x89PNG"[..], FileKind::Picture),
            ("a.jpg", b"\xff\xd8\xff", FileKind::Picture),
            ("a.ico", b"\0\0\x01\0", FileKind::Picture),
            ("a.avif", b"\0\0\0\x1cftypavif", FileKind::Picture),
            ("notes.txt", b"hello", FileKind::Picture),
            ("", b"", FileKind::Picture),
            ("page", b"<!doctype html>", FileKind::Picture),
            ("anything.png", b"\0\0\x08\x03\0\0", FileKind::Idx),
            ("anything", b"\0\0\x0d\x03\0\0", FileKind::Idx),
            ("anything", b"\x1f\x8b\x08", FileKind::Idx),
            ("train-labels-idx1-ubyte", b"<!doctype html>", FileKind::Idx),
            ("T10K-IMAGES.IDX3-UBYTE", b"\0", FileKind::Idx),
            ("t10k-images.gz", b"", FileKind::Idx),
            ("anything", b" \n{\"format\"", FileKind::Own),
            ("drawings.json", b"<!doctype html>", FileKind::Own),
        ] {
            assert_eq!(kind(name, head), expected, "{name} {head:?}");
        }
    }
}
