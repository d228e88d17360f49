//! A page with a real lab and a session. What the session wants done is done, and looked at.

use std::collections::VecDeque;
use std::rc::Rc;

use hitofude::digits::{ItemId, OwnDrawing, OwnLabel};
use hitofude::lab::{Action, Lab, OwnChange, Patch};
use hitofude::nn::{Activation, Architecture, Head, OutputActivation, Parameters, Pooling, Stage};
use hitofude::session::{Activity, Material, Session, SessionEffect};
use hitofude::training::{Command, Progress, Report, Trouble, Until};

use super::team::Team;

/// The weight that only hands change.
pub const FIRST: Patch = Patch::Kernel { stage: 0, output: 0, input: 0 };

/// A network with so many maps in every layer.
pub fn network(channels: usize) -> Architecture {
    let stage = Stage {
        channels,
        kernel: 1,
        activation: Activation::Relu,
        pooling: Pooling::Max,
        bias: true,
    };
    let head = Head { outputs: 10, activation: OutputActivation::Softmax, bias: true };
    Architecture::new(vec![stage; 4], head).expect("a network")
}

pub fn drawing(id: u64) -> Action {
    let drawing = OwnDrawing { id: ItemId(id), pixels: [9; 784], label: OwnLabel::Digit(3) };
    Action::Own(OwnChange::Add(drawing.into()))
}

pub struct Page {
    pub lab: Lab,
    pub session: Session,
    pub team: Option<Team>,
    /// What a person was told.
    pub said: Vec<String>,
    pub shown: usize,
    /// Numbers of teams that are gone.
    pub gone: Vec<u32>,
    /// What is to be asked once it is painted.
    asked: VecDeque<(u32, u32)>,
    /// How often learning was played, paused or reset.
    pub presses: u32,
    /// With what learning began: reset leads back there.
    pub began: Option<(Rc<Architecture>, Rc<Parameters>)>,
    /// Images when it was last looked, and whether they may have become fewer since.
    images: u64,
    forgot: bool,
}

impl Page {
    pub fn new() -> Self {
        let mut lab = crate::five_channels();
        lab.apply(Action::SetArchitecture(network(1)));
        Self {
            session: Session::new(lab.clone()),
            lab,
            team: None,
            said: Vec::new(),
            shown: 0,
            gone: Vec::new(),
            asked: VecDeque::new(),
            presses: 0,
            began: None,
            images: 0,
            forgot: false,
        }
    }

    pub fn weights(&self) -> Rc<Parameters> {
        Rc::clone(&self.lab.document.network.parameters)
    }

    /// The weight that only hands change.
    pub fn first(&self) -> f32 {
        self.weights().stages[0].kernels[0]
    }

    pub fn activity(&self) -> Activity {
        self.session.standing().figures.activity
    }

    pub fn images(&self) -> u64 {
        self.session.standing().figures.images
    }

    pub fn is_busy(&self) -> bool {
        self.activity().is_busy()
    }

    /// A person does something to the lab; the session hears of it when [`Self::follow`] is called.
    pub fn act(&mut self, action: Action) {
        self.lab.apply(action);
    }

    /// A person sets the weight that is left to hands.
    pub fn edit(&mut self, value: f32) {
        self.act(Action::SetCell { patch: FIRST, index: 0, value, gesture: None });
        self.follow();
    }

    /// The page has rendered.
    pub fn follow(&mut self) {
        let outputs = self.lab.document.network.architecture.head().outputs;
        let own = Rc::new(self.lab.document.own.labelled(outputs));
        let effects = self.session.follow(&self.lab, &Material { own, mnist: 0 });
        let architecture = &self.lab.document.network.architecture;
        if self.began.as_ref().is_some_and(|(began, _)| began != architecture) {
            self.began = None;
            self.forgot = true;
        }
        self.carry_out(effects);
    }

    pub fn play(&mut self, until: Until) {
        self.presses += 1;
        self.follow();
        let network = &self.lab.document.network;
        let began = || (Rc::clone(&network.architecture), Rc::clone(&network.parameters));
        self.began.get_or_insert_with(began);
        let effects = self.session.play(until);
        self.carry_out(effects);
    }

    pub fn pause(&mut self) {
        self.presses += 1;
        self.follow();
        let effects = self.session.pause();
        self.carry_out(effects);
    }

    pub fn reset(&mut self) {
        self.presses += 1;
        self.follow();
        let effects = self.session.reset();
        self.forgot = true;
        self.carry_out(effects);
        self.follow();
        if let Some((_, began)) = self.began.take() {
            assert_eq!(self.weights(), began, "it leads back to where it began");
        }
    }

    pub fn forget(&mut self, seed: u32) {
        self.presses += 1;
        self.follow();
        let effects = self.session.forget(seed);
        self.forgot = true;
        self.carry_out(effects);
        let network = &self.lab.document.network;
        self.began = Some((Rc::clone(&network.architecture), Rc::clone(&network.parameters)));
        self.follow();
    }

    pub fn hear(&mut self, number: u32, reports: Vec<Report>) {
        for report in reports {
            let effects = self.session.report(number, report);
            self.carry_out(effects);
        }
    }

    /// Does something with the team, if there is one, and hears what it reports.
    pub fn with_team(&mut self, with: impl FnOnce(&mut Team) -> Vec<Report>) {
        if let Some(team) = &mut self.team {
            let number = team.number;
            let reports = with(team);
            self.hear(number, reports);
        }
    }

