//! The answer: what the network says of the drawing, and how far that is from the truth.

use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement, Node};
use yew::prelude::*;

use super::loss_row::LossRow;
use crate::lab::{Action, Detail, Label, Layer, Patch};
use crate::nn::{Loss, OutputActivation};
use crate::text::glossary::Term;
use crate::text::{Text, number};
use crate::view::kit::explained::explained_again;
use crate::view::kit::more::More;
use crate::view::kit::store::use_shared;
use crate::view::kit::written::say;
use crate::view::live::{Follower, Frame};
use crate::view::xray::use_pointing;

#[derive(Properties, PartialEq)]
pub struct AnswerProps {
    /// 1 or 10.
    pub outputs: usize,
    /// The output whose linear weights are in the editor.
    pub chosen: usize,
    /// What the drawing is, if somebody said so.
    pub truth: Option<u8>,
    /// How the answer is measured against it.
    pub loss: Loss,
}

#[component]
pub fn Answer(props: &AnswerProps) -> Html {
    let shared = use_shared();
    let text = shared.text;
    let (card, root) = (use_node_ref(), use_node_ref());
    {
        let (root, live) = (root.clone(), shared.live.clone());
        use_effect_with((props.outputs, text.language), move |_| {
            let attachment = root
                .cast::<Element>()
                .and_then(|root| Some(live.attach(AnswerFollower::new(root, text)?)));
            move || drop(attachment)
        });
    }
    // The bars are others for another number of outputs; the card stays.
    use_pointing(&card, false);
    let choose = |output: usize| {
        shared.act(move |_: MouseEvent| Action::Select(Patch::Linear { output, channel: 0 }))
    };
    html! {
        <section ref={card} class={classes!("card", "answer", (props.outputs == 1).then_some("single"))}
            aria-labelledby="answer-title">
            <h2 id="answer-title">{ explained_again(Term::Answer, if props.outputs == 1 { text.is_it_a_five } else { text.which_digit }) }
                <More of={Detail::Answer} /></h2>
            <div ref={root} class="output" data-testid="output" data-values="" data-label="" role="status"
                aria-live="polite" key={props.outputs}>
                <div class="verdict" translate="no"><strong /><dfn class="share explained" data-term={Term::Answer.id()} tabindex="0" /></div>
                <div class="bars" aria-hidden="true" translate="no">
                    { for (0..props.outputs).map(|output| html! {
                        <button type="button" key={output} tabindex="-1" onclick={choose(output)}
                            data-layer="output" data-row={output.to_string()}
                            aria-description={(text.output_hint)(output)}
                            class={classes!("bar", (props.outputs > 1 && output == props.chosen).then_some("chosen"),
                                (props.outputs > 1 && props.truth == Some(output as u8)).then_some("truth"))}>
                            <span class="track"><i /></span><b>{ if props.outputs == 1 { 5 } else { output } }</b>
                        </button>
                    }) }
                </div>
                <p class="empty">{ text.draw_something }</p>
            </div>
            if shared.details.has(Detail::Answer) {
                <LossRow truth={props.truth} loss={props.loss} outputs={props.outputs} />
            }
        </section>
    }
}

struct AnswerFollower {
    root: Element,
    label: Node,
    share: Node,
    bars: Vec<HtmlElement>,
    text: &'static Text,
}

impl AnswerFollower {
    fn new(root: Element, text: &'static Text) -> Option<Self> {
        let find = |selector| root.query_selector(selector).ok().flatten().map(Node::from);
        let bars = root.query_selector_all(".track i").ok()?;
        let bars =
            (0..bars.length()).filter_map(|index| bars.item(index)?.dyn_into().ok()).collect();
        Some(Self { label: find("strong")?, share: find(".share")?, root, bars, text })
    }

    // Constant names of attributes, classes and properties are valid, so none of this fails.
    fn show_nothing(&self) {
        let _ = self.root.set_attribute("data-values", "");
        let _ = self.root.set_attribute("data-label", "");
        let _ = self.root.class_list().add_1("blank");
        say(&self.label, "–");
        say(&self.share, "");
        for bar in &self.bars {
            let _ = bar.style().set_property("--share", "0");
        }
    }
}

impl Follower for AnswerFollower {
    fn follow(&mut self, frame: &mut Frame) {
        if !frame.concerns(Layer::Linear) && !frame.changes.blank_changed {
            return;
        }
        let Some(answer) = frame.scene.answer() else { return self.show_nothing() };
        if answer.values.len() != self.bars.len() {
            return;
        }
        let values: Vec<String> = answer.values.iter().map(f32::to_string).collect();
        let (label, words, chosen) = match answer.label {
            Label::Digit(digit) => (digit.to_string(), digit.to_string(), usize::from(digit)),
            Label::Five => ("5".into(), self.text.five.into(), 0),
            Label::NotFive => ("not-5".into(), self.text.not_five.into(), 0),
        };
        let _ = self.root.set_attribute("data-values", &values.join(","));
        let _ = self.root.set_attribute("data-label", &label);
        let _ = self.root.class_list().remove_1("blank");
        say(&self.label, &words);
        say(&self.share, &number::answer(answer.values[chosen]));
        // Outputs that nothing holds in 0…1 are drawn against the largest of them.
        let bounded = frame.scene.architecture().head().activation != OutputActivation::None;
        let full = if bounded {
            1.0
        } else {
            answer
                .values
                .iter()
                .filter(|value| value.is_finite())
                .fold(1e-9, |most, v| f32::max(most, v.abs()))
        };
        let runaway = answer.values.iter().any(|value| !value.is_finite() || value.abs() > 1.5);
        let _ = self.root.class_list().toggle_with_force("runaway", !bounded && runaway);
        for (index, (bar, &value)) in self.bars.iter().zip(answer.values).enumerate() {
            let share =
                if value.is_finite() { (value / full).clamp(-1.0, 1.0) } else { value.signum() };
            let _ = bar.style().set_property("--share", &format!("{:.4}", share.abs()));
            let classes = bar.class_list();
            let _ = classes.toggle_with_force("best", index == chosen);
            let _ = classes.toggle_with_force("negative", share < 0.0);
        }
    }
}
