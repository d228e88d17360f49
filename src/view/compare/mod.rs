//! A and B: the network as it is, and one that it is compared with. Snapshots under names, and a table of what lies
//! between the two. Both are written as text: the table follows the pen, and a list of a few rows with five controls each
//! would weigh more as a tree than as what it is.

mod list;
mod panel;
mod table;

pub use panel::Compare;
