//! In every weight's cell: which way one step would move it, and by how much. It follows the pen.

use gloo_timers::callback::Timeout;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, Node};
use yew::prelude::*;

use crate::lab::{Patch, step};
use crate::text::{Text, number};
use crate::view::kit::store::use_shared;
use crate::view::kit::written::say;
use crate::view::live::{Follower, Frame};

/// How long the steps stay as they are before they are told in words, in milliseconds.
const REST: u32 = 100;
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
        let attachment = grid.cast::<Element>().filter(|_| !patches.is_empty()).map(|grid| {
            let amounts = shape.1 * patches.len() <= ROOMY;
            let steps = Rc::new(GridSteps {
                cells: Cell::new(cells(&grid, patches)),
                text,
                timer: Cell::default(),
                changing: Cell::new(false),
            });
            live.attach(StepFollower { steps, amounts })
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
        Some(StepCell { cell, mark, patch, index, step: None, short: String::new() })
    };
    (0..found.length()).filter_map(cell).collect()
}

struct StepCell {
    cell: Element,
    mark: Node,
    patch: Patch,
    index: usize,
    /// The step that stands there, if there is one.
    step: Option<f32>,
    /// The mark that stands there.
    short: String,
}

/// The cells of one grid, shared with the timer that writes their words.
struct GridSteps {
    /// Out of their cell while they are written.
    cells: Cell<Vec<StepCell>>,
    text: &'static Text,
    timer: Cell<Option<Timeout>>,
    /// Whether steps have changed since the timer was set.
    changing: Cell<bool>,
}

struct StepFollower {
    steps: Rc<GridSteps>,
    /// Whether there is room for the amount.
    amounts: bool,
}

impl Drop for StepFollower {
    fn drop(&mut self) {
        self.steps.timer.take();
    }
}

impl Follower for StepFollower {
    fn follow(&mut self, frame: &mut Frame) {
        // A cell's own words change with its weight.
        let words = frame.all || frame.changes.weights;
        if !words && !frame.changes.gradients {
            return;
        }
        let (scene, size) = (frame.scene, frame.display.step_size);
        let mut cells = self.steps.cells.take();
        for cell in &mut cells {
            let slope = scene.gradients().and_then(|gradients| {
                let cells = cell.patch.cells(scene.architecture(), &gradients.parameters);
                cells.get(cell.index).copied()
            });
            cell.show(slope.map(|slope| step(size, slope)), self.amounts);
            if words {
                cell.tell(self.steps.text);
            }
        }
        self.steps.cells.set(cells);
        if !words {
            self.steps.tell_later();
        }
    }

    fn needs_gradients(&self) -> bool {
        true
    }
}

impl GridSteps {
    /// Nobody reads words while they change at the pen's speed, and writing them costs more than all the marks:
    /// they come when the pen rests.
    fn tell_later(self: &Rc<Self>) {
        self.changing.set(true);
        match self.timer.take() {
            None => self.set_timer(),
            timer => self.timer.set(timer),
        }
    }

    fn set_timer(self: &Rc<Self>) {
        self.changing.set(false);
        let steps = Rc::downgrade(self);
        let timer = Timeout::new(REST, move || {
            let Some(steps) = steps.upgrade() else { return };
            if steps.changing.get() {
                return steps.set_timer();
            }
            steps.timer.take();
            let mut cells = steps.cells.take();
            cells.iter_mut().for_each(|cell| cell.tell(steps.text));
            steps.cells.set(cells);
        });
        self.timer.set(Some(timer));
    }
}

// Constant attribute names are valid, so none of this fails.
impl StepCell {
    fn show(&mut self, step: Option<f32>, amounts: bool) {
        if step == self.step {
            return;
        }
        self.step = step;
        let _ = match step {
            Some(step) => self.cell.set_attribute("data-step", &step.to_string()),
            None => self.cell.remove_attribute("data-step"),
        };
        let short = match step {
            Some(step) if amounts => number::step(step),
            Some(step) => number::step_mark(step).to_string(),
            None => String::new(),
        };
        if short != self.short {
            say(&self.mark, &short);
            self.short = short;
        }
    }

    fn tell(&mut self, text: &Text) {
        let label = self.cell.get_attribute("aria-label").unwrap_or_default();
        let words = self
            .step
            .map(|step| (text.step_words)(step.total_cmp(&0.0), &number::short(step.abs())));
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
