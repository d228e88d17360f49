//! Language and theme: the person's, not the drawing's, so undo leaves them alone.

use crate::formats::json::{Shape, Value, words};
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

words!(THEMES: Theme { System = "system", Light = "light", Dark = "dark" });

/// What the person likes, kept for the next visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Preferences {
    /// The chosen language; none before the first choice, when the browser decides.
    language: Option<Language>,
    /// The theme.
    pub theme: Theme,
}

words!(LANGUAGES: Language { Japanese = "ja", English = "en" });

/// How they are kept.
const SHAPE: Shape = Shape::Fields(
    &[("language", Shape::Maybe(&LANGUAGE)), ("theme", Shape::Later(&THEME))],
    Some(&Shape::Any),
);
const LANGUAGE: Shape = LANGUAGES.shape();
const THEME: Shape = THEMES.shape();

impl Preferences {
    /// What was kept, or the beginning. An unreadable choice of language is no loss that needs a word.
    pub fn load() -> Self {
        let kept = storage::read(PREFERENCES).ok().flatten();
        // Of nothing at all there are no fields.
        let kept = kept.and_then(|text| SHAPE.read(&text).ok()).unwrap_or(Value::Nothing);
        let mut of = kept.fields();
        Self {
            language: of.take().some().map(|language| LANGUAGES.meaning(&language)),
            theme: THEMES.meaning(&of.take()),
        }
    }

    /// Keeps them. Where nothing can be kept, the lab says so already.
    pub fn save(self) {
        let language = self.language.map_or(Value::Nothing, |language| LANGUAGES.of(language));
        let text = SHAPE.write(&Value::List(vec![language, THEMES.of(self.theme)]));
        let _ = storage::write(PREFERENCES, &text);
    }

    /// The page's language: the chosen one, else the first of the browser's that there is.
    pub fn language(self) -> Language {
        let known = || page::languages().iter().find_map(|tag| Language::from_tag(tag));
        self.language.or_else(known).unwrap_or(Language::English)
    }

    /// The same with another theme.
    pub fn with_theme(self, theme: Theme) -> Self {
        Self { theme, ..self }
    }

    /// The same with another language.
    pub fn with_language(self, language: Language) -> Self {
        Self { language: Some(language), ..self }
    }
}
