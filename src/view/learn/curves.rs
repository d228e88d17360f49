//! Loss and accuracy over the images learned from, drawn as learning goes on.

use std::fmt::Write as _;
use yew::prelude::*;

use super::learning::{Learning, use_standing};
use crate::text::glossary::Term;
use crate::text::number;
use crate::training::Moment;
use crate::view::kit::explained::explained_again;
use crate::view::kit::store::use_shared;

#[derive(Properties, PartialEq)]
pub struct CurvesProps {
    /// The page's learning.
    pub learning: Learning,
}

/// Both curves. They render with every report, and they alone do.
#[component]
pub fn Curves(props: &CurvesProps) -> Html {
    let shared = use_shared();
    let words = shared.text.learn;
    let _version = use_standing(&props.learning, |standing| standing.version);
    let (training, test): (Vec<_>, Vec<_>) = props.learning.look(|standing| {
        (standing.training.moments().collect(), standing.test.moments().collect())
    });
    let last = training.iter().chain(&test).map(|moment| moment.images).max().unwrap_or(0);
    let losses: Vec<f32> = training.iter().chain(&test).map(|moment| moment.loss).collect();
    let chart = |handle,
                 (term, title): (Term, &'static str),
                 scale: CurveScale,
                 value: fn(&Moment) -> f32,
                 write: fn(f32) -> String| {
        let path = |moments: &[Moment]| path(moments, last, scale, value, 'L', "");
        let dots = |moments: &[Moment]| self::path(moments, last, scale, value, 'M', "h0");
        let ticks = if last == 0 { Vec::new() } else { scale.ticks() };
        html! {
            <figure class="curve" data-testid={handle}>
                <figcaption>{ explained_again(term, title) }
                    <span class="key training">{ words.training }</span>
                    <span class="key test">{ words.test }</span>
                </figcaption>
                <div class="plot">
                    <svg viewBox="0 0 100 100" preserveAspectRatio="none" role="img" aria-label={title}>
                        { for ticks.iter().map(|&tick| {
                            let y = format!("{:.1}", 100.0 - 100.0 * scale.place(tick));
                            html! { <line class="grid" x1="0" x2="100" y1={y.clone()} y2={y} /> }
                        }) }
                        <path class="training" d={path(&training)} />
                        <path class="test" d={path(&test)} />
                        if test.len() <= MOST_DOTS { <path class="dots" d={dots(&test)} /> }
                    </svg>
                    { for ticks.iter().map(|&tick| html! {
                        <span class="tick" translate="no" style={format!("bottom:{:.1}%", 100.0 * scale.place(tick))}>{ write(tick) }</span>
                    }) }
                    if last == 0 { <p>{ words.nothing_yet }</p> }
                </div>
            </figure>
        }
    };
    html! {
        <div class="learn-curves">
            { chart("learn-loss-curve", (Term::Loss, words.loss_curve), CurveScale::of_losses(&losses), |moment| moment.loss, number::tight) }
            { chart("learn-accuracy-curve", (Term::Accuracy, words.accuracy_curve), CurveScale::of_accuracies(&training),
                |moment| moment.accuracy, |share| format!("{:.0} %", share * 100.0)) }
        </div>
    }
}

/// What the height of a curve means.
#[derive(Clone, Copy)]
enum CurveScale {
    /// Equal heights are equal factors: a loss falls fast at first, and then ever more slowly.
    Logarithmic { low: f32, high: f32 },
    /// Equal heights are equal differences.
    Linear { low: f32, high: f32 },
}

/// A test is also marked by a dot while there are so few that one can tell them apart.
const MOST_DOTS: usize = 30;
/// Nothing smaller is drawn.
const SMALLEST_LOSS: f32 = 1e-6;

impl CurveScale {
    /// From the steps 1, 2, 5, 10 … below the losses to the one above them.
    fn of_losses(losses: &[f32]) -> Self {
        let seen = losses.iter().map(|loss| loss.max(SMALLEST_LOSS));
        let low = seen.clone().fold(f32::INFINITY, f32::min);
        let high = seen.fold(0.0, f32::max);
        if low > high {
            return Self::Logarithmic { low: 0.1, high: 1.0 };
        }
        let (below, above) = (step_below(low), step_below(high));
        // A loss that is a step exactly has that step above it; one factor of two at the least.
        let above = if above < high { step_above(above) } else { above };
        let above = if above <= below { step_above(below) } else { above };
        Self::Logarithmic { low: below, high: above }
    }

    /// To 100 %, from where the curve has been since its first fifth.
    fn of_accuracies(moments: &[Moment]) -> Self {
        let later = moments.get(moments.len() / 5..).unwrap_or_default();
        let lowest = later.iter().map(|moment| moment.accuracy).fold(1.0, f32::min);
        let low = [0.9, 0.8, 0.5].into_iter().find(|&low| lowest >= low);
        Self::Linear { low: if moments.is_empty() { 0.0 } else { low.unwrap_or(0.0) }, high: 1.0 }
    }

    /// Where `value` stands: 0 at the bottom, 1 at the top.
    fn place(self, value: f32) -> f32 {
        let share = match self {
            Self::Linear { low, high } => (value - low) / (high - low),
            Self::Logarithmic { low, high } => {
                (value.max(SMALLEST_LOSS) / low).ln() / (high / low).ln()
            }
        };
        share.clamp(0.0, 1.0)
    }

    /// The values that are written beside it, few enough to be read.
    fn ticks(self) -> Vec<f32> {
        match self {
            Self::Linear { low, high } => vec![low, (low + high) / 2.0, high],
            Self::Logarithmic { low, high } => {
                let mut ticks = vec![low];
                while let Some(&last) = ticks.last().filter(|&&last| last < high * 0.999) {
                    ticks.push(step_above(last));
                }
                let apart = ticks.len().div_ceil(4);
                ticks.into_iter().step_by(apart).collect()
            }
        }
    }
}

/// The largest of …, 0.1, 0.2, 0.5, 1, 2, 5, … that is not above `value`, which is positive.
fn step_below(value: f32) -> f32 {
    let decade = 10f32.powf(value.log10().floor());
    // The logarithm may be a hair off.
    let fits = |step: &f32| step * decade <= value * 1.0001;
    decade * [5.0, 2.0, 1.0].into_iter().find(fits).unwrap_or(0.5)
}

/// The step after the step `value`.
fn step_above(value: f32) -> f32 {
    step_below(value * 2.6)
}

/// The curve in a square of 100×100: `joint` leads from each moment to the next, and `mark` is drawn at each.
fn path(
    moments: &[Moment],
    last: u64,
    scale: CurveScale,
    value: impl Fn(&Moment) -> f32,
    joint: char,
    mark: &str,
) -> String {
    let mut path = String::with_capacity(moments.len() * 14);
    for (index, moment) in moments.iter().enumerate() {
        let x = 100.0 * moment.images as f64 / last.max(1) as f64;
        let y = 100.0 - 100.0 * scale.place(value(moment));
        let letter = if index == 0 { 'M' } else { joint };
        // Writing to a String cannot fail.
        let _ = write!(path, "{letter}{x:.2} {y:.2}{mark}");
    }
    path
}
