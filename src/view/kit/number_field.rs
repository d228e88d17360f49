//! A number as a text: typed, read, and refused in words. Every number field of the page is this one.

use web_sys::{HtmlInputElement, KeyboardEvent};
use yew::prelude::*;

use super::keyboard;
use super::naming::Naming as _;
use crate::lab::{MAX_WEIGHT, NumberError, Wanted};
use crate::text::{Text, number};
use crate::web::page;

/// What there is to say about what was typed into a field.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// The field's handle.
    field: &'static str,
    what: What,
}

#[derive(Clone, Debug, PartialEq)]
enum What {
    Refused(NumberError),
    /// More was typed than a weight can be.
    Clamped(String),
}

/// The number that was typed into `field`, if it is one, and what there is to say about it.
pub fn read(field: &'static str, wanted: Wanted, typed: &str) -> (Option<f64>, Option<Problem>) {
    let (value, what) = match wanted.read(typed) {
        Ok(number) => {
            let clamped = || What::Clamped(typed.trim().to_owned());
            (Some(number.value), number.clamped.then(clamped))
        }
        Err(error) => (None, Some(What::Refused(error))),
    };
    (value, what.map(|what| Problem { field, what }))
}

impl Problem {
    /// Its name for scripts.
    pub fn code(&self) -> &'static str {
        match &self.what {
            What::Clamped(_) => "weight-clamped",
            What::Refused(NumberError::NotANumber { .. }) => "not-a-number",
            What::Refused(NumberError::NotFinite { .. }) => "not-finite",
            What::Refused(NumberError::Ambiguous { .. }) => "ambiguous",
            What::Refused(NumberError::NotWhole { .. }) => "not-whole",
            What::Refused(NumberError::OutOfRange { .. }) => "out-of-range",
        }
    }

    /// What was expected, and what was found.
    pub fn words(&self, text: &Text) -> String {
        match &self.what {
            What::Clamped(typed) => (text.weight_clamped)(typed, MAX_WEIGHT),
            What::Refused(error) => text.number_error(error),
        }
    }
}

/// `problem` as it stands under its field, where there is one.
pub fn say(handle: &'static str, problem: Option<&Problem>, text: &Text) -> Html {
    let Some(problem) = problem else { return html! {} };
    html! {
        <div class="said">
            <p class="problem" role="alert" data-testid={handle} data-code={problem.code()}>
                { problem.words(text) }
            </p>
        </div>
    }
}

#[derive(Properties, PartialEq)]
pub struct NumberFieldProps {
    /// `data-testid`.
    pub handle: &'static str,
    /// Which numbers it takes.
    pub wanted: Wanted,
    /// The number as it is, to the last digit.
    pub exact: String,
    /// The same while nobody is in the field.
    pub short: String,
    /// Whose number it is.
    pub label: &'static str,
    /// What it means, or how it is set.
    pub hint: &'static str,
    /// The input element.
    pub field: NodeRef,
    /// What was wrong with what was typed last, into this field or another one that says it in the same place.
    pub problem: UseStateHandle<Option<Problem>>,
    /// Gets a number that was typed and is one.
    pub onset: Callback<f64>,
    /// Called by Enter and Escape: the field is left.
    pub ondone: Callback<()>,
}

#[component]
pub fn NumberField(props: &NumberFieldProps) -> Html {
    let NumberFieldProps { handle, wanted, exact, short, problem, .. } = props;
    let (handle, wanted) = (*handle, *wanted);
    // The text is the person's while the field has the focus: a render must not write into it. Until then it is as short
    // as the field: of a text that can be scrolled the browser would make a layer, and sort all layers anew at every
    // step of learning.
    {
        let field = props.field.clone();
        use_effect_with((exact.clone(), short.clone()), move |(_, short)| {
            let input = field.cast::<HtmlInputElement>();
            if let Some(input) = input.filter(|input| !page::has_focus(input)) {
                input.set_value(short);
            }
        });
    }
    // Browsers tell of one change twice, by Enter and by leaving: the second time it is settled.
    let settled = use_mut_ref(Option::<String>::default);
    let commit = {
        let (settled, exact) = (settled.clone(), exact.clone());
        let (onset, problem) = (props.onset.clone(), problem.clone());
        move |input: &HtmlInputElement| {
            let typed = input.value();
            let mut left = exact.clone();
            let mut found = None;
            if typed.trim() != exact {
                let (value, said) = read(handle, wanted, &typed);
                if let Some(value) = value {
                    left = written(wanted, value);
                    onset.emit(value);
                }
                found = said;
            }
            problem.set(found);
            input.set_value(&left);
            settled.replace(Some(left));
        }
    };
    let onfocus = {
        let (settled, exact, problem) = (settled.clone(), exact.clone(), problem.clone());
        Callback::from(move |event: FocusEvent| {
            settled.replace(None);
            // Whoever comes back has read it.
            problem.set(None);
            let input: HtmlInputElement = event.target_unchecked_into();
            if input.value() != exact {
                input.set_value(&exact);
                // As it was selected, if by Tab.
                input.select();
            }
        })
    };
    let onblur = {
        let (exact, short) = (exact.clone(), short.clone());
        Callback::from(move |event: FocusEvent| {
            let input: HtmlInputElement = event.target_unchecked_into();
            // What was set a moment ago is newer than this render.
            if input.value() == exact {
                input.set_value(&short);
            }
        })
    };
    let onkeydown = {
        let (commit, ondone) = (commit.clone(), props.ondone.clone());
        let (exact, problem) = (exact.clone(), problem.clone());
        Callback::from(move |event: KeyboardEvent| {
            let input: HtmlInputElement = event.target_unchecked_into();
            // While an input method composes, Enter and Escape are its own.
            let key = keyboard::key(&event);
            if key.enters() {
                commit(&input);
            } else if key.escapes() {
                input.set_value(&exact);
                problem.set(None);
            } else {
                return;
            }
            event.prevent_default();
            event.stop_propagation();
            ondone.emit(());
        })
    };
    let onchange = Callback::from(move |event: Event| {
        let input: HtmlInputElement = event.target_unchecked_into();
        let typed = input.value();
        let again = settled.borrow().as_ref() == Some(&typed);
        if !again {
            commit(&input);
        }
    });
    let invalid = problem.as_ref().is_some_and(|problem| problem.field == handle);
    html! {
        <input ref={props.field.clone()} class="value" type="text" inputmode={inputmode(wanted)} autocomplete="off"
            data-testid={handle} data-value={exact.clone()} aria-label={props.label} title={props.hint}
            aria-invalid={invalid.to_string()} {onfocus} {onblur} {onkeydown} {onchange} />
    }
}

/// A number as the field shows it to the last digit.
fn written(wanted: Wanted, value: f64) -> String {
    if wanted.is_whole() { value.to_string() } else { (value as f32).to_string() }
}

/// Which keys a phone offers: an iPhone's for decimals have no minus.
pub fn inputmode(wanted: Wanted) -> &'static str {
    if wanted.is_whole() {
        "numeric"
    } else if wanted.is_signed() {
        "text"
    } else {
        "decimal"
    }
}

/// A weight's number in [`NumberFieldProps`]: to the last digit, and short.
pub fn of_weight(value: f32) -> (String, String) {
    (value.to_string(), number::field(value))
}
