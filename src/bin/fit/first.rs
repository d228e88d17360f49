//! The network that a visitor meets first: five kernels, one layer that weighs what they find.

use std::error::Error;

use hitofude::lab::NetworkChoice;
use hitofude::nn::{Loss, Parameters, Rule, WeightRange};
use rand::SeedableRng;
use rand_pcg::Pcg32;

use super::data::{DataSets, Written};
use super::mixture::{Mixture, PEOPLE, epoch};
use super::model;
use super::starting::FIRST;
use super::train::{Fitting, Recipe};

const RECIPE: Recipe = Recipe {
    loss: Loss::CrossEntropy,
    rule: Rule::Adam,
    batch: 64,
    epochs: 12,
    rate: 0.006,
    decay: 0.0,
    keep_first: false,
};

/// Trains it on everybody's strokes. Its kernels begin as lines and a spot, and what they become still looks like it.
/// With `held_out` on all but those of that collection's writers, which then tell how it reads people whom it never
/// saw: then nothing is saved.
pub fn first(held_out: Option<&str>, data: &DataSets) -> Result<(), Box<dyn Error>> {
    let name = held_out.map_or("first".to_owned(), |source| format!("first without {source}"));
    let architecture = NetworkChoice::First.architecture();
    let mixture = Mixture { bend: PEOPLE, plain: 0.1, written: 6, samples: 10, generated: 10_000 };
    let strokes: Vec<&Written> =
        data.strokes.iter().filter(|digit| Some(digit.source.as_str()) != held_out).collect();
    let mut rng = Pcg32::seed_from_u64(1);
    let mut start = Parameters::random(&architecture, WeightRange::Scaled, &mut rng);
    let lines = FIRST.iter().filter_map(|preset| preset.kernel(3));
    for (cells, kernel) in start.stages[0].kernels.chunks_exact_mut(9).zip(lines) {
        cells.copy_from_slice(&kernel);
    }
    let mut shown = epoch(&mixture, &data.train, &strokes, &mut rng);
    let mut fitting = Fitting::new(&architecture, start, RECIPE, shown.len());
    for number in 1..=RECIPE.epochs {
        let (loss, speed) = fitting.epoch(&shown, &mut rng);
        println!("epoch {number}: loss {loss:.4}, {speed:.0} images/s");
        shown = epoch(&mixture, &data.train, &strokes, &mut rng);
    }
    let parameters = model::to_hundredths(fitting.parameters);
    model::report(&name, &architecture, &parameters, data);
    match held_out {
        None => model::save(&name, &architecture, &parameters),
        Some(_) => Ok(()),
    }
}
