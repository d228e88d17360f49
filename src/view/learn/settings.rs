//! How the network is to learn.

use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::setting_field::{Problem, Setting, SettingField};
use crate::lab::{Action, RuleChoice, Study, StudyChange};
use crate::view::ids::{self, Id as _};
use crate::view::store::use_shared;

#[derive(Properties, PartialEq)]
pub struct SettingsProps {
    /// The settings as they are.
    pub study: Study,
}

#[component]
pub fn Settings(props: &SettingsProps) -> Html {
    let shared = use_shared();
    let words = shared.text.learn;
    let problem = use_state_eq(|| None::<Problem>);
    let rule = props.study.rule;
    let onproblem = {
        let problem = problem.clone();
        Callback::from(move |found| problem.set(found))
    };
    let onrule = shared.act(move |event: Event| {
        let chosen = event.target_unchecked_into::<HtmlSelectElement>().value();
        Action::Study(StudyChange::Rule(ids::find(RuleChoice::ALL, &chosen).unwrap_or(rule)))
    });
    let name = |rule| match rule {
        RuleChoice::Sgd => words.rule_sgd,
        RuleChoice::Momentum => words.rule_momentum,
        RuleChoice::Adam => words.rule_adam,
    };
    html! {
        <div class="learn-settings" role="group" aria-label={words.settings}>
            <label title={words.rule_hint}><span>{ words.rule }</span>
                <select data-testid="learn-rule" data-value={rule.id()} onchange={onrule}>
                    { for RuleChoice::ALL.iter().map(|&each| html! {
                        <option value={each.id()} selected={each == rule}>{ name(each) }</option>
                    }) }
                </select>
            </label>
            { for [Setting::Rate, Setting::Batch, Setting::Decay, Setting::Seed].map(|setting| html! {
                <SettingField key={setting as usize} {setting} study={props.study}
                    problem={(*problem).clone()} onproblem={onproblem.clone()} />
            }) }
            if let Some(problem) = &*problem { { problem.html(words) } }
        </div>
    }
}
