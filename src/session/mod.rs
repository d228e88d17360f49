//! Learning, as the page runs it: what stands between the lab, whose weights it changes, and the team of workers that
//! learns. Pure: a [`Session`] is told what happens (a person plays, pauses, resets; the lab has changed; the team
//! reports) and answers with what is to be done ([`SessionEffect`]), in that order. Whoever holds the teams does it.
//!
//! The rules:
//!
//! - The lab is the one truth about what is shown. Weights that it has and the team has not are an edit, and go to the
//!   team; weights that the team reports enter the lab as an action, which does nothing where somebody has changed the
//!   lab's in the meantime.
//! - There is one team at a time. It goes on as long as it can: with another rate or weight decay, and with edits. For
//!   anything else that decides how it learns (`task.rs`) another team takes its place, goes on from the lab's weights, and
//!   does whatever the one before was told to do.
//! - A step back to other weights pauses it: who takes a step back does not want it taken forward again at once.
//! - Another architecture ends it all.
//! - What a team reports that is gone changes nothing.

mod effect;
mod reducer;
mod standing;
mod task;

use std::rc::Rc;

use crate::digits::Labelled;

pub use effect::SessionEffect;
pub use reducer::Session;
pub use standing::{Activity, Figures, Standing};

/// What there is to learn from beside generated digits.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Material {
    /// The person's own drawings, as far as the network can learn from them.
    pub own: Rc<Labelled>,
    /// How often MNIST's files were taken on this visit: after another time they are others.
    pub mnist: u32,
}
