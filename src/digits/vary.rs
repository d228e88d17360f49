//! The same digit as another person might have drawn it: turned, slanted, stretched, wobbling, with another pen.

use std::f32::consts::TAU;
use std::rc::Rc;

use rand::{Rng, RngExt};

use super::prepare::Pixels;
use super::{Drawing, PenPoint, Stroke};

/// How much varies. Angles in turns of the full circle, lengths in parts of the pad's side.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct VariationRange {
    /// The most that a drawing is turned, to either side.
    pub turn: f32,
    /// The most that its top leans over its foot, to either side, in parts of its height.
    pub slant: f32,
    /// How much wider or narrower, taller or lower it may become: 0.2 for 1/1.2 to 1.2 times.
    pub stretch: f32,
    /// The least and the most that all of it is scaled by.
    pub scale: (f32, f32),
    /// The most that it is moved, along each axis.
    pub shift: f32,
    /// The most that each of three slow waves bends the whole drawing by.
    pub wobble: f32,
}

impl VariationRange {
    /// What people's hands differ by.
    pub const HANDS: Self = Self {
        turn: 0.035,
        slant: 0.45,
        stretch: 0.4,
        scale: (0.7, 1.15),
        shift: 0.05,
        wobble: 0.04,
    };
}

/// One such change: a map of the plane, and waves in it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Variation {
    /// Row-major, applied around the middle of the pad.
    matrix: [f32; 4],
    shift: (f32, f32),
    waves: [Wave; 3],
}

/// A displacement by amplitude · sin(along · (x, y) + phase).
#[derive(Clone, Copy, Debug, PartialEq)]
struct Wave {
    amplitude: (f32, f32),
    along: (f32, f32),
    phase: f32,
}

impl Variation {
    /// A random change within `spread`.
    pub fn random(spread: &VariationRange, rng: &mut impl Rng) -> Self {
        let mut signed = |most: f32| most * (2.0 * rng.random::<f32>() - 1.0);
        let (sin, cos) = (TAU * signed(spread.turn)).sin_cos();
        let slant = signed(spread.slant);
        let most = spread.stretch.ln_1p();
        let (wide, tall) = (signed(most).exp(), signed(most).exp());
        let shift = (signed(spread.shift), signed(spread.shift));
        let waves = std::array::from_fn(|_| Wave {
            amplitude: (signed(spread.wobble), signed(spread.wobble)),
            along: (signed(TAU * 1.5), signed(TAU * 1.5)),
            phase: signed(TAU / 2.0),
        });
        let (low, high) = spread.scale;
        let scale = low * (high / low).powf(rng.random());
        // Turning after slanting after stretching.
        let matrix =
            [cos * wide, (-cos * slant - sin) * tall, sin * wide, (-sin * slant + cos) * tall]
                .map(|entry| entry * scale);
        Self { matrix, shift, waves }
    }

    /// Where a point of the pad goes.
    pub fn at(&self, x: f32, y: f32) -> (f32, f32) {
        let [a, b, c, d] = self.matrix;
        let (dx, dy) = (x - 0.5, y - 0.5);
        let mut to = (0.5 + a * dx + b * dy + self.shift.0, 0.5 + c * dx + d * dy + self.shift.1);
        for wave in &self.waves {
            let sin = (wave.along.0 * dx + wave.along.1 * dy + wave.phase).sin();
            to.0 += wave.amplitude.0 * sin;
            to.1 += wave.amplitude.1 * sin;
        }
        to
    }

    /// `drawing` with its strokes' points moved and their lines `width` times as wide. A picture stays.
    pub fn of_drawing(&self, drawing: &Drawing, width: f32) -> Drawing {
        let point = |point: &PenPoint| {
            let (x, y) = self.at(point.x, point.y);
            PenPoint { x, y, pressure: point.pressure }
        };
        let stroke = |stroke: &Rc<Stroke>| {
            let points = stroke.points.iter().map(point).collect();
            Rc::new(Stroke { tool: stroke.tool, width: stroke.width * width, points })
        };
        Drawing {
            picture: drawing.picture.clone(),
            strokes: drawing.strokes.iter().map(stroke).collect(),
        }
    }

