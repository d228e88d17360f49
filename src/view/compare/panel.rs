//! The panel: taking a snapshot, the list of them, and the table.

use std::rc::Rc;
use web_sys::{Element, HtmlInputElement, KeyboardEvent};
use yew::prelude::*;

use super::list::list;
use super::table::{self, TableFollower};
use crate::digits::ItemId;
use crate::lab::{Action, NetworkChoice, Panel, SnapshotChange, Snapshots};
use crate::nn::Architecture;
use crate::text::glossary::Term;
use crate::view::kit::explained::explained;
use crate::view::kit::keyboard;
use crate::view::kit::naming::Naming as _;
use crate::view::kit::store::{Shared, use_shared};
use crate::web::page;

#[derive(Clone, Properties, PartialEq)]
pub struct CompareProps {
    /// The snapshots.
    pub snapshots: Rc<Snapshots>,
    /// Which of them the network is compared with, if with any.
    pub against: Option<ItemId>,
    /// What the network is: others' maps cannot be compared with its own.
    pub architecture: Rc<Architecture>,
    /// Which network on offer it is, if any.
    pub choice: Option<NetworkChoice>,
}

#[component]
pub fn Compare(props: &CompareProps) -> Html {
    let shared = use_shared();
    let (text, words) = (shared.text, shared.text.compare);
    let table = use_node_ref();
    // Whoever opened it with the keyboard goes on in it.
    use_effect_with((), |()| page::focus("#compare"));
    {
        let (table, live) = (table.clone(), shared.live.clone());
        use_effect_with(text.language, move |_| {
            let table = table.cast::<Element>();
            let attached = table.map(|table| live.attach(TableFollower::new(table, text)));
            move || drop(attached)
        });
    }
    let typed = use_state_eq(Option::<String>::default);
    let close_button = {
        let shared = shared.clone();
        move |_: MouseEvent| close(&shared)
    };
    let onkeydown = {
        let shared = shared.clone();
        move |event: KeyboardEvent| {
            if keyboard::key(&event).escapes() {
                event.stop_propagation();
                if !shared.live.let_go() {
                    close(&shared);
                }
            }
        }
    };
    let ontable = {
        let shared = shared.clone();
        move |event: MouseEvent| {
            let target = event.target_dyn_into::<Element>();
            if let Some(button) = target.and_then(|target| target.closest("button").ok().flatten())
            {
                table::press(&shared, &button);
            }
        }
    };
    html! {
        <section class="compare" id="compare" tabindex="-1" data-testid="compare-panel" aria-label={words.title}
            {onkeydown}>
            <div class="snapshots">
                <h2>{ explained(Term::Snapshot, words.title) }</h2>
                <button type="button" class="close" data-key="close" data-testid="compare-close" aria-description={text.close}
                    onclick={close_button}>{ "×" }</button>
                { taking(&shared, props, &typed) }
                if props.snapshots.is_full() {
                    <p class="problem" role="status" data-testid="compare-problem" data-code="snapshots-full">
                        { (words.full)(Snapshots::MOST) }</p>
                }
                { list(&shared, &props.snapshots, props.against, &props.architecture) }
            </div>
            <div ref={table} class="apart" data-testid="apart" data-state="none" onclick={ontable} />
        </section>
    }
}

/// The name of the next snapshot, and the button that takes it. What somebody has `typed` stays until it is taken.
fn taking(shared: &Shared, props: &CompareProps, typed: &UseStateHandle<Option<String>>) -> Html {
    let (text, words) = (shared.text, shared.text.compare);
    let full = props.snapshots.is_full();
    let network = props.choice.map_or(text.custom_network, |choice| text.network_name(choice));
    let name = next_name(&props.snapshots, |number| (words.default_name)(number, network));
    let shown = (**typed).clone().unwrap_or_else(|| name.clone());
    let oninput = {
        let typed = typed.clone();
        move |event: InputEvent| {
            typed.set(Some(event.target_unchecked_into::<HtmlInputElement>().value()));
        }
    };
    let take = {
        let (dispatch, typed, shown) = (shared.dispatch.clone(), typed.clone(), shown.clone());
        Callback::from(move |()| {
            let name = if shown.trim().is_empty() { name.clone() } else { shown.clone() };
            dispatch.dispatch(Action::Snapshot(SnapshotChange::Take { id: page::new_id(), name }));
            typed.set(None);
        })
    };
    let onkeydown = {
        let take = take.clone();
        move |event: KeyboardEvent| {
            if keyboard::key(&event).enters() {
                take.emit(());
            }
        }
    };
    html! {
        <div class="row">
            <input type="text" data-key="name" data-testid="snapshot-name" aria-label={words.name}
                autocomplete="off" maxlength={Snapshots::LONGEST.to_string()} value={shown} disabled={full}
                {oninput} {onkeydown} />
            <button type="button" class="chip" data-key="take" data-testid="snapshot-take" aria-description={words.take_hint}
                disabled={full} onclick={take.reform(|_: MouseEvent| ())}>{ words.take }</button>
        </div>
    }
}

/// What the next snapshot is called if nobody says otherwise: the first such name that none has.
fn next_name(snapshots: &Snapshots, name: impl Fn(u32) -> String) -> String {
    let mut number = snapshots.len() as u32 + 1;
    while snapshots.iter().any(|snapshot| *snapshot.name == *name(number)) {
        number += 1;
    }
    name(number)
}

fn close(shared: &Shared) {
    shared.dispatch.dispatch(Action::SetPanel(Panel::Compare, false));
    page::focus("[data-testid=compare]");
}
