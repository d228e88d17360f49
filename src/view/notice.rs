//! Where errors and notices are said.

use yew::prelude::*;

use super::data_words;
use super::keeper::{Shelved, words};
use super::store::use_shared;
use crate::formats::own::OwnError;
use crate::keep::{self, Attempt};
use crate::lab::{Action, Imported};
use crate::text::Text;
use crate::training::{Kept, Loading, MnistTrouble, Trouble};
use crate::web::download;
use crate::web::picture::PictureError;

/// Something to say.
#[derive(Clone, Debug, PartialEq)]
pub enum Notice {
    /// The stored lab could not be read; its text is at hand.
    StoredStateUnreadable {
        /// What was found.
        text: String,
    },
    /// The page can keep nothing for the next visit.
    Storage(keep::Trouble),
    /// A file is no picture.
    Picture {
        /// The file's name.
        name: String,
        /// What the browser takes it for.
        kind: String,
        /// Why it is none.
        error: PictureError,
    },
    /// More files than the pad can show.
    OnePictureAtATime {
        /// How many there were.
        found: usize,
    },
    /// The data are being read.
    Reading(Loading),
    /// MNIST's files were taken.
    MnistTaken(Kept),
    /// They were not, or there are none.
    Mnist(MnistTrouble),
    /// A file of drawings was taken.
    OwnImported(Imported),
    /// A file is none of drawings.
    OwnFile {
        /// The file's name.
        name: String,
        /// Why it is none.
        error: OwnError,
    },
    /// What another tab has kept is other work than this one's: which one stays?
    OtherWork {
        /// Says whether the other one is taken over.
        decide: Callback<bool>,
    },
    /// Drawings or snapshots cannot be read, or kept, so far.
    Keeping {
        /// Which of them.
        what: Shelved,
        /// What was tried.
        attempt: Attempt,
        /// Why it failed.
        trouble: keep::Trouble,
    },
    /// They can, after all.
    KeptAgain {
        /// Which of them.
        what: Shelved,
        /// What has succeeded.
        attempt: Attempt,
    },
    /// The drawings of an earlier visit could not be read; their text is at hand.
    OwnUnreadable {
        /// What was found.
        text: String,
    },
    /// The snapshots of an earlier visit could not be read; their text is at hand.
    SnapshotsUnreadable {
        /// What was found.
        text: String,
    },
    /// Learning ended by itself.
    Training(Trouble),
    /// A worker died and was replaced.
    WorkerReplaced,
}

impl Notice {
    /// The error's name, for scripts.
    pub fn code(&self) -> &'static str {
        match self {
            Self::StoredStateUnreadable { .. } => "stored-state-unreadable",
            Self::Storage(keep::Trouble::Full) => "storage-full",
            Self::Storage(_) => "storage-unavailable",
            Self::OtherWork { .. } => "other-work",
            Self::Keeping { what, attempt, .. } => words::code(*what, *attempt),
            Self::KeptAgain { .. } => "kept-again",
            Self::Picture { error: PictureError::NotAPicture, .. } => "not-a-picture",
            Self::Picture { error: PictureError::Empty, .. } => "empty-picture",
            Self::Picture { error: PictureError::Blank, .. } => "blank-picture",
            Self::Picture { error: PictureError::Guarded, .. } => "guarded-picture",
            Self::OnePictureAtATime { .. } => "one-picture-at-a-time",
            Self::Reading(_) => "reading",
            Self::MnistTaken(kept) => match kept {
                Kept { set: None, .. } => "mnist-incomplete",
                Kept { unkept: None, .. } => "mnist-taken",
                Kept { .. } => "mnist-not-kept",
            },
            Self::Mnist(trouble) => data_words::mnist_code(trouble),
            Self::OwnImported(_) => "own-imported",
            Self::OwnFile { error, .. } => data_words::own_code(error),
            Self::OwnUnreadable { .. } => "own-unreadable",
            Self::SnapshotsUnreadable { .. } => "snapshots-unreadable",
            Self::Training(Trouble::Diverged { .. }) => "diverged",
            Self::Training(Trouble::NoWorkers) => "no-workers",
            Self::Training(Trouble::Silent) => "worker-silent",
            Self::Training(Trouble::Mnist(MnistTrouble::Absent)) => "no-mnist",
            Self::Training(Trouble::Mnist(trouble)) => data_words::mnist_code(trouble),
            Self::Training(Trouble::NoImages) => "no-images",
            Self::WorkerReplaced => "worker-replaced",
        }
    }

    /// Whether it asks for nothing.
    fn is_status(&self) -> bool {
        matches!(
            self,
            Self::Reading(_)
                | Self::MnistTaken(_)
                | Self::OwnImported(_)
                | Self::WorkerReplaced
                | Self::KeptAgain { .. }
        )
    }

    fn words(&self, text: &Text) -> String {
        match self {
            Self::StoredStateUnreadable { .. } => text.stored_state_unreadable.into(),
            Self::Storage(trouble) => words::lab_fails(text, *trouble).into(),
            Self::OtherWork { .. } => text.keep.other_work.into(),
            Self::Keeping { what, attempt, trouble } => {
                words::fails(text, *what, *attempt, *trouble).into()
            }
            Self::KeptAgain { what, attempt } => words::again(text, *what, *attempt).into(),
            Self::Picture { name, kind, error: PictureError::NotAPicture } => {
                (text.not_a_picture)(name, if kind.is_empty() { text.unknown_kind } else { kind })
            }
            Self::Picture { name, error: PictureError::Empty, .. } => (text.empty_picture)(name),
            Self::Picture { name, error: PictureError::Blank, .. } => {
                (text.browser.blank_picture)(name)
            }
            Self::Picture { name, error: PictureError::Guarded, .. } => {
                (text.browser.guarded_picture)(name)
            }
            Self::OnePictureAtATime { found } => (text.one_picture_at_a_time)(*found),
            Self::Reading(loading) => data_words::loading(text.data, *loading),
            Self::MnistTaken(kept) => data_words::kept(text.data, kept),
            Self::Training(Trouble::Mnist(MnistTrouble::Absent)) => text.learn.no_mnist.into(),
            Self::Mnist(trouble) | Self::Training(Trouble::Mnist(trouble)) => {
                data_words::mnist_trouble(text.data, trouble)
            }
            Self::OwnImported(Imported { name, added, left, .. }) => {
                (text.data.own_imported)(name, *added, *left)
            }
            Self::OwnFile { name, error } => data_words::own_error(text.data, name, error),
            Self::OwnUnreadable { .. } => text.data.own_unreadable.into(),
            Self::SnapshotsUnreadable { .. } => text.compare.unreadable.into(),
            Self::Training(Trouble::Diverged { .. }) => text.learn.diverged.into(),
            Self::Training(Trouble::NoWorkers) => text.learn.no_workers.into(),
            Self::Training(Trouble::Silent) => text.learn.silent.into(),
            Self::Training(Trouble::NoImages) => text.learn.no_images.into(),
            Self::WorkerReplaced => text.learn.replaced.into(),
        }
    }
}

