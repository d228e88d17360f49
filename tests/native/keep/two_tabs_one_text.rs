//! Two tabs that write one text, in any order, with a storage that is full or cannot be read now and then: every change
//! that a person made lies somewhere in the end.

use std::collections::BTreeSet;
use std::rc::Rc;

use proptest::prelude::*;

use hitofude::keep::{OneText, StorageTrouble, TextEffect, TextEvent};

#[derive(Clone, Debug)]
enum Step {
    Change,
    /// Another look at the same work.
    Look,
    Wait(u64),
    /// The browser says that another tab has written.
    Hear,
    TakeOver,
    KeepThis,
    Reload,
    Full(bool),
    Unreadable(bool),
}

fn step() -> impl Strategy<Value = (usize, Step)> {
    let step = prop_oneof![
        6 => Just(Step::Change),
        2 => Just(Step::Look),
        5 => (1..3000u64).prop_map(Step::Wait),
        3 => Just(Step::Hear),
        2 => Just(Step::TakeOver),
        2 => Just(Step::KeepThis),
        2 => Just(Step::Reload),
        1 => any::<bool>().prop_map(Step::Full),
        1 => any::<bool>().prop_map(Step::Unreadable),
    ];
    (0..2usize, step)
}

/// What the page is about: the changes that led to it, and how it is looked at.
#[derive(Clone, Debug, Default, PartialEq)]
struct Work {
    changes: BTreeSet<u32>,
    look: u32,
}

impl Work {
    fn write(&self) -> Rc<str> {
        let changes: Vec<String> = self.changes.iter().map(u32::to_string).collect();
        format!("{}|{}", changes.join(","), self.look).into()
    }

    fn read(text: &str) -> Self {
        let (changes, look) = text.split_once('|').expect("a work");
        let number = |text: &str| text.parse().expect("a number");
        let changes = changes.split(',').filter(|text| !text.is_empty()).map(number).collect();
        Self { changes, look: number(look) }
    }
}

struct Tab {
    text: OneText,
    work: Work,
    /// Whether the person is being asked.
    asked: bool,
    beside: Option<usize>,
}

struct World {
    stored: Option<Rc<str>>,
    aside: Vec<Option<Rc<str>>>,
    tabs: Vec<Tab>,
    made: BTreeSet<u32>,
    full: bool,
    unreadable: bool,
    now: u64,
    count: u32,
}

impl World {
    fn new() -> Self {
        let mut world = Self {
            stored: Some(Work::default().write()),
            aside: Vec::new(),
            tabs: Vec::new(),
            made: BTreeSet::new(),
            full: false,
            unreadable: false,
            now: 0,
            count: 0,
        };
        for _ in 0..2 {
            let tab = world.opened();
            world.tabs.push(tab);
        }
        world
    }

    fn opened(&self) -> Tab {
        let read =
            if self.unreadable { Err(StorageTrouble::Refused) } else { Ok(self.stored.clone()) };
        let work = read.clone().ok().flatten().map(|text| Work::read(&text)).unwrap_or_default();
        Tab { text: OneText::new(read, false), work, asked: false, beside: None }
    }

    fn tell(&mut self, tab: usize, event: TextEvent) {
        for effect in self.tabs[tab].text.on(event, self.now) {
            self.carry_out(tab, effect);
        }
    }

    /// What another tab wrote, as this one finds it.
    fn found(&self, tab: usize) -> TextEvent {
        let seen = self.tabs[tab].text.seen().map(|text| Work::read(text).changes);
        let same_work = self.stored.as_ref().map(|text| Work::read(text).changes) == seen;
        TextEvent::Found { text: self.stored.clone(), same_work }
    }

