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

/// How many outputs a network may have: one a digit.
pub const MAX_OUTPUTS: usize = 10;

/// One stage: convolution, activation, pooling.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stage {
    /// C_out, 1 to 64.
    pub channels: usize,
    /// k, the kernel's side, 1 to 7: kernels are square.
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
    /// One a stage.
    shapes: Vec<StageShapes>,
    flattened: Shape,
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

impl StageShapes {
    /// The shapes of stage `number` (from 1) over maps of `input`: the convolution takes k − 1 off
    /// each side, pooling halves it and drops what is odd.
    fn of(number: usize, stage: Stage, input: Shape) -> Result<Self, ArchitectureError> {
        let Stage { channels, kernel, .. } = stage;
        if !(1..=MAX_CHANNELS).contains(&channels) {
            return Err(ArchitectureError::Channels { stage: number, found: channels });
        }
        if !(1..=MAX_KERNEL).contains(&kernel) {
            return Err(ArchitectureError::Kernel { stage: number, found: kernel });
        }
        let map = input.height.min(input.width);
        if kernel > map {
            return Err(ArchitectureError::KernelTooLarge { stage: number, kernel, map });
        }
        let conv = Shape::new(channels, input.height - kernel + 1, input.width - kernel + 1);
        let pool = match stage.pooling {
            Pooling::None => conv,
            Pooling::Max | Pooling::Average => {
                Shape::new(channels, conv.height / 2, conv.width / 2)
            }
        };
        if pool.is_empty() {
            let map = conv.height.min(conv.width);
            return Err(ArchitectureError::NothingLeftToPool { stage: number, map });
        }
        Ok(Self { input, conv, pool })
    }
}

impl Architecture {
    /// Checks a description and works its sizes out.
    ///
    /// # Errors
    /// The first thing that makes it impossible, with what was found.
    pub fn new(stages: Vec<Stage>, head: Head) -> Result<Self, ArchitectureError> {
        if !(1..=MAX_STAGES).contains(&stages.len()) {
            return Err(ArchitectureError::Stages { found: stages.len() });
        }
        let mut shapes = Vec::with_capacity(stages.len());
        let mut maps = INPUT;
        for (index, &stage) in stages.iter().enumerate() {
            let sizes = StageShapes::of(index + 1, stage, maps)?;
            maps = sizes.pool;
            shapes.push(sizes);
        }
        if !matches!(head.outputs, 1 | MAX_OUTPUTS) {
            return Err(ArchitectureError::Outputs { found: head.outputs });
        }
        Ok(Self { stages, shapes, flattened: maps, head })
    }

    /// The stages, first to last.
    pub fn stages(&self) -> &[Stage] {
        &self.stages
    }

    /// The linear layer and the outputs.
    pub fn head(&self) -> Head {
        self.head
    }

    /// The sizes of every stage, first to last.
    pub fn shapes(&self) -> &[StageShapes] {
        &self.shapes
    }

    /// The sizes of stage `index` (from 0).
    ///
    /// # Panics
    /// If there is no such stage.
    pub fn stage_shapes(&self, index: usize) -> StageShapes {
        self.shapes[index]
    }

    /// The shape that is flattened into the linear layer's vector.
    pub fn flattened(&self) -> Shape {
        self.flattened
    }

    /// How many products one forward pass adds up: for each stage C_out·C_in·k²·H′·W′, then M·N. Going back takes
    /// about twice as many.
    ///
    /// ```
    /// use hitofude_nn::{Activation, Architecture, Head, OutputActivation, Pooling, Stage};
    ///
    /// let stage = Stage {
    ///     channels: 2,
    ///     kernel: 3,
    ///     activation: Activation::Relu,
    ///     pooling: Pooling::Max,
    ///     bias: true,
    /// };
    /// let head = Head { outputs: 10, activation: OutputActivation::Softmax, bias: true };
    /// let architecture = Architecture::new(vec![stage], head).expect("28 → 26 → 13");
    /// assert_eq!(architecture.products(), 2 * 9 * 26 * 26 + 10 * 2 * 13 * 13);
    /// ```
    pub fn products(&self) -> usize {
        let stage = |(stage, shapes): (&Stage, &StageShapes)| {
            shapes.conv.len() * shapes.input.channels * stage.kernel * stage.kernel
        };
        let stages: usize = self.stages.iter().zip(&self.shapes).map(stage).sum();
        stages + self.head.outputs * self.flattened.len()
    }

