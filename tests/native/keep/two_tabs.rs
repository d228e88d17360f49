//! Two tabs over one storage, in any order, with faults at every step: what a person made is there in the end, and what
//! was deleted is not.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::rc::Rc;

use proptest::prelude::*;

use hitofude::keep::{
    Change, Effect, Entry, Event, Id, Outcome, PATIENCE, Place, Shelf, StorageTrouble, Unkept,
};

/// How a read or a write ends.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Fault {
    None,
    /// Nothing is done, and that is answered.
    Refused,
    /// It is done, and never answered.
    AnswerLost,
    /// It is not done, and never answered.
    Hung,
}

#[derive(Clone, Debug)]
enum Step {
    Make,
    Rename(usize),
    Delete(usize),
    /// Brings back what was deleted last.
    Undo,
    /// What the tab has asked for ends.
    Answer(Fault),
    /// The other tab's word that something was written arrives.
    Hear,
    Wait(u64),
    Reload,
}

fn step() -> impl Strategy<Value = (usize, Step)> {
    let fault = prop_oneof![
        6 => Just(Fault::None),
        2 => Just(Fault::Refused),
        1 => Just(Fault::AnswerLost),
        1 => Just(Fault::Hung),
    ];
    let step = prop_oneof![
        3 => Just(Step::Make),
        3 => any::<usize>().prop_map(Step::Rename),
        3 => any::<usize>().prop_map(Step::Delete),
        2 => Just(Step::Undo),
        9 => fault.prop_map(Step::Answer),
        3 => Just(Step::Hear),
        3 => (1..20_000u64).prop_map(Step::Wait),
        1 => Just(Step::Reload),
    ];
    (0..2usize, step)
}

/// A page that shows items, and its shelf.
#[derive(Default)]
struct Tab {
    shelf: Shelf,
    shown: BTreeMap<Id, Rc<str>>,
    deleted: Vec<(Id, Rc<str>)>,
    asked: VecDeque<Effect>,
    heard: bool,
    /// Its own name in the journal.
    journal: u32,
}

/// What the person has done.
#[derive(Default)]
struct Deeds {
    /// Every text, and the text that it was made of.
    made: Vec<(Id, Rc<str>, Option<Rc<str>>)>,
    /// Which tabs deleted an item for the last time, without undoing it.
    deleted: BTreeMap<Id, BTreeSet<usize>>,
    /// Where one tab deleted what another deleted and brought back: either is right.
    disputed: BTreeSet<Id>,
    /// What was deleted for a while: another text that it was given meanwhile went with it.
    undone: BTreeSet<Id>,
}

struct World {
    stored: BTreeMap<Place, String>,
    aside: Vec<String>,
    journal: BTreeMap<u32, Vec<Unkept>>,
    tabs: [Tab; 2],
    deeds: Deeds,
    now: u64,
    count: u32,
}

impl World {
    fn new(old: Option<&str>) -> Self {
        let mut world = Self {
            stored: BTreeMap::new(),
            aside: Vec::new(),
            journal: BTreeMap::new(),
            tabs: Default::default(),
            deeds: Deeds::default(),
            now: 0,
            count: 0,
        };
        if let Some(old) = old {
            world.stored.insert(Place::Old, old.into());
            for (id, text) in split(old) {
                world.deeds.made.push((id, text, None));
            }
        }
        (0..2).for_each(|tab| world.start(tab));
        world
    }

    fn start(&mut self, tab: usize) {
        self.count += 1;
        self.tabs[tab] = Tab { journal: self.count, ..Tab::default() };
        // What is written down for whoever comes is this tab's now.
        let left: Vec<Unkept> = std::mem::take(&mut self.journal).into_values().flatten().collect();
        if !left.is_empty() {
            self.journal.insert(self.count, left.clone());
            self.tell(tab, Event::Restored(left));
        }
        self.tell(tab, Event::Look);
    }

