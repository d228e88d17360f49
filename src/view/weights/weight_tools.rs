//! What can be done to a whole kernel, or to all that belong with it, at once.

use yew::prelude::*;

use crate::formats::names::Named as _;
use crate::lab::{Action, Edit, Patch, Preset, Scope, Wanted};
use crate::nn::WeightRange;
use crate::view::kit::choice::{Choice, options};
use crate::view::kit::naming::Naming as _;
use crate::view::kit::number_field::{NumberField, Problem, say};
use crate::view::kit::store::{Shared, use_shared};

/// What an edit is called in the page's markup.
fn edit_id(edit: Edit) -> &'static str {
    match edit {
        Edit::Preset(_) => "preset",
        Edit::Random { .. } => "random",
        Edit::RotateQuarter => "rotate",
        Edit::MirrorHorizontal => "mirror-horizontal",
        Edit::MirrorVertical => "mirror-vertical",
        Edit::Negate => "negate",
        Edit::Normalise => "normalise",
        Edit::Zero => "zero",
    }
}

fn edit(shared: &Shared, patch: Patch, scope: Scope, edit: Edit) -> Callback<MouseEvent> {
    shared.act(move |_| Action::Edit { patch, scope, edit })
}

#[derive(Properties, PartialEq)]
pub struct EditToolsProps {
    /// Where the edits begin.
    pub patch: Patch,
    /// How far they reach.
    pub scope: Scope,
    /// Whether the weights are a picture of its own that can be turned and mirrored.
    pub turning: bool,
}

/// Turn, mirror, negate, normalise, zero; and how far all this reaches.
#[component]
pub fn EditTools(props: &EditToolsProps) -> Html {
    let shared = use_shared();
    let text = shared.text;
    let &EditToolsProps { patch, scope, turning } = props;
    let tool = |sign: &'static str, words: &'static str, change: Edit| {
        html! {
            <button type="button" class="chip icon" translate="no" aria-label={words}
                data-testid={format!("edit-{}", edit_id(change))}
                onclick={edit(&shared, patch, scope, change)}>{ sign }</button>
        }
    };
    let onscope =
        shared.act(|chosen: String| Action::SetScope(Scope::named(&chosen).unwrap_or(Scope::This)));
    let scopes =
        options(Scope::VARIANTS.iter().map(|&each| (each.id(), text.scope_name(each, patch))));
    html! {
        <div class="edit-tools">
            if turning {
                { tool("⟳", text.rotate, Edit::RotateQuarter) }
                { tool("⇋", text.mirror_horizontal, Edit::MirrorHorizontal) }
                { tool("⥮", text.mirror_vertical, Edit::MirrorVertical) }
            }
            { tool("±", text.negate, Edit::Negate) }
            { tool("μσ", text.normalise, Edit::Normalise) }
            { tool("0", text.zero, Edit::Zero) }
            <Choice handle="scope" class="scope" label={text.scope} hint={text.scope} options={scopes}
                chosen={scope.id()} onchoose={onscope} />
        </div>
    }
}

#[derive(Properties, PartialEq)]
pub struct PresetToolsProps {
    /// Where the kernel goes.
    pub patch: Patch,
    /// The side of the kernel: presets that mean nothing at this size are left out.
    pub side: usize,
    /// How far it reaches.
    pub scope: Scope,
}

/// Kernels by name.
#[component]
pub fn PresetTools(props: &PresetToolsProps) -> Html {
    let shared = use_shared();
    let text = shared.text;
    let &PresetToolsProps { patch, side, scope } = props;
    html! {
        <div class="presets" role="group" aria-label={text.presets}>
            { for Preset::ALL.iter().filter(|preset| preset.kernel(side).is_some()).map(|&preset| {
                let (name, hint) = text.preset_words(preset);
                html! {
                    <button type="button" class="chip" key={preset.id()} aria-description={hint}
                        data-testid={format!("preset-{}", preset.id())}
                        onclick={edit(&shared, patch, scope, Edit::Preset(preset))}>{ name }</button>
                }
            }) }
        </div>
    }
}

#[derive(Properties, PartialEq)]
pub struct RandomToolsProps {
    /// Where the weights go.
    pub patch: Patch,
    /// How far they reach.
    pub scope: Scope,
    /// From where they are drawn.
    pub range: WeightRange,
    /// With which seed.
    pub seed: u32,
}

/// Random weights, from a range that has a name, by seed.
#[component]
pub fn RandomTools(props: &RandomToolsProps) -> Html {
    let shared = use_shared();
    let text = shared.text;
    let &RandomToolsProps { patch, scope, range, seed } = props;
    let onrange = shared.act(move |chosen: String| {
        Action::SetWeightRange(WeightRange::named(&chosen).unwrap_or(range))
    });
    let ranges = options(WeightRange::ALL.map(|each| (each.id(), text.range_name(each))));
    let words = text.random_range;
    let (problem, field) = (use_state_eq(Option::<Problem>::default), use_node_ref());
    let written = seed.to_string();
    html! {
        <>
        <div class="row random-tools">
            { random_button(&shared, patch, scope, range, seed) }
            <Choice handle="weight-range" label={words} hint={words} options={ranges} chosen={range.id()}
                onchoose={onrange} />
            <label class="seed">{ text.seed }
                <NumberField handle="seed" wanted={Wanted::SEED} exact={written.clone()} short={written}
                    label={text.seed} hint={text.random_hint} {field} problem={problem.clone()}
                    onset={shared.act(|seed: f64| Action::SetSeed(seed as u32))}
                    /></label>
        </div>
        { say("seed-problem", problem.as_ref(), text) }
        </>
    }
}

/// Throws the dice.
pub fn random_button(
    shared: &Shared,
    patch: Patch,
    scope: Scope,
    range: WeightRange,
    seed: u32,
) -> Html {
    let text = shared.text;
    let dispatch = shared.dispatch.clone();
    let roll = move |_: MouseEvent| {
        dispatch.dispatch(Action::Edit { patch, scope, edit: Edit::Random { range, seed } });
        // The next throw is another one, and the seed that made this one can be set again.
        dispatch.dispatch(Action::SetSeed(seed.wrapping_add(1)));
    };
    let handle =
        if matches!(patch, Patch::Kernel { .. }) { "edit-random" } else { "edit-random-linear" };
    html! {
        <button type="button" class="chip" data-testid={handle} aria-description={text.random_hint} onclick={roll}>
            { "⚄ " }{ text.random }
        </button>
    }
}
