//! Images whose digit is known: what a network learns from.

use super::prepare::Pixels;

/// Images, centred as the network receives them (0 is paper, 255 is ink), and which digit each is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Labelled {
    /// 28×28 each.
    pub images: Vec<Pixels>,
    /// 0 to 9, as many as there are images.
    pub labels: Vec<u8>,
}

impl Labelled {
    /// How many images there are.
    pub fn len(&self) -> usize {
        self.images.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.images.is_empty()
    }
}
