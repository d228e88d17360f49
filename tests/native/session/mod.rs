//! Learning, as the page runs it: a session between a real lab and a team that is played.

mod any_order;
mod page;
mod rules;
mod team;
