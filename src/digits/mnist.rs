//! MNIST as four files that come in any order: which of them make a set, and which are missing.
//!
//! Files are told apart by what they hold. 60,000 images or labels are the ones to learn from, 10,000 the ones to
//! test on; of any other number, images and labels that are as many belong together.

use serde::{Deserialize, Serialize};

use super::prepare::Pixels;
use super::{Idx, IdxKind, Labelled};

/// The images that MNIST has to learn from, and to test on.
pub const TRAIN: u32 = 60_000;
/// The images that MNIST has to test on.
pub const TEST: u32 = 10_000;
/// Of one pair alone, every seventh image is for testing: the share that MNIST has.
const TEST_EVERY: usize = 7;

/// What to learn from, and what to be tested on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mnist {
    /// Images to learn from.
    pub train: Labelled,
    /// Images that are never learned from.
    pub test: Labelled,
}

impl Mnist {
    /// One pair alone, as a set: every seventh image is for testing. Fewer than seven are tested on themselves.
    pub fn of_one(all: Labelled) -> Self {
        if all.len() < TEST_EVERY {
            return Self { train: all.clone(), test: all };
        }
        let mut set = Self::default();
        for (index, (image, label)) in all.images.into_iter().zip(all.labels).enumerate() {
            let part = if (index + 1) % TEST_EVERY == 0 { &mut set.test } else { &mut set.train };
            part.images.push(image);
            part.labels.push(label);
        }
        set
    }
}

/// Under which of two names a set is kept: whoever keeps both has the second beside the first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Slot {
    /// `mnist`.
    #[default]
    First,
    /// `mnist-2`.
    Second,
}

/// `image` with rows and columns exchanged: EMNIST's digits lie on their side.
pub fn turned(image: &Pixels) -> Pixels {
    let mut turned = [0; 784];
    for (place, pixel) in turned.iter_mut().enumerate() {
        *pixel = image[place % 28 * 28 + place / 28];
    }
    turned
}

/// One of the files, by what it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetPart {
    /// Images or labels.
    pub kind: IdxKind,
    /// How many.
    pub count: u32,
}

impl SetPart {
    /// What `file` is.
    pub fn of(file: &Idx) -> Self {
        // A reader takes no more than `MOST`, which fits.
        Self { kind: file.kind(), count: file.len() as u32 }
    }

    /// The file that belongs to it.
    pub fn other(self) -> Self {
        let kind = match self.kind {
            IdxKind::Images => IdxKind::Labels,
            IdxKind::Labels => IdxKind::Images,
        };
        Self { kind, ..self }
    }

    /// Whether it is of MNIST's own size.
    fn is_of_mnist(self) -> bool {
        self.count == TRAIN || self.count == TEST
    }
}

/// Which pairs make up a set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Set {
    /// One pair to learn from, one to be tested on.
    Two {
        /// Images to learn from.
        train: u32,
        /// Images to test on.
        test: u32,
    },
    /// One pair for both: [`Mnist::of_one`].
    One {
        /// Images in all.
        count: u32,
    },
}

/// The parts that are at hand, the latest last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parts(pub Vec<SetPart>);

impl Parts {
    /// Adds what came together; gives what it displaces. A part displaces one like it; a pair of a size of its
    /// own, or two, everything of other such sizes, while single files join what was there.
    pub fn add(&mut self, came: &[SetPart]) -> Vec<SetPart> {
        let starts_anew =
            came.iter().any(|part| !part.is_of_mnist() && came.contains(&part.other()));
        let goes = |part: &SetPart| {
            came.contains(part)
                || starts_anew && !part.is_of_mnist() && !came.contains(&part.other())
        };
        let gone = self.0.iter().copied().filter(goes).collect();
        self.0.retain(|part| !goes(part));
        for part in came {
            // The same twice in one go is one part.
            self.0.retain(|other| other != part);
            self.0.push(*part);
        }
        gone
    }

    /// The parts that `came` would displace, and whether it would push out the set that is in use, even if nothing of it
    /// is displaced.
    pub fn replaced_by(&self, came: &[SetPart]) -> (Vec<SetPart>, bool) {
        let mut then = self.clone();
        let displaced = then.add(came);
        let counts = |set: Option<Set>| match set {
            None => vec![],
            Some(Set::One { count }) => vec![count],
            Some(Set::Two { train, test }) => vec![train, test],
        };
        let then = counts(then.set());
        let goes_on = counts(self.set()).iter().all(|count| then.contains(count));
        (displaced, !goes_on)
    }

