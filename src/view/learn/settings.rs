//! How the network is to learn.

use yew::prelude::*;

use super::setting_field::{Setting, SettingField};
use crate::formats::names::Named as _;
use crate::lab::{Action, RuleChoice, Study, StudyChange};
use crate::nn::Schedule;
use crate::view::kit::choice::{Choice, options};
use crate::view::kit::number_field::{Problem, say};
use crate::view::kit::store::use_shared;

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
    let onrule = shared.act(move |chosen: String| {
        Action::Study(StudyChange::Rule(RuleChoice::named(&chosen).unwrap_or(rule)))
    });
    let onschedule = shared.act(move |chosen: String| {
        Action::Study(StudyChange::Schedule(Schedule::named(&chosen).unwrap_or(schedule)))
    });
    let course = |schedule| match schedule {
        Schedule::Constant => words.schedule_constant,
        Schedule::Falling => words.schedule_falling,
    };
    let field = |setting: Setting| {
        html! {
            <SettingField key={setting as usize} {setting} study={props.study} problem={problem.clone()} />
        }
    };
    let name = |rule| match rule {
        RuleChoice::Sgd => words.rule_sgd,
        RuleChoice::Momentum => words.rule_momentum,
        RuleChoice::Adam => words.rule_adam,
    };
    let rules = options(RuleChoice::ALL.iter().map(|&each| (each.id(), name(each))));
    let courses = options(Schedule::VARIANTS.iter().map(|&each| (each.id(), course(each))));
    html! {
        <div class="learn-settings" role="group" aria-label={words.settings}>
            <label><span>{ words.rule }</span>
                <Choice handle="learn-rule" options={rules} chosen={rule.id()} onchoose={onrule} />
            </label>
            { field(Setting::Rate) }
            <label><span>{ words.schedule }</span>
                <Choice handle="learn-schedule" options={courses} chosen={schedule.id()} onchoose={onschedule} />
            </label>
            { for [Setting::Batch, Setting::Decay, Setting::Seed].map(field) }
            { say("learn-problem", problem.as_ref(), shared.text) }
        </div>
    }
}
