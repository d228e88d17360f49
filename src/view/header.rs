//! The top of the page: which network, undo and redo, language, theme.

use yew::prelude::*;

use super::preferences::{PreferenceChange, Preferences, Theme};
use crate::formats::names::Named as _;
use crate::lab::{Action, Detail, Details, NetworkChoice, Panel};
use crate::text::Language;
use crate::view::kit::choice::{Choice, options};
use crate::view::kit::naming::Naming as _;
use crate::view::kit::store::use_shared;

#[derive(Properties, PartialEq)]
pub struct HeaderProps {
    /// The network, where it is one of those that can be chosen.
    pub choice: Option<NetworkChoice>,
    /// Whether the activations run.
    pub activations: bool,
    /// Whether there is something to undo.
    pub can_undo: bool,
    /// Whether there is something to redo.
    pub can_redo: bool,
    /// Language, theme, and which parts show all that they have.
    pub preferences: Preferences,
    /// Gets what is to be otherwise.
    pub onprefer: Callback<PreferenceChange>,
    /// Opens the architecture editor.
    pub ondesign: Callback<MouseEvent>,
    /// Whether the panel of snapshots is open.
    pub comparing: bool,
    /// Opens the list of keys.
    pub onhelp: Callback<MouseEvent>,
}

#[component]
pub fn Header(props: &HeaderProps) -> Html {
    let shared = use_shared();
    let text = shared.text;
    let other = match text.language {
        Language::Japanese => Language::English,
        Language::English => Language::Japanese,
    };
    let next_theme = if shared.dark { Theme::Light } else { Theme::Dark };
    let prefer = |change: PreferenceChange| props.onprefer.reform(move |_: MouseEvent| change);
    let preferences = &props.preferences;
    let onnetwork = {
        let dispatch = shared.dispatch.clone();
        Callback::from(move |chosen: String| {
            if let Some(choice) = NetworkChoice::from_id(&chosen) {
                dispatch.dispatch(Action::ChooseNetwork(choice));
            }
        })
    };
    let networks =
        NetworkChoice::ALL.iter().map(|choice| (choice.id(), text.network_name(*choice)));
    let custom = props.choice.is_none().then_some(("custom", text.custom_network));
    let networks = options(networks.chain(custom));
    let (activations, comparing) = (props.activations, props.comparing);
    let id = props.choice.map_or("custom", NetworkChoice::id);
    let all = shared.details.has(Detail::Page);
    let words = text.first;
    let (shown, label, hint) = match all {
        true => (Details::default(), words.basics, words.basics_hint),
        false => (Details::everything(), words.everything, words.everything_hint),
    };
    html! {
        <header class="top">
            <h1>{ "一筆 " }<span lang="en">{ "Hitofude" }</span></h1>
            <label class="network"><span class="unseen">{ text.network }</span>
                <Choice handle="network" hint={text.network} options={networks} chosen={id} onchoose={onnetwork} />
            </label>
            if all {
            <button type="button" class="button" data-testid="architecture" onclick={props.ondesign.clone()}
                aria-description={text.architecture_hint}>{ text.architecture }</button>
            <button type="button" class="button switch" role="switch" data-testid="option-activation"
                aria-checked={props.activations.to_string()} aria-description={text.activation_hint}
                onclick={shared.act(move |_| Action::SetActivations(!activations))}>
                <i class="mark" aria-hidden="true" />{ text.activation }
            </button>
            }
            <span class="space" />
            if all || props.can_undo || props.can_redo {
            <button type="button" class="button icon" data-testid="undo" disabled={!props.can_undo}
                aria-label={text.undo} aria-description={text.undo_hint} onclick={shared.act(|_| Action::Undo)}>{ "↶" }</button>
            <button type="button" class="button icon" data-testid="redo" disabled={!props.can_redo}
                aria-label={text.redo} aria-description={text.redo_hint} onclick={shared.act(|_| Action::Redo)}>{ "↷" }</button>
            }
            if all {
            <button type="button" class="button" data-testid="compare" aria-expanded={props.comparing.to_string()}
                aria-controls="compare" aria-description={text.compare.button_hint}
                onclick={shared.act(move |_| Action::SetPanel(Panel::Compare, !comparing))}>{ text.compare.button }</button>
            }
            <button type="button" class="button" data-testid="everything" aria-pressed={all.to_string()} aria-description={hint}
                onclick={shared.onmore.reform(move |_| shown)}>{ label }</button>
            <button type="button" class="button icon help-button" data-testid="help" aria-label={text.help}
                onclick={props.onhelp.clone()}>{ "?" }</button>
            <button type="button" class="button" data-testid="language" lang={other.tag()}
                aria-description={text.other_language} onclick={prefer(PreferenceChange::Language(other))}>{ other.own_name() }</button>
            if all {
            <button type="button" class="button icon" data-testid="theme" aria-label={text.theme} data-value={preferences.theme.id()}
                onclick={prefer(PreferenceChange::Theme(next_theme))}>{ "◐" }</button>
            }
        </header>
    }
}
