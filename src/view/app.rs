//! The whole page.

use gloo_events::EventListener;
use std::rc::Rc;
use web_sys::DragEvent;
use yew::prelude::*;

use super::answer::Answer;
use super::architecture_editor::ArchitectureEditor;
use super::compare::Compare;
use super::copying::use_copying;
use super::data_set;
use super::desk::Desk;
use super::display_menu::Shown;
use super::display_options::DisplayOptions;
use super::files::{self, Destinations};
use super::header::Header;
use super::help::Help;
use super::input_panel::InputPanel;
use super::inspector::Inspector;
use super::keeper::{load, use_kept};
use super::learn::{LearnPanel, Material, Session};
use super::linear_card::LinearCard;
use super::live::{Display, Live};
use super::notice::{NoticeStack, use_notices};
use super::pad::Pad;
use super::pad_tools::PadTools;
use super::pipeline::Pipeline;
use super::preferences::Preferences;
use super::samples::Samples;
use super::shortcuts::use_shortcuts;
use super::step_tools::Steps;
use super::store::{Shared, Store};
use super::xray::Xray;
use crate::lab::{Network, Patch, View, choice_of};
use crate::text::Text;
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
    let (notices, say) = use_notices(loaded.notice.clone());
    let preferences = use_state_eq(Preferences::load);
    let open = use_state_eq(|| Open::Nothing);
    let sheet = use_state_eq(bool::default);
    let comparing = use_state_eq(bool::default);
    let difference = use_state_eq(bool::default);
    let text = Text::of(preferences.language());
    let dark = preferences.theme.is_dark();
    let lab = &store.0;
    let (document, view) = (&lab.document, &lab.view);
    let View { range, fixed, colours, rgb, gradients, step_size, switching, flow, .. } = *view;
    let display = Display {
        range,
        fixed,
        colours,
        rgb,
        dark,
        gradients,
        step_size,
        difference: *difference,
        switching,
        flow,
    };
    let live = (*use_memo((), |()| Live::new(document, display))).clone();
    {
        let live = live.clone();
        let before = lab.compared().cloned();
        use_effect_with((document.clone(), before), move |(document, before)| {
            live.show(document, before.as_ref());
        });
    }
    let session = {
        let (lab, dispatch, say) = (lab.clone(), store.dispatcher(), say.clone());
        (*use_memo((), |()| Session::new(lab, dispatch, say))).clone()
    };
    let desk = use_reducer(Desk::default);
    files::use_imports_said(lab.imported(), say.clone());
    files::use_second_set(desk.dispatcher());
    {
        let own = use_memo((document.own.clone(), document.network.architecture.head().outputs), {
            |(own, outputs)| Rc::new(own.labelled(*outputs))
        });
        let material = Material { own: (*own).clone(), mnist: desk.mnist_taken };
        let session = session.clone();
        use_effect_with((lab.clone(), material), move |(lab, material)| {
            session.follow(lab, material);
        });
    }
    {
        use_effect_with((text.language, dark), move |&(language, dark)| {
            page::set_language(language.tag(), text.title);
            page::set_theme(if dark { "dark" } else { "light" });
        });
    }
    use_kept(&loaded, lab, store.dispatcher(), say.clone());
    use_system_theme();
    let copying = use_copying();

    let shared = Shared { text, dispatch: store.dispatcher(), live: live.clone(), dark };
    use_shortcuts(store.dispatcher(), live, view.brush);
    let to = Destinations { lab: store.dispatcher(), desk: desk.dispatcher(), say: say.clone() };
    let onfiles = {
        let to = to.clone();
        use_callback((), move |brought: Brought, ()| files::open(brought, to.clone()))
    };
    use_paste(onfiles.clone());
    let ondrop = {
        let onfiles = onfiles.clone();
        Callback::from(move |event: DragEvent| {
            event.prevent_default();
            if let Some(brought) = files::carried(event.data_transfer()) {
                onfiles.emit(brought);
            }
        })
    };
    let ondragover = Callback::from(|event: DragEvent| event.prevent_default());
    let prefer = {
        let preferences = preferences.clone();
        move |next: Preferences| {
            next.save();
            preferences.set(next);
        }
    };
    let onlanguage = {
        let (preferences, prefer) = (preferences.clone(), prefer.clone());
        Callback::from(move |language| prefer(preferences.with_language(language)))
    };
    let ontheme = {
        let preferences = preferences.clone();
        Callback::from(move |theme| prefer(preferences.with_theme(theme)))
    };
    let opening = |what: Open| {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(what))
    };
    let onclose = {
        let open = open.clone();
        Callback::from(move |()| open.set(Open::Nothing))
    };
    let onsheet = {
        let sheet = sheet.clone();
        Callback::from(move |_: MouseEvent| sheet.set(false))
    };
    let oncompare = {
        let comparing = comparing.clone();
        Callback::from(move |_: MouseEvent| comparing.set(!*comparing))
    };
    let onpipeline = {
        let sheet = sheet.clone();
        Callback::from(move |event: MouseEvent| sheet.set(!(switching || is_map(&event))))
    };
    let onchoose = {
        let sheet = sheet.clone();
        Callback::from(move |()| sheet.set(true))
    };
    let (architecture, head) =
        (&document.network.architecture, document.network.architecture.head());
    let chosen = match view.linear {
        Patch::Linear { output, .. } => output,
        Patch::Kernel { .. } => 0,
    };
    let choice = choice_of(&document.network);
    let alike = |other: &Network| *other.architecture == **architecture;
    let against = lab.against().map(|snapshot| AttrValue::from(&*snapshot.name));
    let empty = document.drawing.picture.is_none() && document.drawing.strokes.is_empty();
    let channels = architecture.stages().iter().map(|stage| stage.channels).max();
    let shown = Shown { display, composite: view.composite, channels: channels.unwrap_or(1) };
    let steps = Steps {
        size: step_size,
        possible: !empty && document.truth.is_some(),
        last: lab.stepped(),
    };
    html! {
        <ContextProvider<Shared> context={shared}>
            <div class="page" {ondrop} {ondragover}>
                <Header {choice} activations={document.activations_on} can_undo={lab.can_undo()}
                    can_redo={lab.can_redo()} theme={preferences.theme} {onlanguage} {ontheme}
                    ondesign={opening(Open::Design)} onhelp={opening(Open::Help)} comparing={*comparing}
                    {oncompare} />
                <main>
                    <div class="draw-side">
                        <section class="draw" aria-labelledby="draw-title">
                            <h2 id="draw-title">{ text.draw }<small>{ text.draw_hint }</small></h2>
                            <Pad tool={view.tool} brush={view.brush} />
                            <PadTools tool={view.tool} brush={view.brush} {empty} {onfiles} />
                            <Samples drawing={document.drawing.clone()} />
                        </section>
                        <InputPanel preparation={document.preparation} numbers={view.numbers}
                            outputs={head.outputs} truth={document.truth} />
                    </div>
                    <section class="pipeline-side" aria-label={text.pipeline}>
                        <DisplayOptions {shown} possible={steps.possible} difference={*difference}
                            differ={difference.setter()} changed={lab.compared().is_some_and(alike)} {against}
                            off={document.network.off.len()} />
                        if !document.activations_on {
                            <p class="runaway-note" role="status">{ text.activations_off }</p>
                        }
                        <div class="pipeline-box" onclick={onpipeline}>
                            <Pipeline architecture={document.running()} kernel={view.kernel}
                                linear={view.linear} composite={view.composite.then_some(view.rgb)} {switching}
                                />
                        </div>
                        <NoticeStack {notices} />
                        <LearnPanel {session} study={view.study} data={document.data} outputs={head.outputs}
                            own={document.own.clone()} desk={Rc::new((*desk).clone())} {to} />
                        if *comparing {
                            <Compare snapshots={document.snapshots.clone()}
                                against={lab.against().map(|snapshot| snapshot.id)}
                                architecture={architecture.clone()} {choice} difference={difference.setter()}
                                sheet={sheet.setter()} open={comparing.setter()} />
                        }
                    </section>
                    <div class="answer-side">
                        <Answer outputs={head.outputs} {chosen} truth={document.truth} loss={document.loss} />
                        <Inspector network={document.network.clone()} kernel={view.kernel} scope={view.scope}
                            range={view.weight_range} seed={view.seed} {steps} {switching} open={*sheet}
                            onclose={onsheet} />
                        <Xray chosen={[view.kernel, view.linear]} matrix={view.matrix} {onchoose} />
                        <LinearCard network={document.network.clone()} linear={view.linear} scope={view.scope}
                            range={view.weight_range} seed={view.seed} {steps} />
                    </div>
                </main>
                if *open == Open::Design {
                    <ArchitectureEditor architecture={architecture.clone()} onclose={onclose.clone()} />
                }
                { data_set::question(&desk) }
                if *open == Open::Help {
                    <Help {onclose} />
                }
                { copying }
            </div>
        </ContextProvider<Shared>>
    }
}

