//! What a key means, whatever keyboard it is on. A Latin letter is what it says, wherever it lies (Dvorak, AZERTY). Where a
//! key says something else (я, ㅋ, ん, or nothing, since an input method has it) it means what lies in its place on the
//! keyboard that the browser's codes are named after.

use super::number_input::to_ascii;

/// A key as the browser tells of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Key {
    /// What it types, or its name.
    pub key: String,
    /// Which key of the keyboard it is.
    pub code: String,
    /// Ctrl.
    pub control: bool,
    /// ⌘, or the Windows key.
    pub meta: bool,
    /// Alt.
    pub alt: bool,
    /// Shift.
    pub shift: bool,
    /// Whether it comes again because it is held.
    pub repeats: bool,
    /// Whether an input method is composing: then keys are its own.
    pub composing: bool,
    /// Whether an input method has this key, composing or not (key code 229): Safari says so of the Enter that has just
    /// ended a composition.
    pub taken: bool,
}

/// What a key asks for, wherever the focus is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shortcut {
    /// One step back.
    Undo,
    /// One step forward again.
    Redo,
    /// A thinner brush.
    Thinner,
    /// A wider one.
    Wider,
}

impl Key {
    /// Whether it is held together with what makes it a command of the browser or of the system.
    pub fn is_command(&self) -> bool {
        self.control || self.meta || self.alt
    }

    /// The letter, digit or bracket that it means, small.
    pub fn letter(&self) -> Option<char> {
        let mut letters = self.key.chars();
        match (letters.next(), letters.next()) {
            (Some('「'), None) => Some('['),
            (Some('」'), None) => Some(']'),
            (Some(letter), None) => {
                let letter = to_ascii(letter);
                // Latin letters with marks (ü, é) are Latin letters.
                if letter <= '\u{24f}' {
                    Some(letter.to_ascii_lowercase())
                } else {
                    by_code(&self.code)
                }
            }
            _ if self.key == "Process" || self.key == "Unidentified" => by_code(&self.code),
            _ => None,
        }
    }

    /// Whether it begins a number that is typed. B shows what was before, on a weight too.
    pub fn begins_number(&self) -> bool {
        if self.letter() == Some('b') {
            return false;
        }
        let mut letters = self.key.chars();
        match (letters.next(), letters.next()) {
            (Some(letter), None) => {
                let letter = to_ascii(letter);
                letter.is_ascii_alphanumeric() || "+-.,".contains(letter)
            }
            _ => self.key == "Process",
        }
    }

    /// Whether it sets what was typed into a field. An input method's Enter ends the composition and no more.
    pub fn enters(&self) -> bool {
        self.key == "Enter" && !self.composing && !self.taken
    }

    /// Whether it leaves a field as it was.
    pub fn escapes(&self) -> bool {
        self.key == "Escape" && !self.composing && !self.taken
    }

    /// What it asks for, wherever the focus is, unless somebody types.
    pub fn shortcut(&self) -> Option<Shortcut> {
        if self.composing || self.alt {
            return None;
        }
        match (self.control || self.meta, self.shift, self.letter()?) {
            (true, false, 'z') => Some(Shortcut::Undo),
            (true, true, 'z') | (true, false, 'y') => Some(Shortcut::Redo),
            (false, _, '[') => Some(Shortcut::Thinner),
            (false, _, ']') => Some(Shortcut::Wider),
            _ => None,
        }
    }
}

/// What lies in this place of the keyboard.
fn by_code(code: &str) -> Option<char> {
    match code {
        "BracketLeft" => Some('['),
        "BracketRight" => Some(']'),
        _ => {
            let name = code.strip_prefix("Key").or_else(|| code.strip_prefix("Digit"))?;
            name.chars().next().map(|letter| letter.to_ascii_lowercase())
        }
    }
}

/// B, held, shows the page as it was before the last change of weights.
#[derive(Debug, Default)]
pub struct Before {
    /// The key that is held, by its code: with another keyboard chosen meanwhile it says another letter.
    held: Option<String>,
}

impl Before {
    /// A key went down, where somebody types or not: whether it begins to be shown.
    pub fn press(&mut self, key: &Key, typing: bool) -> bool {
        let alone = !(key.is_command() || key.repeats || key.composing || typing);
        if alone && key.letter() == Some('b') {
            self.held = Some(key.code.clone());
            return true;
        }
        false
    }

    /// A key was let go, with whatever else is held: whether it is no longer shown.
    pub fn release(&mut self, key: &Key) -> bool {
        // While ⌘ is down a Mac tells of no other key that is let go.
        let is_it =
            |held: &mut String| *held == key.code || key.letter() == Some('b') || key.key == "Meta";
        self.held.take_if(is_it).is_some()
    }

    /// Nobody hears keys any more: the window is no longer in front. Whether it is no longer shown.
    pub fn lose(&mut self) -> bool {
        self.held.take().is_some()
    }
}
