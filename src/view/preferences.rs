//! Language and theme: the person's, not the drawing's, so undo leaves them alone.

use serde::{Deserialize, Serialize};

use crate::text::Language;
use crate::web::page;
use crate::web::storage::{self, Key};

/// Light, dark, or as the system says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
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

/// What the person likes, kept for the next visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preferences {
    /// The chosen language; none before the first choice, when the browser decides.
    #[serde(default)]
    language: Option<Tag>,
    /// The theme.
    #[serde(default)]
    pub theme: Theme,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Tag {
    Ja,
    En,
}

impl Preferences {
    /// What was kept, or the beginning. An unreadable choice of language is no loss that needs a word.
    pub fn load() -> Self {
        storage::read(Key::Preferences)
            .ok()
            .flatten()
            .and_then(|text| serde_json::from_str(&text).ok())
            .unwrap_or(Self { language: None, theme: Theme::System })
    }

    /// Keeps them. Where nothing can be kept, the lab says so already.
    pub fn save(self) {
        if let Ok(text) = serde_json::to_string(&self) {
            let _ = storage::write(Key::Preferences, &text);
        }
    }

    /// The page's language: the chosen one, else the first of the browser's that there is.
    pub fn language(self) -> Language {
        match self.language {
            Some(Tag::Ja) => Language::Japanese,
            Some(Tag::En) => Language::English,
            None => page::languages()
                .iter()
                .find_map(|tag| Language::from_tag(tag))
                .unwrap_or(Language::English),
        }
    }

    /// The same with another language.
    pub fn with_language(self, language: Language) -> Self {
        let tag = match language {
            Language::Japanese => Tag::Ja,
            Language::English => Tag::En,
        };
        Self { language: Some(tag), ..self }
    }
}
