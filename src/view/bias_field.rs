//! The bias of a map or an output.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::naming::Naming as _;
use super::store::use_shared;
use crate::lab::{Action, MAX_WEIGHT, Patch, parse_weight};

#[derive(Properties, PartialEq)]
pub struct BiasFieldProps {
    /// Any of the weights that feed the map or output.
    pub patch: Patch,
    /// The bias, where there is one.
    pub value: Option<f32>,
}

#[component]
pub fn BiasField(props: &BiasFieldProps) -> Html {
    let shared = use_shared();
    let text = shared.text;
    let problem = use_state_eq(|| None::<String>);
    let patch = props.patch;
    let Some(value) = props.value else { return html! {} };
    let onchange = {
        let (dispatch, problem) = (shared.dispatch.clone(), problem.clone());
        Callback::from(move |event: Event| {
            let input: HtmlInputElement = event.target_unchecked_into();
            match parse_weight(&input.value()) {
                Ok(weight) => {
                    problem.set(
                        weight.clamped.then(|| (text.weight_clamped)(&input.value(), MAX_WEIGHT)),
                    );
                    input.set_value(&weight.value.to_string());
                    dispatch.dispatch(Action::SetBias {
                        patch,
                        value: weight.value,
                        gesture: None,
                    });
                }
                Err(error) => {
                    problem.set(Some(text.weight_error(&error)));
                    input.set_value(&value.to_string());
                }
            }
        })
    };
    html! {
        <label class="bias">{ text.bias }
            <input type="text" inputmode="decimal" autocomplete="off" data-testid="bias"
                aria-invalid={problem.is_some().to_string()} value={value.to_string()} {onchange} />
            if let Some(words) = (*problem).clone() { <p class="problem" role="alert">{ words }</p> }
        </label>
    }
}
