//! Between which numbers a map's colours run.

/// The numbers that get a map's first and last colour. What lies outside gets the nearer of the two.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Range {
    /// Gets the first colour.
    pub low: f32,
    /// Gets the last colour; not less than `low`.
    pub high: f32,
}

/// Cells that are looked at together.
const LANES: usize = 16;

impl Range {
    /// From the least to the greatest finite cell; 0 to 0 where there is none.
    pub fn of(cells: &[f32]) -> Self {
        let mut low = [f32::INFINITY; LANES];
        let mut high = [f32::NEG_INFINITY; LANES];
        let (chunks, rest) = cells.as_chunks::<LANES>();
        let mut include = |lane: usize, cell: f32| {
            // Comparisons with NaN are false, and so are both with an infinity.
            let finite = cell.abs() <= f32::MAX;
            low[lane] = if finite && cell < low[lane] { cell } else { low[lane] };
            high[lane] = if finite && cell > high[lane] { cell } else { high[lane] };
        };
        for chunk in chunks {
            for (lane, &cell) in chunk.iter().enumerate() {
                include(lane, cell);
            }
        }
        for (lane, &cell) in rest.iter().enumerate() {
            include(lane, cell);
        }
        let low = low.into_iter().fold(f32::INFINITY, f32::min);
        let high = high.into_iter().fold(f32::NEG_INFINITY, f32::max);
        if low <= high { Self { low, high } } else { Self { low: 0.0, high: 0.0 } }
    }

    /// From −m to m with m the larger magnitude of the two ends: zero in the middle, as diverging
    /// colours want it.
    pub fn symmetric(self) -> Self {
        let largest = self.low.abs().max(self.high.abs());
        Self { low: -largest, high: largest }
    }

    /// The smallest range that holds both.
    pub fn union(self, other: Self) -> Self {
        Self { low: self.low.min(other.low), high: self.high.max(other.high) }
    }

    /// Whether there is anything between its ends: not where a map's cells are all the same.
    pub fn has_extent(self) -> bool {
        self.scale().is_some()
    }

    /// Steps of 0…255 a unit of half a cell, or `None` without extent. Halves, since the whole way from
    /// the least to the greatest `f32` is not an `f32`.
    pub(super) fn scale(self) -> Option<f32> {
        let extent = 0.5 * self.high - 0.5 * self.low;
        let scale = 255.0 / extent;
        (extent > 0.0 && scale.is_finite()).then_some(scale)
    }
}

/// How many cells are NaN or infinite.
pub fn non_finite(cells: &[f32]) -> usize {
    cells.iter().map(|cell| u32::from(!cell.is_finite())).sum::<u32>() as usize
}
