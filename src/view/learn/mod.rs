//! The Learn panel: training of the page's network, from the button to the confusion matrix.

mod confusion;
mod controls;
mod curves;
mod gallery;
mod panel;
mod session;
mod setting_field;
mod settings;
mod standing;
mod status;

pub use panel::LearnPanel;
pub use session::{Material, Session};
