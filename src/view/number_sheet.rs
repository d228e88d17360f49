//! The network's image as its 784 numbers, under the pen.

use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use super::live::{Follower, Frame};
use super::store::use_shared;
use crate::lab::{Action, Layer};
use crate::text::number;

/// A sheet over the pipeline; the pad stays free.
#[component]
pub fn NumberSheet() -> Html {
    let shared = use_shared();
    let text = shared.text;
    let sheet = use_node_ref();
    {
        let (sheet, live) = (sheet.clone(), shared.live.clone());
        use_effect_with((), move |()| {
            let attachment = sheet.cast::<Element>().map(|sheet| {
                let children = sheet.children();
                let cells = (0..children.length())
                    .filter_map(|index| children.item(index)?.dyn_into().ok())
                    .collect::<Vec<HtmlElement>>();
                live.attach(SheetFollower { shown: vec![f32::NAN; cells.len()], cells })
            });
            move || drop(attachment)
        });
    }
    html! {
        <div class="number-sheet" role="dialog" aria-label={text.numbers}>
            <header>
                <h2>{ text.numbers_title }</h2>
                <button type="button" class="close" aria-label={text.close} title={text.close}
                    onclick={shared.act(|_| Action::SetNumbers(false))}>{ "×" }</button>
            </header>
            <div ref={sheet} class="numbers" data-testid="numbers">
                { for (0..784).map(|index| html! { <span key={index} /> }) }
            </div>
        </div>
    }
}

struct SheetFollower {
    cells: Vec<HtmlElement>,
    shown: Vec<f32>,
}

impl Follower for SheetFollower {
    fn follow(&mut self, frame: &mut Frame) {
        if !frame.concerns(Layer::Input) {
            return;
        }
        let values = frame.scene.maps(Layer::Input);
        let largest = if values.iter().any(|&value| value > 1.0) { 255.0 } else { 1.0 };
        for ((cell, shown), &value) in self.cells.iter().zip(&mut self.shown).zip(values) {
            if *shown == value {
                continue;
            }
            *shown = value;
            cell.set_text_content(Some(&number::pixel(value)));
            let share = value / largest;
            let (paper, ink) = (share * 100.0, if share > 0.5 { "#000" } else { "#fff" });
            let style = format!("background:hsl(0 0% {paper:.0}%);color:{ink}");
            // A constant attribute name is valid.
            let _ = cell.set_attribute("style", &style);
        }
    }
}
