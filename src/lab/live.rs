//! Strokes that are on the pad's ink before they are in the document.

use std::collections::VecDeque;
use std::rc::Rc;

use crate::digits::{PenPoint, Stroke, Tool};

/// The strokes drawn live and not yet committed, the oldest first; the last may still be growing.
#[derive(Clone, Debug, Default)]
pub(super) struct LiveStrokes {
    strokes: VecDeque<Stroke>,
}

impl LiveStrokes {
    /// Notes a piece that was drawn; it goes on with the last stroke where it begins at its end.
    pub fn add(&mut self, tool: Tool, width: f32, a: PenPoint, b: PenPoint) {
        let goes_on = |stroke: &&mut Stroke| {
            stroke.tool == tool && stroke.width == width && stroke.points.last() == Some(&a)
        };
        match self.strokes.back_mut().filter(goes_on) {
            Some(stroke) => stroke.points.push(b),
            None => self.strokes.push_back(Stroke { tool, width, points: vec![a, b] }),
        }
    }

    /// Takes the oldest stroke out if it is `committed`.
    pub fn settle(&mut self, committed: &Rc<Stroke>) -> bool {
        let same = self.strokes.front().is_some_and(|live| draws_the_same(live, committed));
        if same {
            self.strokes.pop_front();
        }
        same
    }

    /// Every piece, in the order in which they were drawn.
    pub fn segments(&self) -> impl Iterator<Item = (Tool, f32, PenPoint, PenPoint)> {
        self.strokes.iter().flat_map(|stroke| {
            stroke.points.windows(2).map(|pair| (stroke.tool, stroke.width, pair[0], pair[1]))
        })
    }

    pub fn is_empty(&self) -> bool {
        self.strokes.is_empty()
    }

    pub fn clear(&mut self) {
        self.strokes.clear();
    }
}

/// Whether two strokes leave the same ink: a point that repeats the one before adds nothing.
fn draws_the_same(a: &Stroke, b: &Stroke) -> bool {
    a.tool == b.tool && a.width == b.width && distinct(&a.points).eq(distinct(&b.points))
}

fn distinct(points: &[PenPoint]) -> impl Iterator<Item = &PenPoint> {
    let repeats = |place: usize| place > 0 && points[place - 1] == points[place];
    points.iter().enumerate().filter(move |&(place, _)| !repeats(place)).map(|(_, point)| point)
}
