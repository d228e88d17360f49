//! The linear layer: the weights of one output, and their inner product with the vector.

use std::rc::Rc;
use web_sys::Node;
use yew::prelude::*;

use crate::lab::{Action, Detail, Layer, Network, Patch, Scope, StepOf};
use crate::nn::{OutputActivation, WeightRange};
use crate::paint::Range;
use crate::text::glossary::Term;
use crate::text::{Text, number};
use crate::view::kit::explained::explained;
use crate::view::kit::more::More;
use crate::view::kit::naming::Naming as _;
use crate::view::kit::store::use_shared;
use crate::view::kit::written::say;
use crate::view::live::{Follower, Frame};
use crate::view::weights::{
    BiasField, EditTools, Stepper, Steps, WeightGrid, random_button, step_button,
};

/// As many weights as can be told apart side by side; beyond, one piece at a time.
const CELLS_SHOWN: usize = 24;

#[derive(Properties, PartialEq)]
pub struct LinearCardProps {
    /// The network whose layer it is.
    pub network: Network,
    /// The chosen output, and the chosen piece of its weights.
    pub linear: Patch,
    /// How far edits of whole pieces reach.
    pub scope: Scope,
    /// From where random weights are drawn.
    pub range: WeightRange,
    /// With which seed.
    pub seed: u32,
    /// One step on the drawing.
    pub steps: Steps,
}

#[component]
pub fn LinearCard(props: &LinearCardProps) -> Html {
    let shared = use_shared();
    let text = shared.text;
    let sum = use_node_ref();
    let active = use_state_eq(|| (props.linear, 0));
    let onactive = {
        let active = active.clone();
        use_callback((), move |cell, ()| active.set(cell))
    };
    let (architecture, parameters) = (&props.network.architecture, &props.network.parameters);
    let Patch::Linear { output, channel } = props.linear else { return html! {} };
    let shown = shared.details.has(Detail::Linear);
    {
        let sum = sum.clone();
        let live = shared.live.clone();
        use_effect_with((output, text.language, shown), move |_| {
            let attachment =
                sum.cast::<Node>().map(|node| live.attach(ProductFollower { node, output, text }));
            move || drop(attachment)
        });
    }
    let flattened = architecture.flattened();
    let outputs = architecture.head().outputs;
    let title = html! {
        <h2 id="linear-title">{ explained(Term::Linear, text.linear_title) }
            <small translate="no">{ format!("{outputs}×{}", flattened.len()) }</small></h2>
    };
    if !shown {
        return html! {
            <section class="card linear-card folded" aria-labelledby="linear-title">
                <div class="head">{ title }<More of={Detail::Linear} /></div>
            </section>
        };
    }
    let whole = flattened.len() <= CELLS_SHOWN;
    let channels = if whole { 0..flattened.channels } else { channel..channel + 1 };
    let patches: Vec<Patch> = channels.map(|channel| Patch::Linear { output, channel }).collect();
    let values: Vec<Rc<[f32]>> =
        patches.iter().map(|patch| patch.cells(architecture, parameters).into()).collect();
    let largest = Range::of(&parameters.linear.weights).symmetric().high;
    let step = |output: usize, channel: usize| {
        shared.act(move |_: MouseEvent| Action::Select(Patch::Linear { output, channel }))
    };
    let channels = flattened.channels;
    let size = flattened.width.max(if whole { flattened.width * patches.len() } else { 0 });
    let outputs_stepper = html! {
        if outputs > 1 {
            <Stepper label={text.to_output} at={output} of={outputs} zero_based={true}
                back={step((output + outputs - 1) % outputs, channel)}
                on={step((output + 1) % outputs, channel)} />
        }
    };
    let (patch, index) = *active;
    let bias = props.linear.bias(architecture, parameters);
    html! {
        <section class={classes!("card", "linear-card", (size <= 2).then_some("few"))}
            aria-labelledby="linear-title" style={format!("--side:{size}")}>
            <div class={classes!("head", (whole && outputs > 1 || bias.is_some()).then_some("full"))}>
                { title }
                if whole { { outputs_stepper.clone() } }
                <BiasField patch={props.linear} value={bias} />
                <More of={Detail::Linear} />
            </div>
            if !whole {
                <div class="route">
                    <Stepper label={text.from_map} at={channel} of={channels}
                        back={step(output, (channel + channels - 1) % channels)}
                        on={step(output, (channel + 1) % channels)} zero_based={false} />
                    <span aria-hidden="true">{ "→" }</span>
                    { outputs_stepper }
                </div>
            }
            <WeightGrid {patches} shape={(flattened.height, flattened.width)} {values} {largest}
                numbers={size <= 2} label={(text.linear_of)(output)} step_size={props.steps.size} marks={true}
                {onactive}>
                <EditTools patch={props.linear} scope={props.scope} turning={false} />
                { step_button(&shared, "take-step-cell-linear", props.steps, StepOf::Cell { patch, index }, ["∇", text.step_cell_hint]) }
                { random_button(&shared, props.linear, props.scope, props.range, props.seed) }
            </WeightGrid>
            <dfn class="product explained" data-term={output_term(architecture.head().activation).id()} tabindex="-1" ref={sum}
                data-testid="inner-product" />
        </section>
    }
}

/// What becomes of the inner product.
fn output_term(activation: OutputActivation) -> Term {
    match activation {
        OutputActivation::None => Term::Linear,
        OutputActivation::Sigmoid => Term::Sigmoid,
        OutputActivation::Softmax => Term::Softmax,
    }
}

struct ProductFollower {
    node: Node,
    output: usize,
    text: &'static Text,
}

impl Follower for ProductFollower {
    fn follow(&mut self, frame: &mut Frame) {
        if !frame.concerns(Layer::Linear) && !frame.changes.blank_changed {
            return;
        }
        if frame.scene.blank() {
            return say(&self.node, "–");
        }
        let activations = frame.scene.activations();
        let Some(&logit) = activations.logits.get(self.output) else { return };
        let prediction = activations.prediction.get(self.output).copied().unwrap_or(logit);
        let head = frame.scene.architecture().head().activation;
        let words = (self.text.inner_product)(
            &number::short(logit),
            self.text.output_activation_name(head),
            &number::short(prediction),
        );
        say(&self.node, &words);
    }
}
