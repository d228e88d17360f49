//! The snapshots, one under the other: which one is compared, its name, bringing it back, taking it away.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::digits::ItemId;
use crate::lab::{Action, LookChange, Quantity, Snapshot, SnapshotChange, Snapshots};
use crate::nn::Architecture;
use crate::text::Text;
use crate::view::kit::store::Shared;

/// The network before its last change, and the snapshots; the one `against` is compared with a network of `architecture`.
pub fn list(
    shared: &Shared,
    snapshots: &Snapshots,
    against: Option<ItemId>,
    architecture: &Architecture,
) -> Html {
    let words = shared.text.compare;
    let before = shared.act(|_: Event| Action::Compare(None));
    html! {
        <ul role="radiogroup" aria-label={words.compared_with}>
            <li><label>
                { radio(shared.text, "before", "compare-before", words.before, against.is_none(), before) }
                { words.before }</label></li>
            { for snapshots.iter().enumerate().map(|(index, snapshot)| {
                let alike = *snapshot.network.architecture == *architecture;
                row(shared, index, snapshot, against == Some(snapshot.id), alike)
            }) }
        </ul>
    }
}

fn row(shared: &Shared, index: usize, snapshot: &Snapshot, compared: bool, alike: bool) -> Html {
    let words = shared.text.compare;
    let Snapshot { id, name, .. } = snapshot;
    let id = *id;
    let key = |verb: &str| format!("{verb}.{index}");
    let rename = {
        let (dispatch, name) = (shared.dispatch.clone(), name.clone());
        Callback::from(move |event: Event| {
            let field: HtmlInputElement = event.target_unchecked_into();
            let typed = field.value();
            // What comes of it is shown once it is so.
            field.set_value(&name);
            dispatch.dispatch(Action::Snapshot(SnapshotChange::Rename(id, typed)));
        })
    };
    let delete = shared.act(move |_: MouseEvent| Action::Snapshot(SnapshotChange::Delete(id)));
    html! {
        <li key={index} data-testid="snapshot" data-index={index.to_string()} data-compared={compared.to_string()}
            data-alike={alike.to_string()}>
            { radio(shared.text, key("compare"), "snapshot-compare", name.to_string(), compared, compare(shared, id, alike)) }
            <input type="text" data-key={key("rename")} data-testid="snapshot-rename" aria-label={words.name} autocomplete="off" maxlength={Snapshots::LONGEST.to_string()}
                value={name.to_string()} onchange={rename} />
            if !alike {
                <small role="img" aria-label={words.other_architecture}>{ "≠" }</small>
            }
            <button type="button" class="chip" data-key={key("back")} data-testid="snapshot-back"
                aria-description={words.bring_back_hint} onclick={shared.act(move |_: MouseEvent| Action::BringBack(id))}>
                { words.bring_back }</button>
            <button type="button" class="close" data-key={key("delete")} data-testid="snapshot-delete"
                aria-description={words.delete} onclick={delete}>{ "×" }</button>
        </li>
    }
}

fn radio(
    text: &Text,
    key: impl Into<AttrValue>,
    handle: &'static str,
    name: impl Into<AttrValue>,
    on: bool,
    onchange: Callback<Event>,
) -> Html {
    html! {
        <input type="radio" name="compared" data-key={key.into()} data-testid={handle} aria-label={name.into()}
            aria-description={text.compare.compare_hint} checked={on} {onchange} />
    }
}

/// Compares with a snapshot, and shows the difference where maps have counterparts.
fn compare(shared: &Shared, id: ItemId, alike: bool) -> Callback<Event> {
    let dispatch = shared.dispatch.clone();
    Callback::from(move |_| {
        dispatch.dispatch(Action::Compare(Some(id)));
        if alike {
            dispatch.dispatch(Action::Look(LookChange::Quantity(Quantity::Difference)));
        }
    })
}
