//! MNIST's files, seen from the page: it hands them to a worker and hears what becomes of them. Nothing is read
//! here.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{File, MessageEvent, Worker};

use super::database::Database;
use super::mnist_worker::{ANSWER, TAKE, TURN};
use super::worker::MessageListener;
use super::{mnist, worker};
use crate::digits::mnist::Slot;
use crate::training::{MnistNews, MnistTrouble, Reply, wire};

/// Files that were taken and that the browser does not keep: good while the page is open.
#[derive(Default)]
struct Held {
    files: Vec<File>,
    /// Whether their images are to be turned.
    turn: bool,
}

thread_local! {
    static HELD: RefCell<Held> = RefCell::default();
    /// Where a question waits for its answer.
    static ASKING: RefCell<Option<Rc<FileJob>>> = const { RefCell::new(None) };
}

/// Where workers find the data of `slot`, for [`super::mnist::SetSource::of`]: the page's address, the slot, and files that
/// are not kept.
pub fn source(slot: Slot) -> JsValue {
    let base = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.base_uri().ok().flatten());
    let second = slot == Slot::Second;
    let source = Array::of2(&base.unwrap_or_default().into(), &second.into());
    let (files, turn) = HELD.with_borrow(|held| (held.files.clone(), held.turn));
    source.push(&turn.into());
    if !second {
        files.iter().for_each(|file| _ = source.push(file));
    }
    source.into()
}

/// Whether a second set is kept beside the first.
pub async fn has_second() -> bool {
    let Ok(database) = Database::open().await else { return false };
    database.read(mnist::list_name(Slot::Second)).await.is_ok_and(|list| list.is_truthy())
}

/// Has `files` taken by a worker: `on_news` hears how it goes on and, last, what came of it.
pub fn take(files: Vec<File>, on_news: impl Fn(MnistNews) + 'static) {
    // Files that are only held make no set with others unless they are read together.
    let files: Vec<File> =
        HELD.with_borrow(|held| held.files.iter().cloned().chain(files).collect());
    let order = Array::of1(&TAKE.into());
    files.iter().for_each(|file| _ = order.push(file));
    start(order, files, false, on_news);
}

/// Has the images of a set turned by a worker.
pub fn turn(slot: Slot, on_news: impl Fn(MnistNews) + 'static) {
    let (files, turned) = HELD.with_borrow(|held| (held.files.clone(), held.turn));
    let turn = files.is_empty() || !turned;
    let order = Array::of3(&TURN.into(), &(slot == Slot::Second).into(), &turn.into());
    files.iter().for_each(|file| _ = order.push(file));
    start(order, files, turn, on_news);
}

/// Answers the question that was asked last.
pub fn answer(answer: Reply) {
    let Some(run) = ASKING.take() else { return };
    if let Reply::Replace { turn: true } | Reply::KeepBoth { turn: true } = answer {
        run.turn.set(true);
    }
    let message = Array::of2(&ANSWER.into(), &Uint8Array::from(&wire::write(&answer)[..]));
    if run.worker.post_message(&message).is_err() {
        run.end(MnistNews::Trouble(MnistTrouble::NoWorker));
    }
}

fn start(order: Array, files: Vec<File>, turn: bool, on_news: impl Fn(MnistNews) + 'static) {
    let Ok(worker) = worker::start() else {
        return on_news(MnistNews::Trouble(MnistTrouble::NoWorker));
    };
    // Who opens other files has left those of the question before.
    answer(Reply::Leave);
    let (turn, on_news) = (Cell::new(turn), Box::new(on_news));
    let run =
        Rc::new(FileJob { worker, order, files, turn, on_news, listeners: RefCell::default() });
    let onmessage = MessageListener::new({
        let run = run.clone();
        move |event: MessageEvent| run.on_message(&event.data())
    });
    let onerror = MessageListener::new({
        let run = run.clone();
        move |_| run.end(MnistNews::Trouble(MnistTrouble::NoWorker))
    });
    run.worker.set_onmessage(Some(onmessage.as_ref().unchecked_ref()));
    run.worker.set_onerror(Some(onerror.as_ref().unchecked_ref()));
    *run.listeners.borrow_mut() = Some([onmessage, onerror]);
}

/// Files on their way through a worker.
struct FileJob {
    worker: Worker,
    /// What the worker is told once it is there.
    order: Array,
    files: Vec<File>,
    /// Whether their images are turned then.
    turn: Cell<bool>,
    on_news: Box<dyn Fn(MnistNews)>,
    /// They hold the run, until it ends.
    listeners: RefCell<Option<[MessageListener; 2]>>,
}

impl FileJob {
    fn on_message(self: &Rc<Self>, message: &JsValue) {
        if !Array::is_array(message) {
            // The worker is there.
            if self.worker.post_message(&self.order).is_err() {
                self.end(MnistNews::Trouble(MnistTrouble::NoWorker));
            }
            return;
        }
        let news = Array::from(message).get(0).dyn_into::<Uint8Array>().ok();
        match news.and_then(|news| wire::read(&news.to_vec())) {
            Some(news @ MnistNews::Loading(_)) => (self.on_news)(news),
            Some(news @ MnistNews::Ask(_)) => {
                ASKING.set(Some(Rc::clone(self)));
                (self.on_news)(news);
            }
            Some(news) => self.end(news),
            None => self.end(MnistNews::Trouble(MnistTrouble::NoWorker)),
        }
    }

    fn end(&self, news: MnistNews) {
        self.worker.terminate();
        if let MnistNews::Kept(kept) = &news {
            HELD.set(match kept.unkept {
                Some(_) => Held { files: self.files.clone(), turn: self.turn.get() },
                None => Held::default(),
            });
        }
        (self.on_news)(news);
        // One of these closures is running: it may go once it has returned.
        let listeners = self.listeners.take();
        wasm_bindgen_futures::spawn_local(async move { drop(listeners) });
    }
}
