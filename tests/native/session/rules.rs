//! One rule after the other.

use std::rc::Rc;

use hitofude::lab::{Action, DataChoice, RuleChoice, StudyChange};
use hitofude::nn::Loss;
use hitofude::session::{Activity, Session, SessionEffect};
use hitofude::training::{Loading, Progress, Report, Until};

use super::page::{Page, drawing, network};
use super::team::{BATCH, EPOCH, Team};

/// A page on which it has learned for some steps, and goes on.
fn learning() -> Page {
    let mut page = Page::new();
    page.play(Until::Paused);
    page.learn(3);
    assert_eq!((page.activity(), page.images()), (Activity::Running, 3 * BATCH));
    page
}

fn progress(page: &Page, images: u64) -> Report {
    let parameters = page.weights();
    Report::Progress(Progress { parameters, images, loss: 1.0, accuracy: 0.5, rate: 9.0 })
}

#[test]
fn it_plays_once_the_team_has_its_data() {
    let mut page = Page::new();
    let start = page.weights();
    page.play(Until::Paused);
    assert_eq!(page.activity(), Activity::Loading);
    page.settle();
    assert_eq!(page.activity(), Activity::Running);
    page.learn(2);
    assert_ne!(page.weights(), start);
    page.come_to_rest();
    assert_eq!((page.activity(), page.images()), (Activity::Paused, 2 * BATCH));
    page.play(Until::Batch);
    page.learn(9);
    assert_eq!((page.activity(), page.images()), (Activity::Paused, 3 * BATCH));
    assert!(page.gone.is_empty(), "it is the same team");
}

#[test]
fn a_pause_before_the_data_are_there_needs_no_answer() {
    let mut page = Page::new();
    page.play(Until::Paused);
    page.pause();
    assert_eq!(page.activity(), Activity::Idle);
    page.settle();
    page.work();
    assert_eq!((page.activity(), page.is_busy()), (Activity::Idle, false));
    assert!(!page.team.as_ref().is_some_and(Team::is_playing));
    page.play(Until::Batch);
    page.learn(1);
    assert_eq!((page.activity(), page.images()), (Activity::Paused, BATCH));
    assert!(page.gone.is_empty());
}

#[test]
fn data_that_come_for_nobody_are_not_shown() {
    let mut page = Page::new();
    page.play(Until::Paused);
    let loading = || vec![Report::Loading(Loading { done: 1, of: Some(4) })];
    page.hear(1, loading());
    assert_eq!(page.session.standing().figures.loaded, Some(0.25));
    page.pause();
    page.hear(1, loading());
    assert_eq!(page.session.standing().figures.loaded, None);
}

#[test]
fn an_edit_made_while_it_learns_reaches_the_team() {
    let mut page = learning();
    // The team is ahead of what is shown, and the next report is under way.
    page.work();
    page.with_team(|team| {
        team.tell_if_new();
        Vec::new()
    });
    page.edit(9.0);
    page.arrive();
    assert_eq!(page.first(), 9.0);
    page.learn(2);
    assert_eq!(page.activity(), Activity::Running);
    page.come_to_rest();
    assert_eq!(page.first(), 9.0);
}

#[test]
fn an_edit_that_the_session_has_not_seen_yet_is_not_overwritten() {
    let mut page = learning();
    page.work();
    page.with_team(|team| {
        team.tell_if_new();
        Vec::new()
    });
    page.act(Action::SetCell { patch: super::page::FIRST, index: 0, value: 7.0, gesture: None });
    page.arrive();
    page.come_to_rest();
    assert_eq!(page.first(), 7.0);
}

#[test]
fn two_reports_before_the_page_renders_both_count() {
    let mut page = learning();
    for _ in 0..2 {
        page.work();
        page.with_team(|team| {
            team.tell_if_new();
            Vec::new()
        });
    }
    page.arrive();
    page.arrive();
    let learned = page.team.as_ref().and_then(Team::worker).map(|it| it.weights.clone());
    assert_eq!(learned.as_ref(), Some(&*page.weights()));
    page.follow();
    assert!(!page.team.as_ref().is_some_and(Team::hears), "there is nothing to tell it");
}

#[test]
fn undo_takes_the_run_back_and_pauses() {
    let mut page = Page::new();
    let start = page.weights();
    page.play(Until::Paused);
    page.learn(3);
    page.learn(3);
    page.act(Action::Undo);
    page.settle();
    assert_eq!((page.activity(), page.weights()), (Activity::Paused, start));
    assert!(page.lab.can_redo(), "the step back can be taken forward");
    page.come_to_rest();
}

