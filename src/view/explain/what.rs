//! What explains a word of the page: a term of the glossary, what a control does, or both.

use web_sys::Element;

use super::picture;
use crate::text::Text;
use crate::text::glossary::Term;
use crate::text::markup::Markup;

/// What may be explained: marked words, and controls.
const WORDS: &str = "[data-term],button,select,input,summary,label";
/// What is looked at and worked on. The X-ray explains these, number by number.
const LOOKED_AT: &str = ".weights,.cell,.choose,.bar,[contenteditable]";
/// What needs no more words than its term's.
const SETTINGS: &str = "select,input,label,[role=switch]";

/// Controls by their handle, and the terms that explain them.
const CONTROLS: &[(&str, Term)] = &[
    ("network", Term::Network),
    ("architecture", Term::Architecture),
    ("option-activation", Term::Activation),
    ("compare", Term::Snapshot),
    ("option-center", Term::Centre),
    ("option-erode", Term::Erode),
    ("option-scale", Term::PixelScale),
    ("option-numbers", Term::Input),
    ("dream", Term::Dream),
    ("dream-toward", Term::Dream),
    ("occlusion", Term::Occlusion),
    ("occlusion-side", Term::Occlusion),
    ("option-gradients", Term::Gradient),
    ("option-difference", Term::Difference),
    ("option-flow", Term::Flow),
    ("option-switch", Term::SwitchOff),
    ("switch-kernel", Term::SwitchOff),
    ("switch-map", Term::SwitchOff),
    ("option-colours", Term::Colours),
    ("option-range", Term::Range),
    ("range-low", Term::Range),
    ("range-high", Term::Range),
    ("option-rgb", Term::Rgb),
    ("rgb-red", Term::Rgb),
    ("rgb-green", Term::Rgb),
    ("rgb-blue", Term::Rgb),
    ("open-matrix", Term::Kernel),
    ("all-kernels", Term::Kernel),
    ("figure-open", Term::Convolution),
    ("bias", Term::Bias),
    ("truth", Term::Truth),
    ("loss-kind", Term::Loss),
    ("edit-rotate", Term::Rotate),
    ("edit-mirror-horizontal", Term::Mirror),
    ("edit-mirror-vertical", Term::Mirror),
    ("edit-negate", Term::Negate),
    ("edit-normalise", Term::Normalise),
    ("edit-zero", Term::Zero),
    ("scope", Term::Scope),
    ("edit-random", Term::Random),
    ("edit-random-linear", Term::Random),
    ("weight-range", Term::Random),
    ("seed", Term::Seed),
    ("step-size", Term::LearningRate),
    ("take-step-cell", Term::Step),
    ("take-step-cell-linear", Term::Step),
    ("take-step-kernel", Term::Step),
    ("take-step-all", Term::Step),
    ("learn-play", Term::Learning),
    ("learn-step", Term::Batch),
    ("learn-epoch", Term::Epoch),
    ("learn-data", Term::DataSet),
    ("learn-rule", Term::Rule),
    ("learn-rate", Term::LearningRate),
    ("learn-schedule", Term::Schedule),
    ("learn-batch", Term::Batch),
    ("learn-decay", Term::Decay),
    ("learn-seed", Term::Seed),
    ("learn-tab-wrong", Term::Wrong),
    ("learn-tab-confusion", Term::Confusion),
    ("learn-tab-own", Term::Own),
    ("slide", Term::Convolution),
];

/// The word or control around `target`, if it has an explanation.
pub fn word_around(target: &Element) -> Option<Element> {
    let word = target.closest(WORDS).ok().flatten()?;
    (term(&word).is_some() || hint(&word).is_some()).then_some(word)
}

/// Whether a press on it does something else than explaining it.
pub fn is_control(word: &Element) -> bool {
    !is(word, "dfn,[data-term]:not(button,label,select,input,summary)")
}

/// The explanation of `word`.
pub fn explanation(word: &Element, text: &Text) -> Option<Markup> {
    let term = term(word);
    let hint = hint(word).filter(|_| term.is_none() || !is(word, SETTINGS));
    if term.is_none() && hint.is_none() {
        return None;
    }
    let mut markup = Markup::default();
    markup.open("div");
    if let Some(hint) = hint {
        markup.open("p").set("class", "does").text(hint).close();
    }
    if let Some(term) = term {
        let words = term.explanation(text.language);
        markup.open("p").set("class", "name").element("b", words.name);
        if let Some(python) = term.python() {
            markup.text(" ").open("code").set("translate", "no").text(python).close();
        }
        markup.close();
        for line in words.lines {
            markup.element("p", line);
        }
    }
    markup.close();
    if let Some(term) = term {
        picture::draw(term, &mut markup);
    }
    Some(markup)
}

fn is(word: &Element, selector: &str) -> bool {
    word.matches(selector).unwrap_or(false)
}

/// A label speaks of the control in it.
fn control(word: &Element) -> Option<Element> {
    if !is(word, "label") {
        return Some(word.clone());
    }
    word.query_selector("[data-testid]").ok().flatten()
}

fn term(word: &Element) -> Option<Term> {
    if let Some(id) = word.get_attribute("data-term") {
        return Term::of_id(&id);
    }
    let handle = control(word)?.get_attribute("data-testid")?;
    CONTROLS.iter().find(|(name, _)| *name == handle).map(|&(_, term)| term)
}

/// What a control does: its description, or its name where that is not to be read on it.
fn hint(word: &Element) -> Option<String> {
    if is(word, LOOKED_AT) {
        return None;
    }
    let control = control(word)?;
    let said = |name| control.get_attribute(name).filter(|words| !words.is_empty());
    said("aria-description").or_else(|| said("aria-label").filter(|_| is_control(word)))
}
