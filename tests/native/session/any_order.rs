//! Whatever happens in whatever order, the lab shows in the end what the team has, and nothing that a hand set is lost.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use hitofude::digits::PixelScale;
use hitofude::lab::{Action, DataChoice, Off, RuleChoice, StudyChange};
use hitofude::nn::{Loss, WeightRange};
use hitofude::training::{Report, Until};

use super::page::{FIRST, Page, drawing, network};
use super::team::Team;
use crate::lab_strategies::stroke;

/// One thing that happens.
#[derive(Clone, Debug)]
enum Step {
    /// A person does something to the lab.
    Act(Action),
    /// A person drags the weight that is left to hands, in small steps.
    Drag(f32),
    Play(Until),
    Pause,
    Reset,
    Forget(u32),
    /// The page renders.
    Follow,
    /// The worker takes in a message, or makes a step.
    Work,
    /// It reports its weights.
    Tell,
    Test,
    /// A message arrives at the page.
    Arrive,
    Painted,
    Die,
    Diverge,
    /// A team that is gone reports something.
    HearOfTheGone(usize),
}

fn action() -> impl Strategy<Value = Action> {
    let value = (-40..40i8).prop_map(|value| f32::from(value) / 4.0);
    let set =
        value.prop_map(|value| Action::SetCell { patch: FIRST, index: 0, value, gesture: None });
    let study = prop_oneof![
        select(vec![0.5, 0.25]).prop_map(StudyChange::Rate),
        select(vec![0.5, 0.0]).prop_map(StudyChange::Decay),
        (1..3usize).prop_map(StudyChange::Batch),
        (1..3u32).prop_map(StudyChange::Seed),
        select(RuleChoice::ALL).prop_map(StudyChange::Rule),
    ];
    let off =
        any::<bool>().prop_map(|on| Action::Switch { what: Off::Map { stage: 0, channel: 0 }, on });
    prop_oneof![
        6 => set,
        1 => any::<u32>().prop_map(|seed| Action::RandomiseAll { range: WeightRange::MinusOneToOne, seed }),
        4 => stroke().prop_map(Action::AddStroke),
        4 => study.prop_map(Action::Study),
        1 => select(vec![Loss::SquaredError, Loss::CrossEntropy]).prop_map(Action::SetLoss),
        1 => select(vec![PixelScale::Byte, PixelScale::Unit]).prop_map(Action::SetScale),
        1 => any::<bool>().prop_map(Action::SetActivations),
        1 => off,
        1 => select(vec![DataChoice::Generated, DataChoice::Own]).prop_map(Action::SetData),
        1 => (1..9u64).prop_map(drawing),
        1 => (1..3usize).prop_map(|channels| Action::SetArchitecture(network(channels))),
        6 => Just(Action::Undo),
        4 => Just(Action::Redo),
    ]
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        8 => action().prop_map(Step::Act),
        3 => (-4..4i8).prop_map(|value| Step::Drag(value.into())),
        6 => select(vec![Until::Paused, Until::Paused, Until::Batch, Until::Epoch])
            .prop_map(Step::Play),
        3 => Just(Step::Pause),
        1 => Just(Step::Reset),
        1 => any::<u32>().prop_map(Step::Forget),
        8 => Just(Step::Follow),
        14 => Just(Step::Work),
        8 => Just(Step::Tell),
        1 => Just(Step::Test),
        14 => Just(Step::Arrive),
        2 => Just(Step::Painted),
        1 => Just(Step::Die),
        1 => Just(Step::Diverge),
        1 => any::<usize>().prop_map(Step::HearOfTheGone),
    ]
}

/// Takes the step, if it can be taken.
fn take(page: &mut Page, step: Step) {
    fn silently(tell: impl FnOnce(&mut Team)) -> impl FnOnce(&mut Team) -> Vec<Report> {
        |team| {
            tell(team);
            Vec::new()
        }
    }
    match step {
        Step::Act(action) => page.act(action),
        // No drag goes on over the press of a button.
        Step::Drag(value) => {
            let gesture = Some(page.presses);
            page.act(Action::SetCell { patch: FIRST, index: 0, value, gesture });
        }
        // What can be pressed depends on how learning stands.
        Step::Play(until) => {
            page.follow();
            if !page.is_busy() {
                page.play(until);
            }
        }
        Step::Pause if page.is_busy() => page.pause(),
        Step::Pause => {}
        Step::Reset => page.reset(),
        Step::Forget(seed) => page.forget(seed),
        Step::Follow => page.follow(),
        Step::Work => page.work(),
        Step::Tell => page.with_team(silently(Team::tell_if_new)),
        Step::Test => page.with_team(silently(Team::test)),
        Step::Arrive => page.arrive(),
        Step::Painted => page.painted(),
        Step::Die => page.with_team(Team::die),
        Step::Diverge => page.with_team(silently(Team::diverge)),
        Step::HearOfTheGone(which) => page.hear_of_the_gone(which),
    }
}

/// Whether undo leads to the weights with which learning began.
fn undo_leads_back(page: &Page) -> bool {
    let Some((_, began)) = &page.began else { return true };
    let mut lab = page.lab.clone();
    while lab.document.network.parameters != *began && lab.can_undo() {
        lab.apply(Action::Undo);
    }
    lab.document.network.parameters == *began
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn the_lab_shows_what_the_team_has_and_what_a_hand_sets_stays(
        steps in vec(step(), 0..120),
    ) {
        let went_back = |step: &Step| matches!(step, Step::Act(Action::Undo | Action::Redo));
        let went_back = steps.iter().any(went_back);
        let mut page = Page::new();
        steps.into_iter().for_each(|step| take(&mut page, step));
        page.come_to_rest();
        prop_assert!(went_back || undo_leads_back(&page), "undo leads back to where it began");
    }

    #[test]
    fn a_step_back_to_other_weights_is_not_taken_forward_again(
        steps in vec(step(), 0..80),
        work in 0..9usize,
    ) {
        let mut page = Page::new();
        steps.into_iter().for_each(|step| take(&mut page, step));
        page.follow();
        let (learned, weights) = (page.images() > 0, page.weights());
        page.act(Action::Undo);
        if !learned || page.weights() == weights {
            return Ok(());
        }
        let undone = page.lab.document.clone();
        page.follow();
        page.learn(work);
        prop_assert!(!page.is_busy());
        prop_assert!(page.lab.document == undone, "it shows what it showed");
        prop_assert!(page.lab.can_redo());
        page.come_to_rest();
    }
}