    fn carry_out(&mut self, tab: usize, effect: TextEffect) {
        let mine = self.tabs[tab].work.write();
        let failed = match effect {
            TextEffect::Read | TextEffect::Write { .. } if self.unreadable => {
                StorageTrouble::Refused
            }
            TextEffect::Read => return self.tell(tab, self.found(tab)),
            TextEffect::Write { expected } => {
                if self.stored != expected && self.stored.as_ref() != Some(&mine) {
                    return self.tell(tab, self.found(tab));
                }
                if !self.full {
                    self.stored = Some(Rc::clone(&mine));
                    return self.tell(tab, TextEvent::Written(mine));
                }
                StorageTrouble::Full
            }
            TextEffect::WriteBeside if !self.full => {
                match self.tabs[tab].beside {
                    Some(place) => self.aside[place] = Some(mine),
                    None => {
                        self.tabs[tab].beside = Some(self.aside.len());
                        self.aside.push(Some(mine));
                    }
                }
                return self.tell(tab, TextEvent::WrittenBeside);
            }
            TextEffect::SetAside(text) if !self.full => {
                self.aside.push(Some(text));
                return self.tell(tab, TextEvent::Aside);
            }
            TextEffect::WriteBeside | TextEffect::SetAside(_) => StorageTrouble::Full,
            TextEffect::ForgetBeside => {
                if let Some(place) = self.tabs[tab].beside.take() {
                    self.aside[place] = None;
                }
                return;
            }
            TextEffect::Open(text) => {
                self.tabs[tab].beside = None;
                self.tabs[tab].work = Work::read(&text);
                return;
            }
            TextEffect::Ask => {
                assert!(!self.tabs[tab].asked, "asked once");
                self.tabs[tab].asked = true;
                return;
            }
            TextEffect::Answered => {
                assert!(std::mem::take(&mut self.tabs[tab].asked), "what was asked");
                return;
            }
            TextEffect::Say(_) => return,
        };
        self.tell(tab, TextEvent::Failed(failed));
    }

    fn take(&mut self, tab: usize, step: Step) {
        self.count += 1;
        match step {
            Step::Change => {
                self.tabs[tab].work.changes.insert(self.count);
                self.made.insert(self.count);
                self.tell(tab, TextEvent::Changed);
            }
            Step::Look => {
                self.tabs[tab].work.look = self.count;
                self.tell(tab, TextEvent::Changed);
            }
            Step::Wait(time) => self.wait(time),
            Step::Hear if self.unreadable => {}
            Step::Hear => self.tell(tab, self.found(tab)),
            Step::TakeOver => self.tell(tab, TextEvent::TakeOver),
            Step::KeepThis => self.tell(tab, TextEvent::KeepThis),
            Step::Reload => {
                self.tell(tab, TextEvent::Leaving);
                if self.full || self.unreadable {
                    // That was said. What lies nowhere is gone with the page.
                    let here = self.tabs[tab].work.changes.clone();
                    let (kept, other) = (self.kept(), self.tabs[1 - tab].work.changes.clone());
                    let lost = |change: &u32| {
                        here.contains(change) && !kept.contains(change) && !other.contains(change)
                    };
                    self.made.retain(|change| !lost(change));
                }
                self.tabs[tab] = self.opened();
            }
            Step::Full(full) => self.full = full,
            Step::Unreadable(unreadable) => self.unreadable = unreadable,
        }
    }

    fn wait(&mut self, time: u64) {
        self.now += time;
        for tab in 0..2 {
            if self.tabs[tab].text.next().is_some_and(|next| next <= self.now) {
                self.tell(tab, TextEvent::TimePassed);
            }
        }
    }

    /// Every change that lies somewhere.
    fn kept(&self) -> BTreeSet<u32> {
        let texts = self.aside.iter().flatten().chain(&self.stored);
        texts.flat_map(|text| Work::read(text).changes).collect()
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn every_change_lies_somewhere_in_the_end(steps in prop::collection::vec(step(), 0..50)) {
        let mut world = World::new();
        for (tab, step) in steps {
            world.take(tab, step);
        }
        world.full = false;
        world.unreadable = false;
        (0..50).for_each(|_| world.wait(31_000));
        let lost: Vec<_> = world.made.difference(&world.kept()).copied().collect();
        prop_assert!(lost.is_empty(), "lost: {lost:?}");
        let resting = world.tabs.iter().all(|tab| tab.text.next().is_none());
        prop_assert!(resting, "it comes to rest");
    }
}
