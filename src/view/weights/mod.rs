//! Weights, to be looked at and to be changed: as small pictures, as cells with numbers, and by steps of descent.

mod bias_field;
mod inspector;
mod kernel_map;
mod kernel_matrix;
mod step_marks;
mod step_tools;
mod weight_canvas;
mod weight_grid;
mod weight_tools;

pub use bias_field::BiasField;
pub use inspector::{Inspector, Stepper};
pub use kernel_matrix::KernelMatrix;
pub use step_tools::{Steps, step_button};
pub use weight_canvas::{WeightCanvas, mark};
pub use weight_grid::WeightGrid;
pub use weight_tools::{EditTools, random_button};
