//! One small picture of weights inside the parameters: a kernel, or the weights with which one output of
//! the linear layer reads one map. Both are addressed, shown and edited the same way.

use std::ops::Range;

use crate::nn::{Architecture, Parameters};

/// Which picture of weights. Everything counts from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Patch {
    /// The kernel through which map `output` of a stage reads map `input`.
    Kernel {
        /// Which stage.
        stage: usize,
        /// The map that it writes to: j.
        output: usize,
        /// The map that it reads: i.
        input: usize,
    },
    /// The weights with which `output` reads the map `channel` that was flattened into the vector.
    Linear {
        /// Which output.
        output: usize,
        /// Which of the last maps.
        channel: usize,
    },
}

/// How far an edit reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The selected patch alone.
    This,
    /// Every patch that feeds the same map or output.
    Output,
    /// Every patch of the layer.
    Layer,
}

/// How the patches of one layer lie in its weight array: `[outputs, inputs, side, side]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct LayerGrid {
    /// How many maps or outputs the layer writes.
    pub outputs: usize,
    /// How many maps it reads.
    pub inputs: usize,
    /// Rows of each patch.
    pub rows: usize,
    /// Columns of each patch.
    pub columns: usize,
}

impl LayerGrid {
    /// The grid of the convolution of stage `stage`; `None` where there is no such stage.
    pub fn of_stage(architecture: &Architecture, stage: usize) -> Option<Self> {
        let side = architecture.stages().get(stage)?.kernel;
        let shapes = architecture.stage_shapes(stage);
        Some(Self {
            outputs: shapes.conv.channels,
            inputs: shapes.input.channels,
            rows: side,
            columns: side,
        })
    }

    /// The grid of the linear layer.
    pub fn of_linear(architecture: &Architecture) -> Self {
        let read = architecture.flattened();
        Self {
            outputs: architecture.head().outputs,
            inputs: read.channels,
            rows: read.height,
            columns: read.width,
        }
    }

    /// Weights in one patch.
    pub fn area(self) -> usize {
        self.rows * self.columns
    }

    /// How many weights feed one output: the fan-in.
    pub fn fan_in(self) -> usize {
        self.inputs * self.area()
    }

    /// Weights in the layer.
    pub fn len(self) -> usize {
        self.outputs * self.fan_in()
    }
}

impl Patch {
    /// Where the patch lies: its layer's grid, its output, its input. `None` where its stage does not exist.
    pub(super) fn place(self, architecture: &Architecture) -> Option<(LayerGrid, usize, usize)> {
        match self {
            Self::Kernel { stage, output, input } => {
                Some((LayerGrid::of_stage(architecture, stage)?, output, input))
            }
            Self::Linear { output, channel } => {
                Some((LayerGrid::of_linear(architecture), output, channel))
            }
        }
    }

    /// The patch of a layer that holds weight `index` of the layer's array, and which of its cells that is.
    pub(super) fn holding(
        architecture: &Architecture,
        layer: usize,
        index: usize,
    ) -> (Self, Option<usize>) {
        let grid = LayerGrid::of_stage(architecture, layer)
            .unwrap_or_else(|| LayerGrid::of_linear(architecture));
        let (output, rest) = (index / grid.fan_in(), index % grid.fan_in());
        let patch = match Self::first_into(architecture, layer, output) {
            Self::Kernel { .. } => Self::Kernel { stage: layer, output, input: rest / grid.area() },
            Self::Linear { .. } => Self::Linear { output, channel: rest / grid.area() },
        };
        (patch, Some(rest % grid.area()))
    }

    /// The first patch of a layer that feeds `output`.
    pub(super) fn first_into(architecture: &Architecture, layer: usize, output: usize) -> Self {
        if layer < architecture.stages().len() {
            Self::Kernel { stage: layer, output, input: 0 }
        } else {
            Self::Linear { output, channel: 0 }
        }
    }

    /// Its layer: the stage, or the number of stages for the linear layer.
    pub(super) fn layer(self, architecture: &Architecture) -> usize {
        match self {
            Self::Kernel { stage, .. } => stage,
            Self::Linear { .. } => architecture.stages().len(),
        }
    }

