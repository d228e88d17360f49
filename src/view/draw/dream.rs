//! The image that the network would like better: the network's image on its way to a digit, kept or dropped.

use yew::prelude::*;

use crate::lab::Action;
use crate::text::glossary::Term;
use crate::view::kit::choice::{Choice, DIGITS, options};
use crate::view::kit::explained::explained;
use crate::view::kit::store::{Shared, use_shared};
use crate::view::live::{Dreaming, Follower, Frame};
use crate::web::page;

/// Steps a press takes where motion is not wanted.
const STEPS_A_PRESS: usize = 12;

#[derive(Properties, PartialEq)]
pub struct DreamProps {
    /// 1 or 10.
    pub outputs: usize,
    /// What the drawing is, if somebody said so: where a dream goes unless another digit is chosen.
    pub truth: Option<u8>,
}

#[component]
pub fn Dream(props: &DreamProps) -> Html {
    let shared = use_shared();
    let text = shared.text;
    let dreaming = use_state_eq(|| Dreaming::No);
    let chosen = use_state_eq(|| None::<u8>);
    {
        let (live, dreaming) = (shared.live.clone(), dreaming.clone());
        use_effect_with((), move |()| {
            let report = Callback::from(move |now| dreaming.set(now));
            let attachment = live.attach(DreamFollower { last: Dreaming::No, report });
            move || drop(attachment)
        });
    }
    let single = props.outputs == 1;
    let wished = chosen.or(props.truth).unwrap_or(5);
    // One output knows a 5 from all else.
    let toward = if single && wished != 5 { 0 } else { wished };
    let running = matches!(*dreaming, Dreaming::Running(_));
    let ontoward = {
        let (chosen, live) = (chosen.clone(), shared.live.clone());
        Callback::from(move |digit: String| {
            let digit = digit.parse().ok();
            chosen.set(digit);
            if let Some(digit) = digit.filter(|_| running) {
                live.start_dream(digit);
            }
        })
    };
    let ondream = {
        let live = shared.live.clone();
        Callback::from(move |_: MouseEvent| match (running, page::wants_less_motion()) {
            (true, _) => {
                live.hold_dream();
            }
            (false, true) => live.step_dream(toward, STEPS_A_PRESS),
            (false, false) => live.start_dream(toward),
        })
    };
    let (mark, words) = match (running, page::wants_less_motion()) {
        (true, _) => ("■ ", text.dream_stop),
        (false, true) => ("", text.dream_step),
        (false, false) => ("▶ ", text.dream_start),
    };
    let state = match *dreaming {
        Dreaming::No => "none",
        Dreaming::Running(_) => "running",
        Dreaming::Held(_) => "held",
    };
    let digits = DIGITS.map(|digit| (digit, digit));
    let digits =
        if single { options([("5", text.five), ("0", text.not_five)]) } else { options(digits) };
    html! {
        <div class="dream" role="group" aria-label={text.dream}>
            <h3>{ explained(Term::Dream, text.dream) }</h3>
            <div class="row">
                <label>{ text.dream_toward }
                    <Choice handle="dream-toward" options={digits} chosen={DIGITS[usize::from(toward)]}
                        onchoose={ontoward} /></label>
                <button type="button" class="chip" data-testid="dream" data-state={state}
                    aria-description={text.dream_hint} onclick={ondream}>{ mark }{ words }</button>
            </div>
            if *dreaming != Dreaming::No {
                { outcome(&shared) }
            }
        </div>
    }
}

/// What can become of a dream: it is kept as the drawing, or dropped.
fn outcome(shared: &Shared) -> Html {
    let text = shared.text;
    let onkeep = {
        let (live, dispatch) = (shared.live.clone(), shared.dispatch.clone());
        Callback::from(move |_: MouseEvent| {
            live.hold_dream();
            if let Some(pixels) = live.dreamt() {
                dispatch.dispatch(Action::LoadImage(Box::new(pixels)));
            }
        })
    };
    let ondrop = {
        let live = shared.live.clone();
        Callback::from(move |_: MouseEvent| live.drop_dream())
    };
    html! {
        <>
        <div class="row">
            <button type="button" class="chip" data-testid="dream-keep" aria-description={text.dream_keep_hint}
                onclick={onkeep}>{ text.dream_keep }</button>
            <button type="button" class="chip" data-testid="dream-drop" aria-description={text.dream_drop_hint}
                onclick={ondrop}>{ text.dream_drop }</button>
        </div>
        <p class="note">{ text.dream_keep_hint }</p>
        </>
    }
}

/// Tells the slow lane when a dream begins, stops or ends.
struct DreamFollower {
    last: Dreaming,
    report: Callback<Dreaming>,
}

impl Follower for DreamFollower {
    fn follow(&mut self, frame: &mut Frame) {
        if frame.dreaming != self.last {
            self.last = frame.dreaming;
            self.report.emit(frame.dreaming);
        }
    }
}
