//! A person at the page: a real browser, a static host, a hand and an eye.

mod controls;
mod driver;
mod engine;
mod eye;
mod hand;
mod page;
mod site;
mod visit;

pub use controls::{kernel, kernel_cell, linear_cell, map};

pub use engine::Engine;
pub use eye::Lab;
pub use hand::{Pointer, five_points, key};
pub use page::{Page, handle};
pub use site::dist;
pub use visit::{Theme, Visit, in_browser, in_engine};
