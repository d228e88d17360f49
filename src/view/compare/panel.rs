//! The panel: what is done in it.

use std::rc::Rc;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlInputElement, KeyboardEvent};
use yew::prelude::*;

use super::list;
use super::table::{self, TableFollower};
use crate::digits::ItemId;
use crate::lab::{Action, LookChange, NetworkChoice, Panel, Quantity, SnapshotChange, Snapshots};
use crate::nn::Architecture;
use crate::text::Text;
use crate::view::kit::keyboard;
use crate::view::kit::naming::Naming as _;
use crate::view::kit::store::{Shared, use_shared};
use crate::view::kit::written::{self, control, refill};
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
    let root = use_node_ref();
    {
        let root = root.clone();
        use_effect_with((props.clone(), text.language), move |(props, _)| {
            let attached = root.cast::<Element>().and_then(|root| {
                let (rows, table) = (root.first_element_child()?, root.last_element_child()?);
                let first = rows.child_element_count() == 0;
                fill(&rows, props, text);
                // Whoever opened it with the keyboard goes on in it.
                if first {
                    page::focus("#compare");
                }
                let attached = shared.live.attach(TableFollower::new(table, text));
                let props = props.clone();
                let hear = Rc::new(move |event: &Event| hear(&shared, &props, event));
                Some((written::listen(&root, hear), attached))
            });
            move || drop(attached)
        });
    }
    html! {
        <section ref={root} class="compare" id="compare" tabindex="-1" data-testid="compare-panel"
            aria-label={words.title}>
            <div class="snapshots" />
            <div class="apart" data-testid="apart" data-state="none" />
        </section>
    }
}

/// Writes the list. What somebody has typed for the next name stays until it is taken.
fn fill(rows: &Element, props: &CompareProps, text: &'static Text) {
    let network = props.choice.map_or(text.custom_network, |choice| text.network_name(choice));
    let name = next_name(&props.snapshots, |number| (text.compare.default_name)(number, network));
    let field = || Some(rows.query_selector("input").ok()??.unchecked_into::<HtmlInputElement>());
    let typed = field().filter(|field| field.default_value() == name).map(|field| field.value());
    refill(rows, &list::write(&props.snapshots, props.against, &props.architecture, &name, text));
    if let Some((field, typed)) = field().zip(typed) {
        field.set_value(&typed);
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

/// Does what was pressed, chosen or typed.
fn hear(shared: &Shared, props: &CompareProps, event: &Event) {
    let (control, verb, index) = control(event)
        .map_or_else(Default::default, |(control, verb, index)| (Some(control), verb, index));
    let pressed = event.dyn_ref::<KeyboardEvent>().map(keyboard::key);
    // While an input method composes, Enter and Escape are its own.
    let pressed = pressed.filter(|key| !key.composing && !key.taken);
    let way = pressed.map_or_else(|| event.type_(), |key| key.key);
    let send = |change| shared.dispatch.dispatch(Action::Snapshot(change));
    let snapshot = props.snapshots.iter().nth(index);
    let value = || control.clone().map(|it| it.unchecked_into::<HtmlInputElement>().value());
    match (way.as_str(), verb.as_str()) {
        ("Escape", _) if shared.live.let_go() => event.stop_propagation(),
        ("Escape", _) | ("click", "close") => {
            event.stop_propagation();
            shared.dispatch.dispatch(Action::SetPanel(Panel::Compare, false));
            page::focus("[data-testid=compare]");
        }
        ("click", "take") | ("Enter", "name") => {
            let row = control.and_then(|control| control.parent_element());
            let Some(field) = row.and_then(|row| row.first_element_child()) else { return };
            let field: HtmlInputElement = field.unchecked_into();
            let [typed, otherwise] = [field.value(), field.default_value()];
            let name = if typed.trim().is_empty() { otherwise } else { typed };
            send(SnapshotChange::Take { id: page::new_id(), name });
        }
        ("change", "before") => shared.dispatch.dispatch(Action::Compare(None)),
        ("change", "compare") => {
            let Some(snapshot) = snapshot else { return };
            shared.dispatch.dispatch(Action::Compare(Some(snapshot.id)));
            if snapshot.network.architecture == props.architecture {
                let change = LookChange::Quantity(Quantity::Difference);
                shared.dispatch.dispatch(Action::Look(change));
            }
        }
        ("change", "rename") => {
            let Some(snapshot) = snapshot else { return };
            send(SnapshotChange::Rename(snapshot.id, value().unwrap_or_default()));
        }
        ("click", "back") => {
            let Some(snapshot) = snapshot else { return };
            shared.dispatch.dispatch(Action::BringBack(snapshot.id));
        }
        ("click", "delete") => {
            let Some(snapshot) = snapshot else { return };
            send(SnapshotChange::Delete(snapshot.id));
        }
        ("click", "weights" | "map") => {
            if let Some(control) = control {
                table::press(shared, &control);
            }
        }
        _ => {}
    }
}
