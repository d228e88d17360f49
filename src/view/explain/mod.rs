//! Every word explains itself: what rests under the pointer, has the keyboard, or is tapped, is explained beside it.

mod picture;
mod popover;
mod what;

pub use popover::Explanations;
