//! What can be done to a whole kernel, or to all that belong with it, at once.

use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use super::naming::Naming as _;
use super::store::use_shared;
use crate::lab::{Action, Edit, Patch, Preset, Scope};
use crate::nn::WeightRange;

#[derive(Properties, PartialEq)]
pub struct WeightToolsProps {
    /// Where the edits begin.
    pub patch: Patch,
    /// The side of the kernel: presets that mean nothing at this size are left out.
    pub side: usize,
    /// How far the edits reach.
    pub scope: Scope,
    /// From where random weights are drawn.
    pub range: WeightRange,
    /// With which seed.
    pub seed: u32,
    /// Whether kernels by name are offered: not for the linear layer.
    pub presets: bool,
}

#[component]
pub fn WeightTools(props: &WeightToolsProps) -> Html {
    let shared = use_shared();
    let text = shared.text;
    let WeightToolsProps { patch, scope, range, seed, .. } = *props;
    let edit = |edit: Edit| shared.act(move |_: MouseEvent| Action::Edit { patch, scope, edit });
    let tool = |sign: &'static str, words: &'static str, change: Edit| {
        html! {
            <button type="button" class="chip icon" title={words} aria-label={words}
                data-testid={format!("edit-{}", change.id())} onclick={edit(change)}>{ sign }</button>
        }
    };
    let onscope = shared.act(|event: Event| {
        let chosen = event.target_unchecked_into::<HtmlSelectElement>().value();
        Action::SetScope(Scope::from_id(&chosen).unwrap_or(Scope::This))
    });
    let onrange = shared.act(move |event: Event| {
        let chosen = event.target_unchecked_into::<HtmlSelectElement>().value();
        Action::SetWeightRange(WeightRange::from_id(&chosen).unwrap_or(range))
    });
    let onseed = shared.act(move |event: Event| {
        let typed = event.target_unchecked_into::<HtmlInputElement>().value_as_number();
        Action::SetSeed(if typed.is_finite() { typed as u32 } else { seed })
    });
    let roll = {
        let dispatch = shared.dispatch.clone();
        Callback::from(move |_: MouseEvent| {
            dispatch.dispatch(Action::Edit { patch, scope, edit: Edit::Random { range, seed } });
            // The next throw is another one, and the seed that made this one can be set again.
            dispatch.dispatch(Action::SetSeed(seed.wrapping_add(1)));
        })
    };
    html! {
        <div class="weight-tools">
            if props.presets {
                <div class="row presets" role="group" aria-label={text.presets}>
                    { for Preset::ALL.iter().filter(|preset| preset.kernel(props.side).is_some()).map(|&preset| html! {
                        <button type="button" class="chip" key={preset.id()}
                            data-testid={format!("preset-{}", preset.id())}
                            title={text.preset_words(preset).1} onclick={edit(Edit::Preset(preset))}>
                            { text.preset_words(preset).0 }
                        </button>
                    }) }
                </div>
            }
            <div class="row">
                if props.presets {
                    { tool("⟳", text.rotate, Edit::RotateQuarter) }
                    { tool("⇋", text.mirror_horizontal, Edit::MirrorHorizontal) }
                    { tool("⥯", text.mirror_vertical, Edit::MirrorVertical) }
                }
                { tool("±", text.negate, Edit::Negate) }
                { tool("μσ", text.normalise, Edit::Normalise) }
                { tool("0", text.zero, Edit::Zero) }
                <select class="scope" data-testid="scope" aria-label={text.scope} title={text.scope}
                    data-value={scope.id()} onchange={onscope}>
                    { for Scope::ALL.into_iter().map(|each| html! {
                        <option value={each.id()} selected={each == scope}>
                            { text.scope_name(each, patch) }
                        </option>
                    }) }
                </select>
            </div>
            <div class="row">
                <button type="button" class="chip" data-testid="edit-random" title={text.random_hint}
                    onclick={roll}>{ "⚄ " }{ text.random }</button>
                <select data-testid="weight-range" aria-label={text.random_range} title={text.random_range}
                    data-value={range.id()} onchange={onrange}>
                    { for WeightRange::ALL.into_iter().map(|each| html! {
                        <option value={each.id()} selected={each == range}>{ text.range_name(each) }</option>
                    }) }
                </select>
                <label class="seed">{ text.seed }
                    <input type="number" data-testid="seed" min="0" max="4294967295" step="1"
                        value={seed.to_string()} onchange={onseed} /></label>
            </div>
        </div>
    }
}
