//! The network as the notebook writes it: naive loops, in `f64`, no care for speed. The oracle that
//! the fast paths are tested against.

use hitofude::nn::{Activation, Architecture, Loss, Maps, OutputActivation, Pooling};

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

/// ∂loss/∂kernels, from what the convolution read and ∂loss/∂ what it made.
pub fn conv_to_kernels(input: &[Map], g: &[Map], side: usize) -> Vec<f64> {
    let mut kernels = Vec::new();
    for g in g {
        for x in input {
            // The gradient is itself a valid correlation, of the input with g.
            let sums = conv_simple(x, g);
            assert_eq!(sums.len(), side);
            kernels.extend(sums.into_iter().flatten());
        }
    }
    kernels
}

/// ∂loss/∂input, from ∂loss/∂ what the convolution made.
pub fn conv_to_input(g: &[Map], kernels: &[f64], side: usize, inputs: usize) -> Vec<Map> {
    let (height, width) = (g[0].len() + side - 1, g[0][0].len() + side - 1);
    let mut d = vec![vec![vec![0.0; width]; height]; inputs];
    for (o, g) in g.iter().enumerate() {
        for (c, d) in d.iter_mut().enumerate() {
            for (i, row) in g.iter().enumerate() {
                for (j, g) in row.iter().enumerate() {
                    for m in 0..side {
                        for n in 0..side {
                            let weight = kernels[((o * inputs + c) * side + m) * side + n];
                            d[i + m][j + n] += weight * g;
                        }
                    }
                }
            }
        }
    }
    d
}

/// ∂loss/∂ one map before pooling, from ∂loss/∂ the pooled one. Of cells of `input` that are equal the one that
/// is larger in `exact`, where nothing was rounded, is the maximum.
pub fn pool_to_input(pooling: Pooling, input: &Map, exact: &Map, g: &Map) -> Map {
    if pooling == Pooling::None {
        return g.clone();
    }
    let mut d = vec![vec![0.0; input[0].len()]; input.len()];
    for (i, row) in g.iter().enumerate() {
        for (j, g) in row.iter().enumerate() {
            let window = [(0, 0), (0, 1), (1, 0), (1, 1)].map(|(m, n)| (2 * i + m, 2 * j + n));
            if pooling == Pooling::Average {
                window.into_iter().for_each(|(y, x)| d[y][x] = g / 4.0);
            } else {
                let mut winner = window[0];
                for (y, x) in window {
                    let value = |(y, x): (usize, usize)| (input[y][x], exact[y][x]);
                    if value((y, x)) > value(winner) {
                        winner = (y, x);
                    }
                }
                d[winner.0][winner.1] = *g;
            }
        }
    }
    d
}

/// The derivative of an activation at `x`.
pub fn slope(activation: Activation, x: f64) -> f64 {
    match activation {
        Activation::None => 1.0,
        Activation::Sigmoid => sigmoid(x) * sigmoid(-x),
        Activation::Relu => f64::from(u8::from(x > 0.0)),
        Activation::Tanh => x.cosh().powi(-2),
    }
}

/// The loss of logits, in `f64`.
pub fn loss(loss: Loss, output: OutputActivation, logits: &[f64], target: &[f64]) -> f64 {
    let prediction = output_of(output, logits);
    let softmax_of_logits = || -> f64 {
        softmax(logits)
            .iter()
            .zip(target)
            .map(|(p, t)| if *t == 0.0 { 0.0 } else { -t * p.ln() })
            .sum()
    };
    let each_on_its_own = || -> f64 {
        let surprise = |(&z, t): (&f64, &f64)| -t * sigmoid(z).ln() - (1.0 - t) * sigmoid(-z).ln();
        logits.iter().zip(target).map(surprise).sum()
    };
    match (loss, output) {
        (Loss::SquaredError, _) => {
            prediction.iter().zip(target).map(|(p, t)| (p - t).powi(2)).sum()
        }
        (Loss::CrossEntropy, OutputActivation::Softmax) => softmax_of_logits(),
        (Loss::CrossEntropy, OutputActivation::None) if logits.len() > 1 => softmax_of_logits(),
        (Loss::CrossEntropy, _) => each_on_its_own(),
    }
}

/// The outputs of logits.
pub fn output_of(output: OutputActivation, logits: &[f64]) -> Vec<f64> {
    match output {
        OutputActivation::None => logits.to_vec(),
        OutputActivation::Sigmoid => logits.iter().copied().map(sigmoid).collect(),
        OutputActivation::Softmax => softmax(logits),
    }
}

/// The logits of a whole network.
pub fn logits(architecture: &Architecture, parameters: &[Vec<f64>], image: &Map) -> Vec<f64> {
    let (stages, linear_weights) = parameters.split_at(parameters.len() - 2);
    let mut x = vec![image.clone()];
    for (stage, weights) in architecture.stages().iter().zip(stages.chunks(2)) {
        let mut y = conv(&x, &weights[0], stage.kernel, &weights[1], stage.channels);
        y.iter_mut().flatten().flatten().for_each(|y| *y = activation(stage.activation, *y));
        x = pool(stage.pooling, &y);
    }
    linear(&flatten(&x), &linear_weights[0], &linear_weights[1])
}
