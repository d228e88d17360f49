//! Where one draws, and what the network receives of it.

mod dream;
mod input_panel;
mod number_sheet;
mod occlusion;
mod pad;
mod pad_tools;
mod saliency;
mod samples;

pub use input_panel::InputPanel;
pub use pad::Pad;
pub use pad_tools::PadTools;
pub use samples::Samples;
