//! Weights that a training run brings, and the Learn panel's settings.

use std::rc::Rc;

use hitofude::lab::stored::{read, write};
use hitofude::lab::{
    Action, Lab, NetworkChoice, Panel, Patch, RuleChoice, Study, StudyChange, StudyTab,
};
use hitofude::nn::{Parameters, Schedule};

const FIRST: Patch = Patch::Kernel { stage: 0, output: 0, input: 0 };

/// The lab's weights with `change` made to the very first.
fn learned(lab: &Lab, change: impl Fn(f32) -> f32) -> Rc<Parameters> {
    let mut parameters = Parameters::clone(&lab.document.network.parameters);
    let first = &mut parameters.stages[0].kernels[0];
    *first = change(*first);
    Rc::new(parameters)
}

fn first(lab: &Lab) -> f32 {
    lab.document.network.parameters.stages[0].kernels[0]
}

/// The run goes on from the lab's weights to those with `change` made.
fn learn(lab: &mut Lab, run: u32, change: impl Fn(f32) -> f32) {
    let from = Some(Rc::clone(&lab.document.network.parameters));
    let parameters = learned(lab, change);
    lab.apply(Action::Learn { from, parameters, run: Some(run) });
}

#[test]
fn a_run_is_one_step_of_undo() {
    let mut lab = crate::five_channels();
    let start = lab.document.clone();
    for _ in 0..300 {
        learn(&mut lab, 1, |weight| weight + 0.01);
        lab.apply(Action::Select(FIRST));
        lab.apply(Action::SetPanel(Panel::Learn, true));
    }
    let end = lab.document.clone();
    assert_ne!(end, start);
    lab.apply(Action::Undo);
    assert_eq!(lab.document, start);
    assert!(!lab.can_undo());
    lab.apply(Action::Redo);
    assert_eq!(lab.document, end);
}

fn edit(value: f32, gesture: Option<u32>) -> Action {
    Action::SetCell { patch: FIRST, index: 0, value, gesture }
}

/// The second weight, which no hand changes here.
fn second(lab: &Lab) -> f32 {
    lab.document.network.parameters.stages[0].kernels[1]
}

/// The run learns something for the second weight.
fn learn_second(lab: &mut Lab, run: u32, value: f32) {
    let from = Rc::clone(&lab.document.network.parameters);
    let mut parameters = Parameters::clone(&from);
    parameters.stages[0].kernels[1] = value;
    lab.apply(Action::Learn { from: Some(from), parameters: parameters.into(), run: Some(run) });
}

/// Takes steps back until there is none; where each led to.
fn undo_all(lab: &mut Lab) -> Vec<(f32, f32)> {
    let mut led_to = Vec::new();
    while lab.can_undo() {
        lab.apply(Action::Undo);
        led_to.push((first(lab), second(lab)));
    }
    led_to
}

#[test]
fn runs_that_follow_each_other_are_one_step() {
    let mut lab = crate::five_channels();
    let start = lab.document.clone();
    learn(&mut lab, 1, |_| 0.5);
    learn(&mut lab, 1, |_| 0.6);
    learn(&mut lab, 2, |_| 0.7);
    lab.apply(Action::Undo);
    assert_eq!(lab.document, start);
}

#[test]
fn an_edit_made_while_it_learns_takes_back_with_it_what_was_learned_since() {
    let mut lab = crate::five_channels();
    let start = (first(&lab), second(&lab));
    learn_second(&mut lab, 1, 0.5);
    lab.apply(edit(9.0, None));
    let end = lab.document.clone();
    learn_second(&mut lab, 1, 0.6);
    learn_second(&mut lab, 1, 0.7);
    let learned = lab.document.clone();
    assert_eq!(undo_all(&mut lab), [(start.0, 0.5), start]);
    lab.apply(Action::Redo);
    lab.apply(Action::Redo);
    assert!(lab.document == learned && learned != end);
    assert!(!lab.can_redo());
}

