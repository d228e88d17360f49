//! A text that cannot be saved as a file, to be copied.

use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use crate::view::kit::dialog::Dialog;
use crate::view::kit::store::use_shared;
use crate::web::download::{self, Unsaved};

/// The dialog for a text that was to be saved and cannot be, while there is one.
#[hook]
pub fn use_copying() -> Html {
    let unsaved = use_state_eq(Option::<Unsaved>::default);
    {
        let unsaved = unsaved.setter();
        use_effect_with((), move |()| download::offer_to_copy(move |text| unsaved.set(Some(text))));
    }
    let onclose = {
        let unsaved = unsaved.setter();
        Callback::from(move |()| unsaved.set(None))
    };
    match &*unsaved {
        Some(unsaved) => html! { <Copying unsaved={unsaved.clone()} {onclose} /> },
        None => html! {},
    }
}

#[derive(Properties, PartialEq)]
pub struct CopyingProps {
    /// What is to be copied.
    pub unsaved: Unsaved,
    /// Closes it.
    pub onclose: Callback<()>,
}

#[component]
pub fn Copying(props: &CopyingProps) -> Html {
    let text = use_shared().text;
    let words = text.browser;
    let field = use_node_ref();
    let copied = use_state_eq(Option::<bool>::default);
    let oncopy = {
        let (field, copied) = (field.clone(), copied.setter());
        Callback::from(move |_: MouseEvent| {
            let copied = copied.clone();
            if let Some(field) = field.cast::<HtmlTextAreaElement>() {
                download::copy(&field, move |went_well| copied.set(Some(went_well)));
            }
        })
    };
    let said = match *copied {
        None => "",
        Some(true) => words.copied,
        Some(false) => words.copy_by_hand,
    };
    html! {
        <Dialog handle="copy-dialog" title={words.copy_title} onclose={props.onclose.clone()}>
            <p class="lead">{ (words.copy_lead)(&props.unsaved.name) }</p>
            <textarea ref={field} class="to-copy" readonly=true rows="10" spellcheck="false" data-testid="copy-text"
                aria-label={props.unsaved.name.clone()} value={props.unsaved.text.clone()} />
            <div class="row">
                <button type="button" class="button" data-testid="copy" onclick={oncopy}>{ words.copy }</button>
                <span role="status" data-testid="copy-status">{ said }</span>
            </div>
        </Dialog>
    }
}