    /// Whether the network has such a patch.
    pub fn exists(self, architecture: &Architecture) -> bool {
        self.place(architecture)
            .is_some_and(|(grid, output, input)| output < grid.outputs && input < grid.inputs)
    }

    /// The nearest patch that the network has: each number at most the largest possible one.
    pub fn clamp_to(self, architecture: &Architecture) -> Self {
        match self {
            Self::Kernel { stage, output, input } => {
                let stage = stage.min(architecture.stages().len() - 1);
                let shapes = architecture.stage_shapes(stage);
                Self::Kernel {
                    stage,
                    output: output.min(shapes.conv.channels - 1),
                    input: input.min(shapes.input.channels - 1),
                }
            }
            Self::Linear { output, channel } => Self::Linear {
                output: output.min(architecture.head().outputs - 1),
                channel: channel.min(architecture.flattened().channels - 1),
            },
        }
    }

    /// Rows and columns; 0 × 0 for a patch that the network does not have.
    pub fn shape(self, architecture: &Architecture) -> (usize, usize) {
        match self.place(architecture) {
            Some((grid, ..)) if self.exists(architecture) => (grid.rows, grid.columns),
            _ => (0, 0),
        }
    }

    /// The position of its first cell in its layer's weight array.
    pub fn index(self, architecture: &Architecture) -> usize {
        self.place(architecture)
            .map_or(0, |(grid, output, input)| output * grid.fan_in() + input * grid.area())
    }

    /// Which weights of the layer's array a scope around this patch covers; empty for a patch that the
    /// network does not have.
    pub(super) fn range(self, architecture: &Architecture, scope: Scope) -> Range<usize> {
        let Some((grid, output, _)) =
            self.place(architecture).filter(|_| self.exists(architecture))
        else {
            return 0..0;
        };
        match scope {
            Scope::This => {
                let first = self.index(architecture);
                first..first + grid.area()
            }
            Scope::Output => output * grid.fan_in()..(output + 1) * grid.fan_in(),
            Scope::Layer => 0..grid.len(),
        }
    }

    /// Its weights, row-major; empty for a patch that the network does not have.
    pub fn cells<'a>(self, architecture: &Architecture, parameters: &'a Parameters) -> &'a [f32] {
        let range = self.range(architecture, Scope::This);
        match self {
            Self::Kernel { stage, .. } => {
                parameters.stages.get(stage).map_or(&[], |stage| &stage.kernels[range])
            }
            Self::Linear { .. } => &parameters.linear.weights[range],
        }
    }

    /// Every weight of the layer that the patch is a piece of.
    pub fn layer_cells(self, parameters: &Parameters) -> &[f32] {
        match self {
            Self::Kernel { stage, .. } => {
                parameters.stages.get(stage).map_or(&[], |stage| &stage.kernels)
            }
            Self::Linear { .. } => &parameters.linear.weights,
        }
    }

    /// The bias of the map or output that it feeds; `None` where the layer has none.
    pub fn bias(self, architecture: &Architecture, parameters: &Parameters) -> Option<f32> {
        let (output, bias) = match self {
            Self::Kernel { stage, output, .. } => (output, &parameters.stages.get(stage)?.bias),
            Self::Linear { output, .. } => (output, &parameters.linear.bias),
        };
        bias.get(output).copied().filter(|_| self.exists(architecture))
    }

    /// The whole weight array of its layer, to be written.
    pub(super) fn layer_weights(self, parameters: &mut Parameters) -> Option<&mut [f32]> {
        match self {
            Self::Kernel { stage, .. } => Some(&mut parameters.stages.get_mut(stage)?.kernels),
            Self::Linear { .. } => Some(&mut parameters.linear.weights),
        }
    }

    /// The bias that [`Patch::bias`] reads, to be written.
    pub(super) fn bias_mut(self, parameters: &mut Parameters) -> Option<&mut f32> {
        match self {
            Self::Kernel { stage, output, .. } => {
                parameters.stages.get_mut(stage)?.bias.get_mut(output)
            }
            Self::Linear { output, .. } => parameters.linear.bias.get_mut(output),
        }
    }
}
