//! The network in and out. Wire types live here, at the edge; the rooms below know nothing of them.

pub mod architecture;
pub mod safetensors;
