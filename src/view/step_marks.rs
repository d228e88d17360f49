//! In every weight's cell: which way one step would move it, and by how much. It follows the pen.

use wasm_bindgen::JsCast as _;
use web_sys::{Element, Node};
use yew::prelude::*;

use super::live::{Follower, Frame};
use super::store::use_shared;
use crate::lab::{Patch, step};
use crate::text::{Text, number};

/// As many columns as leave room for the amount beside the mark.
const ROOMY: usize = 3;

/// Lets the cells of `grid`, those of `patches` one after the other, show their steps. A cell is an element with
/// `data-piece` and `data-cell`; its `.step` gets the mark, the cell itself `data-step` and the words.
#[hook]
pub fn use_step_marks(
    grid: &NodeRef,
    patches: &[Patch],
    shape: (usize, usize),
    text: &'static Text,
) {
    let live = use_shared().live;
    let grid = grid.clone();
    use_effect_with((patches.to_vec(), shape, text.language), move |(patches, shape, _)| {
        let attachment = grid.cast::<Element>().map(|grid| {
            let amounts = shape.1 * patches.len() <= ROOMY;
            live.attach(StepFollower { cells: cells(&grid, patches), amounts, text })
        });
        move || drop(attachment)
    });
}

fn cells(grid: &Element, patches: &[Patch]) -> Vec<StepCell> {
    let Ok(found) = grid.query_selector_all("[data-cell]") else { return Vec::new() };
    let cell = |index| {
        let cell: Element = found.item(index)?.dyn_into().ok()?;
        let number = |name| cell.get_attribute(name)?.parse::<usize>().ok();
        let mark = cell.query_selector(".step").ok()??.into();
        let patch = *patches.get(number("data-piece")?)?;
        let index = number("data-cell")?;
        Some(StepCell { cell, mark, patch, index, shown: None, written: None })
    };
    (0..found.length()).filter_map(cell).collect()
}

struct StepCell {
    cell: Element,
    mark: Node,
    patch: Patch,
    index: usize,
    /// The step that stands there: `None` where there is none.
    shown: Option<f32>,
    /// The mark that stands there, and so the words.
    written: Option<String>,
}

struct StepFollower {
    cells: Vec<StepCell>,
    /// Whether there is room for the amount.
    amounts: bool,
    text: &'static Text,
}

impl Follower for StepFollower {
    fn follow(&mut self, frame: &mut Frame) {
        // A cell's own words change with its weight.
        let words = frame.all || frame.changes.weights;
        if !words && !frame.changes.gradients {
            return;
        }
        let (scene, size) = (frame.scene, frame.display.step_size);
        for cell in &mut self.cells {
            let slope = scene.gradients().and_then(|gradients| {
                let cells = cell.patch.cells(scene.architecture(), &gradients.parameters);
                cells.get(cell.index).copied()
            });
            cell.show(slope.map(|slope| step(size, slope)), words, self.amounts, self.text);
        }
    }

    fn needs_gradients(&self) -> bool {
        true
    }
}

impl StepCell {
    // Constant attribute names are valid, so none of this fails.
    fn show(&mut self, step: Option<f32>, words: bool, amounts: bool, text: &Text) {
        if step != self.shown {
            self.shown = step;
            let _ = match step {
                Some(step) => self.cell.set_attribute("data-step", &step.to_string()),
                None => self.cell.remove_attribute("data-step"),
            };
        }
        let mark = step.map(number::step);
        // Numbers change less often than the steps that they round, and words cost more than both.
        if !words && mark == self.written {
            return;
        }
        let short = match &mark {
            Some(mark) if !amounts => mark.chars().take(1).collect(),
            Some(mark) => mark.clone(),
            None => String::new(),
        };
        self.mark.set_text_content(Some(&short));
        self.written = mark;
        let label = self.cell.get_attribute("aria-label").unwrap_or_default();
        let words =
            step.map(|step| (text.step_words)(step.total_cmp(&0.0), &number::short(step.abs())));
        let _ = match words {
            Some(words) => {
                let _ = self.cell.set_attribute("title", &format!("{label}\n{words}"));
                self.cell.set_attribute("aria-description", &words)
            }
            None => {
                let _ = self.cell.set_attribute("title", &label);
                self.cell.remove_attribute("aria-description")
            }
        };
    }
}
