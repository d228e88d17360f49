//! How maps are shown: over which range, as RGB, in which colours.

use yew::prelude::*;

use super::colours;
use super::store::use_shared;
use super::switch::Switch;
use crate::lab::{Action, RangeMode};
use crate::paint::ColourMap;

#[derive(Properties, PartialEq)]
pub struct DisplayOptionsProps {
    /// Over which range maps are painted.
    pub range: RangeMode,
    /// Whether each layer starts with its first three maps as one RGB picture.
    pub composite: bool,
    /// Whether maps show their gradients.
    pub gradients: bool,
    /// Whether maps show by how much they differ from those of the network that is compared.
    pub difference: bool,
    /// Whether they are to.
    pub differ: UseStateSetter<bool>,
    /// Whether there is a network that they can be compared with, map by map.
    pub changed: bool,
    /// The snapshot that is compared, if it is not the network before the last change of weights.
    pub against: Option<AttrValue>,
    /// Whether there is a loss that they would be the gradients of.
    pub possible: bool,
}

#[component]
pub fn DisplayOptions(props: &DisplayOptionsProps) -> Html {
    let shared = use_shared();
    let text = shared.text;
    let words = text.xray;
    let difference = props.difference;
    // What maps show instead of their values is one thing or the other.
    let instead = |gradients: bool| {
        let (differ, dispatch) = (props.differ.clone(), shared.dispatch.clone());
        Callback::from(move |on: bool| {
            differ.set(on && !gradients);
            dispatch.dispatch(Action::SetGradients(on && gradients));
        })
    };
    let before = |on: bool| {
        let live = shared.live.clone();
        Callback::from(move |_: PointerEvent| live.see_before(on))
    };
    let common = props.range == RangeMode::Common;
    let gradient = |colours: ColourMap| format!("background:{}", colours.css_gradient(16));
    html! {
        <>
        <div class="display-options">
            <h2>{ text.pipeline }</h2>
            if !(props.gradients || difference && (props.changed || props.against.is_none())) {
                <span class="legend"><i style={gradient(ColourMap::Viridis)} /><b>{ text.legend_low_high }</b></span>
            }
            <span class="legend"><i style={gradient(colours::signed_map(shared.dark))} />
                <b>{ if props.gradients { text.legend_gradient } else { text.legend_signed } }</b></span>
            <span class="space" />
            <Switch handle="option-range" on={common} label={text.common_range} hint={text.common_range_hint}
                ontoggle={shared.act(|common| {
                    Action::SetRange(if common { RangeMode::Common } else { RangeMode::PerMap })
                })} />
            <Switch handle="option-rgb" on={props.composite} label={text.rgb} hint={text.rgb_hint}
                ontoggle={shared.act(Action::SetComposite)} />
            <Switch handle="option-gradients" on={props.gradients} label={text.gradients} hint={text.gradients_hint}
                ontoggle={instead(true)} />
            <Switch handle="option-difference" on={difference} label={words.difference}
                hint={words.difference_hint} ontoggle={instead(false)} />
        </div>
        if difference {
            <p class="gradients-note difference-note" role="status">
                { match &props.against {
                    Some(name) if props.changed => (text.compare.difference)(name),
                    Some(name) => (text.compare.no_difference)(name),
                    None if props.changed => words.difference_on.to_owned(),
                    None => words.nothing_changed.to_owned(),
                } }
                if props.changed {
                    <button type="button" class="chip" data-testid="see-before" title={words.see_before_hint}
                        onpointerdown={before(true)} onpointerup={before(false)}
                        onpointerleave={before(false)}>{ words.see_before }</button>
                }
            </p>
        }
        if props.gradients {
            <p class="gradients-note" role="status">
                { if props.possible { text.gradients_on } else { text.step_impossible } }
            </p>
        }
        </>
    }
}
