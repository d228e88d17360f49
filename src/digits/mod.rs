//! Images in: what a pen, or a picture, becomes before the network sees it.

mod capsule;
pub mod drawing;
pub mod ink;
pub mod picture;
pub mod prepare;
mod resample;
pub mod samples;
mod spline;

pub use drawing::{Drawing, GreyImage, PenPoint, Stroke, Tool};
pub use ink::{Area, Ink};
pub use picture::PictureError;
pub use prepare::{PixelScale, Pixels, Preparation};
pub use samples::{Hand, Sample, samples};
