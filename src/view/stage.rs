//! One stage of the pipeline: its kernels, its maps before and after the activation, its pooled maps.

use std::rc::Rc;
use yew::prelude::*;

use super::naming::Naming as _;
use super::pipeline::LayerMaps;
use super::store::use_shared;
use super::weight_canvas::WeightCanvas;
use crate::lab::{Action, Layer, Patch};
use crate::nn::{Activation, Architecture, Pooling};

/// How a pipeline lies on a wide screen. (A narrow one always stacks.)
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrangement {
    /// A few big maps: each stage a column, layers from top to bottom.
    Stacked,
    /// Channels as rows, layers from left to right, the kernels before their map.
    Rows,
    /// Too many for rows: each layer a block of tiles.
    Tiles,
}

impl Arrangement {
    /// What suits `architecture`.
    pub fn of(architecture: &Architecture) -> Self {
        match architecture.stages().iter().map(|stage| stage.channels).max() {
            Some(0..=2) | None => Self::Stacked,
            Some(3..=6) => Self::Rows,
            Some(_) => Self::Tiles,
        }
    }

    /// The style sheet's name for it.
    pub fn class(self) -> &'static str {
        match self {
            Self::Stacked => "stacked",
            Self::Rows => "rows",
            Self::Tiles => "tiles",
        }
    }
}

/// The sizes of one layer's tiles as CSS variables: on a wide screen and on a narrow one, in pixels.
/// `depth` is 0 for the input, then the stage's number, 9 for what comes after the last.
pub fn tile(
    arrangement: Arrangement,
    depth: usize,
    side: usize,
    architecture: &Architecture,
) -> String {
    let stages = architecture.stages().len();
    let most = architecture.stages().iter().map(|stage| stage.channels).max().unwrap_or(1);
    let wide: usize = match arrangement {
        Arrangement::Stacked => {
            let room = if most == 1 { 150 } else { 92 };
            match (depth, side) {
                (0, _) => 120,
                (_, 15..) => room,
                (_, 8..=14) => room * 4 / 5,
                (_, 4..=7) => room * 3 / 5,
                _ => room * 2 / 5,
            }
        }
        Arrangement::Rows => match (depth, side) {
            (0, _) => 56,
            (_, 20..) => 64,
            (_, 10..=19) => 50,
            (_, 4..=9) => 40,
            _ => 30,
        },
        Arrangement::Tiles => match (depth, side) {
            (0, _) => 52,
            (_, 20..) => 36,
            (_, 10..=19) => 24,
            (_, 5..=9) => 17,
            (_, 4) => 15,
            _ => 12,
        },
    };
    let wide = if stages > 3 && arrangement != Arrangement::Stacked { wide * 3 / 4 } else { wide };
    let narrow = match most {
        1 | 2 => 104,
        3..=6 => 58,
        _ => 34,
    };
    format!("--wide:{wide}px;--narrow:{narrow}px")
}

/// More kernels than this into one stage, and only those of the chosen map are shown.
const KERNELS_SHOWN: usize = 64;

#[derive(Properties, PartialEq)]
pub struct StageColumnProps {
    /// Which stage, from 0.
    pub stage: usize,
    /// The whole network.
    pub architecture: Rc<Architecture>,
    /// The kernel in the editor.
    pub kernel: Patch,
    /// Whether each layer starts with its first three maps as one RGB picture.
    pub composite: bool,
    /// How the pipeline lies.
    pub arrangement: Arrangement,
}

#[component]
pub fn StageColumn(props: &StageColumnProps) -> Html {
    let shared = use_shared();
    let text = shared.text;
    let &StageColumnProps { stage, kernel, composite, arrangement, .. } = props;
    let architecture = &props.architecture;
    let shapes = architecture.stage_shapes(stage);
    let description = architecture.stages()[stage];
    let selected = match kernel {
        Patch::Kernel { stage: chosen, output, .. } if chosen == stage => Some(output),
        _ => None,
    };
    let input = match kernel {
        Patch::Kernel { input, .. } => input.min(shapes.input.channels - 1),
        Patch::Linear { .. } => 0,
    };
    let onselect = shared.act(move |output| Action::Select(Patch::Kernel { stage, output, input }));
    let captions = arrangement != Arrangement::Tiles;
    let number = stage + 1;
    let layers = [
        (Layer::Conv(stage), format!("Conv {number}"), shapes.conv, true),
        (
            Layer::Activation(stage),
            format!("{} {number}", text.activation_name(description.activation)),
            shapes.conv,
            description.activation != Activation::None,
        ),
        (
            Layer::Pool(stage),
            format!("Pool {number}"),
            shapes.pool,
            description.pooling != Pooling::None,
        ),
    ];
    html! {
        <section class="layer-group stage" aria-label={(text.stage)(number)}>
            <Kernels {stage} architecture={architecture.clone()} {kernel} {arrangement} />
            { for layers.into_iter().map(|(layer, name, shape, does_something)| html! {
                <LayerMaps key={layer.id()} {layer} {name} {shape} {selected} {composite} {captions}
                    tile={tile(arrangement, number, shape.height, architecture)
                        + if does_something { "" } else { ";--idle:1" }}
                    onselect={onselect.clone()} />
            }) }
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct KernelsProps {
    stage: usize,
    architecture: Rc<Architecture>,
    kernel: Patch,
    arrangement: Arrangement,
}

/// The kernels of a stage: those of each map together.
#[component]
fn Kernels(props: &KernelsProps) -> Html {
    let shared = use_shared();
    let text = shared.text;
    let stage = props.stage;
    let shapes = props.architecture.stage_shapes(stage);
    let side = props.architecture.stages()[stage].kernel;
    let (inputs, outputs) = (shapes.input.channels, shapes.conv.channels);
    let chosen = match props.kernel {
        Patch::Kernel { stage: chosen, output, .. } if chosen == stage => Some(output),
        _ => None,
    };
    let all = inputs * outputs <= KERNELS_SHOWN;
    let rows = if all { 0..outputs } else { chosen.unwrap_or(0)..chosen.unwrap_or(0) + 1 };
    let columns = if inputs > 1 { "many" } else { "one" };
    html! {
        <div class={classes!("layer", "kernels", columns, (!all).then_some("partial"))}>
            <h3>{ text.kernels }<small>{ format!("{outputs}×{inputs}×{side}×{side}") }</small></h3>
            <div class="maps">
                { for rows.map(|output| html! {
                    <div class="bundle" key={output}>
                        { for (0..inputs).map(|input| {
                            let patch = Patch::Kernel { stage, output, input };
                            html! {
                                <WeightCanvas key={format!("{input}.{side}")} {patch} shape={(side, side)}
                                    selected={patch == props.kernel}
                                    label={(text.kernel_of)(stage + 1, input, output)} />
                            }
                        }) }
                    </div>
                }) }
            </div>
        </div>
    }
}
