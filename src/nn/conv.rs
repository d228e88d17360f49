//! Convolution, as the field says; cross-correlation, strictly: the kernel is not flipped.
//!
//! For maps x `[C_in, H, W]`, kernels w `[C_out, C_in, k, k]` and a bias b `[C_out]`, the maps
//! y `[C_out, H′, W′]` with H′ = H − k + 1 and W′ = W − k + 1 are
//!
//! y\[o, i, j\] = b\[o\] + Σ over c, m, n of w\[o, c, m, n\] · x\[c, i + m, j + n\]
//!
//! (stride 1, no padding).
//!
//! # How it is computed
//! As a product of matrices, a *block* of eight output cells at a time. The inputs of a block are
//! gathered once, tap by tap, into a *panel* that stays in the nearest cache; then four output
//! channels at a time run over it with all their sums in registers: each input that is loaded serves
//! four channels, each weight eight cells.
//!
//! A block is two *runs* of four neighbouring cells of a row. The last run of a row starts early
//! enough to end with the row. So there are no remainder loops; the cells that two runs share are
//! computed twice, in the same order and thus to the same bits.
//!
//! A stage with one channel is computed as the equation reads (`alone.rs`): what is gathered would serve nobody else.
//!
//! Both gradients are products of matrices too, through the same inner loop.

mod alone;
mod backward;
mod run;

pub use backward::{Scratch, backward_to_input, backward_to_weights};

use super::architecture::MAX_KERNEL;
use super::{Maps, Shape, linear};
use run::LaneRun;

/// The weights of one convolution.
#[derive(Clone, Debug, PartialEq)]
pub struct ConvParameters {
    /// `[C_out, C_in, k, k]`, row-major.
    pub kernels: Vec<f32>,
    /// `[C_out]`, or empty where the stage has no bias.
    pub bias: Vec<f32>,
}

/// Neighbouring cells in one vector register: 128 bits, what every browser has.
const LANES: usize = 4;
/// Runs in one block.
const RUNS: usize = 2;
/// Cells in one block.
const BLOCK: usize = RUNS * LANES;
/// Output channels computed together: TILE · RUNS sums, 8 of the 16 vector registers.
const TILE: usize = 4;
/// Taps (c, m, n) in one panel, of 8 KiB; a sum over more is continued with the next panel.
const PANEL: usize = 256;
const _: () = assert!(PANEL >= MAX_KERNEL * MAX_KERNEL, "a panel holds whole input channels");

type PackedInputs = [[f32; BLOCK]; PANEL];

/// Fills `output` `[C_out, H′, W′]` with the convolution of `input` `[C_in, H, W]`. The kernels'
/// side follows from the two: k = W − W′ + 1.
///
/// ```
/// use hitofude_nn::{ConvParameters, Maps, Shape, conv};
///
/// let mut image = Maps::zeros(Shape::new(1, 3, 3));
/// image.cells_mut().copy_from_slice(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0]);
/// let weights = ConvParameters { kernels: vec![1.0, 0.0, 0.0, 10.0], bias: vec![100.0] };
/// let mut maps = Maps::zeros(Shape::new(1, 2, 2));
/// conv::forward(&image, &weights, &mut maps);
/// assert_eq!(maps.cells(), [151.0, 162.0, 184.0, 195.0]); // the first: 100 + 1·1 + 5·10
/// ```
///
/// # Panics
/// If the maps are not square, the shapes and the weights do not belong together, or k is not 1 to 7.
pub fn forward(input: &Maps, weights: &ConvParameters, output: &mut Maps) {
    let (from, to) = (input.shape(), output.shape());
    let side = from.width + 1 - to.width;
    assert!(from.height == from.width && to.height == to.width && side <= MAX_KERNEL);
    assert_eq!(weights.kernels.len(), to.channels * from.channels * side * side);
    if to.area() == 1 {
        // A kernel as large as the map is a linear layer.
        let ConvParameters { kernels, bias } = weights;
        return linear::inner_products(input.cells(), kernels, bias, output.cells_mut());
    }
    if to.channels == 1 && alone::forward(input, weights, output) {
        return;
    }

    let mut panel: PackedInputs = [[0.0; BLOCK]; PANEL];
    let channels_a_panel = PANEL / (side * side);
    for block in 0..LaneRun::count(to).div_ceil(RUNS) {
        let runs = std::array::from_fn(|r| LaneRun::new(block * RUNS + r, from, to));
        for first in (0..from.channels).step_by(channels_a_panel) {
            let channels = first..from.channels.min(first + channels_a_panel);
            let taps = channels.len() * side * side;
            for (c, taps) in channels.zip(panel.chunks_exact_mut(side * side)) {
                gather(input.channel(c), from.width, side, &runs, taps);
            }
            add_panel(&panel[..taps], first * side * side, &runs, weights, output);
        }
    }
}

