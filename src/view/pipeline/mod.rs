//! Every map of every layer, and how they are shown.

mod display_menu;
mod display_options;
mod map_canvas;
mod panel;
mod stage;

pub use display_options::DisplayOptions;
pub use panel::Pipeline;
