//! Play, pause, one batch, one epoch, reset, and from what to learn.

use yew::prelude::*;

use super::learning::{Learning, use_standing};
use crate::formats::names::Named as _;
use crate::lab::{Action, DataChoice, Detail, Panel};
use crate::training::Until;
use crate::view::kit::choice::{Choice, options};
use crate::view::kit::more::More;
use crate::view::kit::store::use_shared;
use crate::web::page;

#[derive(Properties, PartialEq)]
pub struct ControlsProps {
    /// The page's learning.
    pub learning: Learning,
    /// From what it learns.
    pub data: DataChoice,
    /// Whether a second set is kept beside MNIST.
    pub second: bool,
    /// Whether settings and curves are open.
    pub open: bool,
}

#[component]
pub fn Controls(props: &ControlsProps) -> Html {
    let shared = use_shared();
    let words = shared.text.learn;
    let ControlsProps { learning, data, second, open } = props;
    let (data, open) = (*data, *open);
    let activity = *use_standing(learning, |standing| standing.figures.activity);
    let began = *use_standing(learning, |standing| standing.figures.images > 0);
    // The first time somebody lets it learn, they see all of it. Whoever closes it then wants it closed.
    let shown = use_mut_ref(|| false);
    let play = {
        let (learning, dispatch) = (learning.clone(), shared.dispatch.clone());
        move |_: MouseEvent| {
            if !shown.replace(true) && !open {
                dispatch.dispatch(Action::SetPanel(Panel::Learn, true));
            }
            learning.play(Until::Paused);
        }
    };
    let pause = {
        let learning = learning.clone();
        move |_: MouseEvent| learning.pause()
    };
    let until = |until: Until| {
        let learning = learning.clone();
        Callback::from(move |_: MouseEvent| learning.play(until))
    };
    let reset = {
        let learning = learning.clone();
        move |_: MouseEvent| learning.reset()
    };
    let all = shared.details.has(Detail::Learn);
    let forget = {
        let (learning, play) = (learning.clone(), play.clone());
        move |event: MouseEvent| {
            play(event);
            learning.forget(page::random_seed());
        }
    };
    let name = |data| match data {
        DataChoice::Generated => words.data_generated,
        DataChoice::Own => words.data_own,
        DataChoice::Mnist => words.data_mnist,
        DataChoice::Mnist2 => words.data_mnist_2,
    };
    let ondata = shared
        .act(move |chosen: String| Action::SetData(DataChoice::named(&chosen).unwrap_or(data)));
    let offered = |each: &&DataChoice| **each != DataChoice::Mnist2 || *second || *each == &data;
    let sources = DataChoice::ALL.iter().filter(offered);
    let sources = options(sources.map(|&each| (each.id(), name(each))));
    let toggle = if open { words.hide } else { words.show };
    let busy = activity.is_busy();
    html! {
        <div class="learn-controls" role="group" aria-label={words.title}>
            if busy {
                <button type="button" class="button go" key="pause" data-testid="learn-pause" aria-description={words.pause_hint}
                    onclick={pause}>{ icon(PAUSE) }{ words.pause }</button>
            } else {
                <button type="button" class="button go" key="play" data-testid="learn-play" aria-description={words.play_hint}
                    onclick={play}>{ icon(PLAY) }{ words.play }</button>
            }
            <button type="button" class="button" key="forget" data-testid="learn-forget"
                aria-description={shared.text.first.forget_hint} onclick={forget}>{ if all { shared.text.first.forget_short } else { shared.text.first.forget } }</button>
            if all {
            <button type="button" class="button icon" key="step" data-testid="learn-step" disabled={busy}
                aria-label={words.one_batch} onclick={until(Until::Batch)}>{ icon(STEP) }</button>
            <button type="button" class="button icon" key="epoch" data-testid="learn-epoch" disabled={busy}
                aria-label={words.one_epoch} onclick={until(Until::Epoch)}>{ icon(EPOCH) }</button>
            <button type="button" class="button icon" key="reset" data-testid="learn-reset" disabled={!began && !busy}
                aria-label={words.reset} onclick={reset}>{ icon(RESET) }</button>
            <Choice handle="learn-data" label={words.data} hint={words.data} options={sources} chosen={data.id()}
                onchoose={ondata} />
            }
            if open || all {
                <More key="more" of={Detail::Learn} />
            }
            <button type="button" class="button icon toggle" key="toggle" data-testid="learn-toggle" aria-label={toggle} aria-expanded={open.to_string()} aria-controls="learn-body"
                onclick={shared.act(move |_| Action::SetPanel(Panel::Learn, !open))}>{ icon(OPEN) }</button>
        </div>
    }
}

const PLAY: &str = "M4 2.5v11l9-5.5z";
const PAUSE: &str = "M4 3h3v10H4zM9 3h3v10H9z";
const STEP: &str = "M3 2.5v11l7-5.5zM11 3h2v10h-2z";
const EPOCH: &str = "M2 2.5v11l6-5.5zM8 2.5v11l6-5.5z";
const RESET: &str = "M8 3.2V1L4 4.2l4 3.2V5.2a3.8 3.8 0 1 1-3.8 3.8h-2A5.8 5.8 0 1 0 8 3.2z";
const OPEN: &str = "M3 10.5l5-5 5 5-1.4 1.4L8 8.3l-3.6 3.6z";

fn icon(path: &'static str) -> Html {
    html! { <svg class="sign" viewBox="0 0 16 16" aria-hidden="true"><path d={path} /></svg> }
}