/// Writes what the block's cells read of one input `map` through each of the k·k `taps`.
fn gather(
    map: &[f32],
    width: usize,
    side: usize,
    runs: &[LaneRun; RUNS],
    taps: &mut [[f32; BLOCK]],
) {
    for (m, taps) in taps.chunks_exact_mut(side).enumerate() {
        let row = |run: LaneRun| map[run.read + m * width..][..side + LANES - 1].windows(LANES);
        for ((tap, a), b) in taps.iter_mut().zip(row(runs[0])).zip(row(runs[1])) {
            *tap = [a[0], a[1], a[2], a[3], b[0], b[1], b[2], b[3]];
        }
    }
}

/// Adds the products of a panel to the block's cells in every output map. `first` is the number of
/// the panel's first tap: the sums start with tap 0, at the bias.
fn add_panel(
    panel: &[[f32; BLOCK]],
    first: usize,
    runs: &[LaneRun; RUNS],
    weights: &ConvParameters,
    output: &mut Maps,
) {
    let Shape { channels, .. } = output.shape();
    let area = output.shape().area();
    let all_taps = weights.kernels.len() / channels;
    let maps = output.cells_mut().chunks_mut(TILE * area);
    for (o, maps) in (0..channels).step_by(TILE).zip(maps) {
        let mut sums = [[0.0; BLOCK]; TILE];
        for (i, (sums, map)) in sums.iter_mut().zip(maps.chunks_exact(area)).enumerate() {
            if first == 0 {
                sums.fill(weights.bias.get(o + i).copied().unwrap_or(0.0));
            } else {
                for (run, lanes) in runs.iter().zip(sums.chunks_exact_mut(LANES)) {
                    run.load(map, lanes);
                }
            }
        }
        let kernel = |o: usize| &weights.kernels[o * all_taps + first..][..panel.len()];
        if o + 1 == channels {
            add_products_of_one(panel, kernel(o), &mut sums[0]);
        } else {
            // Where fewer channels are left than the tile has, the last is computed again and dropped.
            let kernels = std::array::from_fn(|i| kernel((o + i).min(channels - 1)));
            add_products(panel, kernels, &mut sums);
        }
        for (sums, map) in sums.iter().zip(maps.chunks_exact_mut(area)) {
            for (run, lanes) in runs.iter().zip(sums.chunks_exact(LANES)) {
                run.store(lanes, map);
            }
        }
    }
}

/// sums\[o, p\] += Σ over t of w\[o, t\] · x\[t, p\]: where the time goes.
///
/// Kept this plain, and a function of its own, since the compiler then keeps all sums in vector
/// registers and checks no bounds: one loop, fixed-size arrays inside it, iterators that end
/// together.
#[inline(never)]
fn add_products(x: &[[f32; BLOCK]], w: [&[f32]; TILE], sums: &mut [[f32; BLOCK]; TILE]) {
    let mut s = *sums;
    let [w0, w1, w2, w3] = w;
    for ((((x, &w0), &w1), &w2), &w3) in x.iter().zip(w0).zip(w1).zip(w2).zip(w3) {
        for (s, w) in s.iter_mut().zip([w0, w1, w2, w3]) {
            for (s, x) in s.iter_mut().zip(x) {
                *s += w * x;
            }
        }
    }
    *sums = s;
}

/// The same for a channel that is alone: the notebook's only one, the last of five.
#[inline(never)]
fn add_products_of_one(x: &[[f32; BLOCK]], w: &[f32], sums: &mut [f32; BLOCK]) {
    let mut s = *sums;
    for (x, &w) in x.iter().zip(w) {
        for (s, x) in s.iter_mut().zip(x) {
            *s += w * x;
        }
    }
    *sums = s;
}
