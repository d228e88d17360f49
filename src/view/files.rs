//! Files dropped, pasted or chosen: pictures onto the pad, MNIST's to a worker, drawings to the learner's own. A set
//! of data that was opened is what the network learns from then.

use std::rc::Rc;
use web_sys::{DataTransfer, File, FileList};
use yew::prelude::*;

use super::desk::{Desk, DeskAction};
use super::notice::Notice;
use super::part::use_effect_with;
use super::store::Store;
use crate::digits::Drawing;
use crate::formats::kind::{self, FileKind};
use crate::formats::own;
use crate::formats::record::Versioned;
use crate::lab::{Action, DataChoice, Imported, OwnChange};
use crate::training::MnistNews;
use crate::web::{files, mnist_page, picture};

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

/// Opens every file of `list` that can be opened, and says why another cannot.
pub fn open(list: &FileList, to: Destinations) {
    let all = files::all(list);
    yew::platform::spawn_local(async move {
        let (mut pictures, mut idx) = (Vec::new(), Vec::new());
        for file in all {
            let head = files::beginning(&file, kind::HEAD).await;
            match kind::kind(&file.name(), &head) {
                FileKind::Picture => pictures.push(file),
                FileKind::Idx => idx.push(file),
                FileKind::Own => open_own(&file, &to).await,
            }
        }
        open_pictures(&pictures, &to).await;
        if !idx.is_empty() {
            open_idx(idx, to);
        }
    });
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

async fn open_own(file: &File, to: &Destinations) {
    let name = file.name();
    match own::read(&files::text(file).await.unwrap_or_default()) {
        Ok(Versioned { value: drawings, .. }) => {
            to.lab.dispatch(Action::Own(OwnChange::Import { name, drawings }));
        }
        Err(error) => to.say.emit(Notice::OwnFile { name, error }),
    }
}

fn open_idx(files: Vec<File>, to: Destinations) {
    mnist_page::take(files, move |news| match news {
        MnistNews::Loading(loading) => to.say.emit(Notice::Reading(loading)),
        MnistNews::Kept(kept) => {
            // Who opens a set wants to learn from it.
            if kept.set.is_some() {
                to.lab.dispatch(Action::SetData(DataChoice::Mnist));
            }
            to.desk.dispatch(DeskAction::Mnist(kept.clone()));
            to.say.emit(Notice::MnistTaken(kept));
        }
        MnistNews::Trouble(trouble) => to.say.emit(Notice::Mnist(trouble)),
    });
}

/// Says what came of every file of drawings.
#[hook]
pub fn use_imports_said(imported: Option<&Imported>, say: Callback<Notice>) {
    use_effect_with(imported.cloned(), move |imported| {
        if let Some(imported) = imported {
            say.emit(Notice::OwnImported(imported.clone()));
        }
    });
}

/// The files that came with a drop or a paste.
pub fn carried(data: Option<DataTransfer>) -> Option<FileList> {
    data?.files().filter(|files| files.length() > 0)
}