    fn tell(&mut self, tab: usize, event: Event) {
        for effect in self.tabs[tab].shelf.on(event, self.now) {
            self.carry_out(tab, effect);
        }
        if self.tabs[tab].shelf.is_all_kept() {
            self.journal.remove(&self.tabs[tab].journal);
        }
    }

    fn carry_out(&mut self, tab: usize, effect: Effect) {
        let this = &mut self.tabs[tab];
        match effect {
            // Whatever was asked before and was not answered is given up.
            Effect::Read { .. } | Effect::Write { .. } => this.asked = VecDeque::from([effect]),
            Effect::Tell => self.tabs[1 - tab].heard = true,
            Effect::Found(items) => this.shown.extend(items),
            Effect::Removed(ids) => {
                this.shown.retain(|id, _| !ids.contains(id));
                this.deleted.retain(|(id, _)| !ids.contains(id));
            }
            Effect::OldText(old) => {
                let items = split(&old);
                self.tell(tab, Event::Split { old, items, aside: false });
            }
            Effect::Say(..) | Effect::SayDone(_) => {}
        }
    }

    fn take(&mut self, tab: usize, step: Step) {
        match step {
            Step::Make => {
                self.count += 1;
                self.put(tab, Id::from(self.count));
            }
            Step::Rename(which) => {
                if let Some(id) = pick(&self.tabs[tab].shown, which) {
                    self.put(tab, id);
                }
            }
            Step::Delete(which) => {
                let Some(id) = pick(&self.tabs[tab].shown, which) else { return };
                let text = self.tabs[tab].shown.remove(&id).expect("it is shown");
                self.tabs[tab].deleted.push((id, text));
                self.deeds.deleted.entry(id).or_default().insert(tab);
                if self.deeds.undone.contains(&id) {
                    self.deeds.disputed.insert(id);
                }
                self.tell(tab, Event::Delete(id));
            }
            Step::Undo => {
                let Some((id, text)) = self.tabs[tab].deleted.pop() else { return };
                self.tabs[tab].shown.insert(id, Rc::clone(&text));
                self.deeds.undone.insert(id);
                let by = self.deeds.deleted.entry(id).or_default();
                by.remove(&tab);
                if !by.is_empty() {
                    self.deeds.disputed.insert(id);
                }
                self.tell(tab, Event::Put(id, text));
            }
            Step::Answer(fault) => self.answer(tab, fault),
            Step::Hear => {
                if std::mem::take(&mut self.tabs[tab].heard) {
                    self.tell(tab, Event::Look);
                }
            }
            Step::Wait(time) => self.wait(time),
            Step::Reload => {
                let unkept = self.tabs[tab].shelf.unkept();
                self.journal.insert(self.tabs[tab].journal, unkept);
                self.start(tab);
            }
        }
    }

    /// The person makes the item, or gives it another text.
    fn put(&mut self, tab: usize, id: Id) {
        self.count += 1;
        let text: Rc<str> = format!("{id}#{}", self.count).into();
        let before = self.tabs[tab].shown.insert(id, Rc::clone(&text));
        self.deeds.made.push((id, Rc::clone(&text), before));
        self.tell(tab, Event::Put(id, text));
    }

    fn wait(&mut self, time: u64) {
        self.now += time;
        for tab in 0..2 {
            if self.tabs[tab].shelf.next().is_some_and(|next| next <= self.now) {
                self.tell(tab, Event::TimePassed);
            }
        }
    }

    fn answer(&mut self, tab: usize, fault: Fault) {
        let Some(asked) = self.tabs[tab].asked.pop_front() else { return };
        let refused = StorageTrouble::Refused;
        let answer = match asked {
            Effect::Read { number } => {
                let all = self.stored.iter().map(|(&place, text)| (place, Entry::of(Some(text))));
                let found = if fault == Fault::Refused { Err(refused) } else { Ok(all.collect()) };
                Event::Read { number, found }
            }
            Effect::Write { number, changes } => {
                let outcome = match fault {
                    Fault::Refused => Outcome::Failed(refused),
                    Fault::Hung => return,
                    Fault::None | Fault::AnswerLost => self.write(changes),
                };
                Event::Wrote { number, outcome }
            }
            _ => unreachable!("only these are answered"),
        };
        if matches!(fault, Fault::None | Fault::Refused) {
            self.tell(tab, answer);
        }
    }

