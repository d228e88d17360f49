//! Convolution, as the field says; cross-correlation, strictly: the kernel is not flipped.
//!
//! For maps x `[C_in, H, W]`, kernels w `[C_out, C_in, k, k]` and a bias b `[C_out]`, the maps
//! y `[C_out, H′, W′]` with H′ = H − k + 1 and W′ = W − k + 1 are
//!
//! y\[o, i, j\] = b\[o\] + Σ over c, m, n of w\[o, c, m, n\] · x\[c, i + m, j + n\]
//!
//! (stride 1, no padding).
use super::{Maps, linear};

/// The weights of one convolution.
#[derive(Clone, Debug, PartialEq)]
pub struct ConvParameters {
    /// `[C_out, C_in, k, k]`, row-major.
    pub kernels: Vec<f32>,
    /// `[C_out]`, or empty where the stage has no bias.
    pub bias: Vec<f32>,
}

const LANES: usize = 4;
const PAIR: usize = 8;
const TILE: usize = 4;
const PANEL: usize = 256;

pub fn forward(input: &Maps, weights: &ConvParameters, output: &mut Maps) {
    let (from, to) = (input.shape(), output.shape());
    let side = from.width + 1 - to.width;
    if to.area() == 1 {
        return linear::inner_products(input.cells(), &weights.kernels, &weights.bias, output.cells_mut());
    }
    let kk = side * side;
    let each = from.channels * kk;
    let step = PANEL / kk;
    let mut panel = [[0.0f32; PAIR]; PANEL];
    let a_row = to.width.div_ceil(LANES);
    let runs = to.height * a_row;
    let mut run = 0;
    while run < runs {
        let pair = [run, (run + 1).min(runs - 1)];
        let spots = pair.map(|r| {
            let (y, j) = (r / a_row, r % a_row);
            if to.width >= LANES {
                let x = (j * LANES).min(to.width - LANES);
                (y * from.width + x, 0, y * to.width + x)
            } else {
                let end = y * from.width + to.width;
                let start = end.saturating_sub(LANES);
                (start, end - to.width - start, y * to.width)
            }
        });
        let mut c0 = 0;
        while c0 < from.channels {
            let cs = step.min(from.channels - c0);
            let mut t = 0;
            for c in c0..c0 + cs {
                let plane = input.channel(c);
                for m in 0..side {
                    let r0 = &plane[spots[0].0 + m * from.width..][..side + 3];
                    let r1 = &plane[spots[1].0 + m * from.width..][..side + 3];
                    for ((p, x0), x1) in panel[t..t + side].iter_mut().zip(r0.windows(4)).zip(r1.windows(4)) {
                        *p = [x0[0], x0[1], x0[2], x0[3], x1[0], x1[1], x1[2], x1[3]];
                    }
                    t += side;
                }
            }
            let mut first = 0;
            while first < to.channels {
                let os: [usize; TILE] = std::array::from_fn(|o| (first + o).min(to.channels - 1));
                let kernels = os.map(|o| &weights.kernels[o * each + c0 * kk..][..t]);
                let mut sums = [[0.0; PAIR]; TILE];
                let real = TILE.min(to.channels - first);
                for o in 0..real {
                    let area = to.area();
                    let o1 = first + o;
                    let out = &output.cells_mut()[o1 * area..][..area];
                    for v in 0..2 {
                        let (_, skip, at) = spots[v];
                        let sums = &mut sums[o][v * 4..][..4];
                        if c0 == 0 {
                            sums.fill(weights.bias.get(o1).copied().unwrap_or(0.0));
                        } else if to.width >= LANES {
                            sums.copy_from_slice(&out[at..at + LANES]);
                        } else {
                            sums[skip..skip + to.width].copy_from_slice(&out[at..at + to.width]);
                        }
                    }
                }
                tile(&panel[..t], kernels[0], kernels[1], kernels[2], kernels[3], &mut sums);
                for o in 0..real {
                    let area = to.area();
                    let out = &mut output.cells_mut()[(first + o) * area..][..area];
                    for v in 0..2 {
                        let (_, skip, at) = spots[v];
                        let sums = &sums[o][v * 4..][..4];
                        if to.width >= LANES {
                            out[at..at + LANES].copy_from_slice(sums);
                        } else {
                            out[at..at + to.width].copy_from_slice(&sums[skip..skip + to.width]);
                        }
                    }
                }
                first += TILE;
            }
            c0 += cs;
        }
        run += 2;
    }
}


#[inline(always)]
fn step(s: &mut [[f32; 8]; 4], x: &[f32; 8], w: [f32; 4]) {
        for o in 0..4 {
            for l in 0..8 {
                s[o][l] += w[o] * x[l];
            }
        }
}
#[inline(never)]
pub fn tile(x: &[[f32; 8]], w0: &[f32], w1: &[f32], w2: &[f32], w3: &[f32], out: &mut [[f32; 8]; 4]) {
    let mut s = *out;
    let (x, xr) = x.as_chunks::<4>();
    let (w0, r0) = w0.as_chunks::<4>();
    let (w1, r1) = w1.as_chunks::<4>();
    let (w2, r2) = w2.as_chunks::<4>();
    let (w3, r3) = w3.as_chunks::<4>();
    for ((((x, w0), w1), w2), w3) in x.iter().zip(w0).zip(w1).zip(w2).zip(w3) {
        for u in 0..4 { step(&mut s, &x[u], [w0[u], w1[u], w2[u], w3[u]]); }
    }
    for ((((x, &w0), &w1), &w2), &w3) in xr.iter().zip(r0).zip(r1).zip(r2).zip(r3) {
        step(&mut s, x, [w0, w1, w2, w3]);
    }
    *out = s;
}
