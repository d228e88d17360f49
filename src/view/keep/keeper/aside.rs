//! What was set aside, so that it can be had again: each text as a file, which opens on this page.

use std::rc::Rc;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::text::KeepText;
use crate::view::kit::store::use_shared;
use crate::web::download;
use crate::web::kept::{self, Aside};
use crate::web::storage;

/// The list; nothing where nothing was set aside.
#[component]
pub fn SetAside() -> Html {
    let words = use_shared().text.keep;
    let found = use_state_eq(Vec::<Rc<Aside>>::new);
    {
        let found = found.setter();
        use_effect_with((), move |()| {
            spawn_local(async move {
                found.set(kept::all_set_aside().await.into_iter().map(Rc::new).collect());
            });
        });
    }
    if found.is_empty() {
        return html! {};
    }
    html! { <>
        <p>{ words.aside }</p>
        <ul>
            { for found.iter().filter_map(|aside| {
                let (what, one) = (what(words, &aside.of)?, Rc::clone(aside));
                let save = move |_: MouseEvent| {
                    let name = format!("hitofude-{}.txt", one.time.replace(':', "-"));
                    download::save(&name, "text/plain", &one.text);
                };
                Some(html! {
                    <li key={format!("{} {}", aside.time, aside.of)} data-testid="aside">
                        <span>{ (words.aside_item)(what, &minute(&aside.time)) }</span>
                        <button type="button" class="chip" data-testid="aside-save" onclick={save}>
                            { words.aside_save }
                        </button>
                    </li>
                })
            }) }
        </ul>
    </> }
}

/// What a text was, by the name that it had; `None` where it is nobody's work.
fn what(words: &KeepText, name: &str) -> Option<&'static str> {
    match name.split('/').next()? {
        storage::LAB => Some(words.aside_lab),
        "own" => Some(words.aside_own),
        "snapshots" => Some(words.aside_snapshots),
        _ => None,
    }
}

/// A time to the minute: 2026-01-31 12:00.
fn minute(time: &str) -> String {
    time.chars().take(16).map(|letter| if letter == 'T' { ' ' } else { letter }).collect()
}
