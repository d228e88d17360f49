//! What a session wants done.

use std::rc::Rc;

use crate::lab::Action;
use crate::nn::{Pace, Parameters};
use crate::training::{Job, Trouble, Until};

/// One thing that is to be done. Teams are meant by their numbers.
#[derive(Clone, Debug, PartialEq)]
pub enum SessionEffect {
    /// Start this team; what it reports goes to [`Session::report`](super::Session::report).
    Start {
        /// Its number, which no team had before.
        team: u32,
        /// What it is to learn.
        job: Box<Job>,
    },
    /// The team goes.
    Dismiss(u32),
    /// The team is to learn until then.
    Play(u32, Until),
    /// The team is to pause after the step that is under way.
    Pause(u32),
    /// These are the team's weights from its next step on, as far as they differ from those that it reported.
    Edit(u32, Rc<Parameters>),
    /// These are all of the team's weights from its next step on: what it learned since is gone.
    GoBack(u32, Rc<Parameters>),
    /// Another learning rate or weight decay, from the team's next step on.
    SetPace(u32, Pace),
    /// Once what comes next is painted, and some time has passed in which the page can do other things, call
    /// [`Session::painted`](super::Session::painted) with these.
    AskOncePainted {
        /// Which team reported what is to be painted.
        team: u32,
        /// Which of its reports that was.
        report: u32,
    },
    /// There is time for another report of the team's.
    More(u32),
    /// This happens to the lab.
    Act(Action),
    /// How learning stands has changed: whoever shows it looks again.
    Show,
    /// Say that a worker was replaced.
    SayReplaced,
    /// Say that learning ended by itself, and why.
    SayFailed(Trouble),
}
