//! Stages, channels, kernels, activations, pooling, outputs: the network as a form.

use std::rc::Rc;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use super::dialog::Dialog;
use super::naming::Naming as _;
use super::part::part;
use super::store::use_shared;
use crate::lab::Action;
use crate::nn::architecture::{MAX_CHANNELS, MAX_KERNEL, MAX_STAGES};
use crate::nn::{Activation, Architecture, Head, OutputActivation, Pooling, Stage};
use crate::text::Text;

#[derive(Properties, PartialEq)]
pub struct ArchitectureEditorProps {
    /// The network as it is.
    pub architecture: Rc<Architecture>,
    /// Closes the editor.
    pub onclose: Callback<()>,
}

#[derive(Clone, PartialEq)]
struct Draft {
    stages: Vec<Stage>,
    head: Head,
}

#[component]
pub fn ArchitectureEditor(props: &ArchitectureEditorProps) -> Html {
    let shared = use_shared();
    let text = shared.text;
    // What is asked for may be impossible; then the network stays, and the form says why.
    let draft = use_state_eq(|| Draft {
        stages: props.architecture.stages().to_vec(),
        head: props.architecture.head(),
    });
    let checked = Architecture::new(draft.stages.clone(), draft.head);
    let change = {
        let (draft, dispatch) = (draft.clone(), shared.dispatch.clone());
        Callback::from(move |next: Draft| {
            if let Ok(architecture) = Architecture::new(next.stages.clone(), next.head) {
                dispatch.dispatch(Action::SetArchitecture(architecture));
            }
            draft.set(next);
        })
    };
    let with_stages = |edit: &dyn Fn(&mut Vec<Stage>)| {
        let mut next = (*draft).clone();
        edit(&mut next.stages);
        let change = change.clone();
        Callback::from(move |_: MouseEvent| change.emit(next.clone()))
    };
    let add = with_stages(&|stages| {
        if let Some(&last) = stages.last() {
            stages.push(Stage { kernel: 2, pooling: Pooling::None, ..last });
        }
    });
    let count = draft.stages.len();
    part!(Dialog {
        handle: "architecture-dialog",
        title: text.architecture_title,
        onclose: props.onclose.clone(),
        children: html! { <>
            <p class="lead">{ text.architecture_lead }</p>
            <table class="architecture">
                <thead><tr>
                    <th />
                    <th>{ text.channels }</th><th>{ text.kernel }</th><th>{ text.bias }</th>
                    <th>{ text.activation_function }</th><th>{ text.pooling }</th><th>{ text.size }</th><th />
                </tr></thead>
                <tbody>
                    { for (0..count).map(|index| {
                        let onchange = {
                            let (draft, change) = (draft.clone(), change.clone());
                            Callback::from(move |stage: Stage| {
                                let mut next = (*draft).clone();
                                next.stages[index] = stage;
                                change.emit(next);
                            })
                        };
                        let onremove = with_stages(&|stages| { stages.remove(index); });
                        part!(index => StageRow { index, stage: draft.stages[index], onchange, onremove,
                                sizes: sizes(&draft.stages[..=index], draft.head), only: count == 1 })
                    }) }
                </tbody>
            </table>
            <div class="row">
                <button type="button" class="button" data-testid="add-stage" disabled={count >= MAX_STAGES}
                    onclick={add}>{ text.add_stage }</button>
            </div>
            { part!(HeadRow { head: draft.head, onchange: {
                let (draft, change) = (draft.clone(), change.clone());
                Callback::from(move |head| change.emit(Draft { head, ..(*draft).clone() }))
            } }) }
            { match &checked {
                Ok(architecture) => html! {
                    <p class="sum" data-testid="architecture-sum">
                        { (text.architecture_sum)(architecture.flattened().len(), weights(architecture)) }
                    </p>
                },
                Err(error) => html! {
                    <p class="problem" role="alert" data-testid="architecture-problem">
                        { text.architecture_error(error) }{ " " }{ text.network_stays }
                    </p>
                },
            } }
        </> }
    })
}

/// "28 → 26 → 13": the maps' side before the stage, after its convolution, after its pooling.
fn sizes(stages: &[Stage], head: Head) -> Option<String> {
    let architecture = Architecture::new(stages.to_vec(), head).ok()?;
    let shapes = architecture.stage_shapes(stages.len() - 1);
    let pooled = if shapes.pool == shapes.conv {
        String::new()
    } else {
        format!(" → {}", shapes.pool.height)
    };
    Some(format!("{} → {}{pooled}", shapes.input.height, shapes.conv.height))
}

#[derive(Properties, PartialEq)]
struct StageRowProps {
    index: usize,
    stage: Stage,
    sizes: Option<String>,
    only: bool,
    onchange: Callback<Stage>,
    onremove: Callback<MouseEvent>,
}

