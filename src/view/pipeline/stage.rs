//! One stage of the pipeline: its kernels, its maps before and after the activation, its pooled maps.

use std::rc::Rc;
use yew::prelude::*;

use super::layer_maps::LayerMaps;
use super::tiles::{Arrangement, LayerPlace, tile};
use crate::lab::{Action, Layer, Panel, Patch};
use crate::nn::{Activation, Architecture, Pooling};
use crate::text::glossary::Term;
use crate::view::kit::naming::Naming as _;
use crate::view::kit::store::{Shared, use_shared};
use crate::view::weights::WeightCanvas;

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
    /// Which maps of each layer start it as the red, green and blue of one picture, if any do.
    pub composite: Option<[usize; 3]>,
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
        (
            Layer::Conv(stage),
            format!("Conv {number}"),
            Term::Convolution,
            shapes.conv,
            LayerPlace::Conv,
            true,
        ),
        (
            Layer::Activation(stage),
            text.activation_name(description.activation).to_string(),
            activation_term(description.activation),
            shapes.conv,
            LayerPlace::Conv,
            description.activation != Activation::None,
        ),
        (
            Layer::Pool(stage),
            format!("Pool {number}"),
            Term::Pooling,
            shapes.pool,
            LayerPlace::Pool,
            description.pooling != Pooling::None,
        ),
    ];
    html! {
        <section class="layer-group stage" aria-label={(text.stage)(number)}>
            { kernels(&shared, props) }
            { for layers.into_iter().map(|(layer, name, term, shape, place, works)| {
                html! {
                    <LayerMaps key={layer.id()} {layer} {term} name={name} {shape} {selected} {composite} {captions}
                        tile={tile(architecture, place, shape).beside(composite.is_some())} idle={!works}
                        same={matches!(layer, Layer::Activation(_))} onselect={onselect.clone()} />
                }
            }) }
        </section>
    }
}

fn activation_term(activation: Activation) -> Term {
    match activation {
        Activation::None => Term::Activation,
        Activation::Sigmoid => Term::Sigmoid,
        Activation::Relu => Term::Relu,
        Activation::Tanh => Term::Tanh,
    }
}

/// The kernels of a stage: those of each map together.
fn kernels(shared: &Shared, props: &StageColumnProps) -> Html {
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
    let onmatrix = {
        let dispatch = shared.dispatch.clone();
        move |_: MouseEvent| {
            if chosen.is_none() {
                dispatch.dispatch(Action::Select(Patch::Kernel { stage, output: 0, input: 0 }));
            }
            dispatch.dispatch(Action::SetPanel(Panel::Matrix, true));
        }
    };
    html! {
        <div class={classes!("layer", "kernels", columns, (!all).then_some("partial"))}>
            <h3>
                <button type="button" class="open-matrix" data-testid="open-matrix" data-stage={(stage + 1).to_string()}
                    aria-label={text.look.open_matrix} aria-description={format!("{outputs}×{inputs}×{side}×{side}")} onclick={onmatrix}>
                    <span class="word">{ text.kernels }</span><small translate="no">{ format!("{side}×{side} ⊞") }</small>
                </button>
            </h3>
            <div class="maps">
                if props.composite.is_some() { <span class="gap" /> }
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
