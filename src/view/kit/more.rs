//! The button that shows all that a part of the page has.

use yew::prelude::*;

use super::store::use_shared;
use crate::formats::names::Named as _;
use crate::lab::{Detail, Details};

#[derive(Properties, PartialEq)]
pub struct MoreProps {
    /// Of which part.
    pub of: Detail,
}

/// Shows all that a part has, or the simplest of it. While all parts show all, one button at the top of the page is the
/// way back.
#[component]
pub fn More(props: &MoreProps) -> Html {
    let shared = use_shared();
    let (of, words) = (props.of, shared.text.first);
    let shown = shared.details.has(of);
    if shared.details == Details::everything() {
        return html! {};
    }
    let next = shared.details.with(of, !shown);
    html! {
        <button type="button" class="more" data-testid={format!("more-{}", of.id())}
            aria-expanded={shown.to_string()} onclick={shared.onmore.reform(move |_| next)}>
            { if shown { words.less } else { words.more } }
        </button>
    }
}
