//! A test under way: what the workers found, put together.

use super::source::Source;
use super::{Test, Wrong};

/// How many wrongly answered images are told.
const WRONG: usize = 60;

/// What was found in some images of the test.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally {
    loss: f64,
    confusion: [[u32; 10]; 10],
    /// Which images, and what was said.
    wrong: Vec<(u32, Option<u8>)>,
}

impl Tally {
    /// Image `index`, a `digit`, was taken for `said` by a network of so many outputs.
    pub fn add(&mut self, index: usize, digit: u8, said: Option<u8>, loss: f32, outputs: usize) {
        self.loss += f64::from(loss);
        let (truth, answer) = if outputs == 1 {
            (usize::from(digit == 5), usize::from(said.is_some()))
        } else {
            (usize::from(digit), said.map_or(0, usize::from))
        };
        self.confusion[truth][answer] += 1;
        if truth != answer && self.wrong.len() < WRONG {
            self.wrong.push((index as u32, said));
        }
    }

    /// As numbers that are exact: all are small, but for the loss.
    pub fn write(&self, to: &mut Vec<f32>) {
        to.push(self.loss as f32);
        to.extend(self.confusion.iter().flatten().map(|&count| count as f32));
        for &(index, said) in &self.wrong {
            to.extend([index as f32, said.map_or(-1.0, f32::from)]);
        }
    }

    /// Adds what another worker wrote.
    pub fn read(&mut self, from: &[f32]) {
        let Some((loss, from)) = from.split_first() else { return };
        let Some((counts, wrong)) = from.split_at_checked(100) else { return };
        self.loss += f64::from(*loss);
        for (count, found) in self.confusion.iter_mut().flatten().zip(counts) {
            *count += *found as u32;
        }
        for &[index, said] in wrong.as_chunks().0 {
            if self.wrong.len() < WRONG {
                self.wrong.push((index as u32, (said >= 0.0).then_some(said as u8)));
            }
        }
    }

    /// The whole test, made after learning from `images` images.
    pub fn finish(&self, images: u64, source: &mut Source) -> Test {
        let count: u32 = self.confusion.iter().flatten().sum();
        let wrong = self.wrong.iter().map(|&(index, said)| {
            let (pixels, truth) = source.test(index as usize);
            Wrong { pixels: *pixels, truth, said }
        });
        Test {
            images,
            loss: (self.loss / f64::from(count.max(1))) as f32,
            confusion: self.confusion,
            wrong: wrong.collect(),
        }
    }
}
