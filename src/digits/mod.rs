//! Images in: what a pen, or a picture, becomes before the network sees it.

mod capsule;
pub mod drawing;
pub mod generated;
pub mod idx;
pub mod ink;
mod labelled;
mod more_hands;
pub mod picture;
pub mod prepare;
mod resample;
pub mod samples;
mod spline;
pub mod vary;

pub use drawing::{Drawing, GreyImage, PenPoint, Stroke, Tool};
pub use idx::{IdxError, IdxKind};
pub use ink::{Area, Ink};
pub use labelled::Labelled;
pub use picture::PictureError;
pub use prepare::{PixelScale, Pixels, Preparation};
pub use samples::{Hand, Sample, samples};
pub use vary::{Spread, Variation};
