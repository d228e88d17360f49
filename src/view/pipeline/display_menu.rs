//! The menu of how maps are painted: colours, range, RGB. What stands in it is written once, as text, and one listener
//! hears of it: half a dozen controls in the virtual DOM would weigh more than all that they do.

use std::fmt::Write as _;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement, HtmlSelectElement, KeyboardEvent};
use yew::prelude::*;

use crate::formats::names::Named;
use crate::lab::{Action, ColourChoice, Look, LookChange, RangeMode, Wanted};
use crate::text::Text;
use crate::view::kit::number_field;
use crate::view::kit::store::Shared;

/// What the menu shows.
#[derive(Clone, Copy, PartialEq)]
pub struct MenuState {
    /// How maps are shown.
    pub look: Look,
    /// How many maps the layer has that has most.
    pub channels: usize,
}

const PRIMARIES: [&str; 3] = ["rgb-red", "rgb-green", "rgb-blue"];
const ENDS: [&str; 2] = ["range-low", "range-high"];

/// A button that opens the menu, and the empty `panel`. A press anywhere else closes it, and so does Escape.
pub fn display_menu(shared: &Shared, shown: MenuState, panel: NodeRef) -> Html {
    let (text, words) = (shared.text, shared.text.look);
    let look = shown.look;
    let onchange = {
        let (panel, dispatch) = (panel.clone(), shared.dispatch.clone());
        Callback::from(move |event: Event| {
            let field: HtmlSelectElement = event.target_unchecked_into();
            let (handle, value) = (field.get_attribute("data-testid"), field.value());
            let handle = handle.as_deref().unwrap_or_default();
            let place = |names: &[&str]| names.iter().position(|name| *name == handle);
            dispatch.dispatch(Action::Look(if let Some(primary) = place(&PRIMARIES) {
                let mut rgb = look.rgb;
                rgb[primary] = value.parse().unwrap_or(0);
                LookChange::Rgb(rgb)
            } else if let Some(end) = place(&ENDS) {
                let mut ends = look.fixed;
                let (read, problem) = number_field::read(ENDS[end], Wanted::ANY, &value);
                ends[end] = read.map_or(f32::NAN, |read| read as f32);
                let problem = match problem {
                    Some(problem) => problem.words(text),
                    None if Look::is_range(ends) => String::new(),
                    None => (words.no_range)(value.trim()),
                };
                if let Some(panel) = panel.cast::<Element>() {
                    show(&panel, shown);
                    if let Ok(Some(said)) = panel.query_selector(".problem") {
                        said.set_text_content(Some(&problem));
                        let code = if problem.is_empty() { "" } else { "no-range" };
                        // A constant attribute name is valid.
                        let _ = said.set_attribute("data-code", code);
                    }
                }
                LookChange::Fixed(ends)
            } else if handle == "option-range" {
                LookChange::Range(RangeMode::named(&value).unwrap_or(look.range))
            } else {
                LookChange::Colours(ColourChoice::named(&value).unwrap_or(look.colours))
            }));
        })
    };
    let onclick = shared.act(move |event: MouseEvent| {
        let target: Element = event.target_unchecked_into();
        let switched = target.closest("[role=switch]").is_ok_and(|found| found.is_some());
        Action::Look(LookChange::Composite(look.composite != switched))
    });
    let onkeydown = {
        let panel = panel.clone();
        Callback::from(move |event: KeyboardEvent| {
            let Some(panel) = panel.cast::<Element>().filter(|_| event.key() == "Escape") else {
                return;
            };
            // What is being typed is left.
            show(&panel, shown);
            if let Some(menu) = panel.parent_element().filter(|menu| menu.has_attribute("open")) {
                event.stop_propagation();
                if let Ok(Some(button)) = menu.query_selector("summary") {
                    let _ = button.unchecked_into::<HtmlElement>().focus();
                }
                let _ = menu.remove_attribute("open");
            }
        })
    };
    html! {
        <details class="display-menu" {onkeydown}>
            <summary class="chip" role="button" data-testid="display-menu" title={words.display_hint}>
                { words.display }</summary>
            <div ref={panel} class="panel" role="group" aria-label={words.display_hint} {onchange} {onclick} />
        </details>
    }
}

