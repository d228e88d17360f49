//! A worker: a thread, a clock and the words of the others for a [`Member`] of a run.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageChannel, MessageEvent, MessagePort, Performance};

use super::peers::{PeerMessage, Peers};
use super::worker::MessageListener;
use super::{mnist, mnist_worker, shards};
use crate::training::{
    Data, Deal, FromWorker, Images, Member, Outbox, Report, Setup, Shard, ToWorker, Trouble,
};

/// For so many milliseconds it works before it listens again: an order waits no longer.
const SLICE: f64 = 8.0;

/// Listens to the page, and tells it that it does.
pub fn register() {
    let page: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    // Without either there is no worker: the page hears nothing and says so.
    let (Some(clock), Ok(channel)) = (page.performance(), MessageChannel::new()) else { return };
    let trainer = Rc::new(Trainer {
        page: page.clone(),
        clock,
        bell: channel.port2(),
        rung: Cell::new(false),
        shard: RefCell::default(),
        run: Cell::default(),
        deals: Cell::new(false),
        waits: Cell::new(true),
        turns: Cell::new(0),
    });
    let onbell = listener({
        let trainer = trainer.clone();
        move |_| {
            trainer.rung.set(false);
            trainer.work();
        }
    });
    channel.port1().set_onmessage(Some(&onbell));
    let onmessage = listener(move |event| {
        if !mnist_worker::handle(&trainer.page, &event.data()) {
            trainer.on_message(&event);
        }
    });
    page.set_onmessage(Some(&onmessage));
    post(&page, &FromWorker::Hello);
}

/// A listener that stays as long as the worker does.
fn listener(on_message: impl FnMut(MessageEvent) + 'static) -> js_sys::Function {
    Closure::<dyn FnMut(MessageEvent)>::new(on_message).into_js_value().unchecked_into()
}

fn post(page: &DedicatedWorkerGlobalScope, message: &FromWorker) {
    let bytes = Uint8Array::from(&message.write()[..]);
    // A page that is gone hears nothing more.
    let _ = page.post_message_with_transfer(&bytes, &Array::of1(&bytes.buffer()));
}

struct Trainer {
    page: DedicatedWorkerGlobalScope,
    clock: Performance,
    /// Rung to be called again once the words that wait have been heard.
    bell: MessagePort,
    rung: Cell<bool>,
    /// Its part of the data set; kept while it keeps its place.
    shard: RefCell<Option<Rc<Shard>>>,
    /// Out of its cell while it is at work: should the browser throw then, it is lost, and the page finds out.
    run: Cell<Option<Run>>,
    /// Whether it is dealing out a data set.
    deals: Cell<bool>,
    /// Whether it waits for others.
    waits: Cell<bool>,
    /// How many turns it has made.
    turns: Cell<u64>,
}

/// The worker's place in a run.
struct Run {
    setup: Rc<Setup>,
    peers: Peers,
    /// `None` until the data are there.
    member: Option<Member>,
    /// What came before that.
    early: Vec<(usize, PeerMessage)>,
    /// From where its part of the data set comes, and what hears it.
    _dealer: Option<(MessagePort, MessageListener)>,
}

impl Trainer {
    fn on_message(self: &Rc<Self>, event: &MessageEvent) {
        let message = Array::from(&event.data());
        let Ok(bytes) = message.get(0).dyn_into::<Uint8Array>() else { return };
        match ToWorker::read(&bytes.to_vec()) {
            Some(ToWorker::Setup(setup)) => {
                let ports = event.ports().iter().map(JsCast::unchecked_into).collect();
                self.set_up(*setup, ports);
            }
            Some(ToWorker::Deal(deal)) => {
                let ports = event.ports().iter().map(JsCast::unchecked_into).collect();
                self.deal(deal, ports, mnist::SetSource::of(&message.get(1)));
            }
            Some(ToWorker::Order(order)) => {
                self.with_run(|run| {
                    if let Some(member) = &mut run.member {
                        member.order(order);
                    }
                });
                self.ring();
            }
            Some(ToWorker::Ping) => {
                let waits = self.waits.get() && !self.deals.get();
                post(&self.page, &FromWorker::Pong { waits, turns: self.turns.get() });
            }
            Some(ToWorker::More) => {
                self.with_run(|run| {
                    if let Some(member) = &mut run.member {
                        member.more();
                    }
                });
            }
            Some(ToWorker::Halt) => {
                let member = self.run.take().and_then(|run| run.member);
                self.waits.set(true);
                let reached = member.as_ref().map_or((0, 0), Member::reached);
                let state = member.map(|member| member.state()).unwrap_or_default();
                post(&self.page, &FromWorker::State { reached, state });
            }
            None => {}
        }
    }

