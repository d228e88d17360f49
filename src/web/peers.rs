//! From worker to worker: shares and orders over message ports, past the page. Buffers are handed over, not
//! copied, and what came goes back with the next share.

use js_sys::{Array, Float32Array, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::MessagePort;

use super::worker::MessageListener;
use crate::training::Member;

/// What one worker tells another.
pub enum PeerMessage {
    /// The share of a round.
    Share(Float32Array),
    /// What the page has ordered.
    Orders(Uint8Array),
}

impl PeerMessage {
    /// As it came.
    pub fn of(message: &JsValue) -> Option<Self> {
        // Each is of its own kind.
        if let Some(share) = message.dyn_ref::<Float32Array>() {
            return Some(Self::Share(share.clone()));
        }
        message.dyn_ref::<Uint8Array>().cloned().map(Self::Orders)
    }
}

/// The other members of a run. Dropping it closes their ports.
pub struct Peers {
    /// Which member, and the way there.
    ports: Vec<(usize, MessagePort)>,
    /// They hear what comes.
    _listeners: Vec<MessageListener>,
    spare: Vec<Float32Array>,
}

impl Peers {
    /// Members `others` at the other ends of `ports`, heard by `listeners`, in one order.
    pub fn new(others: &[usize], ports: Vec<MessagePort>, listeners: Vec<MessageListener>) -> Self {
        for (port, listener) in ports.iter().zip(&listeners) {
            port.set_onmessage(Some(listener.as_ref().unchecked_ref()));
        }
        let ports = others.iter().copied().zip(ports).collect();
        Self { ports, _listeners: listeners, spare: Vec::new() }
    }

    /// To everyone.
    pub fn share(&mut self, share: &[f32]) {
        for (_, port) in &self.ports {
            let fits = |array: &Float32Array| array.length() as usize == share.len();
            let array = match self.spare.pop().filter(fits) {
                Some(array) => array,
                None => Float32Array::new_with_length(share.len() as u32),
            };
            array.copy_from(share);
            post(port, &array, &array.buffer());
        }
    }

    /// To everyone.
    pub fn orders(&self, orders: &[u8]) {
        for (_, port) in &self.ports {
            let orders = Uint8Array::from(orders);
            post(port, &orders, &orders.buffer());
        }
    }

    /// Hands a word of member `from` to this worker's `member`.
    pub fn pass(&mut self, from: usize, word: PeerMessage, member: &mut Member) {
        match word {
            PeerMessage::Share(array) => {
                let mut share = member.spare();
                share.resize(array.length() as usize, 0.0);
                array.copy_to(&mut share);
                member.share_from(from, share);
                if self.spare.len() < self.ports.len() {
                    self.spare.push(array);
                }
            }
            PeerMessage::Orders(orders) => member.orders_from(from, &orders.to_vec()),
        }
    }
}

impl Drop for Peers {
    fn drop(&mut self) {
        for (_, port) in &self.ports {
            port.close();
        }
    }
}

fn post(port: &MessagePort, message: &JsValue, buffer: &JsValue) {
    // A peer that is gone hears nothing; the page will notice.
    let _ = port.post_message_with_transferable(message, &Array::of1(buffer));
}
