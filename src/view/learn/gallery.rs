//! Images that the network answers wrongly.

use std::rc::Rc;
use yew::prelude::*;

use super::learning::{Learning, use_standing};
use crate::digits::{Drawing, GreyImage};
use crate::lab::Action;
use crate::training::{Test, Wrong};
use crate::view::kit::store::use_shared;
use crate::view::kit::thumbnail::Thumbnail;

#[derive(Properties, PartialEq)]
pub struct GalleryProps {
    /// The page's learning.
    pub learning: Learning,
}

#[component]
pub fn Gallery(props: &GalleryProps) -> Html {
    let shared = use_shared();
    let words = shared.text.learn;
    let tested = use_standing(&props.learning, |standing| standing.tested.clone().map(ByAddress));
    let Some(ByAddress(test)) = &*tested else {
        return html! { <p class="nothing">{ words.not_tested_yet }</p> };
    };
    html! {
        <div class="gallery" data-testid="learn-wrong" data-count={test.wrong.len().to_string()}>
            if test.wrong.is_empty() { <p class="nothing">{ words.nothing_wrong }</p> }
            { for test.wrong.iter().enumerate().map(|(index, wrong)| {
                let &Wrong { pixels, truth, said } = wrong;
                let said = said.map_or_else(|| words.not_five.to_string(), |digit| digit.to_string());
                let label = (words.wrong_image)(&truth.to_string(), &said);
                let load = shared.act(move |_: MouseEvent| {
                    let picture = GreyImage { width: 28, height: 28, pixels: pixels.to_vec() };
                    let drawing = Drawing { picture: Some(Rc::new(picture)), strokes: Vec::new() };
                    Action::Load { drawing, truth: Some(truth) }
                });
                html! {
                    <button type="button" key={index} data-testid="learn-wrong-image" data-truth={truth.to_string()}
                        data-said={wrong.said.map_or_else(|| "not-5".into(), |digit| digit.to_string())}
                        aria-description={format!("{label} {}", words.load_wrong)} aria-label={label} onclick={load}>
                        <Thumbnail {pixels} />
                        <span aria-hidden="true">{ truth }<i>{ "→" }</i><b>{ said }</b></span>
                    </button>
                }
            }) }
        </div>
    }
}

/// A test that is another one if it is another value in memory: nobody compares ten thousand answers.
struct ByAddress(Rc<Test>);

impl PartialEq for ByAddress {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}
