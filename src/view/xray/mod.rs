//! The X-ray: any number on the page explained. Pointing at a cell outlines what it is made of and what it goes into,
//! and its arithmetic stands in the panel, all in the fast lane.

mod curve;
mod figure;
mod flow;
mod panel;
mod pointing;
mod shown;
mod slide;
mod sum;
mod trace;
mod typing;
mod write;

pub use panel::Xray;
pub use pointing::use_pointing;