#[component]
fn StageRow(props: &StageRowProps) -> Html {
    let shared = use_shared();
    let text = shared.text;
    let (stage, onchange) = (props.stage, props.onchange.clone());
    let number = props.index + 1;
    let channels = {
        let onchange = onchange.clone();
        Callback::from(move |event: Event| {
            let input: HtmlInputElement = event.target_unchecked_into();
            // Not a number counts as none, which the form then refuses in words.
            let channels = input.value_as_number().max(0.0) as usize;
            onchange.emit(Stage { channels, ..stage });
        })
    };
    let bias = {
        let onchange = onchange.clone();
        Callback::from(move |event: Event| {
            let input: HtmlInputElement = event.target_unchecked_into();
            onchange.emit(Stage { bias: input.checked(), ..stage });
        })
    };
    html! {
        <tr data-testid="stage-row" data-stage={number.to_string()}>
            <th scope="row">{ (text.stage)(number) }</th>
            <td data-name={text.channels}><input type="number" data-testid="stage-channels" aria-label={text.channels}
                min="1" max={MAX_CHANNELS.to_string()} value={stage.channels.to_string()} onchange={channels} /></td>
            <td data-name={text.kernel}>{ part!(Choice { handle: "stage-kernel", label: text.kernel,
                chosen: stage.kernel - 1,
                options: (1..=MAX_KERNEL).map(|side| format!("{side}×{side}")).collect::<Vec<_>>(),
                onchoose: onchange.reform(move |side| Stage { kernel: side + 1, ..stage }) }) }</td>
            <td data-name={text.bias}><input type="checkbox" data-testid="stage-bias" aria-label={text.bias}
                checked={stage.bias} onchange={bias} /></td>
            <td data-name={text.activation_function}>{ part!(Choice { handle: "stage-activation",
                label: text.activation_function,
                chosen: position(&ACTIVATIONS, stage.activation),
                options: names(&ACTIVATIONS, |activation| text.activation_name(activation)),
                onchoose: onchange.reform(move |index| Stage { activation: ACTIVATIONS[index], ..stage }) }) }</td>
            <td data-name={text.pooling}>{ part!(Choice { handle: "stage-pooling", label: text.pooling,
                chosen: position(&POOLINGS, stage.pooling),
                options: names(&POOLINGS, |pooling| text.pooling_name(pooling)),
                onchoose: onchange.reform(move |index| Stage { pooling: POOLINGS[index], ..stage }) }) }</td>
            <td data-name={text.size} class="sizes" data-testid="stage-sizes">{ props.sizes.clone().unwrap_or("–".into()) }</td>
            <td><button type="button" class="chip icon" data-testid="remove-stage" disabled={props.only}
                aria-label={(text.remove_stage)(number)} title={(text.remove_stage)(number)}
                onclick={props.onremove.clone()}>{ "×" }</button></td>
        </tr>
    }
}

#[derive(Properties, PartialEq)]
struct HeadRowProps {
    head: Head,
    onchange: Callback<Head>,
}

#[component]
fn HeadRow(props: &HeadRowProps) -> Html {
    let text: &Text = use_shared().text;
    let (head, onchange) = (props.head, props.onchange.clone());
    let bias = {
        let onchange = onchange.clone();
        Callback::from(move |event: Event| {
            let input: HtmlInputElement = event.target_unchecked_into();
            onchange.emit(Head { bias: input.checked(), ..head });
        })
    };
    html! {
        <div class="row head-row">
            <label>{ text.outputs }{ part!(Choice { handle: "outputs", label: text.outputs,
                chosen: position(&OUTPUTS, head.outputs),
                options: names(&OUTPUTS, |outputs| text.outputs_name(outputs)),
                onchoose: onchange.reform(move |index| Head { outputs: OUTPUTS[index], ..head }) }) }</label>
            <label>{ text.output_activation }{ part!(Choice { handle: "output-activation",
                label: text.output_activation,
                chosen: position(&OUTPUT_ACTIVATIONS, head.activation),
                options: names(&OUTPUT_ACTIVATIONS, |activation| text.output_activation_name(activation)),
                onchoose: onchange.reform(move |index| Head { activation: OUTPUT_ACTIVATIONS[index],
                ..head }) }) }</label>
            <label>{ text.bias }<input type="checkbox" data-testid="linear-bias" checked={head.bias}
                onchange={bias} /></label>
        </div>
    }
}

/// Every number that learning would adjust, biases too.
fn weights(architecture: &Architecture) -> usize {
    let stages = architecture.stages().iter().enumerate().map(|(index, stage)| {
        let inputs = architecture.stage_shapes(index).input.channels;
        stage.channels * (inputs * stage.kernel * stage.kernel + usize::from(stage.bias))
    });
    let head = architecture.head();
    stages.sum::<usize>() + head.outputs * (architecture.flattened().len() + usize::from(head.bias))
}

const ACTIVATIONS: [Activation; 4] =
    [Activation::None, Activation::Sigmoid, Activation::Relu, Activation::Tanh];
const POOLINGS: [Pooling; 3] = [Pooling::None, Pooling::Max, Pooling::Average];
const OUTPUTS: [usize; 2] = [1, 10];
const OUTPUT_ACTIVATIONS: [OutputActivation; 3] =
    [OutputActivation::None, OutputActivation::Sigmoid, OutputActivation::Softmax];

fn position<T: PartialEq>(all: &[T], one: T) -> usize {
    all.iter().position(|each| *each == one).unwrap_or(0)
}

fn names<T: Copy>(all: &[T], name: impl Fn(T) -> &'static str) -> Vec<String> {
    all.iter().map(|&each| name(each).to_string()).collect()
}

#[derive(Properties, PartialEq)]
struct ChoiceProps {
    handle: &'static str,
    label: &'static str,
    options: Vec<String>,
    chosen: usize,
    onchoose: Callback<usize>,
}

/// A `select` whose value is a position.
#[component]
fn Choice(props: &ChoiceProps) -> Html {
    let onchoose = props.onchoose.clone();
    let last = props.options.len().saturating_sub(1);
    let onchange = move |event: Event| {
        let chosen = event.target_unchecked_into::<HtmlSelectElement>().selected_index();
        onchoose.emit(usize::try_from(chosen).unwrap_or(0).min(last));
    };
    html! {
        <select data-testid={props.handle} aria-label={props.label} {onchange}>
            { for props.options.iter().enumerate().map(|(index, name)| html! {
                <option value={index.to_string()} selected={index == props.chosen}>{ name }</option>
            }) }
        </select>
    }
}
