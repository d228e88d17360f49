//! Drawn digits to start from.

use std::fmt::Write as _;
use yew::prelude::*;

use crate::digits::Drawing;
use crate::digits::samples::samples;
use crate::lab::Action;
use crate::view::kit::store::use_shared;

#[derive(Properties, PartialEq)]
pub struct SamplesProps {
    /// What is on the pad.
    pub drawing: Drawing,
}

/// One button a digit; pressed again, it goes on to the same digit in another hand.
#[component]
pub fn Samples(props: &SamplesProps) -> Html {
    let shared = use_shared();
    let text = shared.text;
    html! {
        <div class="samples" role="group" aria-label={text.samples}>
            { for (0..=9).map(|digit: u8| {
                let hands: Vec<Drawing> = samples()
                    .iter()
                    .filter(|sample| sample.digit == digit)
                    .map(|sample| sample.drawing())
                    .collect();
                let shown = hands.iter().position(|drawing| *drawing == props.drawing);
                let next = shown.map_or(0, |shown| (shown + 1) % hands.len());
                let Some(drawing) = hands.get(next).cloned() else { return html! {} };
                let picture = outline(&hands[shown.unwrap_or(0)]);
                let load = shared.act(move |_: MouseEvent| Action::Load {
                    drawing: drawing.clone(),
                    truth: Some(digit),
                });
                html! {
                    <button type="button" key={digit} class="sample" data-testid="sample"
                        data-digit={digit.to_string()} aria-pressed={shown.is_some().to_string()}
                        aria-label={(text.sample)(digit)} onclick={load}>
                        { picture }
                    </button>
                }
            }) }
        </div>
    }
}

fn outline(drawing: &Drawing) -> Html {
    let mut path = String::new();
    let mut width = 0.0;
    for stroke in &drawing.strokes {
        width = stroke.width;
        for (index, point) in stroke.points.iter().enumerate() {
            let letter = if index == 0 { 'M' } else { 'L' };
            // Writing to a String cannot fail.
            let _ = write!(path, "{letter}{:.3} {:.3}", point.x, point.y);
        }
    }
    html! {
        <svg viewBox="0.14 0.14 0.72 0.72" aria-hidden="true">
            <path d={path} stroke-width={width.to_string()} />
        </svg>
    }
}
