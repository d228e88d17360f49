//! What can be done, by pointer and by key.

use yew::prelude::*;

use crate::view::keep::keeper::SetAside;
use crate::view::kit::dialog::Dialog;
use crate::view::kit::store::use_shared;

#[derive(Properties, PartialEq)]
pub struct HelpProps {
    /// Closes it.
    pub onclose: Callback<()>,
}

#[component]
pub fn Help(props: &HelpProps) -> Html {
    let text = use_shared().text;
    html! {
        <Dialog handle="help-dialog" title={text.help} onclose={props.onclose.clone()}>
            <p class="lead">{ text.help_lead }</p>
            { for text.help_keys.iter().map(|(title, keys)| html! {
                <section class="keys">
                    <h3>{ *title }</h3>
                    <dl>
                        { for keys.iter().map(|(key, what)| html! {
                            <><dt>{ for key.split(' ').map(|key| html! { <kbd>{ key }</kbd> }) }</dt>
                            <dd>{ *what }</dd></>
                        }) }
                    </dl>
                </section>
            }) }
            <section class="keeping" data-testid="help-keeping">
                <h3>{ text.keep.title }</h3>
                { for text.keep.help.iter().map(|line| html! { <p>{ *line }</p> }) }
                <SetAside />
            </section>
        </Dialog>
    }
}
