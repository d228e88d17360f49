//! What is on the pad, as data: strokes over an optional picture.

use std::rc::Rc;

/// Where the pen was, in the unit square of the pad (x to the right, y downwards).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PenPoint {
    /// 0 at the left edge, 1 at the right one; may lie outside while the pen does.
    pub x: f32,
    /// 0 at the top edge, 1 at the bottom one.
    pub y: f32,
    /// 0…1; 0.5 for a pen that does not tell, such as a mouse.
    pub pressure: f32,
}

/// What a stroke does to the ink under it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tool {
    /// Leaves ink.
    Pen,
    /// Takes it away.
    Eraser,
}

/// One movement of the pen, from touching the pad to leaving it.
#[derive(Clone, Debug, PartialEq)]
pub struct Stroke {
    /// Pen or eraser.
    pub tool: Tool,
    /// The line's width at pressure 0.5, in parts of the pad's side.
    pub width: f32,
    /// At least one; a single point is a dot.
    pub points: Vec<PenPoint>,
}

impl Stroke {
    /// What leaves its ink: a dot where it begins, as the pen leaves one when it touches the pad, then the
    /// pieces of the line. Each is a start and an end.
    pub fn pieces(&self) -> impl Iterator<Item = (PenPoint, PenPoint)> {
        let dot = self.points.first().map(|&dot| (dot, dot));
        dot.into_iter().chain(self.points.windows(2).map(|pair| (pair[0], pair[1])))
    }
}

/// A grey picture: 0 is paper (black, as in MNIST), 255 is ink.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GreyImage {
    /// Columns.
    pub width: usize,
    /// Rows.
    pub height: usize,
    /// `width * height`, row-major.
    pub pixels: Vec<u8>,
}

/// What is on the pad. Cheap to clone: strokes are shared.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Drawing {
    /// A picture under the strokes, stretched over the whole pad.
    pub picture: Option<Rc<GreyImage>>,
    /// In the order in which they were drawn.
    pub strokes: Vec<Rc<Stroke>>,
}

impl Drawing {
    /// Whether nothing is on the pad.
    pub fn is_empty(&self) -> bool {
        self.picture.is_none() && self.strokes.is_empty()
    }
}
