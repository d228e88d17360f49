//! How a run went, as a curve of bounded length.

/// What was reported at one time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moment {
    /// Images learned from until then.
    pub images: u64,
    /// The loss.
    pub loss: f32,
    /// The share of right answers, 0 to 1.
    pub accuracy: f32,
}

/// Loss and accuracy over the images learned from. However long the run, it keeps at most [`Curve::LONGEST`]
/// moments: where they become too many, neighbours become their mean, as do those that come from then on.
#[derive(Clone, Debug, PartialEq)]
pub struct Curve {
    moments: Vec<Moment>,
    /// How many reports are one moment.
    stride: usize,
    /// Reports that are not yet a moment: fewer than the stride.
    gathered: Vec<Moment>,
}

impl Curve {
    /// The most moments that are kept.
    pub const LONGEST: usize = 400;

    /// Adds what was reported last.
    pub fn push(&mut self, moment: Moment) {
        self.gathered.push(moment);
        if self.gathered.len() < self.stride {
            return;
        }
        self.moments.extend(mean(&self.gathered));
        self.gathered.clear();
        if self.moments.len() >= Self::LONGEST {
            self.moments = self.moments.chunks(2).filter_map(mean).collect();
            self.stride *= 2;
        }
    }

    /// The moments in their order; the last one may still be gathering reports.
    pub fn moments(&self) -> impl Iterator<Item = Moment> {
        self.moments.iter().copied().chain(mean(&self.gathered))
    }
}

impl Default for Curve {
    fn default() -> Self {
        Self { moments: Vec::new(), stride: 1, gathered: Vec::new() }
    }
}

/// The mean of neighbours, at the last one's place.
fn mean(moments: &[Moment]) -> Option<Moment> {
    let last = moments.last()?;
    let share = 1.0 / moments.len() as f32;
    let loss = moments.iter().map(|moment| moment.loss).sum::<f32>() * share;
    let accuracy = moments.iter().map(|moment| moment.accuracy).sum::<f32>() * share;
    Some(Moment { images: last.images, loss, accuracy })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(images: u64) -> Moment {
        Moment { images, loss: images as f32, accuracy: 0.5 }
    }

    #[test]
    fn a_short_run_keeps_every_report() {
        let mut curve = Curve::default();
        (1..=100).for_each(|images| curve.push(moment(images)));
        assert!(curve.moments().eq((1..=100).map(moment)));
    }

    #[test]
    fn a_long_run_stays_short_and_straight() {
        let mut curve = Curve::default();
        for images in 1..=100_000 {
            curve.push(moment(images));
            let last = curve.moments().last().map(|moment| moment.images);
            assert_eq!(last, Some(images), "the last report counts at once");
        }
        let moments: Vec<_> = curve.moments().collect();
        assert!((200..=400).contains(&moments.len()), "{}", moments.len());
        for pair in moments.windows(2) {
            assert!(pair[0].images < pair[1].images);
        }
        // A mean of a straight line lies on it, half a stride back.
        for moment in &moments[..moments.len() - 1] {
            let back = moment.images as f32 - moment.loss;
            assert!((0.0..=256.0).contains(&back), "{moment:?}");
        }
    }
}
