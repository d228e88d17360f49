//! Every map of every layer, and how they are shown.

mod display_menu;
mod display_options;
mod layer_maps;
mod map_canvas;
mod panel;
mod stage;
mod tiles;

pub use display_options::DisplayOptions;
pub use panel::Pipeline;
