//! Images in: what a pen, or a picture, becomes before the network sees it.

mod capsule;
pub mod drawing;
pub mod drawing_hand;
pub mod gathered;
pub mod generated;
pub mod idx;
mod idx_reader;
pub mod ink;
pub mod item;
mod labelled;
pub mod mnist;
mod more_hands;
pub mod own;
pub mod picture;
pub mod prepare;
pub mod proof;
mod resample;
pub mod samples;
mod spline;
pub mod vary;

pub use drawing::{Drawing, GreyImage, PenPoint, Stroke, Tool};
pub use drawing_hand::{DrawingHand, LetGo, PenDown, Piece, Pointer, PointerKind};
pub use idx::{IdxError, IdxKind};
pub use idx_reader::{Idx, IdxReader};
pub use ink::{Area, Ink};
pub use item::ItemId;
pub use labelled::Labelled;
pub use own::{OwnDrawing, OwnDrawings, OwnLabel};
pub use picture::PictureError;
pub use prepare::{PixelScale, Pixels, Preparation};
pub use samples::{Handwriting, Sample, samples};
pub use vary::{Variation, VariationRange};
