//! The three columns of the page: where one draws, what the network makes of it, what it answers and why.

use std::rc::Rc;
use web_sys::Element;
use yew::prelude::*;

use super::compare::Compare;
use super::first_steps::FirstSteps;
use super::learn::{LearnPanel, Learning, use_exam, use_standing};
use super::live::Display;
use super::xray::Xray;
use crate::lab::{Action, Detail, FirstStep, Lab, Network, Panel, Patch, choice_of, is_as_shipped};
use crate::view::answer::Answer;
use crate::view::answer::LinearCard;
use crate::view::draw::InputPanel;
use crate::view::draw::Pad;
use crate::view::draw::PadTools;
use crate::view::draw::Samples;
use crate::view::keep::desk::Desk;
use crate::view::keep::files::Destinations;
use crate::view::keep::notice::{NoticeStack, Notices};
use crate::view::kit::more::More;
use crate::view::kit::store::use_shared;
use crate::view::pipeline::DisplayOptions;
use crate::view::pipeline::Pipeline;
use crate::view::weights::{Inspector, KernelMatrix, Steps};
use crate::web::files::Brought;

#[derive(Properties, PartialEq)]
pub struct DrawSideProps {
    /// The lab.
    pub lab: Lab,
    /// Opens files.
    pub onfiles: Callback<Brought>,
}

/// The pad, samples, and what becomes of the drawing before the network gets it.
#[component]
pub fn DrawSide(props: &DrawSideProps) -> Html {
    let shared = use_shared();
    let (text, shown) = (shared.text, shared.details.has(Detail::Draw));
    let (document, view) = (&props.lab.document, &props.lab.view);
    html! {
        <div class="draw-side">
            <section class="draw" aria-labelledby="draw-title">
                <h2 id="draw-title">{ text.draw }<small>{ text.draw_hint }</small><More of={Detail::Draw} /></h2>
                <Pad tool={view.tool} brush={view.brush} empty={document.drawing.is_empty()} />
                <PadTools tool={view.tool} brush={view.brush} empty={document.drawing.is_empty()}
                    drawing={document.drawing.clone()} onfiles={props.onfiles.clone()} />
                if shown {
                    <Samples drawing={document.drawing.clone()} />
                }
            </section>
            if shown {
                <InputPanel preparation={document.preparation} numbers={view.panels.has(Panel::Numbers)}
                    outputs={document.network.architecture.head().outputs} truth={document.truth} />
            }
        </div>
    }
}

#[derive(Properties, PartialEq)]
pub struct PipelineSideProps {
    /// The lab.
    pub lab: Lab,
    /// How the network is shown.
    pub display: Display,
    /// What is said.
    pub notices: UseReducerHandle<Notices>,
    /// Learning.
    pub learning: Learning,
    /// What is known of data sets.
    pub desk: UseReducerHandle<Desk>,
    /// Where files go.
    pub to: Destinations,
    /// What a visitor is asked to do first.
    pub first_step: Option<FirstStep>,
    /// The first steps are behind them.
    pub onbegan: Callback<()>,
}

/// Every map of the network, and learning.
#[component]
pub fn PipelineSide(props: &PipelineSideProps) -> Html {
    let shared = use_shared();
    let text = shared.text;
    let PipelineSideProps { lab, display, .. } = props;
    let (document, view) = (&lab.document, &lab.view);
    let architecture = &document.network.architecture;
    let busy = use_standing(&props.learning, |standing| standing.figures.activity.is_busy());
    let reads = use_exam(document, *busy);
    let trained = use_memo(document.network.clone(), is_as_shipped);
    let alike = |other: &Network| other.architecture == *architecture;
    let against = lab.against().map(|snapshot| AttrValue::from(&*snapshot.name));
    let channels = architecture.stages().iter().map(|stage| stage.channels).max();
    let (switching, panels) = (view.switching, view.panels);
    let onpipeline = shared.act(move |event: MouseEvent| {
        Action::SetPanel(Panel::Sheet, !(switching || is_map(&event)))
    });
    html! {
        <section class="pipeline-side" aria-label={text.pipeline}>
            if let Some(step) = props.first_step {
                <FirstSteps {step} onclose={props.onbegan.clone()} />
            }
            <DisplayOptions display={*display} channels={channels.unwrap_or(1)}
                possible={Steps::of(lab).possible} changed={lab.compared().is_some_and(alike)} {against}
                off={document.network.off.len()} />
            if !document.activations_on {
                <p class="runaway-note" role="status">{ text.activations_off }</p>
            }
            <div class="pipeline-box" onclick={onpipeline}>
                <Pipeline architecture={document.running()} kernel={view.kernel} linear={view.linear}
                    composite={view.look.composite.then_some(view.look.rgb)} {switching} />
            </div>
            <NoticeStack notices={props.notices.clone()} />
            <LearnPanel learning={props.learning.clone()} study={view.study}
                trained={*trained} {reads} open={panels.has(Panel::Learn)} data={document.data} outputs={architecture.head().outputs} own={document.own.clone()}
                desk={Rc::new((*props.desk).clone())} to={props.to.clone()} />
            if panels.has(Panel::Compare) {
                <Compare snapshots={document.snapshots.clone()}
                    against={lab.against().map(|snapshot| snapshot.id)} architecture={architecture.clone()}
                    choice={choice_of(&document.network)} />
            }
        </section>
    }
}

/// Whether a click in the pipeline was meant for a map, whose numbers are explained, or for the matrix of kernels; all
/// else opens the kernel's sheet.
fn is_map(event: &MouseEvent) -> bool {
    event.target_dyn_into::<Element>().is_some_and(|target| {
        target.closest(".choose,.open-matrix").is_ok_and(|found| found.is_some())
    })
}

#[derive(Properties, PartialEq)]
pub struct AnswerSideProps {
    /// The lab.
    pub lab: Lab,
}

/// The answer, the chosen weights, and the arithmetic of what is pointed at.
#[component]
pub fn AnswerSide(props: &AnswerSideProps) -> Html {
    let shared = use_shared();
    let lab = &props.lab;
    let (document, view) = (&lab.document, &lab.view);
    let steps = Steps::of(lab);
    let chosen = match view.linear {
        Patch::Linear { output, .. } => output,
        Patch::Kernel { .. } => 0,
    };
    let panels = view.panels;
    html! {
        <div class="answer-side">
            <Answer outputs={document.network.architecture.head().outputs} {chosen} truth={document.truth}
                loss={document.loss} />
            <Inspector network={document.network.clone()} kernel={view.kernel} scope={view.scope}
                range={view.weight_range} seed={view.seed} {steps} switching={view.switching}
                figure={panels.has(Panel::Figure)} />
            <Xray chosen={[view.kernel, view.linear]} />
            if panels.has(Panel::Matrix) {
                <KernelMatrix kernel={view.kernel}
                    onchoose={shared.act(|()| Action::SetPanel(Panel::Sheet, true))} />
            }
            <LinearCard network={document.network.clone()} linear={view.linear} scope={view.scope}
                range={view.weight_range} seed={view.seed} {steps} />
        </div>
    }
}
