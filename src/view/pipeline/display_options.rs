//! How maps are shown: over which range, as RGB, in which colours.

use web_sys::Node;
use yew::prelude::*;

use super::display_menu::DisplayMenu;
use crate::lab::{Action, Answer, ColourChoice, Detail, Label, LookChange, Quantity};
use crate::paint::Table;
use crate::text::glossary::Term;
use crate::text::{Text, number};
use crate::view::kit::explained::explained;
use crate::view::kit::more::More;
use crate::view::kit::store::{Shared, use_shared};
use crate::view::kit::switch::Switch;
use crate::view::live::{Display, Follower, Frame};

#[derive(Properties, PartialEq)]
pub struct DisplayOptionsProps {
    /// How the network is shown.
    pub display: Display,
    /// How many maps the layer has that has most.
    pub channels: usize,
    /// Whether there is a network that they can be compared with, map by map.
    pub changed: bool,
    /// The snapshot that is compared, if it is not the network before the last change of weights.
    pub against: Option<AttrValue>,
    /// Whether there is a loss that they would be the gradients of.
    pub possible: bool,
    /// How many are off.
    pub off: usize,
}

#[component]
pub fn DisplayOptions(props: &DisplayOptionsProps) -> Html {
    let shared = use_shared();
    let text = shared.text;
    let words = text.xray;
    let display = props.display;
    let Display { look, switching, .. } = display;
    let (gradients, difference) = (look.gradients(), look.differences());
    let instead = |quantity: Quantity| {
        shared.act(move |on: bool| {
            Action::Look(LookChange::Quantity(if on { quantity } else { Quantity::Value }))
        })
    };
    let onswitching = {
        let (live, dispatch) = (shared.live.clone(), shared.dispatch.clone());
        Callback::from(move |on| {
            live.let_go();
            dispatch.dispatch(Action::SetSwitching(on));
        })
    };
    // Whoever has switched something on can switch it off again.
    let plain = look.quantity == Quantity::Value && !look.flow && !switching;
    let shown = shared.details.has(Detail::Pipeline) || !plain;
    let told = use_node_ref();
    {
        let (told, live) = (told.clone(), shared.live.clone());
        use_effect_with((props.off, text.language), move |&(count, _)| {
            let attachment =
                told.cast().map(|told| live.attach(SwitchedFollower { told, count, text }));
            move || drop(attachment)
        });
    }
    {
        let live = shared.live.clone();
        use_effect_with(display, move |&display| live.set_display(display));
    }
    html! {
        <>
        <div class="display-options">
            <h2>{ explained(Term::FeatureMap, text.pipeline) }</h2>
            { legends(text, display, !(gradients || difference && (props.changed || props.against.is_none()))) }
            <span class="space" />
            if shown {
            <DisplayMenu {look} channels={props.channels} />
            <Switch handle="option-gradients" on={gradients} label={text.gradients} hint={text.gradients_hint}
                ontoggle={instead(Quantity::Gradient)} />
            <Switch handle="option-difference" on={difference} label={words.difference}
                hint={words.difference_hint} ontoggle={instead(Quantity::Difference)} />
            <Switch handle="option-flow" on={look.flow} label={text.probe.flow} hint={text.probe.flow_hint}
                ontoggle={shared.act(|flow| Action::Look(LookChange::Flow(flow)))} />
            <Switch handle="option-switch" on={switching} label={text.probe.switch}
                hint={text.probe.switch_hint} ontoggle={onswitching} />
            }
            <More of={Detail::Pipeline} />
        </div>
        if difference {
            { difference_note(&shared, props.against.as_deref(), props.changed) }
        }
        if switching || props.off > 0 {
            <p class="gradients-note difference-note" data-testid="switched-off" data-count={props.off.to_string()}>
                <span><b ref={told} role="status" />
                { if props.off == 0 { text.probe.switch_lead } else { text.probe.learns_whole } }</span>
                if props.off > 0 {
                    <button type="button" class="chip" data-testid="switch-all-on"
                        onclick={shared.act(|_| Action::SwitchAllOn)}>{ text.probe.all_on }</button>
                }
            </p>
        }
        if gradients {
            <p class="gradients-note" role="status">
                { if props.possible { text.gradients_on } else { text.step_impossible } }
            </p>
        }
        </>
    }
}

/// What the differences are from, and the way to see that itself.
fn difference_note(shared: &Shared, against: Option<&str>, changed: bool) -> Html {
    let (text, words) = (shared.text, shared.text.xray);
    let before = |on: bool| {
        let live = shared.live.clone();
        Callback::from(move |_: PointerEvent| live.see_before(on))
    };
    html! {
        <p class="gradients-note difference-note" role="status">
            { match against {
                Some(name) if changed => (text.compare.difference)(name),
                Some(name) => (text.compare.no_difference)(name),
                None if changed => words.difference_on.to_owned(),
                None => words.nothing_changed.to_owned(),
            } }
            if changed {
                <button type="button" class="chip" data-testid="see-before" aria-description={words.see_before_hint}
                    onpointerdown={before(true)} onpointerup={before(false)}
                    onpointercancel={before(false)} onpointerleave={before(false)}>{ words.see_before }</button>
            }
        </p>
    }
}

/// Which number has which colour, as it is painted. `values`: maps show theirs, and not gradients or differences.
fn legends(text: &Text, display: Display, values: bool) -> Html {
    let words = text.look;
    let fixed = display.fixed_range();
    let legend = |table: &Table, label: String, hint: &'static str, clips: bool| {
        let hint = if clips { format!("{hint}. {}", words.clipped) } else { hint.to_owned() };
        html! {
            <dfn class="legend" data-term={Term::Colours.id()} tabindex="0" aria-description={hint}>
                <i style={format!("background:{}", table.css_gradient(16, clips))} /><b>{ label }</b></dfn>
        }
    };
    let end = |end: f32| end.to_string().replace('-', "−");
    // Where no map is painted around zero, kernels still are, over their own range.
    let around = fixed.filter(|_| !values || display.look.colours != ColourChoice::Everywhere);
    let signed = match around {
        Some(range) => {
            let high = end(range.symmetric().high);
            format!("−{high} · 0 · {high}")
        }
        None if display.look.gradients() => text.legend_gradient.to_owned(),
        None => text.legend_signed.to_owned(),
    };
    html! {
        <div class="legends">
            if values && display.look.colours != ColourChoice::Diverging {
                { legend(display.table(false), fixed.map_or_else(|| text.legend_low_high.to_owned(), |range| {
                    format!("{} → {}", end(range.low), end(range.high))
                }), words.legend, fixed.is_some()) }
            }
            { legend(display.table(true), signed, words.legend_kernels, around.is_some()) }
        </div>
    }
}

/// Says what the answer was with everything on, and is with so many off.
struct SwitchedFollower {
    told: Node,
    count: usize,
    text: &'static Text,
}

impl Follower for SwitchedFollower {
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
