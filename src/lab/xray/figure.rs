//! The sliding window's simplest case, the notebook's first figure: a picture of 5×5, a kernel of 3×3, and the map of 3×3
//! that comes of them, cell by cell.

use super::{Cell, Layer, Part, Region, region};
use crate::lab::touch::Amount;
use crate::lab::{NetworkChoice, Patch};
use crate::nn::{ConvParameters, Maps, Shape, conv};

/// The figure as it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// 5×5, each 0 or 1.
    pub picture: [f32; 25],
    /// 3×3, whole numbers from −[`Figure::LARGEST`] to it.
    pub kernel: [f32; 9],
    /// Which of the nine cells the window makes; those before it are made.
    pub place: usize,
    /// Whether the window moves on by itself.
    pub running: bool,
}

/// What may happen to the figure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum FigureAction {
    /// A cell of the picture is turned over.
    Turn(usize),
    /// A weight is raised, lowered or set.
    Change(usize, Amount),
    /// The window is put in a place, and stays there.
    StandAt(usize),
    /// ▶: the window goes on to the next cell, from the last one to the first; by itself from then on, if it `may_run`.
    /// Or it stops, if it ran.
    Play {
        /// Whether motion is wanted.
        may_run: bool,
    },
    /// The running window goes on to the next cell. At the last one it stops.
    GoOn,
}

impl Figure {
    /// The picture's side.
    pub const SIDE: usize = 5;
    /// The kernel's side, and the map's: 5 − 3 + 1.
    pub const WINDOW: usize = 3;
    /// The map's last cell.
    pub const LAST: usize = 8;
    /// The largest weight.
    pub const LARGEST: f32 = 4.0;

    /// Does what `action` says.
    pub fn apply(&mut self, action: FigureAction) {
        match action {
            FigureAction::Turn(index) => self.turn(index),
            FigureAction::Change(index, amount) => self.change(index, amount),
            FigureAction::StandAt(place) => {
                self.place = place.min(Self::LAST);
                self.running = false;
            }
            FigureAction::Play { .. } if self.running => self.running = false,
            FigureAction::Play { may_run } => {
                self.place = if self.place < Self::LAST { self.place + 1 } else { 0 };
                self.running = may_run && self.place < Self::LAST;
            }
            FigureAction::GoOn if self.running => {
                self.place = (self.place + 1).min(Self::LAST);
                self.running = self.place < Self::LAST;
            }
            FigureAction::GoOn => {}
        }
    }

    /// Turns a cell of the picture over.
    pub fn turn(&mut self, index: usize) {
        if let Some(cell) = self.picture.get_mut(index) {
            *cell = 1.0 - *cell;
        }
    }

    /// Raises or lowers a weight, or sets it: to the nearest whole number that it can be.
    pub fn change(&mut self, index: usize, amount: Amount) {
        if let Some(weight) = self.kernel.get_mut(index) {
            let next = match amount {
                Amount::By(by) => *weight + by,
                Amount::To(value) => value,
            };
            // The one zero that is written "0".
            *weight = next.round().clamp(-Self::LARGEST, Self::LARGEST) + 0.0;
        }
    }

    /// The map, all nine cells of it.
    pub fn map(&self) -> Maps {
        let mut picture = Maps::zeros(Shape::new(1, Self::SIDE, Self::SIDE));
        picture.cells_mut().copy_from_slice(&self.picture);
        let mut map = Maps::zeros(Shape::new(1, Self::WINDOW, Self::WINDOW));
        let weights = ConvParameters { kernels: self.kernel.to_vec(), bias: Vec::new() };
        conv::forward(&picture, &weights, &mut map);
        map
    }

    /// What the window lies over: what a cell in that place of the notebook's first map reads.
    pub fn window(&self) -> Region {
        let (row, column) = (self.place / Self::WINDOW, self.place % Self::WINDOW);
        let cell = Cell { layer: Layer::Conv(0), channel: 0, row, column };
        region(&NetworkChoice::Notebook.architecture(), cell, Layer::Input)
    }

    /// The kernel and what lies under it: their products add up to the cell.
    pub fn part(&self) -> Part {
        let Region { rows, columns, .. } = self.window();
        let cells =
            rows.flat_map(|row| columns.clone().map(move |column| row * Self::SIDE + column));
        Part {
            patch: Patch::Kernel { stage: 0, output: 0, input: 0 },
            weights: self.kernel.to_vec(),
            inputs: cells.map(|cell| self.picture[cell]).collect(),
        }
    }
}

impl Default for Figure {
    /// As the notebook has it.
    fn default() -> Self {
        let picture = [
            [0.0, 0.0, 0.0, 0.0, 0.0],
            [0.0, 0.0, 1.0, 1.0, 0.0],
            [0.0, 1.0, 0.0, 1.0, 0.0],
            [0.0, 1.0, 0.0, 1.0, 0.0],
            [0.0, 0.0, 1.0, 0.0, 0.0],
        ];
        let kernel = [1.0, 0.0, 1.0, 0.0, 1.0, 0.0, 1.0, 0.0, 1.0];
        Self {
            picture: std::array::from_fn(|at| picture[at / 5][at % 5]),
            kernel,
            place: 0,
            running: false,
        }
    }
}
