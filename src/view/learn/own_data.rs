//! The learner's own drawings: a button for each label keeps what is on the pad, and each that was kept stands
//! there as a small picture.

use std::rc::Rc;
use yew::prelude::*;

use crate::digits::{OwnDrawing, OwnDrawings, OwnLabel};
use crate::formats::own::{self, label_name};
use crate::lab::{Action, OwnChange};
use crate::text::DataText;
use crate::view::kit::store::{Shared, use_shared};
use crate::view::kit::thumbnail::Thumbnail;
use crate::web::{download, page};

#[derive(Properties, PartialEq)]
pub struct OwnDataProps {
    /// Outputs of the network that is to learn: 1 or 10.
    pub outputs: usize,
    /// The drawings.
    pub own: Rc<OwnDrawings>,
}

/// Fits itself into any width.
#[component]
pub fn OwnData(props: &OwnDataProps) -> Html {
    let shared = use_shared();
    let text = shared.text.data;
    let own = &props.own;
    let blank = use_state_eq(bool::default);
    let left_out = if props.outputs == 1 { 0 } else { own.count(OwnLabel::NotFive) };
    html! {
        <section class="own-data" aria-label={text.own_title}>
            { labels(&shared, own, props.outputs, &blank) }
            if *blank {
                <p class="problem" role="status" data-testid="own-problem" data-code="blank-pad">{ text.own_blank }</p>
            }
            if own.is_full() {
                <p class="problem" role="status" data-testid="own-problem" data-code="own-full">
                    { (text.own_full)(OwnDrawings::MOST) }
                </p>
            }
            if left_out > 0 {
                <p class="own-note" role="status" data-testid="own-left-out" data-count={left_out.to_string()}>
                    { (text.own_left_out)(left_out) }
                </p>
            }
            if own.is_empty() {
                <p class="own-note">{ text.own_empty }</p>
            } else {
                <ul class="own-items">{ for own.iter().map(|drawing| item(&shared, drawing)) }</ul>
            }
            { tools(&shared, own) }
        </section>
    }
}

/// A button for each label, which keeps what is on the pad under it; `blank` when there is nothing on it.
fn labels(
    shared: &Shared,
    own: &OwnDrawings,
    outputs: usize,
    blank: &UseStateHandle<bool>,
) -> Html {
    let text = shared.text.data;
    let labels: Vec<OwnLabel> = if outputs == 1 {
        vec![OwnLabel::Digit(5), OwnLabel::NotFive]
    } else {
        (0..10).map(OwnLabel::Digit).collect()
    };
    let add = |label: OwnLabel| {
        let (live, dispatch, blank) = (shared.live.clone(), shared.dispatch.clone(), blank.clone());
        Callback::from(move |_: MouseEvent| {
            let pixels = live.received();
            blank.set(pixels.is_none());
            if let Some(pixels) = pixels {
                let drawing = Rc::new(OwnDrawing { id: page::new_id(), pixels, label });
                dispatch.dispatch(Action::Own(OwnChange::Add(drawing)));
            }
        })
    };
    html! {
        <div class="row" role="group" aria-label={text.own_keep}>
            <span class="own-lead">{ text.own_keep }</span>
            { for labels.iter().map(|&label| html! {
                <button type="button" key={label_name(label)} class="chip" data-testid="own-add"
                    data-label={label_name(label)} disabled={own.is_full()} onclick={add(label)}
                    aria-label={(text.own_add)(words(text, label))}>
                    { words(text, label) }
                    <small translate="no">{ counted(own, label).to_string() }</small>
                </button>
            }) }
        </div>
    }
}

/// How many there are, as a file, and away with all.
fn tools(shared: &Shared, own: &Rc<OwnDrawings>) -> Html {
    let text = shared.text.data;
    let save = {
        let own = own.clone();
        Callback::from(move |_: MouseEvent| {
            download::save("hitofude-drawings.json", "application/json", &own::write(&own));
        })
    };
    html! {
        <div class="row">
            <span class="own-note" data-testid="own-count" data-count={own.len().to_string()}>
                { (text.own_count)(own.len()) }
            </span>
            <button type="button" class="chip" data-testid="own-export" disabled={own.is_empty()}
                aria-description={text.own_export_hint} onclick={save}>{ text.own_export }</button>
            <button type="button" class="chip" data-testid="own-clear" disabled={own.is_empty()}
                onclick={shared.act(|_: MouseEvent| Action::Own(OwnChange::Clear))}>{ text.own_clear }</button>
            <span class="own-note">{ text.own_clear_note }</span>
        </div>
    }
}

/// How many drawings are learned from as `label`: where it stands, every other digit is none of a five.
fn counted(own: &OwnDrawings, label: OwnLabel) -> usize {
    match label {
        OwnLabel::Digit(_) => own.count(label),
        OwnLabel::NotFive => own.len() - own.count(OwnLabel::Digit(5)),
    }
}

/// What a label is called.
fn words(text: &'static DataText, label: OwnLabel) -> &'static str {
    match label {
        OwnLabel::Digit(_) => label_name(label),
        OwnLabel::NotFive => text.own_not_five,
    }
}

/// A drawing over its label, and the button that deletes it.
fn item(shared: &Shared, drawing: &OwnDrawing) -> Html {
    let text = shared.text.data;
    let (id, label) = (drawing.id, words(text, drawing.label));
    html! {
        <li key={id.0} class="own-item" data-testid="own-item" data-label={label_name(drawing.label)}>
            <Thumbnail pixels={drawing.pixels} label={(text.own_item)(label)} />
            <span class="own-label" aria-hidden="true">{ label }</span>
            <button type="button" class="close" data-testid="own-delete" aria-label={(text.own_delete)(label)} onclick={shared.act(move |_: MouseEvent| Action::Own(OwnChange::Remove(id)))}>
                { "×" }</button>
        </li>
    }
}
