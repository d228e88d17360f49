//! The network: pure arithmetic on `f32` maps. Nothing here knows of the page, of files, of clocks
//! or of a global random source, and after an [`Architecture`] is made nothing here can fail.
//!
//! Each layer is a module with a `forward` and a `backward` that fill what the caller owns. What is not finite goes
//! through as IEEE 754 says: an overflow shows in the maps that come after it.

pub mod activation;
pub mod architecture;
pub mod conv;
pub mod initialise;
pub mod learner;
pub mod linear;
pub mod loss;
pub mod maps;
pub mod network;
pub mod optimise;
pub mod output;
pub mod pool;

pub use activation::Activation;
pub use architecture::{Architecture, ArchitectureError, Head, OutputActivation, Stage};
pub use conv::ConvParameters;
pub use initialise::WeightRange;
pub use learner::Learner;
pub use linear::LinearParameters;
pub use loss::Loss;
pub use maps::{Maps, Shape};
pub use network::{Activations, Gradients, MAX_WEIGHT, Parameters, backward, bounded, forward};
pub use optimise::{Optimiser, Pace, Rule, Schedule};
pub use output::target;
pub use pool::Pooling;
