//! A channel that is the only one of its stage. Nobody else reads what it reads: nothing is gathered.

use super::super::Maps;
use super::ConvParameters;

/// Fills the one map of `output`, if its rows are wide enough for a vector; the sums are added up in the order of
/// [`super::forward`], to the same bits. Whether they are.
pub(super) fn forward(input: &Maps, weights: &ConvParameters, output: &mut Maps) -> bool {
    match output.shape().width {
        8.. => rows::<8>(input, weights, output),
        4.. => rows::<4>(input, weights, output),
        _ => return false,
    }
    true
}

/// N cells of a row at a time. The last of a row begin early enough to end with it.
fn rows<const N: usize>(input: &Maps, weights: &ConvParameters, output: &mut Maps) {
    let (from, to) = (input.shape(), output.shape());
    let side = from.width + 1 - to.width;
    let bias = weights.bias.first().copied().unwrap_or(0.0);
    for (i, y) in output.cells_mut().chunks_exact_mut(to.width).enumerate() {
        for j in (0..to.width).step_by(N) {
            let j = j.min(to.width - N);
            let mut sums = [bias; N];
            let maps = input.cells().chunks_exact(from.area());
            for (map, kernel) in maps.zip(weights.kernels.chunks_exact(side * side)) {
                let rows = map[i * from.width..].chunks(from.width);
                for (row, kernel) in rows.zip(kernel.chunks_exact(side)) {
                    add_products_of_row(&row[j..][..N + side - 1], kernel, &mut sums);
                }
            }
            y[j..][..N].copy_from_slice(&sums);
        }
    }
}

/// sums\[p\] += Σ over n of w\[n\] · x\[p + n\].
#[inline]
fn add_products_of_row<const N: usize>(x: &[f32], w: &[f32], sums: &mut [f32; N]) {
    for (x, w) in x.windows(N).zip(w) {
        for (sum, x) in sums.iter_mut().zip(x) {
            *sum += w * x;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::Shape;
    use super::super::forward;
    use super::*;

    #[test]
    fn a_channel_alone_is_to_the_bit_what_it_is_beside_others() {
        for (channels, width, side) in
            [(1, 28, 3), (2, 13, 3), (3, 11, 7), (5, 9, 2), (4, 6, 3), (1, 5, 4)]
        {
            let mut number = 0.3_f32;
            let mut next = || {
                number = (number * 997.0 + 0.7).fract();
                number - 0.5
            };
            let mut input = Maps::zeros(Shape::new(channels, width, width));
            input.cells_mut().fill_with(&mut next);
            let taps = channels * side * side;
            let two = ConvParameters {
                kernels: std::iter::repeat_with(&mut next).take(2 * taps).collect(),
                bias: vec![next(), next()],
            };
            let one = ConvParameters {
                kernels: two.kernels[..taps].to_vec(),
                bias: two.bias[..1].to_vec(),
            };
            let to = width + 1 - side;
            let mut beside = Maps::zeros(Shape::new(2, to, to));
            forward(&input, &two, &mut beside);
            let mut alone = Maps::zeros(Shape::new(1, to, to));
            forward(&input, &one, &mut alone);
            assert_eq!(alone.cells(), beside.channel(0), "{channels} × {width}, {side}");
        }
    }
}
