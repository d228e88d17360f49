//! What comes into the page and what is kept of it: files, data sets, storage, and the notices that say what came of it.

pub mod data_set;
mod data_words;
pub mod desk;
pub mod files;
mod keep_words;
pub mod keeper;
pub mod notice;
mod open_words;
