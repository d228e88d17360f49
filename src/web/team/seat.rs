//! The places of a team.

use std::rc::Rc;

use web_sys::{MessageChannel, MessagePort};

use super::super::page::now;
use super::super::worker::Handle;

/// A worker's place.
pub struct Seat {
    pub worker: Rc<Handle>,
    /// When it was last heard.
    pub heard: f64,
    /// Whether it has said hello.
    pub here: bool,
    /// Whether it has its data, and is a member.
    pub prepared: bool,
    /// Whether it has the data of a data set, from this membership or an earlier one.
    pub has_data: bool,
    /// Whether it stands in for one that died, and has not shown yet that it does better.
    pub replaces: bool,
    /// When the crew is taken apart: whether it was told to stop, and where it stood then.
    pub halted: bool,
    pub stands: Option<Stand>,
}

/// Images and orders, and what another member needs to go on from there.
pub type Stand = ((u64, u32), Vec<u8>);

impl Seat {
    /// For a worker that has just been started.
    pub fn new(worker: Handle, replaces: bool) -> Self {
        Self {
            worker: Rc::new(worker),
            heard: now(),
            here: false,
            prepared: false,
            has_data: false,
            replaces,
            halted: false,
            stands: None,
        }
    }
}

/// For each of so many members the ports to all others, in their order.
pub fn mesh(members: usize) -> Option<Vec<Vec<MessagePort>>> {
    let mut ports: Vec<Vec<MessagePort>> = vec![Vec::new(); members];
    for second in 0..members {
        for first in 0..second {
            let channel = MessageChannel::new().ok()?;
            ports[first].push(channel.port1());
            ports[second].push(channel.port2());
        }
    }
    Some(ports)
}
