//! One of several, chosen from a list.

use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// The digits as they stand in lists.
pub const DIGITS: [&str; 10] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

#[derive(Properties, PartialEq)]
pub struct ChoiceProps {
    /// `data-testid`.
    pub handle: &'static str,
    /// Its class, if it has one.
    #[prop_or_default]
    pub class: Option<&'static str>,
    /// What it is, where no label stands around it.
    #[prop_or_default]
    pub label: Option<&'static str>,
    /// What that means, for a pointer that rests on it.
    #[prop_or_default]
    pub hint: Option<&'static str>,
    /// What is offered: values, and their words.
    pub options: Vec<(AttrValue, AttrValue)>,
    /// The value that is chosen.
    pub chosen: AttrValue,
    /// Gets the value that somebody picks.
    pub onchoose: Callback<String>,
}

/// A `select` that always shows `chosen`. Once somebody has touched a `select`, a browser no longer looks at which option
/// is marked as selected: only the element's own `value` counts, so that is set.
#[component]
pub fn Choice(props: &ChoiceProps) -> Html {
    let ChoiceProps { handle, class, label, hint, options, chosen, onchoose } = props;
    let field = use_node_ref();
    {
        let field = field.clone();
        use_effect_with((options.clone(), chosen.clone()), move |(_, chosen)| {
            if let Some(field) = field.cast::<HtmlSelectElement>() {
                field.set_value(chosen);
            }
        });
    }
    let onchange = {
        let (chosen, onchoose) = (chosen.clone(), onchoose.clone());
        move |event: Event| {
            let field: HtmlSelectElement = event.target_unchecked_into();
            let picked = field.value();
            // What comes of it is shown once it is so, and where nothing comes of it, nothing is.
            field.set_value(&chosen);
            onchoose.emit(picked);
        }
    };
    html! {
        <select ref={field} class={*class} data-testid={*handle} data-value={chosen} aria-label={*label} aria-description={*hint}
            autocomplete="off" {onchange}>
            { for options.iter().map(|(value, words)| html! {
                <option value={value.clone()}>{ words }</option>
            }) }
        </select>
    }
}

/// Options whose values and words never change.
pub fn options<V: Into<AttrValue>, W: Into<AttrValue>>(
    all: impl IntoIterator<Item = (V, W)>,
) -> Vec<(AttrValue, AttrValue)> {
    all.into_iter().map(|(value, words)| (value.into(), words.into())).collect()
}
