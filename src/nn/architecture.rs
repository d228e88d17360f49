//! What a network is. The only place that computes sizes.

use super::{Activation, Pooling, Shape};

/// What every network reads: one grey image of 28×28.
pub const INPUT: Shape = Shape::new(1, 28, 28);
/// How many stages a network may have.
pub const MAX_STAGES: usize = 4;
/// How many channels a stage may have.
pub const MAX_CHANNELS: usize = 64;
/// The largest kernel: 7×7.
pub const MAX_KERNEL: usize = 7;

/// One stage: convolution, activation, pooling.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stage {
    /// C_out, 1 to 64.
    pub channels: usize,
    /// The kernel's side, 1 to 7: kernels are square.
    pub kernel: usize,
    /// Applied to each cell of the convolution.
    pub activation: Activation,
    /// Applied after the activation.
    pub pooling: Pooling,
    /// Whether each output channel has a bias.
    pub bias: bool,
}

/// What the logits become.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutputActivation {
    /// The logits themselves.
    None,
    /// Each on its own into 0…1.
    Sigmoid,
    /// All together into shares that add up to 1.
    Softmax,
}

/// The end of the network: the linear layer and the outputs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// M: 1 ("is it a 5?") or 10 (one a digit).
    pub outputs: usize,
    /// Applied to the logits.
    pub activation: OutputActivation,
    /// Whether each output has a bias.
    pub bias: bool,
}

/// A checked network description: every size in it is positive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Architecture {
    stages: Vec<Stage>,
    head: Head,
}

/// Why a description is not a network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArchitectureError {
    /// Not 1 to 4 stages.
    Stages {
        /// How many there were.
        found: usize,
    },
    /// Not 1 to 64 channels.
    Channels {
        /// From 1.
        stage: usize,
        /// How many there were.
        found: usize,
    },
    /// Not a kernel of 1×1 to 7×7.
    Kernel {
        /// From 1.
        stage: usize,
        /// The side asked for.
        found: usize,
    },
    /// The kernel does not fit into the maps that reach it.
    KernelTooLarge {
        /// From 1.
        stage: usize,
        /// The kernel's side.
        kernel: usize,
        /// The side of the maps that reach the stage.
        map: usize,
    },
    /// Pooling 2×2 over maps of side 1 leaves nothing.
    NothingLeftToPool {
        /// From 1.
        stage: usize,
        /// The side of the convolution's maps.
        map: usize,
    },
    /// Neither 1 nor 10 outputs.
    Outputs {
        /// How many there were.
        found: usize,
    },
}

/// The sizes inside one stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StageShapes {
    /// What the stage reads.
    pub input: Shape,
    /// After the convolution, and after the activation.
    pub conv: Shape,
    /// After pooling.
    pub pool: Shape,
}

impl Architecture {
    /// Checks a description and works its sizes out.
    ///
    /// # Errors
    /// The first thing that makes it impossible, with what was found.
    pub fn new(stages: Vec<Stage>, head: Head) -> Result<Self, ArchitectureError> {
        let _ = (&stages, head);
        todo!()
    }

    /// The stages, first to last.
    pub fn stages(&self) -> &[Stage] {
        &self.stages
    }

    /// The linear layer and the outputs.
    pub fn head(&self) -> Head {
        self.head
    }

    /// The sizes of every stage.
    pub fn shapes(&self) -> impl Iterator<Item = StageShapes> + '_ {
        std::iter::empty()
    }

    /// The sizes of stage `index` (from 0).
    pub fn stage_shapes(&self, index: usize) -> StageShapes {
        let _ = index;
        todo!()
    }

    /// The shape that is flattened into the linear layer's vector.
    pub fn flattened(&self) -> Shape {
        todo!()
    }

    /// The same network with every activation, the output's too, switched off.
    pub fn without_activations(&self) -> Self {
        todo!()
    }
}
