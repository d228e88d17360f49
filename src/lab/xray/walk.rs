//! From cell to cell, layer by layer: along what matters most.

use super::{Cell, Layer, Terms, region, terms};
use crate::nn::{Activations, Architecture, Parameters};

/// The place of what is largest by magnitude; the first of equal ones.
fn largest(values: impl Iterator<Item = f32>) -> usize {
    let mut found = (0, f32::NEG_INFINITY);
    for (place, value) in values.enumerate() {
        if value.abs() > found.1 {
            found = (place, value.abs());
        }
    }
    found.0
}

/// One layer back from `cell`: to the term that added most to it; of a convolution to the middle of the window that
/// did. `None` for a pixel.
pub fn before(
    architecture: &Architecture,
    parameters: &Parameters,
    activations: &Activations,
    cell: Cell,
) -> Option<Cell> {
    let terms = |cell| terms(architecture, parameters, activations, cell);
    let same = |layer| Cell { layer, ..cell };
    Some(match cell.layer {
        Layer::Input => return None,
        Layer::Conv(stage) => {
            let layer = stage.checked_sub(1).map_or(Layer::Input, Layer::Pool);
            let field = region(architecture, cell, layer);
            let channel = match terms(cell) {
                Terms::Sum { parts, .. } => largest(parts.iter().map(|part| part.sum())),
                _ => 0,
            };
            let (row, column) = (
                (field.rows.start + field.rows.end - 1) / 2,
                (field.columns.start + field.columns.end - 1) / 2,
            );
            Cell { layer, channel, row, column }
        }
        Layer::Activation(stage) => same(Layer::Conv(stage)),
        Layer::Pool(stage) => match terms(cell) {
            Terms::Pool { winner, .. } => Cell {
                layer: Layer::Activation(stage),
                channel: cell.channel,
                row: 2 * cell.row + winner / 2,
                column: 2 * cell.column + winner % 2,
            },
            _ => same(Layer::Activation(stage)),
        },
        Layer::Vector => {
            Cell::of(architecture, Layer::Pool(architecture.stages().len() - 1), cell.row)
        }
        Layer::Linear | Layer::Output => {
            let place = match terms(same(Layer::Linear)) {
                Terms::Sum { parts, .. } => largest(parts.iter().flat_map(|part| part.products())),
                _ => 0,
            };
            Cell::of(architecture, Layer::Vector, place)
        }
    })
}

/// One layer on from `cell`: to the middle of what it goes into, in the first map of a convolution; from the vector to
/// the largest output. `None` where it goes nowhere.
pub fn after(architecture: &Architecture, activations: &Activations, cell: Cell) -> Option<Cell> {
    let last = architecture.stages().len() - 1;
    let layer = match cell.layer {
        Layer::Input => Layer::Conv(0),
        Layer::Conv(stage) => Layer::Activation(stage),
        Layer::Activation(stage) => Layer::Pool(stage),
        Layer::Pool(stage) if stage < last => Layer::Conv(stage + 1),
        Layer::Pool(_) => {
            let row = cell.index(architecture);
            return Some(Cell { layer: Layer::Vector, channel: 0, row, column: 0 });
        }
        Layer::Vector => {
            let outputs = activations.prediction.iter().copied();
            let row = outputs.enumerate().fold((0, f32::NEG_INFINITY), |most, next| {
                if next.1 > most.1 { next } else { most }
            });
            return Some(Cell { layer: Layer::Output, channel: 0, row: row.0, column: 0 });
        }
        Layer::Linear => return Some(Cell { layer: Layer::Output, ..cell }),
        Layer::Output => return None,
    };
    let fed = region(architecture, cell, layer);
    (!fed.is_empty()).then(|| Cell {
        layer,
        channel: fed.channels.start,
        row: (fed.rows.start + fed.rows.end - 1) / 2,
        column: (fed.columns.start + fed.columns.end - 1) / 2,
    })
}
