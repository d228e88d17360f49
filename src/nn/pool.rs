//! Pooling over 2×2.

use super::Maps;

/// How 2×2 neighbouring cells become one. An odd last row and column are dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pooling {
    /// The maps pass unchanged.
    None,
    /// The largest of the four.
    Max,
    /// The mean of the four.
    Average,
}

/// Fills `output` `[C, ⌊H/2⌋, ⌊W/2⌋]` (without pooling `[C, H, W]`) from `input` `[C, H, W]`:
/// y\[c, i, j\] is the largest or the mean of x\[c, 2i…2i+1, 2j…2j+1\].
///
/// A NaN among the four makes the result NaN.
pub fn forward(pooling: Pooling, input: &Maps, output: &mut Maps) {
    match pooling {
        Pooling::None => output.cells_mut().copy_from_slice(input.cells()),
        Pooling::Max => {
            each_window(|[a, b, c, d]| larger(larger(a, b), larger(c, d)), input, output)
        }
        Pooling::Average => each_window(|[a, b, c, d]| (a + b + c + d) * 0.25, input, output),
    }
}

/// Calls `f` with the four cells of each window in reading order.
#[inline]
fn each_window(f: impl Fn([f32; 4]) -> f32, input: &Maps, output: &mut Maps) {
    let (from, to) = (input.shape(), output.shape());
    let maps = input.cells().chunks_exact(from.area());
    for (x, y) in maps.zip(output.cells_mut().chunks_exact_mut(to.area())) {
        for (rows, out) in x.chunks_exact(2 * from.width).zip(y.chunks_exact_mut(to.width)) {
            let (top, bottom) = rows.split_at(from.width);
            let (top, bottom) = (top.as_chunks::<2>().0, bottom.as_chunks::<2>().0);
            for ((&[a, b], &[c, d]), y) in top.iter().zip(bottom).zip(out) {
                *y = f([a, b, c, d]);
            }
        }
    }
}

/// The larger of two; of two that are equal the first, and a NaN before anything else.
#[inline]
fn larger(a: f32, b: f32) -> f32 {
    if b > a || b.is_nan() { b } else { a }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nn::Shape;

    #[test]
    fn an_odd_last_row_and_column_are_dropped() {
        let mut input = Maps::zeros(Shape::new(2, 5, 5));
        for (cell, value) in input.cells_mut().iter_mut().zip(0_u8..) {
            *cell = value.into();
        }
        for (pooling, first) in
            [(Pooling::Max, [6.0, 8.0, 16.0, 18.0]), (Pooling::Average, [3.0, 5.0, 13.0, 15.0])]
        {
            let mut output = Maps::zeros(Shape::new(2, 2, 2));
            forward(pooling, &input, &mut output);
            assert_eq!(output.channel(0), first);
            assert_eq!(output.channel(1), first.map(|value| value + 25.0));
        }
        let mut output = Maps::zeros(input.shape());
        forward(Pooling::None, &input, &mut output);
        assert_eq!(output, input);
    }

    #[test]
    fn of_equal_cells_the_first_wins_and_what_is_not_a_number_before_all() {
        // Zeros of either sign are equal: the sign tells which one won.
        for (window, winner) in [
            ([-0.0, 0.0, 0.0, 0.0], 0),
            ([-1.0, 0.0, -0.0, -0.0], 1),
            ([-1.0, -1.0, -0.0, 0.0], 2),
            ([1.0, 2.0, f32::NAN, f32::INFINITY], 2),
            ([f32::NAN, f32::INFINITY, 0.0, 1.0], 0),
            ([f32::NEG_INFINITY, f32::NEG_INFINITY, f32::NEG_INFINITY, f32::MIN], 3),
        ] {
            let mut input = Maps::zeros(Shape::new(1, 2, 2));
            input.cells_mut().copy_from_slice(&window);
            let mut output = Maps::zeros(Shape::new(1, 1, 1));
            forward(Pooling::Max, &input, &mut output);
            let (found, expected): (f32, f32) = (output.cells()[0], window[winner]);
            assert_eq!(found.to_bits(), expected.to_bits(), "{window:?}");
        }
    }
}
