//! Which digit is taken for which.

use yew::prelude::*;

use super::learning::{Learning, use_standing};
use crate::view::kit::store::use_shared;

#[derive(Properties, PartialEq)]
pub struct ConfusionProps {
    /// The page's learning.
    pub learning: Learning,
    /// 1 or 10.
    pub outputs: usize,
}

/// A row a truth, a column an answer. Cells are shaded by their share of the row: right answers in one colour,
/// wrong ones in the other, and these stronger, since they are few.
#[component]
pub fn Confusion(props: &ConfusionProps) -> Html {
    let shared = use_shared();
    let words = shared.text.learn;
    let counts = use_standing(&props.learning, |standing| {
        standing.tested.as_ref().map(|test| test.confusion)
    });
    let Some(counts) = &*counts else {
        return html! { <p class="nothing">{ words.not_tested_yet }</p> };
    };
    // For one output: [0] is "not 5", [1] is "5"; the 5 comes first.
    let single = props.outputs == 1;
    let order: Vec<usize> = if single { vec![1, 0] } else { (0..10).collect() };
    let name = |index: usize| match index {
        0 if single => words.not_five.to_string(),
        1 if single => "5".to_string(),
        digit => digit.to_string(),
    };
    let size = if single { "two" } else { "ten" };
    html! {
        <table translate="no" class={classes!("confusion", size)} data-testid="learn-confusion">
            <caption>{ words.confusion_axes }</caption>
            <thead><tr><td />{ for order.iter().map(|&said| html! { <th scope="col">{ name(said) }</th> }) }</tr></thead>
            <tbody>
                { for order.iter().map(|&truth| {
                    let all: u32 = counts[truth].iter().sum();
                    html! {
                        <tr>
                            <th scope="row">{ name(truth) }</th>
                            { for order.iter().map(|&said| {
                                let count = counts[truth][said];
                                let share = count as f32 / all.max(1) as f32;
                                let right = truth == said;
                                let shade = if right { share } else { share.sqrt() };
                                let label = (words.confusion_cell)(&name(truth), &name(said), count, all);
                                html! {
                                    <td class={classes!(if right { "right" } else { "wrong" },
                                            (shade > 0.6).then_some("deep"))}
                                        style={format!("--shade:{:.0}%", shade * 100.0)} title={label}
                                        data-truth={truth.to_string()} data-said={said.to_string()}
                                        data-count={count.to_string()}>
                                        if count > 0 { { count } }
                                    </td>
                                }
                            }) }
                        </tr>
                    }
                }) }
            </tbody>
        </table>
    }
}
