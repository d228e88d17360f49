//! From gradients to new weights.

use super::Parameters;

/// How a step is made of the gradient. With g the gradient and η the learning rate:
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Rule {
    /// w ← w − η·g.
    Sgd,
    /// v ← µ·v + g; w ← w − η·v.
    Momentum {
        /// µ, from 0 (plain descent) to under 1.
        momentum: f32,
    },
    /// m and s are running means of g and g²; w ← w − η·m̂ / (√ŝ + 1e-8), where the hats make up for both
    /// having started at 0, after 0.9 and 0.999 (Kingma and Ba, "Adam", 2015).
    Adam,
}

/// What may change from step to step.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pace {
    /// η, the learning rate.
    pub rate: f32,
    /// λ: each step also takes η·λ·w off every weight, not through the gradient (Loshchilov and Hutter,
    /// "Decoupled Weight Decay", 2019). Biases are left alone.
    pub decay: f32,
}

/// How the learning rate goes on from where it starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Schedule {
    /// As it starts.
    Constant,
    /// η / (1 + n / 60,000) after n images: long steps while all is wrong, shorter ones to settle. It needs no end to
    /// be known, as a cosine does.
    Falling,
}

impl Schedule {
    /// What is left of the learning rate after so many images: 1 at first.
    ///
    /// ```
    /// use hitofude_nn::Schedule;
    ///
    /// assert_eq!(Schedule::Falling.factor(0), 1.0);
    /// assert_eq!(Schedule::Falling.factor(60_000), 0.5);
    /// assert_eq!(Schedule::Constant.factor(60_000), 1.0);
    /// ```
    pub fn factor(self, images: u64) -> f32 {
        match self {
            Self::Constant => 1.0,
            Self::Falling => (HALF / (HALF + images as f64)) as f32,
        }
    }
}

/// After so many images half of a falling rate is left: an epoch of MNIST.
const HALF: f64 = 60_000.0;
const MEAN: f32 = 0.9;
const MEAN_SQUARE: f32 = 0.999;
const EPSILON: f32 = 1e-8;

/// A rule with what it remembers of one network's steps. The same steps give the same bits.
#[derive(Clone, Debug, PartialEq)]
pub struct Optimiser {
    rule: Rule,
    /// v, or m; unused by plain descent.
    mean: Parameters,
    /// s; only Adam's.
    mean_square: Parameters,
    /// What is left in the running means of their start at 0.
    start: (f32, f32),
}

impl Optimiser {
    /// A rule that has made no step yet, for a network of the shapes of `parameters`.
    pub fn new(rule: Rule, parameters: &Parameters) -> Self {
        let mut zeros = parameters.clone();
        zeros.clear();
        Self { rule, mean: zeros.clone(), mean_square: zeros, start: (1.0, 1.0) }
    }

    /// What it remembers, as plain numbers; [`Optimiser::recall`] reads them.
    pub fn memory(&self) -> impl Iterator<Item = f32> {
        let [mean, mean_square] = self.remembers();
        let means = self.mean.slices().filter(move |_| mean);
        let squares = self.mean_square.slices().filter(move |_| mean_square);
        means.chain(squares).flatten().copied().chain([self.start.0, self.start.1])
    }

    /// Whether the rule uses the mean, and the mean square.
    fn remembers(&self) -> [bool; 2] {
        match self.rule {
            Rule::Sgd => [false, false],
            Rule::Momentum { .. } => [true, false],
            Rule::Adam => [true, true],
        }
    }

    /// Remembers what another optimiser did, of the same rule and for the same network: the next steps will be the
    /// ones that it would have made.
    pub fn recall(&mut self, memory: impl IntoIterator<Item = f32>) {
        let used = self.remembers();
        let Self { mean, mean_square, start, .. } = self;
        let means = mean.slices_mut().filter(|_| used[0]);
        let squares = mean_square.slices_mut().filter(|_| used[1]);
        let means = means.chain(squares).flatten();
        for (value, remembered) in means.chain([&mut start.0, &mut start.1]).zip(memory) {
            *value = remembered;
        }
    }

