//! A number as a text: typed, read, and refused in words. Every number field of the page is this one.

use std::cell::RefCell;
use std::rc::Rc;
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
    /// With the other end of a range it makes none.
    NoRange(String),
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
            What::NoRange(_) => "no-range",
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
            What::NoRange(typed) => (text.look.no_range)(typed),
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

#[derive(Clone, Properties, PartialEq)]
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
    /// Whether a number makes a range with the other end, where it is one of two.
    #[prop_or_default]
    pub fits: Option<Callback<f64, bool>>,
    /// Gets a number that was typed and is one.
    pub onset: Callback<f64>,
    /// Called by Enter and Escape, where the field is left by them. Otherwise the keyboard stays in it, and an Escape that
    /// takes nothing back is left to what is around the field.
    #[prop_or_default]
    pub ondone: Option<Callback<()>>,
}

#[component]
pub fn NumberField(props: &NumberFieldProps) -> Html {
    let NumberFieldProps { handle, exact, short, .. } = props;
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
    let settled = use_mut_ref(Option::<String>::default);
    let field = Rc::new(Field { props: props.clone(), settled });
    let onfocus = {
        let field = Rc::clone(&field);
        move |event: FocusEvent| field.enter(&event.target_unchecked_into())
    };
    let onblur = {
        let field = Rc::clone(&field);
        move |event: FocusEvent| field.leave(&event.target_unchecked_into())
    };
    let onkeydown = {
        let field = Rc::clone(&field);
        move |event: KeyboardEvent| field.press(&event)
    };
    let onchange = move |event: Event| field.change(&event.target_unchecked_into());
    let invalid = props.problem.as_ref().is_some_and(|problem| problem.field == *handle);
    html! {
        <input ref={props.field.clone()} class="value" type="text" inputmode={inputmode(props.wanted)} autocomplete="off"
            data-testid={*handle} data-value={exact.clone()} aria-label={props.label} aria-description={props.hint}
            aria-invalid={invalid.to_string()} {onfocus} {onblur} {onkeydown} {onchange} />
    }
}

/// A field as it was rendered last, for what happens in it.
struct Field {
    props: NumberFieldProps,
    /// What it was left with: browsers tell of one change twice, by Enter and by leaving.
    settled: Rc<RefCell<Option<String>>>,
}

impl Field {
    fn enter(&self, input: &HtmlInputElement) {
        self.settled.replace(None);
        // Whoever comes back has read it.
        self.props.problem.set(None);
        if input.value() != self.props.exact {
            input.set_value(&self.props.exact);
            // As it was selected, if by Tab.
            input.select();
        }
    }

    fn leave(&self, input: &HtmlInputElement) {
        // What was set a moment ago is newer than this render.
        if input.value() == self.props.exact {
            input.set_value(&self.props.short);
        }
    }

    fn press(&self, event: &KeyboardEvent) {
        let NumberFieldProps { exact, problem, ondone, .. } = &self.props;
        let input: HtmlInputElement = event.target_unchecked_into();
        // While an input method composes, Enter and Escape are its own.
        let key = keyboard::key(event);
        if key.enters() {
            self.commit(&input);
        } else if key.escapes() {
            if ondone.is_none() && input.value() == *exact && problem.is_none() {
                return;
            }
            input.set_value(exact);
            problem.set(None);
        } else {
            return;
        }
        event.prevent_default();
        event.stop_propagation();
        if let Some(ondone) = ondone {
            ondone.emit(());
        }
    }

    fn change(&self, input: &HtmlInputElement) {
        let typed = input.value();
        let again = self.settled.borrow().as_ref() == Some(&typed);
        if !again {
            self.commit(input);
        }
    }

    /// Reads what was typed, and says what was wrong with it.
    fn commit(&self, input: &HtmlInputElement) {
        let NumberFieldProps { handle, wanted, exact, problem, fits, onset, .. } = &self.props;
        let typed = input.value();
        let mut left = exact.clone();
        let mut found = None;
        if typed.trim() != exact {
            let (value, said) = read(handle, *wanted, &typed);
            found = said;
            if let Some(value) = value {
                if fits.as_ref().is_none_or(|fits| fits.emit(value)) {
                    left = written(*wanted, value);
                    onset.emit(value);
                } else {
                    let what = What::NoRange(typed.trim().to_owned());
                    found = Some(Problem { field: handle, what });
                }
            }
        }
        problem.set(found);
        input.set_value(&left);
        self.settled.replace(Some(left));
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