/// Whether a click in the pipeline was meant for a map, whose numbers are explained, or for the matrix of kernels; all
/// else opens the kernel's sheet.
fn is_map(event: &MouseEvent) -> bool {
    use wasm_bindgen::JsCast as _;
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    target.is_some_and(|target| {
        target.closest(".choose,.open-matrix").is_ok_and(|found| found.is_some())
    })
}

/// Pictures pasted anywhere.
#[hook]
fn use_paste(onfiles: Callback<Brought>) {
    use_effect_with(onfiles, move |onfiles| {
        let onfiles = onfiles.clone();
        let listener = web_sys::window().map(|window| {
            EventListener::new(&window, "paste", move |event| {
                use wasm_bindgen::JsCast as _;
                let carried = event
                    .dyn_ref::<web_sys::ClipboardEvent>()
                    .and_then(|event| files::carried(event.clipboard_data()));
                if let Some(brought) = carried {
                    onfiles.emit(brought);
                }
            })
        });
        move || drop(listener)
    });
}

/// Renders again when the system turns dark or light.
#[hook]
fn use_system_theme() {
    let update = use_force_update();
    use_effect_with((), move |()| {
        let listener = page::dark_query()
            .map(|query| EventListener::new(&query, "change", move |_| update.force_update()));
        move || drop(listener)
    });
}
