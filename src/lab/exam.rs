//! How well a network reads: an exam on drawn digits, a few questions at a time.

use rand::SeedableRng;
use rand_pcg::Pcg32;
use std::rc::Rc;

use super::{Document, Label};
use crate::digits::prepare::{Pixels, scale};
use crate::digits::{Ink, PixelScale, generated};
use crate::nn::{Activations, Architecture, Parameters, forward};

/// So many digits are asked: the share that is read right is within 3 of 100 of the share of all digits of the kind.
pub const QUESTIONS: usize = 300;
/// They are others than those that are learned from, whatever the seed there.
const SEED: u64 = u64::MAX;

/// The digits that every network is asked, each drawn when it is first needed.
pub struct Questions {
    drawn: Vec<(Pixels, u8)>,
    ink: Ink,
    rng: Pcg32,
}

impl Default for Questions {
    fn default() -> Self {
        Self { drawn: Vec::new(), ink: Ink::new(), rng: Pcg32::seed_from_u64(SEED) }
    }
}

impl Questions {
    fn get(&mut self, index: usize) -> &(Pixels, u8) {
        while self.drawn.len() <= index {
            self.drawn.push(generated::image(&mut self.ink, &mut self.rng));
        }
        &self.drawn[index]
    }
}

/// One network at its exam.
pub struct Exam {
    architecture: Rc<Architecture>,
    parameters: Rc<Parameters>,
    scale: PixelScale,
    activations: Activations,
    asked: usize,
    right: usize,
}

impl Exam {
    /// The network as it runs in the lab: with what is switched off there, and pixels of that range.
    pub fn of(document: &Document) -> Self {
        let architecture = document.running();
        Self {
            parameters: document.network.running_parameters(),
            scale: document.preparation.scale,
            activations: Activations::new(&architecture),
            architecture,
            asked: 0,
            right: 0,
        }
    }

    /// Answers so many more questions, or as many as there still are.
    pub fn go_on(&mut self, questions: &mut Questions, count: usize) {
        for index in self.asked..QUESTIONS.min(self.asked + count) {
            let (image, digit) = questions.get(index);
            scale(image, self.scale, self.activations.input.cells_mut());
            forward(&self.architecture, &self.parameters, &mut self.activations);
            let right = match Label::of(&self.activations.prediction) {
                Label::Digit(answer) => answer == *digit,
                Label::Five => *digit == 5,
                Label::NotFive => *digit != 5,
            };
            self.right += usize::from(right);
            self.asked += 1;
        }
    }

    /// Which share was right, 0 to 1; `None` until all has been asked.
    pub fn share(&self) -> Option<f32> {
        (self.asked == QUESTIONS).then(|| self.right as f32 / QUESTIONS as f32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lab::{Action, Lab, NetworkChoice, Preset, Scope};

    fn share(lab: &Lab, questions: &mut Questions, count: usize) -> f32 {
        let mut exam = Exam::of(&lab.document);
        while exam.share().is_none() {
            exam.go_on(questions, count);
        }
        exam.share().unwrap_or_default()
    }

    #[test]
    fn the_first_network_reads_well_until_a_kernel_is_broken() {
        let (mut lab, mut questions) = (Lab::new(), Questions::default());
        let well = share(&lab, &mut questions, 7);
        assert!(well > 0.9, "{well}");
        assert_eq!(share(&lab, &mut questions, QUESTIONS), well, "asked in one go");
        let patch = crate::lab::Patch::Kernel { stage: 0, output: 0, input: 0 };
        lab.apply(Action::Edit { patch, scope: Scope::Layer, edit: crate::lab::Edit::Zero });
        let blind = share(&lab, &mut questions, 50);
        assert!(blind < 0.2, "{blind}");
        lab.apply(Action::Edit {
            patch,
            scope: Scope::This,
            edit: crate::lab::Edit::Preset(Preset::Vertical),
        });
        assert!(share(&lab, &mut questions, 50) > blind);
    }

    #[test]
    fn a_network_that_asks_for_fives_is_asked_for_fives() {
        let lab = Lab::starting_with(NetworkChoice::IsFive);
        let share = share(&lab, &mut Questions::default(), 100);
        assert!(share > 0.95, "{share}");
    }
}
