//! The first minute: one sentence, and three things to do. What is to be done is ringed where it stands; the style sheets
//! find the step in the page's `data-step`.

use gloo_timers::callback::Timeout;
use yew::prelude::*;

use crate::lab::{Document, FirstStep};
use crate::view::kit::store::use_shared;

/// How long the last step is to be looked at, in milliseconds.
const TO_SEE: u32 = 9000;

/// The step at which a visitor is, while they are at one: none once `began`. `onbegan`: all are done.
#[hook]
pub fn use_first_steps(
    document: &Document,
    began: bool,
    onbegan: Callback<()>,
) -> Option<FirstStep> {
    let step = use_state_eq(|| FirstStep::Draw);
    let before = use_mut_ref(|| document.clone());
    {
        let step = step.clone();
        use_effect_with((document.clone(), began), move |(document, began)| {
            let before = before.replace(document.clone());
            if !began {
                step.set(step.after(&before, document));
            }
        });
    }
    {
        let seeing = !began && *step == FirstStep::See;
        use_effect_with(seeing, move |&seeing| {
            let seen = seeing.then(|| Timeout::new(TO_SEE, move || onbegan.emit(())));
            move || drop(seen)
        });
    }
    (!began).then_some(*step)
}

/// The step's name for style sheets and scripts.
pub fn id(step: FirstStep) -> &'static str {
    match step {
        FirstStep::Draw => "draw",
        FirstStep::Click => "click",
        FirstStep::See => "see",
    }
}

#[derive(Properties, PartialEq)]
pub struct FirstStepsProps {
    /// The one that is to be done.
    pub step: FirstStep,
    /// They are to go, for good.
    pub onclose: Callback<()>,
}

#[component]
pub fn FirstSteps(props: &FirstStepsProps) -> Html {
    let words = use_shared().text.first;
    let at = FirstStep::ALL.iter().position(|&step| step == props.step).unwrap_or_default();
    let onclose = props.onclose.reform(|_: MouseEvent| ());
    html! {
        <section class="first-steps" data-testid="first-steps" aria-label={words.steps_label}>
            <p class="lead">{ words.lead }</p>
            <ol>
                { for words.steps.iter().enumerate().map(|(index, step)| html! {
                    <li class={(index < at).then_some("done")} aria-current={(index == at).then_some("step")}>
                        <b translate="no">{ index + 1 }</b>{ *step }</li>
                }) }
            </ol>
            <p class="what" role="status">{ words.steps_hint[at] }</p>
            <button type="button" class="close" data-testid="first-steps-close" aria-label={words.dismiss}
                onclick={onclose}>{ "×" }</button>
        </section>
    }
}