/// Brings the panel up to date. What somebody has opened, or is typing into, stays while other things change.
pub fn fill(panel: &Element, text: &Text, shown: MenuState) {
    let written = format!("{} {}", text.language.tag(), shown.channels);
    // Constant attribute names are valid.
    if panel.get_attribute("data-of").as_ref() != Some(&written) {
        let _ = panel.set_attribute("data-of", &written);
        panel.set_inner_html(&controls(text, shown.channels));
    }
    show(panel, shown);
}

/// The controls, as HTML, without what they show.
fn controls(text: &Text, channels: usize) -> String {
    let words = text.look;
    let mut html = String::new();
    let mut select = |handle: &str, label: &str, hint: &str, ids: &[&str], names: &[&str]| {
        // Writing to a string cannot fail.
        let class = if PRIMARIES.contains(&handle) { "primary" } else { "" };
        let _ = write!(
            html,
            "<label class='{class}' title='{hint}'><span>{label}</span><select data-testid={handle}>"
        );
        for (id, name) in ids.iter().zip(names) {
            let _ = write!(html, "<option value={id}>{name}</option>");
        }
        html.push_str("</select></label>");
    };
    let colours = ColourChoice::ALL.map(Named::id);
    select("option-colours", words.colours, words.colours_hint, &colours, &words.colour_names);
    let ranges: Vec<_> = RangeMode::VARIANTS.iter().map(|range| range.id()).collect();
    select("option-range", words.range, words.range_hint, &ranges, &words.range_names);
    let numbers: Vec<_> = (0..=channels).map(|number| number.to_string()).collect();
    let numbers: Vec<_> = numbers.iter().map(String::as_str).collect();
    for (handle, label) in PRIMARIES.into_iter().zip(words.primaries) {
        select(handle, label, words.rgb_hint, &numbers[..channels], &numbers[1..]);
    }
    for (handle, label) in ENDS.into_iter().zip(words.ends) {
        let _ = write!(
            html,
            "<label class=end><span>{label}</span><input type=text inputmode={} autocomplete=off \
             data-testid={handle}></label>",
            number_field::inputmode(Wanted::ANY),
        );
    }
    let _ = write!(
        html,
        "<p class=problem role=alert data-testid=range-problem data-code=''></p>\
         <button type=button class=chip role=switch data-testid=option-rgb title='{}'>\
         <i class=mark aria-hidden=true></i>{}</button>",
        words.rgb_hint, words.rgb,
    );
    html
}

/// What is chosen, in each of the controls.
fn show(panel: &Element, MenuState { look, channels }: MenuState) {
    let set = |handle: &str, name: &str, value: &str| {
        if let Ok(Some(field)) = panel.query_selector(&format!("[data-testid={handle}]")) {
            let _ = field.set_attribute(name, value);
            // A select's value and a field's are set alike; a switch has none.
            field.unchecked_into::<HtmlSelectElement>().set_value(value);
        }
    };
    // The style sheet hides what would mean nothing.
    let _ = panel.set_attribute("data-range", look.range.id());
    let _ = panel.toggle_attribute_with_force("data-rgb", look.composite);
    set("option-colours", "data-value", look.colours.id());
    set("option-range", "data-value", look.range.id());
    set("option-rgb", "aria-checked", if look.composite { "true" } else { "false" });
    for (handle, map) in PRIMARIES.into_iter().zip(Look::rgb_of(look.rgb, channels)) {
        set(handle, "data-value", &map.to_string());
    }
    for (handle, end) in ENDS.into_iter().zip(look.fixed) {
        set(handle, "data-value", &end.to_string());
    }
}
