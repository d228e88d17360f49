//! The only home of `web-sys` and `js-sys` calls: what the browser gives, in the project's own words.

pub mod frame;
pub mod page;
pub mod picture;
pub mod pointer;
pub mod storage;
pub mod surface;
pub mod team;
