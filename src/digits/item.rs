//! The ids under which drawings and snapshots are known, in every tab and in every file.

use std::fmt;

/// The id of something that a person keeps. Ids sort by the time at which things were made, so that what is
/// sorted by id stands in the same order wherever it is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ItemId(pub u64);

/// How many of the 64 bits are chance. Above them stands the time.
const CHANCE: u32 = 20;
/// How many of the bits of a derived id are a hash. Above them stands the position.
const HASH: u32 = 40;
/// Ids below this one are derived. As a time it is in March 1970, so what has such an id comes first.
const FIRST_MADE: u64 = 1 << (HASH + 12);

impl ItemId {
    /// A new id: `milliseconds` since 1970, and any random number. Two tabs that make one in the same millisecond
    /// make different ones nearly always, by chance.
    pub fn new(milliseconds: f64, random: u32) -> Self {
        // A clock that stands before 1970 gives 0, and no id that could be taken for a derived one.
        let time = (milliseconds as u64) << CHANCE;
        let chance = u64::from(random) & ((1 << CHANCE) - 1);
        Self((time | chance).max(FIRST_MADE))
    }

    /// The id of something in a text that has no ids: the same for the same `contents` at the same `position`, wherever
    /// that text is read.
    pub fn derived(position: usize, contents: &[u8]) -> Self {
        // FNV-1a. Nobody gains anything by two contents of the same hash.
        let step = |hash: u64, &byte: &u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        let hash = contents.iter().fold(0xcbf2_9ce4_8422_2325, step);
        let position = (position as u64).min((1 << 12) - 1);
        Self((position << HASH) | (hash >> (u64::BITS - HASH)))
    }

    /// Whether it comes from [`ItemId::derived`]: another text may have the same thing under another id.
    pub fn is_derived(self) -> bool {
        self.0 < FIRST_MADE
    }

    /// Reads what `to_string` wrote: 16 hexadecimal digits.
    pub fn read(text: &str) -> Option<Self> {
        let digits = text.len() == 16 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        u64::from_str_radix(text, 16).ok().filter(|_| digits).map(Self)
    }
}

impl fmt::Display for ItemId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_read_back_and_sort_by_time() {
        let ids = [
            ItemId::derived(0, b"one"),
            ItemId::derived(1, b"one"),
            ItemId::derived(5000, b"two"),
            ItemId::new(f64::NAN, 1),
            ItemId::new(1_700_000_000_000.0, u32::MAX),
            ItemId::new(1_700_000_000_001.0, 0),
        ];
        assert!(
            ids.is_sorted()
                && ids.map(|id| id.is_derived()) == [true, true, true, false, false, false]
        );
        let texts = ids.map(|id| id.to_string());
        assert!(texts.is_sorted() && texts.iter().all(|text| text.len() == 16));
        assert_eq!(texts.map(|text| ItemId::read(&text)), ids.map(Some));
    }

    #[test]
    fn what_is_no_id_is_not_read() {
        for text in
            ["", "0", "+123456789abcdef", "0123456789abcdeg", "00123456789abcdef", "1234567８9abcd"]
        {
            assert_eq!(ItemId::read(text), None, "{text}");
        }
    }

    #[test]
    fn the_same_contents_at_the_same_place_have_the_same_id() {
        assert_eq!(ItemId::derived(3, b"abc"), ItemId::derived(3, b"abc"));
        assert_ne!(ItemId::derived(3, b"abc"), ItemId::derived(4, b"abc"));
        assert_ne!(ItemId::derived(3, b"abc"), ItemId::derived(3, b"abd"));
    }
}
