//! How learning stands: all that the panel shows of it.

use std::rc::Rc;

use crate::training::{Curve, Moment, Progress, Test};

/// Whether it learns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Activity {
    /// It has not learned yet.
    Idle,
    /// The data are on their way.
    Loading,
    /// It learns.
    Running,
    /// It stands still, and can go on.
    Paused,
    /// It ended by itself.
    Failed,
}

impl Activity {
    /// Its name for scripts.
    pub fn id(self) -> &'static str {
        match self {
            Self::Idle => "idle",
            Self::Loading => "loading",
            Self::Running => "running",
            Self::Paused => "paused",
            Self::Failed => "failed",
        }
    }

    /// Whether there is something to pause.
    pub fn is_busy(self) -> bool {
        matches!(self, Self::Loading | Self::Running)
    }
}

/// The numbers of the status line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figures {
    /// Whether it learns.
    pub activity: Activity,
    /// Whether the workers did not come in time, and are started again.
    pub late: bool,
    /// How much of the data has come, 0 to 1, where that is known.
    pub loaded: Option<f32>,
    /// Images learned from.
    pub images: u64,
    /// How often it went through the data.
    pub epochs: f64,
    /// The mean training loss of the last moments.
    pub loss: Option<f32>,
    /// The share of right answers in the last test.
    pub accuracy: Option<f32>,
    /// Images a second; 0 at rest.
    pub rate: f64,
}

/// How learning stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
    /// The status line.
    pub figures: Figures,
    /// On the images that it learns from, before it has.
    pub training: Curve,
    /// On the test's images.
    pub test: Curve,
    /// The last test.
    pub tested: Option<Rc<Test>>,
    /// Goes up with every point of a curve.
    pub version: u32,
    /// What came before the present workers, who count from 0: images and epochs.
    before: (u64, f64),
    /// Images in an epoch of the present data; 0: not known yet.
    epoch: u64,
}

impl Default for Standing {
    fn default() -> Self {
        Self {
            figures: Figures {
                activity: Activity::Idle,
                late: false,
                loaded: None,
                images: 0,
                epochs: 0.0,
                loss: None,
                accuracy: None,
                rate: 0.0,
            },
            training: Curve::default(),
            test: Curve::default(),
            tested: None,
            version: 0,
            before: (0, 0.0),
            epoch: 0,
        }
    }
}

impl Standing {
    /// It stands still.
    pub fn rest(&mut self, activity: Activity) {
        self.figures.activity = activity;
        self.figures.rate = 0.0;
        (self.figures.late, self.figures.loaded) = (false, None);
    }

    /// Other workers go on from here.
    pub fn hand_over(&mut self) {
        self.before = (self.figures.images, self.figures.epochs);
        self.epoch = 0;
    }

    /// The workers have their data.
    pub fn ready(&mut self, epoch: u64) {
        self.epoch = epoch;
        self.figures.loaded = None;
    }

    /// A moment has passed.
    pub fn advance(&mut self, progress: &Progress) {
        // Where whoever led a crew dies, the others go on from a moment before.
        let images = (self.before.0 + progress.images).max(self.figures.images);
        // A report with nothing new in it, as at a pause, is no point of the curve.
        if images != self.figures.images && progress.loss.is_finite() {
            let (loss, accuracy) = (progress.loss, progress.accuracy);
            self.training.push(Moment { images, loss, accuracy });
            self.figures.loss = Some(loss);
            self.version += 1;
        }
        self.figures.images = images;
        let here = images - self.before.0;
        self.figures.epochs = self.before.1 + here as f64 / self.epoch.max(1) as f64;
        self.figures.rate = progress.rate;
        self.figures.late = false;
    }

    /// A test was made.
    pub fn test(&mut self, test: Rc<Test>) {
        let images = self.before.0 + test.images;
        if test.loss.is_finite() {
            self.test.push(Moment { images, loss: test.loss, accuracy: test.accuracy() });
        }
        self.figures.accuracy = Some(test.accuracy());
        self.tested = Some(test);
        self.version += 1;
    }
}
