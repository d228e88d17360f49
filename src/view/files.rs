//! Pictures dropped, pasted or chosen, onto the pad.

use std::rc::Rc;
use web_sys::{DataTransfer, File, FileList};
use yew::prelude::*;

use super::notice::Notice;
use super::store::Store;
use crate::digits::Drawing;
use crate::lab::Action;
use crate::web::picture;

/// Puts the first of `files` onto the pad, or says why it cannot.
pub fn open(files: &FileList, dispatch: UseReducerDispatcher<Store>, say: Callback<Notice>) {
    let Some(file) = files.get(0) else { return };
    let found = files.length();
    yew::platform::spawn_local(async move {
        match picture::read(&file).await {
            Ok(image) => {
                let drawing = Drawing { picture: Some(Rc::new(image)), strokes: Vec::new() };
                dispatch.dispatch(Action::Load { drawing, truth: None });
                if found > 1 {
                    say.emit(Notice::OnePictureAtATime { found });
                }
            }
            Err(error) => say.emit(refusal(&file, error)),
        }
    });
}

fn refusal(file: &File, error: picture::PictureError) -> Notice {
    Notice::Picture { name: file.name(), kind: file.type_(), error }
}

/// The files that came with a drop or a paste.
pub fn carried(data: Option<DataTransfer>) -> Option<FileList> {
    data?.files().filter(|files| files.length() > 0)
}
