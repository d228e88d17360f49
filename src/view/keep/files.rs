//! Files and folders dropped, pasted or chosen, told apart by the lab's door ([`open::open`]): pictures onto the pad, MNIST's
//! to a worker, texts into the lab. A set of data that was opened is what the network learns from then.

use std::rc::Rc;
use web_sys::{DataTransfer, File, FileSystemDirectoryEntry};
use yew::prelude::*;

use super::desk::{Desk, DeskAction};
use super::notice::Notice;
use crate::digits::Drawing;
use crate::digits::mnist::Slot;
use crate::formats::data_file::is_of_the_system;
use crate::lab::open::{self, OpenError, Opened};
use crate::lab::{Action, DataChoice, Imported};
use crate::training::MnistNews;
use crate::view::kit::store::Store;
use crate::web::files::{self, Brought};
use crate::web::{mnist_page, picture};

/// Where the contents of files go.
#[derive(Clone, PartialEq)]
pub struct Destinations {
    /// The pad.
    pub lab: UseReducerDispatcher<Store>,
    /// The data sets.
    pub desk: UseReducerDispatcher<Desk>,
    /// What there is to say of them.
    pub say: Callback<Notice>,
}

/// Opens everything that can be opened, and says why something cannot.
pub fn open(brought: Brought, to: Destinations) {
    yew::platform::spawn_local(async move {
        let mut sorted = Sorted::default();
        for file in brought.files {
            sorted.add(file, &to).await;
        }
        for folder in brought.folders {
            open_folder(folder, &mut sorted, &to).await;
        }
        open_pictures(&sorted.pictures, &to).await;
        if !sorted.data.is_empty() {
            open_data(sorted.data, to);
        }
    });
}

/// Files by where they go; texts have gone there already.
#[derive(Default)]
struct Sorted {
    pictures: Vec<File>,
    /// MNIST's, in a zip or not.
    data: Vec<File>,
}

impl Sorted {
    async fn add(&mut self, file: File, to: &Destinations) {
        let name = file.name();
        match opened(&file).await {
            Ok(Opened::Picture) => self.pictures.push(file),
            Ok(Opened::DataFile) => self.data.push(file),
            Ok(Opened::Text(opened)) => to.lab.dispatch(Action::Open { name, opened }),
            Err(error) => to.say.emit(Notice::Refused { name, error }),
        }
    }
}

/// What the lab's door makes of a file. Only texts are read whole.
async fn opened(file: &File) -> Result<Opened, OpenError> {
    let name = file.name();
    let head = files::beginning(file, open::HEAD).await;
    if !open::needs_all(&name, &head) {
        return open::open(&name, &head);
    }
    open::open(&name, &files::bytes(file).await)
}

/// Of a folder in which there are files of data, those are meant, and not what lies beside them.
async fn open_folder(folder: FileSystemDirectoryEntry, sorted: &mut Sorted, to: &Destinations) {
    let name = folder.name();
    let (mut data, mut others) = (Vec::new(), Vec::new());
    for (path, file) in files::files_in(folder).await {
        if is_of_the_system(&path) {
            continue;
        }
        let is_data = matches!(opened(&file).await, Ok(Opened::DataFile));
        if is_data { data.push(file) } else { others.push(file) }
    }
    if data.is_empty() && others.is_empty() {
        to.say.emit(Notice::EmptyFolder { name });
    }
    if data.is_empty() {
        for file in others {
            sorted.add(file, to).await;
        }
    }
    sorted.data.extend(data);
}

async fn open_pictures(pictures: &[File], to: &Destinations) {
    let Some(file) = pictures.first() else { return };
    match picture::read(file).await {
        Ok(image) => {
            let drawing = Drawing { picture: Some(Rc::new(image)), strokes: Vec::new() };
            to.lab.dispatch(Action::Load { drawing, truth: None });
            if pictures.len() > 1 {
                to.say.emit(Notice::OnePictureAtATime { found: pictures.len() });
            }
        }
        Err(error) => {
            to.say.emit(Notice::Picture { name: file.name(), kind: file.type_(), error });
        }
    }
}

fn open_data(files: Vec<File>, to: Destinations) {
    mnist_page::take(files, move |news| say_news(news, &to));
}

/// Exchanges rows and columns of the images of a set.
pub fn turn(slot: Slot, to: Destinations) {
    mnist_page::turn(slot, move |news| say_news(news, &to));
}

fn say_news(news: MnistNews, to: &Destinations) {
    match news {
        MnistNews::Loading(loading) => to.say.emit(Notice::Reading(loading)),
        MnistNews::Ask(question) => to.desk.dispatch(DeskAction::Ask(Some(question))),
        MnistNews::Left => to.say.emit(Notice::MnistLeft),
        MnistNews::Kept(kept) => {
            // Who opens a set wants to learn from it.
            if kept.set.is_some() {
                let data = match kept.slot {
                    Slot::First => DataChoice::Mnist,
                    Slot::Second => DataChoice::Mnist2,
                };
                to.lab.dispatch(Action::SetData(data));
            }
            to.desk.dispatch(DeskAction::Mnist(kept.clone()));
            to.say.emit(Notice::MnistTaken(kept));
        }
        MnistNews::Trouble(trouble) => to.say.emit(Notice::Mnist(trouble)),
    }
}

/// Finds out whether a second set is kept from an earlier visit.
#[hook]
pub fn use_second_set(desk: UseReducerDispatcher<Desk>) {
    use_effect_with((), move |()| {
        yew::platform::spawn_local(async move {
            if mnist_page::has_second().await {
                desk.dispatch(DeskAction::Second);
            }
        });
    });
}

/// Says what came of every text that was opened.
#[hook]
pub fn use_imports_said(imported: Option<&Imported>, say: Callback<Notice>) {
    use_effect_with(imported.cloned(), move |imported| {
        if let Some(imported) = imported {
            say.emit(Notice::Opened(imported.clone()));
        }
    });
}

/// What came with a drop or a paste, if anything did.
pub fn carried(data: Option<DataTransfer>) -> Option<Brought> {
    data.map(|data| Brought::carried(&data)).filter(|brought| !brought.is_empty())
}
