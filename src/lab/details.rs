//! Which parts of the page show all that they have: at first each shows what a beginner can take in.

use crate::formats::names::{Named as _, names};

/// A part of the page that shows more when it is asked to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// The top of the page: design, activations, comparing, theme.
    Page,
    /// The pad's tools, samples, and what the network receives.
    Draw,
    /// How maps are shown.
    Pipeline,
    /// The truth and the loss.
    Answer,
    /// What can be done to a kernel but for clicking its cells.
    Kernel,
    /// The linear layer's weights.
    Linear,
    /// Learning step by step, from which data, with which settings.
    Learn,
}

names!(Detail {
    Page = "page",
    Draw = "draw",
    Pipeline = "pipeline",
    Answer = "answer",
    Kernel = "kernel",
    Linear = "linear",
    Learn = "learn",
});

/// The parts that show all that they have, one bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Details(u8);

impl Details {
    /// Every part.
    pub fn everything() -> Self {
        Self(Detail::VARIANTS.iter().fold(0, |all, &detail| all | bit(detail)))
    }

    /// Those with these names; what no part is called is passed over.
    pub fn named(names: &str) -> Self {
        let known = names.split_whitespace().filter_map(Detail::named);
        known.fold(Self::default(), |details, detail| details.with(detail, true))
    }

    /// Their names.
    pub fn names(self) -> String {
        let shown = Detail::VARIANTS.iter().filter(|&&detail| self.has(detail));
        shown.map(|detail| detail.name()).collect::<Vec<_>>().join(" ")
    }

    /// Whether this part shows all that it has.
    pub fn has(self, detail: Detail) -> bool {
        self.0 & bit(detail) != 0
    }

    /// The same, but for this part.
    pub fn with(self, detail: Detail, shown: bool) -> Self {
        let others = self.0 & !bit(detail);
        Self(if shown { others | bit(detail) } else { others })
    }
}

const fn bit(detail: Detail) -> u8 {
    1 << detail as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn their_names_tell_them_again() {
        let some = Details::default().with(Detail::Draw, true).with(Detail::Learn, true);
        assert_eq!(some.names(), "draw learn");
        assert_eq!(Details::named("learn later draw"), some);
        assert_eq!(Details::named(&Details::everything().names()), Details::everything());
        assert!(!some.with(Detail::Draw, false).has(Detail::Draw));
    }
}
