//! Resampling by area: every target cell is the mean of the source cells under it, each counted by
//! the part of it that is covered. Exact for whole ratios in both directions: a picture enlarged ten
//! times is made of 10×10 blocks.

/// How the cells of a target lie over those of a source, along one axis.
#[derive(Clone, Copy, Debug)]
pub(super) struct Axis {
    /// Where the target's first cell begins, in source cells. Outside the source there is paper (0).
    pub start: f32,
    /// How many source cells one target cell covers; positive.
    pub step: f32,
    /// How many source cells there are.
    pub source: usize,
    /// How many target cells there are.
    pub target: usize,
}

/// The source cells under one target cell: `first..=last`, the two ends covered in part.
struct Coverage {
    first: usize,
    last: usize,
    head: f32,
    tail: f32,
}

impl Axis {
    /// The whole source over the whole target.
    pub fn stretch(source: usize, target: usize) -> Self {
        Self { start: 0.0, step: source as f32 / target as f32, source, target }
    }

    /// What target cell `index` covers; `None` where that is outside the source.
    fn cover(self, index: usize) -> Option<Coverage> {
        let from = (self.start + index as f32 * self.step).max(0.0);
        let to = (self.start + (index + 1) as f32 * self.step).min(self.source as f32);
        if to <= from {
            return None;
        }
        let first = from as usize;
        let last = (to.ceil() as usize - 1).max(first);
        let tail = to - last as f32;
        let head = if first == last { to - from } else { (first + 1) as f32 - from };
        Some(Coverage { first, last, head, tail })
    }
}

impl Coverage {
    /// Σ weight · value over the covered cells.
    fn sum(&self, values: &[f32]) -> f32 {
        let mut sum = self.head * values[self.first];
        if self.last > self.first {
            sum += values[self.first + 1..self.last].iter().sum::<f32>();
            sum += self.tail * values[self.last];
        }
        sum
    }
}

/// Writes `rows.target` × `columns.target` means of `source` (`rows.source` × `columns.source`, its
/// rows `stride` cells apart) into `target`, row-major. `line` is scratch of at least
/// `columns.source` cells.
pub(super) fn box_average(
    source: &[u8],
    stride: usize,
    rows: Axis,
    columns: Axis,
    line: &mut [f32],
    target: &mut [u8],
) {
    let line = &mut line[..columns.source];
    let share = 1.0 / (rows.step * columns.step);
    for (y, target_row) in target.chunks_exact_mut(columns.target).take(rows.target).enumerate() {
        let Some(cover) = rows.cover(y) else {
            target_row.fill(0);
            continue;
        };
        // Rows first: whole lines add up in vector registers, and only one line is left to cut up.
        line.fill(0.0);
        for row in cover.first..=cover.last {
            let weight = if row == cover.first {
                cover.head
            } else if row == cover.last {
                cover.tail
            } else {
                1.0
            };
            let cells = &source[row * stride..][..columns.source];
            for (sum, &cell) in line.iter_mut().zip(cells) {
                *sum += weight * f32::from(cell);
            }
        }
        for (x, cell) in target_row.iter_mut().enumerate() {
            let sum = columns.cover(x).map_or(0.0, |cover| cover.sum(line));
            *cell = (sum * share + 0.5) as u8;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resample(source: &[u8], width: usize, to: (usize, usize)) -> Vec<u8> {
        let mut target = vec![7; to.0 * to.1];
        box_average(
            source,
            width,
            Axis::stretch(source.len() / width, to.1),
            Axis::stretch(width, to.0),
            &mut vec![0.0; width],
            &mut target,
        );
        target
    }

    #[test]
    fn each_cell_is_the_mean_of_what_it_covers() {
        for (source, width, to, expected) in [
            (&[0u8, 100, 200, 60][..], 2, (1, 1), &[90u8][..]),
            (&[0, 255], 2, (4, 1), &[0, 0, 255, 255]),
            (&[0, 90, 180], 3, (2, 1), &[30, 150]),
            (&[10, 20], 1, (1, 3), &[10, 15, 20]),
            (&[1, 2, 3, 4], 2, (2, 2), &[1, 2, 3, 4]),
        ] {
            assert_eq!(resample(source, width, to), expected, "{source:?} to {to:?}");
        }
    }

    #[test]
    fn outside_the_source_is_paper() {
        let mut target = [9; 4];
        let columns = Axis { start: -1.5, step: 1.0, source: 2, target: 4 };
        box_average(&[100, 200], 2, Axis::stretch(1, 1), columns, &mut [0.0; 2], &mut target);
        assert_eq!(target, [0, 50, 150, 100]);
    }
}
