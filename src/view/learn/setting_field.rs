//! A number of the settings.

use yew::prelude::*;

use crate::lab::{Action, Study, StudyChange, Wanted};
use crate::text::LearnText;
use crate::view::kit::number_field::{NumberField, Problem};
use crate::view::kit::store::use_shared;

/// A setting that is a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// The learning rate.
    Rate,
    /// Images between two steps.
    Batch,
    /// Weight decay.
    Decay,
    /// The order of the images.
    Seed,
}

impl Setting {
    /// `data-testid`.
    fn handle(self) -> &'static str {
        match self {
            Self::Rate => "learn-rate",
            Self::Batch => "learn-batch",
            Self::Decay => "learn-decay",
            Self::Seed => "learn-seed",
        }
    }

    /// Its name, and what it means.
    fn words(self, words: &LearnText) -> (&'static str, &'static str) {
        match self {
            Self::Rate => (words.learning_rate, words.learning_rate_hint),
            Self::Batch => (words.batch, words.batch_hint),
            Self::Decay => (words.decay, words.decay_hint),
            Self::Seed => (words.seed, words.seed_hint),
        }
    }

    fn write(self, study: &Study) -> String {
        match self {
            Self::Rate => study.rate.to_string(),
            Self::Batch => study.batch.to_string(),
            Self::Decay => study.decay.to_string(),
            Self::Seed => study.seed.to_string(),
        }
    }

    fn wanted(self) -> Wanted {
        match self {
            Self::Rate => Wanted::RATE,
            Self::Batch => Wanted::BATCH,
            Self::Decay => Wanted::DECAY,
            Self::Seed => Wanted::SEED,
        }
    }

    fn change(self, value: f64) -> StudyChange {
        match self {
            Self::Rate => StudyChange::Rate(value as f32),
            Self::Batch => StudyChange::Batch(value as usize),
            Self::Decay => StudyChange::Decay(value as f32),
            Self::Seed => StudyChange::Seed(value as u32),
        }
    }
}

#[derive(Properties, PartialEq)]
pub struct SettingFieldProps {
    /// What is set.
    pub setting: Setting,
    /// All settings as they are.
    pub study: Study,
    /// What is wrong with what was typed last into any of the fields.
    pub problem: UseStateHandle<Option<Problem>>,
}

#[component]
pub fn SettingField(props: &SettingFieldProps) -> Html {
    let shared = use_shared();
    let field = use_node_ref();
    let setting = props.setting;
    let (label, hint) = setting.words(shared.text.learn);
    let exact = setting.write(&props.study);
    html! {
        <label><span>{ label }</span>
            <NumberField handle={setting.handle()} wanted={setting.wanted()} exact={exact.clone()} short={exact}
                {label} {hint} {field} problem={props.problem.clone()}
                onset={shared.act(move |value| Action::Study(setting.change(value)))}
                />
        </label>
    }
}
