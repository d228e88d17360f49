//! The Learn panel: training of the page's network, from the button to the confusion matrix.

mod confusion;
mod controls;
mod curves;
mod gallery;
mod learning;
mod own_data;
mod panel;
mod setting_field;
mod settings;
mod status;

pub use learning::Learning;
pub use panel::LearnPanel;
