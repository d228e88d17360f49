//! Where errors and notices are said.

use std::rc::Rc;
use yew::prelude::*;

use super::data_words;
use super::keep_words::{self, Shelved};
use super::open_words;
use crate::keep::{self, Attempt};
use crate::lab::open::OpenError;
use crate::lab::{Action, DataChoice, Imported, Said, Stands};
use crate::session::Material;
use crate::text::Text;
use crate::training::{Kept, Loading, MnistTrouble, Trouble};
use crate::view::kit::store::{Shared, use_shared};
use crate::web::download;
use crate::web::picture::PictureFileError;

/// Something to say.
#[derive(Clone, Debug, PartialEq)]
pub enum Notice {
    /// The stored lab could not be read; its text is at hand.
    StoredStateUnreadable {
        /// What was found.
        text: String,
    },
    /// What was kept is of a newer version, so that some of it may be unknown to this page; its text is at hand.
    KeptNewer {
        /// What was found.
        text: String,
    },
    /// The page can keep nothing for the next visit.
    Storage(keep::StorageTrouble),
    /// A file is no picture.
    Picture {
        /// The file's name.
        name: String,
        /// What the browser takes it for.
        kind: String,
        /// Why it is none.
        error: PictureFileError,
    },
    /// There is no file in a folder.
    EmptyFolder {
        /// The folder's name.
        name: String,
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
    /// They were left, as somebody wished.
    MnistLeft,
    /// They were not, or there are none.
    Mnist(MnistTrouble),
    /// A file of drawings was taken.
    Opened(Imported),
    /// A file cannot be opened.
    Refused {
        /// The file's name.
        name: String,
        /// Why it is none.
        error: OpenError,
    },
    /// What another tab has kept is other work than this one's: which one stays?
    OtherWork {
        /// Says whether the other one is taken over.
        decide: Decide,
    },
    /// Drawings or snapshots cannot be read, or kept, so far.
    Keeping {
        /// Which of them.
        what: Shelved,
        /// What was tried.
        attempt: Attempt,
        /// Why it failed.
        trouble: keep::StorageTrouble,
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

/// Takes the answer to a question. Whoever takes it, the question is the same: asked again, it does not stand twice.
#[derive(Clone, Debug)]
pub struct Decide(pub Callback<bool>);

impl PartialEq for Decide {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Notice {
    /// The error's name, for scripts.
    pub fn code(&self) -> &'static str {
        match self {
            Self::StoredStateUnreadable { .. } => "stored-state-unreadable",
            Self::KeptNewer { .. } => "kept-newer",
            Self::Storage(keep::StorageTrouble::Full) => "storage-full",
            Self::Storage(_) => "storage-unavailable",
            Self::OtherWork { .. } => "other-work",
            Self::Keeping { what, attempt, .. } => keep_words::code(*what, *attempt),
            Self::KeptAgain { .. } => "kept-again",
            Self::Picture { error: PictureFileError::NotAPicture, .. } => "not-a-picture",
            Self::Picture { error: PictureFileError::Empty, .. } => "empty-picture",
            Self::Picture { error: PictureFileError::Blank, .. } => "blank-picture",
            Self::Picture { error: PictureFileError::Guarded, .. } => "guarded-picture",
            Self::EmptyFolder { .. } => "empty-folder",
            Self::OnePictureAtATime { .. } => "one-picture-at-a-time",
            Self::Reading(_) => "reading",
            Self::MnistTaken(kept) => match kept {
                Kept { set: None, .. } => "mnist-incomplete",
                Kept { unkept: None, .. } => "mnist-taken",
                Kept { .. } => "mnist-not-kept",
            },
            Self::MnistLeft => "mnist-left",
            Self::Mnist(trouble) => data_words::mnist_code(trouble),
            Self::Opened(imported) => open_words::opened_code(imported),
            Self::Refused { error, .. } => open_words::refused_code(error),
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

    /// How long it stands: what went wrong, until somebody has read it.
    fn stands(&self) -> Stands {
        match self {
            Self::Reading(_) => Stands::UntilNext,
            Self::MnistTaken(Kept { unkept: None, .. })
            | Self::MnistLeft
            | Self::Opened(_)
            | Self::WorkerReplaced
            | Self::KeptAgain { .. } => Stands::UntilOther,
            _ => Stands::UntilRead,
        }
    }

    /// Whether it says that there was nothing to learn from.
    fn is_about_data(&self) -> bool {
        matches!(self, Self::Training(Trouble::NoImages | Trouble::Mnist(_)))
    }

    fn words(&self, text: &Text) -> String {
        match self {
            Self::StoredStateUnreadable { .. } => text.stored_state_unreadable.into(),
            Self::KeptNewer { .. } => text.kept_newer.into(),
            Self::Storage(trouble) => keep_words::lab_fails(text, *trouble).into(),
            Self::OtherWork { .. } => text.keep.other_work.into(),
            Self::Keeping { what, attempt, trouble } => {
                keep_words::fails(text, *what, *attempt, *trouble).into()
            }
            Self::KeptAgain { what, attempt } => keep_words::again(text, *what, *attempt).into(),
            Self::Picture { name, kind, error: PictureFileError::NotAPicture } => {
                (text.not_a_picture)(name, if kind.is_empty() { text.unknown_kind } else { kind })
            }
            Self::Picture { name, error: PictureFileError::Empty, .. } => {
                (text.empty_picture)(name)
            }
            Self::Picture { name, error: PictureFileError::Blank, .. } => {
                (text.browser.blank_picture)(name)
            }
            Self::Picture { name, error: PictureFileError::Guarded, .. } => {
                (text.browser.guarded_picture)(name)
            }
            Self::EmptyFolder { name } => (text.data.empty_folder)(name),
            Self::OnePictureAtATime { found } => (text.one_picture_at_a_time)(*found),
            Self::Reading(loading) => data_words::loading(text.data, *loading),
            Self::MnistTaken(kept) => data_words::kept(text.data, kept),
            Self::MnistLeft => text.data.mnist_left.into(),
            Self::Training(Trouble::Mnist(MnistTrouble::Absent)) => text.learn.no_mnist.into(),
            Self::Mnist(trouble) | Self::Training(Trouble::Mnist(trouble)) => {
                data_words::mnist_trouble(text.data, trouble)
            }
            Self::Opened(imported) => open_words::opened(text, imported),
            Self::Refused { name, error } => open_words::refused(text, name, error),
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

/// What is said and not read yet.
#[derive(Clone, Default, PartialEq)]
pub struct Notices(Said<Notice>);

/// What may happen to notices.
pub enum NoticeAction {
    /// There is something to say.
    Say(Notice),
    /// The one of this number has been read.
    Close(u32),
    /// There is something else to learn from: what was said about that is no longer so.
    OtherData,
}

impl Reducible for Notices {
    type Action = NoticeAction;

    fn reduce(self: Rc<Self>, action: NoticeAction) -> Rc<Self> {
        let mut said = self.0.clone();
        match action {
            NoticeAction::Say(notice) => said.say(notice, Notice::stands),
            NoticeAction::Close(number) => said.close(number),
            NoticeAction::OtherData => said.take_back(Notice::is_about_data),
        }
        Rc::new(Self(said))
    }
}

/// The notices, at first `first`, and the way to say something.
#[hook]
pub fn use_notices(first: Option<Notice>) -> (UseReducerHandle<Notices>, Callback<Notice>) {
    let notices = use_reducer(|| {
        let mut said = Said::default();
        first.into_iter().for_each(|notice| said.say(notice, Notice::stands));
        Notices(said)
    });
    let say = use_callback(notices.dispatcher(), |notice, dispatch| {
        dispatch.dispatch(NoticeAction::Say(notice));
    });
    (notices, say)
}

/// Takes back what was said about what there is to learn from, when that is another.
#[hook]
pub fn use_outdated_notices(
    notices: UseReducerDispatcher<Notices>,
    material: Material,
    data: DataChoice,
) {
    use_effect_with((data, material), move |_| notices.dispatch(NoticeAction::OtherData));
}

#[derive(Properties, PartialEq)]
pub struct NoticeStackProps {
    /// What is said.
    pub notices: UseReducerHandle<Notices>,
}

/// All notices, the newest first. They stand where the pipeline can give way, so that the pad stays where it is.
#[component]
pub fn NoticeStack(props: &NoticeStackProps) -> Html {
    let shared = use_shared();
    let NoticeStackProps { notices } = props;
    let close = |number: u32| {
        let dispatch = notices.dispatcher();
        Callback::from(move |()| dispatch.dispatch(NoticeAction::Close(number)))
    };
    if notices.0.iter().next().is_none() {
        return html! {};
    }
    html! {
        <div class="notices">
            { for notices.0.iter().map(|(number, notice)| bar(&shared, *number, notice, &close(*number))) }
        </div>
    }
}

/// One notice, with what can be done about it.
fn bar(shared: &Shared, number: u32, notice: &Notice, onclose: &Callback<()>) -> Html {
    let text = shared.text;
    let download = if let Notice::StoredStateUnreadable { text: found }
    | Notice::KeptNewer { text: found }
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
        let (good, dispatch, onclose) = (good.clone(), shared.dispatch.clone(), onclose.clone());
        let take = move |_: MouseEvent| {
            let parameters = good.clone();
            dispatch.dispatch(Action::Learn { from: None, parameters, run: None });
            onclose.emit(());
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
        choice(text, &decide.0, onclose)
    } else {
        html! {}
    };
    // What asks for nothing does not interrupt.
    let role = if notice.stands() == Stands::UntilRead { "alert" } else { "status" };
    html! {
        <div key={number} class="notice" {role} data-testid="notice" data-code={notice.code()}>
            <p>{ notice.words(text) }</p>
            { download }
            { take_good }
            { decide }
            // A question is answered, not put away.
            if !matches!(notice, Notice::OtherWork { .. }) {
                <button type="button" class="close" aria-label={text.close}
                    onclick={onclose.reform(|_| ())}>{ "×" }</button>
            }
        </div>
    }
}

/// The two answers to whose work is kept.
fn choice(text: &Text, decide: &Callback<bool>, onclose: &Callback<()>) -> Html {
    let answer = |take: bool| {
        let (decide, onclose) = (decide.clone(), onclose.clone());
        move |_: MouseEvent| {
            onclose.emit(());
            decide.emit(take);
        }
    };
    let words = text.keep;
    html! { <>
        <button type="button" class="button" data-testid="take-over" aria-description={words.take_over_hint} onclick={answer(true)}>
            { words.take_over }
        </button>
        <button type="button" class="button" data-testid="keep-this" aria-description={words.keep_this_hint} onclick={answer(false)}>
            { words.keep_this }
        </button>
    </> }
}
