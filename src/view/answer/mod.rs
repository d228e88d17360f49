//! What the network answers, with which weights, and how wrong that is.

mod linear_card;
mod loss_row;
mod panel;

pub use linear_card::LinearCard;
pub use panel::Answer;
