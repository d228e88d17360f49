//! From the image to the vector: every map of every layer.

use std::rc::Rc;
use yew::prelude::*;

use super::map_canvas::MapCanvas;
use super::stage::StageColumn;
use super::tiles::{Arrangement, LayerPlace, extent, tile};
use crate::lab::{Layer, Patch};
use crate::nn::Architecture;
use crate::nn::architecture::INPUT;
use crate::text::Text;
use crate::text::glossary::Term;
use crate::view::kit::explained::explained;
use crate::view::kit::store::use_shared;
use crate::view::weights::WeightCanvas;
use crate::view::xray::use_pointing;

#[derive(Properties, PartialEq)]
pub struct PipelineProps {
    /// What the network is.
    pub architecture: Rc<Architecture>,
    /// The kernel in the editor.
    pub kernel: Patch,
    /// The linear weights in the editor.
    pub linear: Patch,
    /// Which maps of each layer start it as the red, green and blue of one picture, if any do.
    pub composite: Option<[usize; 3]>,
    /// Whether a click switches a map or a kernel off, or on again.
    pub switching: bool,
}

#[component]
pub fn Pipeline(props: &PipelineProps) -> Html {
    let shared = use_shared();
    let text = shared.text;
    let architecture = &props.architecture;
    let arrangement = Arrangement::of(architecture);
    let flattened = architecture.flattened();
    let root = use_node_ref();
    use_pointing(&root, true);
    let output = match props.linear {
        Patch::Linear { output, .. } => output,
        Patch::Kernel { .. } => 0,
    };
    html! {
        <div ref={root} class={classes!("pipeline", arrangement.class(),
            (architecture.stages().len() == 1).then_some("roomy"), (architecture.stages().len() > 3).then_some("crowded"),
            props.switching.then_some("switching"))} style={extent(architecture, props.composite.is_some())}>
            <section class="layer-group input-group" aria-label={text.input}>
                <div class="layer" style={tile(architecture, LayerPlace::Input, INPUT).style()}>
                    <h3>{ explained(Term::Input, text.input) }<small translate="no">{ "28×28" }</small></h3>
                    <div class="maps" data-maps="input">
                        <button type="button" class="choose">
                            <MapCanvas layer={Layer::Input} channel={0} width={INPUT.width}
                                height={INPUT.height} label={text.input} caption={true} />
                        </button>
                    </div>
                </div>
            </section>
            { for (0..architecture.stages().len()).map(|stage| {
                html! {
                    <StageColumn key={stage} {stage} architecture={architecture.clone()} kernel={props.kernel}
                        composite={props.composite} {arrangement} />
                }
            }) }
            <section class="layer-group linear-group" aria-label={text.linear}>
                <div class="layer vector">
                    <h3>{ explained(Term::Vector, html! { <><span class="word">{ text.vector }</span><i class="letter">{ "x" }</i></> }) }<small translate="no">{ flattened.len() }</small></h3>
                    <div class="maps" data-maps="vector">
                        <button type="button" class="choose" key={flattened.len()}>
                            <MapCanvas layer={Layer::Vector} channel={0} width={1} height={flattened.len()}
                                label={text.vector} caption={false} />
                        </button>
                    </div>
                </div>
                { linear_column(text, props) }
            </section>
            <svg class="flow" aria-hidden="true" data-testid="flow" data-out={output.to_string()} />
        </div>
    }
}

/// The weights of one output, each piece beside the map that it reads.
fn linear_column(text: &Text, props: &PipelineProps) -> Html {
    let Patch::Linear { output, .. } = props.linear else { return html! {} };
    let flattened = props.architecture.flattened();
    let outputs = props.architecture.head().outputs;
    html! {
        <div class="layer linear" style={tile(&props.architecture, LayerPlace::Linear, flattened).style()}>
            <h3>{ explained(Term::Linear, text.linear) }<small translate="no">{ format!("{outputs}×{}", flattened.len()) }</small></h3>
            <div class="maps">
                if props.composite.is_some() { <span class="gap" /> }
                { for (0..flattened.channels).map(|channel| {
                    let patch = Patch::Linear { output, channel };
                    html! {
                        <WeightCanvas key={format!("{output}.{channel}")} {patch}
                            shape={(flattened.height, flattened.width)} selected={props.linear == patch}
                            label={(text.linear_weights)(output, channel)} />
                    }
                }) }
            </div>
        </div>
    }
}
