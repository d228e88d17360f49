//! Pen or eraser, how wide, clear, open a picture.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::digits::samples::samples;
use crate::digits::{Drawing, Tool};
use crate::lab::{Action, Detail, View};
use crate::view::kit::store::use_shared;
use crate::web::files::Brought;

#[derive(Properties, PartialEq)]
pub struct PadToolsProps {
    /// What pen and finger do.
    pub tool: Tool,
    /// The line's width, in parts of the pad's side.
    pub brush: f32,
    /// Whether there is nothing to clear.
    pub empty: bool,
    /// What is on the pad.
    pub drawing: Drawing,
    /// Gets the files that were chosen.
    pub onfiles: Callback<Brought>,
}

#[component]
pub fn PadTools(props: &PadToolsProps) -> Html {
    let shared = use_shared();
    let text = shared.text;
    let erasing = props.tool == Tool::Eraser;
    let other = if erasing { Tool::Pen } else { Tool::Eraser };
    let onbrush = shared.act(|event: InputEvent| {
        let percent = event.target_unchecked_into::<HtmlInputElement>().value_as_number();
        Action::SetBrush(percent as f32 / 100.0)
    });
    let onfiles = {
        let onfiles = props.onfiles.clone();
        Callback::from(move |event: Event| {
            let input = event.target_unchecked_into::<HtmlInputElement>();
            if let Some(files) = input.files() {
                onfiles.emit(Brought::of(&files));
            }
            // Choosing the same file again is a change again.
            input.set_value("");
        })
    };
    let file = use_node_ref();
    let choose = {
        let file = file.clone();
        Callback::from(move |_| {
            if let Some(input) = file.cast::<web_sys::HtmlElement>() {
                input.click();
            }
        })
    };
    let shown = shared.details.has(Detail::Draw);
    let drawing = props.drawing.clone();
    let percent = |width: f32| (width * 100.0).round().to_string();
    html! {
        <div class="row pad-tools" role="group" aria-label={text.draw}>
            if shown {
            <button type="button" class="chip" data-testid="eraser" aria-pressed={erasing.to_string()}
                aria-description={text.eraser_hint} onclick={shared.act(move |_| Action::SetTool(other))}>
                { text.eraser }
            </button>
            <input type="range" class="brush" data-testid="brush" aria-label={text.brush} min={percent(View::THINNEST)} max={percent(View::THICKEST)} step="0.5"
                value={(props.brush * 100.0).to_string()} oninput={onbrush} />
            } else {
            <button type="button" class="chip" data-testid="another" aria-description={text.first.another_hint}
                onclick={shared.act(move |_| next_sample(&drawing))}>{ text.first.another }</button>
            }
            <button type="button" class="chip" data-testid="clear" disabled={props.empty}
                aria-description={text.clear_hint} onclick={shared.act(|_| Action::Clear)}>
                { text.clear }
            </button>
            if shown {
            <button type="button" class="chip icon" aria-description={text.open_hint} aria-label={text.open}
                data-testid="open" onclick={choose}>{ "⤒" }</button>
            }
            <input ref={file} type="file" multiple=true hidden=true data-testid="open-file"
                onchange={onfiles} />
        </div>
    }
}

/// The sample of the digit after the one that lies on the pad; of 0 where none does.
fn next_sample(drawing: &Drawing) -> Action {
    let shown = samples().iter().find(|sample| sample.drawing() == *drawing);
    let digit = shown.map_or(0, |shown| (shown.digit + 1) % 10);
    let next = samples().iter().find(|sample| sample.digit == digit);
    let drawing = next.map_or_else(Drawing::default, |next| next.drawing());
    Action::Load { drawing, truth: Some(digit) }
}
