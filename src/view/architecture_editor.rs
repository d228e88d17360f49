//! Stages, channels, kernels, activations, pooling, outputs: the network as a form.

use std::rc::Rc;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::lab::draft::{Draft, DraftEdit, HeadPart, StagePart};
use crate::lab::{Action, Wanted};
use crate::nn::architecture::{MAX_KERNEL, MAX_STAGES};
use crate::nn::{Activation, Architecture, Head, OutputActivation, Pooling, Stage};
use crate::text::Text;
use crate::view::kit::choice::{Choice, options};
use crate::view::kit::dialog::Dialog;
use crate::view::kit::naming::Naming as _;
use crate::view::kit::number_field::{NumberField, Problem, say};
use crate::view::kit::store::use_shared;

#[derive(Properties, PartialEq)]
pub struct ArchitectureEditorProps {
    /// The network as it is.
    pub architecture: Rc<Architecture>,
    /// Closes the editor.
    pub onclose: Callback<()>,
}

/// The form, where components can send it edits: what two of them do before the next render, both of them do.
#[derive(PartialEq)]
struct Form(Draft);

impl Reducible for Form {
    type Action = DraftEdit;

    fn reduce(self: Rc<Self>, edit: DraftEdit) -> Rc<Self> {
        let mut draft = self.0.clone();
        draft.edit(edit);
        Rc::new(Self(draft))
    }
}

#[component]
pub fn ArchitectureEditor(props: &ArchitectureEditorProps) -> Html {
    let shared = use_shared();
    let text = shared.text;
    let form = use_reducer_eq(|| Form(Draft::new(&props.architecture)));
    let draft = &form.0;
    let checked = draft.architecture();
    {
        let dispatch = shared.dispatch.clone();
        use_effect_with(checked.clone(), move |checked| {
            // What is asked for may be impossible; then the network stays, and the form says why.
            if let Ok(architecture) = checked {
                dispatch.dispatch(Action::SetArchitecture(architecture.clone()));
            }
        });
    }
    {
        let form = form.dispatcher();
        use_effect_with(props.architecture.clone(), move |architecture| {
            form.dispatch(DraftEdit::Follow(Architecture::clone(architecture)));
        });
    }
    let onedit = {
        let form = form.dispatcher();
        Callback::from(move |edit: DraftEdit| form.dispatch(edit))
    };
    let count = draft.stages().len();
    html! {
        <Dialog handle="architecture-dialog" title={text.architecture_title} onclose={props.onclose.clone()}>
            <p class="lead">{ text.architecture_lead }</p>
            <table class="architecture">
                <thead><tr>
                    <th />
                    <th>{ text.channels }</th><th>{ text.kernel }</th><th>{ text.bias }</th>
                    <th>{ text.activation_function }</th><th>{ text.pooling }</th><th>{ text.size }</th><th />
                </tr></thead>
                <tbody>
                    { for draft.stages().iter().enumerate().map(|(index, &(number, stage))| {
                        html! {
                            <StageRow key={u64::from(number)} {index} {number} {stage} onedit={onedit.clone()}
                                sizes={sizes(draft, index)} only={count == 1} />
                        }
                    }) }
                </tbody>
            </table>
            <div class="row">
                <button type="button" class="button" data-testid="add-stage" disabled={count >= MAX_STAGES}
                    onclick={onedit.reform(|_: MouseEvent| DraftEdit::Add)}>{ text.add_stage }</button>
            </div>
            { head_row(text, draft.head(), &onedit.reform(DraftEdit::Head)) }
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
        </Dialog>
    }
}

/// "28 → 26 → 13": the maps' side before the stage, after its convolution, after its pooling.
fn sizes(draft: &Draft, stage: usize) -> Option<String> {
    let architecture = draft.beginning(stage + 1).ok()?;
    let shapes = architecture.stage_shapes(stage);
    let pooled = if shapes.pool == shapes.conv {
        String::new()
    } else {
        format!(" → {}", shapes.pool.height)
    };
    Some(format!("{} → {}{pooled}", shapes.input.height, shapes.conv.height))
}

#[derive(Properties, PartialEq)]
struct StageRowProps {
    /// Which row, from 0.
    index: usize,
    /// The stage's own number.
    number: u32,
    stage: Stage,
    sizes: Option<String>,
    only: bool,
    onedit: Callback<DraftEdit>,
}

