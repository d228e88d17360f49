//! How the network is to learn.

use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::setting_field::{Problem, Setting, SettingField};
use crate::lab::{Action, RuleChoice, Study, StudyChange};
use crate::nn::Schedule;
use crate::view::ids::{self, Id as _};
use crate::view::part::part;
use crate::view::store::use_shared;

const SCHEDULES: &[Schedule] = &[Schedule::Constant, Schedule::Falling];

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
    let Study { rule, schedule, .. } = props.study;
    let onproblem = {
        let problem = problem.clone();
        Callback::from(move |found| problem.set(found))
    };
    let onrule = shared.act(move |event: Event| {
        let chosen = event.target_unchecked_into::<HtmlSelectElement>().value();
        Action::Study(StudyChange::Rule(ids::find(RuleChoice::ALL, &chosen).unwrap_or(rule)))
    });
    let onschedule = shared.act(move |event: Event| {
        let chosen = event.target_unchecked_into::<HtmlSelectElement>().value();
        Action::Study(StudyChange::Schedule(ids::find(SCHEDULES, &chosen).unwrap_or(schedule)))
    });
    let course = |schedule| match schedule {
        Schedule::Constant => words.schedule_constant,
        Schedule::Falling => words.schedule_falling,
    };
    let field = |setting: Setting| {
        part!(setting as usize => SettingField { setting, study: props.study,
                problem: (*problem).clone(), onproblem: onproblem.clone() })
    };
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
            { field(Setting::Rate) }
            <label title={words.schedule_hint}><span>{ words.schedule }</span>
                <select data-testid="learn-schedule" data-value={schedule.id()} onchange={onschedule}>
                    { for SCHEDULES.iter().map(|&each| html! {
                        <option value={each.id()} selected={each == schedule}>{ course(each) }</option>
                    }) }
                </select>
            </label>
            { for [Setting::Batch, Setting::Decay, Setting::Seed].map(field) }
            if let Some(problem) = &*problem { { problem.html(words) } }
        </div>
    }
}
