//! What happens to learning, and what follows from it.

use std::rc::Rc;

use super::task::{Task, pace};
use super::{Activity, Material, SessionEffect, Standing};
use crate::lab::{Action, Lab};
use crate::nn::{Architecture, Pace, Parameters, WeightRange};
use crate::training::{Progress, Report, Until};

/// All that is known of the page's learning.
#[derive(Clone, Debug)]
pub struct Session {
    /// The lab as it was last seen.
    lab: Lab,
    material: Material,
    standing: Standing,
    /// Where learning began, to go back there.
    began: Option<Began>,
    team: Option<TeamInCharge>,
    /// How many runs and how many teams there were: each has a number.
    runs: u32,
    teams: u32,
}

/// What reset restores. It goes when the network becomes another one.
#[derive(Clone, Debug)]
struct Began {
    architecture: Rc<Architecture>,
    parameters: Rc<Parameters>,
}

/// The team that is learning, or that can go on.
#[derive(Clone, Debug)]
struct TeamInCharge {
    /// Reports of teams that are gone may still be under way.
    number: u32,
    task: Task,
    pace: Pace,
    /// The weights that the lab has from the team, or the team from the lab.
    known: Rc<Parameters>,
    /// Whether it has its data.
    ready: bool,
    /// What it was told to do, or will be once it is ready; nothing from the moment somebody pauses it.
    playing: Option<Until>,
    /// How often it reported weights.
    reports: u32,
}

impl Session {
    /// Learning that has not begun.
    pub fn new(lab: Lab) -> Self {
        Self {
            lab,
            material: Material::default(),
            standing: Standing::default(),
            began: None,
            team: None,
            runs: 0,
            teams: 0,
        }
    }

    /// How learning stands.
    pub fn standing(&self) -> &Standing {
        &self.standing
    }

    /// It is to learn until then.
    pub fn play(&mut self, until: Until) -> Vec<SessionEffect> {
        if self.began.is_none() {
            let network = &self.lab.document.network;
            self.began = Some(Began {
                architecture: Rc::clone(&network.architecture),
                parameters: Rc::clone(&network.parameters),
            });
        }
        if !self.standing.figures.activity.is_busy() {
            self.runs += 1;
        }
        let (activity, effect) = match &mut self.team {
            Some(team) => {
                team.playing = Some(until);
                let play = team.ready.then_some(SessionEffect::Play(team.number, until));
                (if team.ready { Activity::Running } else { Activity::Loading }, play)
            }
            None => (Activity::Loading, Some(self.start(until))),
        };
        self.standing.figures.activity = activity;
        effect.into_iter().chain([SessionEffect::Show]).collect()
    }

    /// Another team is to go on from the lab's weights.
    fn start(&mut self, until: Until) -> SessionEffect {
        let (task, pace) = (Task::of(&self.lab, &self.material), pace(&self.lab));
        let known = Rc::clone(&self.lab.document.network.parameters);
        self.standing.hand_over();
        self.teams += 1;
        let job = Box::new(task.job(Rc::clone(&known), pace));
        let (number, ready, playing) = (self.teams, false, Some(until));
        self.team = Some(TeamInCharge { number, task, pace, known, ready, playing, reports: 0 });
        SessionEffect::Start { team: number, job }
    }

    /// It is to stop after the step that is under way.
    pub fn pause(&mut self) -> Vec<SessionEffect> {
        let team = self.team.as_mut();
        let told = team.and_then(|team| {
            team.playing = None;
            // Once it stands still, the team says so.
            team.ready.then_some(SessionEffect::Pause(team.number))
        });
        vec![told.unwrap_or_else(|| self.stop())]
    }

    /// Nobody learns, or goes on to.
    fn stop(&mut self) -> SessionEffect {
        if self.standing.figures.activity.is_busy() {
            let begun = self.standing.figures.images > 0;
            self.standing.rest(if begun { Activity::Paused } else { Activity::Idle });
        }
        SessionEffect::Show
    }

    /// Learning ends, and the weights with which it began come back.
    pub fn reset(&mut self) -> Vec<SessionEffect> {
        self.standing = Standing::default();
        let mut effects = self.dismiss();
        if let Some(Began { parameters, .. }) = self.began.take() {
            let action = Action::Learn { from: None, parameters, run: None };
            effects.push(SessionEffect::Act(action));
        }
        effects.push(SessionEffect::Show);
        effects
    }

    /// All that the network knows is forgotten: it learns anew, from random weights.
    pub fn forget(&mut self, seed: u32) -> Vec<SessionEffect> {
        let forget = Action::RandomiseAll { range: WeightRange::Scaled, seed };
        // The team starts from the weights that the lab is going to have.
        self.lab.apply(forget.clone());
        (self.standing, self.began) = (Standing::default(), None);
        let mut effects = self.dismiss();
        effects.push(SessionEffect::Act(forget));
        effects.extend(self.play(Until::Paused));
        effects
    }

    fn dismiss(&mut self) -> Vec<SessionEffect> {
        self.team.take().into_iter().map(|team| SessionEffect::Dismiss(team.number)).collect()
    }

