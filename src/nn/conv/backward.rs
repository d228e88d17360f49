//! The convolution's gradients. With g = ∂loss/∂y `[C_out, H′, W′]`:
//!
//! - ∂loss/∂w\[o, c, m, n\] = Σ over i, j of g\[o, i, j\] · x\[c, i + m, j + n\];
//! - ∂loss/∂b\[o\] = Σ over i, j of g\[o, i, j\];
//! - ∂loss/∂x\[c, i, j\] = Σ over o, m, n of w\[o, c, m, n\] · g\[o, i − m, j − n\], where that is a cell of g.

use super::super::architecture::MAX_CHANNELS;
use super::super::{Architecture, Maps, Shape, linear};
use super::{BLOCK, ConvParameters, LANES, MAX_KERNEL, RUNS, Run, TILE, add_products};

/// Room for intermediate results, enough for every stage of one network.
#[derive(Clone, Debug, PartialEq)]
pub struct Scratch {
    /// Up to eight maps of g, cell by cell, in rows as wide as the input's.
    cells: Vec<[f32; BLOCK]>,
    /// The kernels with tap before output: `[C_in·k², C_out]`.
    kernels: Vec<f32>,
    /// Where in the input each tap reads what goes into the first cell of an output map.
    starts: Vec<usize>,
}

impl Scratch {
    /// Room for the gradients of every convolution of `architecture`.
    pub fn new(architecture: &Architecture) -> Self {
        let stages = architecture.stages().iter().zip(architecture.shapes());
        let taps = stages.clone().map(|(stage, shapes)| {
            let taps = shapes.input.channels * stage.kernel * stage.kernel;
            (taps, taps * stage.channels, shapes.input.area())
        });
        let largest = taps.fold((0, 0, 0), |largest, stage| {
            (largest.0.max(stage.0), largest.1.max(stage.1), largest.2.max(stage.2))
        });
        Self {
            starts: vec![0; largest.0],
            kernels: vec![0.0; largest.1],
            cells: vec![[0.0; BLOCK]; largest.2],
        }
    }
}

/// Fills `starts` for kernels of this `side` over maps of shape `from`.
fn find_starts(from: Shape, side: usize, starts: &mut [usize]) {
    for (c, starts) in starts.chunks_exact_mut(side * side).enumerate() {
        for (m, starts) in starts.chunks_exact_mut(side).enumerate() {
            for (n, start) in starts.iter_mut().enumerate() {
                *start = c * from.area() + m * from.width + n;
            }
        }
    }
}

/// The kernels' side: k = W − W′ + 1.
fn side(from: Shape, to: Shape) -> usize {
    let side = from.width + 1 - to.width;
    assert!(from.height == from.width && to.height == to.width && side <= MAX_KERNEL);
    side
}

/// Adds ∂loss/∂w and ∂loss/∂b to `gradient`, from the `input` x that the convolution read and
/// g = ∂loss/∂y.
///
/// # Panics
/// As the forward pass, or if `scratch` is another network's.
pub fn backward_to_weights(
    input: &Maps,
    g: &Maps,
    gradient: &mut ConvParameters,
    scratch: &mut Scratch,
) {
    let (from, to) = (input.shape(), g.shape());
    let side = side(from, to);
    let taps = from.channels * side * side;
    assert_eq!(gradient.kernels.len(), to.channels * taps);
    for (bias, map) in gradient.bias.iter_mut().zip(g.cells().chunks_exact(to.area())) {
        *bias += map.iter().sum::<f32>();
    }
    if to.area() == 1 {
        return linear::add_outer_product(g.cells(), input.cells(), &mut gradient.kernels);
    }
    // A tap's products follow its start in the order of g's cells, when g's rows are made as wide as the input's.
    let starts = &mut scratch.starts[..taps];
    find_starts(from, side, starts);
    let length = (to.height - 1) * from.width + to.width;
    let reads = |first: usize| -> [&[f32]; TILE] {
        // Where fewer taps are left than the tile has, the last is computed again and dropped.
        std::array::from_fn(|i| &input.cells()[starts[(first + i).min(taps - 1)]..][..length])
    };
    if to.channels < BLOCK - 2 {
        // Eight cells of one map at a time: eight maps at a time would leave too many lanes empty.
        let wide = &mut scratch.cells.as_flattened_mut()[..length];
        for (o, kernel) in gradient.kernels.chunks_exact_mut(taps).enumerate() {
            widen(g.channel(o), to.width, from.width, wide);
            for (first, kernel) in (0..taps).step_by(TILE).zip(kernel.chunks_mut(TILE)) {
                for (gradient, sum) in kernel.iter_mut().zip(inner_products(wide, reads(first))) {
                    *gradient += sum;
                }
            }
        }
        return;
    }
    let cells = &mut scratch.cells[..length];
    for o in (0..to.channels).step_by(BLOCK) {
        let maps = o..to.channels.min(o + BLOCK);
        cells.fill([0.0; BLOCK]);
        for (lane, o) in maps.clone().enumerate() {
            let rows = cells.chunks_mut(from.width).zip(g.channel(o).chunks_exact(to.width));
            for (cells, row) in rows {
                for (cell, &g) in cells.iter_mut().zip(row) {
                    cell[lane] = g;
                }
            }
        }
        let kernels = &mut gradient.kernels[maps.start * taps..maps.end * taps];
        for first in (0..taps).step_by(TILE) {
            let mut sums = [[0.0; BLOCK]; TILE];
            add_products(cells, reads(first), &mut sums);
            let last = taps.min(first + TILE);
            for (lane, kernel) in kernels.chunks_exact_mut(taps).enumerate() {
                for (gradient, sums) in kernel[first..last].iter_mut().zip(&sums) {
                    *gradient += sums[lane];
                }
            }
        }
    }
}

