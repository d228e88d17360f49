//! A weight as a text: typed, checked, and refused in words.

use web_sys::{HtmlInputElement, KeyboardEvent};
use yew::prelude::*;

use super::naming::Naming as _;
use super::part::use_effect_with;
use super::store::use_shared;
use crate::lab::{MAX_WEIGHT, WeightError, parse_weight};
use crate::text::{Text, number};
use crate::web::page;

/// What was wrong with what was typed: its name for scripts, and its words.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    pub code: &'static str,
    pub words: String,
}

/// The weight that was typed, if it is one, and what there is to say about it.
pub fn read(typed: &str, text: &Text) -> (Option<f32>, Option<Problem>) {
    match parse_weight(typed) {
        Ok(weight) => {
            let words = (text.weight_clamped)(typed.trim(), MAX_WEIGHT);
            let clamped = Problem { code: "weight-clamped", words };
            (Some(weight.value), weight.clamped.then_some(clamped))
        }
        Err(error) => (None, Some(Problem::of(&error, text))),
    }
}

impl Problem {
    fn of(error: &WeightError, text: &Text) -> Self {
        let code = match error {
            WeightError::NotANumber { .. } => "not-a-number",
            WeightError::NotFinite { .. } => "not-finite",
        };
        Self { code, words: text.weight_error(error) }
    }

    /// As it stands under the field.
    pub fn html(&self) -> Html {
        html! {
            <p class="problem" role="alert" data-testid="weight-problem" data-code={self.code}>
                { self.words.clone() }
            </p>
        }
    }
}

#[derive(Properties, PartialEq)]
pub struct WeightFieldProps {
    /// `data-testid`.
    pub handle: &'static str,
    /// The weight as it is.
    pub value: f32,
    /// Whose weight it is.
    pub label: &'static str,
    /// The input element.
    pub field: NodeRef,
    /// Whether something is wrong with what was typed last.
    pub invalid: bool,
    /// Gets a weight that was typed and is one.
    pub onset: Callback<f32>,
    /// Gets what is wrong with the text, or that nothing is.
    pub onproblem: Callback<Option<Problem>>,
    /// Called by Enter and Escape: the field is left.
    pub ondone: Callback<()>,
}

#[component]
pub fn WeightField(props: &WeightFieldProps) -> Html {
    let shared = use_shared();
    let text = shared.text;
    let value = props.value;
    // The text is the person's while the field has the focus: a render must not write into it. Until then it is as short
    // as the field: of a text that can be scrolled the browser would make a layer, and sort all layers anew at every
    // step of learning.
    {
        let field = props.field.clone();
        use_effect_with(value, move |_| {
            if let Some(input) =
                field.cast::<HtmlInputElement>().filter(|input| !page::has_focus(input))
            {
                input.set_value(&number::field(value));
            }
        });
    }
    // Browsers tell of one change twice, by Enter and by leaving: the second time it is settled.
    let settled = use_mut_ref(Option::<String>::default);
    let commit = {
        let settled = settled.clone();
        let (onset, onproblem) = (props.onset.clone(), props.onproblem.clone());
        move |input: &HtmlInputElement| {
            let typed = input.value();
            if typed.trim() == value.to_string() || settled.borrow().as_ref() == Some(&typed) {
                return;
            }
            let (weight, problem) = read(&typed, text);
            if let Some(weight) = weight {
                onset.emit(weight);
            }
            let left = weight.unwrap_or(value);
            onproblem.emit(problem);
            input.set_value(&left.to_string());
            *settled.borrow_mut() = Some(left.to_string());
        }
    };
    let onfocus = Callback::from(move |event: FocusEvent| {
        *settled.borrow_mut() = None;
        let input: HtmlInputElement = event.target_unchecked_into();
        let exact = value.to_string();
        if input.value() != exact {
            input.set_value(&exact);
            // As it was selected, if by Tab.
            input.select();
        }
    });
    let onblur = Callback::from(move |event: FocusEvent| {
        let input: HtmlInputElement = event.target_unchecked_into();
        // What was typed, or what came of it, may be newer than this render.
        if let Ok(weight) = parse_weight(&input.value()) {
            input.set_value(&number::field(weight.value));
        }
    });
    let onkeydown = {
        let (commit, ondone) = (commit.clone(), props.ondone.clone());
        Callback::from(move |event: KeyboardEvent| {
            let input: HtmlInputElement = event.target_unchecked_into();
            match event.key().as_str() {
                // While an input method composes, Enter is its own.
                "Enter" if !event.is_composing() => commit(&input),
                "Escape" => input.set_value(&value.to_string()),
                _ => return,
            }
            event.prevent_default();
            event.stop_propagation();
            ondone.emit(());
        })
    };
    let onchange = Callback::from(move |event: Event| commit(&event.target_unchecked_into()));
    html! {
        <input ref={props.field.clone()} class="value" type="text" inputmode="decimal" autocomplete="off"
            data-testid={props.handle} aria-label={props.label} title={text.value_hint}
            aria-invalid={props.invalid.to_string()} {onfocus} {onblur} {onkeydown} {onchange} />
    }
}
