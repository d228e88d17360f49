//! What keys mean, on keyboards of many languages.

use hitofude::lab::keys::{Before, Key, Shortcut};

fn key(key: &str, code: &str) -> Key {
    Key { key: key.into(), code: code.into(), ..Key::default() }
}

fn control(typed: &str, code: &str) -> Key {
    Key { control: true, ..key(typed, code) }
}

#[test]
fn undo_lies_where_the_letter_is_or_where_it_would_be() {
    for (typed, code) in [
        ("z", "KeyZ"),
        ("Z", "KeyZ"),
        // German, French, Dvorak: the letter counts, wherever it lies.
        ("z", "KeyY"),
        ("z", "KeyW"),
        ("z", "Slash"),
        // Russian, Korean, Greek, Hebrew, Arabic, Japanese kana, full width, and an input method that has the key.
        ("я", "KeyZ"),
        ("Я", "KeyZ"),
        ("ㅋ", "KeyZ"),
        ("ζ", "KeyZ"),
        ("ז", "KeyZ"),
        ("ئ", "KeyZ"),
        ("つ", "KeyZ"),
        ("ｚ", "KeyZ"),
        ("Process", "KeyZ"),
    ] {
        assert_eq!(control(typed, code).shortcut(), Some(Shortcut::Undo), "{typed} {code}");
        let shifted = Key { shift: true, ..control(typed, code) };
        assert_eq!(shifted.shortcut(), Some(Shortcut::Redo), "{typed} {code} with Shift");
        let command = Key { meta: true, ..key(typed, code) };
        assert_eq!(command.shortcut(), Some(Shortcut::Undo), "⌘ {typed} {code}");
        assert_eq!(key(typed, code).shortcut(), None, "{typed} {code} alone");
    }
    assert_eq!(control("н", "KeyY").shortcut(), Some(Shortcut::Redo));
    // Dvorak has another letter where QWERTY has Z, and a Latin letter with a mark is one.
    for (typed, code) in [(";", "KeyZ"), ("y", "KeyZ"), ("w", "KeyZ"), ("ž", "KeyZ")] {
        assert_ne!(control(typed, code).shortcut(), Some(Shortcut::Undo), "{typed} {code}");
    }
    let composing = Key { composing: true, ..control("Process", "KeyZ") };
    assert_eq!(composing.shortcut(), None);
    let with_alt = Key { alt: true, ..control("z", "KeyZ") };
    assert_eq!(with_alt.shortcut(), None, "AltGr types letters");
}

#[test]
fn the_brush_has_brackets_or_what_lies_in_their_place() {
    for (typed, code, expected) in [
        ("[", "BracketLeft", Some(Shortcut::Thinner)),
        ("]", "BracketRight", Some(Shortcut::Wider)),
        ("х", "BracketLeft", Some(Shortcut::Thinner)),
        ("ъ", "BracketRight", Some(Shortcut::Wider)),
        // A Japanese keyboard has its brackets one key further on.
        ("[", "BracketRight", Some(Shortcut::Thinner)),
        ("]", "Backslash", Some(Shortcut::Wider)),
        ("「", "BracketRight", Some(Shortcut::Thinner)),
        ("」", "Backslash", Some(Shortcut::Wider)),
        ("［", "BracketRight", Some(Shortcut::Thinner)),
        ("ü", "BracketLeft", None),
        ("Dead", "BracketLeft", None),
        ("@", "BracketLeft", None),
    ] {
        assert_eq!(key(typed, code).shortcut(), expected, "{typed} {code}");
    }
}

#[test]
fn before_is_shown_by_b_on_any_keyboard_and_let_go_whatever_else_is_held() {
    for (typed, code) in [
        ("b", "KeyB"),
        ("B", "KeyB"),
        ("и", "KeyB"),
        ("ㅠ", "KeyB"),
        ("こ", "KeyB"),
        ("ｂ", "KeyB"),
        ("Process", "KeyB"),
        ("b", "KeyN"),
    ] {
        let mut before = Before::default();
        let b = key(typed, code);
        assert!(before.press(&b, false), "{typed}");
        assert!(!before.press(&Key { repeats: true, ..b.clone() }, false), "held");
        assert!(!before.release(&key("a", "KeyA")), "another key");
        let under_control = Key { control: true, ..b.clone() };
        assert!(before.release(&under_control), "{typed} let go under Ctrl");
        assert!(!before.release(&b), "once");
    }
}

#[test]
fn before_is_let_go_by_the_key_that_began_it_and_by_whatever_takes_the_keys_away() {
    let b = key("b", "KeyB");
    let mut before = Before::default();
    // Another keyboard was chosen while it was held.
    assert!(before.press(&b, false));
    assert!(before.release(&key("и", "KeyB")));
    // The window is no longer in front.
    assert!(before.press(&b, false));
    assert!(before.lose());
    assert!(!before.lose());
    assert!(!before.release(&b));
    // While ⌘ is down, a Mac says of no other key that it is let go.
    assert!(before.press(&b, false));
    assert!(before.release(&key("Meta", "MetaLeft")));
}

#[test]
fn before_is_not_shown_by_what_is_no_b_alone() {
    let b = key("b", "KeyB");
    let mut before = Before::default();
    for other in [
        Key { control: true, ..b.clone() },
        Key { meta: true, ..b.clone() },
        Key { alt: true, ..b.clone() },
        Key { repeats: true, ..b.clone() },
        Key { composing: true, ..b.clone() },
        key("x", "KeyB"),
    ] {
        assert!(!before.press(&other, false), "{other:?}");
    }
    assert!(!before.press(&b, true), "a letter, where somebody types");
    assert!(!before.lose());
}

#[test]
fn enter_sets_a_field_unless_an_input_method_has_it() {
    assert!(key("Enter", "Enter").enters());
    assert!(key("Enter", "NumpadEnter").enters());
    assert!(!Key { composing: true, ..key("Enter", "Enter") }.enters());
    assert!(!key("Process", "Enter").enters());
    // Safari's, once the composition has ended.
    assert!(!Key { taken: true, ..key("Enter", "Enter") }.enters());
    assert!(!key("a", "KeyA").enters());
}

#[test]
fn a_number_begins_with_what_numbers_begin_with() {
    for typed in ["0", "9", "-", "+", ".", ",", "−", "ー", "－", "。", "、", "５", "i", "Process"]
    {
        assert!(key(typed, "").begins_number(), "{typed}");
    }
    for typed in ["b", "B", "я", "Enter", "Tab", " ", "Dead", "/", "ArrowLeft"] {
        assert!(!key(typed, "").begins_number(), "{typed}");
    }
    assert!(!key("Process", "KeyB").begins_number());
}