    /// Images and labels in `came` that can only have been meant for each other and are not as many: neither
    /// finds its other half, and one at least is not of MNIST's own size.
    pub fn mismatch(&self, came: &[SetPart]) -> Option<(SetPart, SetPart)> {
        let alone = |kind| {
            let there = |part: SetPart| came.contains(&part) || self.0.contains(&part);
            came.iter().copied().find(|part| part.kind == kind && !there(part.other()))
        };
        alone(IdxKind::Images)
            .zip(alone(IdxKind::Labels))
            .filter(|(images, labels)| !images.is_of_mnist() || !labels.is_of_mnist())
    }

    /// The counts of complete pairs, the latest first.
    fn pairs(&self) -> impl Iterator<Item = u32> + '_ {
        let newest = self.0.iter().enumerate().rev();
        newest
            .filter(|(index, part)| self.0[..*index].contains(&part.other()))
            .map(|(_, part)| part.count)
    }

    /// The set that they make: the one that was completed last. `None` while there is none.
    pub fn set(&self) -> Option<Set> {
        let pairs: Vec<u32> = self.pairs().collect();
        let mnist = (pairs.contains(&TRAIN) && pairs.contains(&TEST))
            .then_some(Set::Two { train: TRAIN, test: TEST });
        let own: Vec<u32> =
            pairs.iter().copied().filter(|&count| count != TRAIN && count != TEST).collect();
        let own_set = match own[..] {
            [] => None,
            [count] => Some(Set::One { count }),
            [a, b, ..] => Some(Set::Two { train: a.max(b), test: a.min(b) }),
        };
        if pairs.first() == own.first() { own_set.or(mnist) } else { mnist.or(own_set) }
    }

    /// What is still missing beside them: the other half of each, and the other pair of MNIST's two.
    pub fn missing(&self) -> Vec<SetPart> {
        let mut wanted: Vec<SetPart> = Vec::new();
        if self.0.iter().any(|part| part.is_of_mnist()) {
            for count in [TRAIN, TEST] {
                wanted
                    .extend([IdxKind::Images, IdxKind::Labels].map(|kind| SetPart { kind, count }));
            }
        }
        wanted.extend(self.0.iter().filter(|part| !part.is_of_mnist()).map(|part| part.other()));
        wanted.retain(|part| !self.0.contains(part));
        wanted
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn images(count: u32) -> SetPart {
        SetPart { kind: IdxKind::Images, count }
    }

    const fn labels(count: u32) -> SetPart {
        SetPart { kind: IdxKind::Labels, count }
    }

    /// After `came`, one after the other, there is `set`, and `missing` is missing.
    #[track_caller]
    fn check(came: &[&[SetPart]], set: Option<Set>, missing: &[SetPart]) {
        let mut parts = Parts::default();
        for came in came {
            parts.add(came);
        }
        assert_eq!((parts.set(), &parts.missing()[..]), (set, missing), "after {came:?}");
    }

    const MNIST: Option<Set> = Some(Set::Two { train: TRAIN, test: TEST });

    #[test]
    fn mnist_is_complete_with_its_four_files_in_any_order() {
        let all = [images(TRAIN), labels(TRAIN), images(TEST), labels(TEST)];
        check(&[&all], MNIST, &[]);
        let reversed: Vec<SetPart> = all.iter().rev().copied().collect();
        check(&[&reversed], MNIST, &[]);
        for missing in 0..4 {
            let three: Vec<SetPart> =
                all.iter().copied().filter(|part| *part != all[missing]).collect();
            check(&[&three], None, &all[missing..=missing]);
            check(&[&three, &all[missing..=missing]], MNIST, &[]);
        }
        check(&[&all[..1], &all[..1]], None, &all[1..]);
    }

    #[test]
    fn of_any_other_number_what_is_as_many_belongs_together() {
        check(&[&[images(100)]], None, &[labels(100)]);
        check(&[&[images(100), labels(99)]], None, &[labels(100), images(99)]);
        check(&[&[images(100), labels(100)]], Some(Set::One { count: 100 }), &[]);
        let two = Some(Set::Two { train: 100, test: 20 });
        check(&[&[images(20), labels(100), images(100), labels(20)]], two, &[]);
        check(&[&[images(100)], &[labels(100)], &[labels(20)], &[images(20)]], two, &[]);
    }

    #[test]
    fn the_set_that_was_completed_last_is_the_one_in_use() {
        let mnist = [images(TRAIN), labels(TRAIN), images(TEST), labels(TEST)];
        let small = [images(100), labels(100)];
        check(&[&mnist, &small], Some(Set::One { count: 100 }), &[]);
        check(&[&small, &mnist], MNIST, &[]);
        check(&[&mnist, &small, &mnist], MNIST, &[]);
        // Half of MNIST does not take the small set away.
        check(&[&small, &mnist[..2]], Some(Set::One { count: 100 }), &mnist[2..]);
        // Another pair starts anew; it does not make a set with the one before.
        check(&[&small, &[images(30), labels(30)]], Some(Set::One { count: 30 }), &[]);
    }

    #[test]
    fn images_and_labels_that_are_not_as_many_are_found() {
        let kept = Parts(vec![labels(100)]);
        for (came, expected) in [
            (&[images(99), labels(100)][..], Some((images(99), labels(100)))),
            (&[labels(9_999), images(TEST)], Some((images(TEST), labels(9_999)))),
            (&[images(100), labels(99)], None),
            (&[images(100)], None),
            (&[images(99)], None),
            (&[images(TRAIN), labels(TEST)], None),
            (&[images(7), labels(7), images(8)], None),
        ] {
            assert_eq!(kept.mismatch(came), expected, "{came:?}");
        }
    }

    #[test]
    fn a_set_that_would_be_pushed_out_is_known_before() {
        let mnist = [images(TRAIN), labels(TRAIN), images(TEST), labels(TEST)];
        let small = [images(100), labels(100)];
        let of = |there: &[SetPart], came: &[SetPart]| {
            let mut parts = Parts::default();
            parts.add(there);
            parts.replaced_by(came)
        };
        assert_eq!(of(&[], &mnist), (vec![], false));
        assert_eq!(of(&mnist[..3], &mnist[3..]), (vec![], false), "it is completed");
        assert_eq!(of(&small, &[images(20)]), (vec![], false), "it is added to");
        assert_eq!(of(&mnist, &small), (vec![], true), "another one is in use then");
        assert_eq!(of(&small, &mnist), (vec![], true));
        assert_eq!(of(&mnist, &mnist[..1]), (vec![images(TRAIN)], false), "as EMNIST's do");
        assert_eq!(of(&small, &[images(6), labels(6)]), (small.to_vec(), true));
    }

    #[test]
    fn what_is_turned_twice_is_as_it_was() {
        let mut image = [0; 784];
        (image[1], image[28 * 5 + 7]) = (1, 2);
        let other = turned(&image);
        assert_eq!((other[28], other[28 * 7 + 5]), (1, 2));
        assert_eq!(turned(&other), image);
    }

    #[test]
    fn what_is_displaced_is_told() {
        let mut parts = Parts::default();
        assert_eq!(parts.add(&[images(5), labels(5)]), []);
        assert_eq!(parts.add(&[images(TRAIN)]), []);
        assert_eq!(parts.add(&[images(TRAIN)]), [images(TRAIN)]);
        assert_eq!(parts.add(&[images(6), labels(6)]), [images(5), labels(5)]);
        assert_eq!(parts.0, [images(TRAIN), images(6), labels(6)]);
    }

    #[test]
    fn one_pair_alone_is_split_for_testing() {
        let of = |count: u8| {
            let images = (0..count).map(|index| [index; 784]).collect();
            Mnist::of_one(Labelled { images, labels: (0..count).map(|index| index % 10).collect() })
        };
        let set = of(15);
        assert_eq!((set.train.len(), set.test.len()), (13, 2));
        assert_eq!(set.test.images, [[6; 784], [13; 784]]);
        assert_eq!(set.test.labels, [6, 3]);
        assert_eq!(set.train.labels.len(), 13);
        assert_eq!((of(6).train.len(), of(6).test.len()), (6, 6));
    }
}
