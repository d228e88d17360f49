//! One step of gradient descent on the drawing: how large, of what, and what it did to the loss.

use yew::prelude::*;

use crate::lab::{Action, Lab, Patch, StepOf, Stepped, Wanted};
use crate::text::number;
use crate::view::kit::number_field::{NumberField, Problem, say};
use crate::view::kit::store::use_shared;

/// What the tools of a step need to know.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Steps {
    /// The learning rate.
    pub size: f32,
    /// Whether there is a loss to go down: something is drawn, and its truth chosen.
    pub possible: bool,
    /// What the last step did, unless something else has happened since.
    pub last: Option<Stepped>,
}

impl Steps {
    /// Of the lab as it is.
    pub fn of(lab: &Lab) -> Self {
        let document = &lab.document;
        Self {
            size: lab.view.step_size,
            possible: !document.drawing.is_empty() && document.truth.is_some(),
            last: lab.stepped(),
        }
    }
}

#[derive(Properties, PartialEq)]
pub struct StepToolsProps {
    /// Of the drawing and its truth.
    pub steps: Steps,
    /// The kernel in the inspector.
    pub patch: Patch,
    /// Which of its cells keys act on.
    pub index: usize,
}

/// The step's size, its buttons, and the loss before and after.
#[component]
pub fn StepTools(props: &StepToolsProps) -> Html {
    let shared = use_shared();
    let text = shared.text;
    let &StepToolsProps { steps, patch, index } = props;
    let (problem, field) = (use_state_eq(Option::<Problem>::default), use_node_ref());
    let size = steps.size.to_string();
    let (before, after) = (steps.last.map(|last| last.before), steps.last.map(|last| last.after));
    let exact = |loss: Option<f32>| loss.map(|loss| loss.to_string());
    html! {
        <>
            <div class="row step-tools" role="group" aria-label={text.step_group}>
                <label title={text.step_size_hint}>{ text.step_size }
                    <NumberField handle="step-size" wanted={Wanted::STEP} exact={size.clone()} short={size}
                        label={text.step_size_hint} hint={text.step_size_hint} {field} problem={problem.clone()}
                        onset={shared.act(|size: f64| Action::SetStepSize(size as f32))} /></label>
                <StepButton handle="take-step-cell" {steps} of={StepOf::Cell { patch, index }}
                    label={text.step_cell} hint={text.step_cell_hint} />
                <StepButton handle="take-step-kernel" {steps} of={StepOf::Patch(patch)} label={text.step_kernel}
                    hint={text.step_kernel_hint} />
                <StepButton handle="take-step-all" {steps} of={StepOf::All} label={text.step_all}
                    hint={text.step_all_hint} />
            </div>
            { say("step-problem", problem.as_ref(), text) }
            <p class="step-result" data-testid="step-result" role="status" data-before={exact(before)}
                data-after={exact(after)}>
                if let Some(Stepped { before, after }) = steps.last {
                    { text.loss }{ " " }<b>{ number::short(before) }{ " → " }{ number::short(after) }</b>
                    { " " }{ (text.step_verdict)(after.total_cmp(&before)) }
                } else if steps.possible {
                    { text.step_marks }
                } else {
                    { text.step_impossible }
                }
            </p>
        </>
    }
}

#[derive(Properties, PartialEq)]
pub struct StepButtonProps {
    /// `data-testid`.
    pub handle: &'static str,
    /// Of the drawing and its truth.
    pub steps: Steps,
    /// What it moves.
    pub of: StepOf,
    /// What stands on it.
    pub label: &'static str,
    /// What it does.
    pub hint: &'static str,
}

/// Takes a step.
#[component]
pub fn StepButton(props: &StepButtonProps) -> Html {
    let shared = use_shared();
    let (of, steps) = (props.of, props.steps);
    html! {
        <button type="button" class="chip" data-testid={props.handle} disabled={!steps.possible}
            title={props.hint} aria-label={props.hint}
            onclick={shared.act(move |_: MouseEvent| Action::Step { of, size: steps.size })}>
            { props.label }
        </button>
    }
}
