//! The native tests, in one binary: one topic a module.

mod borrows;
#[path = "../support/cases.rs"]
mod cases;
mod crew;
mod digits;
mod house;
mod keep;
mod lab_actions;
mod lab_difference;
mod lab_draft;
mod lab_dream;
mod lab_figure;
mod lab_flow;
mod lab_gradients;
mod lab_history;
mod lab_kept;
mod lab_keys;
mod lab_learn;
mod lab_networks;
mod lab_numbers;
mod lab_occlusion;
mod lab_off;
mod lab_scene;
mod lab_snapshots;
mod lab_spread;
mod lab_stored;
mod lab_strategies;
mod lab_touch;
mod lab_xray;
mod last_release;
mod nn_backward;
mod nn_forward;
mod nn_reference;
mod oracle;
mod paint;
mod training;