#[test]
fn a_drag_made_while_it_learns_is_one_step() {
    let mut lab = crate::five_channels();
    let start = (first(&lab), second(&lab));
    learn_second(&mut lab, 1, 0.5);
    for step in 0..20 {
        lab.apply(edit(step as f32, Some(3)));
        learn_second(&mut lab, 1, 0.6 + step as f32);
    }
    assert_eq!(undo_all(&mut lab), [(start.0, 0.5), start]);
}

#[test]
fn an_edit_made_between_two_runs_stays_when_the_second_is_taken_back() {
    let mut lab = crate::five_channels();
    let start = (first(&lab), second(&lab));
    learn_second(&mut lab, 1, 0.5);
    lab.apply(edit(9.0, None));
    learn_second(&mut lab, 2, 0.6);
    learn_second(&mut lab, 2, 0.7);
    assert_eq!(undo_all(&mut lab), [(9.0, 0.5), (start.0, 0.5), start]);
}

#[test]
fn what_leaves_the_weights_alone_is_taken_back_alone() {
    let mut lab = crate::five_channels();
    let start = (first(&lab), second(&lab));
    learn_second(&mut lab, 1, 0.5);
    lab.apply(Action::Clear);
    learn_second(&mut lab, 1, 0.6);
    lab.apply(Action::SetErode(true));
    learn_second(&mut lab, 1, 0.7);
    let eroded = |lab: &Lab| lab.document.preparation.erode;
    lab.apply(Action::Undo);
    assert_eq!((eroded(&lab), second(&lab)), (false, 0.7), "what was learned stays");
    learn_second(&mut lab, 1, 0.8);
    lab.apply(Action::Redo);
    assert_eq!((eroded(&lab), second(&lab)), (true, 0.8), "on both sides of the step");
    learn_second(&mut lab, 1, 0.9);
    assert_eq!(undo_all(&mut lab), [(start.0, 0.9), (start.0, 0.9), start]);
}

#[test]
fn what_was_done_after_an_edit_is_taken_back_before_it() {
    let mut lab = crate::five_channels();
    let start = (first(&lab), second(&lab));
    learn_second(&mut lab, 1, 0.5);
    lab.apply(edit(9.0, None));
    learn_second(&mut lab, 1, 0.6);
    lab.apply(Action::Clear);
    learn_second(&mut lab, 1, 0.7);
    assert_eq!(undo_all(&mut lab), [(9.0, 0.7), (start.0, 0.5), start]);
}

#[test]
fn what_is_learned_after_a_step_back_is_a_step() {
    let mut lab = crate::five_channels();
    let start = (first(&lab), second(&lab));
    learn_second(&mut lab, 1, 0.5);
    lab.apply(edit(9.0, None));
    learn_second(&mut lab, 1, 0.6);
    lab.apply(Action::Undo);
    learn_second(&mut lab, 1, 0.75);
    assert!(!lab.can_redo());
    assert_eq!(undo_all(&mut lab), [(start.0, 0.5), start]);
}

#[test]
fn a_run_that_leads_back_to_where_it_began_begins_anew() {
    let mut lab = crate::five_channels();
    let start = (first(&lab), second(&lab));
    lab.apply(Action::Clear);
    learn_second(&mut lab, 1, 0.5);
    learn_second(&mut lab, 1, start.1);
    learn_second(&mut lab, 1, 0.75);
    assert_eq!(undo_all(&mut lab), [start, start]);
}

#[test]
fn weights_that_belong_to_no_run_are_a_step_each() {
    let mut lab = crate::five_channels();
    for value in [0.5, 0.25] {
        let parameters = learned(&lab, |_| value);
        lab.apply(Action::Learn { from: None, parameters, run: None });
    }
    lab.apply(Action::Undo);
    assert_eq!(first(&lab), 0.5);
}

