//! Training: what is to be learned, how, and what there is to tell of it. Pure; `web` runs it in workers.

mod job;
pub mod mnist_news;
mod report;

pub use job::{Data, Job, Plan, Until};
pub use mnist_news::{FileTrouble, Kept, MnistNews, MnistTrouble, Unkept};
pub use report::{Loading, Progress, Report, Test, Trouble, Wrong};
