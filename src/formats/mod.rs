//! The network and the learner's drawings in and out. Records, the shapes of texts, live here, at the edge; the rooms
//! below know nothing of them.

pub mod architecture;
pub mod data_file;
pub mod kind;
pub mod names;
pub mod own;
pub mod record;
pub mod safetensors;
pub mod weights;
