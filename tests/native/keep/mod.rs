//! What is kept, with faults at every step: one thing after the other, and two tabs in any order.

mod one_text;
mod shelf;
mod two_tabs;
mod two_tabs_one_text;
