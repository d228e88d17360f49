//! One step of gradient descent on the drawing: how large, of what, and what it did to the loss.

use yew::prelude::*;

use crate::lab::{Action, Lab, Patch, StepOf, Stepped, Wanted};
use crate::text::number;
use crate::view::kit::number_field::{NumberField, Problem, say};
use crate::view::kit::store::{Shared, use_shared};

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
    let button = |handle, of, words| step_button(&shared, handle, steps, of, words);
    html! {
        <>
            <div class="row step-tools" role="group" aria-label={text.step_group}>
                <label>{ text.step_size }
                    <NumberField handle="step-size" wanted={Wanted::STEP} exact={size.clone()} short={size}
                        label={text.step_size_hint} hint={text.step_size_hint} {field} problem={problem.clone()}
                        onset={shared.act(|size: f64| Action::SetStepSize(size as f32))} /></label>
                { button("take-step-cell", StepOf::Cell { patch, index }, [text.step_cell, text.step_cell_hint]) }
                { button("take-step-kernel", StepOf::Patch(patch), [text.step_kernel, text.step_kernel_hint]) }
                { button("take-step-all", StepOf::All, [text.step_all, text.step_all_hint]) }
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

/// A button that takes a step of what `of` says. `label` stands on it, `hint` says what it does.
pub fn step_button(
    shared: &Shared,
    handle: &'static str,
    steps: Steps,
    of: StepOf,
    [label, hint]: [&'static str; 2],
) -> Html {
    let step = shared.act(move |_: MouseEvent| Action::Step { of, size: steps.size });
    html! {
        <button type="button" class="chip" data-testid={handle} disabled={!steps.possible} aria-label={hint} onclick={step}>{ label }</button>
    }
}