    fn set_up(self: &Rc<Self>, setup: Setup, mut ports: Vec<MessagePort>) {
        let Setup { index, workers, takes, .. } = setup;
        let dealer = ports.pop_if(|_| takes).map(|port| {
            let listener = self.port_listener(|trainer, message| {
                if let Some(shard) = shards::given(message) {
                    trainer.has(shard.into());
                }
            });
            port.set_onmessage(Some(listener.as_ref().unchecked_ref()));
            (port, listener)
        });
        let others: Vec<usize> = (0..workers).filter(|other| *other != index).collect();
        let listener = |&from| {
            self.port_listener(move |trainer, message| trainer.on_peer_message(from, message))
        };
        let peers = Peers::new(&others, ports, others.iter().map(listener).collect());
        let setup = Rc::new(setup);
        let (member, early) = (None, Vec::new());
        self.run.set(Some(Run { setup: setup.clone(), peers, member, early, _dealer: dealer }));
        match &setup.job.data {
            Data::Generated => self.begin(Images::Generated),
            Data::Own(own) => self.begin(Images::Own(own.clone())),
            // It is on its way.
            Data::Mnist(_) if takes => {}
            Data::Mnist(_) => {
                let shard = self.shard.borrow().clone();
                if let Some(shard) = shard {
                    self.has(shard);
                }
            }
        }
    }

    /// Hears a port. A run that was taken apart hears no more: its ports are closed.
    fn port_listener(
        self: &Rc<Self>,
        on_message: impl Fn(&Rc<Self>, &JsValue) + 'static,
    ) -> MessageListener {
        let trainer = Rc::downgrade(self);
        Closure::new(move |event: MessageEvent| {
            if let Some(trainer) = trainer.upgrade() {
                on_message(&trainer, &event.data());
            }
        })
    }

    /// Loads the data set and deals it out.
    fn deal(self: &Rc<Self>, deal: Deal, ports: Vec<MessagePort>, source: mnist::SetSource) {
        let trainer = self.clone();
        self.deals.set(true);
        wasm_bindgen_futures::spawn_local(async move {
            let page = &trainer.page;
            let progress = |loading| post(page, &FromWorker::Report(Report::Loading(loading)));
            match mnist::load(&source, &progress).await {
                Ok(loaded) => {
                    for (&taker, port) in deal.takers.iter().zip(&ports) {
                        shards::give(port, &Shard::of(&loaded.mnist, taker, deal.workers));
                    }
                    loaded.keep().await;
                    post(page, &FromWorker::Dealt);
                }
                Err(trouble) => {
                    let failed = Report::Failed(Trouble::Mnist(trouble));
                    post(page, &FromWorker::Report(failed));
                }
            }
            trainer.deals.set(false);
        });
    }

    /// Its part of the data set is here.
    fn has(&self, shard: Rc<Shard>) {
        self.shard.replace(Some(shard.clone()));
        self.begin(Images::Fixed(shard));
    }

    fn begin(&self, images: Images) {
        let begun = self.with_run(|run| {
            let Setup { job, index, workers, state, .. } = &*run.setup;
            let member =
                run.member.insert(Member::new(job, images, *index, *workers, state.as_deref()));
            for (from, word) in run.early.drain(..) {
                run.peers.pass(from, word, member);
            }
            post(&self.page, &FromWorker::Prepared { epoch: member.epoch() });
        });
        if begun.is_some() {
            self.ring();
        }
    }

    fn on_peer_message(self: &Rc<Self>, from: usize, message: &JsValue) {
        let word = PeerMessage::of(message);
        if let Some(word) = word {
            self.with_run(|run| match &mut run.member {
                Some(member) => run.peers.pass(from, word, member),
                None => run.early.push((from, word)),
            });
        }
        // One that is in the middle of its own share has rung already.
        if !self.rung.get() {
            self.work();
        }
    }

    /// Works for a slice of time, or until words of others are missing.
    fn work(&self) {
        self.with_run(|run| {
            let Run { peers, member: Some(member), .. } = run else { return };
            let mut mouth = Mouth { page: &self.page, peers };
            let begin = self.clock.now();
            let mut now = begin;
            self.waits.set(false);
            while member.turn(now, &mut mouth) {
                self.turns.update(|turns| turns + 1);
                now = self.clock.now();
                if now - begin > SLICE {
                    self.ring();
                    return;
                }
            }
            self.waits.set(true);
        });
    }

    /// What `ask` gets from the run, if there is one.
    fn with_run<T>(&self, ask: impl FnOnce(&mut Run) -> T) -> Option<T> {
        let mut run = self.run.take()?;
        let answer = ask(&mut run);
        self.run.set(Some(run));
        Some(answer)
    }

    fn ring(&self) {
        if !self.rung.replace(true) {
            let _ = self.bell.post_message(&JsValue::NULL);
        }
    }
}

/// What a member says goes to the page and to its peers.
struct Mouth<'a> {
    page: &'a DedicatedWorkerGlobalScope,
    peers: &'a mut Peers,
}

impl Outbox for Mouth<'_> {
    fn send_share(&mut self, share: &[f32]) {
        self.peers.share(share);
    }

    fn send_orders(&mut self, orders: &[u8]) {
        self.peers.orders(orders);
    }

    fn report(&mut self, report: Report) {
        post(self.page, &FromWorker::Report(report));
    }

    fn report_obeyed(&mut self, number: u32) {
        post(self.page, &FromWorker::Obeyed(number));
    }
}
