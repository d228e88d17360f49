//! 0 to 9 from real hands: the network that the page ships for reading.

use std::error::Error;

use hitofude::nn::{
    Activation, Architecture, Head, Loss, OutputActivation, Parameters, Pooling, Rule, Stage,
    WeightRange,
};
use rand::SeedableRng;
use rand_pcg::Pcg32;

use super::data::{DataSets, Written};
use super::mixture::{Mixture, PEOPLE, epoch};
use super::model;
use super::train::{Fitting, Recipe};

fn stage(channels: usize, kernel: usize, pooling: Pooling) -> Stage {
    Stage { channels, kernel, activation: Activation::Relu, pooling, bias: true }
}

const SCHEDULE: Recipe = Recipe {
    loss: Loss::CrossEntropy,
    rule: Rule::Adam,
    batch: 64,
    epochs: 30,
    rate: 0.004,
    decay: 0.01,
    keep_first: false,
};

/// 28 → 26 → 13 → 11 → 8 → 4: as good as nets of twice its size, and small enough to look at.
fn architecture() -> Result<Architecture, Box<dyn Error>> {
    let stages =
        vec![stage(8, 3, Pooling::Max), stage(12, 3, Pooling::None), stage(20, 4, Pooling::Max)];
    let head = Head { outputs: 10, activation: OutputActivation::Softmax, bias: true };
    Architecture::new(stages, head).map_err(|error| format!("{error:?}").into())
}

/// Trains it on everybody's strokes. With `held_out` on all but those of that collection's writers, which then tell
/// how it reads people whom it never saw: then nothing is saved.
pub fn digits(held_out: Option<&str>, data: &DataSets) -> Result<(), Box<dyn Error>> {
    let name = held_out.map_or("digits".to_owned(), |source| format!("digits without {source}"));
    let name = name.as_str();
    let architecture = architecture()?;
    let mixture = Mixture { bend: PEOPLE, plain: 0.1, written: 6, samples: 10, generated: 10_000 };
    let strokes: Vec<&Written> =
        data.strokes.iter().filter(|digit| Some(digit.source.as_str()) != held_out).collect();
    let mut rng = Pcg32::seed_from_u64(1);
    let start = Parameters::random(&architecture, WeightRange::Scaled, &mut rng);
    println!("{name}: {} weights", start.slices().flatten().count());
    let mut shown = epoch(&mixture, &data.train, &strokes, &mut rng);
    let mut trainer = Fitting::new(&architecture, start, SCHEDULE, shown.len());
    for number in 1..=SCHEDULE.epochs {
        let (loss, speed) = trainer.epoch(&shown, &mut rng);
        println!("epoch {number}: loss {loss:.4}, {speed:.0} images/s");
        shown = epoch(&mixture, &data.train, &strokes, &mut rng);
    }
    model::report(name, &architecture, &trainer.parameters, data);
    let parameters = model::to_hundredths(trainer.parameters);
    println!("to hundredths:");
    model::report(name, &architecture, &parameters, data);
    match held_out {
        None => model::save(name, &architecture, &parameters),
        Some(_) => Ok(()),
    }
}
