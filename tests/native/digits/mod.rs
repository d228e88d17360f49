//! From pen and picture to the network's image.

mod drawing_hand;
mod gathered;
mod ink;
mod picture;
mod prepare;
mod samples;

use std::rc::Rc;

use hitofude::digits::{Drawing, Ink, PenPoint, Stroke, Tool};

fn pen(x: f32, y: f32, pressure: f32) -> PenPoint {
    PenPoint { x, y, pressure }
}

fn drawn(drawing: &Drawing) -> Ink {
    let mut ink = Ink::new();
    ink.draw(drawing);
    ink
}

fn stroke(tool: Tool, width: f32, points: &[(f32, f32)]) -> Drawing {
    let points = points.iter().map(|&(x, y)| pen(x, y, 0.5)).collect();
    Drawing { picture: None, strokes: vec![Rc::new(Stroke { tool, width, points })] }
}

/// The plain hand's `digit`, `size` times as large and moved.
fn digit(digit: usize, size: f32, right: f32, down: f32) -> Drawing {
    let mut drawing = hitofude::digits::samples()[digit].drawing();
    for stroke in &mut drawing.strokes {
        let stroke = Rc::make_mut(stroke);
        stroke.width *= size;
        for point in &mut stroke.points {
            point.x = 0.5 + size * (point.x - 0.5) + right;
            point.y = 0.5 + size * (point.y - 0.5) + down;
        }
    }
    drawing
}