    pub fn work(&mut self) {
        self.with_team(|team| {
            team.work();
            Vec::new()
        });
    }

    pub fn arrive(&mut self) {
        self.with_team(Team::arrive);
    }

    /// What was reported first, of what is to be painted, is painted.
    pub fn painted(&mut self) {
        if let Some((team, report)) = self.asked.pop_front() {
            let effects = self.session.painted(team, report);
            self.carry_out(effects);
        }
    }

    /// Everything that is under way arrives. A team that learns goes on, and one that has something to say waits.
    pub fn settle(&mut self) {
        self.follow();
        for _ in 0..200 {
            if self.team.as_ref().is_none_or(Team::is_quiet) {
                return;
            }
            if self.team.as_ref().is_some_and(Team::hears) {
                self.work();
            }
            self.arrive();
            self.follow();
        }
        panic!("it does not come to rest");
    }

    /// The team learns for so many steps, and reports.
    pub fn learn(&mut self, steps: usize) {
        self.settle();
        (0..steps).for_each(|_| self.work());
        self.with_team(|team| {
            team.tell_if_new();
            Vec::new()
        });
        self.settle();
    }

    /// What a team that is gone may still report.
    pub fn hear_of_the_gone(&mut self, which: usize) {
        let Some(&number) = self.gone.get(which % self.gone.len().max(1)) else { return };
        let parameters = Rc::new(Parameters::zeros(&network(1)));
        let progress = Progress { parameters, images: 7, loss: 9.0, accuracy: 0.0, rate: 1.0 };
        let reports = [
            Report::Progress(progress),
            Report::Ready { workers: 1, epoch: 3 },
            Report::Paused,
            Report::Late,
            Report::Failed(Trouble::Silent),
        ];
        let before = self.session.standing().clone();
        for report in reports {
            let effects = self.session.report(number, report);
            assert!(effects.is_empty(), "{effects:?}");
        }
        assert_eq!(*self.session.standing(), before);
    }

    fn carry_out(&mut self, effects: Vec<SessionEffect>) {
        for effect in effects {
            self.carry_out_one(effect);
        }
        self.with_team(Team::begin);
        self.check();
    }

    fn carry_out_one(&mut self, effect: SessionEffect) {
        match effect {
            SessionEffect::Start { team, job } => {
                assert!(self.team.is_none(), "two teams at once");
                assert!(!self.gone.contains(&team), "a number has one team");
                self.team = Some(Team::start(team, *job));
            }
            SessionEffect::Dismiss(number) => {
                let gone = self.team.take().expect("a team");
                assert_eq!(gone.number, number);
                self.gone.push(number);
            }
            SessionEffect::Play(number, until) => {
                self.tell(number, |team| team.order(Command::Play(until)));
            }
            SessionEffect::Pause(number) => self.tell(number, |team| team.order(Command::Pause)),
            SessionEffect::Edit(number, weights) => self.tell(number, |team| team.edit(&weights)),
            SessionEffect::GoBack(number, weights) => {
                self.tell(number, |team| team.go_back(&weights));
            }
            SessionEffect::SetPace(number, pace) => {
                self.tell(number, |team| team.order(Command::Pace(pace)));
            }
            SessionEffect::More(number) => self.tell(number, Team::more),
            SessionEffect::AskOncePainted { team, report } => self.asked.push_back((team, report)),
            SessionEffect::Act(action) => self.learned(action),
            SessionEffect::Show => self.shown += 1,
            SessionEffect::SayReplaced => self.said.push("replaced".into()),
            SessionEffect::SayFailed(trouble) => self.said.push(format!("{trouble:?}")),
        }
    }

    fn tell(&mut self, number: u32, tell: impl FnOnce(&mut Team) -> Vec<Report>) {
        let team = self.team.as_mut().expect("a team");
        assert_eq!(team.number, number, "the team in charge");
        let reports = tell(team);
        assert!(reports.is_empty(), "no report comes from within an order");
    }

    /// The session acts on the lab: what a hand has set stays.
    fn learned(&mut self, action: Action) {
        let first = self.first();
        let reset = matches!(action, Action::Learn { run: None, .. } | Action::RandomiseAll { .. });
        self.lab.apply(action);
        assert!(reset || self.first() == first, "what a hand has set is lost");
    }

    /// What holds at any time.
    fn check(&mut self) {
        assert!(!self.is_busy() || self.team.is_some(), "it is busy without a team");
        let images = self.images();
        let forgot = std::mem::take(&mut self.forgot);
        assert!(images >= self.images || forgot, "{} images became {images}", self.images);
        self.images = images;
    }

    /// A person pauses it, and all that is under way arrives: the lab shows what the team has.
    pub fn come_to_rest(&mut self) {
        self.follow();
        if self.is_busy() {
            self.pause();
        }
        self.settle();
        assert!(!self.is_busy(), "it pauses");
        let Some(team) = &self.team else { return };
        assert!(!team.is_playing(), "nobody learns");
        let worker = team.worker().expect("a worker that has its data");
        assert_eq!(worker.weights, *self.weights(), "the lab shows what the team has");
        let (document, study) = (&self.lab.document, &self.lab.view.study);
        assert_eq!((worker.pace.rate, worker.pace.decay), (study.rate, study.decay));
        let plan = &team.job.plan;
        assert_eq!((plan.batch, plan.seed, plan.loss), (study.batch, study.seed, document.loss));
        assert_eq!(team.job.scale, document.preparation.scale);
        assert_eq!(*team.job.architecture, *document.running());
    }
}