    /// `pixels` bent likewise: each new pixel is read, between four old ones, where this change takes it. (So it
    /// is the inverse change that is seen.)
    pub fn of_pixels(&self, pixels: &Pixels) -> Pixels {
        const SIDE: usize = 28;
        let pixel = |x: i32, y: i32| {
            let inside = (0..SIDE as i32).contains(&x) && (0..SIDE as i32).contains(&y);
            if inside { f32::from(pixels[y as usize * SIDE + x as usize]) } else { 0.0 }
        };
        std::array::from_fn(|index| {
            let middle = |cell: usize| (cell as f32 + 0.5) / SIDE as f32;
            let (x, y) = self.at(middle(index % SIDE), middle(index / SIDE));
            let (x, y) = (x * SIDE as f32 - 0.5, y * SIDE as f32 - 0.5);
            let (left, top) = (x.floor(), y.floor());
            let (right, down) = (x - left, y - top);
            let (left, top) = (left as i32, top as i32);
            let row = |y| pixel(left, y) * (1.0 - right) + pixel(left + 1, y) * right;
            (row(top) * (1.0 - down) + row(top + 1) * down).round() as u8
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;
    use rand_pcg::Pcg32;

    const STILL: VariationRange = VariationRange {
        turn: 0.0,
        slant: 0.0,
        stretch: 0.0,
        scale: (1.0, 1.0),
        shift: 0.0,
        wobble: 0.0,
    };

    fn varied(spread: VariationRange, x: f32, y: f32) -> Vec<(f32, f32)> {
        let mut rng = Pcg32::seed_from_u64(1);
        (0..500).map(|_| Variation::random(&spread, &mut rng).at(x, y)).collect()
    }

    /// The largest distance that the change takes the point `(x, y)` to either side.
    #[track_caller]
    fn check(spread: VariationRange, (x, y): (f32, f32), most: (f32, f32)) {
        let far = varied(spread, x, y).iter().fold((0.0_f32, 0.0_f32), |far, to| {
            (far.0.max((to.0 - x).abs()), far.1.max((to.1 - y).abs()))
        });
        let near = |found: f32, most: f32| found <= most + 1e-5 && found >= 0.9 * most;
        assert!(near(far.0, most.0) && near(far.1, most.1), "{spread:?}: {far:?}, not {most:?}");
    }

    #[test]
    fn each_kind_of_change_reaches_as_far_as_it_says_and_no_further() {
        check(STILL, (0.3, 0.9), (0.0, 0.0));
        check(VariationRange { slant: 0.5, ..STILL }, (0.5, 0.0), (0.25, 0.0));
        check(VariationRange { stretch: 0.2, ..STILL }, (1.0, 0.5), (0.1, 0.0));
        check(VariationRange { scale: (0.5, 1.2), ..STILL }, (0.0, 1.0), (0.25, 0.25));
        check(VariationRange { shift: 0.1, ..STILL }, (0.2, 0.2), (0.1, 0.1));
        // A quarter turn takes the right edge's middle to the bottom.
        check(VariationRange { turn: 0.25, ..STILL }, (1.0, 0.5), (0.5, 0.5));
        let wobble = VariationRange { wobble: 0.02, ..STILL };
        let moved = |(x, y): (f32, f32)| (x - 0.2).abs().max((y - 0.6).abs());
        let far = varied(wobble, 0.2, 0.6).into_iter().map(moved).fold(0.0, f32::max);
        assert!(far > 0.03 && far <= 0.06, "three waves of 0.02 go {far}");
    }

    #[test]
    fn pixels_bend_with_the_plane() {
        let mut pixels = [0; 784];
        pixels[5 * 28 + 9] = 200;
        let mut rng = Pcg32::seed_from_u64(2);
        assert_eq!(Variation::random(&STILL, &mut rng).of_pixels(&pixels), pixels);
        // Twice the size is seen as half of it: from the middle, (9.5, 5.5) goes to (11.75, 9.75).
        let half = Variation::random(&VariationRange { scale: (2.0, 2.0), ..STILL }, &mut rng);
        let smaller = half.of_pixels(&pixels);
        let brightest = (0..784).max_by_key(|&index| smaller[index]);
        assert_eq!(brightest.map(|index| (index % 28, index / 28)), Some((11, 9)));
    }
}