    /// One step: `gradient` is the mean over a batch. Does not allocate.
    ///
    /// What is not finite goes through: a step that is too large shows in the next loss.
    pub fn step(&mut self, pace: Pace, gradient: &Parameters, parameters: &mut Parameters) {
        let Self { rule, mean, mean_square, start } = self;
        *start = (start.0 * MEAN, start.1 * MEAN_SQUARE);
        let scales = (1.0 / (1.0 - start.0), 1.0 / (1.0 - start.1));
        let slices = mean.slices_mut().zip(mean_square.slices_mut());
        let slices = slices.zip(parameters.slices_mut().zip(gradient.slices()));
        // Weights and biases take turns.
        for (index, ((m, s), (w, g))) in slices.enumerate() {
            let keep = if index % 2 == 0 { 1.0 - pace.rate * pace.decay } else { 1.0 };
            let values = w.iter_mut().zip(g).zip(m).zip(s);
            match *rule {
                Rule::Sgd => values.for_each(|(((w, g), _), _)| *w = keep * *w - pace.rate * g),
                Rule::Momentum { momentum } => values.for_each(|(((w, g), v), _)| {
                    *v = momentum * *v + g;
                    *w = keep * *w - pace.rate * *v;
                }),
                Rule::Adam => values.for_each(|(((w, g), m), s)| {
                    *m += (1.0 - MEAN) * (g - *m);
                    *s += (1.0 - MEAN_SQUARE) * (g * g - *s);
                    let step = *m * scales.0 / ((*s * scales.1).sqrt() + EPSILON);
                    *w = keep * *w - pace.rate * step;
                }),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{ConvParameters, LinearParameters};
    use super::*;

    /// One kernel weight, one kernel bias, one linear weight, no linear bias: all of one value.
    fn network(value: f32) -> Parameters {
        let stage = ConvParameters { kernels: vec![value], bias: vec![value] };
        let linear = LinearParameters { weights: vec![value], bias: vec![] };
        Parameters { stages: vec![stage], linear }
    }

    /// Where a kernel weight and its bias, both 1 at first, stand after steps down these gradients.
    #[track_caller]
    fn check(rule: Rule, decay: f32, gradients: &[f32], expected: (f32, f32)) {
        let mut parameters = network(1.0);
        let mut optimiser = Optimiser::new(rule, &parameters);
        for &gradient in gradients {
            optimiser.step(Pace { rate: 0.1, decay }, &network(gradient), &mut parameters);
        }
        let found = (parameters.stages[0].kernels[0], parameters.stages[0].bias[0]);
        let far = |a: f32, b: f32| (a - b).abs() > 1e-5;
        assert!(!far(found.0, expected.0) && !far(found.1, expected.1), "{rule:?}: {found:?}");
        assert_eq!(parameters.linear.weights[0], found.0);
    }

    #[test]
    fn steps_are_the_definitions() {
        check(Rule::Sgd, 0.0, &[2.0, -1.0], (0.9, 0.9));
        check(Rule::Sgd, 0.5, &[2.0], (0.75, 0.8));
        check(Rule::Momentum { momentum: 0.5 }, 0.0, &[2.0, 1.0], (0.6, 0.6));
        check(Rule::Momentum { momentum: 0.5 }, 1.0, &[2.0], (0.7, 0.8));
        // Whatever its size, a steady gradient makes Adam step by the rate.
        check(Rule::Adam, 0.0, &[3.0, 3.0, 3.0], (0.7, 0.7));
        check(Rule::Adam, 0.0, &[-1e-3, -1e-3], (1.2, 1.2));
        // m = 0.9 · 0.1 − 0.1 over 0.19; s = (0.999 + 1) · 0.001 over 0.001999.
        check(Rule::Adam, 0.0, &[1.0, -1.0], (0.9 + 0.1 * 0.01 / 0.19, 0.9 + 0.1 * 0.01 / 0.19));
    }

    #[test]
    fn every_rule_finds_the_bottom_of_a_bowl() {
        for rule in [Rule::Sgd, Rule::Momentum { momentum: 0.9 }, Rule::Adam] {
            let mut parameters = network(4.0);
            let mut optimiser = Optimiser::new(rule, &parameters);
            for step in 0..400 {
                let gradient = network(2.0 * (parameters.linear.weights[0] - 1.5));
                let rate = if step < 200 { 0.05 } else { 0.005 };
                optimiser.step(Pace { rate, decay: 0.0 }, &gradient, &mut parameters);
            }
            let found = parameters.linear.weights[0];
            assert!((found - 1.5).abs() < 1e-2, "{rule:?} ends at {found}");
        }
    }
}
