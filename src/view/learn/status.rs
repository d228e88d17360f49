//! How learning stands, in numbers.

use yew::prelude::*;

use super::learning::{Learning, use_standing};
use crate::session::Activity;
use crate::text::glossary::Term;
use crate::text::number;
use crate::view::kit::explained::explained;
use crate::view::kit::store::use_shared;

#[derive(Properties, PartialEq)]
pub struct StatusProps {
    /// The page's learning.
    pub learning: Learning,
    /// Whether the network has learned elsewhere.
    pub trained: bool,
    /// Which share of drawn digits it reads right as it is now, once that is known.
    pub reads: Option<f32>,
}

/// Renders ten times a second while the network learns, and it alone does.
#[component]
pub fn Status(props: &StatusProps) -> Html {
    let shared = use_shared();
    let words = shared.text.learn;
    let figures = *use_standing(&props.learning, |standing| standing.figures);
    let late = figures.late && figures.activity.is_busy();
    let state = match figures.activity {
        _ if late => words.late,
        Activity::Idle if props.trained => shared.text.first.has_learned,
        Activity::Idle => words.idle,
        Activity::Loading => words.loading,
        Activity::Running => words.running,
        Activity::Paused => words.paused,
        Activity::Failed => words.failed,
    };
    let plain = |value: Option<f32>| value.map_or_else(String::new, |value| value.to_string());
    let shown = |value: Option<f32>, write: fn(f32) -> String| value.map_or("–".into(), write);
    let begun = figures.images > 0;
    html! {
        <div class="learn-status" role="group" aria-label={words.status} data-testid="learn-status"
            data-state={figures.activity.id()} data-late={late.to_string()} data-images={figures.images.to_string()}
            data-epoch={figures.epochs.to_string()} data-loss={plain(figures.loss)}
            data-accuracy={plain(figures.accuracy)} data-rate={figures.rate.to_string()}>
            if begun && figures.activity != Activity::Loading && !late {
                <span class="unseen" role="status">{ state }</span>
                <dl>
                    <div class="wide"><dt>{ explained(Term::Seen, words.images) }</dt><dd translate="no">{ number::grouped(figures.images) }</dd></div>
                    <div><dt>{ explained(Term::Epoch, words.epochs) }</dt><dd translate="no">{ format!("{:.2}", figures.epochs) }</dd></div>
                    <div><dt>{ explained(Term::Loss, words.loss) }</dt><dd translate="no">{ shown(figures.loss, number::short) }</dd></div>
                    <div><dt>{ explained(Term::Accuracy, words.accuracy) }</dt>
                        <dd translate="no"><b>{ shown(figures.accuracy, number::percent) }</b></dd></div>
                    <div class="rate"><dt>{ explained(Term::Speed, words.rate) }</dt><dd translate="no">{ number::grouped(figures.rate.round() as u64) }</dd></div>
                </dl>
            } else {
                <span class="state" role="status">{ state }
                    if let (Some(share), Activity::Idle) = (props.reads, figures.activity) {
                        <span class="reads" data-testid="reads" data-value={share.to_string()} title={shared.text.first.reads_hint}>
                            { (shared.text.first.reads)(&number::percent(share)) }</span>
                    }
                    if let Some(loaded) = figures.loaded { { " " }{ number::percent(loaded) } }
                </span>
            }
        </div>
    }
}
