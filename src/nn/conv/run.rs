//! Which output cells are computed together, and where they stand.

use super::super::Shape;
use super::LANES;

/// Neighbouring output cells of one row, computed together.
#[derive(Clone, Copy)]
pub(super) struct LaneRun {
    /// In an input map: what the first lane reads through the kernel's first cell.
    pub read: usize,
    /// In an output map: the first cell.
    write: usize,
    /// How many cells there are: all lanes, or the whole row where it is shorter.
    len: usize,
    /// The lane of the first cell. The lanes around a short row compute cells that do not exist.
    skip: usize,
    /// The first lane whose cell no earlier run has.
    fresh: usize,
}

impl LaneRun {
    /// How many runs cover one map of `to`.
    pub fn count(to: Shape) -> usize {
        to.height * to.width.div_ceil(LANES)
    }

    /// Run `index`, or the last one where there are fewer.
    pub fn new(index: usize, from: Shape, to: Shape) -> Self {
        let in_a_row = to.width.div_ceil(LANES);
        let last = Self::count(to) - 1;
        let repeated = index > last;
        let index = index.min(last);
        let (y, x) = (index / in_a_row, index % in_a_row * LANES);
        if to.width >= LANES {
            let start = x.min(to.width - LANES);
            Self {
                read: y * from.width + start,
                write: y * to.width + start,
                len: LANES,
                skip: 0,
                fresh: if repeated { LANES } else { x - start },
            }
        } else {
            // The lanes end with the row, so that they do not read past the end of the last map;
            // in the first row they start with it, so that they do not read before the first.
            let end = y * from.width + to.width;
            let read = end.saturating_sub(LANES);
            let skip = end - to.width - read;
            let fresh = if repeated { LANES } else { 0 };
            Self { read, write: y * to.width, len: to.width, skip, fresh }
        }
    }

    /// Takes the run's cells out of a map.
    pub fn load(self, map: &[f32], lanes: &mut [f32]) {
        if self.len == LANES {
            lanes.copy_from_slice(&map[self.write..][..LANES]);
        } else {
            lanes[self.skip..][..self.len].copy_from_slice(&map[self.write..][..self.len]);
        }
    }

    /// Takes the cells that no earlier run has out of a map; 0 in the other lanes.
    pub fn load_fresh(self, map: &[f32], lanes: &mut [f32]) {
        lanes.fill(0.0);
        self.load(map, lanes);
        lanes[..self.fresh].fill(0.0);
    }

    /// Puts the run's cells into a map.
    pub fn store(self, lanes: &[f32], map: &mut [f32]) {
        if self.len == LANES {
            map[self.write..][..LANES].copy_from_slice(lanes);
        } else {
            map[self.write..][..self.len].copy_from_slice(&lanes[self.skip..][..self.len]);
        }
    }
}
