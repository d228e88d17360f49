//! Training: what is to be learned, how, and what there is to tell of it. Pure; `web` runs it in workers.

mod curve;
mod job;
mod report;

pub use curve::{Curve, Moment};
pub use job::{Data, Job, Plan, Until};
pub use report::{Loading, Progress, Report, Test, Trouble, Wrong};
