//! How a drawing comes onto the scene's ink: strokes that grow under the pen, and those that the document has.

use super::super::same::same;
use super::super::strokes;
use super::Scene;
use crate::digits::{Area, Drawing, PenPoint, Stroke, Tool};

impl Scene {
    /// Strokes that were drawn live and are now committed are on the ink already; other strokes that were
    /// added are drawn onto it; anything else is drawn anew.
    pub(super) fn show_drawing(&mut self, drawing: &Drawing) {
        let before = &self.document.drawing;
        let known = before.strokes.len();
        let same_picture = match (&before.picture, &drawing.picture) {
            (Some(before), Some(now)) => same(before, now),
            (before, now) => before.is_none() && now.is_none(),
        };
        let goes_on = same_picture
            && drawing.strokes.len() >= known
            && before.strokes.iter().zip(&drawing.strokes).all(|(before, now)| same(before, now));
        if !goes_on {
            return self.draw_anew();
        }
        for stroke in &drawing.strokes[known..] {
            if self.live.is_empty() {
                self.add_stroke(stroke);
            } else if !self.live.settle(stroke) {
                return self.draw_anew();
            }
        }
    }

    /// Draws a piece of a stroke, from `a` to `b` (the same point: a dot), before the stroke is committed.
    /// Points and width come onto the grid on which they will be kept; what is not finite is left out.
    pub fn pen(&mut self, tool: Tool, width: f32, a: PenPoint, b: PenPoint) {
        let points = strokes::quantise_point(a).zip(strokes::quantise_point(b));
        if let (Some(width), Some((a, b))) = (strokes::quantise_width(width), points) {
            self.wake();
            self.live.add(tool, width, a, b);
            self.add_segment(tool, width, a, b);
        }
    }

    /// Takes back what [`Scene::pen`] drew and nobody committed.
    pub fn cancel_pen(&mut self) {
        if !self.live.is_empty() {
            self.draw_anew();
        }
    }

    fn draw_anew(&mut self) {
        self.live.clear();
        self.pending.redraw = true;
    }

    fn add_stroke(&mut self, stroke: &Stroke) {
        for (a, b) in stroke.pieces() {
            self.add_segment(stroke.tool, stroke.width, a, b);
        }
    }

    fn add_segment(&mut self, tool: Tool, width: f32, a: PenPoint, b: PenPoint) {
        let area = self.ink.add_segment(tool, width, a, b);
        self.pending.ink = union(self.pending.ink, area);
    }
}

fn union(a: Option<Area>, b: Option<Area>) -> Option<Area> {
    let (Some(a), Some(b)) = (a, b) else { return a.or(b) };
    Some(Area { x0: a.x0.min(b.x0), y0: a.y0.min(b.y0), x1: a.x1.max(b.x1), y1: a.y1.max(b.y1) })
}