    /// The lab and the material may be others than before: settings reach the team, and edits; what it cannot go on with
    /// ends it.
    pub fn follow(&mut self, lab: &Lab, material: &Material) -> Vec<SessionEffect> {
        self.lab = lab.clone();
        self.material = material.clone();
        let architecture = &lab.document.network.architecture;
        if self.began.as_ref().is_some_and(|began| began.architecture != *architecture) {
            self.began = None;
            self.standing = Standing::default();
            let mut effects = self.dismiss();
            effects.push(SessionEffect::Show);
            return effects;
        }
        let Some(team) = &self.team else { return Vec::new() };
        let back = self.goes_back(team);
        let mut effects = if back { self.pause() } else { Vec::new() };
        effects.extend(self.follow_with_team(back));
        effects
    }

    /// Whether the lab has gone back to weights from before: who takes a step back does not want it taken forward again
    /// at once. Where nothing was learned yet, nothing of the kind would be.
    fn goes_back(&self, team: &TeamInCharge) -> bool {
        let learned = team.ready || self.standing.figures.images > 0;
        learned && self.lab.can_redo() && !team.knows(&self.lab)
    }

    /// The team hears what has changed, or makes way for another one, which does whatever this was told to do.
    fn follow_with_team(&mut self, back: bool) -> Vec<SessionEffect> {
        let task = Task::of(&self.lab, &self.material);
        let Some(team) = self.team.as_mut() else { return Vec::new() };
        if team.task == task {
            return team.follow(&self.lab, back);
        }
        let playing = team.playing;
        let mut effects = self.dismiss();
        if let Some(until) = playing {
            effects.push(self.start(until));
            self.standing.figures.activity = Activity::Loading;
            effects.push(SessionEffect::Show);
        } else {
            effects.push(self.stop());
        }
        effects
    }

    /// A team has reported.
    pub fn report(&mut self, team: u32, report: Report) -> Vec<SessionEffect> {
        let Some(team) = self.team.as_mut().filter(|present| present.number == team) else {
            return Vec::new();
        };
        let standing = &mut self.standing;
        let mut effects = Vec::new();
        match report {
            Report::Loading(loading) => {
                let share = |of: u64| loading.done as f32 / of.max(1) as f32;
                let waits = standing.figures.activity.is_busy();
                standing.figures.loaded = loading.of.filter(|_| waits).map(share);
            }
            Report::Ready { epoch, .. } => {
                standing.ready(epoch);
                team.ready = true;
                if let Some(until) = team.playing {
                    standing.figures.activity = Activity::Running;
                    effects.push(SessionEffect::Play(team.number, until));
                }
            }
            Report::Progress(progress) => {
                standing.advance(&progress);
                effects.extend(team.learned(progress, self.runs));
            }
            Report::Tested(test) => standing.test(Rc::from(test)),
            Report::Paused => {
                team.playing = None;
                standing.rest(Activity::Paused);
            }
            Report::Replaced => effects.push(SessionEffect::SayReplaced),
            Report::Late => standing.figures.late = true,
            Report::Failed(trouble) => {
                standing.rest(Activity::Failed);
                effects.push(SessionEffect::SayFailed(trouble));
                effects.extend(self.dismiss());
            }
        }
        effects.push(SessionEffect::Show);
        effects
    }

    /// What the team's report of this number brought is painted. If another came meanwhile, that one asks for more: if
    /// each did, ever more would come.
    pub fn painted(&self, team: u32, report: u32) -> Vec<SessionEffect> {
        let last = |present: &&TeamInCharge| (present.number, present.reports) == (team, report);
        self.team.iter().filter(last).map(|team| SessionEffect::More(team.number)).collect()
    }
}

impl TeamInCharge {
    /// Whether the lab's weights are those that the team has.
    fn knows(&self, lab: &Lab) -> bool {
        let parameters = &lab.document.network.parameters;
        Rc::ptr_eq(&self.known, parameters) || self.known == *parameters
    }

    /// What differs in the lab goes to the team.
    fn follow(&mut self, lab: &Lab, back: bool) -> Vec<SessionEffect> {
        let mut effects = Vec::new();
        let pace = pace(lab);
        if self.pace != pace {
            self.pace = pace;
            effects.push(SessionEffect::SetPace(self.number, pace));
        }
        let parameters = Rc::clone(&lab.document.network.parameters);
        if back {
            // The team may be ahead of what it has reported.
            effects.push(SessionEffect::GoBack(self.number, Rc::clone(&parameters)));
        } else if !self.knows(lab) {
            effects.push(SessionEffect::Edit(self.number, Rc::clone(&parameters)));
        }
        self.known = parameters;
        effects
    }

    /// The team has other weights.
    fn learned(&mut self, progress: Progress, run: u32) -> [SessionEffect; 2] {
        self.reports += 1;
        let parameters = progress.parameters;
        let from = Some(std::mem::replace(&mut self.known, Rc::clone(&parameters)));
        [
            SessionEffect::AskOncePainted { team: self.number, report: self.reports },
            SessionEffect::Act(Action::Learn { from, parameters, run: Some(run) }),
        ]
    }
}
