//! What the address of the page asks for, after its `#`.

use super::NetworkChoice;

/// The wishes of whoever shares the page's address, as in `#network=five-channel&show=everything`. What is not known, or
/// not there, asks for nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PageFlags {
    /// `network=`: the network that a visitor without work of their own begins with, by its [`NetworkChoice::id`].
    pub network: Option<NetworkChoice>,
    /// `show=everything`: all controls are there from the start, and no first steps.
    pub everything: bool,
}

impl PageFlags {
    /// Reads the part of an address that begins with `#`, which may be empty.
    pub fn read(fragment: &str) -> Self {
        let mut flags = Self::default();
        for (name, value) in
            fragment.trim_start_matches('#').split('&').filter_map(|flag| flag.split_once('='))
        {
            match name {
                "network" => flags.network = NetworkChoice::from_id(value),
                "show" => flags.everything = value == "everything",
                _ => {}
            }
        }
        flags
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_asks_for_what_is_known() {
        let wide = Some(NetworkChoice::Wide);
        for (fragment, network, everything) in [
            ("", None, false),
            ("#", None, false),
            ("#network=wide", wide, false),
            ("#network=wide&show=everything", wide, true),
            ("#show=everything&network=wide&later=1", wide, true),
            ("#network=none&show=nothing", None, false),
            ("#network&show", None, false),
        ] {
            assert_eq!(PageFlags::read(fragment), PageFlags { network, everything }, "{fragment}");
        }
    }
}
