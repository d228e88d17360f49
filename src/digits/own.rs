//! The learner's own labelled drawings.

use std::rc::Rc;

use super::prepare::Pixels;
use super::{ItemId, Labelled};

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
    /// Which one it is: the same picture kept twice is two drawings.
    pub id: ItemId,
    /// 28×28, 0 is paper.
    pub pixels: Pixels,
    /// What it is.
    pub label: OwnLabel,
}

/// Drawings in the order of their ids, each id once. Cheap to clone: drawings are shared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnDrawings(Vec<Rc<OwnDrawing>>);

impl OwnDrawings {
    /// The most that a person can keep: more than anybody draws, and few enough to look at.
    pub const MOST: usize = 2000;

    /// Adds a drawing, if there is room for it and it is not there already; gives whether it did.
    pub fn add(&mut self, drawing: Rc<OwnDrawing>) -> bool {
        !self.is_full() && self.put(drawing)
    }

    fn put(&mut self, drawing: Rc<OwnDrawing>) -> bool {
        let place = self.place(drawing.id);
        if let Err(place) = place {
            self.0.insert(place, drawing);
        }
        place.is_err()
    }

    /// Where the drawing stands, or where it would.
    fn place(&self, id: ItemId) -> Result<usize, usize> {
        self.0.binary_search_by_key(&id, |drawing| drawing.id)
    }

    /// Takes a drawing away, if it is there.
    pub fn remove(&mut self, id: ItemId) {
        if let Ok(place) = self.place(id) {
            self.0.remove(place);
        }
    }

    /// Adds those of `others` that are not there already, as long as there is room; gives how many were added. A
    /// drawing from a text without ids is there already if one is there with the same picture and label.
    pub fn import(&mut self, others: &Self) -> usize {
        let known = |own: &Self, other: &OwnDrawing| {
            let same =
                |own: &Rc<OwnDrawing>| own.pixels == other.pixels && own.label == other.label;
            other.id.is_derived() && own.0.iter().any(same)
        };
        let before = self.len();
        for other in &others.0 {
            if !known(self, other) {
                self.add(Rc::clone(other));
            }
        }
        self.len() - before
    }

    /// Adds those of `others` that are not there already, however many there are then.
    pub fn merge(&mut self, others: &Self) {
        for other in &others.0 {
            self.put(Rc::clone(other));
        }
    }

    /// Keeps only those that are wanted.
    pub fn retain(&mut self, wanted: impl Fn(&OwnDrawing) -> bool) {
        self.0.retain(|drawing| wanted(drawing));
    }

    /// The drawing of this id.
    pub fn get(&self, id: ItemId) -> Option<&Rc<OwnDrawing>> {
        self.place(id).ok().map(|place| &self.0[place])
    }

    /// Whether there is no room for another.
    pub fn is_full(&self) -> bool {
        self.len() >= Self::MOST
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
        let mut all = Self::default();
        drawings.into_iter().for_each(|drawing| _ = all.add(Rc::new(drawing)));
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawing(id: u64, ink: u8, label: OwnLabel) -> OwnDrawing {
        OwnDrawing { id: ItemId(id), pixels: [ink; 784], label }
    }

    fn ids(own: &OwnDrawings) -> Vec<u64> {
        own.iter().map(|drawing| drawing.id.0).collect()
    }

    const FIVE: OwnLabel = OwnLabel::Digit(5);
    /// Larger than any derived id.
    const MADE: u64 = 1 << 60;

    #[test]
    fn what_is_only_not_a_five_teaches_one_output_and_not_ten() {
        let own: OwnDrawings = [
            drawing(1, 1, FIVE),
            drawing(2, 2, OwnLabel::NotFive),
            drawing(3, 3, OwnLabel::Digit(7)),
        ]
        .into_iter()
        .collect();
        assert_eq!(own.labelled(1).labels, [5, 0, 7]);
        assert_eq!(own.labelled(1).images, [[1; 784], [2; 784], [3; 784]]);
        assert_eq!(own.labelled(10).labels, [5, 7]);
        assert_eq!(own.labelled(10).images, [[1; 784], [3; 784]]);
        assert_eq!((own.count(OwnLabel::NotFive), own.count(OwnLabel::Digit(1))), (1, 0));
    }

    #[test]
    fn the_same_picture_twice_is_two_drawings_and_the_same_id_is_one() {
        let mut own = OwnDrawings::default();
        for id in [MADE + 2, MADE, MADE + 2, MADE + 1] {
            own.add(Rc::new(drawing(id, 1, FIVE)));
        }
        assert_eq!(ids(&own), [MADE, MADE + 1, MADE + 2]);
        own.remove(ItemId(MADE + 1));
        own.remove(ItemId(7));
        assert_eq!(ids(&own), [MADE, MADE + 2]);
    }

    #[test]
    fn importing_adds_what_is_not_there_yet() {
        let mut own: OwnDrawings = [drawing(MADE, 1, FIVE)].into_iter().collect();
        let others = [
            drawing(1, 1, FIVE),
            drawing(2, 1, OwnLabel::NotFive),
            drawing(MADE, 1, FIVE),
            drawing(MADE + 1, 1, FIVE),
        ];
        let others = others.into_iter().collect();
        assert_eq!(own.import(&others), 2);
        assert_eq!(ids(&own), [2, MADE, MADE + 1]);
        assert_eq!(own.import(&others), 0);
    }

    #[test]
    fn there_is_an_end_to_what_a_person_adds_and_none_to_what_is_kept_elsewhere() {
        let mut own: OwnDrawings = (0..3000).map(|id| drawing(id, 1, FIVE)).collect();
        assert_eq!(own.len(), OwnDrawings::MOST);
        assert!(!own.add(Rc::new(drawing(MADE, 2, FIVE))));
        own.merge(&[drawing(MADE, 2, FIVE)].into_iter().collect());
        assert_eq!(own.len(), OwnDrawings::MOST + 1);
        own.remove(ItemId(0));
        own.remove(ItemId(1));
        assert!(own.add(Rc::new(drawing(MADE + 1, 2, FIVE))));
    }
}
