//! How maps are shown: over which range, as RGB, in which colours.

use yew::prelude::*;

use super::store::use_shared;
use super::switch::Switch;
use super::weight_canvas::signed_colours;
use crate::lab::{Action, RangeMode};
use crate::paint::ColourMap;

#[derive(Properties, PartialEq)]
pub struct DisplayOptionsProps {
    /// Over which range maps are painted.
    pub range: RangeMode,
    /// Whether each layer starts with its first three maps as one RGB picture.
    pub composite: bool,
}

#[component]
pub fn DisplayOptions(props: &DisplayOptionsProps) -> Html {
    let shared = use_shared();
    let text = shared.text;
    let common = props.range == RangeMode::Common;
    let gradient = |colours: ColourMap| format!("background:{}", colours.css_gradient(16));
    html! {
        <div class="display-options">
            <h2>{ text.pipeline }</h2>
            <span class="legend"><i style={gradient(ColourMap::Viridis)} /><b>{ text.legend_low_high }</b></span>
            <span class="legend"><i style={gradient(signed_colours(shared.dark))} /><b>{ text.legend_signed }</b></span>
            <span class="space" />
            <Switch handle="option-range" on={common} label={text.common_range} hint={text.common_range_hint}
                ontoggle={shared.act(|common| {
                    Action::SetRange(if common { RangeMode::Common } else { RangeMode::PerMap })
                })} />
            <Switch handle="option-rgb" on={props.composite} label={text.rgb} hint={text.rgb_hint}
                ontoggle={shared.act(Action::SetComposite)} />
        </div>
    }
}
