//! Ten digits to start from, drawn by us, in three hands.

use std::rc::Rc;

use super::spline::{Point, flatten};
use super::{Drawing, Stroke, Tool};

/// A way of writing the ten digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Handwriting {
    /// As a school book has them: a plain stroke for 1, a closed 4, a 7 with its hook.
    Plain,
    /// As continental Europe writes: 1 with an upstroke, a flat-topped 3, an open 4, a crossed 7.
    European,
    /// Slanted and fast.
    Quick,
}

/// One digit in one hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sample {
    /// 0 to 9.
    pub digit: u8,
    /// Whose.
    pub hand: Handwriting,
    /// One line of points a stroke, in 250ths of the pad's side. They lead a smooth curve, which turns a
    /// corner where a point stands twice.
    strokes: &'static [&'static [[u8; 2]]],
}

/// The line's width at pressure 0.5, in parts of the pad's side.
pub(super) const WIDTH: f32 = 0.085;
/// How many parts of the pad's side a point's unit is.
const UNITS: f32 = 250.0;

/// Every sample: the ten digits of one hand after those of the other, each 0 to 9.
pub fn samples() -> &'static [Sample] {
    &SAMPLES
}

impl Sample {
    /// The sample as strokes on an empty pad.
    pub fn drawing(&self) -> Drawing {
        self.drawn_through(|point| point)
    }

    /// The sample with every point that leads its lines moved, as strokes on an empty pad.
    pub(super) fn drawn_through(&self, mut moved: impl FnMut(Point) -> Point) -> Drawing {
        let stroke = |anchors: &&[[u8; 2]]| {
            let mut points: Vec<Point> = Vec::with_capacity(anchors.len());
            for (index, &[x, y]) in anchors.iter().enumerate() {
                let again = index > 0 && anchors[index - 1] == [x, y];
                let point = match points.last() {
                    // A corner stays one.
                    Some(&last) if again => last,
                    _ => moved((f32::from(x) / UNITS, f32::from(y) / UNITS)),
                };
                points.push(point);
            }
            Rc::new(Stroke { tool: Tool::Pen, width: WIDTH, points: flatten(&points) })
        };
        Drawing { picture: None, strokes: self.strokes.iter().map(stroke).collect() }
    }
}

pub(super) const fn sample(
    digit: u8,
    hand: Handwriting,
    strokes: &'static [&'static [[u8; 2]]],
) -> Sample {
    Sample { digit, hand, strokes }
}

