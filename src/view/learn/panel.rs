//! The Learn panel: a bar that is always there, and what opens under it.

use std::rc::Rc;
use yew::prelude::*;

use super::confusion::Confusion;
use super::controls::Controls;
use super::curves::Curves;
use super::gallery::Gallery;
use super::learning::Learning;
use super::own_data::OwnData;
use super::settings::Settings;
use super::status::Status;
use crate::digits::OwnDrawings;
use crate::formats::names::Named as _;
use crate::lab::{Action, DataChoice, Detail, Study, StudyChange, StudyTab};
use crate::view::keep::data_set::DataSet;
use crate::view::keep::desk::Desk;
use crate::view::keep::files::Destinations;
use crate::view::kit::store::{Shared, use_shared};

#[derive(Properties, PartialEq)]
pub struct LearnPanelProps {
    /// The page's learning.
    pub learning: Learning,
    /// Its settings.
    pub study: Study,
    /// Whether settings, curves and results are open.
    pub open: bool,
    /// From what it learns.
    pub data: DataChoice,
    /// Whether the network has learned elsewhere: it is a shipped one, as it was shipped.
    pub trained: bool,
    /// Which share of drawn digits it reads right as it is now, once that is known.
    pub reads: Option<f32>,
    /// 1 or 10.
    pub outputs: usize,
    /// The person's own drawings.
    pub own: Rc<OwnDrawings>,
    /// What is known of MNIST's files.
    pub desk: Rc<Desk>,
    /// Where files go.
    pub to: Destinations,
}

#[component]
pub fn LearnPanel(props: &LearnPanelProps) -> Html {
    let shared = use_shared();
    let words = shared.text.learn;
    let LearnPanelProps { learning, study, data, desk, to, .. } = props;
    let open = props.open;
    html! {
        <section class="learn" data-testid="learn-panel"
            data-open={open.to_string()} aria-label={words.title}>
            <div class="learn-bar">
                <Controls learning={learning.clone()} data={*data} second={desk.second} {open} />
                <Status learning={learning.clone()} trained={props.trained} reads={props.reads} />
            </div>
            if data.is_mnist() {
                <DataSet kept={desk.mnist.clone()} to={to.clone()} />
            }
            if open {
                <div class="learn-body" id="learn-body">
                    if shared.details.has(Detail::Learn) {
                        <Settings study={*study} />
                    }
                    <Curves learning={learning.clone()} />
                    { results(&shared, props) }
                </div>
            }
        </section>
    }
}

/// What the last test shows, one thing at a time.
fn results(shared: &Shared, props: &LearnPanelProps) -> Html {
    let words = shared.text.learn;
    let LearnPanelProps { learning, outputs, own, .. } = props;
    let tab = props.study.tab;
    let name = |tab| match tab {
        StudyTab::Wrong => words.wrong,
        StudyTab::Confusion => words.confusion,
        StudyTab::Own => shared.text.data.own_tab,
    };
    html! {
        <div class="learn-results">
            <div class="tabs" role="tablist" aria-label={words.results}>
                { for StudyTab::ALL.iter().map(|&each| html! {
                    <button type="button" role="tab" key={each.id()} aria-selected={(each == tab).to_string()}
                        data-testid={format!("learn-tab-{}", each.id())}
                        onclick={shared.act(move |_| Action::Study(StudyChange::Tab(each)))}>{ name(each) }</button>
                }) }
            </div>
            <div class="tab-page" role="tabpanel" aria-label={name(tab)}>
                { match tab {
                    StudyTab::Wrong => html! { <Gallery learning={learning.clone()} /> },
                    StudyTab::Confusion => html! { <Confusion learning={learning.clone()} outputs={*outputs} /> },
                    StudyTab::Own => html! { <OwnData outputs={*outputs} own={own.clone()} /> },
                } }
            </div>
        </div>
    }
}
