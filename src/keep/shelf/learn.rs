//! What a shelf takes from the answers that it gets.

use std::collections::BTreeSet;

use super::{
    Attempt, Change, Effect, Entry, Id, Listing, Outcome, Place, Rc, Shelf, StorageTrouble, Time,
};

/// What has changed for the page.
#[derive(Default)]
struct News {
    found: Vec<(Id, Rc<str>)>,
    removed: Vec<Id>,
    old: Option<Rc<str>>,
    /// Whether something was written after all, though no answer came.
    written: bool,
}

impl News {
    fn into_effects(self, effects: &mut Vec<Effect>) {
        if !self.found.is_empty() {
            effects.push(Effect::Found(self.found));
        }
        if !self.removed.is_empty() {
            effects.push(Effect::Removed(self.removed));
        }
        effects.extend(self.old.map(Effect::OldText));
        if self.written {
            effects.push(Effect::Tell);
        }
    }
}

impl Shelf {
    /// A read was answered, or given up.
    pub(super) fn read(
        &mut self,
        found: Result<Listing, StorageTrouble>,
        now: Time,
        effects: &mut Vec<Effect>,
    ) {
        let found = match found {
            Ok(found) => found,
            Err(trouble) => {
                self.to_read = true;
                if trouble == StorageTrouble::Unavailable {
                    // Nothing was ever kept there. It is said when something is to be.
                    return self.reading.attempts.fail(now);
                }
                return self.reading.fail(Attempt::Reading, trouble, now, effects);
            }
        };
        self.reading.succeed(Attempt::Reading, effects);
        let mut news = News::default();
        let listed: BTreeSet<Place> = found.iter().map(|(place, _)| *place).collect();
        let lost = self.kept.keys().copied().filter(|place| !listed.contains(place));
        let lost: Vec<Place> = lost.collect();
        for place in lost {
            self.learn(place, Entry::Absent, &mut news);
        }
        for (place, entry) in found {
            self.learn(place, entry, &mut news);
        }
        news.into_effects(effects);
    }

    /// A write of `changes` was answered, or given up.
    pub(super) fn wrote(
        &mut self,
        changes: Vec<Change>,
        outcome: Outcome,
        now: Time,
        effects: &mut Vec<Effect>,
    ) {
        match outcome {
            Outcome::Done => {
                for Change { place, new, .. } in changes {
                    self.tried.remove(&place);
                    self.foreign.remove(&place);
                    if let Place::Item(id) = place {
                        self.in_old.remove(&id);
                    }
                    if self.wishes.get(&place) == Some(&new) {
                        self.wishes.remove(&place);
                    }
                    self.kept.insert(place, new);
                }
                self.writing.succeed(Attempt::Writing, effects);
                effects.push(Effect::Tell);
            }
            Outcome::Other(found) => {
                let mut news = News::default();
                for (place, entry) in found {
                    self.learn(place, entry, &mut news);
                }
                news.into_effects(effects);
            }
            Outcome::Failed(trouble) => {
                for Change { place, new, .. } in changes {
                    let tried = self.tried.entry(place).or_default();
                    if !tried.contains(&new) {
                        tried.push(new);
                    }
                }
                self.writing.fail(Attempt::Writing, trouble, now, effects);
            }
        }
    }

    /// `found` lies at `place`: it may have been put there by this tab or by another.
    fn learn(&mut self, place: Place, found: Entry, news: &mut News) {
        let before = self.kept.insert(place, found.clone()).unwrap_or_default();
        let tried = self.tried.remove(&place).unwrap_or_default();
        let ours = found == before || tried.contains(&found);
        match place {
            Place::Old => self.learn_old(found, ours, news),
            Place::Item(id) => match self.wishes.get(&place) {
                Some(wish) if *wish == found => {
                    news.written |= tried.contains(&found);
                    self.wishes.remove(&place);
                    self.foreign.remove(&place);
                }
                Some(Entry::Text(_)) if found == Entry::Gone && !ours => {
                    // Deleted elsewhere meanwhile: it does not come back.
                    self.wishes.remove(&place);
                    news.removed.push(id);
                }
                Some(Entry::Absent) if !ours => {
                    // What could not be read is another text by now.
                    self.wishes.remove(&place);
                    self.learn_item(id, before, found, news);
                }
                Some(_) => {
                    let text = matches!(found, Entry::Text(_));
                    if !text {
                        self.foreign.remove(&place);
                    } else if !ours {
                        self.foreign.insert(place);
                    }
                }
                None => self.learn_item(id, before, found, news),
            },
        }
    }

    /// An item that the person does nothing about just now.
    fn learn_item(&mut self, id: Id, before: Entry, found: Entry, news: &mut News) {
        let place = Place::Item(id);
        match (before, found) {
            (before, found) if before == found => {}
            (_, Entry::Text(text)) => {
                self.foreign.remove(&place);
                news.found.push((id, text));
            }
            (Entry::Text(_), Entry::Gone) => news.removed.push(id),
            (text @ Entry::Text(_), Entry::Absent) => {
                // Nobody deleted it: the browser has lost it. It is still here.
                self.wishes.insert(place, text);
            }
            _ => {}
        }
    }

    fn learn_old(&mut self, found: Entry, ours: bool, news: &mut News) {
        if ours {
            return;
        }
        self.wishes.remove(&Place::Old);
        self.foreign.remove(&Place::Old);
        if let Entry::Text(text) = found {
            news.old = Some(text);
        }
    }
}