#[rustfmt::skip]
static SAMPLES: [Sample; 30] = [
    sample(0, Handwriting::Plain, &[&[[143, 63], [128, 52], [94, 70], [81, 126], [92, 180], [126, 200], [158, 182], [168, 126], [158, 70], [128, 52], [111, 63]]]),
    sample(1, Handwriting::Plain, &[&[[127, 59], [126, 102], [125, 148], [124, 191]]]),
    sample(2, Handwriting::Plain, &[&[[89, 92], [94, 65], [124, 52], [157, 63], [158, 100], [137, 135], [111, 163], [88, 187], [88, 187], [124, 185], [165, 186]]]),
    sample(3, Handwriting::Plain, &[&[[89, 79], [104, 57], [141, 52], [160, 81], [145, 109], [114, 118], [114, 118], [154, 118], [171, 154], [150, 191], [111, 197], [83, 171]]]),
    sample(4, Handwriting::Plain, &[&[[138, 60], [113, 102], [81, 147], [81, 147], [124, 147], [171, 146]], &[[139, 61], [139, 120], [138, 192]]]),
    sample(5, Handwriting::Plain, &[&[[99, 62], [96, 89], [93, 118], [93, 118], [118, 101], [158, 105], [171, 145], [152, 185], [113, 198], [81, 172]], &[[99, 62], [126, 62], [158, 61]]]),
    sample(6, Handwriting::Plain, &[&[[145, 59], [115, 85], [89, 124], [83, 169], [111, 200], [152, 191], [167, 152], [141, 118], [106, 126], [90, 163]]]),
    sample(7, Handwriting::Plain, &[&[[90, 65], [89, 78], [87, 92]], &[[90, 65], [126, 65], [163, 64], [163, 64], [145, 105], [127, 150], [121, 192]]]),
    sample(8, Handwriting::Plain, &[&[[141, 55], [126, 48], [94, 61], [91, 94], [122, 118], [159, 141], [167, 180], [126, 204], [85, 180], [92, 141], [130, 118], [161, 94], [158, 61], [126, 48], [111, 55]]]),
    sample(9, Handwriting::Plain, &[&[[151, 91], [156, 66], [128, 52], [96, 63], [89, 100], [113, 130], [141, 118], [155, 87], [155, 87], [154, 124], [147, 158], [133, 192]]]),

    sample(0, Handwriting::European, &[&[[147, 59], [132, 50], [96, 65], [78, 122], [87, 182], [118, 202], [156, 182], [173, 120], [165, 66], [132, 50], [114, 59]]]),
    sample(1, Handwriting::European, &[&[[102, 95], [122, 79], [139, 59], [139, 59], [138, 120], [137, 192]]]),
    sample(2, Handwriting::European, &[&[[91, 89], [98, 57], [139, 50], [159, 78], [146, 117], [118, 152], [91, 189], [65, 195], [57, 167], [81, 152], [107, 171], [133, 195], [159, 191], [174, 171]]]),
    sample(3, Handwriting::European, &[&[[89, 64], [120, 63], [155, 62], [155, 62], [137, 85], [116, 110], [116, 110], [153, 113], [171, 148], [148, 191], [111, 197], [82, 171]]]),
    sample(4, Handwriting::European, &[&[[108, 61], [102, 100], [86, 142], [86, 142], [126, 142], [170, 138]], &[[148, 92], [144, 139], [138, 193]]]),
    sample(5, Handwriting::European, &[&[[160, 63], [132, 64], [103, 64], [103, 64], [99, 89], [95, 117], [95, 117], [120, 101], [158, 107], [170, 146], [150, 187], [113, 198], [82, 173]]]),
    sample(6, Handwriting::European, &[&[[160, 72], [139, 52], [105, 70], [87, 120], [83, 172], [113, 200], [152, 191], [166, 152], [141, 118], [105, 128], [89, 165]]]),
    sample(7, Handwriting::European, &[&[[87, 72], [102, 59], [132, 68], [164, 62], [164, 62], [145, 105], [126, 150], [118, 192]], &[[100, 128], [128, 126], [159, 122]]]),
    sample(8, Handwriting::European, &[&[[133, 117], [98, 111], [87, 81], [113, 50], [150, 63], [156, 100], [120, 118], [85, 143], [85, 185], [126, 202], [165, 185], [165, 141], [128, 115], [113, 115]]]),
    sample(9, Handwriting::European, &[&[[151, 91], [154, 66], [126, 52], [94, 65], [89, 100], [113, 130], [141, 118], [155, 87], [155, 87], [162, 126], [159, 176], [126, 204], [89, 176]]]),

    sample(0, Handwriting::Quick, &[&[[158, 65], [148, 52], [117, 63], [91, 113], [81, 165], [98, 200], [132, 187], [161, 135], [171, 79], [148, 52], [132, 59]]]),
    sample(1, Handwriting::Quick, &[&[[147, 59], [135, 102], [120, 148], [106, 192]]]),
    sample(2, Handwriting::Quick, &[&[[103, 89], [115, 59], [154, 50], [167, 83], [145, 120], [113, 154], [81, 187], [81, 187], [102, 171], [126, 193], [161, 182]]]),
    sample(3, Handwriting::Quick, &[&[[104, 78], [122, 53], [159, 53], [167, 89], [141, 113], [115, 118], [115, 118], [150, 118], [156, 158], [128, 193], [96, 198], [75, 180]]]),
    sample(4, Handwriting::Quick, &[&[[124, 61], [107, 100], [81, 139], [81, 139], [122, 142], [165, 133]], &[[159, 89], [144, 139], [126, 194]]]),
    sample(5, Handwriting::Quick, &[&[[118, 65], [111, 91], [101, 117], [101, 117], [132, 100], [158, 124], [148, 169], [117, 197], [85, 195], [71, 176]], &[[118, 65], [145, 66], [172, 59]]]),
    sample(6, Handwriting::Quick, &[&[[158, 59], [124, 87], [94, 128], [79, 174], [100, 200], [135, 191], [159, 158], [146, 122], [115, 130], [91, 169]]]),
    sample(7, Handwriting::Quick, &[&[[96, 70], [130, 68], [172, 61], [172, 61], [146, 100], [126, 145], [109, 193]]]),
    sample(8, Handwriting::Quick, &[&[[158, 54], [148, 48], [115, 55], [104, 91], [130, 117], [154, 143], [145, 184], [107, 204], [76, 184], [89, 143], [130, 115], [165, 91], [171, 59], [148, 48], [132, 52]]]),
    sample(9, Handwriting::Quick, &[&[[155, 83], [164, 61], [135, 50], [107, 70], [96, 107], [117, 132], [145, 107], [161, 76], [161, 76], [148, 115], [132, 156], [115, 194]]]),
];
