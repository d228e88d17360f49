//! What was made and is not kept yet when the page is left: the database answers too late then. It is written down where
//! that takes no time, and comes back with the next page.

use serde::{Deserialize, Serialize};

use super::{Effect, Entry, Id, Place, Shelf};

/// An item that is to be written, or deleted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unkept {
    /// Its id.
    pub id: Id,
    /// Its text; empty if it is to be deleted.
    pub text: String,
    /// What may lie in its place by this tab's own doing.
    #[serde(default)]
    pub was: Vec<String>,
}

impl Shelf {
    /// What is not kept yet.
    pub fn unkept(&self) -> Vec<Unkept> {
        let item = |(place, wish): (&Place, &Entry)| {
            let Place::Item(id) = *place else { return None };
            let text = wish.stored().filter(|_| !self.in_old.contains(&id))?.into();
            let kept = self.kept.get(place).filter(|_| !self.foreign.contains(place));
            let tried = self.tried.get(place).into_iter().flatten();
            let written = self.written().filter(|change| change.place == *place);
            let known = kept.into_iter().chain(tried).chain(written.map(|change| &change.new));
            // Whatever lies there, a deletion deletes it.
            let known = known.filter(|known| *wish != Entry::Gone && *known != wish);
            let was = known.filter_map(Entry::stored);
            Some(Unkept { id, text, was: was.map(String::from).collect() })
        };
        self.wishes.iter().filter_map(item).chain(self.later.iter().cloned()).collect()
    }

    pub(super) fn restore(&mut self, unkept: Vec<Unkept>, effects: &mut Vec<Effect>) {
        self.later.extend(unkept);
        self.restore_later(effects);
    }

    /// Takes up whatever does not wait for another.
    pub(super) fn restore_later(&mut self, effects: &mut Vec<Effect>) {
        let mut found = Vec::new();
        let mut removed = Vec::new();
        for unkept in std::mem::take(&mut self.later) {
            let place = Place::Item(unkept.id);
            if self.wishes.contains_key(&place) && !unkept.text.is_empty() {
                self.later.push(unkept);
                continue;
            }
            let Unkept { id, text, was } = unkept;
            let wish = Entry::of(Some(&text));
            let was: Vec<Entry> = was.iter().map(|was| Entry::of(Some(was))).collect();
            match (self.kept(place), &wish) {
                (kept, wish) if kept == wish => continue,
                // Another page deleted it.
                (Entry::Gone, _) if !was.contains(&Entry::Gone) => continue,
                (Entry::Text(_), Entry::Text(_)) => _ = self.foreign.insert(place),
                _ => {}
            }
            match &wish {
                Entry::Text(text) => found.push((id, text.clone())),
                _ => removed.push(id),
            }
            self.wishes.insert(place, wish);
            if !was.is_empty() {
                self.tried.insert(place, was);
            }
        }
        if !found.is_empty() {
            effects.push(Effect::Found(found));
        }
        if !removed.is_empty() {
            effects.push(Effect::Removed(removed));
        }
    }
}
