//! One of several, chosen from a list.

use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// The digits as they stand in lists.
pub const DIGITS: [&str; 10] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

/// A `select`: who it is.
#[derive(Default)]
pub struct Choice {
    /// `data-testid`.
    pub handle: &'static str,
    /// Its class, if it has one.
    pub class: Option<&'static str>,
    /// What it is, where no label stands around it.
    pub label: Option<&'static str>,
    /// What that means, for a pointer that rests on it.
    pub hint: Option<&'static str>,
}

impl Choice {
    /// Offers `options`, each under its value and its words; `onchoose` gets the value.
    pub fn of(
        self,
        options: &[(&'static str, &'static str)],
        chosen: &'static str,
        onchoose: Callback<String>,
    ) -> Html {
        let onchange = move |event: Event| {
            onchoose.emit(event.target_unchecked_into::<HtmlSelectElement>().value());
        };
        html! {
            <select class={self.class} data-testid={self.handle} data-value={chosen} aria-label={self.label}
                title={self.hint} {onchange}>
                { for options.iter().map(|&(value, words)| html! {
                    <option {value} selected={value == chosen}>{ words }</option>
                }) }
            </select>
        }
    }
}
