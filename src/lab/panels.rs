//! Which panels stand open.

use crate::formats::names::Named as _;

/// A part of the page that is open or hidden.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Panel {
    /// The settings, the curves and the results of learning.
    Learn,
    /// All kernels of the chosen one's stage as a matrix.
    Matrix,
    /// A map as numbers.
    Numbers,
    /// The snapshots, and what lies between two networks.
    Compare,
    /// The notebook's first figure, while no cell is explained.
    Figure,
    /// On a narrow screen: the kernel in the editor.
    Sheet,
}

/// The panels that stand open, one bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Panels(u8);

impl Panels {
    /// Those that are still open after a reload, or in a file that is opened.
    const KEPT: u8 = bit(Panel::Learn) | bit(Panel::Matrix) | bit(Panel::Numbers);

    /// Whether `panel` is open.
    pub fn has(self, panel: Panel) -> bool {
        self.0 & bit(panel) != 0
    }

    /// Opens `panel` or closes it. The numbers and the matrix of kernels take each other's place.
    pub fn set(&mut self, panel: Panel, open: bool) {
        let gives_way = match panel {
            Panel::Matrix if open => bit(Panel::Numbers),
            Panel::Numbers if open => bit(Panel::Matrix),
            _ => 0,
        };
        self.0 &= !(gives_way | bit(panel));
        self.0 |= if open { bit(panel) } else { 0 };
    }

    /// The names of the open ones, for the style sheets.
    pub fn names(self) -> String {
        let open = Panel::VARIANTS.iter().filter(|&&panel| self.has(panel));
        open.map(|panel| panel.id()).collect::<Vec<_>>().join(" ")
    }

    /// These, as far as they are kept, and the others as they are on `page`.
    pub(super) fn on(self, page: Self) -> Self {
        Self(self.0 & Self::KEPT | page.0 & !Self::KEPT)
    }
}

const fn bit(panel: Panel) -> u8 {
    1 << panel as u8
}
