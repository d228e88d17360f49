//! Keys as the lab understands them.

use web_sys::KeyboardEvent;

use crate::lab::keys::Key;

/// The key that an event tells of.
pub fn key(event: &KeyboardEvent) -> Key {
    Key {
        key: event.key(),
        code: event.code(),
        control: event.ctrl_key(),
        meta: event.meta_key(),
        alt: event.alt_key(),
        shift: event.shift_key(),
        repeats: event.repeat(),
        composing: event.is_composing(),
        taken: event.key_code() == 229,
    }
}
