//! Training: what is to be learned, how, and what there is to tell of it. Pure: [`Member`] is one worker of a run,
//! and `web` gives it a thread, a clock, and words from the others.

mod command;
mod curve;
mod job;
mod lead;
mod member;
mod message;
pub mod mnist_news;
mod outbox;
mod quickly;
mod random;
mod replica;
mod report;
mod round;
mod setup;
mod shard;
mod source;
pub mod supervisor;
mod tally;
pub mod wire;

pub use command::{Command, Order, WeightEdits};
pub use curve::{Curve, Moment};
pub use job::{Data, Job, Plan, Until};
pub use member::Member;
pub use message::{FromWorker, ToWorker};
pub use mnist_news::{
    FileTrouble, Kept, MnistNews, MnistTrouble, Preview, Question, Reply, UnkeptReason,
};
pub use outbox::Outbox;
pub use report::{Loading, Progress, Report, Test, Trouble, Wrong};
pub use setup::{Deal, Setup};
pub use shard::{Half, Shard};
pub use source::Images;
