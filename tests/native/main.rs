//! The native tests, in one binary: one topic a module.

use hitofude::lab::{Lab, NetworkChoice};

mod borrows;
#[path = "../support/cases.rs"]
mod cases;
mod crew;
mod digits;
mod house;
mod house_names;
mod house_sizes;
mod house_styles;
mod house_view;
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
mod lab_open;
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
mod safetensors;
mod session;
mod supervisor;
mod training;
mod world;

/// A lab before three stages of five channels: most tests are about more than the one stage that a visitor meets first.
fn five_channels() -> Lab {
    Lab::starting_with(NetworkChoice::FiveChannel)
}
