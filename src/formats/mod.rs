//! The network and the learner's drawings in and out. Wire types live here, at the edge; the rooms below know nothing of them.

pub mod architecture;
pub mod base64;
pub mod json;
pub mod kind;
pub mod own;
pub mod safetensors;
