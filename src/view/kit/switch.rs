//! An on/off switch.

use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct SwitchProps {
    /// `data-testid`.
    pub handle: &'static str,
    /// Whether it is on.
    pub on: bool,
    /// What it switches.
    pub label: &'static str,
    /// What that means, for a pointer that rests on it.
    pub hint: &'static str,
    /// Gets the other state.
    pub ontoggle: Callback<bool>,
}

#[component]
pub fn Switch(props: &SwitchProps) -> Html {
    let (on, ontoggle) = (props.on, props.ontoggle.clone());
    html! {
        <button type="button" class="chip" role="switch" data-testid={props.handle}
            aria-checked={on.to_string()} aria-description={props.hint}
            onclick={move |_| ontoggle.emit(!on)}>
            <i class="mark" aria-hidden="true" />{ props.label }
        </button>
    }
}
