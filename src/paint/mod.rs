//! Maps to RGBA: which colour a number has, between which numbers, and the picture that comes of it.

pub mod colour_map;
pub mod image;
pub mod range;
pub mod signs;

pub use colour_map::{ColourMap, MINUS_INFINITY, NOT_A_NUMBER, PLUS_INFINITY, Table};
pub use image::{Tones, composite, mosaic_size, paint, paint_flat, paint_ink};
pub use range::{Range, non_finite};
pub use signs::{SIGN_SIDE, frame_cells, paint_signs};
