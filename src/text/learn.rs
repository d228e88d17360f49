//! The words of the Learn panel.

pub(super) mod en;
pub(super) mod ja;

/// The words of the Learn panel in one language.
#[allow(missing_docs, reason = "each field is the words that its name says")]
pub struct LearnText {
    pub title: &'static str,
    pub play: &'static str,
    pub play_hint: &'static str,
    pub pause: &'static str,
    pub pause_hint: &'static str,
    pub one_batch: &'static str,
    pub one_epoch: &'static str,
    pub reset: &'static str,
    pub show: &'static str,
    pub hide: &'static str,
    pub data: &'static str,
    pub data_generated: &'static str,
    pub data_own: &'static str,
    pub data_mnist: &'static str,
    pub data_mnist_2: &'static str,

    // Status.
    pub status: &'static str,
    pub images: &'static str,
    pub epochs: &'static str,
    pub loss: &'static str,
    pub accuracy: &'static str,
    pub accuracy_hint: &'static str,
    pub rate: &'static str,
    pub idle: &'static str,
    pub loading: &'static str,
    pub late: &'static str,
    pub running: &'static str,
    pub paused: &'static str,
    pub failed: &'static str,

    // Settings.
    pub settings: &'static str,
    pub rule: &'static str,
    pub rule_hint: &'static str,
    pub rule_sgd: &'static str,
    pub rule_momentum: &'static str,
    pub rule_adam: &'static str,
    pub schedule: &'static str,
    pub schedule_hint: &'static str,
    pub schedule_constant: &'static str,
    pub schedule_falling: &'static str,
    pub learning_rate: &'static str,
    pub learning_rate_hint: &'static str,
    pub batch: &'static str,
    pub batch_hint: &'static str,
    pub decay: &'static str,
    pub decay_hint: &'static str,
    pub seed: &'static str,
    pub seed_hint: &'static str,

    // Curves.
    pub loss_curve: &'static str,
    pub accuracy_curve: &'static str,
    pub training: &'static str,
    pub test: &'static str,
    pub nothing_yet: &'static str,

    // What the test shows.
    pub results: &'static str,
    pub wrong: &'static str,
    pub nothing_wrong: &'static str,
    pub not_tested_yet: &'static str,
    pub load_wrong: &'static str,
    /// Which digit it is, and what the network said.
    pub wrong_image: fn(&str, &str) -> String,
    pub confusion: &'static str,
    pub confusion_axes: &'static str,
    /// Which digit it is, what the network said, how many, and of how many.
    pub confusion_cell: fn(&str, &str, u32, u32) -> String,
    /// The short name of a digit that is no 5.
    pub not_five: &'static str,

    // Trouble.
    pub diverged: &'static str,
    pub take_good: &'static str,
    pub no_workers: &'static str,
    pub silent: &'static str,
    pub no_mnist: &'static str,
    pub no_images: &'static str,
    pub replaced: &'static str,
}
