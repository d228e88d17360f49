//! Pooling over 2×2.

/// How 2×2 neighbouring cells become one. An odd last row and column are dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pooling {
    /// The maps pass unchanged.
    None,
    /// The largest of the four.
    Max,
    /// The mean of the four.
    Average,
}
