//! The page as a person uses it: built, served under a path by a plain host, in a real browser.
//!
//! The handles are the contract's, in the README.

mod harness;

mod ablation;
mod bad_input;
mod bench;
mod bench_learning;
mod blank;
mod compare;
mod data;
mod drawing;
mod figure;
mod flow;
mod gradients;
mod history;
mod host;
mod kernels;
mod keyboard;
mod language;
mod layout;
mod learn;
mod linear;
mod look;
mod networks;
mod occlusion;
mod options;
mod own_data;
mod poor_browsers;
mod storage;
mod timing;
mod workers;
mod xray;
