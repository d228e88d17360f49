//! The linear layer: inner products.

/// The weights of the linear layer.
#[derive(Clone, Debug, PartialEq)]
pub struct LinearParameters {
    /// `[M, N]`, row-major; N runs over the last maps in `[C, H, W]` order.
    pub weights: Vec<f32>,
    /// `[M]`, or empty where there is no bias.
    pub bias: Vec<f32>,
}

/// Products summed side by side: four vector registers, enough to hide an addition's latency.
const SUMS: usize = 16;

/// Fills `output` `[M]` with y\[m\] = b\[m\] + Σ over n of w\[m, n\] · x\[n\].
///
/// `input` is `[N]` (maps are read in `[C, H, W]` order), `parameters` are `[M, N]` and `[M]`.
///
/// # Panics
/// If `parameters.weights` is not M·N long.
pub fn forward(input: &[f32], parameters: &LinearParameters, output: &mut [f32]) {
    inner_products(input, &parameters.weights, &parameters.bias, output);
}

/// [`forward`] over loose slices: `weights` `[M, N]`, `bias` `[M]` or empty.
pub(super) fn inner_products(input: &[f32], weights: &[f32], bias: &[f32], output: &mut [f32]) {
    assert_eq!(weights.len(), input.len() * output.len(), "weights are [M, N]");
    for (m, y) in output.iter_mut().enumerate() {
        let row = &weights[m * input.len()..][..input.len()];
        *y = bias.get(m).copied().unwrap_or(0.0) + inner_product(row, input);
    }
}

/// Adds this image's gradients to `gradient` and fills `d_input` `[N]` with ∂loss/∂x. With
/// g = ∂loss/∂y `[M]`:
///
/// - ∂loss/∂w\[m, n\] = g\[m\] · x\[n\] and ∂loss/∂b\[m\] = g\[m\];
/// - ∂loss/∂x\[n\] = Σ over m of g\[m\] · w\[m, n\].
///
/// # Panics
/// If the weights, or the gradient's, are not M·N long.
pub fn backward(
    input: &[f32],
    parameters: &LinearParameters,
    g: &[f32],
    gradient: &mut LinearParameters,
    d_input: &mut [f32],
) {
    add_outer_product(g, input, &mut gradient.weights);
    for (bias, g) in gradient.bias.iter_mut().zip(g) {
        *bias += g;
    }
    combine_rows(g, &parameters.weights, d_input);
}

/// weights\[m, n\] += g\[m\] · x\[n\].
pub(super) fn add_outer_product(g: &[f32], x: &[f32], weights: &mut [f32]) {
    assert_eq!(weights.len(), g.len() * x.len(), "weights are [M, N]");
    for (row, g) in weights.chunks_exact_mut(x.len()).zip(g) {
        for (weight, x) in row.iter_mut().zip(x) {
            *weight += g * x;
        }
    }
}

/// sums\[n\] = Σ over m of g\[m\] · weights\[m, n\].
pub(super) fn combine_rows(g: &[f32], weights: &[f32], sums: &mut [f32]) {
    assert_eq!(weights.len(), g.len() * sums.len(), "weights are [M, N]");
    sums.fill(0.0);
    for (row, g) in weights.chunks_exact(sums.len()).zip(g) {
        for (sum, weight) in sums.iter_mut().zip(row) {
            *sum += g * weight;
        }
    }
}

/// Σ a\[n\] · b\[n\].
fn inner_product(a: &[f32], b: &[f32]) -> f32 {
    let (a_chunks, a_rest) = a.as_chunks::<SUMS>();
    let (b_chunks, b_rest) = b.as_chunks::<SUMS>();
    let mut sums = [0.0; SUMS];
    for (a, b) in a_chunks.iter().zip(b_chunks) {
        for ((sum, a), b) in sums.iter_mut().zip(a).zip(b) {
            *sum += a * b;
        }
    }
    let rest: f32 = a_rest.iter().zip(b_rest).map(|(a, b)| a * b).sum();
    sums.iter().sum::<f32>() + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_number_of_inputs_is_summed_up_whole() {
        for inputs in [1_u8, 4, 15, 16, 17, 47, 64] {
            let x: Vec<f32> = (0..inputs).map(f32::from).collect();
            let ones = vec![1.0; x.len()];
            let weights = [ones, x.clone()].concat();
            let mut y = [0.0; 2];
            forward(&x, &LinearParameters { weights, bias: vec![0.5, -0.5] }, &mut y);
            let [sum, squares] = [x.iter().sum::<f32>(), x.iter().map(|x| x * x).sum()];
            assert_eq!(y, [sum + 0.5, squares - 0.5]);
        }
    }
}