#[test]
fn undo_takes_the_run_back_though_another_team_is_on_its_way() {
    let mut page = Page::new();
    let start = page.weights();
    page.play(Until::Paused);
    page.learn(3);
    page.act(Action::Study(StudyChange::Seed(5)));
    page.follow();
    assert_eq!(page.activity(), Activity::Loading);
    page.act(Action::Undo);
    page.learn(3);
    assert_eq!((page.activity(), page.weights()), (Activity::Paused, start));
    assert!(page.lab.can_redo());
}

#[test]
fn another_rate_or_decay_goes_to_the_team() {
    let mut page = learning();
    page.act(Action::Study(StudyChange::Rate(0.125)));
    page.act(Action::Study(StudyChange::Decay(0.5)));
    page.learn(1);
    assert_eq!((page.activity(), page.images()), (Activity::Running, 4 * BATCH));
    assert!(page.gone.is_empty());
    page.come_to_rest();
}

#[test]
fn whatever_else_decides_how_it_learns_needs_another_team() {
    for action in [
        Action::Study(StudyChange::Batch(7)),
        Action::Study(StudyChange::Seed(9)),
        Action::Study(StudyChange::Rule(RuleChoice::Sgd)),
        Action::SetLoss(Loss::CrossEntropy),
        Action::SetActivations(false),
    ] {
        let mut page = learning();
        let weights = page.weights();
        page.act(action.clone());
        page.follow();
        assert_eq!(page.activity(), Activity::Loading, "{action:?}");
        assert_eq!(page.weights(), weights, "it goes on from where it is");
        page.learn(1);
        assert_eq!((page.activity(), page.images()), (Activity::Running, 4 * BATCH), "{action:?}");
        assert_eq!(page.gone, [1]);
        page.come_to_rest();
        // At rest nobody needs another team until it is to go on.
        page.act(Action::Study(StudyChange::Seed(10)));
        page.follow();
        assert_eq!((page.activity(), page.team.is_none()), (Activity::Paused, true));
        page.play(Until::Batch);
        page.learn(1);
        assert_eq!((page.activity(), page.images()), (Activity::Paused, 5 * BATCH));
    }
}

#[test]
fn drawings_are_another_task_only_where_they_are_learned_from() {
    let mut page = learning();
    page.act(drawing(5));
    page.learn(1);
    assert!(page.gone.is_empty());
    page.act(Action::SetData(DataChoice::Own));
    page.learn(1);
    page.act(drawing(6));
    page.learn(1);
    assert_eq!((page.gone.len(), page.activity()), (2, Activity::Running));
}

#[test]
fn a_pause_that_is_under_way_holds_whatever_changes() {
    let mut page = learning();
    page.pause();
    page.act(Action::Study(StudyChange::Batch(7)));
    page.learn(3);
    assert_eq!((page.activity(), page.images()), (Activity::Paused, 3 * BATCH));
}

#[test]
fn a_late_word_of_a_pause_does_not_end_what_was_played_since() {
    let mut page = Page::new();
    page.play(Until::Batch);
    page.settle();
    // The batch is learned and the team rests, while a person pauses it, too.
    page.work();
    page.pause();
    while page.is_busy() {
        page.arrive();
    }
    page.play(Until::Paused);
    page.learn(2);
    assert_eq!((page.activity(), page.images()), (Activity::Running, 3 * BATCH));
    page.with_team(Team::die);
    page.learn(2);
    assert_eq!((page.activity(), page.images()), (Activity::Running, 5 * BATCH));
}

#[test]
fn an_epoch_stays_one_epoch_whatever_changes() {
    let mut page = Page::new();
    page.play(Until::Epoch);
    page.learn(1);
    page.act(Action::Study(StudyChange::Batch(7)));
    page.learn(100);
    assert_eq!((page.activity(), page.images()), (Activity::Paused, BATCH + EPOCH));
}

#[test]
fn another_network_ends_it_and_weights_of_the_same_one_do_not() {
    let mut page = learning();
    page.act(Action::SetArchitecture(network(1)));
    page.learn(1);
    assert_eq!((page.activity(), page.images()), (Activity::Running, 4 * BATCH));
    page.act(Action::SetArchitecture(network(2)));
    page.follow();
    assert_eq!((page.activity(), page.images(), page.team.is_none()), (Activity::Idle, 0, true));
    assert_eq!(page.session.standing().training.moments().count(), 0);
}

#[test]
fn what_it_knows_is_forgotten_and_learned_anew_and_one_undo_brings_it_back() {
    let mut page = learning();
    page.come_to_rest();
    let knew = page.weights();
    page.forget(7);
    let random = page.weights();
    assert_ne!(random, knew);
    assert_eq!((page.activity(), page.images()), (Activity::Loading, 0));
    page.settle();
    assert_eq!(page.weights(), random, "the team begins with the same weights");
    page.learn(2);
    assert_eq!((page.activity(), page.images()), (Activity::Running, 2 * BATCH));
    assert_ne!(page.weights(), random);
    // The run is one step of undo, and forgetting another.
    page.come_to_rest();
    page.act(Action::Undo);
    page.act(Action::Undo);
    page.follow();
    assert_eq!(page.weights(), knew);
}