#[component]
fn StageRow(props: &StageRowProps) -> Html {
    let shared = use_shared();
    let text = shared.text;
    let (stage, number) = (props.stage, props.number);
    let (problem, field) = (use_state_eq(Option::<Problem>::default), use_node_ref());
    let onchange = props.onedit.reform(move |part| DraftEdit::Stage(number, part));
    let onremove = props.onedit.reform(move |_: MouseEvent| DraftEdit::Remove(number));
    let bias = onchange.reform(|event: Event| {
        let input: HtmlInputElement = event.target_unchecked_into();
        StagePart::Bias(input.checked())
    });
    let (row, channels) = (props.index + 1, stage.channels.to_string());
    html! {
        <tr data-testid="stage-row" data-stage={row.to_string()}>
            <th scope="row">{ (text.stage)(row) }</th>
            <td data-name={text.channels}>
                <NumberField handle="stage-channels" wanted={Wanted::CHANNELS} exact={channels.clone()}
                    short={channels} label={text.channels} hint={text.channels} {field}
                    problem={problem.clone()}
                    onset={onchange.reform(|channels: f64| StagePart::Channels(channels as usize))} />
                { say("channels-problem", problem.as_ref(), text) }</td>
            <td data-name={text.kernel}><Choice handle="stage-kernel" label={text.kernel}
                options={numbered(SIDES.map(|side| format!("{side}×{side}")))}
                chosen={position(&SIDES, stage.kernel)}
                onchoose={picked(&SIDES, &onchange, StagePart::Kernel)} /></td>
            <td data-name={text.bias}><input type="checkbox" data-testid="stage-bias" aria-label={text.bias}
                checked={stage.bias} onchange={bias} /></td>
            <td data-name={text.activation_function}><Choice handle="stage-activation"
                label={text.activation_function}
                options={numbered(ACTIVATIONS.map(|activation| text.activation_name(activation)))}
                chosen={position(&ACTIVATIONS, stage.activation)}
                onchoose={picked(&ACTIVATIONS, &onchange, StagePart::Activation)} /></td>
            <td data-name={text.pooling}><Choice handle="stage-pooling" label={text.pooling}
                options={numbered(POOLINGS.map(|pooling| text.pooling_name(pooling)))}
                chosen={position(&POOLINGS, stage.pooling)}
                onchoose={picked(&POOLINGS, &onchange, StagePart::Pooling)} /></td>
            <td data-name={text.size} class="sizes" data-testid="stage-sizes">{ props.sizes.clone().unwrap_or("–".into()) }</td>
            <td><button type="button" class="chip icon" data-testid="remove-stage" disabled={props.only}
                aria-label={(text.remove_stage)(row)}
                onclick={onremove}>{ "×" }</button></td>
        </tr>
    }
}

fn head_row(text: &Text, head: Head, onchange: &Callback<HeadPart>) -> Html {
    let bias = onchange.reform(|event: Event| {
        let input: HtmlInputElement = event.target_unchecked_into();
        HeadPart::Bias(input.checked())
    });
    html! {
        <div class="row head-row">
            <label>{ text.outputs }<Choice handle="outputs" label={text.outputs}
                options={numbered(OUTPUTS.map(|outputs| text.outputs_name(outputs)))}
                chosen={position(&OUTPUTS, head.outputs)}
                onchoose={picked(&OUTPUTS, onchange, HeadPart::Outputs)} /></label>
            <label>{ text.output_activation }<Choice handle="output-activation" label={text.output_activation}
                options={numbered(OUTPUT_ACTIVATIONS.map(|activation| text.output_activation_name(activation)))}
                chosen={position(&OUTPUT_ACTIVATIONS, head.activation)}
                onchoose={picked(&OUTPUT_ACTIVATIONS, onchange, HeadPart::Activation)} />
                </label>
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

const SIDES: [usize; MAX_KERNEL] = [1, 2, 3, 4, 5, 6, 7];
const ACTIVATIONS: [Activation; 4] =
    [Activation::None, Activation::Sigmoid, Activation::Relu, Activation::Tanh];
const POOLINGS: [Pooling; 3] = [Pooling::None, Pooling::Max, Pooling::Average];
const OUTPUTS: [usize; 2] = [1, 10];
const OUTPUT_ACTIVATIONS: [OutputActivation; 3] =
    [OutputActivation::None, OutputActivation::Sigmoid, OutputActivation::Softmax];

/// Where in a list `one` stands: as a text, the value of its option.
fn position<T: PartialEq>(all: &[T], one: T) -> String {
    all.iter().position(|each| *each == one).unwrap_or(0).to_string()
}

/// Options whose values are their positions.
fn numbered<W: Into<AttrValue>>(names: impl IntoIterator<Item = W>) -> Vec<(AttrValue, AttrValue)> {
    options(names.into_iter().enumerate().map(|(index, name)| (index.to_string(), name)))
}

/// Sends on what is made of the one that was picked.
fn picked<T: Copy + 'static, S: 'static>(
    all: &'static [T],
    onchange: &Callback<S>,
    change: impl Fn(T) -> S + 'static,
) -> Callback<String> {
    let onchange = onchange.clone();
    Callback::from(move |index: String| {
        if let Some(&one) = index.parse().ok().and_then(|index: usize| all.get(index)) {
            onchange.emit(change(one));
        }
    })
}
