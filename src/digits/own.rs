//! The learner's own labelled drawings.

use std::rc::Rc;

use super::Labelled;
use super::prepare::Pixels;

/// What a drawing is said to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum OwnLabel {
    /// A digit, 0 to 9.
    Digit(u8),
    /// Anything but a 5: enough for one output ("is it a 5?"), and too little for ten.
    NotFive,
}

/// A drawing that was kept: what the network receives of it, and what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnDrawing {
    /// 28×28, 0 is paper.
    pub pixels: Pixels,
    /// What it is.
    pub label: OwnLabel,
}

/// Drawings in the order in which they were kept. Cheap to clone: drawings are shared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnDrawings(Vec<Rc<OwnDrawing>>);

impl OwnDrawings {
    /// The most that are kept: more than anybody draws, and few enough to be written down at each change.
    pub const MOST: usize = 2000;

    /// Adds a drawing; gives whether there was room for it.
    pub fn add(&mut self, drawing: Rc<OwnDrawing>) -> bool {
        let room = self.0.len() < Self::MOST;
        if room {
            self.0.push(drawing);
        }
        room
    }

    /// Takes the drawing at `index` away, if there is one.
    pub fn remove(&mut self, index: usize) {
        if index < self.0.len() {
            self.0.remove(index);
        }
    }

    /// Adds those of `others` that are not there already; gives how many were added.
    pub fn merge(&mut self, others: &Self) -> usize {
        let before = self.0.len();
        for other in &others.0 {
            if self.0.len() < Self::MOST && !self.0.contains(other) {
                self.0.push(Rc::clone(other));
            }
        }
        self.0.len() - before
    }

    /// The drawings, in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Rc<OwnDrawing>> {
        self.0.iter()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many carry `label`.
    pub fn count(&self, label: OwnLabel) -> usize {
        self.0.iter().filter(|drawing| drawing.label == label).count()
    }

    /// What a network of `outputs` (1 or 10) can learn from. For one output every drawing counts, and one that is
    /// "not a 5" stands under 0, since to such a network all digits but 5 are the same; ten outputs have to know
    /// the digit, so those drawings are left out.
    pub fn labelled(&self, outputs: usize) -> Labelled {
        let mut all = Labelled::default();
        for drawing in &self.0 {
            let label = match drawing.label {
                OwnLabel::Digit(digit) => digit,
                OwnLabel::NotFive if outputs == 1 => 0,
                OwnLabel::NotFive => continue,
            };
            all.images.push(drawing.pixels);
            all.labels.push(label);
        }
        all
    }
}

impl FromIterator<OwnDrawing> for OwnDrawings {
    /// The first [`OwnDrawings::MOST`] of them.
    fn from_iter<I: IntoIterator<Item = OwnDrawing>>(drawings: I) -> Self {
        Self(drawings.into_iter().take(Self::MOST).map(Rc::new).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawing(ink: u8, label: OwnLabel) -> OwnDrawing {
        OwnDrawing { pixels: [ink; 784], label }
    }

    const FIVE: OwnLabel = OwnLabel::Digit(5);

    #[test]
    fn what_is_only_not_a_five_teaches_one_output_and_not_ten() {
        let own: OwnDrawings =
            [drawing(1, FIVE), drawing(2, OwnLabel::NotFive), drawing(3, OwnLabel::Digit(7))]
                .into_iter()
                .collect();
        assert_eq!(own.labelled(1).labels, [5, 0, 7]);
        assert_eq!(own.labelled(1).images, [[1; 784], [2; 784], [3; 784]]);
        assert_eq!(own.labelled(10).labels, [5, 7]);
        assert_eq!(own.labelled(10).images, [[1; 784], [3; 784]]);
        assert_eq!((own.count(OwnLabel::NotFive), own.count(OwnLabel::Digit(1))), (1, 0));
    }

    #[test]
    fn merging_adds_what_is_not_there_yet() {
        let mut own: OwnDrawings = [drawing(1, FIVE)].into_iter().collect();
        let others = [drawing(1, FIVE), drawing(1, OwnLabel::NotFive), drawing(2, FIVE)]
            .into_iter()
            .collect();
        assert_eq!(own.merge(&others), 2);
        assert_eq!((own.len(), own.merge(&others)), (3, 0));
        own.remove(3);
        own.remove(0);
        assert_eq!(own.iter().next().map(|drawing| drawing.label), Some(OwnLabel::NotFive));
    }

    #[test]
    fn there_is_an_end_to_them() {
        let mut own: OwnDrawings = (0..3000).map(|_| drawing(1, FIVE)).collect();
        assert_eq!(own.len(), OwnDrawings::MOST);
        assert!(!own.add(Rc::new(drawing(2, FIVE))));
        own.remove(0);
        assert!(own.add(Rc::new(drawing(2, FIVE))));
    }
}