#[test]
fn reset_after_forgetting_leads_back_to_the_random_weights() {
    let mut page = Page::new();
    page.forget(7);
    let random = page.weights();
    page.learn(2);
    page.reset();
    assert_eq!(page.weights(), random);
}

#[test]
fn reset_brings_back_the_weights_with_which_it_began() {
    let mut page = Page::new();
    let start = page.weights();
    page.play(Until::Paused);
    page.learn(2);
    page.come_to_rest();
    page.edit(8.0);
    page.play(Until::Paused);
    page.learn(2);
    page.reset();
    assert_eq!((page.activity(), page.images()), (Activity::Idle, 0));
    assert_eq!((page.weights(), page.team.is_none()), (start, true));
    page.hear_of_the_gone(0);
    page.play(Until::Batch);
    page.learn(1);
    page.come_to_rest();
}

#[test]
fn what_a_team_reports_that_is_gone_changes_nothing() {
    let mut page = learning();
    page.act(Action::Study(StudyChange::Seed(9)));
    page.follow();
    page.hear_of_the_gone(0);
    page.learn(1);
    page.hear_of_the_gone(0);
}

#[test]
fn whoever_dies_is_replaced_and_learns_as_it_was_told_last() {
    let mut page = learning();
    page.act(Action::Study(StudyChange::Rate(0.125)));
    page.edit(3.0);
    page.settle();
    page.with_team(Team::die);
    page.learn(2);
    assert_eq!((page.activity(), page.images()), (Activity::Running, 5 * BATCH));
    assert_eq!(page.said, ["replaced"]);
    page.come_to_rest();
}

#[test]
fn what_ends_by_itself_is_said_and_can_be_played_again() {
    let mut page = learning();
    page.with_team(|team| {
        team.diverge();
        Vec::new()
    });
    page.settle();
    assert_eq!((page.activity(), page.team.is_none()), (Activity::Failed, true));
    assert!(page.said[0].starts_with("Diverged"), "{:?}", page.said);
    page.play(Until::Paused);
    page.learn(1);
    assert_eq!((page.activity(), page.images()), (Activity::Running, 4 * BATCH));

    let mut page = Page::new();
    page.act(Action::SetData(DataChoice::Own));
    page.play(Until::Paused);
    assert_eq!((page.activity(), &page.said[..]), (Activity::Failed, &["NoImages".to_owned()][..]));
}

#[test]
fn only_the_last_report_asks_for_more() {
    let page = learning();
    let mut session: Session = page.session.clone();
    assert_eq!(session.painted(1, 1), [SessionEffect::More(1)]);
    session.report(1, progress(&page, 4 * BATCH));
    assert_eq!(session.painted(1, 1), []);
    session.play(Until::Paused);
    assert_eq!(session.painted(1, 2), [SessionEffect::More(1)]);
    assert_eq!(session.painted(7, 2), []);
    session.reset();
    assert_eq!(session.painted(1, 2), []);
}

#[test]
fn curves_only_go_on() {
    let page = learning();
    let mut session: Session = page.session.clone();
    // Whoever led the crew died, and those who live stood a round before.
    session.report(1, progress(&page, 2 * BATCH));
    session.report(1, progress(&page, 4 * BATCH));
    let standing = session.standing();
    let images = standing.training.moments().map(|moment| moment.images).collect::<Vec<_>>();
    assert_eq!(images, [3 * BATCH, 4 * BATCH]);
    assert_eq!(standing.figures.epochs, 1.0);
}

#[test]
fn curves_go_on_where_another_team_goes_on() {
    let mut page = learning();
    page.with_team(|team| {
        team.test();
        Vec::new()
    });
    page.act(Action::Study(StudyChange::Seed(9)));
    page.learn(1);
    page.with_team(|team| {
        team.test();
        Vec::new()
    });
    page.learn(1);
    let standing = page.session.standing();
    let images = standing.training.moments().map(|moment| moment.images).collect::<Vec<_>>();
    assert_eq!(images, [3 * BATCH, 4 * BATCH, 5 * BATCH]);
    assert!(standing.test.moments().all(|moment| moment.images == 4 * BATCH));
    assert!((standing.figures.epochs - 5.0 / 4.0).abs() < 1e-9);
    assert!(Rc::clone(standing.tested.as_ref().expect("a test")).accuracy() > 0.0);
}
