//! What came from the other members of a run.

use std::collections::VecDeque;

use super::super::command::Order;
use super::super::wire::Reader;

/// A message from another member.
#[derive(Debug)]
enum FromMember {
    Share(Vec<f32>),
    Orders(Vec<Order>),
}

/// Messages of each member, in their order. Its own place stays empty.
#[derive(Debug)]
pub(super) struct Inbox {
    own: usize,
    from: Vec<VecDeque<FromMember>>,
    /// Shares that have been read: room for others.
    spare: Vec<Vec<f32>>,
}

impl Inbox {
    /// The inbox of member `own` of `workers`.
    pub fn new(own: usize, workers: usize) -> Self {
        Self { own, from: (0..workers).map(|_| VecDeque::new()).collect(), spare: Vec::new() }
    }

    /// Room for a share.
    pub fn spare(&mut self) -> Vec<f32> {
        self.spare.pop().unwrap_or_default()
    }

    pub fn put_share(&mut self, from: usize, share: Vec<f32>) {
        if let Some(messages) = self.from.get_mut(from) {
            messages.push_back(FromMember::Share(share));
        }
    }

    pub fn put_orders(&mut self, from: usize, orders: &[u8]) {
        let mut reader = Reader::new(orders);
        let orders = std::iter::from_fn(|| Order::read(&mut reader)).collect();
        if let Some(messages) = self.from.get_mut(from) {
            messages.push_back(FromMember::Orders(orders));
        }
    }

    /// Whether everyone else's share of this round is here.
    pub fn is_complete(&self) -> bool {
        let is_share = |message: &FromMember| matches!(message, FromMember::Share(_));
        let mut others = self.from.iter().enumerate().filter(|(other, _)| *other != self.own);
        others.all(|(_, messages)| messages.iter().any(is_share))
    }

    /// The shares of this round in the order of the members, `own` in its place, and the orders that came before them.
    pub fn take(&mut self, own: Vec<f32>) -> (Vec<Vec<f32>>, Vec<Order>) {
        let (mut shares, mut orders) = (Vec::with_capacity(self.from.len()), Vec::new());
        for messages in &mut self.from {
            while let Some(message) = messages.pop_front() {
                match message {
                    FromMember::Orders(given) => orders.extend(given),
                    FromMember::Share(share) => {
                        shares.push(share);
                        break;
                    }
                }
            }
        }
        shares.insert(self.own, own);
        (shares, orders)
    }

    /// Takes `shares` back once they have been read; gives the own one.
    pub fn give_back(&mut self, mut shares: Vec<Vec<f32>>) -> Vec<f32> {
        let own = shares.swap_remove(self.own);
        self.spare.append(&mut shares);
        own
    }

    /// The next orders of the leader, if they come before its share.
    pub fn take_orders(&mut self) -> Vec<Order> {
        let leader = &mut self.from[0];
        match leader.front_mut() {
            Some(FromMember::Orders(orders)) => {
                let orders = std::mem::take(orders);
                leader.pop_front();
                orders
            }
            _ => Vec::new(),
        }
    }
}
