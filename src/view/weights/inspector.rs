//! The chosen kernel, cell by cell.

use std::rc::Rc;
use yew::prelude::*;

use super::bias_field::BiasField;
use super::kernel_map::KernelMap;
use super::step_tools::{StepTools, Steps};
use super::weight_grid::WeightGrid;
use super::weight_tools::{EditTools, PresetTools, RandomTools};
use crate::lab::{Action, Detail, Network, Off, Panel, Patch, Scope};
use crate::nn::WeightRange;
use crate::paint::Range;
use crate::text::glossary::Term;
use crate::view::kit::explained::explained;
use crate::view::kit::more::More;
use crate::view::kit::store::use_shared;
use crate::view::kit::switch::Switch;

#[derive(Properties, PartialEq)]
pub struct InspectorProps {
    /// The network whose kernel it is.
    pub network: Network,
    /// The kernel.
    pub kernel: Patch,
    /// How far edits of a whole kernel reach.
    pub scope: Scope,
    /// From where random weights are drawn.
    pub range: WeightRange,
    /// With which seed.
    pub seed: u32,
    /// One step on the drawing.
    pub steps: Steps,
    /// Whether it and its map can be switched off here.
    pub switching: bool,
    /// Whether the notebook's first figure is open.
    pub figure: bool,
}

#[component]
pub fn Inspector(props: &InspectorProps) -> Html {
    let shared = use_shared();
    let text = shared.text;
    let active = use_state_eq(|| 0);
    let onactive = {
        let active = active.clone();
        use_callback((), move |(_, index), ()| active.set(index))
    };
    let (architecture, parameters) = (&props.network.architecture, &props.network.parameters);
    let patch = props.kernel;
    let Patch::Kernel { stage, output, input } = patch else { return html! {} };
    let shape = patch.shape(architecture);
    let values: Rc<[f32]> = patch.cells(architecture, parameters).into();
    let largest = Range::of(patch.layer_cells(parameters)).symmetric().high;
    let shapes = architecture.stage_shapes(stage);
    let (inputs, outputs) = (shapes.input.channels, shapes.conv.channels);
    let step = |input: usize, output: usize| {
        shared.act(move |_: MouseEvent| Action::Select(Patch::Kernel { stage, output, input }))
    };
    let switch = |handle: &'static str, what: Off, label: &'static str, hint: &'static str| {
        html! {
            <Switch {handle} on={!props.network.off.contains(&what)} {label} {hint}
                ontoggle={shared.act(move |on| Action::Switch { what, on })} />
        }
    };
    let (words, figure) = (text.probe, props.figure);
    let bias = patch.bias(architecture, parameters);
    let shown = shared.details.has(Detail::Kernel);
    let map = Off::Map { stage, channel: output };
    html! {
        <section class="card inspector" aria-labelledby="inspector-title" style={format!("--side:{}", shape.1)}>
            <div class={classes!("head", bias.map(|_| "full"))}>
                <h2 id="inspector-title">{ explained(Term::Kernel, (text.kernel_title)(stage + 1)) }
                    <small translate="no">{ format!("{}×{}", shape.0, shape.1) }</small></h2>
                if shown {
                <button type="button" class="chip figure-open" data-testid="figure-open" aria-label={text.xray.figure_hint} aria-expanded={figure.to_string()}
                    onclick={shared.act(move |_| Action::SetPanel(Panel::Figure, !figure))}>{ "5×5" }</button>
                }
                <BiasField {patch} value={bias} />
                <More of={Detail::Kernel} />
                <button type="button" class="close sheet-only" aria-label={text.close}
                    onclick={shared.act(|_| Action::SetPanel(Panel::Sheet, false))}>{ "×" }</button>
            </div>
            if shown {
            <div class="route">
                <Stepper label={text.from_map} at={input} of={inputs}
                    back={step((input + inputs - 1) % inputs, output)} on={step((input + 1) % inputs, output)}
                    zero_based={false} />
                <span aria-hidden="true">{ "→" }</span>
                <Stepper label={text.to_map} at={output} of={outputs}
                    back={step(input, (output + outputs - 1) % outputs)}
                    on={step(input, (output + 1) % outputs)} zero_based={false} />
                <button type="button" class="close" data-testid="all-kernels" aria-label={text.look.open_matrix} onclick={shared.act(|_| Action::SetPanel(Panel::Matrix, true))}>
                    { "⊞" }</button>
            </div>
            }
            if props.switching {
                <div class="row switches-off">
                { switch("switch-kernel", Off::Patch(patch), words.this_kernel, words.this_kernel_hint) }
                { switch("switch-map", map, words.this_map, words.this_map_hint) }
                </div>
            }
            <WeightGrid patches={vec![patch]} {shape} values={vec![values]} {largest} numbers={shape.1 <= 5}
                label={(text.kernel_of)(stage + 1, input, output)} step_size={props.steps.size} marks={shown}
                {onactive}>
                if shown {
                    <EditTools {patch} scope={props.scope} turning={true} />
                }
            </WeightGrid>
            if !shown {
                <p class="click-hint"><span class="by-mouse">{ text.first.click_a_cell }</span>
                    <span class="by-finger">{ text.first.tap_a_cell }</span></p>
                <KernelMap {stage} channel={output} shape={(shapes.conv.height, shapes.conv.width)} />
            }
            if shown {
                <StepTools steps={props.steps} {patch} index={*active} />
                <PresetTools {patch} side={shape.0} scope={props.scope} />
                <RandomTools {patch} scope={props.scope} range={props.range} seed={props.seed} />
            }
        </section>
    }
}

#[derive(Properties, PartialEq)]
pub struct StepperProps {
    /// What is chosen.
    pub label: &'static str,
    /// Which one, from 0.
    pub at: usize,
    /// Of how many.
    pub of: usize,
    /// Whether they are counted from 0, as digits are.
    pub zero_based: bool,
    /// To the one before.
    pub back: Callback<MouseEvent>,
    /// To the one after.
    pub on: Callback<MouseEvent>,
}

/// One of several, one step at a time.
#[component]
pub fn Stepper(props: &StepperProps) -> Html {
    let shared = use_shared();
    let single = props.of < 2;
    html! {
        <span class="stepper" translate="no" role="group" aria-label={props.label}>
            <span class="what">{ props.label }</span>
            <button type="button" disabled={single} onclick={props.back.clone()}
                aria-label={(shared.text.previous)(props.label)}>{ "‹" }</button>
            if props.zero_based {
                <b>{ props.at }</b>
            } else {
                <b>{ props.at + 1 }<small translate="no">{ "/" }{ props.of }</small></b>
            }
            <button type="button" disabled={single} onclick={props.on.clone()}
                aria-label={(shared.text.next)(props.label)}>{ "›" }</button>
        </span>
    }
}
