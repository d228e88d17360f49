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

/// Which of a window's four cells, in reading order, its maximum is: of equal ones the first, and a NaN before
/// anything else.
pub fn winner(window: [f32; 4]) -> usize {
    let [a, b, c, d] = window;
    let largest = larger(larger(a, b), larger(c, d)).to_bits();
    // It is one of the four, bit by bit.
    window.iter().position(|cell| cell.to_bits() == largest).unwrap_or(0)
}

/// Fills `d_input` with ∂loss/∂x, from g = ∂loss/∂y and what the forward pass read and made. Each mean hands a
/// quarter of its g to every one of its four cells; each maximum hands all of it to the cell that it is, in
/// reading order the first of several that are equal. A cell that is in no window gets 0.
///
/// Where a maximum is not a number, neither is what its cells get.
pub fn backward(pooling: Pooling, input: &Maps, output: &Maps, g: &Maps, d_input: &mut Maps) {
    match pooling {
        Pooling::Max => maxima_back(input, output, g, d_input),
        _ => backward_by(pooling, input, output, g, d_input, input, |z| z),
    }
}

/// [`backward`] where cells that are equal may be so by rounding only: of those the first with the largest
/// `finer` of its cell in `behind` is the maximum. (Saturated sigmoids all round to 1, at different distances.)
pub(super) fn backward_by(
    pooling: Pooling,
    input: &Maps,
    output: &Maps,
    g: &Maps,
    d_input: &mut Maps,
    behind: &Maps,
    finer: impl Fn(f32) -> f32,
) {
    match pooling {
        Pooling::None => d_input.cells_mut().copy_from_slice(g.cells()),
        Pooling::Average => {
            each_window_back(input, output, g, d_input, behind, |_, _, _, g| [0.25 * g; 4])
        }
        Pooling::Max => each_window_back(input, output, g, d_input, behind, |x, z, y, g| {
            shares_of_largest(x, z.map(&finer), y, g)
        }),
    }
}

/// All of g for the first cell that is the largest. Which one that is, is anybody's guess, and a processor that jumps by it
/// guesses wrong: so it is computed.
fn maxima_back(input: &Maps, output: &Maps, g: &Maps, d_input: &mut Maps) {
    let (from, to) = (input.shape(), output.shape());
    let pooled = output.cells().chunks_exact(to.area()).zip(g.cells().chunks_exact(to.area()));
    d_input.cells_mut().fill(0.0);
    let maps = input.cells().chunks_exact(from.area());
    let maps = maps.zip(d_input.cells_mut().chunks_exact_mut(from.area()));
    for ((x, d_x), (y, g)) in maps.zip(pooled) {
        let rows = x.chunks_exact(2 * from.width).zip(d_x.chunks_exact_mut(2 * from.width));
        let pooled = y.chunks_exact(to.width).zip(g.chunks_exact(to.width));
        for ((x, d_x), (y, g)) in rows.zip(pooled) {
            let pairs = windows(x, from.width).zip(y.iter().zip(g));
            for (column, ([a, b, c, _], (&y, &g))) in pairs.enumerate() {
                let not = [a, b, c].map(|x| usize::from(x != y));
                // 0, 1, the cell below 0, or the one below 1.
                let at = not[0] * (1 + not[1] * (from.width - 1 + not[2]));
                d_x[2 * column + at] = g;
                if y.is_nan() {
                    let at = 2 * column;
                    d_x[at..at + 2].fill(y);
                    d_x[at + from.width..][..2].fill(y);
                }
            }
        }
    }
}

/// All of g for the first of the cells x that are the largest, y, and of those have the largest z.
#[inline]
fn shares_of_largest(x: [f32; 4], z: [f32; 4], y: f32, g: f32) -> [f32; 4] {
    if y.is_nan() {
        return [y; 4];
    }
    let candidates: [f32; 4] =
        std::array::from_fn(|i| if x[i] == y { z[i] } else { f32::NEG_INFINITY });
    let [a, b, c, d] = candidates;
    let top = larger(larger(a, b), larger(c, d));
    let [is_a, is_b, is_c] = [a == top, b == top, c == top];
    let share = |won: bool| if won { g } else { 0.0 };
    [share(is_a), share(is_b & !is_a), share(is_c & !(is_a | is_b)), share(!(is_a | is_b | is_c))]
}

/// Fills `d_input` window by window with `shares`(x, z, y, g): the four cells of `input` and `behind` in reading
/// order, what became of them, and its gradient.
#[inline]
fn each_window_back(
    input: &Maps,
    output: &Maps,
    g: &Maps,
    d_input: &mut Maps,
    behind: &Maps,
    shares: impl Fn([f32; 4], [f32; 4], f32, f32) -> [f32; 4],
) {
    let (from, to) = (input.shape(), output.shape());
    let maps = |maps| Maps::cells(maps).chunks_exact(from.area());
    let pooled = output.cells().chunks_exact(to.area()).zip(g.cells().chunks_exact(to.area()));
    let read = maps(input).zip(maps(behind)).zip(d_input.cells_mut().chunks_exact_mut(from.area()));
    for (((x, z), d), (y, g)) in read.zip(pooled) {
        let rows = x.chunks_exact(2 * from.width).zip(z.chunks_exact(2 * from.width));
        let rows = rows.zip(d.chunks_exact_mut(2 * from.width));
        let pooled = y.chunks_exact(to.width).zip(g.chunks_exact(to.width));
        for (((x, z), d), (y, g)) in rows.zip(pooled) {
            let (x, z) = (windows(x, from.width), windows(z, from.width));
            let (d_top, d_bottom) = d.split_at_mut(from.width);
            let (d_top, top_rest) = d_top.as_chunks_mut::<2>();
            let (d_bottom, bottom_rest) = d_bottom.as_chunks_mut::<2>();
            top_rest.fill(0.0);
            bottom_rest.fill(0.0);
            for ((((x, z), d_top), d_bottom), (&y, &g)) in
                x.zip(z).zip(d_top).zip(d_bottom).zip(y.iter().zip(g))
            {
                let [a, b, c, d] = shares(x, z, y, g);
                (*d_top, *d_bottom) = ([a, b], [c, d]);
            }
        }
        // With an odd height a row is left over.
        d[to.height * 2 * from.width..].fill(0.0);
    }
}

/// The windows of two rows, each in reading order.
fn windows(rows: &[f32], width: usize) -> impl Iterator<Item = [f32; 4]> {
    let (top, bottom) = rows.split_at(width);
    let pairs = top.as_chunks::<2>().0.iter().zip(bottom.as_chunks::<2>().0);
    pairs.map(|(&[a, b], &[c, d])| [a, b, c, d])
}

/// Calls `f` with the four cells of each window in reading order.
#[inline]
fn each_window(f: impl Fn([f32; 4]) -> f32, input: &Maps, output: &mut Maps) {
    let (from, to) = (input.shape(), output.shape());
    let maps = input.cells().chunks_exact(from.area());
    for (x, y) in maps.zip(output.cells_mut().chunks_exact_mut(to.area())) {
        for (rows, out) in x.chunks_exact(2 * from.width).zip(y.chunks_exact_mut(to.width)) {
            for (cells, y) in windows(rows, from.width).zip(out) {
                *y = f(cells);
            }
        }
    }
}

/// The larger of two; of two that are equal the first, and a NaN before anything else.
#[inline]
fn larger(a: f32, b: f32) -> f32 {
    if (b > a) | b.is_nan() { b } else { a }
}

#[cfg(test)]
mod tests {
    use super::super::Shape;
    use super::*;

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
            assert_eq!(super::winner(window), winner, "{window:?}");
        }
    }
}
