//! The whole page.

use gloo_events::EventListener;
use std::rc::Rc;
use wasm_bindgen::JsCast as _;
use web_sys::{ClipboardEvent, DragEvent};
use yew::prelude::*;

use super::architecture_editor::ArchitectureEditor;
use super::copying::use_copying;
use super::explain::Explanations;
use super::first_steps::{self, use_first_steps};
use super::header::Header;
use super::help::Help;
use super::learn::Learning;
use super::live::{Display, Live};
use super::preferences::{PreferenceChange, use_preferences};
use super::shortcuts::use_shortcuts;
use super::sides::{AnswerSide, DrawSide, PipelineSide};
use crate::lab::{Lab, Panel, View, choice_of};
use crate::session::Material;
use crate::text::Text;
use crate::view::keep::data_set;
use crate::view::keep::desk::Desk;
use crate::view::keep::files::{self, Destinations};
use crate::view::keep::keeper::{load, use_kept};
use crate::view::keep::notice::{Notice, use_notices, use_outdated_notices};
use crate::view::kit::store::{Shared, Store};
use crate::web::files::Brought;
use crate::web::page;

#[derive(Clone, Copy, PartialEq)]
enum Open {
    Nothing,
    Design,
    Help,
}

#[component]
pub fn App() -> Html {
    let loaded = use_memo((), |()| load());
    let store = use_reducer({
        let loaded = loaded.clone();
        move || Store(loaded.lab.clone())
    });
    let lab = &store.0;
    let document = &lab.document;
    let (notices, say) = use_notices(loaded.notice.clone());
    let (preferences, onprefer) = use_preferences();
    let open = use_state_eq(|| Open::Nothing);
    let text = Text::of(preferences.language());
    let dark = preferences.theme.is_dark();
    use_effect_with((text.language, dark), move |&(language, dark)| {
        page::set_language(language.tag(), text.title);
        page::set_theme(if dark { "dark" } else { "light" });
    });
    let View { look, step_size, switching, panels, .. } = lab.view;
    let display = Display { look, dark, step_size, switching };
    let live = use_live(lab, display);
    let desk = use_reducer(Desk::default);
    files::use_imports_said(lab.imported(), say.clone());
    files::use_second_set(desk.dispatcher());
    let material = use_material(lab, desk.mnist_taken);
    use_outdated_notices(notices.dispatcher(), material.clone(), document.data);
    let learning = use_learning(&store, material, say.clone());
    use_kept(&loaded, lab, store.dispatcher(), say.clone());
    let copying = use_copying();
    use_shortcuts(store.dispatcher(), live.clone(), lab.view.brush);
    let to = Destinations { lab: store.dispatcher(), desk: desk.dispatcher(), say };
    let onfiles = {
        let to = to.clone();
        use_callback((), move |brought: Brought, ()| files::open(brought, to.clone()))
    };
    use_paste(onfiles.clone());
    let ondrop = {
        let onfiles = onfiles.clone();
        move |event: DragEvent| {
            event.prevent_default();
            if let Some(brought) = files::carried(event.data_transfer()) {
                onfiles.emit(brought);
            }
        }
    };
    let opening = |what: Open| {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(what))
    };
    let onclose = {
        let open = open.clone();
        Callback::from(move |()| open.set(Open::Nothing))
    };
    let onbegan = use_callback(onprefer.clone(), |(), prefer| prefer.emit(PreferenceChange::Began));
    let first_step = use_first_steps(document, preferences.began, onbegan.clone());
    let details = preferences.details();
    let onmore = use_callback(onprefer.clone(), |details, prefer| {
        prefer.emit(PreferenceChange::Details(details));
    });
    let shared = Shared { text, dispatch: store.dispatcher(), live, dark, details, onmore };
    html! {
        <ContextProvider<Shared> context={shared}>
            <div class="page" data-panels={panels.names()} data-more={details.names()}
                data-step={first_step.map(first_steps::id)} {ondrop}
                ondragover={|event: DragEvent| event.prevent_default()}>
                <Header choice={choice_of(&document.network)} activations={document.activations_on}
                    can_undo={lab.can_undo()} can_redo={lab.can_redo()} {preferences} {onprefer}
                    ondesign={opening(Open::Design)} onhelp={opening(Open::Help)}
                    comparing={panels.has(Panel::Compare)} />
                <main>
                    <DrawSide lab={lab.clone()} {onfiles} />
                    <PipelineSide lab={lab.clone()} {display} {notices} {learning} desk={desk.clone()} {to}
                        {first_step} {onbegan} />
                    <AnswerSide lab={lab.clone()} />
                </main>
                if *open == Open::Design {
                    <ArchitectureEditor architecture={document.network.architecture.clone()}
                        onclose={onclose.clone()} />
                }
                { data_set::question(&desk) }
                if *open == Open::Help {
                    <Help {onclose} />
                }
                { copying }
                <Explanations />
            </div>
        </ContextProvider<Shared>>
    }
}

/// The fast lane, which shows what the lab holds.
#[hook]
fn use_live(lab: &Lab, display: Display) -> Live {
    let live = use_memo((), |()| Live::new(&lab.document, display));
    let shown = (lab.document.clone(), lab.compared().cloned());
    {
        let live = live.clone();
        use_effect_with(shown, move |(document, before)| live.show(document, before.as_ref()));
    }
    (*live).clone()
}

/// What there is to learn from; `mnist`: how often its files were taken.
#[hook]
fn use_material(lab: &Lab, mnist: u32) -> Material {
    let (own, outputs) =
        (lab.document.own.clone(), lab.document.network.architecture.head().outputs);
    let own = use_memo((own, outputs), |(own, outputs)| Rc::new(own.labelled(*outputs)));
    Material { own: (*own).clone(), mnist }
}

/// Learning, which follows the lab and what there is to learn from.
#[hook]
fn use_learning(
    store: &UseReducerHandle<Store>,
    material: Material,
    say: Callback<Notice>,
) -> Learning {
    let lab = &store.0;
    let learning = use_memo((), |()| Learning::new(lab.clone(), store.dispatcher(), say));
    {
        let learning = learning.clone();
        use_effect_with((lab.clone(), material), move |(lab, material)| {
            learning.follow(lab, material);
        });
    }
    (*learning).clone()
}

/// Pictures pasted anywhere.
#[hook]
fn use_paste(onfiles: Callback<Brought>) {
    use_effect_with(onfiles, move |onfiles| {
        let onfiles = onfiles.clone();
        let listener = web_sys::window().map(|window| {
            EventListener::new(&window, "paste", move |event| {
                let carried = event
                    .dyn_ref::<ClipboardEvent>()
                    .and_then(|event| files::carried(event.clipboard_data()));
                if let Some(brought) = carried {
                    onfiles.emit(brought);
                }
            })
        });
        move || drop(listener)
    });
}
