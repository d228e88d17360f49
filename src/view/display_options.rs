//! How maps are shown: over which range, as RGB, in which colours.

use web_sys::Node;
use yew::prelude::*;

use super::colours;
use super::live::{Follower, Frame};
use super::store::use_shared;
use super::switch::Switch;
use crate::lab::{Action, Answer, Label, RangeMode};
use crate::paint::ColourMap;
use crate::text::{Text, number};

#[derive(Properties, PartialEq)]
pub struct DisplayOptionsProps {
    /// Over which range maps are painted.
    pub range: RangeMode,
    /// Whether each layer starts with its first three maps as one RGB picture.
    pub composite: bool,
    /// Whether maps show their gradients.
    pub gradients: bool,
    /// Whether there has been a change of weights, of which maps can show what it did.
    pub changed: bool,
    /// Whether there is a loss that they would be the gradients of.
    pub possible: bool,
    /// Whether a click switches a map or a kernel off.
    pub switching: bool,
    /// Whether lines show what flows from map to map.
    pub flow: bool,
    /// How many are off.
    pub off: usize,
}

#[component]
pub fn DisplayOptions(props: &DisplayOptionsProps) -> Html {
    let shared = use_shared();
    let text = shared.text;
    let words = text.xray;
    let difference = use_state_eq(|| false);
    let differ = {
        let (difference, live) = (difference.clone(), shared.live.clone());
        move |on: bool| {
            difference.set(on);
            live.set_difference(on);
        }
    };
    let ondifference = {
        let (differ, dispatch) = (differ.clone(), shared.dispatch.clone());
        Callback::from(move |on| {
            differ(on);
            dispatch.dispatch(Action::SetGradients(false));
        })
    };
    let ongradients = {
        let dispatch = shared.dispatch.clone();
        Callback::from(move |on| {
            differ(false);
            dispatch.dispatch(Action::SetGradients(on));
        })
    };
    let onswitching = {
        let (live, dispatch) = (shared.live.clone(), shared.dispatch.clone());
        Callback::from(move |on| {
            live.let_go();
            dispatch.dispatch(Action::SetSwitching(on));
        })
    };
    let told = use_node_ref();
    {
        let (told, live) = (told.clone(), shared.live.clone());
        use_effect_with((props.off, text.language), move |&(count, _)| {
            let attachment =
                told.cast().map(|told| live.attach(AnswerFollower { told, count, text }));
            move || drop(attachment)
        });
    }
    let before = |on: bool| {
        let live = shared.live.clone();
        Callback::from(move |_: PointerEvent| live.see_before(on))
    };
    let common = props.range == RangeMode::Common;
    let gradient = |colours: ColourMap| format!("background:{}", colours.css_gradient(16));
    html! {
        <>
        <div class="display-options">
            <h2>{ text.pipeline }</h2>
            if !(props.gradients || *difference) {
                <span class="legend"><i style={gradient(ColourMap::Viridis)} /><b>{ text.legend_low_high }</b></span>
            }
            <span class="legend"><i style={gradient(colours::signed_map(shared.dark))} />
                <b>{ if props.gradients { text.legend_gradient } else { text.legend_signed } }</b></span>
            <span class="space" />
            <Switch handle="option-range" on={common} label={text.common_range} hint={text.common_range_hint}
                ontoggle={shared.act(|common| {
                    Action::SetRange(if common { RangeMode::Common } else { RangeMode::PerMap })
                })} />
            <Switch handle="option-rgb" on={props.composite} label={text.rgb} hint={text.rgb_hint}
                ontoggle={shared.act(Action::SetComposite)} />
            <Switch handle="option-gradients" on={props.gradients} label={text.gradients} hint={text.gradients_hint}
                ontoggle={ongradients} />
            <Switch handle="option-difference" on={*difference} label={words.difference}
                hint={words.difference_hint} ontoggle={ondifference} />
            <Switch handle="option-flow" on={props.flow} label={text.probe.flow} hint={text.probe.flow_hint}
                ontoggle={shared.act(Action::SetFlow)} />
            <Switch handle="option-switch" on={props.switching} label={text.probe.switch}
                hint={text.probe.switch_hint} ontoggle={onswitching} />
        </div>
        if *difference {
            <p class="gradients-note difference-note" role="status">
                { if props.changed { words.difference_on } else { words.nothing_changed } }
                if props.changed {
                    <button type="button" class="chip" data-testid="see-before" title={words.see_before_hint}
                        onpointerdown={before(true)} onpointerup={before(false)}
                        onpointerleave={before(false)}>{ words.see_before }</button>
                }
            </p>
        }
        if props.switching || props.off > 0 {
            <p class="gradients-note difference-note" data-testid="switched-off" data-count={props.off.to_string()}>
                <span><b ref={told} role="status" />
                { if props.off == 0 { text.probe.switch_lead } else { text.probe.learns_whole } }</span>
                if props.off > 0 {
                    <button type="button" class="chip" data-testid="switch-all-on"
                        onclick={shared.act(|_| Action::SwitchAllOn)}>{ text.probe.all_on }</button>
                }
            </p>
        }
        if props.gradients {
            <p class="gradients-note" role="status">
                { if props.possible { text.gradients_on } else { text.step_impossible } }
            </p>
        }
        </>
    }
}

/// Says what the answer was with everything on, and is with so many off.
struct AnswerFollower {
    told: Node,
    count: usize,
    text: &'static Text,
}

impl Follower for AnswerFollower {
    fn follow(&mut self, frame: &mut Frame) {
        if !(frame.all || frame.changes.uses) {
            return;
        }
        let words = self.text.probe;
        let name = |label: Label| match label {
            Label::Digit(digit) => digit.to_string(),
            Label::Five => self.text.five.to_owned(),
            Label::NotFive => self.text.not_five.to_owned(),
        };
        let said = match (self.count, frame.scene.whole_answer(), frame.scene.answer()) {
            (0, ..) => String::new(),
            (count, Some(Answer { values, label }), Some(now)) => {
                let [before, after] =
                    [values, now.values].map(|values| number::answer(values[label.output()]));
                (words.switched)(count, &name(label), &name(now.label), &before, &after)
            }
            (count, ..) => (words.switched_blank)(count),
        };
        self.told.set_text_content(Some(&said));
    }
}