#[test]
fn weights_learned_from_others_than_the_present_ones_are_left_out() {
    let mut lab = crate::five_channels();
    let from = Some(Rc::clone(&lab.document.network.parameters));
    let parameters = learned(&lab, |_| 0.5);
    lab.apply(Action::SetCell { patch: FIRST, index: 0, value: 9.0, gesture: None });
    let edited = lab.clone();
    let learned = |from| Action::Learn { from, parameters: Rc::clone(&parameters), run: Some(1) };
    lab.apply(learned(from));
    assert_eq!(lab, edited);
    lab.apply(learned(None));
    assert_eq!(first(&lab), 0.5);
}

#[test]
fn weights_of_another_network_are_left_out() {
    let other = NetworkChoice::Notebook.network().parameters;
    let mut lab = crate::five_channels();
    let before = lab.clone();
    lab.apply(Action::Learn { from: None, parameters: other, run: None });
    assert_eq!(lab, before);
}

#[test]
fn weights_stay_finite_and_bounded() {
    for bad in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY] {
        let mut lab = crate::five_channels();
        let before = lab.clone();
        learn(&mut lab, 1, |_| bad);
        assert_eq!(lab, before, "{bad}");
    }
    for (large, bounded) in [(1e9, 1000.0), (-1e30, -1000.0), (1000.0, 1000.0)] {
        let mut lab = crate::five_channels();
        learn(&mut lab, 1, |_| large);
        assert_eq!(first(&lab), bounded);
    }
}

#[test]
fn settings_are_the_views_and_undo_leaves_them_alone() {
    let mut lab = crate::five_channels();
    lab.apply(Action::Clear);
    for change in [
        StudyChange::Rule(RuleChoice::Momentum),
        StudyChange::Rate(0.125),
        StudyChange::Decay(0.5),
        StudyChange::Schedule(Schedule::Constant),
        StudyChange::Batch(7),
        StudyChange::Seed(99),
        StudyChange::Tab(StudyTab::Confusion),
    ] {
        lab.apply(Action::Study(change));
    }
    let set = Study {
        rule: RuleChoice::Momentum,
        rate: 0.125,
        schedule: Schedule::Constant,
        decay: 0.5,
        batch: 7,
        seed: 99,
        tab: StudyTab::Confusion,
    };
    lab.apply(Action::Undo);
    assert!(!lab.can_undo());
    assert_eq!(lab.view.study, set);
}

#[test]
fn what_no_run_could_use_is_left_out() {
    use StudyChange::{Batch, Decay, Rate};
    for change in [
        Rate(0.0),
        Rate(-1.0),
        Rate(1e9),
        Rate(f32::NAN),
        Decay(-0.1),
        Decay(1.5),
        Decay(f32::INFINITY),
        Batch(0),
        Batch(100_000),
    ] {
        let mut lab = crate::five_channels();
        lab.apply(Action::Study(change));
        assert_eq!(lab, crate::five_channels(), "{change:?}");
    }
}

#[test]
fn another_rule_brings_its_own_rate_unless_somebody_chose_one() {
    let mut lab = crate::five_channels();
    lab.apply(Action::Study(StudyChange::Rule(RuleChoice::Sgd)));
    assert_eq!(lab.view.study.rate, RuleChoice::Sgd.usual_rate());
    lab.apply(Action::Study(StudyChange::Rate(0.03)));
    lab.apply(Action::Study(StudyChange::Rule(RuleChoice::Adam)));
    assert_eq!(lab.view.study.rate, 0.03);
}

#[test]
fn a_lab_that_was_stored_before_there_was_learning_still_opens() {
    let text = write(&crate::five_channels());
    let (before, rest) = text.split_once(r#","study":{"#).expect("the settings are stored");
    let (_, after) = rest.split_once('}').expect("they end");
    let read = read(&format!("{before}{after}")).map(|lab| lab.value);
    assert_eq!(read, Ok(crate::five_channels()));
}

#[test]
fn stored_settings_that_no_run_could_use_become_the_first_ones() {
    let text = write(&crate::five_channels());
    let changed = text.replacen(r#""batch":64"#, r#""batch":0"#, 1);
    assert_ne!(changed, text);
    assert_eq!(read(&changed).map(|lab| lab.value), Ok(crate::five_channels()));
}
