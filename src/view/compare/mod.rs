//! A and B: the network as it is, and one that it is compared with. Snapshots under names, and a table of what lies
//! between the two.

mod list;
mod panel;
mod table;

pub use panel::Compare;
