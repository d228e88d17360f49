//! The truth, and the loss against it.

use web_sys::{HtmlSelectElement, Node};
use yew::prelude::*;

use super::live::{Follower, Frame};
use super::naming::Naming as _;
use super::part::use_effect_with;
use super::store::use_shared;
use crate::lab::{Action, Layer};
use crate::nn::Loss;
use crate::text::{Text, number};

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
    let ontruth = shared.act(|event: Event| {
        Action::SetTruth(event.target_unchecked_into::<HtmlSelectElement>().value().parse().ok())
    });
    let onloss = shared.act(|event: Event| {
        let chosen = event.target_unchecked_into::<HtmlSelectElement>().value();
        Action::SetLoss(if chosen == "cross-entropy" {
            Loss::CrossEntropy
        } else {
            Loss::SquaredError
        })
    });
    let id = |loss| if loss == Loss::CrossEntropy { "cross-entropy" } else { "squared-error" };
    html! {
        <div class="loss-row">
            <label>{ text.truth }
                <select data-testid="truth" onchange={ontruth}
                    data-value={props.truth.map_or(String::new(), |truth| truth.to_string())}>
                    <option value="" selected={props.truth.is_none()}>{ "–" }</option>
                    { for (0..=9).map(|digit: u8| html! {
                        <option value={digit.to_string()} selected={props.truth == Some(digit)}>{ digit }</option>
                    }) }
                </select>
            </label>
            <label>{ text.loss }
                <select data-testid="loss-kind" title={text.loss_hint} data-value={id(props.loss)} onchange={onloss}>
                    { for [Loss::SquaredError, Loss::CrossEntropy].map(|loss| html! {
                        <option value={id(loss)} selected={loss == props.loss}>{ text.loss_name(loss) }</option>
                    }) }
                </select>
            </label>
            <output ref={value} data-testid="loss" />
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
        self.node.set_text_content(Some(&words));
    }
}
