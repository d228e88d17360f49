//! The network as the notebook writes it: naive loops, in `f64`, no care for speed. The oracle that
//! the fast paths are tested against.

use hitofude::nn::{Activation, Maps, Pooling};

/// One map: rows of cells.
pub type Map = Vec<Vec<f64>>;

/// The maps of `maps`, in `f64`.
pub fn maps(maps: &Maps) -> Vec<Map> {
    let map = |c| maps.channel(c).chunks(maps.shape().width).map(widened).collect();
    (0..maps.shape().channels).map(map).collect()
}

/// `values` in `f64`.
pub fn widened(values: &[f32]) -> Vec<f64> {
    values.iter().copied().map(f64::from).collect()
}

/// Every cell, in `[C, H, W]` order.
pub fn flatten(maps: &[Map]) -> Vec<f64> {
    maps.iter().flatten().flatten().copied().collect()
}

/// One map through one kernel.
pub fn conv_simple(input: &Map, kernel: &Map) -> Map {
    let side = kernel.len();
    let cell = |i: usize, j: usize| {
        let mut sum = 0.0;
        for m in 0..side {
            for n in 0..side {
                sum += input[i + m][j + n] * kernel[m][n];
            }
        }
        sum
    };
    let (height, width) = (input.len() - side + 1, input[0].len() - side + 1);
    (0..height).map(|i| (0..width).map(|j| cell(i, j)).collect()).collect()
}

/// Many maps through `[C_out, C_in, k, k]` kernels: for each output the sum over the inputs.
pub fn conv(
    input: &[Map],
    kernels: &[f64],
    side: usize,
    bias: &[f64],
    channels: usize,
) -> Vec<Map> {
    let kernel = |number: usize| -> Map {
        let cells = &kernels[number * side * side..][..side * side];
        cells.chunks(side).map(<[f64]>::to_vec).collect()
    };
    let map = |o: usize| {
        let (height, width) = (input[0].len() - side + 1, input[0][0].len() - side + 1);
        let mut sum = vec![vec![bias.get(o).copied().unwrap_or(0.0); width]; height];
        for (c, x) in input.iter().enumerate() {
            let y = conv_simple(x, &kernel(o * input.len() + c));
            for (sum, y) in sum.iter_mut().flatten().zip(y.iter().flatten()) {
                *sum += y;
            }
        }
        sum
    };
    (0..channels).map(map).collect()
}

/// One map, pooled over 2×2.
pub fn pool_simple(pooling: Pooling, input: &Map) -> Map {
    let cell = |i: usize, j: usize| {
        let mut window = Vec::new();
        for m in 0..2 {
            for n in 0..2 {
                window.push(input[2 * i + m][2 * j + n]);
            }
        }
        match pooling {
            Pooling::Max => window.into_iter().fold(f64::NEG_INFINITY, f64::max),
            _ => window.into_iter().sum::<f64>() / 4.0,
        }
    };
    if pooling == Pooling::None {
        return input.clone();
    }
    let (height, width) = (input.len() / 2, input[0].len() / 2);
    (0..height).map(|i| (0..width).map(|j| cell(i, j)).collect()).collect()
}

/// Every map, pooled.
pub fn pool(pooling: Pooling, input: &[Map]) -> Vec<Map> {
    input.iter().map(|map| pool_simple(pooling, map)).collect()
}

/// `[M, N]` weights: M inner products.
pub fn linear(input: &[f64], weights: &[f64], bias: &[f64]) -> Vec<f64> {
    let product = |row: &[f64]| row.iter().zip(input).map(|(w, x)| w * x).sum::<f64>();
    let rows = weights.chunks(input.len()).map(product);
    rows.enumerate().map(|(m, y)| y + bias.get(m).copied().unwrap_or(0.0)).collect()
}

/// 1 / (1 + e^−x).
pub fn sigmoid(x: f64) -> f64 {
    1.0 / (1.0 + (-x).exp())
}

/// Shares that add up to 1.
pub fn softmax(logits: &[f64]) -> Vec<f64> {
    let largest = logits.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let powers: Vec<f64> = logits.iter().map(|z| (z - largest).exp()).collect();
    let sum: f64 = powers.iter().sum();
    powers.iter().map(|power| power / sum).collect()
}

/// The activation of one cell.
pub fn activation(activation: Activation, x: f64) -> f64 {
    match activation {
        Activation::None => x,
        Activation::Sigmoid => sigmoid(x),
        Activation::Relu => x.max(0.0),
        Activation::Tanh => x.tanh(),
    }
}
