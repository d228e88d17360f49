//! A number of the settings as a text: typed, checked, and refused in words.

use web_sys::{HtmlInputElement, KeyboardEvent};
use yew::prelude::*;

use crate::lab::{
    Action, SettingError, Study, StudyChange, parse_batch, parse_decay, parse_rate, parse_seed,
};
use crate::text::LearnText;
use crate::view::part::use_effect_with;
use crate::view::store::use_shared;
use crate::web::page;

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

    fn read(self, text: &str) -> Result<StudyChange, SettingError> {
        match self {
            Self::Rate => parse_rate(text).map(StudyChange::Rate),
            Self::Batch => parse_batch(text).map(StudyChange::Batch),
            Self::Decay => parse_decay(text).map(StudyChange::Decay),
            Self::Seed => parse_seed(text).map(StudyChange::Seed),
        }
    }
}

/// What is wrong with a text in a field.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    setting: Setting,
    error: SettingError,
}

impl Problem {
    /// As it stands under the fields.
    pub fn html(&self, words: &LearnText) -> Html {
        let (code, words) = match &self.error {
            SettingError::NotANumber { found } => ("not-a-number", (words.not_a_number)(found)),
            SettingError::NotWhole { found } => ("not-whole", (words.not_whole)(found)),
            SettingError::OutOfRange { found, low, high } => {
                ("out-of-range", (words.out_of_range)(found, *low, *high))
            }
        };
        html! {
            <p class="problem" role="alert" data-testid="learn-problem" data-code={code}>{ words }</p>
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
    pub problem: Option<Problem>,
    /// Gets what is wrong with the text, or that nothing is.
    pub onproblem: Callback<Option<Problem>>,
}

#[component]
pub fn SettingField(props: &SettingFieldProps) -> Html {
    let shared = use_shared();
    let field = use_node_ref();
    let setting = props.setting;
    let (label, hint) = setting.words(shared.text.learn);
    let value = setting.write(&props.study);
    // Somebody may be typing: then a render must not write into it.
    {
        let field = field.clone();
        use_effect_with(value.clone(), move |value| {
            let input = field.cast::<HtmlInputElement>();
            if let Some(input) = input.filter(|input| !page::has_focus(input)) {
                input.set_value(value);
            }
        });
    }
    let commit = {
        let (value, onproblem) = (value.clone(), props.onproblem.clone());
        let dispatch = shared.dispatch.clone();
        move |input: &HtmlInputElement| {
            let typed = input.value();
            match setting.read(&typed) {
                Ok(change) => {
                    dispatch.dispatch(Action::Study(change));
                    onproblem.emit(None);
                }
                Err(error) => {
                    input.set_value(&value);
                    onproblem.emit(Some(Problem { setting, error }));
                }
            }
        }
    };
    // Browsers tell of one change twice, by Enter and by leaving: the second time it is settled.
    let settled = use_mut_ref(Option::<String>::default);
    let commit = {
        let settled = settled.clone();
        move |input: &HtmlInputElement| {
            commit(input);
            *settled.borrow_mut() = Some(input.value());
        }
    };
    let onkeydown = {
        let commit = commit.clone();
        Callback::from(move |event: KeyboardEvent| {
            let input: HtmlInputElement = event.target_unchecked_into();
            match event.key().as_str() {
                // While an input method composes, Enter is its own.
                "Enter" if !event.is_composing() => commit(&input),
                "Escape" => input.set_value(&value),
                _ => return,
            }
            event.prevent_default();
            event.stop_propagation();
        })
    };
    let onchange = Callback::from(move |event: Event| {
        let input: HtmlInputElement = event.target_unchecked_into();
        if settled.borrow().as_ref() != Some(&input.value()) {
            commit(&input);
        }
    });
    let invalid = props.problem.as_ref().is_some_and(|problem| problem.setting == setting);
    html! {
        <label title={hint}><span>{ label }</span>
            <input ref={field} type="text" inputmode="decimal" autocomplete="off" data-testid={setting.handle()}
                data-value={setting.write(&props.study)} aria-invalid={invalid.to_string()} {onkeydown} {onchange} />
        </label>
    }
}
