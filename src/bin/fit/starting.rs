//! The weights of the page's small networks: several random starts, the best of which is trained on.

use std::error::Error;

use hitofude::lab::{NetworkChoice, Preset};
use hitofude::nn::{Architecture, Loss, Parameters, Rule, WeightRange};
use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg32;

use super::data::{DataSets, DigitSet, Written};
use super::mixture::{Mixture, SCANS, epoch};
use super::model;
use super::train::{Accuracy, Fitting, Recipe};

/// Kernels of which it is seen at first sight what they look for.
pub const FIRST: [Preset; 5] = [
    Preset::Vertical,
    Preset::Horizontal,
    Preset::DiagonalDown,
    Preset::DiagonalUp,
    Preset::CentreSurround,
];

/// What the flattest map of a drawn 5 has to span: one that shows nothing teaches nothing.
const LIVELY: f32 = 0.2;
/// How many epochs tell good starts from bad ones.
const SHORT: usize = 3;

/// Ten digits through five channels, the first kernels given.
pub fn five_channel(data: &DataSets) -> Result<(), Box<dyn Error>> {
    let architecture = NetworkChoice::FiveChannel.architecture();
    let mixture = Mixture { bend: SCANS, plain: 0.5, written: 8, samples: 50, generated: 6_000 };
    let strokes: Vec<&Written> = data.strokes.iter().collect();
    let mut rng = Pcg32::seed_from_u64(1);
    let mut shown = epoch(&mixture, &data.train, &strokes, &mut rng);
    let train = |start: Parameters, epochs, rate, shown: &mut DigitSet, rng: &mut Pcg32| {
        let schedule = Recipe { epochs, rate, ..sigmoid_schedule() };
        let mut trainer = Fitting::new(&architecture, start, schedule, shown.len());
        for number in 1..=epochs {
            let (loss, speed) = trainer.epoch(shown, rng);
            println!("  epoch {number}: loss {loss:.4}, {speed:.0} images/s");
            if epochs > SHORT {
                *shown = epoch(&mixture, &data.train, &strokes, rng);
            }
        }
        trainer.parameters
    };
    let mut starts: Vec<(f64, Parameters)> = Vec::new();
    for seed in 0..8 {
        let mut rng = Pcg32::seed_from_u64(seed);
        let start = random(&architecture, 0.5, true, &mut rng);
        let parameters = train(start.clone(), SHORT, 0.015, &mut shown, &mut rng);
        let score = Accuracy::of(&architecture, &parameters, &shown).accuracy();
        println!("start {seed}: {:.2} %", 100.0 * score);
        starts.push((score, start));
    }
    starts.sort_by(|a, b| b.0.total_cmp(&a.0));
    for (_, start) in starts {
        let parameters = train(start, 40, 0.03, &mut shown, &mut rng);
        let parameters = model::to_hundredths(parameters);
        let lively = model::flattest(&architecture, &parameters);
        println!("the flattest map of a drawn 5 spans {lively:.3}");
        model::report("five-channel", &architecture, &parameters, data);
        if lively >= LIVELY {
            return model::save("five-channel", &architecture, &parameters);
        }
    }
    Err("every start ended with a map that shows nothing".into())
}

/// "Is it a 5?", by balanced accuracy, the first kernels given or not. A single channel gets stuck more often
/// than not, and takes a tenth of the time: it begins more often.
pub fn is_five(
    name: &str,
    architecture: &Architecture,
    keep_first: bool,
    data: &DataSets,
) -> Result<(), Box<dyn Error>> {
    let starts = if architecture.stages()[0].channels == 1 { 48 } else { 12 };
    let mixture = Mixture { bend: SCANS, plain: 0.7, written: 2, samples: 20, generated: 6_000 };
    let strokes: Vec<&Written> = data.strokes.iter().collect();
    let mut rng = Pcg32::seed_from_u64(1);
    let shown = epoch(&mixture, &data.train, &strokes, &mut rng);
    let train = |start: Parameters, epochs, rate, rng: &mut Pcg32| {
        let schedule = Recipe { epochs, rate, keep_first, ..sigmoid_schedule() };
        let parameters = balanced(architecture, start, schedule, &shown, rng);
        (Accuracy::of(architecture, &parameters, &shown).balanced(), parameters)
    };
    let mut found: Vec<(f64, Parameters)> = Vec::new();
    for seed in 0..starts {
        let mut rng = Pcg32::seed_from_u64(seed);
        let size = 0.5 + 0.5 * (seed % 4) as f32;
        let start = random(architecture, size, keep_first, &mut rng);
        let (score, parameters) = train(start, 8, 0.05, &mut rng);
        println!("start {seed}: {:.2} %", 100.0 * score);
        found.push((score, parameters));
    }
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    found.truncate(starts as usize / 6);
    for (score, parameters) in &mut found {
        let before = *score;
        (*score, *parameters) = train(parameters.clone(), 80, 0.03, &mut rng);
        println!("from {:.2} % to {:.2} %", 100.0 * before, 100.0 * *score);
    }
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    let Some((_, parameters)) = found.into_iter().next() else { return Ok(()) };
    let parameters = model::to_hundredths(parameters);
    model::report(name, architecture, &parameters, data);
    model::save(name, architecture, &parameters)
}

fn sigmoid_schedule() -> Recipe {
    Recipe {
        loss: Loss::CrossEntropy,
        rule: Rule::Adam,
        batch: 64,
        epochs: 1,
        rate: 0.03,
        decay: 0.0,
        keep_first: true,
    }
}

/// Trains on all fives and as many others, which are other ones each time.
fn balanced(
    architecture: &Architecture,
    start: Parameters,
    schedule: Recipe,
    shown: &DigitSet,
    rng: &mut Pcg32,
) -> Parameters {
    let of_kind = |five: bool| -> Vec<usize> {
        (0..shown.len()).filter(|&index| (shown.digits[index] == 5) == five).collect()
    };
    let (fives, others) = (of_kind(true), of_kind(false));
    let mut trainer = Fitting::new(architecture, start, schedule, 2 * fives.len());
    for _ in 0..schedule.epochs {
        let mut set = DigitSet::default();
        for &five in &fives {
            let other = others[rng.random_range(0..others.len())];
            for index in [five, other] {
                set.push(shown.images[index], shown.digits[index]);
            }
        }
        trainer.epoch(&set, rng);
    }
    trainer.parameters
}

/// Normal weights of this standard deviation, the first kernels given where they are to be kept.
fn random(architecture: &Architecture, size: f32, keep_first: bool, rng: &mut Pcg32) -> Parameters {
    let mut parameters = Parameters::random(architecture, WeightRange::Normal, rng);
    parameters.slices_mut().flatten().for_each(|weight| *weight *= size / 0.4);
    if keep_first {
        let first = &mut parameters.stages[0].kernels;
        for (cells, kernel) in
            first.chunks_exact_mut(9).zip(FIRST.iter().filter_map(|p| p.kernel(3)))
        {
            cells.copy_from_slice(&kernel);
        }
    }
    parameters
}