#[derive(Properties, PartialEq)]
pub struct NoticeBarProps {
    /// What to say, if anything.
    pub notice: Option<Notice>,
    /// It has been read.
    pub onclose: Callback<MouseEvent>,
}

#[component]
pub fn NoticeBar(props: &NoticeBarProps) -> Html {
    let shared = use_shared();
    let text = shared.text;
    let Some(notice) = &props.notice else { return html! {} };
    let download = if let Notice::StoredStateUnreadable { text: found }
    | Notice::OwnUnreadable { text: found }
    | Notice::SnapshotsUnreadable { text: found } = notice
    {
        let found = found.clone();
        let save =
            move |_: MouseEvent| download::save("hitofude-unreadable.txt", "text/plain", &found);
        html! {
            <button type="button" class="button" data-testid="download-unreadable" onclick={save}>
                { text.download_unreadable }
            </button>
        }
    } else {
        html! {}
    };
    let take_good = if let Notice::Training(Trouble::Diverged { good }) = notice {
        let (good, dispatch, onclose) =
            (good.clone(), shared.dispatch.clone(), props.onclose.clone());
        let take = move |event: MouseEvent| {
            let parameters = good.clone();
            dispatch.dispatch(Action::Learn { from: None, parameters, run: None });
            onclose.emit(event);
        };
        html! {
            <button type="button" class="button" data-testid="take-good" onclick={take}>
                { text.learn.take_good }
            </button>
        }
    } else {
        html! {}
    };
    let decide = if let Notice::OtherWork { decide } = notice {
        choice(text, decide, &props.onclose)
    } else {
        html! {}
    };
    // What asks for nothing does not interrupt.
    let role = if notice.is_status() { "status" } else { "alert" };
    html! {
        <div class="notice" {role} data-testid="notice" data-code={notice.code()}>
            <p>{ notice.words(text) }</p>
            { download }
            { take_good }
            { decide }
            // A question is answered, not put away.
            if !matches!(notice, Notice::OtherWork { .. }) {
                <button type="button" class="close" aria-label={text.close} onclick={props.onclose.clone()}>{ "×" }</button>
            }
        </div>
    }
}

/// The two answers to whose work is kept.
fn choice(text: &Text, decide: &Callback<bool>, onclose: &Callback<MouseEvent>) -> Html {
    let answer = |take: bool| {
        let (decide, onclose) = (decide.clone(), onclose.clone());
        move |event: MouseEvent| {
            onclose.emit(event);
            decide.emit(take);
        }
    };
    let words = text.keep;
    html! { <>
        <button type="button" class="button" data-testid="take-over" title={words.take_over_hint} onclick={answer(true)}>
            { words.take_over }
        </button>
        <button type="button" class="button" data-testid="keep-this" title={words.keep_this_hint} onclick={answer(false)}>
            { words.keep_this }
        </button>
    </> }
}
