//! A word that explains itself: `view/explain` finds it by its `data-term`.

use yew::prelude::*;

use crate::text::glossary::Term;

/// `words` as a word to ask about, with a Tab stop of its own. Words that are controls need none: they say what explains
/// them by their handle.
pub fn explained(term: Term, words: impl Into<Html>) -> Html {
    word(term, words.into(), "0")
}

/// The same, for one more of several like it: a pointer or a finger asks, but there is no further Tab stop.
pub fn explained_again(term: Term, words: impl Into<Html>) -> Html {
    word(term, words.into(), "-1")
}

fn word(term: Term, words: Html, tabindex: &'static str) -> Html {
    html! { <dfn class="explained" data-term={term.id()} {tabindex}>{ words }</dfn> }
}
