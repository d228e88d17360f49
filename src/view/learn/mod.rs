//! The Learn panel: training of the page's network, from the button to the confusion matrix.

mod confusion;
mod controls;
mod curves;
mod exam;
mod gallery;
mod learning;
mod own_data;
mod panel;
mod setting_field;
mod settings;
mod status;

pub use exam::use_exam;
pub use learning::{Learning, use_standing};
pub use panel::LearnPanel;
