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
