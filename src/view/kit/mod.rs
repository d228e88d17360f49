//! What every part of the page is made with: controls, words, keys, hands, colours, and what all components share.

pub mod choice;
pub mod colours;
pub mod dialog;
pub mod explained;
pub mod hand;
pub mod keyboard;
pub mod more;
pub mod naming;
pub mod number_field;
pub mod store;
pub mod switch;
pub mod thumbnail;
pub mod written;
