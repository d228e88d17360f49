//! Files of MNIST's form: where they are opened, the first pictures of what came, and what is asked before they take the
//! place of others.

use web_sys::{HtmlElement, HtmlInputElement};
use yew::prelude::*;

use super::desk::{Desk, DeskAction};
use super::files::{self, Destinations};
use crate::digits::mnist::turned;
use crate::digits::prepare::Pixels;
use crate::text::DataText;
use crate::training::{Kept, Preview, Question, Reply};
use crate::view::kit::dialog::Dialog;
use crate::view::kit::store::use_shared;
use crate::view::kit::thumbnail::Thumbnail;
use crate::web::files::Brought;
use crate::web::mnist_page;

#[derive(Properties, PartialEq)]
pub struct DataSetProps {
    /// What came of the files that were opened last on this visit.
    pub kept: Option<Kept>,
    /// Where files go.
    pub to: Destinations,
}

/// Stands in the Learn panel while it learns from such files.
#[component]
pub fn DataSet(props: &DataSetProps) -> Html {
    let text = use_shared().text.data;
    let open = |folder: bool| {
        let to = props.to.clone();
        let (words, hint) = if folder {
            (text.set_folder, text.set_folder_hint)
        } else {
            (text.set_files, text.set_files_hint)
        };
        html! { <Opener {folder} {words} {hint} onfiles={Callback::from(move |it| files::open(it, to.clone()))} /> }
    };
    let sample = props.kept.as_ref().filter(|kept| !kept.sample.images.is_empty()).map(|kept| {
        let (to, slot) = (props.to.clone(), kept.slot);
        let onturn = Callback::from(move |_: MouseEvent| files::turn(slot, to.clone()));
        html! {
            <>
                { pictures(text, &kept.sample, false) }
                <button type="button" class="chip" data-testid="set-turn" aria-description={text.set_turn_hint} onclick={onturn}>
                    { text.set_turn }
                </button>
            </>
        }
    });
    html! {
        <div class="data-set" data-testid="data-set">
            { open(false) }
            { open(true) }
            { sample }
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct OpenerProps {
    /// Whether it opens a folder, and not files.
    folder: bool,
    words: &'static str,
    hint: &'static str,
    onfiles: Callback<Brought>,
}

/// A button that lets somebody choose files or a folder.
#[component]
fn Opener(props: &OpenerProps) -> Html {
    let input = use_node_ref();
    let choose = {
        let input = input.clone();
        move |_: MouseEvent| {
            if let Some(input) = input.cast::<HtmlElement>() {
                input.click();
            }
        }
    };
    let onfiles = props.onfiles.clone();
    let onchange = move |event: Event| {
        let input = event.target_unchecked_into::<HtmlInputElement>();
        if let Some(list) = input.files() {
            onfiles.emit(Brought::of(&list));
        }
        // Choosing the same again is a change again.
        input.set_value("");
    };
    let handle = if props.folder { "open-folder" } else { "open-data" };
    html! {
        <>
            <button type="button" class="chip" aria-description={props.hint} onclick={choose}>{ props.words }</button>
            <input ref={input} type="file" multiple=true hidden=true data-testid={handle}
                webkitdirectory={props.folder} {onchange} />
        </>
    }
}

/// The first pictures of a set, each over its label; where they are to `turn`, with rows and columns exchanged.
fn pictures(text: &DataText, sample: &Preview, turn: bool) -> Html {
    html! {
        <ol class="set-pictures" aria-label={text.set_sample} data-testid="set-pictures"
            data-turned={turn.to_string()}>
            { for sample.images.iter().enumerate().filter_map(|(index, image)| {
                let pixels: Pixels = image[..].try_into().ok()?;
                let pixels = if turn { turned(&pixels) } else { pixels };
                let label = sample.labels.get(index).copied();
                Some(html! {
                    <li key={index} data-label={label.map(|label| label.to_string())}>
                        <Thumbnail {pixels} label={label.map(text.set_item)} />
                        <span aria-hidden="true">{ label }</span>
                    </li>
                })
            }) }
        </ol>
    }
}

#[derive(Properties, PartialEq)]
struct ChoiceDialogProps {
    question: Question,
    /// Where it is noted that it has been answered.
    desk: UseReducerDispatcher<Desk>,
}

/// Asks what is to become of a set, if that is a question.
pub fn question(desk: &UseReducerHandle<Desk>) -> Html {
    desk.question.as_ref().map_or_else(Html::default, |question| {
        html! { <ChoiceDialog question={question.clone()} desk={desk.dispatcher()} /> }
    })
}

/// Shows the first pictures of a set before anything that is kept gives way to it.
#[component]
fn ChoiceDialog(props: &ChoiceDialogProps) -> Html {
    let text = use_shared().text.data;
    let turn = use_state_eq(bool::default);
    let ChoiceDialogProps { question, desk } = props;
    let answered = |answer: Reply| {
        let desk = desk.clone();
        Callback::from(move |()| {
            mnist_page::answer(answer);
            desk.dispatch(DeskAction::Ask(None));
        })
    };
    let button = |handle: &'static str, words: &'static str, answer: Reply| {
        html! {
            <button type="button" class="button" data-testid={handle} onclick={answered(answer).reform(|_: MouseEvent| ())}>
                { words }
            </button>
        }
    };
    let onturn = {
        let turn = turn.clone();
        move |_: MouseEvent| turn.set(!*turn)
    };
    let both = if question.second { text.set_replace_second } else { text.set_keep_both };
    let turn = *turn;
    html! {
        <Dialog handle="set-dialog" title={text.set_title} onclose={answered(Reply::Leave)}>
            <p>{ text.set_question }</p>
            { pictures(text, &question.sample, turn) }
            <div class="row set-choice">
                <button type="button" class="button" data-testid="set-dialog-turn" aria-pressed={turn.to_string()}
                    aria-description={text.set_turn_hint} onclick={onturn}>{ text.set_turn }</button>
                { button("set-replace", text.set_replace, Reply::Replace { turn }) }
                { button("set-keep-both", both, Reply::KeepBoth { turn }) }
                { button("set-cancel", text.set_leave, Reply::Leave) }
            </div>
        </Dialog>
    }
}
