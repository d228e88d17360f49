//! Images in: what a pen, or a picture, becomes before the network sees it.

pub mod drawing;
pub mod ink;
pub mod prepare;

pub use drawing::{Drawing, GreyImage, PenPoint, Stroke, Tool};
pub use ink::{Area, Ink};
pub use prepare::{Pixels, PixelScale, Preparation};
