//! The network: pure arithmetic on `f32` maps. Nothing here knows of the page, of files, of clocks
//! or of a global random source, and after an [`Architecture`] is made nothing here can fail.

pub mod activation;
pub mod architecture;
pub mod maps;
pub mod network;
pub mod pool;

pub use activation::Activation;
pub use architecture::{Architecture, ArchitectureError, Head, OutputActivation, Stage};
pub use maps::{Maps, Shape};
pub use network::{Activations, Parameters};
pub use pool::Pooling;
