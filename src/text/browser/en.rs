//! English.

use super::BrowserText;

pub static TEXT: BrowserText = BrowserText {
    blank_picture: |name| {
        format!(
            "“{name}” is blank: expected something drawn on paper of another colour, found only paper. The pad is unchanged."
        )
    },
    guarded_picture: |name| {
        format!(
            "“{name}” could not be read: against tracking, this browser hands the page other pixels than the picture's. Allow this site to read canvases, then open it again. The pad is unchanged."
        )
    },

    copy_title: "Copy as text",
    copy_lead: |name| {
        format!(
            "Nothing can be downloaded from here. This text is the whole file: copy it, paste it into a text editor and save it as “{name}”. The page opens it again like any other file."
        )
    },
    copy: "Copy",
    copied: "Copied.",
    copy_by_hand: "The browser did not copy it. It is selected: press Ctrl+C or ⌘C, or hold a finger on it.",
};
