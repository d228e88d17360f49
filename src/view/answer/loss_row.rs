//! The truth, and the loss against it.

use web_sys::Node;
use yew::prelude::*;

use crate::formats::names::Named as _;
use crate::lab::{Action, Layer};
use crate::nn::Loss;
use crate::text::glossary::Term;
use crate::text::{Text, number};
use crate::view::kit::choice::{Choice, DIGITS, options};
use crate::view::kit::naming::Naming as _;
use crate::view::kit::store::use_shared;
use crate::view::kit::written::say;
use crate::view::live::{Follower, Frame};

#[derive(Properties, PartialEq)]
pub struct LossRowProps {
    /// What the drawing is, if somebody said so.
    pub truth: Option<u8>,
    /// How the answer is measured against it.
    pub loss: Loss,
    /// 1 or 10.
    pub outputs: usize,
}

#[component]
pub fn LossRow(props: &LossRowProps) -> Html {
    let shared = use_shared();
    let text = shared.text;
    let value = use_node_ref();
    {
        let (value, live) = (value.clone(), shared.live.clone());
        let loss = props.loss;
        use_effect_with((loss, props.truth, text.language), move |_| {
            let attachment =
                value.cast::<Node>().map(|node| live.attach(LossFollower { node, loss, text }));
            move || drop(attachment)
        });
    }
    let ontruth = shared.act(|chosen: String| Action::SetTruth(chosen.parse().ok()));
    let now = props.loss;
    let term = match now {
        Loss::SquaredError => Term::SquaredError,
        Loss::CrossEntropy => Term::CrossEntropy,
    };
    let onloss =
        shared.act(move |chosen: String| Action::SetLoss(Loss::named(&chosen).unwrap_or(now)));
    let truths = options([("", "–")].into_iter().chain(DIGITS.map(|digit| (digit, digit))));
    let truth = props.truth.map_or("", |truth| DIGITS[usize::from(truth)]);
    let losses = options(Loss::VARIANTS.iter().map(|&loss| (loss.id(), text.loss_name(loss))));
    html! {
        <div class="loss-row">
            <label>{ text.truth }
                <Choice handle="truth" options={truths} chosen={truth} onchoose={ontruth} />
            </label>
            <label>{ text.loss }
                <Choice handle="loss-kind" hint={text.loss_hint} options={losses} chosen={props.loss.id()}
                    onchoose={onloss} />
            </label>
            <dfn class="explained loss-value" data-term={term.id()} tabindex="0">
                <span class="loss-name">{ text.loss }</span><output ref={value} data-testid="loss" translate="no" /></dfn>
        </div>
    }
}

struct LossFollower {
    node: Node,
    loss: Loss,
    text: &'static Text,
}

impl Follower for LossFollower {
    fn follow(&mut self, frame: &mut Frame) {
        if !frame.concerns(Layer::Linear) && !frame.changes.loss {
            return;
        }
        let words = match frame.scene.loss() {
            None => "–".to_string(),
            Some(loss)
                if self.loss == Loss::SquaredError
                    && frame.scene.activations().prediction.len() == 1 =>
            {
                let prediction = frame.scene.activations().prediction[0];
                let truth = if frame.scene.truth() == Some(5) { 1 } else { 0 };
                (self.text.squared_error)(&number::short(prediction), truth, &number::short(loss))
            }
            Some(loss) => number::short(loss),
        };
        say(&self.node, &words);
    }
}
