//! Activation functions.

/// What is applied to every cell of a convolution's maps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Activation {
    /// The identity.
    None,
    /// 1 / (1 + e^−x).
    Sigmoid,
    /// max(0, x).
    Relu,
    /// Hyperbolic tangent.
    Tanh,
}
