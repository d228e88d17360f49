//! MNIST's files, seen from the page: it hands them to a worker and hears what becomes of them. Nothing is read
//! here.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Float64Array};
use wasm_bindgen::prelude::*;
use web_sys::{File, MessageEvent, Worker};

use super::mnist_worker::MESSAGE;
use super::worker;
use crate::training::{MnistNews, MnistTrouble};

thread_local! {
    /// Files that were taken and that the browser does not keep: good while the page is open.
    static HELD: RefCell<Vec<File>> = const { RefCell::new(Vec::new()) };
}

/// Where workers find the data, for [`super::mnist::Source::of`]: the page's address, and files that are not
/// kept.
pub fn source() -> JsValue {
    let base = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.base_uri().ok().flatten());
    let source = Array::of1(&base.unwrap_or_default().into());
    HELD.with_borrow(Clone::clone).iter().for_each(|file| _ = source.push(file));
    source.into()
}

/// Has `files` taken by a worker: `on_news` hears how it goes on and, last, what came of it.
pub fn take(files: Vec<File>, on_news: impl Fn(MnistNews) + 'static) {
    // Files that are only held make no set with others unless they are read together.
    let files: Vec<File> = HELD.with_borrow(|held| held.iter().cloned().chain(files).collect());
    let Ok(worker) = worker::start() else {
        return on_news(MnistNews::Trouble(MnistTrouble::NoWorker));
    };
    let run = Rc::new(Run { worker, files, on_news: Box::new(on_news), ears: RefCell::default() });
    let onmessage = Ear::new({
        let run = run.clone();
        move |event: MessageEvent| run.hear(&event.data())
    });
    let onerror = Ear::new({
        let run = run.clone();
        move |_| run.end(MnistNews::Trouble(MnistTrouble::NoWorker))
    });
    run.worker.set_onmessage(Some(onmessage.as_ref().unchecked_ref()));
    run.worker.set_onerror(Some(onerror.as_ref().unchecked_ref()));
    *run.ears.borrow_mut() = Some([onmessage, onerror]);
}

type Ear = Closure<dyn FnMut(MessageEvent)>;

/// Files on their way through a worker.
struct Run {
    worker: Worker,
    files: Vec<File>,
    on_news: Box<dyn Fn(MnistNews)>,
    /// They hold the run, until it ends.
    ears: RefCell<Option<[Ear; 2]>>,
}

impl Run {
    fn hear(&self, message: &JsValue) {
        if !Array::is_array(message) {
            // The worker is there.
            let order = Array::of1(&MESSAGE.into());
            self.files.iter().for_each(|file| _ = order.push(file));
            if self.worker.post_message(&order).is_err() {
                self.end(MnistNews::Trouble(MnistTrouble::NoWorker));
            }
            return;
        }
        let news = Array::from(message);
        let numbers = Float64Array::new(&news.get(0)).to_vec();
        let name = news.get(1).as_string().unwrap_or_default();
        match MnistNews::read(&numbers, &name) {
            Some(news @ MnistNews::Loading(_)) => (self.on_news)(news),
            Some(news) => self.end(news),
            None => self.end(MnistNews::Trouble(MnistTrouble::NoWorker)),
        }
    }

    fn end(&self, news: MnistNews) {
        self.worker.terminate();
        if let MnistNews::Kept(kept) = &news {
            let held = if kept.unkept.is_some() { self.files.clone() } else { Vec::new() };
            HELD.set(held);
        }
        (self.on_news)(news);
        // One of these closures is running: it may go once it has returned.
        let ears = self.ears.take();
        wasm_bindgen_futures::spawn_local(async move { drop(ears) });
    }
}
