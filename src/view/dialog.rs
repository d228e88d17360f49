//! A dialog over the page.

use web_sys::HtmlDialogElement;
use yew::prelude::*;

use super::part::use_effect_with;
use super::store::use_shared;

#[derive(Properties, PartialEq)]
pub struct DialogProps {
    /// `data-testid`.
    pub handle: &'static str,
    /// What it is about.
    pub title: &'static str,
    /// Called when it is to go: by its button, by Escape.
    pub onclose: Callback<()>,
    /// What stands in it.
    pub children: Html,
}

/// Opens when it is rendered; the browser keeps the focus inside it.
#[component]
pub fn Dialog(props: &DialogProps) -> Html {
    let shared = use_shared();
    let dialog = use_node_ref();
    {
        let dialog = dialog.clone();
        use_effect_with((), move |()| {
            if let Some(dialog) = dialog.cast::<HtmlDialogElement>() {
                // Fails only for a dialog that is open already.
                let _ = dialog.show_modal();
            }
        });
    }
    let close = props.onclose.reform(|_: MouseEvent| ());
    let onclose = props.onclose.reform(|_: Event| ());
    html! {
        <dialog ref={dialog} data-testid={props.handle} aria-label={props.title} {onclose}>
            <header>
                <h2>{ props.title }</h2>
                <button type="button" class="close" data-testid="close" aria-label={shared.text.close}
                    onclick={close}>{ "×" }</button>
            </header>
            { props.children.clone() }
        </dialog>
    }
}
