//! Where a member's messages go.

use super::Report;

/// What carries a member's messages: ports and the page in a worker, lists in a test.
pub trait Outbox {
    /// To every other member, after what was sent before.
    fn send_share(&mut self, share: &[f32]);
    /// To every other member, after what was sent before.
    fn send_orders(&mut self, orders: &[u8]);
    /// To the page; only the leader reports.
    fn report(&mut self, report: Report);
    /// To the page: all orders up to this one have taken hold.
    fn report_obeyed(&mut self, number: u32);
}
