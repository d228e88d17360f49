//! What there is to tell of MNIST's files, as a worker reports it.

use serde::{Deserialize, Serialize};

use super::Loading;
use crate::digits::Idx;
use crate::digits::mnist::{Set, SetPart, Slot};
use crate::formats::data_file::DataError;

/// Why a file that should be one of the four is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FileTrouble {
    /// It is no such file, or cannot be unpacked.
    Data(DataError),
    /// The browser could not read it to its end.
    Unreadable,
    /// The others are there, and it is not.
    Missing,
}

impl From<DataError> for FileTrouble {
    fn from(error: DataError) -> Self {
        Self::Data(error)
    }
}

/// Why something is not kept for the next visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum UnkeptReason {
    /// The browser keeps nothing: switched off, or a private window.
    Unavailable,
    /// There is no room left.
    Full,
}

/// The first images of a set with their labels, to be looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preview {
    /// 784 pixels each.
    pub images: Vec<Vec<u8>>,
    /// As many as there are images, or none.
    pub labels: Vec<u8>,
}

impl Preview {
    /// So many images at most.
    pub const MOST: usize = 16;

    /// The first images of the largest set among `files`, with their labels where those have come, too.
    pub fn of(files: &[Idx]) -> Self {
        let images = files.iter().filter_map(|file| match file {
            Idx::Images(images) => Some(images),
            Idx::Labels(_) => None,
        });
        let Some(images) = images.max_by_key(|images| images.len()) else { return Self::default() };
        let labels = files.iter().find_map(|file| match file {
            Idx::Labels(labels) if labels.len() == images.len() => Some(&labels[..]),
            _ => None,
        });
        Self {
            images: images.iter().take(Self::MOST).map(|image| image.to_vec()).collect(),
            labels: labels.unwrap_or_default().iter().take(Self::MOST).copied().collect(),
        }
    }
}

/// What is asked before a set that is kept gives way to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// What has come.
    pub sample: Preview,
    /// Whether a second set is kept already, in whose place it would come.
    pub second: bool,
}

/// What is to become of a set that has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reply {
    /// It takes the place of the one that is kept.
    Replace {
        /// Whether its images are to be turned.
        turn: bool,
    },
    /// It is kept beside it.
    KeepBoth {
        /// As above.
        turn: bool,
    },
    /// It is left.
    Leave,
}

/// What became of files that were given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// The set that there is now.
    pub set: Option<Set>,
    /// What is missing beside what has come.
    pub missing: Vec<SetPart>,
    /// Why it is not kept; `None` if it is. It can be used all the same while the page is open.
    pub unkept: Option<UnkeptReason>,
    /// Under which name.
    pub slot: Slot,
    /// Its first images.
    pub sample: Preview,
}

/// Why there are no data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum MnistTrouble {
    /// There are none: neither kept nor beside the page.
    Absent,
    /// Only some of what makes a set.
    Incomplete {
        /// What is missing.
        missing: Vec<SetPart>,
    },
    /// A file is not what it should be.
    File {
        /// Its name.
        name: String,
        /// What is wrong with it.
        trouble: FileTrouble,
    },
    /// The worker that reads them could not be started, or died.
    NoWorker,
}

/// News of files on their way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum MnistNews {
    /// Some of their bytes have come.
    Loading(Loading),
    /// What is kept would give way to them: nothing happens before there is a [`Reply`].
    Ask(Question),
    /// They are left, as somebody wished. The last news.
    Left,
    /// They are taken. The last news.
    Kept(Kept),
    /// They are not, and nothing has changed. The last news.
    Trouble(MnistTrouble),
}

#[cfg(test)]
mod tests {
    use super::super::wire;
    use super::*;
    use crate::digits::{IdxError, IdxKind};

    #[test]
    fn a_sample_is_the_beginning_of_the_largest_set() {
        let files = [
            Idx::Images(vec![[1; 784]; 3]),
            Idx::Labels(vec![5; 40]),
            Idx::Images(vec![[2; 784]; 40]),
        ];
        let sample = Preview::of(&files);
        assert_eq!(sample.images, vec![vec![2; 784]; Preview::MOST]);
        assert_eq!(sample.labels, [5; Preview::MOST]);
        assert!(Preview::of(&files[..1]).labels.is_empty());
        assert_eq!(Preview::of(&files[1..2]), Preview::default());
    }

    #[test]
    fn news_come_over_as_they_are() {
        let missing = vec![SetPart { kind: IdxKind::Labels, count: 60_000 }];
        let set = Some(Set::Two { train: 60_000, test: 10_000 });
        let error = IdxError::Length { expected: 3_367_254_359_056, found: 16 };
        let trouble = FileTrouble::Data(DataError::Idx(error));
        for news in [
            MnistNews::Loading(Loading { done: 1 << 50, of: None }),
            MnistNews::Kept(Kept {
                set,
                missing,
                unkept: Some(UnkeptReason::Full),
                slot: Slot::Second,
                sample: Preview { images: vec![vec![7; 784]; 2], labels: vec![3, 4] },
            }),
            MnistNews::Ask(Question { sample: Preview::default(), second: true }),
            MnistNews::Left,
            MnistNews::Trouble(MnistTrouble::File { name: "数字.gz".into(), trouble }),
        ] {
            assert_eq!(wire::read(&wire::write(&news)), Some(news));
        }
        assert_eq!(wire::read::<MnistNews>(b"?"), None);
    }
}
