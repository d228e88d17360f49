//! The bias of a map or an output.

use yew::prelude::*;

use crate::lab::{Action, Patch, Wanted};
use crate::view::kit::number_field::{NumberField, Problem, of_weight, say};
use crate::view::kit::store::use_shared;

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
    let problem = use_state_eq(Option::<Problem>::default);
    let field = use_node_ref();
    let patch = props.patch;
    let Some(value) = props.value else { return html! {} };
    let (exact, short) = of_weight(value);
    let set = move |value: f64| Action::SetBias { patch, value: value as f32, gesture: None };
    html! {
        <label class="bias">{ text.bias }
            <NumberField handle="bias" wanted={Wanted::WEIGHT} {exact} {short} label={text.bias}
                hint={text.value_hint} {field} problem={problem.clone()} onset={shared.act(set)} />
            { say("weight-problem", problem.as_ref(), text) }
        </label>
    }
}
