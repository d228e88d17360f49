//! Language and theme: the person's, not the drawing's, so undo leaves them alone.

use gloo_events::EventListener;
use serde::{Deserialize, Serialize};
use std::rc::Rc;
use yew::prelude::*;

use crate::formats::names::{self, names};
use crate::formats::record::{self, Lenient};
use crate::lab::{Details, PageFlags};
use crate::text::Language;
use crate::web::page;
use crate::web::storage::{self, PREFERENCES};

/// Light, dark, or as the system says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system says.
    #[default]
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Theme {
    /// Whether the page is dark.
    pub fn is_dark(self) -> bool {
        match self {
            Self::System => page::system_is_dark(),
            Self::Light => false,
            Self::Dark => true,
        }
    }
}

names!(Theme { System = "system", Light = "light", Dark = "dark" });

/// What the person likes, kept for the next visit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Preferences {
    /// The chosen language's tag; none before the first choice, when the browser decides.
    language: Option<String>,
    /// The theme.
    #[serde(with = "names")]
    pub theme: Theme,
    /// The names of the parts that show all that they have.
    more: String,
    /// Whether the first steps are behind them.
    pub began: bool,
}

impl Preferences {
    /// What was kept, or the beginning. An unreadable choice of language is no loss that needs a word.
    pub fn load() -> Self {
        let kept = storage::read(PREFERENCES).ok().flatten();
        let kept = kept.and_then(|text| record::read(&text).ok());
        let kept = kept.map_or_else(Self::default, |Lenient(preferences)| preferences);
        if PageFlags::read(&page::fragment()).everything {
            return Self { began: true, ..kept.with_details(Details::everything()) };
        }
        kept
    }

    /// Keeps them. Where nothing can be kept, the lab says so already.
    pub fn save(&self) {
        let _ = storage::write(PREFERENCES, &record::write(self));
    }

    /// The page's language: the chosen one, else the first of the browser's that there is.
    pub fn language(&self) -> Language {
        let chosen = self.language.as_deref().and_then(Language::from_tag);
        let known = || page::languages().iter().find_map(|tag| Language::from_tag(tag));
        chosen.or_else(known).unwrap_or(Language::English)
    }

    /// Which parts show all that they have.
    pub fn details(&self) -> Details {
        Details::named(&self.more)
    }

    fn with_details(self, details: Details) -> Self {
        Self { more: details.names(), ..self }
    }
}

/// One thing that the person likes otherwise from now on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum PreferenceChange {
    /// The language.
    Language(Language),
    /// The theme.
    Theme(Theme),
    /// Which parts show all that they have.
    Details(Details),
    /// The first steps are behind them.
    Began,
}

impl Reducible for Preferences {
    type Action = PreferenceChange;

    fn reduce(self: Rc<Self>, change: PreferenceChange) -> Rc<Self> {
        let preferences = (*self).clone();
        Rc::new(match change {
            PreferenceChange::Language(language) => {
                Self { language: Some(language.tag().into()), ..preferences }
            }
            PreferenceChange::Theme(theme) => Self { theme, ..preferences },
            PreferenceChange::Details(details) => preferences.with_details(details),
            PreferenceChange::Began => Self { began: true, ..preferences },
        })
    }
}

/// What the person likes, and the way to change it. Renders again when the system turns dark or light, too.
#[hook]
pub fn use_preferences() -> (Preferences, Callback<PreferenceChange>) {
    let preferences = use_reducer_eq(Preferences::load);
    let update = use_force_update();
    use_effect_with((), move |()| {
        let listener = page::dark_query()
            .map(|query| EventListener::new(&query, "change", move |_| update.force_update()));
        move || drop(listener)
    });
    let kept = use_mut_ref(|| (*preferences).clone());
    use_effect_with((*preferences).clone(), move |now| {
        if kept.replace(now.clone()) != *now {
            now.save();
        }
    });
    let prefer = use_callback(preferences.dispatcher(), |change, preferences| {
        preferences.dispatch(change);
    });
    ((*preferences).clone(), prefer)
}
