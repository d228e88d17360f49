//! Kernels that mean something, at every size.

/// A kernel by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preset {
    /// A vertical line: bright on it, dark beside it, nothing on an even area.
    Vertical,
    /// A horizontal line.
    Horizontal,
    /// A line from the top left to the bottom right.
    DiagonalDown,
    /// A line from the bottom left to the top right.
    DiagonalUp,
    /// The notebook's vertical kernel: a column of ones.
    NotebookVertical,
    /// The notebook's diagonal kernel: ones from the bottom left to the top right.
    NotebookDiagonal,
    /// The mean of the neighbourhood, with binomial weights that add up to 1.
    Blur,
    /// The cell itself, raised over its row and column; the weights add up to 1.
    Sharpen,
    /// What differs from the neighbourhood: n² − 1 in the centre, −1 around it.
    Edge,
    /// Brighter on the right than on the left.
    SobelX,
    /// Brighter below than above.
    SobelY,
    /// The discrete Laplacian: the row and the column minus the centre.
    Laplacian,
    /// A bright spot in a dark surround.
    CentreSurround,
    /// The image as it is.
    Identity,
}

impl Preset {
    /// Every preset, in the order in which they are offered.
    pub const ALL: &[Self] = &[
        Self::Vertical,
        Self::Horizontal,
        Self::DiagonalDown,
        Self::DiagonalUp,
        Self::NotebookVertical,
        Self::NotebookDiagonal,
        Self::Blur,
        Self::Sharpen,
        Self::Edge,
        Self::SobelX,
        Self::SobelY,
        Self::Laplacian,
        Self::CentreSurround,
        Self::Identity,
    ];

    /// The kernel of `side` × `side` weights, row-major. `None` where the name would mean nothing at that
    /// size: one cell has no direction, and two have no surround. At 3×3 it is the textbook's kernel.
    /// Where an even side has no middle cell, the one up and left of the middle stands for it.
    pub fn kernel(self, side: usize) -> Option<Vec<f32>> {
        let smallest = match self {
            Self::Identity => 1,
            Self::CentreSurround => 3,
            _ => 2,
        };
        if side < smallest {
            return None;
        }
        let middle = (side - 1) / 2;
        // At most a few dozen: exact as f32.
        let number = |count: usize| count as f32;
        Some(match self {
            Self::Vertical => fill(side, |_, column| across_line(side, column)),
            Self::Horizontal => fill(side, |row, _| across_line(side, row)),
            Self::DiagonalDown => {
                fill(side, |row, column| if row == column { number(side - 1) } else { -1.0 })
            }
            Self::DiagonalUp => {
                fill(
                    side,
                    |row, column| if row + column + 1 == side { number(side - 1) } else { -1.0 },
                )
            }
            Self::NotebookVertical => fill(side, |_, column| one_where(column == middle)),
            Self::NotebookDiagonal => fill(side, |row, column| one_where(row + column + 1 == side)),
            Self::Blur => {
                let weights = binomial(side);
                let total: f32 = weights.iter().sum();
                fill(side, |row, column| weights[row] * weights[column] / (total * total))
            }
            Self::Sharpen => cross(side, middle, number(2 * side - 1), -1.0),
            Self::Laplacian => cross(side, middle, -number(2 * side - 2), 1.0),
            Self::Edge => fill(side, |row, column| {
                if (row, column) == (middle, middle) { number(side * side - 1) } else { -1.0 }
            }),
            Self::SobelX => {
                let (along, across) = (binomial(side), derivative(side));
                fill(side, |row, column| along[row] * across[column])
            }
            Self::SobelY => {
                let (along, across) = (binomial(side), derivative(side));
                fill(side, |row, column| across[row] * along[column])
            }
            Self::CentreSurround if side == 3 => {
                vec![-2.0, 1.0, -2.0, 1.0, 4.0, 1.0, -2.0, 1.0, -2.0]
            }
            Self::CentreSurround => {
                let weights = binomial(side - 2);
                let total: f32 = weights.iter().sum();
                let ring = number(4 * (side - 1));
                fill(side, |row, column| {
                    let inner = 1..side - 1;
                    if inner.contains(&row) && inner.contains(&column) {
                        ring * weights[row - 1] * weights[column - 1] / (total * total)
                    } else {
                        -1.0
                    }
                })
            }
            Self::Identity => {
                fill(side, |row, column| one_where((row, column) == (middle, middle)))
            }
        })
    }
}

fn fill(side: usize, weight: impl Fn(usize, usize) -> f32) -> Vec<f32> {
    (0..side * side).map(|cell| weight(cell / side, cell % side)).collect()
}

fn one_where(here: bool) -> f32 {
    f32::from(u8::from(here))
}

/// The profile across a straight line: positive on it, −1 beside it, adding up to 0. An even side of 4 or
/// more has the line two cells wide, so that it stays in the middle.
fn across_line(side: usize, position: usize) -> f32 {
    let middle = (side - 1) / 2;
    let line = if side % 2 == 1 || side == 2 { middle..=middle } else { middle..=middle + 1 };
    let wide = line.clone().count();
    if line.contains(&position) { (side - wide) as f32 / wide as f32 } else { -1.0 }
}

