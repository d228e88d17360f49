//! The convolution's gradients. With g = ∂loss/∂y `[C_out, H′, W′]`:
//!
//! - ∂loss/∂w\[o, c, m, n\] = Σ over i, j of g\[o, i, j\] · x\[c, i + m, j + n\];
//! - ∂loss/∂b\[o\] = Σ over i, j of g\[o, i, j\];
//! - ∂loss/∂x\[c, i, j\] = Σ over o, m, n of w\[o, c, m, n\] · g\[o, i − m, j − n\], where that is a cell of g.

use super::super::architecture::MAX_CHANNELS;
use super::super::{Architecture, Maps, Shape, linear};
use super::{BLOCK, ConvParameters, LANES, LaneRun, MAX_KERNEL, RUNS, TILE, add_products};

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
        *bias += total(map);
    }
    if to.area() == 1 {
        return linear::add_outer_product(g.cells(), input.cells(), &mut gradient.kernels);
    }
    // A tap's products follow its start in the order of g's cells, when g's rows are made as wide as the input's.
    let starts = &mut scratch.starts[..taps];
    find_starts(from, side, starts);
    let length = (to.height - 1) * from.width + to.width;
    let read = |tap: usize| &input.cells()[starts[tap]..][..length];
    if to.channels < BLOCK - 2 {
        // Eight cells of one map at a time: eight maps at a time would leave too many lanes empty.
        let wide = &mut scratch.cells.as_flattened_mut()[..length];
        for (o, kernel) in gradient.kernels.chunks_exact_mut(taps).enumerate() {
            widen(g.channel(o), to.width, from.width, wide);
            // Nine taps are three times three.
            let (threes, rest) =
                if taps == 9 { kernel.as_chunks_mut() } else { (&mut [][..], kernel) };
            for (index, gradients) in threes.iter_mut().enumerate() {
                add_inner_products::<3>(
                    wide,
                    std::array::from_fn(|i| read(3 * index + i)),
                    gradients,
                );
            }
            let (fours, rest) = rest.as_chunks_mut();
            for (index, gradients) in fours.iter_mut().enumerate() {
                add_inner_products::<4>(
                    wide,
                    std::array::from_fn(|i| read(4 * index + i)),
                    gradients,
                );
            }
            let last = taps - rest.len();
            for (index, gradient) in rest.iter_mut().enumerate() {
                add_inner_products(wide, [read(last + index)], std::array::from_mut(gradient));
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
            // Where fewer taps are left than the tile has, the last is computed again and dropped.
            let reads = std::array::from_fn(|i| read((first + i).min(taps - 1)));
            add_products(cells, reads, &mut sums);
            let last = taps.min(first + TILE);
            for (lane, kernel) in kernels.chunks_exact_mut(taps).enumerate() {
                for (gradient, sums) in kernel[first..last].iter_mut().zip(&sums) {
                    *gradient += sums[lane];
                }
            }
        }
    }
}

/// Σ over p of g\[p\], in lanes: one sum after the other would wait for each.
fn total(g: &[f32]) -> f32 {
    let (chunks, rest) = g.as_chunks::<{ 2 * BLOCK }>();
    let mut sums = [0.0; 2 * BLOCK];
    for chunk in chunks {
        for (s, g) in sums.iter_mut().zip(chunk) {
            *s += g;
        }
    }
    sums.iter().chain(rest).sum()
}

/// Copies the rows of `map` to rows of `wide`, the rest of which becomes 0; the last row ends early.
fn widen(map: &[f32], width: usize, to_width: usize, wide: &mut [f32]) {
    for (wide, row) in wide.chunks_mut(to_width).zip(map.chunks_exact(width)) {
        let (cells, rest) = wide.split_at_mut(width);
        cells.copy_from_slice(row);
        rest.fill(0.0);
    }
}

/// sums\[i\] += Σ over p of g\[p\] · x\[i, p\], for a few x at a time: each g that is loaded serves them all.
#[inline(never)]
fn add_inner_products<const N: usize>(g: &[f32], x: [&[f32]; N], sums: &mut [f32; N]) {
    let mut lanes = [[0.0; BLOCK]; N];
    let (blocks, g_rest) = g.as_chunks::<BLOCK>();
    let x = x.map(|x| x.split_at(g.len() - g_rest.len()));
    let x_blocks = x.map(|(x, _)| &x.as_chunks::<BLOCK>().0[..blocks.len()]);
    for (p, g) in blocks.iter().enumerate() {
        for (lanes, x) in lanes.iter_mut().zip(x_blocks) {
            for ((lane, x), g) in lanes.iter_mut().zip(&x[p]).zip(g) {
                *lane += x * g;
            }
        }
    }
    for ((sum, lanes), (_, x)) in sums.iter_mut().zip(&mut lanes).zip(x) {
        for ((lane, x), g) in lanes.iter_mut().zip(x).zip(g_rest) {
            *lane += x * g;
        }
        *sum += lanes.iter().sum::<f32>();
    }
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
    for block in 0..LaneRun::count(to).div_ceil(RUNS) {
        let runs: [LaneRun; RUNS] =
            std::array::from_fn(|r| LaneRun::new(block * RUNS + r, from, to));
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