    /// The same network with every activation, the output's too, switched off. Its sizes and its
    /// parameters are the same.
    pub fn without_activations(&self) -> Self {
        let mut plain = self.clone();
        for stage in &mut plain.stages {
            stage.activation = Activation::None;
        }
        plain.head.activation = OutputActivation::None;
        plain
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: Head = Head { outputs: 10, activation: OutputActivation::Softmax, bias: true };

    fn stage(channels: usize, kernel: usize, pooling: Pooling) -> Stage {
        Stage { channels, kernel, activation: Activation::Sigmoid, pooling, bias: false }
    }

    #[test]
    fn sizes_are_the_notebooks() {
        let stages = [3, 3, 2].map(|kernel| stage(5, kernel, Pooling::Max)).to_vec();
        let architecture = Architecture::new(stages, HEAD).unwrap();
        let sides: Vec<_> = architecture
            .shapes()
            .iter()
            .map(|s| [s.input, s.conv, s.pool].map(|m| m.width))
            .collect();
        assert_eq!(sides, [[28, 26, 13], [13, 11, 5], [5, 4, 2]]);
        assert_eq!(architecture.stage_shapes(0).input, INPUT);
        assert_eq!(architecture.stage_shapes(1).conv, Shape::new(5, 11, 11));
        assert_eq!(architecture.flattened(), Shape::new(5, 2, 2));
    }

    #[test]
    fn a_stage_without_pooling_keeps_its_size_and_a_kernel_may_fill_the_map() {
        let stages = vec![
            stage(2, 7, Pooling::None),
            stage(3, 7, Pooling::Average),
            stage(64, 7, Pooling::None),
            stage(1, 2, Pooling::None),
        ];
        let architecture = Architecture::new(stages, HEAD).unwrap();
        let last = architecture.stage_shapes(3);
        assert_eq!(architecture.stage_shapes(0).pool, Shape::new(2, 22, 22));
        assert_eq!(last.input, Shape::new(64, 2, 2));
        assert_eq!(architecture.flattened(), Shape::new(1, 1, 1));
    }

    #[test]
    fn without_activations_only_the_activations_change() {
        let architecture = Architecture::new(vec![stage(5, 3, Pooling::Max)], HEAD).unwrap();
        let plain = architecture.without_activations();
        assert_eq!(plain.stages()[0].activation, Activation::None);
        assert_eq!(plain.head(), Head { activation: OutputActivation::None, ..HEAD });
        assert_eq!(plain.shapes(), architecture.shapes());
    }

    #[test]
    fn what_cannot_be_is_refused_with_the_first_reason() {
        use ArchitectureError as E;
        let fine = stage(1, 3, Pooling::Max);
        let huge = usize::MAX;
        let with_outputs = |outputs| Head { outputs, ..HEAD };
        let cases = [
            (vec![], HEAD, E::Stages { found: 0 }),
            (vec![stage(1, 1, Pooling::None); 5], HEAD, E::Stages { found: 5 }),
            (vec![stage(0, 3, Pooling::Max)], HEAD, E::Channels { stage: 1, found: 0 }),
            (vec![fine, stage(65, 3, Pooling::Max)], HEAD, E::Channels { stage: 2, found: 65 }),
            (vec![stage(huge, huge, Pooling::Max)], HEAD, E::Channels { stage: 1, found: huge }),
            (vec![stage(1, 0, Pooling::Max)], HEAD, E::Kernel { stage: 1, found: 0 }),
            (vec![stage(1, 8, Pooling::Max)], HEAD, E::Kernel { stage: 1, found: 8 }),
            (vec![fine, stage(1, huge, Pooling::Max)], HEAD, E::Kernel { stage: 2, found: huge }),
            (
                vec![fine, fine, stage(1, 6, Pooling::Max)],
                HEAD,
                E::KernelTooLarge { stage: 3, kernel: 6, map: 5 },
            ),
            (
                vec![fine, fine, stage(1, 5, Pooling::Average)],
                HEAD,
                E::NothingLeftToPool { stage: 3, map: 1 },
            ),
            (vec![fine], with_outputs(0), E::Outputs { found: 0 }),
            (vec![fine], with_outputs(2), E::Outputs { found: 2 }),
            (vec![fine], with_outputs(huge), E::Outputs { found: huge }),
        ];
        for (stages, head, reason) in cases {
            assert_eq!(Architecture::new(stages, head), Err(reason));
        }
    }
}
