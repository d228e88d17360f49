//! What is said to the person and not read yet: which notices stand on the page, and in what order.

/// How long something that is said stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stands {
    /// Until it is closed: an error.
    UntilRead,
    /// Until it is closed, or there is other news: something was done.
    UntilOther,
    /// Until anything else is said: something is under way.
    UntilNext,
}

/// What stands, each with a number of its own, the newest first.
#[derive(Clone, Debug, PartialEq)]
pub struct Said<T> {
    standing: Vec<(u32, T)>,
    next: u32,
}

impl<T> Default for Said<T> {
    fn default() -> Self {
        Self { standing: Vec::new(), next: 0 }
    }
}

impl<T: PartialEq> Said<T> {
    /// Says `news`. What stands already is not said twice: it comes to the front. `stands` tells of anything said how
    /// long it stands.
    pub fn say(&mut self, news: T, stands: impl Fn(&T) -> Stands) {
        let other = stands(&news) != Stands::UntilRead;
        self.standing.retain(|(_, said)| match stands(said) {
            _ if *said == news => false,
            Stands::UntilRead => true,
            Stands::UntilOther => !other,
            Stands::UntilNext => false,
        });
        self.standing.insert(0, (self.next, news));
        self.next += 1;
    }

    /// Takes the one of this number away: it has been read.
    pub fn close(&mut self, number: u32) {
        self.standing.retain(|(said, _)| *said != number);
    }

    /// Takes those away that are no longer so.
    pub fn take_back(&mut self, is_outdated: impl Fn(&T) -> bool) {
        self.standing.retain(|(_, said)| !is_outdated(said));
    }

    /// What stands, the newest first.
    pub fn iter(&self) -> impl Iterator<Item = &(u32, T)> {
        self.standing.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Capitals are errors, small letters are done, dots are under way.
    fn stands(said: &char) -> Stands {
        match said {
            'A'..='Z' => Stands::UntilRead,
            '.' => Stands::UntilNext,
            _ => Stands::UntilOther,
        }
    }

    fn after(all: &str) -> Said<char> {
        let mut said = Said::default();
        all.chars().for_each(|news| said.say(news, stands));
        said
    }

    fn standing(said: &Said<char>) -> String {
        said.iter().map(|(_, said)| said).collect()
    }

    #[test]
    fn errors_stand_until_they_are_read_and_other_news_until_there_is_newer() {
        for (all, expected) in [
            ("", ""),
            ("A", "A"),
            ("Aa", "aA"),
            ("AaBb", "bBA"),
            ("aA", "Aa"),
            ("A..b", "bA"),
            ("A..B", "BA"),
            ("a.", "."),
        ] {
            assert_eq!(standing(&after(all)), expected, "{all}");
        }
    }

    #[test]
    fn nothing_stands_twice() {
        let said = after("ABA");
        assert_eq!(standing(&said), "AB");
        assert_eq!(said.iter().map(|(number, _)| *number).collect::<Vec<_>>(), [2, 1]);
    }

    #[test]
    fn what_is_closed_is_gone_and_nothing_else() {
        let mut said = after("ABa");
        said.close(1);
        said.close(9);
        assert_eq!(standing(&said), "aA");
    }
}