/// Copies the rows of `map` to rows of `wide`, the rest of which becomes 0; the last row ends early.
fn widen(map: &[f32], width: usize, to_width: usize, wide: &mut [f32]) {
    for (wide, row) in wide.chunks_mut(to_width).zip(map.chunks_exact(width)) {
        let (cells, rest) = wide.split_at_mut(width);
        cells.copy_from_slice(row);
        rest.fill(0.0);
    }
}

/// Σ over p of g\[p\] · x\[p\], for four x at a time.
#[inline(never)]
fn inner_products(g: &[f32], x: [&[f32]; TILE]) -> [f32; TILE] {
    let mut sums = [[0.0; BLOCK]; TILE];
    let (g, g_rest) = g.as_chunks::<BLOCK>();
    let [x0, x1, x2, x3] = x.map(<[f32]>::as_chunks::<BLOCK>);
    for ((((g, x0), x1), x2), x3) in g.iter().zip(x0.0).zip(x1.0).zip(x2.0).zip(x3.0) {
        for (s, x) in sums.iter_mut().zip([x0, x1, x2, x3]) {
            for ((s, x), g) in s.iter_mut().zip(x).zip(g) {
                *s += x * g;
            }
        }
    }
    for (s, x) in sums.iter_mut().zip([x0.1, x1.1, x2.1, x3.1]) {
        for ((s, x), g) in s.iter_mut().zip(x).zip(g_rest) {
            *s += x * g;
        }
    }
    sums.map(|s| s.iter().sum())
}

/// Fills `d_input` with ∂loss/∂x `[C_in, H, W]`, from g = ∂loss/∂y and the kernels.
///
/// # Panics
/// As the forward pass, or if `scratch` is another network's.
pub fn backward_to_input(
    g: &Maps,
    weights: &ConvParameters,
    d_input: &mut Maps,
    scratch: &mut Scratch,
) {
    let (from, to) = (d_input.shape(), g.shape());
    let side = side(from, to);
    let taps = from.channels * side * side;
    assert_eq!(weights.kernels.len(), to.channels * taps);
    if to.area() == 1 {
        return linear::combine_rows(g.cells(), &weights.kernels, d_input.cells_mut());
    }
    let kernels = &mut scratch.kernels[..weights.kernels.len()];
    for (o, kernel) in weights.kernels.chunks_exact(taps).enumerate() {
        for (row, &weight) in kernels.chunks_exact_mut(to.channels).zip(kernel) {
            row[o] = weight;
        }
    }
    let kernels = &*kernels;
    let starts = &mut scratch.starts[..taps];
    find_starts(from, side, starts);
    d_input.cells_mut().fill(0.0);
    let mut cells = [[0.0; BLOCK]; MAX_CHANNELS];
    let cells = &mut cells[..to.channels];
    for block in 0..Run::count(to).div_ceil(RUNS) {
        let runs: [Run; RUNS] = std::array::from_fn(|r| Run::new(block * RUNS + r, from, to));
        for (cells, map) in cells.iter_mut().zip(g.cells().chunks_exact(to.area())) {
            for (run, lanes) in runs.iter().zip(cells.chunks_exact_mut(LANES)) {
                run.load_fresh(map, lanes);
            }
        }
        for first in (0..taps).step_by(TILE) {
            let rows = std::array::from_fn(|i| {
                &kernels[(first + i).min(taps - 1) * to.channels..][..to.channels]
            });
            let mut sums = [[0.0; BLOCK]; TILE];
            add_products(cells, rows, &mut sums);
            for (start, sums) in starts[first..].iter().zip(&sums) {
                for (run, sums) in runs.iter().zip(sums.as_chunks::<LANES>().0) {
                    let read = &mut d_input.cells_mut()[start + run.read..][..LANES];
                    for (cell, sum) in read.iter_mut().zip(sums) {
                        *cell += sum;
                    }
                }
            }
        }
    }
}
