//! The page as a person uses it: built, served under a path by a plain host, in a real browser.
//!
//! The handles are the contract's, in docs/handles.md.

mod harness;

mod ablation;
mod bad_input;
mod bench;
mod bench_learning;
mod blank;
mod compare;
mod data;
mod data_sets;
mod drawing;
mod engines;
mod figure;
mod first_sight;
mod flow;
mod glossary;
mod gradients;
mod history;
mod host;
mod keep;
mod kernels;
mod keyboard;
mod language;
mod layout;
mod learn;
mod linear;
mod lists;
mod look;
mod networks;
mod notices;
mod number_fields;
mod occlusion;
mod opening;
mod options;
mod own_data;
mod pictures;
mod pointers;
mod poor_browsers;
mod random_walk;
mod saving;
mod start;
mod starts;
mod storage;
mod timing;
mod touch;
mod translation;
mod widths;
mod workers;
mod xray;
