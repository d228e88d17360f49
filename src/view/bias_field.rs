//! The bias of a map or an output.

use yew::prelude::*;

use super::part::part;
use super::store::use_shared;
use super::weight_field::{Problem, WeightField};
use crate::lab::{Action, Patch};

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
    let problem = use_state_eq(Option::<Problem>::default);
    let field = use_node_ref();
    let patch = props.patch;
    let Some(value) = props.value else { return html! {} };
    let onproblem = {
        let problem = problem.clone();
        Callback::from(move |found| problem.set(found))
    };
    html! {
        <label class="bias">{ shared.text.bias }
            { part!(WeightField { handle: "bias", field, value, invalid: problem.is_some(), label: shared.text.bias,
                onproblem,
                onset: shared.act(move |value| Action::SetBias { patch, value, gesture: None }),
                ondone: Callback::noop() }) }
            if let Some(problem) = &*problem { { problem.html() } }
        </label>
    }
}