/// `centre` in the middle, `arm` in the rest of its row and column, 0 elsewhere.
fn cross(side: usize, middle: usize, centre: f32, arm: f32) -> Vec<f32> {
    fill(side, |row, column| match (row == middle, column == middle) {
        (true, true) => centre,
        (false, false) => 0.0,
        _ => arm,
    })
}

/// Row `side - 1` of Pascal's triangle: `side` smoothing weights.
fn binomial(side: usize) -> Vec<f32> {
    let mut row = vec![1.0];
    while row.len() < side {
        row = (0..=row.len())
            .map(|k| row.get(k).unwrap_or(&0.0) + if k > 0 { row[k - 1] } else { 0.0 })
            .collect();
    }
    row
}

/// Smoothed differences: the binomial weights of one size less, minus themselves one place on.
/// For 3: −1, 0, 1.
fn derivative(side: usize) -> Vec<f32> {
    let smooth = binomial(side - 1);
    (0..side)
        .map(|k| if k > 0 { smooth[k - 1] } else { 0.0 } - smooth.get(k).unwrap_or(&0.0))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(preset: Preset, side: usize, expected: &[i16]) {
        let expected: Vec<f32> = expected.iter().map(|&w| f32::from(w)).collect();
        assert_eq!(preset.kernel(side), Some(expected), "{preset:?} at {side}");
    }

    #[test]
    fn at_three_by_three_they_are_the_textbook_kernels() {
        check(Preset::Vertical, 3, &[-1, 2, -1, -1, 2, -1, -1, 2, -1]);
        check(Preset::Horizontal, 3, &[-1, -1, -1, 2, 2, 2, -1, -1, -1]);
        check(Preset::DiagonalDown, 3, &[2, -1, -1, -1, 2, -1, -1, -1, 2]);
        check(Preset::DiagonalUp, 3, &[-1, -1, 2, -1, 2, -1, 2, -1, -1]);
        check(Preset::NotebookVertical, 3, &[0, 1, 0, 0, 1, 0, 0, 1, 0]);
        check(Preset::NotebookDiagonal, 3, &[0, 0, 1, 0, 1, 0, 1, 0, 0]);
        check(Preset::Sharpen, 3, &[0, -1, 0, -1, 5, -1, 0, -1, 0]);
        check(Preset::Edge, 3, &[-1, -1, -1, -1, 8, -1, -1, -1, -1]);
        check(Preset::SobelX, 3, &[-1, 0, 1, -2, 0, 2, -1, 0, 1]);
        check(Preset::SobelY, 3, &[-1, -2, -1, 0, 0, 0, 1, 2, 1]);
        check(Preset::Laplacian, 3, &[0, 1, 0, 1, -4, 1, 0, 1, 0]);
        check(Preset::CentreSurround, 3, &[-2, 1, -2, 1, 4, 1, -2, 1, -2]);
        check(Preset::Identity, 3, &[0, 0, 0, 0, 1, 0, 0, 0, 0]);
        let sixteenths = [1.0, 2.0, 1.0, 2.0, 4.0, 2.0, 1.0, 2.0, 1.0].map(|w: f32| w / 16.0);
        assert_eq!(Preset::Blur.kernel(3), Some(sixteenths.to_vec()));
    }

    #[test]
    fn at_other_sides_they_keep_their_meaning() {
        check(Preset::Vertical, 2, &[1, -1, 1, -1]);
        check(Preset::Vertical, 4, &[-1, 1, 1, -1, -1, 1, 1, -1, -1, 1, 1, -1, -1, 1, 1, -1]);
        check(Preset::DiagonalDown, 2, &[1, -1, -1, 1]);
        check(Preset::SobelX, 2, &[-1, 1, -1, 1]);
        check(
            Preset::CentreSurround,
            4,
            &[-1, -1, -1, -1, -1, 3, 3, -1, -1, 3, 3, -1, -1, -1, -1, -1],
        );
        check(Preset::Identity, 1, &[1]);
        assert_eq!(Preset::Vertical.kernel(1), None);
        assert_eq!(Preset::CentreSurround.kernel(2), None);
        assert_eq!(Preset::Identity.kernel(0), None);
    }

    #[test]
    fn detectors_ignore_an_even_area_and_the_others_keep_it() {
        for side in 1..=7 {
            for &preset in Preset::ALL {
                let Some(kernel) = preset.kernel(side) else { continue };
                assert_eq!(kernel.len(), side * side);
                let expected = match preset {
                    Preset::NotebookVertical | Preset::NotebookDiagonal => side as f32,
                    Preset::Blur | Preset::Sharpen | Preset::Identity => 1.0,
                    _ => 0.0,
                };
                let sum: f32 = kernel.iter().sum();
                assert!((sum - expected).abs() < 1e-4, "{preset:?} at {side} adds up to {sum}");
            }
        }
    }
}
