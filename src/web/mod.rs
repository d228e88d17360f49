//! The only home of `web-sys` and `js-sys` calls: what the browser gives, in the project's own words.

pub mod data_file;
pub mod database;
pub mod download;
pub mod files;
pub mod frame;
pub mod kept;
pub mod lacking;
pub mod mnist;
pub mod mnist_page;
pub mod mnist_worker;
pub mod page;
pub mod peers;
pub mod picture;
pub mod pointer;
pub mod resize;
mod shards;
pub mod storage;
pub mod surface;
pub mod team;
pub mod trainer;
pub mod worker;
