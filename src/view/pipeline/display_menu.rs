//! The menu of how maps are painted: colours, range, RGB.

use web_sys::{Element, KeyboardEvent};
use yew::prelude::*;

use crate::formats::names::Named;
use crate::lab::{Action, ColourChoice, Look, LookChange, RangeMode, Wanted};
use crate::view::kit::choice::{Choice, options};
use crate::view::kit::number_field::{NumberField, Problem};
use crate::view::kit::store::{Shared, use_shared};
use crate::view::kit::switch::Switch;
use crate::web::page;

#[derive(Properties, PartialEq)]
pub struct DisplayMenuProps {
    /// How maps are shown.
    pub look: Look,
    /// How many maps the layer has that has most.
    pub channels: usize,
}

/// A button that opens the menu. A press anywhere else closes it, and so does Escape.
#[component]
pub fn DisplayMenu(props: &DisplayMenuProps) -> Html {
    let shared = use_shared();
    let words = shared.text.look;
    let &DisplayMenuProps { look, channels } = props;
    let (low, high) = (use_node_ref(), use_node_ref());
    let problem = use_state_eq(Option::<Problem>::default);
    let change = |change: LookChange| Action::Look(change);
    let colours = shared.act(move |id: String| {
        change(LookChange::Colours(ColourChoice::named(&id).unwrap_or(look.colours)))
    });
    let range = shared.act(move |id: String| {
        change(LookChange::Range(RangeMode::named(&id).unwrap_or(look.range)))
    });
    let colour_names = ColourChoice::ALL.map(Named::id).into_iter().zip(words.colour_names);
    let range_names = RangeMode::VARIANTS.iter().map(|range| range.id()).zip(words.range_names);
    // The style sheet hides what would mean nothing.
    html! {
        <details class="display-menu" onkeydown={close}>
            <summary class="chip" role="button" data-testid="display-menu" aria-description={words.display_hint}>
                { words.display }</summary>
            <div class="panel" role="group" aria-label={words.display_hint} data-range={look.range.id()}
                data-rgb={look.composite.then_some("")}>
                <label><span>{ words.colours }</span>
                    <Choice handle="option-colours" options={options(colour_names)} chosen={look.colours.id()}
                        onchoose={colours} /></label>
                <label><span>{ words.range }</span>
                    <Choice handle="option-range" options={options(range_names)} chosen={look.range.id()}
                        onchoose={range} /></label>
                { for (0..3).map(|primary| primary_choice(&shared, look, channels, primary)) }
                { end_field(&shared, look, 0, "range-low", low, &problem) }
                { end_field(&shared, look, 1, "range-high", high, &problem) }
                <p class="problem" role="alert" data-testid="range-problem"
                    data-code={if problem.is_some() { "no-range" } else { "" }}>
                    { problem.as_ref().map(|problem| problem.words(shared.text)) }</p>
                <Switch handle="option-rgb" on={look.composite} label={words.rgb} hint={words.rgb_hint}
                    ontoggle={shared.act(move |on| change(LookChange::Composite(on)))} />
            </div>
        </details>
    }
}

/// Which map is the red, the green or the blue one.
fn primary_choice(shared: &Shared, look: Look, channels: usize, primary: usize) -> Html {
    let words = shared.text.look;
    let onchoose = shared.act(move |map: String| {
        let mut rgb = look.rgb;
        rgb[primary] = map.parse().unwrap_or(0);
        Action::Look(LookChange::Rgb(rgb))
    });
    let maps = (0..channels).map(|map| (map.to_string(), (map + 1).to_string()));
    let handle = ["rgb-red", "rgb-green", "rgb-blue"][primary];
    html! {
        <label class="primary"><span>{ words.primaries[primary] }</span>
            <Choice {handle} options={options(maps)} {onchoose}
                chosen={Look::rgb_of(look.rgb, channels)[primary].to_string()} /></label>
    }
}

/// One end of the fixed range: 0 the low one, 1 the high one.
fn end_field(
    shared: &Shared,
    look: Look,
    end: usize,
    handle: &'static str,
    field: NodeRef,
    problem: &UseStateHandle<Option<Problem>>,
) -> Html {
    let words = shared.text.look;
    let with = move |value: f64| {
        let mut ends = look.fixed;
        ends[end] = value as f32;
        ends
    };
    let exact = look.fixed[end].to_string();
    html! {
        <label class="end"><span>{ words.ends[end] }</span>
            <NumberField {handle} wanted={Wanted::ANY} exact={exact.clone()} short={exact} label={words.ends[end]}
                hint={words.range_hint} {field} problem={problem.clone()}
                fits={Callback::from(move |value| Look::is_range(with(value)))}
                onset={shared.act(move |value| Action::Look(LookChange::Fixed(with(value))))} /></label>
    }
}

/// Escape closes the menu.
fn close(event: KeyboardEvent) {
    let target = event.target_dyn_into::<Element>().filter(|_| event.key() == "Escape");
    let menu = target.and_then(|target| target.closest(".display-menu[open]").ok().flatten());
    if let Some(menu) = menu {
        event.stop_propagation();
        page::focus("[data-testid=display-menu]");
        // A constant attribute name is valid.
        let _ = menu.remove_attribute("open");
    }
}
