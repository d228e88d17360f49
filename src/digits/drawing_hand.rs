//! Who draws, of all that touches the pad: a pen before a palm, one finger but not two.

use super::{PenPoint, Stroke, Tool};

/// What touches the pad.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PointerKind {
    /// A mouse, and whatever the browser has no other name for.
    Mouse,
    /// A pen.
    Pen,
    /// A finger, or the palm of a hand that holds a pen.
    Finger,
}

/// A pointer, as the browser tells of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pointer {
    /// The browser's number for it, for as long as it touches.
    pub id: i32,
    /// What it is.
    pub kind: PointerKind,
    /// Whether no other of its kind touched the screen before it.
    pub first: bool,
}

/// A piece of a line that is being drawn; a dot where it ends as it begins.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Piece {
    /// Pen or eraser.
    pub tool: Tool,
    /// The line's width at pressure 0.5, in parts of the pad's side.
    pub width: f32,
    /// Where it begins.
    pub from: PenPoint,
    /// Where it ends.
    pub to: PenPoint,
}

/// What came of a touch.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct PenDown {
    /// The stroke that was under way was none: its ink goes.
    pub takes_back: bool,
    /// The dot with which a stroke begins.
    pub dot: Option<Piece>,
}

/// What came of letting go.
#[derive(Clone, Debug, PartialEq)]
pub enum LetGo {
    /// Whoever let go was not drawing.
    Nothing,
    /// A stroke is done.
    Done(Stroke),
    /// It was no stroke: its ink goes.
    TakesBack,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Holder {
    Pointer(Pointer),
    Keyboard,
}

/// The hand at the pad: its stroke under way, and what else touches.
#[derive(Clone, Debug, Default)]
pub struct DrawingHand {
    held: Option<(Holder, Stroke)>,
    /// The fingers on the pad, the first one first.
    fingers: Vec<i32>,
    /// Who has a pen draws with that: all that touches beside it is the hand that holds it.
    pen_seen: bool,
}

impl DrawingHand {
    /// A pointer touches the pad and would begin a stroke at `point`.
    pub fn down(&mut self, pointer: Pointer, tool: Tool, width: f32, point: PenPoint) -> PenDown {
        let mut takes_back = false;
        match pointer.kind {
            PointerKind::Mouse => {}
            PointerKind::Pen => takes_back = self.see_pen(),
            PointerKind::Finger => {
                // No finger was there before it, whatever was missed.
                if pointer.first {
                    self.fingers.clear();
                }
                self.fingers.push(pointer.id);
                // Two fingers zoom.
                if self.fingers.len() > 1 || self.pen_seen {
                    return PenDown { takes_back: self.drop_finger(), dot: None };
                }
            }
        }
        let dot = self.begin(Holder::Pointer(pointer), tool, width, point);
        PenDown { takes_back, dot }
    }

    /// A pointer is over the pad. Says whether the stroke that was under way was none.
    pub fn over(&mut self, pointer: Pointer) -> bool {
        pointer.kind == PointerKind::Pen && self.see_pen()
    }

    /// Where the pointer's stroke has come to; `None` if it draws none.
    pub fn at(&self, pointer: Pointer) -> Option<PenPoint> {
        self.held.as_ref().filter(|held| is_of(held, pointer))?.1.points.last().copied()
    }

    /// The pointer has gone through `points`: what that draws.
    pub fn go(
        &mut self,
        pointer: Pointer,
        points: impl IntoIterator<Item = PenPoint>,
    ) -> Vec<Piece> {
        self.held
            .as_mut()
            .filter(|held| is_of(held, pointer))
            .map_or(Vec::new(), |(_, stroke)| extend(stroke, points))
    }

    /// A pointer leaves the pad.
    pub fn up(&mut self, pointer: Pointer) -> LetGo {
        self.fingers.retain(|finger| *finger != pointer.id);
        match self.held.take_if(|held| is_of(held, pointer)) {
            Some((_, stroke)) => LetGo::Done(stroke),
            None => LetGo::Nothing,
        }
    }

    /// The browser takes a pointer away. Of a finger that says that it was none: a palm, or the beginning of a
    /// gesture. What a pen or a mouse has drawn stays.
    pub fn cancel(&mut self, pointer: Pointer) -> LetGo {
        match self.up(pointer) {
            LetGo::Done(_) if pointer.kind == PointerKind::Finger => LetGo::TakesBack,
            other => other,
        }
    }

    /// The keyboard's pen touches the pad, unless somebody draws.
    pub fn key_down(&mut self, tool: Tool, width: f32, point: PenPoint) -> Option<Piece> {
        self.begin(Holder::Keyboard, tool, width, point)
    }

    /// The keyboard's pen moves: what that draws, if it touches the pad.
    pub fn key_go(&mut self, point: PenPoint) -> Vec<Piece> {
        self.held
            .as_mut()
            .filter(|(holder, _)| *holder == Holder::Keyboard)
            .map_or(Vec::new(), |(_, stroke)| extend(stroke, [point]))
    }

    /// The keyboard's pen leaves the pad, if it touched it.
    pub fn key_up(&mut self) -> Option<Stroke> {
        Some(self.held.take_if(|(holder, _)| *holder == Holder::Keyboard)?.1)
    }

    /// Whether the keyboard's pen touches the pad.
    pub fn keyboard_draws(&self) -> bool {
        matches!(self.held, Some((Holder::Keyboard, _)))
    }

    fn begin(&mut self, holder: Holder, tool: Tool, width: f32, point: PenPoint) -> Option<Piece> {
        if self.held.is_some() {
            return None;
        }
        self.held = Some((holder, Stroke { tool, width, points: vec![point] }));
        Some(Piece { tool, width, from: point, to: point })
    }

    fn see_pen(&mut self) -> bool {
        self.pen_seen = true;
        self.drop_finger()
    }

    /// Ends a finger's stroke that was none, and says whether there was one.
    fn drop_finger(&mut self) -> bool {
        let by_finger = |held: &mut (Holder, Stroke)| {
            matches!(held.0, Holder::Pointer(Pointer { kind: PointerKind::Finger, .. }))
        };
        self.held.take_if(by_finger).is_some()
    }
}

fn is_of((holder, _): &(Holder, Stroke), pointer: Pointer) -> bool {
    matches!(holder, Holder::Pointer(held) if held.id == pointer.id)
}

fn extend(stroke: &mut Stroke, points: impl IntoIterator<Item = PenPoint>) -> Vec<Piece> {
    let (tool, width) = (stroke.tool, stroke.width);
    let mut pieces = Vec::new();
    for to in points {
        let from = stroke.points.last().copied().unwrap_or(to);
        stroke.points.push(to);
        pieces.push(Piece { tool, width, from, to });
    }
    pieces
}
