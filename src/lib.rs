//! Hitofude (一筆): draw a digit, edit the kernels, and watch a convolutional network see it.
//!
//! The rooms, from the ground up (arrows go down only; `tests/native/house.rs` checks it):
//!
//! - [`nn`]: the network. Pure arithmetic.
//! - [`digits`]: images in: pen strokes to the 28×28 picture that the network receives.
//! - [`formats`]: the network and a run, in and out as text and files. Pure.
//! - [`paint`]: maps to RGBA.
//! - [`lab`]: the state of the page, its actions, its history. Pure.
//! - [`keep`]: what is kept for the next visit, and how tabs share it. Pure.
//! - [`training`]: what is to be learned, how, and what there is to tell of it. Pure.
//! - [`session`]: learning, as the page runs it, between the lab and the workers. Pure.
//! - [`text`]: every word that is shown, in Japanese and English.
//! - `web`: the only home of `web-sys`.
//! - `view`: the Yew components.

pub use hitofude_nn as nn;

pub mod digits;
pub mod formats;
pub mod keep;
pub mod lab;
pub mod paint;
pub mod session;
pub mod text;
pub mod training;
#[cfg(target_arch = "wasm32")]
pub mod view;
#[cfg(target_arch = "wasm32")]
pub mod web;