    /// As a database does it: all or nothing.
    fn write(&mut self, changes: Vec<Change>) -> Outcome {
        let lies = |place: Place| Entry::of(self.stored.get(&place).map(String::as_str));
        let all = || changes.iter().map(|change| (change.place, lies(change.place)));
        if changes.iter().zip(all()).any(|(change, (_, lies))| lies != change.expected) {
            return Outcome::Other(all().collect());
        }
        for Change { place, new, aside, .. } in changes {
            let before = match new.stored() {
                Some(new) => self.stored.insert(place, new.to_owned()),
                None => self.stored.remove(&place),
            };
            self.aside.extend(before.filter(|_| aside));
        }
        Outcome::Done
    }

    /// Everything goes well from now on, until nothing is left to do.
    fn come_to_rest(&mut self) {
        // Both tabs are looked at once more: who was to tell may have been left before the answer came.
        (0..2).for_each(|tab| self.tell(tab, Event::Look));
        for _ in 0..200 {
            for tab in 0..2 {
                self.answer(tab, Fault::None);
                self.take(tab, Step::Hear);
            }
            self.wait(100);
            let busy = |tab: &Tab| tab.heard || tab.shelf.next().is_some();
            if !self.tabs.iter().any(busy) {
                return;
            }
            // What hung is given up.
            if self.tabs.iter().all(|tab| tab.asked.is_empty() && !tab.heard) {
                self.wait(8 * PATIENCE);
            }
        }
        panic!("it does not come to rest");
    }

    fn items(&self) -> BTreeMap<Id, &str> {
        let item = |(place, text): (&Place, &'_ String)| match place {
            Place::Item(id) if !text.is_empty() => Some(*id),
            _ => None,
        };
        self.stored.iter().filter_map(|stored| Some((item(stored)?, stored.1.as_str()))).collect()
    }

    fn check(&self) {
        let items = self.items();
        for tab in &self.tabs {
            let shown = tab.shown.iter().map(|(&id, text)| (id, &**text));
            assert_eq!(shown.collect::<BTreeMap<_, _>>(), items, "both tabs show what is kept");
        }
        assert!(!self.stored.contains_key(&Place::Old), "the old text has become items");
        for (id, text, _) in &self.deeds.made {
            let deleted = self.deeds.deleted.get(id).is_some_and(|by| !by.is_empty());
            if self.deeds.disputed.contains(id) {
                continue;
            }
            assert_eq!(items.contains_key(id), !deleted, "{id}: deleted: {deleted}");
            let went_on = self.deeds.made.iter().any(|(_, _, of)| of.as_ref() == Some(text));
            let kept =
                items.get(id) == Some(&&**text) || self.aside.iter().any(|it| **it == **text);
            let undone = self.deeds.undone.contains(id);
            assert!(deleted || undone || went_on || kept, "{text} is lost");
        }
    }
}

fn pick(shown: &BTreeMap<Id, Rc<str>>, which: usize) -> Option<Id> {
    shown.keys().nth(which % shown.len().max(1)).copied()
}

/// The items of a text of an older page, as this test writes it: `1000001#;1000002#`.
fn split(old: &str) -> Vec<(Id, Rc<str>)> {
    let id = |text: &str| text.trim_end_matches('#').parse().expect("a number");
    old.split(';').map(|text| (id(text), text.into())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn nothing_that_was_made_is_lost_and_nothing_deleted_comes_back(
        old in prop_oneof![Just(None), Just(Some("1000001#;1000002#;1000003#"))],
        steps in prop::collection::vec(step(), 0..60),
    ) {
        let mut world = World::new(old);
        for (tab, step) in steps {
            world.take(tab, step);
        }
        world.come_to_rest();
        world.check();
    }
}
