//! The tests that run without a browser.

mod nn_forward;
mod nn_reference;
mod oracle;

#[path = "../support/cases.rs"]
mod cases;
